"""The patterns of the smallest pieces of time. Order matters: of several that fit at a place, the first wins.

Each pattern is (kind, rank, first characters, regular expression). ``rank`` runs from coarse (1, a year)
to fine (7, a clock time): atoms join into a phrase only from coarse to fine. The first characters let
the search skip all places where nothing can begin, and so keep it fast and linear.
"""

from __future__ import annotations

from collections.abc import Iterable

from helpers.lexicon import alternatives, rows, words

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
#: What follows 时 and 点 where they are no hour (时间, 3点建议).
_NO_HOUR = "[间候期代速尚效常隔而节空装段事长差髦钟针限局评政]"
_NO_POINT = "[个的意建要希子头击评赞名线位滴缀心火燃明对感体小启经]"
_MINUTE = (
    rf"(?:\d{{1,2}}|[{HAN}零〇]?十?[{HAN}]?[{HAN}十])分(?:\d{{1,2}}秒)?许?(?![之钟])"
    r"|(?<=点)[0-5]\d(?![\d.个万元%米人多余])"
    rf"|半(?!个)|[一三]刻|(?:整|许|钟|多(?![个人]))|[二三四五]?十[{HAN}]?(?![个多余几分{HAN}十])"
)
_LUNAR_MONTH = rf"闰?(?:正|冬|腊|十[一二]?|[{HAN}])月"
_LUNAR_DAY = rf"(?:初[{HAN}十]|三十|二?十[{HAN}]?|二十|廿[{HAN}]?)"
_WEEK = "(?:周|星期|礼拜)"


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
    figures = r"(?:-\d\d?-\d\d?|/\d\d?/\d\d?|\.\d\d?\.\d\d?)"
    century = rf"(?:上个?|本|(?<!\d)\d\d|{_FREE}二?十[{HAN}]?)世纪"
    decade = r"(?:(?:1[6-9]|20)?[1-9]0|2000|[二三四五六七八九]{1,2}十)年代(?:初期|末期|中期|后期|中后期|初|末|中叶)?"
    plan = rf"(?:“(?:十[{HAN}]?|[六七八九])五”|{_FREE}十[{HAN}]五)(?:规划)?(?:期间|时期|(?=以来|末|初))"
    return [
        ("iso", 4, DIGITS, rf"(?<![\d.:/])(?:19|20)\d\d{figures}(?![\d.]\d|\d)日?"),
        ("isomonth", 2, DIGITS, _FREE + r"(?<![A-Za-z])(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])(?![\d\-/号])"),
        ("years", 2, DIGITS, _FREE + rf"(?:1[6-9]|20)\d\d(?:年?{_TO}|、)(?:1[6-9]|20)\d\d年度?"),
        ("decade", 2, "上本" + NUMERALS, rf"(?:{century}|(?<![\d{HAN}])){decade}"),
        ("century", 2, "上本" + NUMERALS, rf"{century}(?:初|末|中叶)?(?![\d{HAN}])"),
        ("plan", 2, "“十", plan),
    ]


def _counted() -> list[Pattern]:
    """Times told by counting: 去年同期, 近三年, 三天前, 1—8月, 前8个月, 今明两天."""
    length = rf"(?:{_COUNT}(?:天|日|周|星期|季度|年|小时)|{_COUNT}个(?:月|星期|季度|小时))"
    whole = "(?:过去的?|最近的?|未来的?|今后的?|接下来的?)(?:这)?"
    # 三个月前, but 3月前 (before March): a month that is counted has its 个.
    unit = "(?:天|周|星期|礼拜|季度|年|小时|分钟)|个(?:月|星期|礼拜|季度|小时|钟头)"
    ago = rf"(?:半|{_COUNT})(?:{unit})|(?<!月)[两{HAN}十]日"
    han, figures = rf"[{HAN}](?:、?[{HAN}十])|[{HAN}](?:、[{HAN}十]){{1,5}}", r"\d\d?(?:、\d\d?){1,5}"
    return [
        ("same", 2, "12", rf"{_FREE}(?:19|20)\d\d年同期"),
        ("same", 2, "去上前今", r"(?:去年|上年|前年|今年|上月|上年度)的?同(?:期|一?时期|日|月|一天)"),
        ("span", 2, "过最未今接", rf"{whole}{length}(?:里|内|间|来)?(?!多|余)"),
        (
            "span",
            2,
            "近",
            rf"(?<![过时用达了个将])近{_COUNT}年(?:来|间)?(?!多|余|内?(?:承担|完成|具有|[无未没]|须))|近{_COUNT}(?:天|周|个月)(?:来|里|内)",
        ),
        (
            "ago",
            4,
            NUMERALS + "两半",
            rf"(?<![几数]){_FREE}(?:{ago})(?:之|以)?(?:前|后)(?![往来进行期景夕所排续起勤天年月])",
        ),
        ("months", 2, NUMERALS, rf"{_FREE}{_MONTH}月?{_TO}{_MONTH}月份?(?!\d|[{HAN}十]+[日号])"),
        ("months", 2, NUMERALS, rf"(?<!\n){_FREE}(?:{han}|{figures})月份?(?!\d|[{HAN}十]+[日号]|[初底末上中下])"),
        ("firstmonths", 2, "前", rf"(?<![提以之此])前(?:\d\d?|[两{HAN}十]+)个?月(?!\d)"),
        ("firstmonths", 2, "头首", rf"[头首](?!一)(?:\d\d?|[两{HAN}十]+)个月"),
        ("pair", 4, "今明昨", r"(?:今明后?|昨今|明后)[两三]?(?:个)?[天日]|[今明](?:天|日)?起(?:连续)?[两三四五六七]天"),
        ("twoyears", 1, "今明去", r"(?:今明|去今|明后)两年"),
    ]


