"""Who speaks in speech that stands without a word about it, known by what stands around the whole conversation.

A sentence tells afterwards whose words they were (说这话的是石匠毛有田), two people answer each other paragraph by
paragraph, or the one calls the other by what he is to him (“爸，您歇会儿。” “不累。”).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from helpers.facts.model import Name, Quote
from helpers.facts.names.bearers import called, noun_classes
from helpers.facts.names.lexicon import lexicon
from helpers.lexicon import any_of

_SAYS_IT = re.compile(
    f"(?<![^。！？”\\n，])(?:({any_of('quote_words', 'asks_it')})|{any_of('quote_words', 'says_it')}"
    f"|[^，。“”\\n]{{0,6}}{any_of('quote_words', 'stands')}的，?(?:就|正)?是)"
)
#: What somebody does whose words stand by themselves in the next paragraphs.
_RECALLS = re.compile(any_of("quote_words", "recalls"))
#: What he or she does before speaking in the next paragraph.
_THINKS = re.compile(any_of("quote_words", "thinks"))
_SENTENCE_END = re.compile("[。！？\\n]")
#: How many quotations back the other one of a conversation is looked for.
_BACK = 6
#: Whom a child calls 叔叔 or 阿姨: who was named last.
_GROWN_UP = "grown_up"
#: Shorter ones answer each other; longer ones go on.
_SHORT = 30
#: Longer ones are told at length, as answers to a reporter are.
_LONG = 14
#: How far before the sentence that tells who spoke the first words may stand.
_FAR = 400


def in_turn(text: str, quotes: Sequence[Quote], people: Sequence[Name], bearers: Mapping[str, Name]) -> list[Quote]:
    """The quotations with the speakers that the conversation as a whole tells."""
    found = _told_behind(text, list(quotes), people)
    for k, quote in enumerate(found):
        if _third_of_row(found, k):
            found[k] = replace(quote, speaker=found[k - 2].speaker, role=found[k - 2].role)
            continue
        asked = _asked_there(text, found, k, people)
        if asked:
            found[k], found[k + 1] = (_spoken_by(found[k + n], asked[n]) for n in (0, 1))
            continue
        who = (
            _by_name(quote, people) or _by_itself(quote, bearers) or _signing(quote, people) or _at_once(text, found, k)
        )
        if who:
            found[k] = quote = _spoken_by(quote, who)
        elif _answers_itself(found, k):
            found[k] = quote = replace(quote, speaker="", role="")
        if quote.speaker or not _fills_paragraph(text, quote):
            continue
        who = _calling(quote, bearers) or _recalling(text, quote, people) or _answering(text, found, k, people, bearers)
        if who:
            found[k] = _spoken_by(quote, who)
    return found


def _spoken_by(quote: Quote, who: Name | Quote) -> Quote:
    return replace(quote, speaker=who.name if isinstance(who, Name) else who.speaker, role=who.role)


def _told_behind(text: str, found: list[Quote], people: Sequence[Name]) -> list[Quote]:
    """Speech whose speakers the next sentence names: one for all of it, or as many as quotations, in their order."""
    for match in _SAYS_IT.finditer(text):
        stop = _SENTENCE_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        named = [n for n in people if match.end() <= n.start < end]
        named = [n for k, n in enumerate(named) if n.name not in {m.name for m in named[:k]}]
        last = max((k for k, q in enumerate(found) if q.end <= match.start()), default=-1)
        first = last
        while first >= 0 and not found[first].speaker and match.start() - found[first].start < _FAR:
            first -= 1
        nameless = list(range(first + 1, last + 1))
        if match.group(1):
            near = (k for k in range(last, -1, -1) if match.start() - found[k].start < _FAR)
            nameless = [k for k in near if found[k].rule == "alone" and _asks(found[k])][:1]
        order = {}
        if len(named) == len(nameless):
            order = dict(zip(nameless, named, strict=True))
        elif len(named) == 2 and len(nameless) > 2:
            order = {k: named[n % 2] for n, k in enumerate(nameless)}
        elif named and nameless and text.count("\n", found[last].end, match.start()) < 2:
            order = {last: named[0]}
        for k, who in order.items():
            found[k] = _spoken_by(found[k], who)
    return found


#: 我是|医生！
_I_AM = re.compile("(?:我|俺)(?:就)?是([\u4e00-\u9fff]{2,4})[，！。]")


#: 我叫|田甜。 我是反诈中心民警|卓越，….
_MY_NAME = re.compile("[^。！？]{0,10}?(?:我|俺)(?:就)?(?:叫|是)([^，。！？]{2,18})[，。！]")


#: 我是你的学生，702的|钟原，算我一个。
_OF_ME = re.compile("我是[^，。！？]{1,10}，[^，。！？]{1,8}的([^，。！？的]{2,4})[，。！]")


def _by_name(quote: Quote, people: Sequence[Name]) -> Name | None:
    """Who says how he or she is called, in speech that stands without a word about it."""
    own = _MY_NAME.match(quote.quote) if quote.rule == "alone" or not quote.speaker else None
    of_me = _OF_ME.search(quote.quote) if not quote.speaker else None
    told = [said.group(1) for said in (own, of_me) if said]
    return next((n for one in told for n in people if one.endswith((n.name, n.text))), None)


def _by_itself(quote: Quote, bearers: Mapping[str, Name]) -> Name | None:
    """Who says what he or she is, if the article names the one (“我是护士！” … 护士阿依夏木)."""
    said = _I_AM.match(quote.quote) if not quote.speaker else None
    return bearers.get(noun_classes().get(said.group(1), "")) if said else None


#: The last sentence of what is written: ….曲比尔火。
_SIGNED = re.compile("[。！？，](?:——)?([\u4e00-\u9fff·]{2,9})[。！]?$")


def _signing(quote: Quote, people: Sequence[Name]) -> Name | None:
    """Whose name stands below what is written (背面写了一行字：“…，要药。曲比尔火。”)."""
    signed = _SIGNED.search(quote.quote) if not quote.speaker else None
    return next((n for n in people if n.name == signed.group(1)), None) if signed else None


#: What the first of two does who then asks the other.
_COMES_UPON = re.compile(any_of("quote_words", "comes_upon"))


def _asked_there(text: str, found: Sequence[Quote], k: int, people: Sequence[Name]) -> tuple[Name, Name] | None:
    """Who asks and who answers at once, where the sentence before tells of two of whom the one comes upon the other
    (冉崇礼赶到井口时，沙马木呷正往外拖电缆。“…？”“…。”)."""
    quote, answer = found[k], found[k + 1] if k + 1 < len(found) else None
    if not answer or answer.start != quote.end or quote.rule != "alone" or not _asks(quote) or _asks(answer):
        return None
    begin = max(text.rfind(c, 0, max(0, quote.start - 1)) for c in "。！？”\n") + 1
    there = [n for n in people if begin <= n.start < quote.start]
    if len({n.name for n in there}) != 2 or text[quote.start - 1] != "。":
        return None
    first, other = there[0], next(n for n in there if n.name != there[0].name)
    return (first, other) if _COMES_UPON.match(text, first.end) else None


def _third_of_row(found: Sequence[Quote], k: int) -> bool:
    """Whether three quotations stand with nothing between, of which the first two have different speakers: two people speak
    by turns (师傅问：“给谁做？”“给救命的人做。”“那我教你。”)."""
    if k < 2 or found[k].rule != "alone" or found[k - 2].speaker == found[k - 1].speaker:
        return False
    return found[k - 2].end == found[k - 1].start and found[k - 1].end == found[k].start


def _at_once(text: str, found: Sequence[Quote], k: int) -> Quote | None:
    """The other one of a conversation, where speech follows speech with nothing between (“换一根就行。”“多少钱？”)."""
    last = found[k - 1] if k else None
    if not last or last.end != found[k].start or found[k].rule != "alone" or not last.speaker:
        return None
    if found[k].speaker not in ("", last.speaker) or (k > 1 and found[k - 2].end == last.start):
        return None
    others = [q for q in found[max(0, k - _BACK) : k - 1] if q.speaker and q.speaker != last.speaker]
    return others[-1] if others and "\n" not in text[others[-1].end : last.start] else None


def _answers_itself(found: Sequence[Quote], k: int) -> bool:
    """Whether one would answer his own question without a pause, which nobody does (“你外公几级工？”“六级。”)."""
    last = found[k - 1] if k else None
    if not last or last.end != found[k].start or not last.speaker or found[k].rule != "alone":
        return False
    return _asks(last) and last.speaker == found[k].speaker


def _asks(quote: Quote) -> bool:
    return quote.quote[-1:] in ("？", "?")


def _fills_paragraph(text: str, quote: Quote) -> bool:
    return text[quote.start - 1 : quote.start] in ("", "\n") and text[quote.end : quote.end + 1] in ("", "\n")


def _calling(quote: Quote, bearers: Mapping[str, Name]) -> Name | None:
    """Who calls somebody of the article by a word of kin, if it names only one who may."""
    whom, by = called(quote.quote)
    callers = [bearers[kind] for kind in by if kind in bearers]
    known = whom in bearers or whom == _GROWN_UP
    return callers[0] if known and len(callers) == 1 else None


def _answering(
    text: str, found: Sequence[Quote], k: int, people: Sequence[Name], bearers: Mapping[str, Name]
) -> Name | Quote | None:
    """Who answers in the paragraph behind somebody's: the one called there, or else the other one of the conversation."""
    last = found[k - 1] if k else None
    if not last or text.count("\n", last.end, found[k].start) != 1:
        return None
    if not last.speaker and last.rule in ("before", "after"):
        there = {n.name: n for n in people if text.rfind("\n", 0, last.start) < n.start < last.start}
        if len(there) == 1 and not _asks(found[k]) and not _asks(last):
            return min(
                there.values(), key=lambda n: n.start
            )  # 荀小冉哭出了声。男护士递过去一张纸巾：“别哭。” “我没哭。”
    if not last.speaker:
        first = found[k - 2] if k > 1 else None
        near = first is not None and first.speaker and text.count("\n", first.end, last.start) == 1
        asked = last.rule == "alone" and _fills_paragraph(text, last)  # 石维邦说。 “慌啥？” “慌学生没人管。”
        return first if near and _asks(last) == asked else None
    whom = called(last.quote)[0]
    if whom in bearers:
        return bearers[whom]
    by_name = _called_by_name(last, people) or _spoken_to(text, last, people)
    if by_name:
        return by_name
    if whom == _GROWN_UP:
        before = [n for n in people if last.start - _FAR < n.start < last.start and n.name != last.speaker]
        return before[-1] if before else None
    earlier = [q for q in found[max(0, k - _BACK) : k - 1] if q.speaker != last.speaker]
    if earlier and not earlier[-1].speaker and earlier[-1].rule in ("before", "after"):
        return None  # the other one of the conversation has no name (屏幕里的小姑娘噘着嘴：)
    others = [q for q in earlier if q.speaker]
    short = max(len(last.quote), len(found[k].quote)) < _SHORT
    if _asks(last) and not others:
        return _asked_of(text, last, people)
    if _asks(last) or short:
        return others[-1] if others and _unbroken(text, others[-1], found[k]) else None
    return last


