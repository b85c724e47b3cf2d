"""People: candidates made certain by their neighbours and by the rest of the page."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates import (
    NO_NAME,
    SAYS_HOW,
    THRESHOLD,
    Candidate,
    Mention,
    after,
    before,
    candidates,
    leaders,
)
from helpers.facts.names.family import find_family, find_surnamed, with_family
from helpers.facts.names.foreign import clans, composed, find_foreign
from helpers.facts.names.framed import find_framed, find_noted, find_so_called, find_tellers, find_turns
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.facts.names.listed import in_lists
from helpers.facts.names.rolls import find_rolls
from helpers.facts.names.worded import (
    find_famous,
    find_mourners,
    find_ranked,
    find_spoken,
    find_told,
    find_worded,
    teams_ranked,
)
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
_JOINTS = "、和与及同跟"
#: Adverbs of one character that run on behind a name.
_RUN_ON = _letters("run_on")
#: After these 某 is no person (中铁某局, 某地).
_NO_ONE = _group("no_one")
_CALLED = re.compile(
    f"(?:{_any_of('gives_name')}|(?<=[{_letters('gives_name_to')}])叫)“?([{HAN}]{{2,3}}?)”?(?=[，。、；的（！]|是|今年)"
)
_SHORT = re.compile(f"[老小阿][{HAN}](?![{HAN}]?某)")


def find_people(text: str, lex: Lexicon, signed: frozenset[str], home: str = "") -> list[Mention]:
    """All mentions of people in the joined text of an edition, in order, without overlaps.

    The ``home`` town is nobody, nor is a misprint that the page corrects.
    """
    seeds = with_family(_agree(_merged(candidates(text, lex), composed(text, lex)), text), text, lex)
    certain: dict[str, Candidate] = {}
    for seed in seeds:
        known = certain.get(seed.text)
        if _is_certain(seed) and seed.text not in signed and (known is None or known.score < seed.score):
            certain[seed.text] = seed
    certain = {
        name: seed for name, seed in certain.items() if not _of_a_firm(seed, text) and not _is_place(seed, text, home)
    }
    seeds = [_uncrossed(seed, certain, text) for seed in seeds]
    certain = {name: seed for name, seed in certain.items() if not _runs_on(name, certain, text)}
    full = {name[-2:]: name for name in certain if len(name) == 3}
    certain = {
        name: seed for name, seed in certain.items() if name[:2] not in full or len(name) < 3 or text.count(name) > 1
    }  # 万福|学开车, where the page has 章万福
    found = [
        Mention(c.start, c.end, full.get(c.text, c.text) if len(c.text) == 2 else c.text, c.rule)
        for c in seeds
        if c.text in certain and _is_certain(c)
    ]
    certain = {name: seed for name, seed in certain.items() if name not in full}
    found += _everywhere(text, certain, lex)
    found += _corroborated(text, lex, signed)
    found += _put_right(text, lex)
    found += find_famous(text)
    found += find_ranked(text, lex)
    found += find_mourners(text, lex)
    found += _appointed(text, lex)
    found += find_foreign(text, lex)
    found += find_framed(text, lex, {m.start for m in found})
    found += find_noted(text, lex)
    found += find_turns(text, lex)
    found += find_tellers(text, lex)
    found += find_spoken(text, lex)
    found += find_told(text, lex)
    found += in_lists(text, found, lex)
    found += find_rolls(text, lex)
    found += _called(text, lex)
    found += find_family(text, lex)
    found += find_surnamed(text, {m.name for m in found}, lex)
    found += _doubled(text, lex)
    found += _given(text, found, lex)
    found += _by_last(text, found)
    found += [*_polite(text, lex), *_of_a_house(text, lex)]
    found += _nicknames(text, lex, {m.name[0]: m.start for m in sorted(found, reverse=True) if len(m.name) > 1})
    found += find_so_called(text, found, lex)
    found += [*_writers(text, signed, lex), *_authors(text, lex)]
    worded = find_worded(text, lex, frozenset(m.name for m in found))
    short = {m.start: m.name for m in worded}
    found = [m for m in found if len(m.name) < 3 or m.start not in short or text.count(m.name) > 1] + worded
    teams = teams_ranked(text)
    found = _mended([m for m in found if m.name not in teams], text)
    glossed = list(_GLOSSED.finditer(text))
    wrong = [*_misprints(text), *(m.span(1) for m in glossed)]
    explained = {m.group(1) for m in glossed}
    found = [m for m in found if m.name not in NO_NAME and (m.name not in explained or m.rule != "short")]
    return [m for m in _disjoint(found) if not any(a <= m.start and m.end <= b for a, b in wrong)]


def _mended(found: list[Mention], text: str) -> list[Mention]:
    """Names that the end of a line of a headline cuts (张应 兰2件建议) made whole where the page has them whole."""
    names = {m.name for m in found}
    behind = [m for m in found if text[m.end : m.end + 1] == " " and m.end + 1 < len(text)]
    cut = [m for m in behind if m.name + text[m.end + 1] in names]
    short = {m.name for m in cut} - {m.name for m in found if m not in cut and m.rule != "page"}
    kept = [m for m in found if m not in cut and m.name not in short]
    return kept + [Mention(m.start, m.end + 2, m.name + text[m.end + 1], m.rule) for m in cut]


#: A misprint that is put right: the wrong words are marked (“覃”应为“谭”, 误为“覃”).
_MISPRINT = re.compile(
    f"“([^“”\n]{{1,40}})”(?:一[处句字])?[，]?(?:{_any_of('put_right')})|{_any_of('misprinted')}[：“]{{1,2}}([^“”\n]{{1,40}})”"
)


def _misprints(text: str) -> list[tuple[int, int]]:
    matches = _MISPRINT.finditer(text) if "误" in text or "应" in text or "更正" in text else ()
    return [m.span(1) if m.group(1) else m.span(2) for m in matches]


#: A word of another language that the page explains: “阿哈”是蒙古语哥哥的意思.
_GLOSSED = re.compile(f"[“‘]([{HAN}]{{1,8}})[”’](?=[^。\n]{{0,6}}(?:[{HAN}]语|的意思|{_any_of('means')}))")
_NAME_PUT_RIGHT = re.compile(f"“([{HAN}]{{2,4}})”(?:一[处句字])?[，]?(?:{_any_of('put_right')})[：]?“([{HAN}]{{2,4}})”")


def _put_right(text: str, lex: Lexicon) -> list[Mention]:
    """Who is meant where a name was misprinted: 农户“覃玉莲”应为“谭玉莲”."""
    found = []
    for match in _NAME_PUT_RIGHT.finditer(text):
        wrong, right = match.groups()
        titled = before(text, match.start(), lex)[1] == "title"
        alike = len(wrong) == len(right) and set(wrong) & set(right) and right[:2] not in lex.starts
        if titled and alike and _is_headed(right, lex):
            found.append(Mention(*match.span(2), right, "title"))
    return found


_AREA = re.compile(f"{_any_of('area_behind')}(?![{_letters('area_not')}])")


#: Evidence that a town has as well as a person.
_WEAK_RULES = frozenset(("mark", "clause", "glue", "of", "time"))


def _is_place(seed: Candidate, text: str, home: str) -> bool:
    """Whether the name is the home town's, or the page has it as an area's (杨桥 in 杨桥镇) at least as often as alone."""
    if home and seed.text in (home, home + "市", home + "县"):
        return True
    if seed.text[-1] in "区县":
        return True  # 冠军芦溪区代表队: nobody is called so
    at = _finds(text, seed.text)
    areas = sum(bool(_AREA.match(text, k + len(seed.text))) for k in at)
    if seed.rule in ("title", "named") and seed.score >= 6.5:
        return areas > 1 and areas == len(at)  # 冠军云塔区代表队, and never without an area behind it
    return 2 * areas >= len(at) > 0 or (areas > 1 and seed.rule in _WEAK_RULES)  # 云梁：秧苗不等人, beside 云梁县


def _runs_on(name: str, certain: dict[str, Candidate], text: str) -> bool:
    """Whether an adverb ends what was taken for a name: 郁坚连打11通电话, where the page has 郁坚 elsewhere."""
    short = name[:-1]
    return len(name) == 3 and name[-1] in _RUN_ON and short in certain and text.count(short) > text.count(name)


def _uncrossed(seed: Candidate, certain: dict[str, Candidate], text: str) -> Candidate:
    """The candidate without the adverb that runs on behind it."""
    if not _runs_on(seed.text, certain, text):
        return seed
    return seed._replace(end=seed.end - 1, text=seed.text[:-1])


_FIRM_BEHIND = re.compile(f"[{HAN}]{{0,8}}{_any_of('firm_ends_behind')}")


def _merged(chinese: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """Both in order; a candidate with a surname gives way to a longer name that is put together from pieces (达瓦|达瓦仁青)."""
    taken = {at: other for other in others for at in range(other.start, other.end)}
    kept = [
        c
        for c in chinese
        if not any(at in taken and c.end - c.start < len(taken[at].text) for at in (c.start, c.end - 1))
    ]
    return sorted(kept + others)


def _of_a_firm(seed: Candidate, text: str) -> bool:
    """Whether the page has the name inside a firm's (金谷源 in 榆州市金谷源商贸有限公司) and no office before it."""
    return seed.rule != "title" and any(_FIRM_BEHIND.match(text, at + len(seed.text)) for at in _finds(text, seed.text))


