"""What a figure counts, the verb it hangs on, where, and when: read from the words around it."""

from __future__ import annotations

import re

_BREAK = "，。；！？：\n、“”‘’（）【】《》—… "
_CLAUSE = re.compile(r"[，。；！？：\n、“”（）]")
_STOP_AFTER = re.compile(
    r"[，。；！？：\n、“”‘’（）【】《》—…\s的在是和与及了已将被把从由向到至为达占比同较按就都也还又再才刚不未无有能可会要应须需使让给对于并而且且但或即以"
    r"前后内间中上下左右起来去过着]|\d|[一二两三四五六七八九十百千万几]"
)


def clause_before(text: str, at: int, limit: int = 40) -> str:
    """What stands before ``at`` in its clause."""
    window = text[max(0, at - limit) : at]
    parts = re.split(r"[，。；！？：\n]", window)
    return parts[-1]


def noun_after(text: str, at: int, limit: int = 14) -> str:
    """The noun phrase right behind a classifier (597家规上工业企业 → 规上工业企业)."""
    window = text[at : at + limit]
    if window.startswith(("的", "“")):
        window = window[1:]
    stop = _STOP_AFTER.search(window)
    return window[: stop.start()] if stop else window


_VERBS = re.compile(
    r"(?:已经|已|共计|共有|累计|总计|合计|一共|共|均|仅|只|还|尚|约|近|超|则|也|都|全部|分别|同比|环比|新增|预计)*"
    r"(?:增长|下降|减少|增加|提高|提升|降低|回升|回落|上涨|下跌|缩短|压缩|降|升|增|减|涨|跌|达到|达|高达|占|为|是|有|实现|完成|突破|超过|降至|升至|增至|减至|恢复到|相当于|收窄|加快|至|到|由|从|比|较)+(?:了|到|至|为)*$"
)


def noun_before(clause: str) -> str:
    """The noun before the verb (全市粮食总产 of 全市粮食总产达, 复工率 of 复工率)."""
    trimmed = _VERBS.sub("", clause)
    parts = [p for p in re.split(r"[\s、“”（）]", trimmed) if p]
    return parts[-1][-14:] if parts else ""


def subject_of(text: str, start: int, end: int, kind: str) -> str:
    """What is counted, '' where the text does not say."""
    after = noun_after(text, end) if kind == "count" else ""
    if len(after) >= 2 or (after and kind == "count"):
        return after
    before = noun_before(clause_before(text, start))
    return before or after
