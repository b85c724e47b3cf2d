"""Organisations: known by their ending, begun where the grammar lets a name begin."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.endings import Boundaries, Ending, Endings, Named, is_counted, is_generic, works_before
from helpers.facts.names.lexicon import HAN, Lexicon, is_han, lexicon
from helpers.lexicon import alternatives, any_of, group, letters, rows, words

_any_of = partial(any_of, "organisation_words")
_letters = partial(letters, "organisation_words")
_group = partial(group, "organisation_words")
_SPORT = re.compile(f"{_any_of('sport')}|[0-9]比[0-9]")
_REGION = re.compile(f"^(?:[^{_letters('region_marks')}]{{2,4}}{_any_of('region_ends')})+(?=.{{2,}})")
_LEGAL = re.compile("(?:（集团）)?(?:股份)?(?:有限责任|有限|集团有限)?公司$|集团$")
_MARKS = re.compile(f"[{_letters('marks')}]")
_MARKS_FIRM = _letters("marks_firm")
_UNITS = letters("place_words", "units")
_UNITS_INNER = letters("place_words", "units_inner")
_CUT_BEFORE = _letters("cut_before")
_LONGEST = 22


@lru_cache(maxsize=1)
def _endings() -> Endings:
    return Endings("name_organisations", "name_whole")


@lru_cache(maxsize=1)
def _prefixes() -> frozenset[str]:
    """What the name of a large organisation may begin with, before a place (国网江阴市…)."""
    return frozenset(row[0] for row in rows("name_business") if row[1] == "prefix")


@lru_cache(maxsize=1)
def _whole() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("name_whole")}


def find_organisations(text: str, lex: Lexicon, bounds: Boundaries, home: str = "") -> list[Named]:
    """All mentions in the joined text of an edition, in order, without overlaps."""
    sport = bool(_SPORT.search(text))
    found: list[Named] = []
    for ending in _endings().find(text):
        if ending.kind == "team" and not sport:
            continue
        if found and found[-1].end == ending.start and text[ending.start] in "党团工妇" and ending.kind != "school":
            continue  # 某公司党总支书记: the firm is the organisation, 党总支书记 the role
        of_office = found and found[-1].end == ending.start and found[-1].kind in ("short", "office")
        if of_office and text[ending.start : ending.end] == "市场" and _SECTION.match(text, ending.end):
            continue
        start = _begin(text, ending, bounds, lex, home)
        whose = (
            _COMMITTEE.search(text, max(0, start - 14), start) if text[ending.start : ending.end] == "委员会" else None
        )
        start = whose.start() if whose else start
        cut = text[start - 1 : start] in _CUT_HEADS and text[start] not in _MARKS_FIRM
        if ending.start - start < 2 or cut:
            start = _framed(text, start, ending, lex)
        works = works_before(text[start : ending.start])
        start += works if ending.kind in _BUILT else 0
        if is_counted(text, ending.end) or (works and is_generic(text[start : ending.start])):
            continue
        if _is_name(text, start, ending, lex, home):
            found.append(Named(start, ending.end, text[start : ending.end], ending.kind, ending.kind))
    told = (
        _at_heads(text)
        + _quoted_shops(text)
        + _quoted_bodies(text, lex)
        + _on_street(text, lex)
        + _listed_firms(text)
        + _sites(text)
    )
    told += _clubs(text) if sport else []
    found = _longest([_with_section(text, one, lex) for one in found] + told)
    found = _longest(found + _short_forms(text, found, lex) + _teams(text, found, home) + _traded(text, found))
    found = _longest(found + _elliptic(text, found, lex))
    return _full_forms(found, home)


#: The section of an office, behind the office and before no holder of a post in it (县委组织部|干部监督股).
_OF_AN_OFFICE = re.compile(
    f"(?:(?![{_letters('no_section')}])[{HAN}]){{2,6}}[科股](?![{_letters('no_section_behind')}])"
)


def _with_section(text: str, one: Named, lex: Lexicon) -> Named:
    """An office with the section that is named behind it, unless somebody's post in it follows (财政局预算股|股长)."""
    if one.kind not in _OF_A_REGION:
        return one
    section = _OF_AN_OFFICE.match(text, one.end)
    if not section or any(lex.titles.get(text[section.end() : section.end() + k]) for k in (2, 3, 4)):
        return one
    if lex.surnames.get(section.group()[-2]) == "common" and section.group()[-4:-2] in lex.titles:
        return one  # 市公安局民警|李科
    return one._replace(end=section.end(), name=one.name + section.group())


