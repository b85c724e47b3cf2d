"""The patterns of the smallest pieces of time. Order matters: of several that fit at a place, the first wins.

Each pattern is (kind, rank, first characters, regular expression). ``rank`` runs from coarse (1, a year)
to fine (7, a clock time): atoms join into a phrase only from coarse to fine. The first characters let
the search skip all places where nothing can begin, and so keep it fast and linear.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from helpers.lexicon import alternatives, any_of, group, letters, rows, words

_any_of = partial(any_of, "date_words")
_letters = partial(letters, "date_words")
_group = partial(group, "date_words")

Pattern = tuple[str, int, str, str]

DIGITS = "0123456789"
HAN = "一二三四五六七八九"
NUMERALS = DIGITS + HAN + "十廿卅"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{HAN}]?|二十|廿[{HAN}]?|[{HAN}])"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{HAN}元])"
_YEAR = rf"(?:(?:1[6-9]|20)\d\d|1[0-5]\d\d(?=年(?:\d|[春夏秋冬初底末]))|[一二][〇零0{HAN}]{{3}})"
_HOUR = rf"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[{HAN}]?|[零两{HAN}])"
_COUNT = rf"(?:\d{{1,3}}|[两{HAN}十百]{{1,4}})"
_TO = r"(?:至|到|—{1,2}|–|-{1,2}|~)"
#: No digit, decimal point or numeral may stand before a number that is read here.
_FREE = rf"(?<![\d.:/·{HAN}十百千万亿〇零两第])"
#: The same, or behind the number of an item (病例1：3月13日, where the colon has become that of 8:30).
_AFTER_LABEL = rf"(?:{_FREE}|(?<=\d:))"
#: What follows 时 and 点 where they are no hour (时间, 3点建议).
_NO_HOUR = f"[{_letters('no_hour')}]"
_NO_POINT = f"[{_letters('no_point')}]"
_MINUTE = (
    rf"(?:\d{{1,2}}|[{HAN}零〇]?十?[{HAN}]?[{HAN}十])分(?:\d{{1,2}}秒)?许?(?![之钟])"
    rf"|(?<=点)[0-5]\d(?![\d.万%多余{_letters('no_minute')}])"
    rf"|半(?!个)|[一三]刻|(?:整|许|钟|多(?![个人]))|[二三四五]?十[{HAN}]?(?![个多余几分{HAN}十])"
)
_LUNAR_MONTH = rf"闰?(?:正|冬|腊|十[一二]?|[{HAN}])月"
_LUNAR_DAY = rf"(?:初[{HAN}十]|三十|二?十[{HAN}]?|二十|廿[{HAN}]?)"
_WEEK = "(?:周|星期|礼拜)"
#: Not 冬至前一天, 春分那天; but 2003年冬至2004年春.
_NO_SEASON = rf"(?![{_letters('season_not')}]|至(?![\d今明次翌二])|分(?:[，。节前后时]|那))"
#: 初 of a year or a month, not of another word (初步, 初中).
FIRST = f"初(?![{_letters('first_not')}春夏秋冬{HAN}十])"


def patterns() -> list[Pattern]:
    """All patterns, in order."""
    return [*_long(), *_counted(), *_years(), *_feasts(), *_months(), *_weeks(), *_days(), *_hours(), *_others()]


def _first(entries: Iterable[str]) -> str:
    """The characters that the words begin with."""
    return "".join(sorted({entry[0] for entry in entries}))


def _column(name: str, use: str = "") -> list[str]:
    return [row[0] for row in rows(name) if not use or row[2] == use]


def _long() -> list[Pattern]:
    """Whole dates in figures, spans of years, decades, centuries, plans."""
    four = r"(?:1[6-9]|20)\d\d"
    figures = r"(?:-\d\d?-\d\d?|/\d\d?/\d\d?|\.\d\d?\.\d\d?)"
    points = r"(?:(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])|(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9]))(?![\d.%])"
    century = rf"(?:上个?|本|(?<!\d)\d\d|{_FREE}二?十[{HAN}]?)世纪"
    decade = rf"(?:[3-9]0(?:、|{_TO})[4-9]0|(?:1[6-9]|20)?[1-9]0|2000|[二三四五六七八九]{{1,2}}十)年代{_any_of('decade_part')}?"
    plan = rf"(?:“(?:十[{HAN}]?|[六七八九])五”|{_FREE}十[{HAN}]五)(?:规划)?(?:期间|时期|(?=以来|末|初))"
    return [
        ("iso", 4, DIGITS, rf"(?<![\d.:/A-Za-z])(?:19|20)\d\d{figures}(?![\d.]\d|\d)日?"),
        ("points", 4, DIGITS, rf"(?<![\d.:/·]){points}(?={_TO}\d)|(?<=\d[至到—–\-~]){points}"),
        ("isomonth", 2, DIGITS, _FREE + r"(?<![A-Za-z])(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])(?![\d\-/号])"),
        (
            "years",
            2,
            DIGITS,
            _FREE + rf"{four}(?:年?{_TO}{four}(?:学年度?|赛季|财年|年度?)|(?:、{four}){{1,6}}(?:年度?|[两三四五]年)"
            rf"|(?:/|{_TO})(?:{four}|\d\d)年?{_any_of('running_year')})",
        ),
        ("republic", 1, "民", rf"民国(?:元|{_COUNT}|{_DAY})年"),
        ("decade", 2, "上本" + NUMERALS, rf"(?:{century}|(?<![\d{HAN}])){decade}"),
        ("century", 2, "上本" + NUMERALS, rf"{century}(?:初|末|中叶)?(?![\d{HAN}])"),
        ("plan", 2, "“十", plan),
    ]


def _counted() -> list[Pattern]:
    """Times told by counting: 去年同期, 近三年, 三天前, 1—8月, 前8个月, 今明两天."""
    length = rf"(?:{_COUNT}{_any_of('length_unit')}|{_COUNT}个{_any_of('length_ge')})"
    whole = f"{_any_of('whole_span')}的?(?:这)?"
    # 三个月前, but 3月前 (before March): a month that is counted has its 个.
    unit = f"{_any_of('ago_unit')}|个{_any_of('ago_ge')}"
    ago = rf"(?:半|{_COUNT})(?:{unit})|(?<!月)[两{HAN}十]日"
    han, figures = rf"[{HAN}](?:、?[{HAN}十])|[{HAN}](?:、[{HAN}十]){{1,5}}", r"\d\d?(?:、\d\d?){1,5}"
    return [
        ("same", 2, "同", r"(?<=[。；，\n])同期(?=[，全我])"),
        ("same", 2, "12", rf"{_FREE}(?:19|20)\d\d年同期"),
        (
            "same",
            2,
            _first(_group("same_base")),
            rf"{_any_of('same_base')}的?同(?:期|一?时期|日|月|一天)",
        ),
        ("span", 2, _first(_group("whole_span")), rf"{whole}{length}(?:里|内|间|来)?(?!多(?![云雨阴])|余)"),
        (
            "span",
            2,
            "近",
            rf"(?<![{_letters('near_not_before')}])近{_COUNT}年(?:来|间)?(?!多|余|内?{_any_of('near_not')})"
            rf"|近{_COUNT}(?:天|周|个月)(?:来|里|内)",
        ),
        ("ago", 4, "再", rf"再(?:过|有)(?:半|{_COUNT})(?:{unit})"),
        (
            "ago",
            4,
            NUMERALS + "两半",
            rf"(?<![几数]){_FREE}(?:{ago})(?:之|以)?(?:前|后)(?![{_letters('ago_not')}])",
        ),
        ("months", 2, NUMERALS, rf"{_FREE}{_MONTH}月?{_TO}{_MONTH}月份?(?!\d|[{HAN}十]+[日号])"),
        ("months", 2, NUMERALS, rf"(?<!\n){_FREE}(?:{han}|{figures})月份?(?!\d|[{HAN}十]+[日号]|[初底末上中下])"),
        ("months", 2, NUMERALS, rf"{_FREE}(?:{han}|{figures})[两三四]个?月"),
        ("firstmonths", 2, "前", rf"(?<![提以之此])前(?![一1]个)(?:\d\d?|[两{HAN}十]+)个?月(?!\d)"),
        ("firstmonths", 2, "头首", rf"[头首](?!一)(?:\d\d?|[两{HAN}十]+)个月"),
        ("glossed", 4, "今昨明前后", r"[今昨明前后]（\d\d?）[日天]"),
        ("glossedyear", 1, "今去明前本", r"[今去明前本]（\d{4}）年"),
        ("glossedmonth", 2, "本上下", r"[本上下]（\d\d?）月"),
        ("pair", 4, "今明昨", r"(?:今明后?|昨今|明后)[两三]?(?:个)?[天日]|[今明](?:天|日)?起(?:连续)?[两三四五六七]天"),
        ("twoyears", 1, "今明去", r"(?:今明|去今|明后)两年"),
    ]


def _years() -> list[Pattern]:
    goods = f"(?!{alternatives(words('date_feast_goods'))})"
    both = "(?<=年)(?:春夏|夏秋|秋冬|冬春)季?|去冬今春|今冬明春"
    told = rf"(?<![^〇零{HAN}\d][一三四五六七八九]年)"  # 第三年春天, 有一年夏天: of no year that is known
    season = rf"{both}|(?<=年[前后]的)[春夏秋冬][天季]|(?<=[\d今去明前后当〇零{HAN}]年的)[春夏秋冬][天季]|[今去明][春夏秋冬]{_NO_SEASON}|{told}(?<=[\d今去明前后来同次翌当〇零{HAN}]年)[春夏秋冬]{_NO_SEASON}[季天日末初]?"
    edge = rf"年(?:{FIRST}|底|末|终|尾(?!款)|内(?![战乱]))|月(?:{FIRST}|底|末|内(?!塔))"
    return [
        (
            "year",
            1,
            "公一二" + DIGITS,
            rf"公元\d{{3,4}}年|(?<=（)1[0-5]\d\d年(?=）)|(?<!元前)(?:公元)?{_AFTER_LABEL}{_YEAR}(?:学年度?|财年|年(?:度|份)?)(?![{_letters('year_not')}]|历史|左右历史)",
        ),
        (
            "shortyear",
            1,
            "〇零" + DIGITS + HAN,
            rf"{_FREE}(?:(?:\d\d|[〇零{HAN}]{{2}})年(?={_MONTH}月|[初底末春夏秋冬])|(?:0\d|[〇零][{HAN}])年(?![{_letters('year_not')}来前后间多内]))",
        ),
        (
            "half",
            2,
            "上下第前首1234一二三四",
            rf"[上下]半年|首季度?|前[二两三23]个?季度|(?:第|{_FREE})(?:[一二三四1-4](?:、|{_TO})第?)?[一二三四1-4]季度",
        ),
        ("season", 2, "今去明春夏秋冬", season),
        (
            "edge",
            3,
            "年月岁",
            rf"(?<![\d{HAN}十两半几数百千{_letters('edge_not_before')}])(?:{edge})|岁[末首]{goods}",
        ),
    ]


def _feasts() -> list[Pattern]:
    """Feasts, solar terms and days of the lunar calendar.

    A feast word before goods (端午粽子) or speech (国庆说: a person) is none; a word that is also weather,
    a number or a name needs its cue.
    """
    goods = f"(?!{alternatives(words('date_feast_goods'))})"
    day = f"{_any_of('feast_day')}?"
    cue = rf"(?={_any_of('feast_cue')}|（\d\d?月)"
    holiday = f"(?={_any_of('feast_holiday')})"
    stem = f"(?:[{_letters('stem')}][{_letters('branch')}]年)?"
    free, cued, held = (_column("date_feasts", use) for use in ("free", "cue", "holiday"))
    lunar = rf"(?:农历|阴历|旧历)(?:{stem}|\d{{4}}年)?{_LUNAR_MONTH}"
    end = f"(?![{HAN}十个名])"
    today = "|".join(f"(?<={word})" for word in _group("term_today"))
    terms = alternatives(words("date_terms"))
    return [
        ("lunar", 4, "农阴旧", rf"{lunar}(?:{_LUNAR_DAY}|[{HAN}])日?"),
        ("lunarmonth", 2, "农阴旧", lunar),
        ("lunarmonth", 2, "正冬腊", r"(?<=[去今前明]年)[正冬腊]月(?!初|十|廿|二十|三十)"),
        ("feast", 4, _first(free), rf"(?:{alternatives(free)}){goods}{day}"),
        (
            "feast",
            4,
            _first(cued),
            rf"{_FREE}(?:{alternatives(cued)})(?:{cue}|(?<=[去今前明]年..)(?<!{_any_of('weather_term')})){goods}{day}",
        ),
        ("feast", 4, _first(held), rf"{_FREE}(?:{alternatives(held)}){holiday}"),
        ("feast", 4, _first(words("date_terms")), rf"(?:{today})(?:{terms})(?=[，。；、！\n]|$)"),
        ("lunar", 4, "五七八九", "(?:五月五|七月七|七月十五|八月十五|九月九)(?![日号时点至到前后、—])"),
        ("lunar", 4, "闰正冬腊", rf"{_LUNAR_MONTH}{_LUNAR_DAY}日?{end}"),
        ("lunar", 4, "初", rf"(?<!年)(?<!最)(?<!当)初[{HAN}十](?![{HAN}十{_letters('lunar_not')}])"),
        ("lunar", 4, HAN + "十", rf"{_FREE}{_LUNAR_MONTH}(?:初[{HAN}十]|廿[{HAN}]?){end}"),
    ]


def _months() -> list[Pattern]:
    no_month = f"[{_letters('month_not')}]"
    return [
        ("month", 2, NUMERALS + "元", rf"{_AFTER_LABEL}{_MONTH}月(?:份)?(?:当月)?(?!{no_month}|(?<=一月)[一两三]次)"),
        ("xun", 3, "上中下", r"(?:上、?中|中、?下|[上中下])旬|[上下]半月(?![刊谈])"),
    ]


def _weeks() -> list[Pattern]:
    weekday = (
        rf"{_any_of('week_shift')}?个?{_WEEK}(?:六日(?!报)|[一二三四五六日天末])"
        rf"(?!期|刊|报(?![{_letters('report')}])|(?<=天)[{_letters('heaven_not')}])"
    )
    return [
        ("nth", 4, "第最首", rf"(?:第[{HAN}]|最后一|首)个{_WEEK}[一二三四五六日天]"),
        ("nthweek", 3, "第最首", rf"(?:第[{HAN}]|最后一|首)个?周(?![{_letters('nth_week_not')}])"),
        ("weekday", 4, _first(_group("week_shift")) + "周星礼", weekday),
    ]


def _days() -> list[Pattern]:
    relative = _column("date_relative")
    # 以来年均, 迎来年内, 光明日报, 然后天津, 十来年, 一下周围, 第二十六次日本, 提前一天.
    no_word = rf"(?<!提)(?<![以之目此先](?=前))(?<!光(?=明))(?<![{_letters('behind_not')}](?=后))(?<![{HAN}十百千几多数\d](?=[来次]))(?<![一底](?=下))(?<![{_letters('before_lai')}](?=来年))(?<![证表声](?=明年))"
    # 60岁以上年龄段, 说明年轻人…, 本年级, 以上年均, 过去年均, 说明天气: 年 and 天 belong to the word behind.
    across = (
        rf"(?<=[上明今去]年)(?:龄|轻{_any_of('young')})|(?<=上年)轻|(?<=[本当同]年)级|(?<=以上年)[均薪]|(?<=过去年)均"
        r"|(?<=[说证表]明天)气(?!温)|(?<=迄今年)限"
    )
    no_day = f"[{_letters('day_not')}]|元(?![宵旦])|以[内上下]|年化"
    no_number = f"[{_letters('number_not')}]"
    listed = r"(?<![\d.\-/:、\n])(?<!^)\d\d?(?=(?:、\d\d?){1,6}日(?!内))"
    both_days = r"\d\d?[两三四五][日天]"
    of_month = rf"(?<=月)\d\d?(?={_TO}\d\d?[日号]|(?:、\d\d?){{1,6}}[日号]|(?:、\d\d?){{0,4}}、{both_days})"
    return [
        (
            "relative",
            0,
            _first(relative),
            rf"{no_word}(?:{alternatives(relative)})(?!{_any_of('relative_not')}"
            rf"|(?<=次年)终|(?<=后年){_any_of('yearly')}|(?<=来年)均|{across}|(?<=[节情期控产春假汛]前日){_any_of('daily')}|(?<=上年)货)",
        ),
        ("shortday", 4, "今昨明前", rf"[今昨明](?=[{_letters('today_part')}])|前(?=晚)|昨(?=[，从在])"),
        ("day", 4, DIGITS, rf"(?<=\d、){both_days}"),
        # Behind its month a day is one whatever follows (2月25日无新增, 5日游客).
        ("day", 4, NUMERALS, rf"(?<=月)(?<!1[3-9]月)(?<![2-9]\d月)(?<!个月){_DAY}日(?!内)"),
        ("day", 4, NUMERALS, rf"{_FREE}(?<!1[3-9]月)(?<![2-9]\d月){_DAY}(?:日(?!{no_day})|号(?!{no_number}))"),
        (
            "barelist",
            4,
            DIGITS,
            rf"(?<=\d月){_DAY}(?=[，。；！？）]|$|{_TO}\d\d?月)|{of_month}|{listed}|(?<=\d、)\d\d?(?=(?:、\d\d?){{1,6}}日(?!内))|(?<![\d.\-/:、])\d\d?(?={_TO}\d\d?日(?![内均]))",
        ),
    ]


def _hours() -> list[Pattern]:
    parts = _column("date_parts")
    clock = rf"(?<!之)(?:{_FREE}|(?<=[周期拜][{HAN}日天])){_HOUR}(?:时(?!{_NO_HOUR})|点(?!{_NO_POINT}))(?:{_MINUTE})?"
    return [
        ("barehour", 7, DIGITS, rf"(?<![\d.:\-/]){_HOUR}(?={_TO}{_HOUR}时(?!{_NO_HOUR}))"),
        ("clock", 7, DIGITS, r"(?<![\d.:])(?:2[0-4]|1\d|0?\d):[0-5]\d(?::[0-5]\d)?(?![\d:])"),
        ("clock", 7, "差", rf"差(?:一刻|[{HAN}两十]{{1,3}}分|\d{{1,2}}分)钟?(?:到)?{_HOUR}点(?!{_NO_POINT})(?:整|钟)?"),
        ("clock", 7, NUMERALS + "零两", rf"{_FREE}{_HOUR}点[过差](?:一刻|[{HAN}两十]{{1,3}}分|\d{{1,2}}分)(?![之钟])"),
        ("clock", 7, NUMERALS + "零两", clock),
        (
            "part",
            6,
            _first(parts),
            rf"(?:(?<=[今昨明当前日天])|(?!晚会))(?:{alternatives(parts)})(?![{_letters('part_not')}]|高峰)",
        ),
    ]


def _others() -> list[Pattern]:
    """Recurring and vague times."""
    vague = _column("date_vague")
    days = rf"{_WEEK}[一二三四五六日天末](?:[、和]?[一二三四五六日](?![个次]))*(?![个次])"
    each = rf"每逢?(?:个?{days}|[两二三]?{_any_of('each_unit')}|个工作日)(?:(?<=季度)(?:首月|末月|第[一二三]个?月))?"
    rate = rf"每(?:隔[一半]|半|隔?(?:\d{{1,3}}|[两三四五六七八九十几]+))个?{_any_of('rate_unit')}"
    routine = rf"(?<!个){_any_of('routine_day')}(?=[的 ]?(?:{_any_of('routine_part')}|\d{{1,2}}[:时点]))"
    return [
        ("every", 0, "每逢", rf"{each}|{rate}|(?<![{_letters('no_occasion')}])逢(?={_WEEK}|农历)(?:{days})?"),
        ("routine", 0, _first(_group("routine_day")), routine),
        (
            "vague",
            5,
            _first(vague),
            rf"(?<![{_letters('vague_not_before')}](?=[前日目近节]))(?:{alternatives(vague)})"
            rf"(?![{_letters('vague_not')}])",
        ),
    ]
