"""When a quantity is no figure after all: one as an article, the interrogative 几, references, classes of thing."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.kinds import clause_before
from helpers.facts.figures.quantity import Quantity
from helpers.facts.numerals import RUN
from helpers.lexicon import alternatives, any_of, group, letters, words

_any_of = partial(any_of, "figure_doubts")
_letters = partial(letters, "figure_doubts")
_group = partial(group, "figure_doubts")


def doubtful(text: str, q: Quantity, kind: str) -> bool:
    """Whether a careful reader would not list the quantity."""
    return any(test(text, q, kind) for test in _TESTS)


#: One counts after these (仅一例, 各一名); elsewhere 一 with a classifier is an article.
_ONE_COUNTS = re.compile(f"{_any_of('one_counts')}$")
_ONE_LIMITED = frozenset(_group("one_limited"))
#: 只有一家, 仅有一户 count; 只有一盏灯, 只有一句话 tell.
_WHOLE_ONES = frozenset(_group("whole_one"))
_ALONE = re.compile(r"[家人户](?:就|独)")
_ONE_PERSON = re.compile(f"人(?:当场)?{_any_of('befell')}")
_DAY_COUNTS = re.compile(f"{_any_of('day_counts')}$")
_POINTED_TIME = re.compile(f"{_any_of('pointed')}$")
_PER_ONE = re.compile(f"{_any_of('per_one')}$")
_SMALL_MEASURES = frozenset(_group("small_measure"))
_SMALL_MONEY = frozenset(_group("small_money"))
_PRICE_MOVE = re.compile(_any_of("price_move"))
_DAYS = frozenset(_group("day"))
_LEVEL_OF = re.compile(_any_of("level_of"))


def _article_one(text: str, q: Quantity, kind: str) -> bool:
    """一名患者, 一天: an article, unless counted."""
    if (
        q.run != "一"
        or q.unit in ("胜", "平", "负")
        or q.form in ("unit_half", "unit_digit", "compound")
        or "半" in text[q.core : q.end]
    ):
        return False
    before = text[max(0, q.core - 4) : q.core]
    if kind == "count":
        if before.endswith(("只有", "仅有")) or _ALONE.match(text, q.core + 1):
            return q.unit not in _WHOLE_ONES
        return not (_ONE_COUNTS.search(before) or q.qualifier in _ONE_LIMITED or _ONE_PERSON.match(text, q.core + 1))
    if q.qualifier and q.qualifier != "最多":
        return False
    if kind == "level":
        return bool(re.match(r"[\u4e00-\u9fff]", text[q.end : q.end + 1])) and not _LEVEL_OF.match(text, q.end)
    if kind == "measure":
        return bool(_PER_ONE.search(before)) or q.unit in _SMALL_MEASURES
    if kind == "duration":
        return _one_time(text, q, before)
    return kind == "money" and q.unit in _SMALL_MONEY and not _PRICE_MOVE.search(clause_before(text, q.core, 8))


def _one_time(text: str, q: Quantity, before: str) -> bool:
    """一天接163单: no length of time; 提前一天, 一个月 are."""
    if q.qualifier == "最多":
        return True
    if q.unit in _DAYS and text[q.end : q.end + 1] in ("就", "便"):
        return True  # 停一天就少20万元
    if _BY_THE_MONTH.match(text, q.end):
        return True  # 一个月两千三: so much a month
    return not _DAY_COUNTS.search(before) if q.unit in _DAYS else bool(_POINTED_TIME.search(before))


_BY_THE_MONTH = re.compile(
    rf"(?:下来)?(?:[能可]?{_any_of('earned')})?(?:近|约|差不多)?(?:\d|[一两二三四五六七八九十几](?:[百千万]|[十一二三四五六七八九]{{0,3}}[块元毛]))"
)
_STRETCHES = ("duration", "measure")


def _pointing(text: str, q: Quantity, kind: str) -> bool:
    """这两天, 近几年; 每百元 (the base of a rate); 最后一百米 (a figure of speech)."""
    before = text[max(0, q.core - 2) : q.core]
    if before.endswith(("这", "那", "哪", "某")) and q.run in ("几", "两", "三", "一"):
        return True
    if text[max(0, q.core - 3) : q.core] in ("下一个", "上一个", "又一个") and kind == "duration":
        return True
    if before.endswith("每") and kind in ("count", "money", "measure", "rate") and q.form != "range":
        return True
    if (
        before.endswith(("头", "最后"))
        and q.run[0] in ("一几" if kind == "measure" else "一两几三")
        and kind in _STRETCHES
    ):
        return True
    return q.run == "几" and kind == "duration" and before.endswith(("前", "后", "近", "过"))


_ASKING = re.compile(_any_of("asking"))
_TO_QUESTION = re.compile(r"[^，。；！]{0,8}？")


#: 几个, 几次 are said of anything; 几名, 几户 and 只剩几个 count.
_LOOSE = frozenset(_group("loose"))
_FEW_COUNT = re.compile(f"{_any_of('few_count')}$")
_WEIGHED = re.compile(rf"{_any_of('weighed')}[^，。；]{{0,6}}$")
_FEW_IDLE = frozenset(_group("few_idle"))
#: 多跑几趟, 少走几里路, 再等几天: advice; 多跑了几趟 was done.
_URGED = re.compile(rf"(?<![很许不至最太更几])[多少再][\u4e00-\u9fff]{{1,2}}(?<![了过在有{_letters('done_so')}])$")
#: 说不清家里养了几只羊: the number is the question.
_UNSURE = re.compile(_any_of("unsure"))


def _question(text: str, q: Quantity, kind: str) -> bool:
    """几 that asks, or that means a few in a phrase."""
    if q.run != "几":
        return False
    if _URGED.search(text, max(0, q.core - 4), q.core) or _UNSURE.search(clause_before(text, q.core, 24)):
        return True
    if q.unit in _LOOSE and not _FEW_COUNT.search(text, max(0, q.core - 2), q.core):
        return True
    if _WEIGHED.search(clause_before(text, q.core, 8)):
        return True
    if text[q.core - 1 : q.core] in _FEW_IDLE or text[q.end : q.end + 1] in ("办", "？"):
        return True
    return bool(_TO_QUESTION.match(text, q.end) or _ASKING.search(clause_before(text, q.core, 8)))


_BARE = re.compile(r"[百千万亿]+")
_COUNTED = frozenset(_group("counted"))
_BARE_COUNTED = frozenset(_group("bare_counted"))
_CLASS_NOUN = re.compile(_any_of("class_noun"))


def _class_of_thing(text: str, q: Quantity, kind: str) -> bool:
    """百亿元企业, 千万元大奖: a bare multiplier names a class, unless a word makes it a number (近百人, 上千亩, 百余家)."""
    if not _BARE.fullmatch(q.run):
        return False
    if q.qualifier and q.qualifier != "以上" or text[q.core - 1 : q.core] in _BARE_COUNTED:
        return False
    counted = kind == "count" and len(q.run) == 1 and q.unit in _COUNTED
    if counted or kind == "measure" and q.unit in ("亩", "吨", "公里"):
        return bool(_CLASS_NOUN.match(text, q.end))
    return True


_ARTICLES_OF_LAW = frozenset(_group("article"))
_ARTICLES_NEXT = frozenset(_group("article_next"))
_FIRSTS = frozenset(_group("first"))
_RANK_BEFORE = re.compile(_any_of("rank"))
_RANK_ENDS = re.compile(r"[，。；、！）\n”]|$")


def _ordinal_phrase(text: str, q: Quantity, kind: str) -> bool:
    """第一次, 第三法庭, 第十二条: no rank and no serial of the story."""
    if kind != "ordinal" or not q.run.startswith("第"):
        return False
    if text.endswith("倒数", 0, q.start):
        return True  # 倒数第二 is no second place
    number = q.run[1:]
    if q.unit in _ARTICLES_OF_LAW or not q.unit and text[q.end : q.end + 1] in _ARTICLES_NEXT:
        return True
    if number == "一":
        return q.unit not in _FIRSTS
    if not q.unit:
        ranked = _RANK_BEFORE.search(text, max(0, q.start - 5), q.start)
        return not (ranked and _RANK_ENDS.match(text, q.end))
    return q.unit in ("天", "年", "日") and number in ("二", "三")


_TERM_BEFORE = re.compile(rf"{_any_of('term_before')}[^，。；\d]{{0,2}}(?:{RUN}日[、和及]){{0,3}}$")
_TERM_AFTER = re.compile(f"(?:以[上下内]|之内)?的?{_any_of('term_after')}")
_SHORT_YEAR = re.compile(r"\d{2}|[〇零一二三四五六七八九]{2,4}")


def is_term(text: str, q: Quantity) -> bool:
    """Whether a number of 日 is a length of time, no day of the month: 拘留十日, 公示期7日, 处五日以下拘留."""
    return bool(_TERM_BEFORE.search(text, max(0, q.core - 16), q.core) or _TERM_AFTER.match(text, q.numerals_end + 1))


def _calendar(text: str, q: Quantity, kind: str) -> bool:
    """5日, 2020年, 80年代: a date that no one resolved is still no figure."""
    if kind != "duration" or q.value is None:
        return False
    if q.unit == "日" and q.qualifier not in ("内", "之内"):
        return q.value <= 31 and not is_term(text, q)
    if q.unit != "年":
        return False
    decade = q.value > 49 and not q.qualifier and text[q.end : q.end + 1] in ("代", "款", "版")
    return 1800 <= q.value <= 2100 or decade and bool(_SHORT_YEAR.fullmatch(q.run))


_PLACES = frozenset(_group("two_places"))
_WORD_OR_POINT = re.compile(r"大?字(?![幕体])|点(?!位)")
_SECOND = frozenset(_group("second"))
#: 下调两级 counts steps.
_STEP_BEFORE = re.compile(f"[{_letters('step')}]了?$")
_AS_HIGH = re.compile("[高深宽](?:的|，|。|$)")
_PARCEL = re.compile(f"起{_any_of('parcel')}")
_WRITTEN = re.compile(f"{_any_of('written')}$")
#: 半座城, 半条街: figures of speech.
_HALF_THE_WORLD = re.compile(f"{_any_of('half_world')}|天(?!的)|生(?!产)")
_HALF_OF = frozenset(_group("half_measure"))


def _minor(text: str, q: Quantity, kind: str) -> bool:
    """两国关系: the two that are meant; 两个字, 三句话: words counted in talk; 亿金 is 亿 and the beginning of another word."""
    if q.run == "两" and q.unit in _PLACES:
        return True
    if kind == "count" and _PARCEL.match(text, q.end):
        return True  # 两盒起包邮
    if q.form == "half_unit" and q.unit in _HALF_OF and _HALF_THE_WORLD.match(text, q.end):
        return True
    if q.unit == "个" and _WORD_OR_POINT.match(text, q.end):
        many = len(q.run) > 1 and q.value is not None and q.value > 9
        return not (many and _WRITTEN.search(text, max(0, q.core - 2), q.core))
    if q.unit == "届" and q.value is not None and q.value > 1800:
        return True  # 2021届毕业生
    if kind == "count" and q.run == "二" and q.unit in _SECOND:
        return True  # 二次开学: the second; a count is 两次
    if q.unit == "字" and len(q.run) == 1 and not q.run.isascii() and not q.qualifier:
        return True  # 畅通二字
    if q.run == "两" and q.unit == "级" and not _STEP_BEFORE.search(text, max(0, q.core - 3), q.core):
        return True  # 两级法院, 省市两级
    if q.unit == "元" and text[q.end : q.end + 1] == "店":
        return True  # 两元店
    if q.unit == "人" and q.run in ("两", "一", "三") and _AS_HIGH.match(text, q.end):
        return True  # 两人高的围墙
    if q.unit == "层" and text[q.core - 1 : q.core] == "负":
        return True  # 负一层
    if q.unit == "位" and text[q.end : q.end + 1] == "数":
        return True
    if q.unit == "句" and text[q.end : q.end + 1] == "话":
        return True
    return q.unit in ("金", "银", "铜") and q.run[-1:] in ("万", "亿")


#: A digit, a short unit, and the name of a kind of place: 三门县, 七里河, 五里桥 are names.
_PLACE_AFTER = frozenset(_group("place_after"))
_PLACE_UNITS = frozenset(_group("place_unit"))


_WALKED = re.compile(f"{_any_of('walked')}[了过出]{{0,2}}$")


def _place_name(text: str, q: Quantity, kind: str) -> bool:
    short = len(q.run) == 1 and not q.run.isascii() and q.unit in _PLACE_UNITS
    if q.unit == "里" and _WALKED.search(text, max(0, q.start - 4), q.start):
        return False  # 走了三里路
    return short and text[q.end : q.end + 1] in _PLACE_AFTER and text[q.end + 1 : q.end + 2] not in "地田"  # 四亩坡地


_TOLD_OF = re.compile(r"(?:为|是|达)?\d[\d.]*[%万元人个家]")
_TITLE = re.compile(alternatives(words("figure_rank_nouns")))


def _title(text: str, q: Quantity, kind: str) -> bool:
    """二级教授, 三级联动: a rank in a name; 一级医院70%、二级60%: the rank of what the number is told of."""
    if kind != "level" or q.unit != "级":
        return False
    return bool(_TITLE.match(text, q.end) or not q.run.isascii() and _TOLD_OF.match(text, q.end))


_TESTS = (
    _article_one, _pointing, _question, _class_of_thing, _ordinal_phrase, _calendar, _minor, _place_name, _title,
)  # fmt: skip
