"""What a figure counts, and the verb it hangs on: read from the words around it.

Small hand-written chunking rules, no segmenter: the noun behind a classifier (597家规上工业企业), the noun
before the verb (复工率达89%), the part and the whole of a share (占常住人口的62%), the relative clause
(从国外返桐的137人), and, where a clause has none, the subject of the figure before it (…51.7亿元，增长9.2%).
"""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.facts.figure_scan import Quantity
from helpers.lexicon import words

_ENDS = "，。；！？：\n（）()〈〉【】"
_END = re.compile(f"[{_ENDS}]")
_QUOTES = str.maketrans("", "", "“”‘’\"'")
_TIMES = r"今天|昨天|今年|去年|目前|当天|当日|当晚|昨日|今日|今晨|昨晚|同时|全部|分别|陆续|先后|累计|每天|每周|每月|今起|一律|尚|均"
#: Where the noun behind a classifier ends. A character that also begins nouns is let through before them.
_AFTER_STOP = re.compile(
    r"[，。；！？：\n、“”‘’（）【】《》—…\s\d]|[一二两三四五六七八九十几](?![线流审带])|[的了着过和与及等被把由让给并而但或即因须使至是已也还又刚为]"
    r"|在(?!建|校|职|岗|线|编|册|读|押|营)|将(?!军)|从(?!业)|向(?!日)|到(?!岗|店|场)|达(?!标)|占(?!地)|比(?!赛|例|亚)|较|按(?!摩|揭)|就(?!业|诊|餐|读)"
    r"|都(?!市)|不(?!锈|良|动产|足)|未(?!成年)|有(?!限|色|机|轨|效|关|氧|证|奖|声)|能(?!源|量|耗|力)|可(?!再|燃|回|疑|乐)|会(?!员|议|展|场|计|馆)"
    r"|要(?!素|闻|道)|应(?!急|届|用|聘|征)|需(?!求)|以(?!色)|用于|(?<!人)才|则|所(?=需|在|有)|起(?!重)"
    rf"|{_TIMES}|参加|参与|赶到|赶赴|获得|受伤|死亡|遇难|被困|复工|复产|提交|送到|送达|组成|来自|增长|下降|减少|增加|达到|实现|举行|入驻|入选|亮相|走进|走上"
    r"|前往|抵达|领取|见证|参赛|出席|走上|落户|报名|完成|开工|投产|通过|现身|出动|同台|齐聚|集体|走出|来到|解除|待|计划|其中"
)
_BEFORE_STOP = re.compile(
    r"[、\s—…《》·]|[的和与及]|[把将从由对向让给于比较至经](?=.)|(?<![存现所潜])在(?!建|校|职|岗|线|编|册|读|押|营)|(?<=[底日天月年时])前|[上里中内](?=[^海下医国学小间])"
    rf"|{_TIMES}|以来|以后|以前|之前|之后|截至|目前|据悉|据了解|获悉|预计|其中|其余|此外|另外|另|随着|为了|因为|由于|通过|平均每|每|报告|发现|告诉|介绍|显示|介绍说|表示|记者|仍|却|但|而|则|共|约|近|超"
)
_ADVERBS = re.compile(
    r"(?:已经|已|共|也|还|又|均|仅|只|就|才|都|约|近|超|逾|仍|则|却|将|可|能|会|要|曾|再|更|最多|最高|最低|最少|最长|最快|一般|大约|预计|有望|力争|累计|总计|共计|合计|"
    r"平均|同比|环比|全部|分别|各|首次|首|连续|持续|前后|先后|陆续|逐步|一直|始终|往|不断|多|人均|日均|月均|年均|户均|约合|折合|了|着|过|到|至|得|出|起|的|：|在|于|从|由|比|较|[、，和与及]|"
    r"不小于|不少于|不低于|不高于|不超过|其中|如今|现在|目前|这样|那天|每人每天|每[天月年周日人斤晚吨亩次个只套份张]|每公斤|每千克|每平方米|每立方米|每[百千万]?[\u4e00-\u9fff]{1,2}|为|是|有)+$"
)
_COMPARED = re.compile(r"(?:比|较|与|同)(?:[^，。；]{0,12}(?:前|年|期|月|周|日|天|季度|时候|度|初|底|均|水平|中旬|上旬|下旬|去年|上年|节前|平时))(?:同期|同比|末|相比)?(?:又|还|再|也|约|已|要)?$")
_PRONOUN = re.compile(r"^(?:他|她|它|我|你|我们|他们|她们|咱们|大家|有人|这|那|其|此|本|该|全市|我市|全省|全县|全区|全国|我省|我县|我区|前后|如今|此后|可)+$")
_LEAD = re.compile(r"^(?:全市|我市|全省|全县|全区|全国|我省|我县|我区|目前|其中|今年|去年|当天|其|该|他|她|它|这|那|还|另|并|仍|已|共|有|为|对|随后|此外|据悉|累计|了|着|、|，|和|及|与)+")
_DROPPED = re.compile(r"^(?:的|之|后|内|就|才|起|时间|就被|便|里|左右|以来|地|即|即可|没|长的|宽的|高的|深的|外的|重的|多的|大的|远的|厚的|长|宽)+")
_BASE = re.compile(r"(占|相当于|约为|为|达到|恢复到|恢复至|是|达)([^，。；！？\n]{1,18})的(?:约|近|超|不到)?$")
_GENERIC = re.compile(r"^(?:总数|总量|全部|总额|全市|全省|全国|全县|全区|总面积|总人数|其中|去年|上年|去年同期|去年同日|上年同期|同期)$|^(?:去年|上年)同")