@lru_cache(maxsize=1)
def _quoted_shop() -> re.Pattern[str]:
    """A shop by what its signboard says, in quotation marks: “老三样”包子铺."""
    shops = [row[0] for row in rows("name_organisations") if row[1] == "shop"]
    return re.compile(f"“(?:(?![{_letters('no_signboard')}])[{HAN}]){{2,6}}”(?:{alternatives(shops)})")


#: A site or a house by its name in quotation marks before what it is: “团多多”网站, 名叫“好再来”的旅馆.
_QUOTED_BODY = re.compile(
    f"“((?:(?![{_letters('no_signboard')}])[{HAN}]){{2,6}})”(?:{_any_of('quoted_bodies')}|的{_any_of('on_street')})(?![{HAN}]{{0,2}}[“化])"
)


def _quoted_bodies(text: str, lex: Lexicon) -> list[Named]:
    """Sites and houses by their names in quotation marks, wherever these stand so."""
    known = (lex.common, lex.titles, lex.verbs, lex.generic)
    names = {m.group(1) for m in _QUOTED_BODY.finditer(text) if not any(m.group(1) in one for one in known)}
    names = {n for n in names if n[-2:] not in lex.titles and n[-2:] not in lex.common}
    return [
        Named(m.start(1), m.end(1), n, "body", "quoted")
        for n in names
        for m in re.finditer(f"“({re.escape(n)})”", text)
    ]


def _quoted_shops(text: str) -> list[Named]:
    found = (m for m in _quoted_shop().finditer(text) if not is_generic(m.group().split("”")[0][1:]))
    return [Named(m.start(), m.end(), m.group(), "shop", "quoted") for m in found]


#: A shop behind its street: 解放路的|渔家傲酒楼, 红旗路|老台门早餐店.
_ON_STREET = re.compile(
    f"(?<=[路街巷道])的?((?:(?![{_letters('no_signboard')}])[{HAN}]){{2,5}}{_any_of('on_street')})(?![{HAN}]*?[0-9]家)"
)


def _on_street(text: str, lex: Lexicon) -> list[Named]:
    """Shops behind their street, wherever the page has them, whose names are no words."""
    names = set()
    for match in _ON_STREET.finditer(text):
        name = match.group(1)
        stem = re.sub(f"{_any_of('on_street')}$", "", name)
        pairs = [stem[k : k + 2] for k in range(len(stem) - 1)]
        known = (lex.verbs, lex.common, lex.titles, words("name_boundaries"), lex.gazetteer)
        if len(stem) > 1 and not is_generic(stem) and not any(p in one for p in pairs for one in known):
            names.add(name)
    return [Named(m.start(), m.end(), n, "shop", "street") for n in names for m in re.finditer(re.escape(n), text)]


#: Well-known foreign clubs, in no longer name.
_CLUBS = re.compile(_any_of("clubs"))


def _clubs(text: str) -> list[Named]:
    return [Named(m.start(), m.end(), m.group(), "team", "known") for m in _CLUBS.finditer(text)]


#: A listed company: its short name (four characters mostly) before its code (江化股份（601779）).
_CODED = re.compile(
    f"(?P<name>[{HAN}A-Z]{{2,6}})（(?:(?:股票|证券)?代码[：:]?)?(?:[03689][0-9]{{5}}|0?[0-9]{{4}}[.]HK)(?:[.]S[HZ])?）"
)
_SHORT_NAME_LONG = 4


