"""The noun phrases of a figure's own clause: behind its classifier, before its verb, before 的.

Small hand-written chunking rules, no segmenter. Lists are in ``data/lexicons/figure_*.txt``.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.numerals import RUN
from helpers.facts.units import TERM_CLASS, unit_at
from helpers.lexicon import alternatives, any_of, group, letters, rows, words

_any_of = partial(any_of, "figure_subject")
_letters = partial(letters, "figure_subject")
_group = partial(group, "figure_subject")
#: Stands in for a time expression or a name that is not to be read as part of a noun.
BLANK = "\x00"
END = re.compile(r"[，。；！？：\n（）()〈〉【】]|—{2}|(?<=\d)[.．](?=[\u4e00-\u9fff])")
QUOTES = str.maketrans("", "", "“”‘’\"'")


def _around(told: str, look: str) -> str:
    """One condition of the list as a lookaround: ``look`` is "?" (what follows) or "?<" (what stands before)."""
    if not told:
        return ""
    sign, told = ("=", told[1:]) if told[0] == "=" else ("!", told)
    inside = "|".join(word for word in told.split("|") if word) if "|" in told else f"[{told}]"
    return f"({look}{sign}{inside})"


def _guarded(key: str) -> str:
    """The words of a group in file order, with the conditions that the list puts to them, as one bracketed alternation."""
    found = [(*row, "", "")[:4] for row in rows("figure_subject") if key in row[1].split()]
    if not found:
        raise KeyError(f"no entry of figure_subject.txt is of the group {key!r}")
    branches = (f"{_around(before, '?<')}{word}{_around(behind, '?')}" for word, _, behind, before in found)
    return f"(?:{'|'.join(branches)})"


_TIMES = f"{_any_of('times')}|{_guarded('times_if')}"
MOVES = f"{_any_of('moves')}(?:至|到|为|成)"
#: Where the noun behind a classifier ends. A character that also begins nouns is let through before them.
_AFTER_STOP = re.compile(
    rf"[，。；！？：\n、“”‘’（）【】《》—…\s{BLANK}]|\d(?!A{{1,5}}级)|(?<![高初统唯专])[一二两三四五六七八九十几](?![{_letters('numbered')}])|[{_letters('ends')}]"
    rf"|{_guarded('ends_if')}|对(?=\d)|须(?=[^知])|{MOVES}|{_TIMES}|打(?=.?折)|(?:{alternatives(words('figure_stops'))})(?!{_any_of('stop_nouns')})"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?:{alternatives(words('figure_stop_verbs'))})(?!{_any_of('verb_nouns')})"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?:[{_letters('verb_heads')}][{_letters('verb_tails')}]|后(?=[{_letters('after_heads')}]))"
)
_BEFORE_STOP = re.compile(
    rf"[、\s—…《》·{BLANK}]|(?<!标(?=的[额物]))的|[与且]|{_guarded('begins_if')}|{_guarded('begins_more')}(?=.)"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?<![国海境])[里内](?=[\u4e00-\u9fff]{{2}})|(?<=[了着])(?=[\u4e00-\u9fff]{{2}})"
    rf"|{_TIMES}|{_any_of('begins')}|每(?:\d+|[百千万])?{_any_of('per_units')}?|(?:实现|完成)(?=..)"
)
_ADVERBS = re.compile(
    rf"(?:{_any_of('adverbs')}|{_guarded('adverbs_if')}|每[百千万]?[\u4e00-\u9fff]{{1,2}}|(?<=[指价])[收报]|[：、，和与及])+$"
)
_KEPT_ADVERB = re.compile(rf"(?:{_any_of('kept')}|每[百千万]?[\u4e00-\u9fff]{{1,3}})$")
_LEADS_UP = re.compile(rf"{_any_of('leads_up')}+$")
_COMPARED = re.compile(
    rf"(?:比|较|与|同)(?:[^，。；{BLANK}]{{0,12}}{_any_of('compared_ends')}|{BLANK}+)"
    rf"{_any_of('compared_same')}?{_any_of('compared_adverbs')}?$"
)
_PRONOUN = re.compile(rf"^{_any_of('pronouns')}+$")
LEAD = re.compile(
    rf"^(?:(?!{TERM_CLASS})(?:{_any_of('lead')}|{_guarded('lead_if')}|[这那]{_guarded('these_if')}?|[、，和·]|\d(?!\d*号[\u4e00-\u9fff])))+"
)
_DROPPED = re.compile(rf"^(?:{_any_of('dropped')}|{_guarded('dropped_if')}|外$|[中地](?![\u4e00-\u9fff]))+")
_PLAIN_ADJECTIVES = re.compile(rf"^{_any_of('plain_adjectives')}的")
BASE = re.compile(rf"({alternatives(_group('based'))})([^，。；！？\n占]{{1,18}})的(?:约|近|超|不到)?$")
_SHARES = _group("shares")
_GENERIC = re.compile(rf"^{_any_of('generic')}$|同期|同日|^{BLANK}+$")
#: Verbs whose object is what is counted (抓获犯罪嫌疑人26名).
_TAKES = re.compile(
    rf"^.*(?:{alternatives(words('figure_takers'))}|处(?=罚金|分))(?=[^{_letters('taker_nouns')}][\u4e00-\u9fff])"
)
#: 服务时长达: the 长 belongs to the noun.
_LENGTHS = frozenset(_group("long_nouns"))
_SHARE_OF = re.compile("[^比占](?:比例|占比|比重)$")
_YIELDS = frozenset(_group("yields"))
_EXPECTED = re.compile(r"([\u4e00-\u9fff]{2,10})(?:预计|预期|估计)[\u4e00-\u9fff]{2,4}$")
_DIMENSIONS = frozenset(_group("dimensions"))
#: 主变2台: the last character is no verb there.
_WHOLE = _group("whole_nouns")
_VAGUE_NOUN = re.compile(rf"^{_any_of('vague')}$")
_NO_NOUN = _group("no_noun")
_LEFT_AT_END = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})[中里]$|[{_letters('rough')}]+$")
#: 196个村中已有191个: these follow 中 where it is no part of the noun.
_AMONG = frozenset("，") | frozenset(_group("among"))
_COUPLED_ENDS = ("，", "。", "、", *_group("coupled_ends"))
_PREDICATE_ENDS = re.compile(
    rf"[、，\s\d{BLANK}]|[一二两三四五六七八九十](?=[{_letters('people_classifiers')}])|的|就|(?<!^)被|且|[近约超]|在(?=.{{3}})"
)
#: 计划下周一前复工: when it is planned for is no part of the plan.
_PLANNED = re.compile(rf"^((?:均|已|将|也)?{_any_of('planned')})[于在]?{BLANK}+")
#: 从业人员, 从前: 从 begins a word.
_OF_ITSELF = frozenset(_group("itself"))
_FROM_IN_WORDS = ("业", "事", "前", "来")
_DIALS = re.compile(rf"^{_any_of('dials')}")


@lru_cache(maxsize=1)
def actions() -> tuple[dict[str, bool], int]:
    """Verb → whether it only links a noun to its number."""
    entries = {row[0]: row[1:2] == ("link",) for row in rows("figure_actions")}
    return entries, max(map(len, entries))


#: 居民消费价格指数（CPI）同比上涨: the short name of the noun before it.
_SHORT_NAME = re.compile(r"（(?:简称|以下简称)?[“]?[A-Za-z][A-Za-z0-9.\-]{1,7}[”]?）")


def clause(text: str, start: int, end: int, floor: int = 0) -> tuple[str, str]:
    """What stands left and right of a figure in its clause, quotation marks dropped; ``floor`` is where the
    figure before it ended."""
    parts = END.split(_SHORT_NAME.sub("", text[max(floor, start - 40) : start]))
    left = parts[-1]
    if floor and len(parts) == 1 and floor >= start - 40:
        left = left.rpartition("、")[2]  # what stands before belongs to the figure before: 七成本地人、六成员工
    right = END.split(text[end : end + 30], maxsplit=1)[0]
    return left.translate(QUOTES), right.translate(QUOTES)


#: 1420个亿元以上重点项目: the size is no part of the noun.
#: 待遇3000元/月: what the slash divides by is no noun.
_OF_CLASS = re.compile("^级(?=[\u4e00-\u9fff]{2})")  # 7000米级海试
_PER_MARK = re.compile("^/[\u4e00-\u9fff]{1,2}")
#: 滞留在外的, 隔离在酒店的: a clause with 在 before what is counted.
_AWAY = re.compile("([\u4e00-\u9fff]{2,3}在[\u4e00-\u9fff]{1,4}的)(?=[\u4e00-\u9fff]{2})")
_SIZED = re.compile(r"^[十百千]?[万亿]元(?:以上|级)的?")


def noun_after(right: str, limit: int = 14) -> str:
    """The noun phrase at the beginning of what follows a classifier."""
    right = _OF_CLASS.sub("", _PER_MARK.sub("", right))
    right = _SIZED.sub("", _PLAIN_ADJECTIVES.sub("", _DROPPED.sub("", right)))
    stop = _AFTER_STOP.search(right)
    noun = (right[: stop.start()] if stop else right)[:limit]
    if noun and stop and stop.group() in ("和", "与", "及"):
        noun += _coupled(right[stop.end() :], stop.group())
    if stop and stop.group() == "在" and (away := _AWAY.match(right)):
        return away.group(1) + noun_after(right[away.end() :], limit)  # 隔离在外的农户
    if len(noun) > 2 and stop and stop.group() == "的":
        whole = right[stop.end() :]
        ends = _AFTER_STOP.search(whole)
        noun += "的" + (whole[: ends.start()] if ends else whole)[:8]  # 捂盘惜售的房企
    if noun.endswith("中") and noun[-2:] not in ("高中", "初中") and stop and stop.group() in _AMONG:
        noun = noun[:-1]  # 196个村中已有191个
    return "" if noun in _DIMENSIONS else _LEFT_AT_END.sub("", noun)


def _coupled(rest: str, joint: str) -> str:
    """和志愿者 of 公安干警和志愿者组成: a second noun counted together with the first."""
    stop = _AFTER_STOP.search(rest)
    second = rest[: stop.start()] if stop else rest
    ends = stop.group() if stop else "，"
    return joint + second if 1 < len(second) <= 8 and ends in _COUPLED_ENDS else ""


def verb_stripped(left: str) -> tuple[str, str]:
    """``(rest, verb)``: what precedes the number without the verbs and adverbs that lead up to it."""
    entries, longest = actions()
    verb = ""
    for _ in range(6):
        before = left = left.rstrip()
        for size in range(min(longest, len(left)), 0, -1):
            word = left[-size:]
            if word in entries and not (word == "长达" and left[-3:-2] in _LENGTHS) and not left.endswith(_WHOLE):
                verb = verb if verb and (entries[word] or not entries[verb]) else word
                left = left[:-size]
                break
        if left == before:
            left = _COMPARED.sub("", _ADVERBS.sub("", left))
        if left == before:
            break
    return left.rstrip(), verb


def noun_before(left: str, limit: int = 14) -> tuple[str, str]:
    """``(noun, verb)`` before a number: 全市粮食总产量达 → 粮食总产量, 达."""
    rest, verb = verb_stripped(_origin(left))
    before_time = verb_stripped(rest.rstrip(BLANK))[0] if rest.endswith(BLANK) and verb and verb[-1] != "有" else ""
    rest = before_time if len(before_time) > 1 else rest  # 货车上周达1730辆次; not 截 of 截至3日
    pieces = [p for p in _BEFORE_STOP.split(rest) if p]
    noun = ""
    if pieces and rest.endswith(pieces[-1]):
        noun = _TAKES.sub(
            "",
            re.sub(
                r"(?<=[\u4e00-\u9fff]{2})(?<![一二三四五六七八九十])[中里]$", "", LEAD.sub("", pieces[-1]) or pieces[-1]
            ),
        )
        if _VAGUE_NOUN.match(noun) and len(pieces) > 1 and rest.endswith(f"{pieces[-2]}的{pieces[-1]}"):
            noun = f"{pieces[-2]}的{noun}"
    if noun in _YIELDS and (expected := _EXPECTED.search(rest)):
        noun = LEAD.sub("", expected.group(1)) + noun  # 油茶果预计产量
    if _SHARE_OF.search(noun) and (told := re.search(rf"([^，。；、{BLANK}\s\d]{{2,20}}的){re.escape(noun)}$", rest)):
        noun, limit = LEAD.sub("", told.group(1)) + noun, 30  # 垃圾得到治理的行政村比例
    if _PRONOUN.match(noun) or _ADVERBS.fullmatch(noun) or noun in _NO_NOUN or re.search(r"[时后]$", noun):
        noun = ""
    return noun[-limit:], verb


def _origin(left: str) -> str:
    """全市核酸检测机构由年初的2家增至5家: the subject stands before 由 or 从, unless a noun stands behind it (从日产20万只)."""
    for mark in ("由", "从"):
        head, found, tail = left.rpartition(mark)
        if mark == "由" and head[-1:] in _OF_ITSELF:
            continue  # 自由泳
        if found and len(head) > 1 and not (mark == "从" and tail[:1] in _FROM_IN_WORDS):
            told = tail.split("的")[-1]
            inner = "" if tail.endswith("的") else _ADVERBS.sub("", told)
            if mark == "由" and inner and not verb_stripped(told)[0].strip(BLANK):
                return head  # 电子业由去年同期下降4.7%转为增长
            return tail if len(inner) > 1 and not re.search(r"[时前后初]$", inner) else head
    return left


def share_parts(left: str) -> tuple[str, str, str]:
    """Part, whole and verb of 女生占参赛选手的近一半: (女生, 参赛选手, 占); '' where none is named."""
    match = BASE.search(left)
    if not match:
        return "", "", ""
    verb = match.group(1)
    part = noun_before(left[: match.start()])[0]
    whole = [p for p in _BEFORE_STOP.split(match.group(2)) if p]
    if _GENERIC.search(match.group(2)) or not whole:
        return part, "", verb
    return part, whole[-1], verb


def kept_adverb(left: str) -> str:
    """人均, 每人每天: better than nothing."""
    match = _KEPT_ADVERB.search(_LEADS_UP.sub("", left))
    return match.group() if match else ""


def relative_clause(left: str) -> str:
    """The clause before 的 when a figure stands for the noun: 从国外返桐的137人."""
    left = verb_stripped(left)[0]
    match = re.search(r"([^，。；]{2,14})的$", left)
    return LEAD.sub("", re.sub(r"^.*(?:对|把|将|(?<!没)有|、)", "", match.group(1))) if match else ""


#: 超过15年的有41部: those of so much are what is counted next.
_OF_WHICH = re.compile("的(?:共?[有占达]|只有|共计?|则?为)")


def predicate(right: str) -> str:
    """The beginning of the predicate behind a figure."""
    right = right.lstrip(BLANK)
    if _OF_WHICH.match(right):
        return ""
    right = _PLANNED.sub(r"\1", right if right.startswith("没") else _DROPPED.sub("", right))
    return _PREDICATE_ENDS.split(right)[0][:16].lstrip("在是为").rstrip("于").removesuffix("快")


_ACTED = re.compile(rf"^(?:{_any_of('acted_adverbs')})*([\u4e00-\u9fff]{{1,4}}?)(?:{RUN})(?!位数)")
_ACTED_ON = re.compile(rf"^(?:{_any_of('acted_adverbs')})*([\u4e00-\u9fff]{{1,3}}?了)([\u4e00-\u9fff]{{2,12}})")
#: 卖了, 跑完, 播过: what a verb ends with and its object does without. 超过, 达到 are whole.
_COMPLEMENT = re.compile(r"(?<=[\u4e00-\u9fff])(?<![超通])[完过]?了?$")
_LIMIT_AFTER = re.compile(f"^(?:{any_of('figure_words', 'after_limit')})+|^期")
_NOT_ACTED = frozenset(_group("not_acted"))


def action_object(right: str) -> str:
    """What was done in a time or for a sum, without the number of its object: 参加2次核酸检测 → 参加核酸检测, 办了年卡 → 办年卡."""
    counted, plain = _ACTED.match(right), _ACTED_ON.match(right)
    if counted:
        unit = unit_at(right, counted.end())
        verb, thing = counted.group(1), right[counted.end() + len(unit) :] if unit else None
    else:
        verb, thing = (plain.group(1), plain.group(2)) if plain else ("", None)
    if thing is None or verb in _NOT_ACTED or verb[-1] in "头第每":
        return ""
    return _COMPLEMENT.sub("", verb) + noun_after(_LIMIT_AFTER.sub("", thing))


def next_clause(text: str, end: int) -> str:
    """What the clause behind a lone figure says (2:1！云溪茶乡队…, 第12分钟，客队前锋…)."""
    match = re.compile(r"[，！。： \u3000]{1,2}([^，。；！？：\n]{2,24})").match(text, end)
    return match.group(1).translate(QUOTES) if match else ""


def label_before(before: str) -> str:
    """The label that a telephone number carries: 咨询电话：…, 政策咨询：市人社局…, 24小时公益热线…."""
    line = re.split(r"[。；，\n]", before[-40:])[-1]
    own = re.search(r"([\u4e00-\u9fff]{2,12})[：:]\s*$", line)
    if own:
        return "电话" if "联系" in own.group(1) and "电话" not in own.group(1) else own.group(1)
    labels = re.findall(r"([\u4e00-\u9fff（）]{2,12})[：:][^\d]*$", line)
    if labels:
        return labels[-1].strip("（）")
    match = re.search(r"([\u4e00-\u9fff]{2,8})\s*$", line)
    return _DIALS.sub("", match.group(1)) if match else ""