@lru_cache(maxsize=1)
def _actions() -> tuple[dict[str, None], int]:
    entries = dict.fromkeys(words("figure_actions"))
    return entries, max(map(len, entries))


def clause(text: str, start: int, end: int, floor: int = 0) -> tuple[str, str]:
    """What stands left and right of a figure in its clause, quotation marks dropped; ``floor`` is where the
    figure before it ended."""
    left = _END.split(text[max(floor, start - 40) : start])[-1]
    right = _END.split(text[end : end + 30], maxsplit=1)[0]
    return left.translate(_QUOTES), right.translate(_QUOTES)


def noun_after(right: str, limit: int = 14) -> str:
    """The noun phrase at the beginning of what follows a classifier."""
    right = _DROPPED.sub("", right)
    stop = _AFTER_STOP.search(right)
    return (right[: stop.start()] if stop else right)[:limit]


def verb_stripped(left: str) -> tuple[str, str]:
    """``(rest, verb)``: what precedes the number without the verbs and adverbs that lead up to it."""
    entries, longest = _actions()
    verb = ""
    for _ in range(6):
        before = left
        left = _COMPARED.sub("", _ADVERBS.sub("", left))
        for size in range(min(longest, len(left)), 0, -1):
            if left[-size:] in entries and (size < len(left) or verb):
                verb, left = left[-size:], left[:-size]
                break
        if left == before:
            break
    return left, verb


def noun_before(left: str, limit: int = 14) -> tuple[str, str]:
    """``(noun, verb)`` before a number: 全市粮食总产量达 → 粮食总产量, 达."""
    for mark in ("由", "从"):
        head, found, tail = left.rpartition(mark)
        if found and len(head) > 1:
            inner = _ADVERBS.sub("", tail.split("的")[-1] if tail.endswith("的") is False else "")
            left = tail if len(inner) > 1 and not re.search(r"[时前后]$", inner) else head
            break
    rest, verb = verb_stripped(left)
    pieces = [p for p in _BEFORE_STOP.split(rest) if p]
    noun = ""
    if pieces and rest.endswith(pieces[-1]):
        noun = _LEAD.sub("", pieces[-1]) or pieces[-1]
    if _PRONOUN.match(noun):
        noun = ""
    return noun[-limit:], verb


def share_parts(left: str) -> tuple[str, str]:
    """Part and whole of 女生占参赛选手的近一半: (女生, 参赛选手); whole '' where none is named."""
    match = _BASE.search(left)
    if not match:
        return "", ""
    part = noun_before(left[: match.start()])[0] if match.group(1) == "占" else ""
    whole = _BEFORE_STOP.split(match.group(2))[-1] or match.group(2)
    return part, "" if _GENERIC.search(match.group(2)) else whole


def subject_and_action(text: str, q: Quantity, kind: str, floor: int, heir: str) -> tuple[str, str]:
    """``(subject, action)`` of one figure. ``heir`` is the subject of the figure before it in the sentence,
    which a clause without a noun of its own takes over."""
    left, right = clause(text, q.start, q.end, floor)
    if text[q.start - 1 : q.start] in ("：", ":") and not left:
        left = _END.split(text[max(0, q.start - 24) : q.start - 1])[-1].translate(_QUOTES)
    noun, verb = noun_before(left)
    after = noun_after(right)
    if kind in ("share", "change"):
        return _of_share(left, right, noun, after, heir, kind), verb
    if kind == "duration":
        return _of_duration(left, right, noun, verb, heir), verb
    if kind in ("count", "money", "rate", "measure", "age", "temperature", "ordinal", "level"):
        if after and (kind != "level" or not noun):
            return after, verb
    if noun:
        return noun, verb
    return _relative(left) or heir or _phrase(right) or verb, verb


def _of_share(left: str, right: str, noun: str, after: str, heir: str, kind: str) -> str:
    if right.startswith("的") and after:
        return after
    part, whole = share_parts(left)
    if part and whole:
        return f"{part}占{whole}"
    if part or whole:
        return part or whole
    if kind == "share" and after and not noun and not re.search(r"[占达为是至到]", left[-2:]):
        return _phrase(right) or after
    return noun or heir or _phrase(right)


def _of_duration(left: str, right: str, noun: str, verb: str, heir: str) -> str:
    phrase = _phrase(right)
    if phrase and len(phrase) > 1:
        return phrase
    return noun or verb or heir


def _relative(left: str) -> str:
    """The clause before 的 when a figure stands for the noun: 从国外返桐的137人."""
    match = re.search(r"([^，。；的]{2,12})的$", left)
    return re.sub(r"^.*(?:对|把|将|有)", "", match.group(1)) if match else ""


def _phrase(right: str) -> str:
    """The beginning of the predicate behind a figure."""
    right = _DROPPED.sub("", right)
    right = re.split(r"[、，\s\d]|[一二两三四五六七八九十](?=[个名位次条家])|的|就|被|在", right)[0]
    return right[:16]
