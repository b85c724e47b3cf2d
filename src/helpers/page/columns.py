"""The names of standing columns and series, which stand above a head and tell nothing themselves."""

from __future__ import annotations

import re
from functools import partial

from helpers.lexicon import any_of, group
from helpers.page.marks import HAN, MARK, closed_up, ending
from helpers.page.phrases import adverbial, announces

_words = partial(any_of, "page_head_words")
_BOXED = re.compile(r"[【\[〖［「][^】\]〗］」]{1,16}[】\]〗］」]$")
#: How a label ends under which the paper advises: 教育提示
_ADVICE = re.compile(rf"{_words('advice')}$")
_AT_YOUR_SERVICE = re.compile(_words("at_your_service"))
#: What a series looks at, in four characters, and where: 乡村振兴看柳溪
_SERIES_LOOK = re.compile(rf"(?!{_words('looking_from')}){HAN}{{4}}看{HAN}{{2,3}}$")
#: Where the paper goes, and what it looks at there: 走村看变化, 下乡看春耕
_SERIES_GOES = re.compile(rf"{_words('series_goes')}{HAN}{{1,4}}看(?:新|大)?{_words('series_seen')}$")
#: The number of a part behind a series' name: 民生实事进行时①, 蹲点日记（三）; 减了三分之二 is a share
_PART = re.compile(r"(?:[①-⑳❶-❿⑴-⒇]|[（(][一二三四五六七八九十\d]{1,2}[）)]|(?<!分)之[一二三四五六七八九十]{1,2})$")
#: Whom to call, above what readers called about: 热线 5566778, 本报热线：96xxx
_HOTLINE = re.compile(rf"(?:本报|新闻|读者|民生|晚报)?{_words('hotline')}[：: ]?[\d-]{{5,13}}$")
#: The same with the number first, or nothing but a public number or the paper's own: 96128热线, 12315, 96555帮办
_CALLED = re.compile(
    rf"(?:1(?:1[0249]|2[02])|12[0-9]{{3}}|9[56][0-9]{{3,4}}|[2-8][0-9]{{6,7}})(?P<of>{_words('called_column')})?$"
)
_CIRCLED = re.compile(r"[①-⑳❶-❿⑴-⒇]$")
#: The title of a document, whose number in brackets is no part of a series: 关于调整防控措施的通告（二）
ABOUT = re.compile(rf"关于|{HAN}*{_words('document')}$")
#: How the name of a column of short reports ends
_BRIEFS = re.compile(rf"{any_of('page_line_words', 'brief_column')}$")


def is_column(text: str) -> bool:
    """A standing column's name: a short line that ends as such names do, or a boxed one; of a double name
    (群众来信·回音) one half is enough."""
    bare = closed_up(text.strip(MARK + " ·"))
    halves = re.split(r"(?<!\d)[·|/]|[·|/](?!\d)", bare)
    if len(halves) == 2 and all(2 <= len(half) <= 8 for half in halves) and any(map(is_column, halves)):
        return True
    if _BOXED.match(bare) or (text[:1] in MARK and len(bare) <= 8 and bare.isalpha()):
        return True
    if (
        _SERIES_LOOK.match(bare)
        or _SERIES_GOES.match(bare)
        or _numbered_series(bare)
        or _HOTLINE.match(bare)
        or _called(bare)
    ):
        return True
    if len(bare) <= 16 and (bare.endswith(group("page_head_words", "series")) or _AT_YOUR_SERVICE.search(bare)):
        return True
    if _advice(bare):
        return True
    told = re.search(r"[，：\d]", bare) or adverbial(bare)  # 只因一句玩笑话
    return len(bare) <= 8 and bool(ending("page_columns").search(bare)) and not told


def _called(text: str) -> bool:
    """The number that readers call as a column's name: 12315, 96128热线; a number alone is a public one of five digits."""
    found = _CALLED.match(text)
    return found is not None and (bool(found["of"]) or len(text) == 5)


def _numbered_series(text: str) -> bool:
    """The name of a series with the number of its part, and nothing told in it: 民生实事进行时①."""
    name = re.sub("[“”《》]", "", _PART.sub("", text))
    if _CIRCLED.search(text) and "·" in name and 3 <= len(name) <= 22:  # 奋进70年 迈步新征程·乡村见闻⑥
        return not re.search("[，：。！？]", name)
    return (
        name != text
        and 3 <= len(name) <= 14
        and _PART.search(text) is not None
        and name.replace("·", "").isalpha()
        and not ABOUT.match(name)
    )


def _advice(text: str) -> bool:
    """A label under which the paper advises or announces (教育提示, 出行提醒, 停水预告), not the office that does (警方提醒)."""
    return 4 <= len(text) <= 6 and bool(_ADVICE.search(text)) and not announces(text) and text.isalpha()


def is_label(text: str) -> bool:
    """A column's name, or an office's short line that says only that it speaks (气象提示, 警方通报)."""
    return is_column(text) or (len(text) <= 5 and announces(text))


def heads_briefs(text: str) -> bool:
    """Whether a line is the name of a column of short reports: 简讯, 财经速览."""
    return len(text) <= 10 and bool(_BRIEFS.search(closed_up(text)))
