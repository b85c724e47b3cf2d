"""The subject as a figure's own clause gives it: of a count or a sum, of a share, of a duration, of a score."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.subject_ages import of_age
from helpers.facts.figures.subject_context import empty, topic, wind
from helpers.facts.figures.subject_nouns import (
    BASE,
    LEAD,
    kept_adverb,
    next_clause,
    noun_before,
    predicate,
    relative_clause,
    share_parts,
)
from helpers.facts.figures.subject_refined import Said
from helpers.lexicon import any_of, group, letters, rows

_any_of = partial(any_of, "figure_subject")
_letters = partial(letters, "figure_subject")
_group = partial(group, "figure_subject")
#: Verbs of money that are its name as well (投资68.5亿元建设).
_SUMS = frozenset(_group("sums"))
_LASTED = re.compile(rf"了{_any_of('lasted_adverbs')}*$")
#: Behind a sum these begin the predicate (维修经费三万八千元迟迟没有落实).
_PREDICATE = re.compile(_any_of("predicate"))
#: A share of a sum that is paid, kept or taken off: 扣除10%手续费, 支付十倍惩罚性赔偿.
_PAID = re.compile(rf"{_any_of('paid')}[了过约近]*$")
#: What lasts is what there is enough of: 储备大米够全市吃45天.
_ENOUGH = re.compile(rf"^(.*?)[{_letters('enough_adverbs')}]*(够[^，]{{0,4}})$")
#: Characters of a noun that what is measured of it is told with.
_SHORT_NOUN = 5
_DIMENSION = re.compile(f"{_any_of('dimension_nouns')}(?=[约近超达为]*$)")
_AVERAGES = frozenset(_group("averages"))
_PREDICATED = re.compile(f"[{_letters('predicated')}]")
_SPENT_ON = re.compile(rf"([\u4e00-\u9fff]+)?((?:平均|总)?[用历耗]时){_any_of('spent_tail')}*$")
#: 启动二级响应, 发布Ⅲ级预警: what has the grade stands behind it.
_GRADED, _GRADES = _group("graded"), _group("grades")
#: Parts of a whole, three of them or with decimals; a match is played for whole points.
_PARTS = re.compile(r"[:：∶].*[:：∶]|\.\d")
_SPEEDS = tuple(_group("speeds"))


def own_clause(text: str, said: Said) -> str:
    """The subject as the figure's own clause gives it; the heir where it gives none."""
    q, kind, left, right, noun, own, after, heir = (
        said.q, said.kind, said.left, said.right, said.noun, said.own, said.after, said.heir
    )  # fmt: skip
    if kind in ("share", "change") or q.form == "percent":
        return _of_share(q, left, right, noun, after, own, heir, kind)
    if kind == "duration" and (enough := _ENOUGH.match(left)):
        return noun_before(enough.group(1))[0] + enough.group(2)
    if kind == "duration":
        return _of_duration(right, noun, own, heir, left)
    if kind == "score" and _PARTS.search(q.run):
        return noun or heir  # 三次产业结构由12.4∶47.8∶39.8调整为9.1∶44.2∶46.7
    if kind == "score":
        return (noun + own) or after or (topic(text, q.start) if q.unit == "分" else "") or next_clause(text, q.end)
    if kind == "ordinal" and q.unit == "分钟":
        return next_clause(text, q.end) or noun
    if kind == "address":
        return noun or heir
    if q.unit == "人" and after == "口":
        return "人口"
    if kind == "age":
        return of_age(left, right, noun, after, heir)
    if kind == "wind":
        return wind(after, noun) or noun or heir or "风"
    limited = q.qualifier.startswith("以") and right.startswith("的")
    if limited and kind == "count" and noun and not said.verb and left.endswith(noun):
        return noun  # 从业人员50人以上的企业: those counted, not what is of that size
    return _of_count(kind, left, right, noun, said.verb, own, after, heir, q.unit)


#: Noun → the classifiers that are its own.
_CLASSIFIERS = {row[0]: row[2] for row in rows("figure_subject") if row[1] == "own_classifier"}


def _is_own(noun: str, unit: str) -> bool:
    """Whether the unit is the classifier of the noun itself (渔船, 艘)."""
    return any(noun.endswith(word) and unit in classifiers for word, classifiers in _CLASSIFIERS.items())