def _listed_firms(text: str) -> list[Named]:
    """Listed companies by their code, everywhere on the page."""
    names = set()
    for found in _CODED.finditer(text):
        run = found["name"]
        inside = re.match(f"[{HAN}]", text[found.start() - 1 : found.start()]) or len(run) > _SHORT_NAME_LONG
        names.add(run[-_SHORT_NAME_LONG:] if inside else run)
    return [Named(m.start(), m.end(), n, "firm", "coded") for n in names for m in re.finditer(re.escape(n), text)]


def _sites(text: str) -> list[Named]:
    """Sites by what is said to be told there."""
    found = (m for m in _SITE.finditer(text) if not is_generic(m["name"][:-1]))
    return [Named(m.start("name"), m.end("name"), m["name"], "body", "site") for m in found]


def _begin(text: str, ending: Ending, bounds: Boundaries, lex: Lexicon, home: str) -> int:
    """Where the name before the ending begins."""
    at = ending.start
    if ending.kind in ("party", "bloc") and bounds.before(at, 4, firm=True) < 0:
        town = _TOWN_BEFORE.search(text, max(0, at - 4), at) if text[at] in "镇乡" else None
        return town.start(1) if town else at  # 云溪县|青岗镇党委
    start = bounds.before(at, _LONGEST, firm=True)
    if start < 0:
        start = at - _LONGEST
    start = _mended(text, start, ending, bounds)
    start, stem = _bare(text, start, at, home)
    is_of = _IS_OF.match(stem)
    if is_of:
        start, stem = start + is_of.end(), stem[is_of.end() :]
    if (
        len(stem) > 4
        and stem[:2] not in lex.gazetteer
        and stem[:2] not in _prefixes()
        and (stem[2:4] in lex.gazetteer or (home and stem[2:].startswith(home)))
    ):
        return start + 2
    return start + _lead(stem, lex, home)


#: 温晓岚系|春河市第一人民医院…, behind the name or where it is known; not in a word (省体系建设办公室).
_IS_OF = re.compile(f"(?:[{HAN}]{{2,3}})?(?<![{_letters('systems')}])系(?![{_letters('system_behind')}])(?=.{{2}})")
#: The town before its party committee, behind the county.
_TOWN_BEFORE = re.compile(f"[县区市旗]([{HAN}]{{2,3}})$")
#: What stands right before an organisation, and before no word that runs on to its ending (从|桦原农商行, 东渚区|和丰电子厂).
_FRAME = re.compile(f"(?:^|[^{HAN}A-Za-z0-9·]|{any_of('place_words', 'locative')}|{_any_of('frames')}|[县市区镇乡村])$")
_CUT_HEADS = frozenset(_letters("cut_heads"))
_FRAMED_KINDS = frozenset(_group("framed_kinds"))


def _framed(text: str, start: int, ending: Ending, lex: Lexicon) -> int:
    """Where the name begins whose stem is cut by a word that is a boundary elsewhere (桦|原|农商行, 和|丰|电子厂)."""
    if ending.kind not in _FRAMED_KINDS:
        return start
    for at in range(ending.start - 2, max(-1, ending.start - 5), -1):
        stem = text[at : ending.start]
        if _FRAME.search(text, max(0, at - 4), at) and _PROPER.fullmatch(stem):
            pairs = (stem[k : k + 2] for k in range(len(stem) - 1))
            common = (lex.verbs, lex.titles, lex.common, words("name_boundaries"), lex.generic)
            return start if is_generic(stem) or any(p in one for p in pairs for one in common) else at
    return start


#: Zones that a court or an office is named after.
_ZONES = frozenset(_group("zone_ends"))
_PROPER = re.compile(f"(?:(?![{_letters('improper')}])[{HAN}]){{2,4}}")


def _lead(stem: str, lex: Lexicon, home: str) -> int:
    """How many characters of the stem stand before the region that the name begins with."""
    last = -1
    for mark in _MARKS.finditer(stem):
        k = mark.start()
        if stem[max(0, k - 1) : k + 1] in words("name_place_stops"):
            continue
        if stem[k : k + 2] == "市场" or stem[k - 1 : k + 1] == "集团":
            continue
        if k > 4 and stem[k - 2 : k + 1] in _ZONES:
            last = k  # 合肥高新技术产业开发区|人民法院
            continue
        if (k - last > 5 or (k - last == 2 and stem[k] != "县")) and stem[k] in _MARKS_FIRM:
            pieces = ((n, stem[max(0, k - n) : k]) for n in (3, 2))
            return k - next((n for n, piece in pieces if piece in lex.gazetteer or piece == home), 0)
        last = k
    return 0