def _is_certain(seed: Candidate) -> bool:
    return seed.score >= THRESHOLD and seed.rule != "sign"


def _agree(seeds: list[Candidate], text: str) -> list[Candidate]:
    """Neighbours in a list lend each other evidence: 蒋孟春、郁达成、沈若谷出席."""
    scores = [seed.score for seed in seeds]
    order = list(range(1, len(seeds)))
    for pairs in (((k - 1, k) for k in order), ((k, k - 1) for k in reversed(order))):
        for giver, taker in pairs:
            left, right = sorted((giver, taker))
            if _joined(text, seeds[left].end, seeds[right].start) and scores[giver] >= THRESHOLD > scores[taker] > 1.8:
                scores[taker] = max(scores[taker], min(scores[giver], scores[taker] + 2.2))
    return [
        seed._replace(score=score, rule=seed.rule if score == seed.score else "list")
        for seed, score in zip(seeds, scores)
    ]


def _joined(text: str, end: int, start: int) -> bool:
    return start - end == 1 and text[end] in _JOINTS


def _everywhere(text: str, certain: dict[str, Candidate], lex: Lexicon) -> list[Mention]:
    found = []
    for name in certain:
        at = text.find(name)
        while at >= 0:
            if len(name) > 2 or _stands_alone(text, at, certain[name], lex):
                found.append(Mention(at, at + len(name), name, "page"))
            at = text.find(name, at + len(name))
    return found


