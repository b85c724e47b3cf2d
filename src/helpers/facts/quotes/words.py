"""The words that several of these modules read: pronouns, nouns in a person's place, verbs of saying, ends of sentences."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.lexicon import lexicon
from helpers.lexicon import alternatives, any_of

_any_of = partial(any_of, "quote_words")
INDEFINITE = re.compile(_any_of("indefinite"))
ELDER = re.compile(_any_of("elder"))
#: Nouns that begin a clause whose subject is nobody named.
SOMEONE = re.compile(_any_of("someone"))
#: Whose somebody is who is not named, or whose hand is held: 匡志国的妻子, 匡志国所在班组的组长.
OF_HIM = re.compile(
    f"{_any_of('kin_direct')}|(?:所在[^，。：“”]{{0,10}})?的{_any_of('of_him')}|所在[^，。：“”]{{0,10}}的|之[妻子女父母]|(?:妻子|丈夫|母亲|父亲)[^，。：“”]{{0,6}}说"
)
#: Somebody of whom only is told whose child or parent it is (他哥哥先开了口, 她的母亲说).
HIS_KIN = re.compile(f"(?:^|，)(?<!其)[他她](?:们)?的?({_any_of('of_him')})(?![的们])")
HIS_HAND = re.compile(f"的{_any_of('his_hand')}")
#: The voice is somebody's: 广播里传来列车长佟瑶的声音.
HIS_VOICE = re.compile(f"的{_any_of('his_voice')}")
#: To somebody old (朝老人鞠了一躬), who does not speak then.
TO_ELDER = re.compile(f"{_any_of('to_all', 'holds')}(?:[这那]位)?{_any_of('elder')}")
#: What somebody does who goes on to speak.
GOES_ON = re.compile(_any_of("goes_on"))
HAN = re.compile("[\u4e00-\u9fff]")
END = re.compile("[。！？\n]")
PRONOUN_SAYS = re.compile(f"(?<!其)[他她](?!们)[^，。：]{{0,6}}{_any_of('pronoun_says')}")
#: A pronoun of one person.
THIRD = re.compile("(?<!其)[他她](?!们)")


@lru_cache(maxsize=1)
def speech_verbs() -> re.Pattern[str]:
    """The verbs of saying."""
    return re.compile(alternatives(w for w, kind in lexicon().verbs.items() if kind == "speech"))