def _mended(text: str, start: int, ending: Ending, bounds: Boundaries) -> int:
    """The beginning where a boundary is none: behind 该, 本, 我, 报; before 和 in the name of a joint body; in 万象里;
    in a firm's bracket."""
    at = ending.start
    if text[start - 1 : start] in tuple("该本我") and text[start] in _UNITS:
        start += 1
    if text[start : start + 1] == "报" and text[start + 1 : start + 2] in tuple("省市县区"):
        start += 1
    if text[start - 1 : start] in ("和", "与") and text[at : ending.end] in _JOINT:
        earlier = bounds.before(start - 1, 12, firm=True)
        start = earlier if earlier >= 0 and text[earlier] in "省市县区" else start
    if start == at and text[at - 2 : at] == "城区":
        earlier = bounds.before(at - 2, 3, firm=True)
        start = earlier if 0 <= earlier < at - 2 and text[earlier : at - 2] not in _NO_DISTRICT else start
    if start == at and text[at - 1 : at] == "里" and ending.kind == "office":
        start = max(bounds.before(at - 2, 2), at - 4)
    if 1 < start < at - 2 and text[start] in _UNITS_INNER and _is_cut(text, start):
        start += 1
    bracketed = text[at - 1 : at] == "）" or (ending.kind == "firm" and "）" in text[max(0, at - 7) : at])
    bracket = _BRACKET.search(text, max(0, at - 26), at) if bracketed else None
    return max(bracket.start(), bounds.before(bracket.start(1), 12, firm=True)) if bracket else start


def _is_cut(text: str, start: int) -> bool:
    """Whether the character before ``start`` may belong to a name (河沿|区), and ends no verb (联合|区商务局)."""
    joins = text[start - 1] in ("和", "同") and text[start - 2] in _BODY_ENDS  # 县政府和|市水务集团
    return text[start - 1] in _CUT_BEFORE and not joins and text[start - 2 : start] not in words("name_boundaries")


#: What a part of any town is called by, and no district (主|城区).
_NO_DISTRICT = frozenset(_group("no_district"))
_BODY_ENDS = frozenset(_letters("body_ends"))
#: Bodies that are named for two tasks: 市统筹疫情防控和经济运行指挥部.
_JOINT = _group("joint")
_BRACKET = re.compile(f"[{HAN}]{{2,12}}(（)[{HAN}]{{2,5}}）(?:[{HAN}]{{2,6}})?$")


def _bare(text: str, start: int, at: int, home: str) -> tuple[int, str]:
    """The beginning and the stem without figures (2024|岚江…) and words before the home town."""
    while start < at and text[start].isdigit():
        start += 1
    k = text.find(home, start + 1, start + 4 + len(home)) if home else -1
    if k > 0 and k + len(home) < at and text[start : start + 2] not in _prefixes():
        start = k
    return start, text[start:at]


_REGIONAL = re.compile(
    f"{_any_of('regional')}|[^{_letters('regional_outer')}]{{2,3}}(?:[{_letters('regional_ends')}]|(?<![小社])区)(?!级)"
)
_NOT_REGIONAL = _group("not_regional")