_TRADED = frozenset(("office", "trade"))
_HEARD = re.compile(f"(?:^|[，。；！？”“\n])([{HAN}]{{2,4}}?){_any_of('heard_adverbs')}?{_any_of('heard')}")


def _corroborated(text: str, lex: Lexicon, signed: frozenset[str]) -> list[Mention]:
    """Words that are a name all the same, because the page has them behind a trade and speaking: 护士白鹭 … 白鹭说."""
    heard = {m.group(1) for m in _HEARD.finditer(text)} - signed
    names = {
        name
        for name in heard
        if (_is_word(name, lex) or name[0] == "阿" or _is_odd(name, lex))
        and any(_behind_title(text, at, lex) for at in _finds(text, name))
    }
    return [Mention(at, at + len(name), name, "page") for name in names for at in _finds(text, name)]


def _is_word(name: str, lex: Lexicon) -> bool:
    """Whether two characters are a word that begins with a surname, and none that speaks for an office (方面, 单位)."""
    known = (lex.common, lex.titles, lex.honorifics, lex.verbs)
    return name in lex.words or (len(name) == 2 and name in lex.starts and not any(name in group for group in known))


def _is_odd(name: str, lex: Lexicon) -> bool:
    """Whether a surname that is a function word elsewhere heads what may be a name (别小红)."""
    return len(name) == 3 and lex.surnames.get(name[0]) == "odd" and set(name[1:]) <= lex.given - lex.never


