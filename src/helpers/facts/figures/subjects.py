"""What a figure counts, and the verb it hangs on: read from the words around it.

Small hand-written chunking rules, no segmenter: the noun behind a classifier (597家规上工业企业), the noun
before the verb (复工率达89%), the part and the whole of a share (占常住人口的62%), the relative clause
(从国外返桐的137人), and, where a clause has none, the subject of the figure before it (…51.7亿元，增长9.2%).
The modules called subject_ know one thing each; here it is said which of them is asked when.
"""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.subject_around import from_around
from helpers.facts.figures.subject_context import empty, moves_on, per_one, topic
from helpers.facts.figures.subject_fuller import fuller
from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import BLANK, MOVES, actions, noun_after, noun_before, predicate
from helpers.facts.figures.subject_own import own_clause
from helpers.facts.figures.subject_refined import Said, refined
from helpers.facts.figures.subject_sides import sides
from helpers.facts.figures.subject_told import parted, told_before
from helpers.facts.numerals import RUN
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_subject")
_letters = partial(letters, "figure_subject")
_group = partial(group, "figure_subject")
#: A row of a table: 桥东区 6.02 下降7.5%.
_ROW = re.compile(r"([\u4e00-\u9fff]{2,10})\s+[\d.]+\s+([\u4e00-\u9fff]{1,3})$")
#: A row of a forecast: a place and its weathers.
_FORECAST = re.compile(rf"(?:^|\n)([\u4e00-\u9fff]{{2,8}})(?:[ \u3000]+[{_letters('weathers')}]{{1,8}})+[ \u3000]*$")
#: 进度快于常年, 增速高于城市: what stands behind is only compared with.
_UNCOMPARED = re.compile(rf"[{_letters('than')}]于[\u4e00-\u9fff\x00]{{1,10}}(?<!的)$")
#: 增速比一季度快: the noun stands before the comparison.
_MORE_THAN = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![同环对])[比较](?![{_letters('no_more_than')}])[^，。；]{{1,14}}{_any_of('more_than')}[了出]?$"
)
_SCORED = frozenset(_group("scored"))
_MOUTHS = frozenset("户口")
_PEOPLE = frozenset("人名位户家")
_PAYING = frozenset(_group("paying"))
#: 突破三千亿大关, 站上百亿台阶: what is passed is no noun that is counted.
_MARK_PASSED = re.compile(f"^元?{any_of('figure_words', 'mark_passed')}")
_EVENTS = tuple(_group("events"))
_HARM = tuple(_group("harm"))
_CAUSES = frozenset(_group("causes"))
#: Nouns that are of something, which the figure before them names.
_OF_SOMETHING = frozenset(_group("of_something"))
#: 占登记总数13018人的86.4%: the number of the whole, of which no share is counted.
_WHOLE = re.compile("占(?:到|了)?([^，。；]{0,12})$")
_OTHERS = frozenset(_group("others"))
#: 服务业占比超过第二产业2.5个百分点: what lies over something else.
_LIES_OVER = re.compile(
    rf"([\u4e00-\u9fff]{{1,12}}(?:占比|比重|比例|率))(?:超过|{_any_of('over')})(?=[\u4e00-\u9fff]{{2}})"
)
_SINCE_WHEN = re.compile("^(?:同比|环比|其)")
#: 内容涵盖剪纸、织锦、木雕等11类: what has so many kinds stands before the verb.
_OF_KINDS = re.compile(rf"([\u4e00-\u9fff]{{2,12}}?)(?:共|已|主要)?{_any_of('of_kinds')}[^，。；]{{2,30}}等$")
#: 16—59岁占, 90平方米以下的占: the group is told by its own figure.
_GROUP_NAME = rf"(?:{RUN}[至到—～~-])?{RUN}[\u4e00-\u9fff]{{1,3}}(?:及?以[上下内])?"
_GROUP = re.compile(
    rf"(?:^|[，；：、])({_GROUP_NAME}(?:的?[\u4e00-\u9fff]{{2,6}}?)?)(?:的?(?:各|分别)?占比?[了为达]?|的[只仅]?[占有为达])$"
)
#: What else is said of the same things is said of no group: 90平方米以下的户型 → 户型.
_GROUP_HEAD = re.compile(
    rf"^(?:{RUN}[至到—～~-])?{RUN}(?:岁(?:及?以[上下])?|[\u4e00-\u9fff]{{1,3}}?及?以[上下内])的?(?=[\u4e00-\u9fff]{{2}}|$)"
)
#: How far or how long it is to something.
_AWAY_FROM = re.compile(
    rf"(?:^|[\u4e00-\u9fff]{{0,8}}?在)((?:距离?|离)(?!今)[\u4e00-\u9fff{BLANK}]{{1,8}}?){_any_of('away_links')}*$"
)
#: 转换效率最高的达91.3%，最低的仅68.4%: the one at either end.
_THE_MOST = re.compile(rf"^([\u4e00-\u9fff]{{0,8}}?)(最[{_letters('most')}])的{_any_of('most_links')}*$")
#: An item of a price list, its price and, in brackets, the change.
_PRICED_ITEM = re.compile(r"([\u4e00-\u9fff]{1,8}) ?\d+\.\d+元?（$")
_DOUBLES = re.compile(f"翻了?{any_of('figure_words', 'turned')}?$")