#: What is built and mended: before its name stands what is done to it (改扩建|城南小学).
_BUILT = ("school", "hospital", "venue")
#: Schools and hospitals called after a village that is called after where it lies (大河边中心卫生院).
_PLACED = ("hospital", "school")
#: Builders whose bureaus are numbered.
_BUILDERS = frozenset(_group("builders"))
#: The quarter that a school or hospital is called after (东街幼儿园).
_QUARTER = re.compile(f"[东南西北中][{letters('organisation_words', 'quarters')}]")
_AT_LAND = re.compile(f"[{letters('place_words', 'land')}][{letters('place_words', 'at_land')}]")
#: Words that end like a team (排起长队).
_NO_TEAM = frozenset(_group("no_team"))
#: Adverbs before 学会 where it is a verb.
_BEFORE_VERBS = frozenset(_letters("before_verbs"))
#: Verbs of one character right before a common word (来学校, 请医院), and words that end with them (未来学校).
_LEADS_TO = frozenset(_group("leads_to"))
_NAMED_SO = frozenset(_group("named_so"))
_COMMON_KINDS = ("venue", "school", "hospital", "firm", "shop")
_NUMERALS = frozenset("一二两三四五六七八九十几数多")
#: A number with a measure that what follows is counted or weighed by.
_COUNT_AHEAD = re.compile(
    f"[一二两三四五六七八九十几数半百千]{{1,3}}(?:[{letters('place_words', 'amount_measures')}]|{_any_of('measures')})"
)
_COUNTED_INSIDE = re.compile("[0-9]+[家个]")
#: What is said of a person behind the name, and begins no organisation's.
_AFTER_NAMES = _group("after_names")
#: A market behind an office and before its section: 市商务局|市场体系建设科.
_SECTION = re.compile(f"[{HAN}]{{0,8}}[科处股室]")
#: The party or council before its committee: 政协第十三届|江城市委员会.
_COMMITTEE = re.compile(f"{_any_of('committees')}(?:第[一二三四五六七八九十百0-9]+届)?$")
#: What a shop is called on its signboard: 邓记牛杂, 美味轩, 老张.
_SIGNBOARD = re.compile(
    f"[{HAN}]{{1,3}}记[{HAN}]{{0,3}}|[{HAN}]{{1,4}}[{_letters('signboard')}]|[{_letters('signboard_heads')}][{HAN}]{{1,2}}"
)
#: What stands before a team (击败江畔队).
_PLAYS = re.compile(f"(?:{_any_of('plays')}|[0-9]比[0-9]|[0-9]:[0-9])$")
_ALL = re.compile(f"[全本该](?![{_letters('not_all')}])|{_any_of('squads')}")
_FIRM_LIST = re.compile(
    f"(?:、[{HAN}]{{3,10}}){{0,5}}(?:等?[0-9一二三四五六七八九十两数多]{{1,8}}家|等[{HAN}]{{0,4}}(?:企业|公司))"
)
#: What a firm does or has, behind its short name.
_FIRM_ACTS = re.compile(_any_of("firm_acts"))
#: A site that figures are taken from: 据财慧网统计, 市房产信息网数据显示.
_SITE = re.compile(
    f"(?:(?<=据)|(?<=[，。；、\n“])|^)(?P<name>(?!据)[市省县]?[{HAN}]{{2,6}}(?<![{_letters('no_site')}])网)(?=的?{_any_of('site_tells')})"
)
#: What only a share does: it rises, falls and closes.
_TRADED = re.compile(
    "[大微小]?[涨跌](?:[停幅了]|近|约|超|[0-9])|收于[0-9]|报收|收报|股价|报[0-9.]+元|逆市|领[涨跌]|跌停|涨停"
)
_ADVERTISED = re.compile(f"[急诚]?{_any_of('advertised')}| ?\n| ")
_CARD = re.compile(_any_of("card"))
#: Offices that somebody holds and that end like a body (常委, 政委).
_HELD = _group("held")
#: Characters that form a word with an ending that is no office (主办, 出口处).
_NO_OFFICE = {"办": _group("no_ban"), "处": _group("no_chu"), "局": _group("no_ju")}
_SOME = re.compile(f"[{_letters('some')}]家$")


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    """Lines of trade, which together name no firm (环保能源)."""
    return frozenset(row[0] for row in rows("name_organisations") if row[1] == "trade")