def _behind_title(text: str, at: int, lex: Lexicon) -> bool:
    at -= text[at - 1 : at] == "”"
    return any(lex.titles.get(text[at - k : at]) in _TRADED for k in (2, 3, 4) if at >= k)


def _finds(text: str, name: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(name), text)]


_APPOINTED = re.compile(
    f"{_any_of('appoints')}[：\n]{{0,2}}([{HAN}]{{2,4}}?)(?:同志)?(?:为[^，。；、\n]{{2,24}}[{_letters('office_ends')}]|的[^，。；\n]{{2,30}}职务|辞去)"
)


_APPOINTS_LIST = re.compile(f"{_any_of('appoints')}[：\n]")
#: Surnames that are function words everywhere else (免去|是建国|的…职务).
_ONLY_APPOINTED = frozenset(_letters("only_appointed"))


def _is_headed(name: str, lex: Lexicon) -> bool:
    return name[0] in lex.surnames or name[:2] in lex.compounds or name[0] in _ONLY_APPOINTED


#: A line of such a list: 车永福的市退役军人事务局局长职务；
_APPOINTED_LINE = re.compile(
    f"^ *([{HAN}]{{2,4}}?)(?:同志)?(?:为[^，。；、\n]{{2,30}}[{_letters('office_ends')}]|的[^，。；\n]{{2,40}}职务)(?:（[^）\n]{{1,8}}）)?[；。，]",
    re.M,
)


def _appointed(text: str, lex: Lexicon) -> list[Mention]:
    """免去万千里的市体育局局长职务."""
    matches = [m for m in _APPOINTED.finditer(text) if _is_headed(m.group(1), lex)]
    if matches or _APPOINTS_LIST.search(text):
        lines = list(_APPOINTED_LINE.finditer(text))
        matches += [
            m for m in lines if len(lines) > 1 and _is_headed(m.group(1), lex) and m.group(1)[:2] not in lex.starts
        ]
    names = {m.group(1) for m in matches if m.group(1) not in lex.common and m.group(1) not in lex.titles}
    return [Mention(at, at + len(name), name, "title") for name in names for at in _finds(text, name)]


def _stands_alone(text: str, at: int, seed: Candidate, lex: Lexicon) -> bool:
    """Whether a name of two characters is itself and no part of a longer word (连城 in 大连城区)."""
    left = before(text, at, lex)[0]
    right = after(text, at + len(seed.text), lex)[0]
    usual = lex.surnames.get(seed.text[0]) == "common"
    return left + right >= (0.0 if usual else 1.2)


#: Words of the language that people are called by (worded).
_WORDED = frozenset(_group("worded"))
_NOT_DOUBLED = _group("not_doubled")
_ADDRESS = _group("address")


#: 妻子叫|字开梅，42岁: whatever the name is written with.
_CALLED_AGED = re.compile(f"([{HAN}]{{2}})(?:名?叫|名字叫)([{HAN}·]{{2,8}})，(?:今年|现年|才|刚满)?[0-9]{{1,3}}岁")


def _called(text: str, lex: Lexicon) -> list[Mention]:
    aged = (m.group(2) for m in _CALLED_AGED.finditer(text) if lex.titles.get(m.group(1)) in ("kin", "trade"))
    found = [
        Mention(at, at + len(name), name, "called")
        for name in dict.fromkeys(aged)
        if name not in lex.titles and name not in lex.honorifics
        for at in _finds(text, name)
    ]
    for match in _CALLED.finditer(text):
        name = match.group(1)
        if name[:2] in lex.starts and name not in _WORDED:
            continue
        if text.startswith("”的", match.end(1)) and not _names_somebody(text, match.end(1) + 2, lex):
            continue
        at = match.start(1)
        while at >= 0:
            found.append(Mention(at, at + len(name), name, "called"))
            at = text.find(name, at + 1)
    return found