def subject_and_action(text: str, q: Quantity, kind: str, floor: int, heirs: Heirs) -> tuple[str, str]:
    """``(subject, action)`` of one figure. ``heirs`` knows the figures before it, whose subject a clause
    without a noun of its own takes over."""
    left, right = sides(text, q, floor)
    if kind == "share" and (group := _GROUP.search(text[max(0, q.start - 24) : q.start])):
        return group.group(1), "占"  # 16—59岁占62.2%
    if q.form == "percent" and (item := _PRICED_ITEM.search(text, max(0, q.start - 24), q.start)):
        return item.group(1), ""  # 鸡蛋10.60（-2.8%）
    if q.form == "doubled":
        left = _DOUBLES.sub("", left)  # 上线人数翻了一番
    if kind == "temperature" and (place := _FORECAST.search(text[max(0, q.start - 40) : q.start])):
        return place.group(1) + "气温", ""  # 城关　中雨　多云　24～33℃
    if row := _ROW.match(left.strip()):
        return row.group(1), row.group(2)
    if (rest := left.lstrip("、及和与")) in _OTHERS and not noun_after(right):
        return rest, ""  # 大气污染21件、其他2件
    noun, verb = noun_before(left)
    if kind in ("duration", "measure") and (away := _AWAY_FROM.search(left)):
        return away.group(1), verb  # 离年底只有两个多月, 离家11公里的村
    if kind not in ("ordinal", "score", "address", "age") and (most := _THE_MOST.search(left)):
        return (most.group(1) or heirs.the_most(q.start)) + most.group(2), verb
    if not noun and kind != "ordinal" and (rank := heirs.rank_before(q.start, kind)):
        return rank, verb  # 第二档为181—280度
    if than := _UNCOMPARED.search(left):
        noun = noun_before(left[: than.start()])[0]
        noun = (heirs.compared(q.start, kind) + than.group().strip(BLANK)) if empty(noun) else noun
    elif compared := _MORE_THAN.search(left):
        noun = noun_before(left[: compared.start()])[0] or noun
    own = verb.removeprefix("只").rstrip("了着过") if verb and not actions()[0][verb] else ""
    if q.unit in ("", "元"):
        right = _MARK_PASSED.sub("", right)
    if re.match(MOVES, right) or kind != "duration" and moves_on(left, right):
        right = ""
    heir = _GROUP_HEAD.sub("", heirs.at(q.start, kind))
    if q.form == "points" and (over := _LIES_OVER.match(left)):
        return over.group(1), verb  # 服务业占比超过第二产业2.5个百分点
    if kind == "score" and left[:1] in ("比", "较") and (told := heirs.last(q.start, kind)):
        return told, verb  # 平均分518.6分，比去年高11.4分
    if kind not in ("ordinal", "score", "address", "level") and (told := told_before(q, left, right, heirs)):
        return told, verb
    if kind in ("count", "measure", "money") and right.startswith("的") and (whole := _WHOLE.search(left)):
        heirs.pass_over()
        named = noun_before(whole.group(1))[0]
        return named if named and not empty(named) else heir, verb
    if kind == "temperature":
        heir = heirs.last(q.start, kind)  # 降雪量1—2毫米，-26℃～-15℃
    after = noun_after(right)
    if q.unit in _MOUTHS and kind == "count" and after.startswith("人"):
        told = noun or (heirs.last(q.start) if heirs.adjoining(q.start) else "")
        if after.startswith("人家"):
            after = "人家"
        else:
            after, noun = ("", told) if told else ("人", "")  # 查哈村312户、1043口人
    said = Said(q, kind, left, right, noun, verb, own, after, heir)
    subject = _suffered(said) or parted(said, own_clause(text, said), heirs)
    if q.unit == "分" and kind == "score" and subject == own and own in _SCORED:
        subject = topic(text, q.start) or own
    if kind == "rate":
        subject = _of_rate(left, subject, said.after, heirs.last(q.start, "rate"))
    subject = _without_times(refined(text, said, subject, heirs))
    if kind == "count" and q.unit not in _PEOPLE and left.endswith("等") and subject.endswith("等"):
        subject = _of_kinds(left, subject)
    if kind == "money" and subject in _PAYING and (told := heirs.at(q.start, kind)) and len(told) > 1:
        subject = told + subject  # 景观墙立起三面，花了19万元
    if empty(subject) and kind not in ("phone", "address", "ordinal"):
        subject = from_around(text, q, kind, left, right, verb, heirs)
    elif (
        subject in _OF_SOMETHING
        and kind != "rate"
        and _SINCE_WHEN.sub("", left).startswith(subject)
        and not own
        and (told := heirs.last(q.start))
    ):
        subject = told if subject in told else told + subject  # 菠菜每公斤7.2元，涨幅超过两成
    deed = predicate(right)
    heirs.expect(phrase=subject != said.after and len(deed) > 1 and subject.endswith(deed))
    return fuller(text, said, subject, heirs), verb