def _asked_of(text: str, asked: Quote, people: Sequence[Name]) -> Name | None:
    """Who is asked, if the paragraph names one beside the one who asks (报到那天，老校长和耀宗问他：“…？”)."""
    begin = text.rfind("\n", 0, asked.start) + 1
    there = {n.name: n for n in people if begin <= n.start < asked.start and n.name != asked.speaker}
    return next(iter(there.values())) if len(there) == 1 else None


def _unbroken(text: str, first: Quote, last: Quote) -> bool:
    """Whether every paragraph between two quotations holds speech."""
    between = text[first.end : last.start].split("\n")[1:-1]
    return all("“" in paragraph for paragraph in between)


#: What speech calls somebody at its head (“侯哥，给我留条鲫鱼。”).
_CALL = re.compile("([\u4e00-\u9fff]{2,4})[，！]")


def _called_by_name(quote: Quote, people: Sequence[Name]) -> Name | None:
    """The one person of the article whom speech calls by name, or by surname and a form of address."""
    call = _CALL.match(quote.quote)
    if not call:
        return None
    word, forms = call.group(1), lexicon().honorifics
    short = word[1:] if word[0] in "老小" and len(word) == 2 else word[0] if word[1:] in forms else ""
    named = [n for n in people if word in (n.text, n.name) or (short and n.name.startswith(short))]
    if not named and lexicon().titles.get(word) in ("office", "trade"):
        named = [n for n in people if n.role.endswith(word)]  # “站长，里头还有一列车没出来！”
    names = {n.name for n in named} - {quote.speaker}
    return next(n for n in named if n.name in names) if len(names) == 1 else None