def _names_somebody(text: str, at: int, lex: Lexicon) -> bool:
    """Whether what is called so is somebody (名叫“小雨”的|女孩) and no house or thing (名叫“好再来”的|旅馆)."""
    words = (text[at + k : at + k + n] for k in range(5) for n in (2, 3))
    return any(lex.titles.get(word, "block") != "block" or word in _A_PERSON for word in words)


_A_PERSON = frozenset(_group("of_a_people"))
#: The last line of a letter: 读者 盖大勇, 河湾村 盖大勇.
_WRITER = re.compile(
    f"^[{HAN}]{{2,12}}[ ：]{{1,4}}{_any_of('writers')}?([{HAN}]{{2,4}}?)(?:等[0-9一二三四五六七八九十]{{1,4}}[人名户位])?(?: |$)",
    re.M,
)


#: Who writes a diary or a letter, at its head: 作者：宣城市中心医院　钱小羽.
_AUTHOR = re.compile(f"^(?:{_any_of('authors')})[：:](?:[{HAN}]{{2,20}} {{1,4}})?([{HAN}]{{2,3}})$", re.M)


def _authors(text: str, lex: Lexicon) -> list[Mention]:
    """Who is named as the author in a line of its own."""
    found = (m for m in _AUTHOR.finditer(text) if _is_headed(m.group(1), lex) and m.group(1)[:2] not in lex.starts)
    return [Mention(*m.span(1), m.group(1), "writer") for m in found]


def _writers(text: str, signed: frozenset[str], lex: Lexicon) -> list[Mention]:
    """Who signs a letter: no reporter, but a person whom the page names."""
    matches = (m for m in _WRITER.finditer(text) if m.group(1) in signed)
    lines = ((m, text[m.start() : m.start(1)].rstrip(" ：")) for m in matches)
    signs = {title for title, kind in lex.titles.items() if kind == "sign"}
    return [Mention(*m.span(1), m.group(1), "writer") for m, line in lines if not line.endswith(tuple(signs))]


_DOUBLE = re.compile(f"([{HAN}])\\1")


def _doubled(text: str, lex: Lexicon) -> list[Mention]:
    """A doubled character behind a title is a nickname: 小男孩亮亮举着画."""
    found = []
    for match in _DOUBLE.finditer(text):
        word = match.group()
        if (
            word in lex.verbs
            or word in lex.titles
            or word in lex.starts
            or word[0] in lex.never
            or word[0] in _NOT_DOUBLED
        ):
            continue
        left, why = before(text, match.start(), lex)
        if (why == "title" and left < 3.4 or why == "age") and after(text, match.end(), lex)[0] >= 0.8:
            found += [Mention(m.start(), m.end(), word, "called") for m in re.finditer(word, text)]
    return found


_REACH = 3000


def _given(text: str, found: list[Mention], lex: Lexicon) -> list[Mention]:
    """The given name alone, later in the text and where a name can stand: 卢小川 … 小川笑着说."""
    firsts: dict[str, Mention] = {}
    for mention in found:
        if len(mention.name) in (3, 4) and mention.rule != "foreign":
            firsts.setdefault(mention.name, mention)
    extra = []
    for name, first in firsts.items():
        given = name[-2:]
        if given in lex.titles:
            continue
        word = given in lex.common or given in lex.verbs or given in lex.starts
        at = text.find(given, first.end, first.end + _REACH)
        while at >= 0:
            left = before(text, at, lex)
            rules = ("speech",) if word else ("speech", "act", "time", "told")
            if left[1] in ("clause", "after quotation", "glue") and after(text, at + 2, lex)[1] in rules:
                extra.append(Mention(at, at + 2, name, "given"))
            at = text.find(given, at + 2, first.end + _REACH)
    return extra


#: 强|哥, 红|姐, where somebody is called so.
_LAST = re.compile(f"(?<![{HAN}])([{HAN}])[哥姐](?=[，！？、说道问笑喊答”：])|(?<=[叫喊])([{HAN}])[哥姐]")


