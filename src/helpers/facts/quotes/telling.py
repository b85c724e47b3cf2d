"""Who goes on speaking: within the sentence that he has begun to tell, or after a pause of his own."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.model import Name, Quote
from helpers.facts.quotes.marks import Quotation
from helpers.facts.quotes.pronouns import meant_by
from helpers.facts.quotes.scene import Scene
from helpers.facts.quotes.words import GOES_ON, INDEFINITE, PRONOUN_SAYS, SOMEONE, THIRD, speech_verbs
from helpers.lexicon import any_of

_any_of = partial(any_of, "quote_words")
#: A pronoun that goes on telling within the sentence: …是代课老师，她说，….
_CLAUSE_OF_HIS = re.compile(f"，([他她])(?:又|还|也|常|总)?(?:{_any_of('pronoun_says')})，")


def same_again(scene: Scene, previous: Quote, pair: Quotation) -> bool:
    """Whether what stands between two quotations of a paragraph is only what the speaker does, without a subject
    (“13天。”想了想，又添了一句：“值。”)."""
    between = scene.text[previous.end : pair.start].lstrip("。，")
    if not previous.speaker or "\n" in between or len(between) > 24 or not GOES_ON.match(between):
        return False
    named = scene.named(previous.end, pair.start)
    return not named and not INDEFINITE.search(between) and not re.search("[他她我]", between)


def teller_of(scene: Scene, begin: int, pair: Quotation, content: str) -> Name | None:
    """Who tells of somebody else and goes on with “他” (别小红说，乔木最大的优点是肯记笔记：“他那几大本…”)."""
    named = scene.named(begin, pair.start)
    of_another = len(named) > 1 and named[0].name != named[-1].name and THIRD.match(content.lstrip("“"))
    said = speech_verbs().match(scene.text, named[0].end) if of_another else None
    return named[0] if said and scene.text[said.end() : said.end() + 1] == "，" else None


def telling(scene: Scene, begin: int, pair: Quotation) -> Name | None:
    """Who is told to say what goes on in the quotation, whoever else is named in what is said (查文斌说，马骁…，“…”)."""
    named = scene.named(begin, pair.start)
    if PRONOUN_SAYS.match(scene.text, begin, pair.start):
        return meant_by(scene, scene.text[begin : begin + 1], pair, begin)
    going_on = going_on_telling(scene, begin, pair)
    if going_on:
        return going_on
    found = next((n for n in reversed(named) if speech_verbs().match(scene.text, n.end)), None)
    return found if found and "：" not in scene.text[found.end : pair.start] else None


def going_on_telling(scene: Scene, begin: int, pair: Quotation) -> Name | None:
    """Whom a pronoun means that goes on telling within the sentence (曲小娥是老师，她说，…，“…”)."""
    pronoun = _CLAUSE_OF_HIS.search(scene.text, begin, pair.start)
    if not pronoun or scene.named(pronoun.start(), pair.start):
        return None
    return meant_by(scene, pronoun.group(1), pair, pronoun.start())


def speaking(scene: Scene, begin: int, pair: Quotation) -> Name | None:
    """The last person of the paragraph, if a verb of saying follows the name (郭双喜坦言，…。…，“这意味着…”)."""
    sentence = scene.text[begin : pair.start]
    if INDEFINITE.search(sentence) or SOMEONE.search(sentence):
        return None
    paragraph = scene.text.rfind("\n", 0, pair.start) + 1
    known = scene.named(paragraph, pair.start)
    return known[-1] if known and speech_verbs().match(scene.text, known[-1].end) else None