def _years() -> list[Pattern]:
    season = r"[今去明][春夏秋冬](?![节运装招衣奥耕粮收播种茧事冬夏])|(?<=[\d今去明前后同次〇零一二三四五六七八九]年)[春夏秋冬](?![节运装招衣奥耕粮收播种茧事冬夏])(?:季|天|日|末|初)?"
    first = r"初(?![步期次始衷级中版春夏秋冬一二三四五六七八九十])"
    edge = rf"年(?:{first}|底|末|终|尾(?!款)|内(?![战乱]))|月(?:{first}|底|末|内(?!塔))"
    return [
        ("year", 1, "公一二" + DIGITS, rf"(?<!元前)(?:公元)?{_FREE}{_YEAR}年(?:度|份)?(?![级龄款版代]|历史|左右历史)"),
        ("shortyear", 1, "〇零" + DIGITS + HAN, rf"{_FREE}(?:\d\d|[〇零{HAN}]{{2}})年(?={_MONTH}月|[初底末])"),
        (
            "half",
            2,
            "上下第前首1234一二三四",
            rf"[上下]半年|首季度?|前[二两三23]个?季度|(?:第|{_FREE})[一二三四1-4]季度",
        ),
        ("season", 2, "今去明春夏秋冬", season),
        ("edge", 3, "年月岁", rf"(?<![\d{HAN}十两半几数百千个青腊正冬干多])(?:{edge})|岁末|岁首"),
    ]


def _feasts() -> list[Pattern]:
    """Feasts, solar terms and days of the lunar calendar.

    A feast word before goods (端午粽子) or speech (国庆说: a person) is none; a word that is also weather,
    a number or a name needs its cue.
    """
    goods = f"(?!{alternatives(words('date_feast_goods'))})"
    day = "(?:当天|当日|这天|这一天|节气)?"
    cue = "(?=节|前|后|期间|假期|小长假|长假|时节|当天|当日|这天|这一天|节气|过后|以来|已至|将至|至今|至)"
    holiday = "(?=假期|小长假|长假|黄金周|期间|当天)"
    stem = "(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?"
    free, cued, held = (_column("date_feasts", use) for use in ("free", "cue", "holiday"))
    lunar = rf"(?:农历|阴历|旧历)(?:{stem}|\d{{4}}年)?{_LUNAR_MONTH}"
    end = f"(?![{HAN}十个名])"
    return [
        ("lunar", 4, "农阴旧", rf"{lunar}(?:{_LUNAR_DAY}|[{HAN}])日?"),
        ("lunarmonth", 2, "农阴旧", lunar),
        ("feast", 4, _first(free), rf"(?:{alternatives(free)}){goods}{day}"),
        ("feast", 4, _first(cued), rf"{_FREE}(?:{alternatives(cued)}){cue}{goods}{day}"),
        ("feast", 4, _first(held), rf"{_FREE}(?:{alternatives(held)}){holiday}"),
        ("lunar", 4, "闰正冬腊", rf"{_LUNAR_MONTH}{_LUNAR_DAY}日?{end}"),
        ("lunar", 4, HAN + "十", rf"{_FREE}{_LUNAR_MONTH}(?:初[{HAN}十]|廿[{HAN}]?){end}"),
    ]