def _same_class(noun: str, after: str) -> bool:
    """Whether what stands behind the classifier is a thing of the same kind (渔船1186艘大型渔船)."""
    return any(noun.endswith(word) and after.endswith(word) for word in _CLASSIFIERS)


def _of_count(
    kind: str, left: str, right: str, noun: str, verb: str, own: str, after: str, heir: str, unit: str
) -> str:
    if kind in ("money", "rate") and noun and _PREDICATE.match(right) and not empty(noun):
        return noun  # 维修经费三万八千元迟迟没有落实
    total = noun.endswith("投资") or not right.startswith("的")
    if kind == "money" and total and left.rstrip().endswith(tuple(_SUMS)):
        return noun + own if noun + own and left.rstrip().endswith(noun + verb) else own or noun
    if kind == "measure" and not right.startswith("的") and left.endswith(_SPEEDS):
        return next(word for word in _SPEEDS if left.endswith(word))  # 以时速127公里连闯3个红灯
    if kind == "count" and noun and left.endswith(noun) and not _same_class(noun, after) and _is_own(noun, unit):
        return noun  # 渔船1186艘回港避风
    if (
        after
        and (kind != "level" or not noun or after.startswith(_GRADED) and not noun.endswith(_GRADES))
        and not empty(after)
    ):
        measured = kind in ("measure", "temperature") and right.startswith("的") and _DIMENSION.search(left)
        if measured and (len(after) > _SHORT_NOUN or kind == "temperature"):
            return noun or measured.group()  # 身高1.8米的男子抢走手机, 室内温度低于16℃的用户
        return after + measured.group() if measured else after  # 直径6.52米的盾构机
    if noun and own and left.rstrip().endswith(noun + verb) and kind in ("count", "money", "measure"):
        return noun + own
    if kind == "measure" and own and not noun:
        return own
    kept = kept_adverb(left)
    return (
        noun or relative_clause(left) or predicate(right) or own or (kept + heir if kept in _AVERAGES else kept) or heir
    )


#: 涨幅居前的城市有北海14.6%: the first of those listed.
_HAVE_LISTED = re.compile("[\u4e00-\u9fff]{1,4}有([\u4e00-\u9fff]{2,})$")


def _of_share(q: Quantity, left: str, right: str, noun: str, after: str, own: str, heir: str, kind: str) -> str:
    if after and (right.startswith("的") or len(after) > 1 and _PAID.search(left)):
        return after
    if q.form == "times" and (compared := BASE.search(left)):
        return noun_before(left[: compared.start()])[0] or heir or compared.group(2)
    part, whole, based = share_parts(left)
    if whole and (part or heir) and heir not in whole and kind == "share":
        return f"{part or heir}{based}{whole}"
    if part or whole:
        return part or whole
    if based:
        return heir or noun
    if noun:
        if kind == "change" and (listed := _HAVE_LISTED.match(noun)):
            return listed.group(1)
        return after if kind == "share" and after and re.search(r"(?:只有|仅有|有)$", left) else noun
    bare = LEAD.sub("", left)
    if kind == "share" and len(bare) < 2 and heir and _PREDICATED.match(right):
        return heir  # 近四成仍要线下交件
    if kind == "share" and len(bare) < 2 and len(right) > 1 and not right.startswith("预计"):
        return (after if len(after) > 1 else predicate(right)) or heir
    return own or heir or predicate(right)


def _of_duration(right: str, noun: str, own: str, heir: str, left: str) -> str:
    spent = _SPENT_ON.search(left)
    if spent and right.startswith("的"):
        return re.split(r"[，\s]", right[1:])[0][:16]  # 历时三天的第二十一届围棋公开赛
    if spent and re.fullmatch(r"[\u4e00-\u9fff]{2,4}", right) and not empty(right):
        return spent.group(2) + right  # 历时14个月施工，…
    if spent:
        return (noun if spent.group(1) and noun and spent.group(1).endswith(noun) else "") + spent.group(2)
    phrase = predicate(right)
    if (own or noun) and _LASTED.search(left) and (not right or right[0] in "的才就没，"):
        return own or noun  # 盼了六年的公路, 站了两三分钟才按下开关
    if phrase and right.startswith(("的", "内")) and phrase != "需要":
        return phrase
    return (
        own
        or (phrase if len(phrase) > 1 and phrase != "需要" else "")
        or noun
        or relative_clause(left)
        or heir
        or phrase
    )
