"""What a figure counts, and the verb it hangs on: read from the words around it.

Small hand-written chunking rules, no segmenter: the noun behind a classifier (597家规上工业企业), the noun
before the verb (复工率达89%), the part and the whole of a share (占常住人口的62%), the relative clause
(从国外返桐的137人), and, where a clause has none, the subject of the figure before it (…51.7亿元，增长9.2%).
"""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.subject_ages import of_age
from helpers.facts.figures.subject_context import (
    arrives,
    empty,
    moves_on,
    only_compares,
    per_one,
    sentence_before,
    told_over,
    topic,
    wind,
)
from helpers.facts.figures.subject_fuller import fuller
from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import (
    BASE,
    BLANK,
    END,
    LEAD,
    MOVES,
    QUOTES,
    actions,
    clause,
    kept_adverb,
    next_clause,
    noun_after,
    noun_before,
    predicate,
    relative_clause,
    share_parts,
)
from helpers.facts.figures.subject_refined import Said, refined
from helpers.facts.numerals import RUN
from helpers.facts.units import unit_at
from helpers.lexicon import alternatives, any_of, group, letters, rows

_any_of = partial(any_of, "figure_subject")
_letters = partial(letters, "figure_subject")
_group = partial(group, "figure_subject")
#: Verbs of money that are its name as well (投资68.5亿元建设).
_SUMS = frozenset(_group("sums"))
_LASTED = re.compile(rf"了{_any_of('lasted_adverbs')}*$")
#: Behind a sum these begin the predicate (维修经费三万八千元迟迟没有落实).
_PREDICATE = re.compile(_any_of("predicate"))
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
#: A noun parted from its verb by an adverb: 村道已抢通, 油钱能省, 压铸线已开满.
_PARTED = re.compile(rf"([\u4e00-\u9fff]{{2,12}}?)({_any_of('parting')}+[\u4e00-\u9fff]{{1,4}})$")
_BETWEEN = re.compile(f"^(?:(?!共|正在){_any_of('between')})+")
_OF_THEM = re.compile(r"中已?有$|^中$")
#: A share of a sum that is paid, kept or taken off: 扣除10%手续费, 支付十倍惩罚性赔偿.
_PAID = re.compile(rf"{_any_of('paid')}[了过约近]*$")
_SCORED = frozenset(_group("scored"))
_PARTABLE = frozenset(("count", "share", "measure", "money", "duration", "change"))
#: What lasts is what there is enough of: 储备大米够全市吃45天.
_ENOUGH = re.compile(rf"^(.*?)[{_letters('enough_adverbs')}]*(够[^，]{{0,4}})$")
#: What is left is what was counted before: 280张床拆走220张，留下60张.
_LEFT_OVER = frozenset(_group("left_over"))
#: Characters of a noun that what is measured of it is told with.
_SHORT_NOUN = 5
_DIMENSION = re.compile(f"{_any_of('dimension_nouns')}(?=[约近超达为]*$)")
_AMONG_THEM = re.compile(rf"^[{BLANK}中]*{_any_of('among_adverbs')}*$")
_REST_OF = frozenset(_group("rest_of"))
_AVERAGES = frozenset(_group("averages"))
_PREDICATED = re.compile(f"[{_letters('predicated')}]")
_MOUTHS = frozenset("户口")
_PEOPLE = frozenset("人名位户家")
_PAYING = frozenset(_group("paying"))
_SPENT = frozenset(_group("spent"))
_SPENT_ON = re.compile(rf"([\u4e00-\u9fff]+)?((?:平均|总)?[用历耗]时){_any_of('spent_tail')}*$")
#: 突破三千亿大关, 站上百亿台阶: what is passed is no noun that is counted.
_MARK_PASSED = re.compile(f"^元?{any_of('figure_words', 'mark_passed')}")
_EVENTS = tuple(_group("events"))
_HARM = tuple(_group("harm"))
_CAUSES = frozenset(_group("causes"))
#: 启动二级响应, 发布Ⅲ级预警: what has the grade stands behind it.
_GRADED, _GRADES = _group("graded"), _group("grades")
#: Nouns that are of something, which the figure before them names.
_OF_SOMETHING = frozenset(_group("of_something"))
_LENGTHENED = ("延长", "缩短")
_SHIFTED = re.compile(rf"({alternatives(_group('shifted'))})[了约近]*$")


