"""What the rules for places share: how far a name of each kind reaches, units, land, and what is counted."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.lexicon import Lexicon
from helpers.lexicon import group, letters, rows

_letters = partial(letters, "place_words")
_group = partial(group, "place_words")
REACH = {"area": 5, "estate": 8, "road": 6, "water": 4, "hill": 4, "site": 12}
#: Characters of running text: no short place name holds them.
RUNNING = re.compile(f"[{_letters('running')}]")
#: General words that places are named after all the same.
USUAL = {"area": _group("usual_area"), "road": _group("usual_road"), "site": _group("usual_site")}
#: A classifier with its number: what follows is no name (6条|压铸线, 一个|外卖站).
COUNTED = re.compile(f"[0-9一二三四五六七八九十两几数百千多余][{_letters('counted')}]$")
#: So many of a kind of place (百余|村, 十几|县), no name.
SO_MANY = re.compile("[0-9一二三四五六七八九十两几数百千万]+[多余几来]")
AREA_ENDS = frozenset(row[0] for row in rows("name_places") if row[1] == "area" and len(row[0]) == 2)
#: Where a village lies and what it is called after: 大河边, 石桥头, 对门山下.
AT_LAND = re.compile(f"[{_letters('land')}][{_letters('at_land')}]")
UNITS = _letters("units")
DWELLERS, DWELLERS_TOO, DWELLING = (_group(key) for key in ("dwellers", "dwellers_too", "dwelling"))
#: Endings before which also a general word is a name (创业大厦, 科技大道).
BEHIND_WORDS = frozenset(_group("behind_words"))


def saves(text: str, name: str, lex: Lexicon) -> bool:
    """Whether what ends with 省 is no province: provinces are well known, or the page says them more than once."""
    return name.endswith("省") and name[:-1] not in lex.gazetteer and text.count(name) < 2