def _by_last(text: str, found: list[Mention]) -> list[Mention]:
    """Somebody who is spoken to by the last character of the given name (赵志强 … “强哥，明天能出去不？”)."""
    whose: dict[str, list[Mention]] = {}
    for mention in found:
        if len(mention.name) == 3 and mention.end - mention.start == 3:
            whose.setdefault(mention.name[-1], []).append(mention)
    extra = []
    for match in _LAST.finditer(text):
        at = match.start(1) if match.group(1) else match.start(2)
        near = {m.name for m in whose.get(text[at], ()) if at - _REACH < m.start < at + _REACH}
        if len(near) == 1 and text[at : at + 2] not in _NO_LAST:
            extra.append(Mention(at, at + 2, min(near), "given"))
    return extra


def _polite(text: str, lex: Lexicon) -> list[Mention]:
    """Surname and form of address: 陆先生, 史阿姨, 黄某, 葛老太, 冯老师."""
    found = []
    for match in lex.addressed.finditer(text):
        at, head = match.start(), match.end() - match.start()
        for k in (3, 2, 1):
            kind = lex.honorifics.get(text[at + head : at + head + k])
            if kind and at + head + k <= len(text) and _is_address(text, at, head, k, kind, lex):
                end = at + head + k + _masked_more(text, at + head + k, lex)
                found.append(Mention(at, end, text[at:end], "address"))
                break
    return found


#: 83岁的|顾家姆妈, 对门的|徐家阿婆.
_OF_A_HOUSE = re.compile(f"([{HAN}])家{_any_of('families')}(?!们)")


def _of_a_house(text: str, lex: Lexicon) -> list[Mention]:
    """Surname, 家 and kin, as neighbours call somebody: 顾家姆妈, 李家大伯."""
    return [
        Mention(*match.span(), match.group(), "address")
        for match in _OF_A_HOUSE.finditer(text)
        if lex.surnames.get(match.group(1)) in ("common", "rare")
        and match.group(1) not in _NO_HOUSE
        and before(text, match.start(), lex)[0] > -1
    ]


#: Surnames that 家 makes a word of (农家, 东家).
_NO_HOUSE = frozenset(_letters("no_house"))
#: Another masked name behind the one before.
_MASKED_ROW = re.compile(f"[、和及与][{HAN}]某")


def _masked_more(text: str, end: int, lex: Lexicon) -> int:
    """How many characters of the given name stand behind 某 (黎某辉被抓获): one or none."""
    c = text[end : end + 1]
    if text[end - 1] == "某" and is_han(c) and c not in lex.never and text.count(text[end - 2 : end + 1]) > 1:
        return int(text.count(text[end - 2 : end + 1]) == text.count(text[end - 2 : end]))
    if text[end - 1] == "某" and c in lex.given - lex.never and _MASKED_ROW.match(text, end + 1):
        return 1  # 殷某、胥某|平、妫某某
    if text[end - 1] != "某" or c not in lex.strong or c in lex.verbs or after(text, end, lex)[0] > 0:
        return 0
    return int(after(text, end + 1, lex)[0] > 0 and text[end : end + 2] not in lex.verbs)


#: What stands before 任 where it is the holding of an office.
_IN_OFFICE = frozenset(_letters("in_office"))
#: What ends the number of a class, before 班.
_OF_CLASS = frozenset("）)级0123456789一二三四五六七八九十")


def _is_address(text: str, at: int, head: int, size: int, kind: str, lex: Lexicon) -> bool:
    word = text[at : at + head + size]
    if word in lex.starts or (head == 1 and size == 1 and text[at : at + 2] in lex.starts) or word in lex.titles:
        return False
    if word[0] == "任" and text[at - 1 : at] and text[at - 1] in _IN_OFFICE:
        return False  # 第一任校长
    if word[0] == "班" and text[at - 1 : at] and text[at - 1] in _OF_CLASS:
        return False  # 高一（5）班同学
    left, why = before(text, at, lex)
    if why == "sign" or (why == "body" and kind != "polite"):
        return False  # 师范大学|原副校长
    right = after(text, at + head + size, lex)[0]
    usual = lex.surnames[text[at : at + head]] != "word"
    if left <= -1 and kind == "polite" and is_han(text[at - 1]) and text[at - 1] not in leaders(lex):
        return False  # 榕江|城姑娘: the surname is the end of a town
    if text[at + head : at + head + size] in _ADDRESS:
        if word[-1] == "某" and text[at + head + size : at + head + size + 1] in _NO_ONE:
            return False
        return (usual and right >= 0) or (left > -1 and (left >= 0.3 or right > 0))
    if (size > 2 and left >= 1.2 and usual) or (why == "of" and kind == "polite" and size == 2):
        return True
    if size == 1 and kind == "kin" and left >= 1.2 and usual and text.count(word) > 1:
        return True  # 谭爹|脾气倔
    if size == 1 or kind == "role":
        return left >= 0.3 and right > 0 and (usual or left >= 1.2)
    return (usual and (left > -1 or size > 1)) or left >= 1.2