#: 主承销商为岭南证券: a firm by what it is to another.
_FIRM_ROLE = re.compile(f"{_any_of('firm_roles')}(?:分别)?[为是系由]?$")
#: 澄远地产以16.05亿元竞得, 芷江水务昨日公告, 微感科技创始人: what only a firm does or has. Two may do it together.
_FIRM_DEALS = re.compile(
    f"(?:[和与][{HAN}]{{2,7}})?(?:分别)?(?:以[0-9]|{_any_of('firm_deals')}|[下上微大]?[跌涨][0-9停幅])"
    f"|(?:{_any_of('firm_when')}|[0-9]{{1,2}}日)?[晚早]?(?:间|发)?{_any_of('firm_acts')}|{_any_of('firm_people')}"
)


def _is_firm(text: str, start: int, ending: Ending, lex: Lexicon, home: str) -> bool:
    """Whether what ends with a line of trade is a firm's short name: only where a firm is named (榕湾石化,
    金帆船舶、海天食品三家龙头, 安巢地产店长, at the head of an advertisement)."""
    stem, end = text[start : ending.start], ending.end
    pairs = [stem[k : k + 2] for k in range(len(stem) - 1)]
    if not 2 <= len(stem) <= 8 or is_generic(stem) or stem in _trades():
        return False
    if any(p in lex.verbs or p in lex.common for p in pairs):
        return False
    deals = _FIRM_ROLE.search(text, max(0, start - 8), start) or _FIRM_DEALS.match(text, end)
    if len(stem) <= 4 and deals and not _COUNT_AHEAD.match(stem):
        return True
    if any(is_generic(pair) for pair in pairs if len(stem) < 4):
        return False
    lead = next((n for n in (3, 2) if stem[:n] in lex.gazetteer or stem[:n] == home), 0)
    if lead and len(stem) - lead >= 2 or (home and lead == len(home) == len(stem)):
        return True
    if text[start - 1 : start] in ("", "\n") and _ADVERTISED.match(text, end) and len(stem) <= 4:
        return True
    if any(lex.titles.get(text[end : end + k]) == "office" for k in (4, 3, 2)):
        return len(stem) <= 4
    if ending.end - ending.start == 2 and text[ending.start : end] == "健身":
        return bool(_CARD.search(text, max(0, start - 30), end + 30))
    if _TRADED.match(text, end):
        return len(stem) == 2  # 泽南高速涨1.15%
    if len(stem) == 2 and _FIRM_ACTS.match(text, end):
        return True  # 陵安基金旗下
    return len(stem) <= 5 and bool(_FIRM_LIST.match(text, end))


#: Who goes to school, before 上 or 读.
_ATTENDS = re.compile(f"{any_of('name_edges', 'pupil')}(?:[还正]?在)?[{letters('name_edges', 'attends')}]$")


def _is_none(stem: str, ending: Ending, word: str, home: str) -> bool:
    """Whether what ends like an organisation is none: 主办, 出口处, 全厂, 一家医院, a shop without its place."""
    if stem[-1:] in _LEADS_TO and stem[-2:] not in _NAMED_SO and ending.kind in _COMMON_KINDS:
        return True  # 走山路来|学校, 能否请|医院
    if ending.kind == "school" and any(lexicon().titles.get(stem[:k]) == "kin" for k in (2, 3)):
        return True  # 儿子邬小山|大学毕业后
    if ending.kind == "school" and _ATTENDS.search(stem):
        return True  # 女儿上|小学
    if _COUNTED_INSIDE.search(stem):
        return True  # 集团下属12家子|公司
    if _COUNT_AHEAD.match(stem) and ending.kind != "office":
        return True  # 三成|乡镇卫生院, 三大桶|…酒店
    if word == "处" and (stem[-1:].isdigit() or stem[-1:] in _NUMERALS):
        return len(stem) < 3 or stem[-1:].isdigit()  # 县一处, 服务区2处
    if word == "学会" and stem[-1:] in _BEFORE_VERBS:
        return True  # 用刚|学会|的彝语
    if stem[:2] in _AFTER_NAMES:
        return True  # 鲜于敬之|先生治丧委员会
    if (_ALL.match(stem) and ending.kind != "body") or stem == "乡镇" or "某" in stem or stem[-1:] + word in _HELD:
        return True
    if word == "人大" and stem[-2:] + "人" in lexicon().titles:
        return True  # 嫌疑人大刘, 负责人大力
    if ending.kind == "shop" and not (home and stem.startswith(home)) and not _REGIONAL.match(stem):
        return not _SIGNBOARD.fullmatch(stem)
    if stem[-1:] in _NO_OFFICE.get(word, ()):
        return True
    counted = stem[-1:] in ("一", "两", "几") and stem[-2:-1] not in ("第", "市", "县", "区", "省")
    return counted and ending.kind in ("venue", "firm", "school", "hospital")