def _spoken_to(text: str, quote: Quote, people: Sequence[Name]) -> Name | None:
    """Whom somebody else turns to right before what he says (瞿万顺找到校长|晋春生：“…)."""
    if text[quote.start - 1 : quote.start] != "：":
        return None
    return next((n for n in reversed(people) if n.end == quote.start - 1 and n.name != quote.speaker), None)


def _recalling(text: str, quote: Quote, people: Sequence[Name]) -> Name | None:
    """Who is told to recall or begin to talk at the end of the paragraph before, where nobody else is named behind
    (党委书记折虹记得最牢的是那次抢救。⏎“…”)."""
    begin = text.rfind("\n", 0, max(0, quote.start - 1)) + 1
    paragraph = text[begin : quote.start].rstrip("\n")
    sentence = begin + max(paragraph[:-1].rfind(c) for c in "。！？”") + 1
    named = [n for n in people if sentence <= n.start < quote.start]
    there = [n for n in people if begin <= n.start < sentence]
    if there and not named and text[sentence] in "他她" and _THINKS.search(text, sentence, quote.start):
        return there[-1]
    alone = {n.name: n for n in there}
    if (
        not named
        and len(alone) == 1
        and len(quote.quote) > _LONG
        and re.search("[他她](?![们的])", text[sentence : quote.start])
    ):
        return there[-1] if "“" not in paragraph else None
    return named[0] if named and _RECALLS.search(text, sentence, quote.start) else None