#: 占登记总数13018人的86.4%: the number of the whole, of which no share is counted.
_WHOLE = re.compile("占(?:到|了)?([^，。；]{0,12})$")
#: A figure alone in brackets is that of the noun before them.
_BRACKETED = re.compile(r"([\u4e00-\u9fff“”]{2,12})[（(]$")
#: A label whose days stand before the brackets (blanked out here).
_DATED_LABEL = re.compile(f"([\u4e00-\u9fff]{{2,8}})：{BLANK}+[至到—-]?{BLANK}*[（(]$")
#: Parts of a whole, three of them or with decimals; a match is played for whole points.
_PARTS = re.compile(r"[:：∶].*[:：∶]|\.\d")
_OTHERS = frozenset(_group("others"))
#: 服务业占比超过第二产业2.5个百分点: what lies over something else.
_LIES_OVER = re.compile(
    rf"([\u4e00-\u9fff]{{1,12}}(?:占比|比重|比例|率))(?:超过|{_any_of('over')})(?=[\u4e00-\u9fff]{{2}})"
)
_SINCE_WHEN = re.compile("^(?:同比|环比|其)")
_SPEEDS = tuple(_group("speeds"))
#: A noun, what it means in brackets, and the verb.
_ASIDE_TOLD = re.compile(r"([\u4e00-\u9fff]{2,14})（[^（）]{1,50}）([^（）\d，。；]{0,12})$")
#: 与上年的4063921人相比: only compared with.
_AGAINST = re.compile("相比|相较|比较|持平")
#: 内容涵盖剪纸、织锦、木雕等11类: what has so many kinds stands before the verb.
_OF_KINDS = re.compile(rf"([\u4e00-\u9fff]{{2,12}}?)(?:共|已|主要)?{_any_of('of_kinds')}[^，。；]{{2,30}}等$")
#: The next item of a list in the same unit: 3批次和1批次不合格.
_NEXT_ITEM = re.compile(rf"[、和与及或](?:约|近|超)?(?:{RUN})")


#: 回购价不超过每股12.5元: the limit word is no part of what is priced.
_LIMIT_APART = re.compile(f"(?:{alternatives(row[0] for row in rows('figure_limits'))})(?=每[\u4e00-\u9fff]{{1,4}}$)")
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
    left, right = _sides(text, q, floor)
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
    if kind not in ("ordinal", "score", "address", "level") and (told := _told_before(q, left, right, heirs)):
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
    subject = _suffered(said) or _parted(said, _own_clause(text, said), heirs)
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
        subject = _from_around(text, q, kind, left, right, verb, heirs)
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


def _parted(said: Said, subject: str, heirs: Heirs) -> str:
    """The subject with its noun, where an adverb, 中有 or the figure before holds it."""
    if subject and subject in (said.own, said.noun) and len(subject) < 5 and said.kind in _PARTABLE:
        subject = _with_its_noun(said.left, subject)
    start, same_unit = said.q.start, heirs.unit(said.q.start) == said.q.unit
    if said.kind == "count" and subject == said.after and _OF_THEM.search(said.left) and same_unit:
        subject = heirs.last(start) + (predicate(said.right) or said.after)  # 13个泊位中有12个照常作业
    if (
        said.kind == "count"
        and same_unit
        and not _AMONG_THEM.sub("", said.left)
        and subject == predicate(said.right)
        and heirs.among(start)
    ):
        subject = heirs.last(start) + (_BETWEEN.sub("", subject) or subject)  # 46个项目中，31个已复工
    if said.kind in ("count", "measure") and same_unit and subject in _REST_OF:
        subject = heirs.of_unit(start, said.q.unit) or subject  # 左线已掘进2870米，剩下的200余米
    if said.kind in ("count", "measure") and said.verb in _LEFT_OVER and not said.noun and same_unit:
        subject = heirs.last(start) or subject
    return subject


def _sides(text: str, q: Quantity, floor: int) -> tuple[str, str]:
    """What stands left and right of the figure in its clause, or in the one before where its own is bare."""
    left, right = clause(text, q.start, _end_of_list(text, q), floor)
    if not left and text[q.start - 1 : q.start] in ("：", ":"):
        left = END.split(text[max(0, q.start - 24) : q.start - 1])[-1].translate(QUOTES)
    if not left and (held := _BRACKETED.search(text, max(floor, q.start - 24), q.start)):
        left = END.split(held.group(1))[-1].translate(QUOTES)  # 设半程（21.0975公里）
    if not left and (dated := _DATED_LABEL.search(text, max(floor, q.start - 48), q.start)):
        left = dated.group(1)  # 公示时间：7月1日至5日（5个工作日）
    if "）" in left and "（" not in left and (aside := _ASIDE_TOLD.search(text, max(0, q.start - 80), q.start)):
        noun = END.split(aside.group(1))[-1].translate(QUOTES)
        left = noun + aside.group(2)  # 文盲人口（15岁及以上不识字的人）为121905人
    if left.startswith(("由", "从")) and not noun_before(left[1:])[0]:
        left = END.split(text[max(floor, q.start - 40) : q.start])[-2:][0].translate(QUOTES)
    return _LIMIT_APART.sub("", left), right