def _is_name(text: str, start: int, ending: Ending, lex: Lexicon, home: str) -> bool:
    stem = text[start : ending.start]
    if text[start : ending.end] in _whole():
        return True
    if ending.kind == "trade":
        return _is_firm(text, start, ending, lex, home)
    if stem[:1] == "第" and len(stem) > 1 and ending.kind in ("school", "hospital"):
        return True
    if _is_none(stem, ending, text[ending.start : ending.end], home):
        return False
    regional = (
        bool(_REGIONAL.match(stem))
        and stem[1:2] not in _NOT_REGIONAL
        and not (stem[:2] == "市民" and stem[2:3] not in ("政", "族"))
    )
    regional = regional or (bool(home) and stem.startswith(home))
    if ending.kind == "short":
        if stem[-1:] in _NUMERALS and stem[:2] in _BUILDERS and text[ending.start : ending.end] == "局":
            return True  # 水电八局
        return regional or stem[:2] in lex.gazetteer
    country = lex.gazetteer.get(stem, "weak") != "weak"  # 日本|队, which is no 本队 and not made of general words
    if ending.kind == "team" and text[ending.start - 1 : ending.end] in _NO_TEAM and not country:
        return False
    if ending.kind == "team":
        known = len(stem) > 3 or stem[:2] not in lex.stops or stem in lex.gazetteer
        plays = _PLAYS.search(text, max(0, start - 8), start) or text.count(text[start : ending.end]) > 1
        return 2 <= len(stem) <= 8 and (country or not is_generic(stem)) and (known or bool(plays))
    if regional and (ending.kind not in ("zone", "firm") or (ending.kind == "firm" and len(stem) > 2)):
        return True
    if _SOME.search(text[max(0, start - 2) : start]):
        return False
    if ending.kind in _PLACED and _QUARTER.fullmatch(stem):
        return True
    return len(stem) > 1 and (not is_generic(stem) or (ending.kind in _PLACED and bool(_AT_LAND.search(stem))))


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    """A firm at the head of its advertisement: 千家喜电器　家电下乡指定门店."""
    shops = [row[0] for row in rows("name_organisations") if row[1] in ("trade", "shop", "venue")]
    return re.compile(
        f"^([{HAN}]{{2,5}}?)(?:{alternatives(shops)})(?=[ ·—\\-！（《“]|[急诚]?(?:招|聘)|{_any_of('head_behind')}|$)",
        re.M,
    )


def _at_heads(text: str) -> list[Named]:
    matches = (
        m for m in _head().finditer(text) if not is_generic(m.group(1)) and m.group(1)[:2] not in words("name_stops")
    )
    return [Named(m.start(), m.end(), m.group(), "firm", "head") for m in matches]


def _traded(text: str, found: list[Named]) -> list[Named]:
    """Firms by their trade wherever else the page has them (芷江水务昨日公告，…。芷江水务)."""
    names = {o.name for o in found if o.kind == "trade"}
    return [Named(m.start(), m.end(), n, "trade", "again") for n in names for m in re.finditer(re.escape(n), text)]


def _teams(text: str, found: list[Named], home: str) -> list[Named]:
    """A team by its town and its animal without 队: 沱阳山豹 where the page has 山豹队."""
    stems = {o.name[:-1].removeprefix(home) for o in found if o.kind == "team" and home} - {""}
    names = {home + stem for stem in stems if len(stem) == 2}
    return [Named(m.start(), m.end(), n, "team", "team") for n in names for m in re.finditer(re.escape(n), text)]