def _months() -> list[Pattern]:
    no_month = "[号刊嫂饼亮薪票租供息坛球台色华龄兰黄雪红花]"
    return [
        ("month", 2, NUMERALS + "元", rf"{_FREE}{_MONTH}月(?:份)?(?:当月)?(?!{no_month}|[一两三]次)"),
        ("xun", 3, "上中下", r"(?:上中|中下|[上中下])旬"),
    ]


def _weeks() -> list[Pattern]:
    weekday = rf"(?:上上|下下|上|下|本|这)?个?{_WEEK}[一二三四五六日天末](?!期|[刊报]|(?<=天)[气津然文空])"
    return [
        ("nth", 4, "第最首", rf"(?:第[{HAN}]|最后一|首)个{_WEEK}[一二三四五六日天]"),
        ("weekday", 4, "上下本这周星礼", weekday),
    ]


def _days() -> list[Pattern]:
    relative = _column("date_relative")
    # 光明日报, 然后天津, 十来年, 一下周围, 第二十六次日本, 提前一天.
    no_word = rf"(?<!提)(?<!以(?=前))(?<!光(?=明))(?<![然以先之最随此背](?=后))(?<![{HAN}十百千几多数\d](?=[来次]))(?<![一底](?=下))"
    no_day = "[元圆内均产游龄无线]|以[内上下]|年化"
    no_number = "[楼线门桥店馆院路厂机文坑井岛令召称码公地牌船车染段台]"
    listed = r"(?<![\d.\-/:、\n])(?<!^)\d\d?(?=(?:、\d\d?){1,6}日(?!内))"
    of_month = rf"(?<=月)\d\d?(?={_TO}\d\d?[日号]|(?:、\d\d?){{1,6}}[日号])"
    return [
        (
            "relative",
            0,
            _first(relative),
            rf"{no_word}(?:{alternatives(relative)})(?![刊边遭围身密画糕轻]|转(?![晴阴多雨雪小中大为暖冷凉])|然气|津|(?<=次年)终|(?<=后年)产|经平均|本首|(?<=上年)货)",
        ),
        ("shortday", 4, "今昨明前", r"[今昨明](?=[晚夜晨早起])|前(?=晚)|昨(?=[，从在])"),
        ("day", 4, NUMERALS, rf"{_FREE}{_DAY}(?:日(?!{no_day})|号(?!{no_number}))"),
        (
            "barelist",
            4,
            DIGITS,
            rf"{of_month}|{listed}|(?<=\d、)\d\d?(?=(?:、\d\d?){{1,6}}日(?!内))|(?<![\d.\-/:、])\d\d?(?={_TO}\d\d?日(?![内均]))",
        ),
    ]


def _hours() -> list[Pattern]:
    parts = _column("date_parts")
    clock = rf"(?<!之){_FREE}{_HOUR}(?:时(?!{_NO_HOUR})|点(?!{_NO_POINT}))(?:{_MINUTE})?"
    return [
        ("barehour", 7, DIGITS, rf"(?<![\d.:\-/]){_HOUR}(?={_TO}{_HOUR}时(?!{_NO_HOUR}))"),
        ("clock", 7, DIGITS, r"(?<![\d.:])(?:2[0-4]|1\d|0?\d):[0-5]\d(?::[0-5]\d)?(?![\d:])"),
        ("clock", 7, NUMERALS + "零两", clock),
        (
            "part",
            6,
            _first(parts),
            rf"(?:(?<=[今昨明当前日天])|(?!晚会))(?:{alternatives(parts)})(?![报餐饭宴装稻熟班春曦昏幕])",
        ),
    ]


def _others() -> list[Pattern]:
    """Recurring and vague times."""
    vague = _column("date_vague")
    each = r"每逢?(?:(?:周|星期|礼拜)[一二三四五六日天](?!次|个)|[两二三]?(?:天|日|晚|夜|早|周|星期|礼拜|年|个?月|季度?)|个工作日|个?周末)"
    rate = r"每(?:\d{1,3}|[两三四五六七八九十几隔]+)个?(?:天|日|周|月|年|小时)"
    routine = r"(?<!个)(?:工作日|节假日|双休日)(?=[的 ]?(?:上午|下午|早|晚|\d{1,2}[:时点]))"
    return [
        ("every", 0, "每逢", rf"{each}|{rate}|(?<![正恰适又欣])逢(?=周|星期|农历)"),
        ("routine", 0, "工节双", routine),
        (
            "vague",
            5,
            _first(vague),
            rf"(?<![提项科题栏条品书抗最节过](?=[前日目近节]))(?:{alternatives(vague)})(?![天勤线后提])",
        ),
    ]