def _suffered(said: Said) -> str:
    """事故造成2人当场死亡: what happened to those counted, not what brought it about."""
    if said.kind != "count" or said.q.unit not in _PEOPLE:
        return ""
    ends = said.left[-1:].isspace() or said.left.endswith(_EVENTS)
    headline = ends and said.right.startswith(_HARM)  # 北部地震 至少6人死亡, 一渡轮倾覆12人遇难
    if said.verb not in _CAUSES and not headline:
        return ""
    return predicate(said.right.removeprefix("当场"))


def _of_kinds(left: str, subject: str) -> str:
    """The noun whose kinds were just listed, else the last one of the list."""
    found = _OF_KINDS.search(left)
    return found and noun_before(found.group(1))[0] or subject.removesuffix("等")


def _without_times(subject: str) -> str:
    """The last noun of a subject where a time stood in it (times are blanked out, and no part of what is counted)."""
    if BLANK not in subject:
        return subject
    pieces = [piece.strip("的") for piece in subject.split(BLANK)]
    return next((piece for piece in reversed(pieces) if len(piece) > 1), "")


#: Behind a rate with 的: that it is one, not what it is of.
_STANDARDS = tuple(_group("standards"))
#: 按每人每年1000元的标准给予奖补: what is given.
_GIVEN = re.compile(f"标准(?:{_any_of('given')})?([\u4e00-\u9fff]{{2,5}})$")


def _of_rate(left: str, subject: str, after: str, told: str = "") -> str:
    """每尾, 每人: per what a price is, where nothing else is named. The noun before it goes first."""
    per = per_one(left)
    if per and after.startswith(_STANDARDS):
        given = _GIVEN.match(after)
        return (subject if subject.endswith(per) else per) + (given.group(1) if given else "")
    if not per or subject and subject == after:
        return subject
    rest = left[: left.rfind(per)]
    if not empty(subject) and subject in rest:
        return subject
    if per.startswith("一") and len(noun := noun_before(rest)[0]) > 1:
        return noun + per  # 猪后腿肉一斤13.5元
    return (
        told + per if told and told[0] not in "每一" and not rest.strip(BLANK + "折合约即") else per
    )  # 每公斤0.8元，折合每斤4毛