#: An office in a list without its region: 市发改委、|财政局、|教育局等部门.
_NEXT_OFFICE = re.compile(f"[、和与及]([{HAN}]{{2,7}}?{_any_of('offices')}|{_any_of('groups')})(.?)")


def _elliptic(text: str, found: list[Named], lex: Lexicon) -> list[Named]:
    """Offices that stand in a list behind one of the same town (市发改委、财政局、教育局): its region is theirs."""
    starts = {o.start for o in found}
    extra: list[Named] = []
    for one in found:
        if one.name[0] not in "省市县区州" or len(one.name) < 3 or one.kind not in _OF_A_REGION:
            continue
        match = _NEXT_OFFICE.match(text, one.end)
        while match and match.start(1) not in starts and _is_office(match.group(1), match.group(2), lex):
            extra.append(Named(*match.span(1), one.name[0] + match.group(1), "short", "list"))
            match = _NEXT_OFFICE.match(text, match.end(1))
    return extra


_OF_A_REGION = ("short", "office", "party", "body")
#: What makes another word of an office (局长, 委员, 办法).
_NO_OFFICE_BEHIND = tuple(_letters("no_office_behind"))
_FIELDS, _GROUPS = frozenset(_group("fields")), frozenset(_group("groups"))


def _is_office(word: str, behind: str, lex: Lexicon) -> bool:
    """Whether an office's name is one by itself, of no other town and with no verb in it."""
    if word[:-1] in _FIELDS or word in _GROUPS:
        return behind not in _NO_OFFICE_BEHIND
    if is_han(behind) and behind not in "和与及等负":
        return False
    pairs = [word[k : k + 2] for k in range(len(word) - 1)]
    if word[0] in "省市县区州乡镇村该本各" or any(word[:n] in lex.gazetteer for n in (2, 3)):
        return False
    return not any(pair in lex.common or pair in words("name_boundaries") for pair in pairs) and not is_generic(word)


def _longest(found: list[Named]) -> list[Named]:
    kept: list[Named] = []
    for one in sorted(found, key=lambda o: (o.start, -o.end)):
        if kept and one.start < kept[-1].end:
            if one.end > kept[-1].end and one.start <= kept[-1].start + 1:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _core(name: str) -> str:
    """What a firm is called for short: 浙江卫星能源有限公司 → 卫星能源."""
    core = _LEGAL.sub("", name)
    if core == name:
        return ""
    return _REGION.sub("", core)


def _short_forms(text: str, found: list[Named], lex: Lexicon) -> list[Named]:
    extra = []
    for name in {o.name for o in found if o.kind == "trade"}:
        extra += [Named(m.start(), m.end(), name, "firm", "trade") for m in re.finditer(re.escape(name), text)]
    for name in {o.name for o in found if o.kind == "firm"}:
        core = _core(name)
        for n in (3, 2):
            if core[:n] in lex.gazetteer and len(core) - n >= 3:
                core = core[n:]
                break
        for short in {core, core[:4] if len(core) > 5 else core}:
            if len(short) < 3 or is_generic(short) or short in lex.gazetteer:
                continue
            at = text.find(short)
            while at >= 0:
                extra.append(Named(at, at + len(short), name, "firm", "short form"))
                at = text.find(short, at + len(short))
    return extra


def _full_forms(found: list[Named], home: str) -> list[Named]:
    """市教育局 is 云溪市教育局 where the page has the long form and only that one."""
    names = {o.name for o in found}
    full = {}
    for short in {o.name for o in found if o.kind == "trade"}:
        longer = {n for n in names if short in n and n.endswith("公司")}
        if len(longer) == 1:
            full[short] = longer.pop()
    for name in names:
        if name[0] in "市县区" and len(name) > 3:
            wholes = [n for n in names if n != name and n.endswith(name) and 2 <= len(n) - len(name) <= 4]
            if len(wholes) == 1 and (not home or wholes[0].startswith(home)):
                full[name] = wholes[0]
    return [Named(o.start, o.end, full.get(o.name, o.name), o.kind, o.rule) for o in found]