def _end_of_list(text: str, q: Quantity) -> int:
    """Where the list that the figure begins has its last item, whose noun is that of all."""
    end = q.end
    if q.kind not in ("count", "duration") or not q.unit:
        return end
    for _ in range(4):
        item = _NEXT_ITEM.match(text, end)
        if not item or unit_at(text, item.end()) != q.unit:
            break
        end = item.end() + len(q.unit)
    return end


def _told_before(q: Quantity, left: str, right: str, heirs: Heirs) -> str:
    """The subject of the figure before, for the far end of a motion and for a clause that only compares."""
    if (_AGAINST.match(right) and ("持平" not in right[:2] or _WITH.search(left))) and (
        told := heirs.compared(q.start, q.kind) or heirs.of_unit(q.start, q.unit)
    ):
        return told
    if (than := _THAN_THIS.search(left)) and _HIGHER.match(right):
        heirs.pass_over()  # 比评估价652.4万元高36.3万元: what is only compared with
        base = noun_before(than.group(1))[0]
        return heirs.compared(q.start, q.kind) if empty(base) else base
    alike = heirs.unit(q.start) == q.unit or q.kind != "count" and bool(heirs.last(q.start, q.kind))
    if alike and heirs.adjoins(q.start) and arrives(left):
        return heirs.last(q.start)  # 由2天压到40分钟
    over = told_over(left) if q.form == "points" else ""
    if over and (told := heirs.compared(q.start, "change")):
        return told if over in told else told + over  # 高出全市外贸增速7.1个百分点
    if left in _COMPARATIVES and q.kind != "measure" and not heirs.parted(q.start - len(left)):
        return heirs.compared(q.start, q.kind)  # 比评估价652.4万元高36.3万元
    if only_compares(left):
        shift = _SHIFTED.search(left) if q.kind == "duration" else None
        told = heirs.compared(q.start, q.kind)
        if shift:
            return (told if shift.group(1) in _LENGTHENED else "") + shift.group(1)  # 人均停留1.9天，比上年延长0.3天
        return told or (heirs.last(q.start) if q.kind == "duration" else "")  # 已栽插六成，比往年慢了三四天
    return ""


_WITH = re.compile("[与同和跟较]")
_COMPARATIVES = frozenset(_group("comparative"))
_THAN_THIS = re.compile("[比较]([^，。；比较]{1,12})$")
_HIGHER = re.compile(rf"{_any_of('comparative')}[约近逾超]?[\d一二两三四五六七八九十]")


def _with_its_noun(left: str, own: str) -> str:
    """The verb with the noun that an adverb parts from it, as printed."""
    found = _PARTED.search(re.sub(r"[了着过]+$", "", left.rstrip()))
    noun = noun_before(found.group(1))[0] if found else ""
    if not found or len(noun) < 2 or not found.group(1).endswith(noun) or own not in found.group(2):
        return own
    told = _BETWEEN.sub("", found.group(2))
    return noun + (told if len(told) > 1 else found.group(2))


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


def _from_around(text: str, q: Quantity, kind: str, left: str, right: str, verb: str, heirs: Heirs) -> str:
    """A subject for a clause that names none: the figure before, the verb, the clause before, the sentence's topic."""
    if kind == "temperature":
        return heirs.last(q.start, "temperature") or "气温"
    if kind == "duration" and (right.startswith(("后", "之后", "以后")) or text[q.start] == BLANK):
        return "后"  # 20分钟后: a time expression, and so blanked
    if verb in _SPENT:
        return _nearest(text, q, left) + verb
    found = heirs.last(q.start) if kind != "age" else heirs.at(q.start, kind)
    if found or kind == "age":
        return found
    if kind == "change" and (earlier := heirs.of_paragraph(q.start)):
        return earlier  # 其中，5月份同比增长9.8%
    only_links = actions()[0].get(verb, False)
    if verb and not empty(verb) and not only_links:
        return verb
    if (awaited := _AWAITED.search(left)) and (told := noun_before(awaited.group(1))[0]):
        return told + awaited.group(2)  # 今年汛期降雨预计偏多一到两成
    nearest = _nearest(text, q, left) or topic(text, q.start) or predicate(right)
    return nearest if not empty(nearest) else "" if empty(verb) else verb


_AWAITED = re.compile("^([\u4e00-\u9fff\x00]{2,16}?)(?:预计|有望|预期|可能)([\u4e00-\u9fff]{1,4})$")
#: A clause that only says how something became known names nothing that is counted: 记者了解到，…
_REPORTED = re.compile(f"{_any_of('reported')}$")


def _nearest(text: str, q: Quantity, left: str) -> str:
    """The noun that the clause before in the sentence ends with."""
    before = sentence_before(text, q.start)[: -len(left) or None]
    clauses = (p for p in re.split(r"[，；：]", before.translate(QUOTES)) if p.strip(BLANK + " "))
    pieces = [p for p in clauses if not _REPORTED.search(p)]
    return noun_before(pieces[-1])[0] if pieces else ""


def _own_clause(text: str, said: Said) -> str:
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