#: Kin behind 阿 and a character (阿昌|嫂).
_SHORT_KIN = frozenset(_letters("short_kin"))
_NO_LAST = frozenset(_group("no_last"))
_NO_SHORT = frozenset(_group("no_short"))
_NEAR_BY = frozenset(_group("near_by"))
#: A number with the measure word of a thing, or a measure, before 小孔, 小段.
_A_THING = re.compile(f"[0-9一二两三四五六七八九十几数]{_any_of('thing_classifiers')}(?:[{HAN}]{{0,3}}的)?$")


def _nicknames(text: str, lex: Lexicon, surnames: dict[str, int]) -> list[Mention]:
    """老李, 小王, 阿强; 小 and 阿 before another character only after a title (女工小满)."""
    found = []
    for match in _SHORT.finditer(text):
        at, word = match.start(), match.group()
        named = word[1] if at - surnames.get(word[1], at + 1) in range(_REACH) else ""
        if word in lex.starts or word in lex.honorifics or word in lex.titles or text[at : at + 3] in lex.titles:
            continue
        if text[at : at + 3] in _NO_SHORT:
            continue  # 小苏打
        if word in SAYS_HOW or (word in clans() and is_han(text[match.end() : match.end() + 1])):
            continue  # 弟弟小声说; 31岁的阿尔|阿妞
        if word[0] == "小" and _A_THING.search(text, max(0, at - 8), at):
            continue  # 3个直径0.8厘米的小孔, 一条小段
        left, why = before(text, at, lex)
        right = after(text, match.end(), lex)[0]
        left = 2.5 if text[at - 2 : at] in _NEAR_BY and word[0] == "老" else left
        kind = lex.surnames.get(word[1], "odd")
        spoken = why in ("clause", "after quotation")
        if word[0] == "老" and spoken and word[1] in named and is_han(text[match.end() : match.end() + 1]):
            found.append(Mention(at, match.end(), word, "short"))
            continue
        known = kind in ("common", "rare") or (kind != "odd" and left >= 1.2)
        kin = word[0] == "阿" and text[match.end() : match.end() + 1]
        if kin and kin in _SHORT_KIN and (left >= 1.2 or why == "of") and after(text, match.end() + 1, lex)[0] > 0:
            found.append(Mention(at, match.end() + 1, word + kin, "address"))  # 老板娘|阿昌嫂回忆说
            continue
        if word[0] == "阿" and why == "title" and text.count(word) > 1:
            found += [Mention(at, at + 2, word, "short") for at in _finds(text, word)]
        elif (
            known
            and text[at - 1 : at] == "、"
            and found
            and found[-1].end == at - 1
            or (known and (left >= 2.5 or (left >= 0.3 and right >= 0.8)))
            or (word[0] != "老" and why == "title" and right >= 0.8)
        ):
            found.append(Mention(at, match.end(), word, "short"))
    often = {m.name for m in found if m.name[0] == "老" and text.count(m.name) > 2}
    often |= {m.name for m in found if lex.surnames.get(m.name[1]) in ("common", "rare") and text.count(m.name) > 2}
    return found + [Mention(at, at + 2, word, "short") for word in often for at in _finds(text, word)]


def _disjoint(found: list[Mention]) -> list[Mention]:
    """The longest mention wins where two overlap."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, "·" not in m.name, m.rule == "page")):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
