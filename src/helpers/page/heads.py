"""The lines above an article: column, kicker 引题, headline 主题, subtitle 副题."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from helpers.lexicon import any_of, group, letters, words
from helpers.page.blocks import Block
from helpers.page.columns import ABOUT, is_column
from helpers.page.datelines import dateline
from helpers.page.genres import by_form, is_double_name
from helpers.page.likeness import overlap
from helpers.page.marks import AFTER, ASIDE, HAN, MARK, closed_up, column_kind
from helpers.page.occasions import is_campaign, is_heads_up, occasion_score, parallel_parts, takes_place
from helpers.page.phrases import DAY_OF, FIRST_OF_ALL, OCCASION, VISIT, adverbial, announces, speaks
from helpers.page.setting import HEADLINE_SIZE, differ, largest
from helpers.page.weighing import has_no_subject, names_only, place_tells, weigh, whole_clause

_words = partial(any_of, "page_head_words")
#: A session that opened or closed: 市四届人大六次会议隆重开幕
_SESSION = re.compile(rf"{_words('session')}.{{0,6}}{_words('session_held')}$")
_HELD = re.compile(rf"{_words('session_held')}$")
_TAKEN_UP = re.compile(_words("taken_up"))
_MEETING = re.compile(
    rf"{_words('holding')}.{{0,12}}{_words('meeting')}|{_words('assembly')}.{{0,30}}{_words('resolving')}"
)
_EVENT = re.compile(rf"{_words('event')}$")
_URGE = re.compile(_words("urging"))
_OUR_PLACE = re.compile(_words("our_place"))
#: An act of speech at the end of a line: what is said stands on the next.
_TELLS = re.compile(rf"{_words('tells')}$")
#: Who was present, which stands below a headline: 某某出席并讲话 某某主持
_PRESENT = re.compile(rf"^{HAN}{{2,4}}(?:、{HAN}{{2,4}}){{0,3}}{_words('present')}(?:$|[\s，])")
#: The agenda of a meeting
_AGENDA = re.compile(rf"{_words('takes_up')}.{{2,24}}等{_words('matters')}$")
#: A sentence that begins to tell, with its time: 昨日13时许，一辆油罐车在环城路侧翻
_NARRATES = re.compile(rf"{_words('when')}[^，]{{0,8}}[时许晨夜晚午]，.{{6,}}|\d{{1,2}}[时日]许?，.{{6,}}")
#: Questions were put to an office: 省教育厅负责人就减负答记者问
_ANSWERS = re.compile(_words("answers") + "$")
#: A plight that lasts, and how the line below begins that tells who does something about it
_LASTS = re.compile(
    rf"{_words('plight')}(?:.{{0,3}}[一二两三四五六七八九十半\d]{{1,3}}[多余]?个?{_words('lasting')})?(?=$|[\s，])"
)
_ACTOR = re.compile(rf"(?:[一二两三四五六七八九十百千万\d]{{1,4}}[余多]?[名位]?)?{_words('actor')}")
#: A question, and the place that answers it by what it does: 苎麻跌价怎么办 / 新湾镇三千农户改种杭菊
_ASKED = re.compile(rf"{any_of('page_line_words', 'asking')}.{{0,4}}[？?]?$|[？?]$")
_SOMEWHERE = re.compile(
    rf"{HAN}{{2,4}}[{letters('page_head_words', 'place_end')}](?![{letters('page_head_words', 'after_place')}])|{_words('our_place')}"
)
#: Who says what: 物价局：未明码标价
_SAYS = re.compile(rf"{HAN}{{2,6}}：.")
#: Two deeds with their counts and nobody who did them: 破获积案十二起 抓获逃犯九名
_COUNTED = re.compile(r"(?:[^\s，]{2,4}[\d一二两三四五六七八九十百千万]{1,4}[余多]?[^\s，\d]{1,2}(?:[\s，]|$)){2}$")
#: Two counts side by side, above the picture that one's own place makes of them: 规上企业复工千家 职工返岗十万人 / 我市工业按下“加速键”
_TALLIES = re.compile(rf"(?:[^\s，\d]{{2,8}}\d[\d.]*[余多万亿]{{0,2}}{HAN}{{1,3}}(?:[\s，]|$)){{2}}$")
#: What makes a short line a sentence and no column's name: 寒流今夜到, 停车费涨了
#: 追忆老村医某某, above what he did.
_REMEMBERS = re.compile(rf"{_words('remembers')}{HAN}{{2,}}")
_TOLD_SHORT = re.compile(rf"{_words('when')}|{_words('told_short')}$")
#: What was built, at the end of a line that only names it, and how the line below begins that tells how far it got
_WORKS = re.compile(rf"{_words('works')}$")
_STAGE = re.compile(_words("stage_of_works"))
#: What the mottoes of campaigns are made of
_CAMPAIGN = re.compile(_words("campaign_motto"))
#: How the names of evening and city papers end, and those of party committees' and counties' papers
_CITY = re.compile(rf"{_words('city_paper')}$")
_PARTY = re.compile(rf"{_words('party_paper')}$|^今日|今日$")
#: A policy named without saying who did what: 深入推进“一村一品”
_POLICY = re.compile(rf"{_words('policy')}.{{2,10}}$")
#: A line that begins with a verb and takes its subject from the line above: one headline on two lines.
_GOES_ON = re.compile(_words("goes_on"))
_RESOLVED = re.compile(_words("resolved"))
#: Who takes or leaves an office by what a meeting resolved: that is the news
_OF_OFFICE = re.compile(_words("of_office"))
#: A person with an office, above what the person calls for: 全国人大代表某某某
_SPEAKER = re.compile(rf"{_words('speaker')} ?{HAN}{{2,3}}$")
_SPOKEN = re.compile(_words("spoken"))
_DETAIL = re.compile(
    rf"{_words('detail')}|\d+{_words('measure')}|(?:\d+|[一二两三四五六七八九十]{{1,3}})多?(?:天|年|个月|小时|分钟)(?!级)"
)
#: A detail told as a limit or a change: 最高可贷80万元, 由132个减到38个
_COMPARED = re.compile(rf"{_words('limit')}|[由从].{{1,10}}{_words('changed')}[到至为成]")
_WHEN = re.compile(_words("when"))


#: From this evidence on the first line is a kicker.
KICKER = 0.5
#: So far from it the rules are sure of two lines by themselves; nearer the general signs are weighed too.
SURE = 2.0


@dataclass(frozen=True)
class Head:
    """Which line is what; the headline may have several lines."""

    column: tuple[Block, ...] = ()
    kicker: tuple[Block, ...] = ()
    headline: tuple[Block, ...] = ()
    subtitle: tuple[Block, ...] = ()
    reason: str = ""
    confidence: float = 1.0


def city_paper(name: str) -> float:
    """What sort of paper it is by its name: 1 an evening or city paper, which seldom sets a kicker above two lines of one
    story; −1 the daily of a party committee, a county's paper, which often do; 0 where the name does not tell."""
    return 1.0 if _CITY.search(name) else -1.0 if _PARTY.search(name) else 0.0


def read_head(lines: list[Block], lead: str, text: str = "", city: float = 0.0) -> Head:
    """Sort the lines above an article, given the beginning of its text and, where it is at hand, all of it; ``city``
    says what sort of paper it is (``city_paper``)."""
    column: list[Block] = []
    while len(lines) > 1 and _is_column(lines[0].plain) and len(column) < 2 and lines[0].plain[-1] not in "：:":
        column.append(lines[0])
        lines = lines[1:]
    if len(lines) > 1 and any(_is_column_label(lines[0], line) for line in lines[1:3]):
        column.append(lines[0])
        lines = lines[1:]
    alone = closed_up(lines[0].plain.strip(MARK + "【】 ")) if len(lines) == 1 else ""
    if alone in words("page_columns") and (column_kind(alone) != "-" or dateline(lead)):  # else 简讯 heads its items
        return Head((*column, lines[0]), reason="name of a column without a headline", confidence=0.7)
    below = next((i for i, b in enumerate(lines) if i and _stands_below(b.plain, lines[i - 1].plain)), len(lines))
    lines, subtitle = lines[:below], lines[below:]
    kicker, headline, more, reason, confidence = _main(lines, lead, bool(subtitle), text or lead, city)
    if reason.startswith(("too short", "two short lines")):
        column.append(lines[0])
    return Head(tuple(column), tuple(kicker), tuple(headline), (*more, *subtitle), reason, confidence)


def _is_column(text: str) -> bool:
    return is_column(text) or is_double_name(text)


def _stands_below(line: str, above: str) -> bool:
    """Whether a line's own mark says that it is a subtitle: its dash, its bracket, the ■ that the headline lacks."""
    marked = line[0] in MARK and above[0] not in MARK and len(line) > 6
    return bool(AFTER.match(line) or ASIDE.match(line)) or marked


def _main(
    lines: list[Block], lead: str, below: bool, text: str, city: float
) -> tuple[list[Block], list[Block], list[Block], str, float]:
    """Kicker, headline and subtitle; lines that a break only parted are looked at as one and given back as they stand."""
    groups = _joined(lines, lead, text)
    whole = [_as_one(g) for g in groups]
    back = {id(w): g for w, g in zip(whole, groups, strict=True)}
    broken = len(groups) >= 2 and len(groups[1]) > 1 and not groups[1][0].full and not _SAYS.match(whole[1].plain)
    large = 0.0 if not broken else 2.5 if len(groups[0]) == 1 else 1.5
    kicker, headline, more, reason, confidence = _sorted(whole, lead, below, large, city)  # what is set large is broken
    kicker, headline, more = ([b for w in part for b in back[id(w)]] for part in (kicker, headline, more))
    return kicker, headline, more, reason, confidence


#: No line of a head ends with these but where the next one goes on.
_UNFINISHED = re.compile(f"(?<=[一-鿿]{{2}}){any_of('page_head_words', 'unfinished')}$")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("‘", "’"))


def _joined(lines: list[Block], lead: str, text: str) -> list[list[Block]]:
    """The lines of a head, those put together that one break in the middle of a word or sentence parted."""
    groups: list[list[Block]] = []
    for i, line in enumerate(lines):
        above = "".join(b.plain for b in groups[-1]) if groups else ""
        below = len(lines) - i - 1
        if (
            above
            and not differ(groups[-1][-1].setting, line.setting)
            and (
                (_broken(above, line.plain, below, groups[-1][-1].full) and not _begins_below(above, lines[i : i + 2]))
                or (
                    (len(lines) > 2 or kicker_score(above, line.plain, lead) > KICKER)
                    and _one_word(above, line.plain, text)
                )
            )
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _broken(above: str, line: str, below: int, full: bool) -> bool:
    """Whether a line goes on in the middle of what the one above it says: an open quotation, a figure cut in two, the
    few characters that did not fit, the second of two clauses above a headline."""
    if AFTER.match(line) or ASIDE.match(line):
        return False
    if any(above.count(a) > above.count(b) and b in line for a, b in _PAIRS):
        return True
    if re.search(r"\d[.:]?$", above) and re.match(r"[\d.]*[\d%‰]", line):
        return True
    if _UNFINISHED.search(above) and len(line) <= 16:
        return True  # 城东菜场明天 / 重新开张
    if (
        len(line) <= 4
        and len(above) > len(line) + 1
        and len(above) >= 5
        and not re.search(r"[？！：\s]", above + line)
        and not speaks(above)
    ):
        return True
    if full and len(line) <= 3 and len(above) >= 9 and not re.search(r"[！？]", line):
        return True
    clauses = above[-1] in "；，" and abs(len(above) - 1 - len(line.rstrip("；，"))) <= 3
    return clauses and (below > 0 or above[-1] == "；")


def _begins_below(above: str, lines: list[Block]) -> bool:
    """Whether a short line that only names something is no rest of the full line above it, but the first half of the
    headline below: 最贵的一斤卖到15元 / 羊肉价格 / 两个月涨了两成."""
    if len(lines) < 2 or len(above) < 8 or not 3 <= len(lines[0].plain) <= 4 or not lines[0].plain.isalpha():
        return False
    below = lines[1].plain
    whole = not AFTER.match(below) and not ASIDE.match(below) and len(lines[0].plain) < len(below) <= 10
    return whole and " " not in below and names_only(lines[0].plain) and not names_only(below) and not names_only(above)


def _names_then_tells(above: Block, name: Block, told: Block) -> bool:
    """Whether the second and third line below a full statement are one headline, broken between what it speaks of and
    what it says of that: 楼市成色不足 / 四城新房价格 / 两涨一平一降."""
    plain = (
        len(above.plain) >= 6
        and " " not in name.plain + told.plain
        and not re.search("[，：？！]", name.plain + told.plain)
    )
    plain = plain and not AFTER.match(told.plain) and not ASIDE.match(told.plain) and len(told.plain) <= 10
    return plain and names_only(name.plain) and not names_only(above.plain) and not whole_clause(told.plain)


def _one_word(above: str, line: str, text: str) -> bool:
    """Whether the break stands inside a word: what meets across it stands together in the article's text."""
    if AFTER.match(line) or ASIDE.match(line) or _TELLS.search(above):
        return False
    around = above[-2:] + line[:1], above[-1] + line[:2]
    if re.search(rf"\d{HAN}$", above):
        return False  # …花掉2680元 / 一副镜片…: a figure with its unit is whole
    if any(len(piece) == 3 and piece.isalpha() and piece in text for piece in around):
        return True
    near = abs(len(above) - len(line)) <= 3 and not speaks(above)
    return near and (above[-1] + line[0]).isalpha() and above[-1] + line[0] in text


def _as_one(group: list[Block]) -> Block:
    return group[0] if len(group) == 1 else replace(group[0], plain="".join(b.plain for b in group))


def _sorted(
    lines: list[Block], lead: str, below: bool, large: float, city: float
) -> tuple[list[Block], list[Block], list[Block], str, float]:
    if len(lines) <= 1:
        return [], lines, [], "one line", 1.0
    set_so = largest([b.setting for b in lines]) or _set_alike(lines)
    two = len(lines) == 2 and not set_so
    together = None if set_so else _headline_pair(lines)
    pair = set_so or (None if two else together)
    score = kicker_score(lines[0].plain, lines[1].plain, lead) + large
    if two and not below and _names_column(lines[0].plain, lines[1].plain):
        return [], lines[1:], [], "two short lines: a column's name and a title", 0.6
    met = len(lines) > 2 and _PRESENT.search(lines[2].plain) and speaks(lines[0].plain) and not speaks(lines[1].plain)
    met = met or (len(lines) > 2 and _took_place(lines[0].plain, lines[1].plain))
    met = met or (len(lines) > 2 and bool(_OUR_PLACE.match(lines[1].plain)))  # 我市… begins a sentence of its own
    met = met and not _tells_of(lines[0].plain, lines[1].plain)
    spoken = met or (score > _clear(lines) and not _tells_of(lines[0].plain, lines[1].plain))
    if pair is not None and pair[0] == 0 and not set_so and spoken:
        pair = None  # as long as the next line by chance, but it speaks as a kicker does
    if pair is not None and not set_so and lines[pair[0]].plain.endswith(("：", ":")):
        pair = None  # leads on to the next line
    if pair is not None:
        a, b = pair
        if a == 1 and not set_so and _only_names_column(lines[0].plain):
            return [], lines[1:b], lines[b:], "too short for a kicker: a column's name", 0.7
        return lines[:a], lines[a:b], lines[b:], "lines set together", 0.9
    if len(lines) > 2:
        score += 3.5 if len(lines[2].plain) > 4 else 1.5
        score += 1.0 if _DETAIL.match(lines[2].plain) and not _DETAIL.match(lines[1].plain) else 0.0
        score -= 4.0 if _SAYS.match(lines[1].plain) and _SAYS.match(lines[2].plain) else 0.0  # two who speak, below
        score -= 2.5 if re.search("[^！]{6,}！$", lines[0].plain) and not lines[1].plain.endswith("！") else 0.0
        score += (
            2.0 if any(_PRESENT.search(line.plain) for line in lines[2:]) else 0.0
        )  # meeting, what it asks for, who was there
    elif below and not two:
        score += 2.0 if not _alike(lines[0], lines[1]) or _verse(lines[0].plain) else 0.5
    elif below and not ABOUT.match(lines[1].plain):
        score += 1.5  # whoever sets a subtitle with its dash sets a kicker as well
    score += 3.0 if _campaign_line(lines[0].plain) and not _campaign_line(lines[1].plain) else 0.0
    confidence = min(1.0, 0.5 + abs(score) / 6)
    brief = len(lines[0].plain) <= 5 and " " not in lines[0].plain
    call = FIRST_OF_ALL.search(lines[0].plain) or is_heads_up(lines[0].plain)
    if brief and re.search(r"[“”！？]", lines[0].plain) and not call:
        return [], lines[:1], lines[1:], "a short cry is a headline", confidence
    label = len(lines[0].plain) <= 4 or score > -0.8 or below  # what is too short for a headline above another line
    label = label and lines[0].plain[-1] not in "：:" and not _tells(lines[0].plain)
    label = label and not (_TOLD_SHORT.search(lines[0].plain) or is_heads_up(lines[0].plain))
    if brief and label and len(lines[1].plain) > len(lines[0].plain) and not speaks(lines[0].plain):
        leads_on = lines[1].plain.endswith(("：", ":"))  # 对话 / 79岁评书艺人封箱： / “台下剩1个人，我也说”
        sure = len(lines) > 2 and (leads_on or kicker_score(lines[1].plain, lines[2].plain, lead) > 1.5)
        at = 2 if sure else 1
        return lines[1:at], lines[at : at + 1], lines[at + 1 :], "too short for a kicker: a column's name", 0.6
    if two and abs(score - KICKER) < SURE:
        score += weigh(lines[0].plain, lines[1].plain, lead, below, lines[1].gap == 0, city)
        confidence = min(1.0, 0.5 + abs(score - KICKER) / 6)
    if score > KICKER:
        return lines[:1], lines[1:2], lines[2:], f"kicker above ({score:+.1f})", confidence
    if two and together is not None:
        return [], lines, [], "lines set together", 0.9
    return [], lines[:1], lines[1:], f"subtitle below ({score:+.1f})", confidence


def _took_place(first: str, second: str) -> bool:
    """Whether the first of three lines tells only that a meeting or contest was held, and the second does not go on with it:
    全市某某大会召开 / 三年修通百条村路 / …"""
    held = _HELD.search(first) or takes_place(first)
    return bool(held) and not re.search(r"[\s，]", first) and not _runs_on(first, second)


def _tells(text: str) -> bool:
    """Whether five characters above another line are a clause with who and what, and no column's name: 装修工坠亡."""
    return len(text) == 5 and text.isalpha() and whole_clause(text)


def _campaign_line(text: str) -> bool:
    """Whether a line is the motto of a campaign that a series is printed under: 壮丽70年 奋斗新时代."""
    parts = [len(part) for part in text.split()]
    even = 2 <= len(parts) <= 3 and max(parts) - min(parts) <= 1 and max(parts) <= 9
    return even and bool(_CAMPAIGN.search(text))


def _is_column_label(first: Block, headline: Block) -> bool:
    """Whether the small first line is a column's name by its type and its brevity, and no kicker."""
    if first.setting is None or headline.setting is None or not 2 <= len(first.plain) <= 5:
        return False
    small = first.setting.size < HEADLINE_SIZE and first.setting.size < 0.8 * headline.setting.size
    told = speaks(first.plain) or _OUR_PLACE.match(first.plain) or _TOLD_SHORT.search(first.plain)
    return small and first.plain.isalpha() and not told


def _set_alike(lines: list[Block]) -> tuple[int, int] | None:
    """All lines, where the page sets them as large as each other and close: a kicker or subtitle has its own type."""
    sizes = [b.setting.size for b in lines if b.setting is not None]
    if len(sizes) < len(lines) or min(sizes) < HEADLINE_SIZE or min(sizes) < 0.97 * max(sizes):
        return None
    return (0, len(lines)) if all(b.gap == 0 for b in lines[1:]) else None


def _only_names_column(text: str) -> bool:
    """Whether four characters above a headline on two lines can only be a column's name: 股海观潮."""
    told = speaks(text) or _TOLD_SHORT.search(text) or FIRST_OF_ALL.search(text) or is_heads_up(text)
    return (
        2 <= len(text) <= 4
        and text.isalpha()
        and not told
        and not _OUR_PLACE.match(text)
        and not re.search(r"[一二两三四五六七八九十百千万]", text)
    )


def _names_column(first: str, second: str) -> bool:
    """Whether two short lines are a column's name and a title, and not one headline broken where it reads on."""
    whole = first.isalpha() and second.isalpha() and first[-1] not in group("page_head_words", "reads_on")
    whole = whole and not speaks(first)
    apart = len(first) == 3 and len(second) <= 4  # 索玛花, 火塘: a supplement's name and what stands in it
    return (
        (len(first) == 4 or apart)
        and 2 <= len(second) <= 6
        and whole
        and second[0] not in group("page_head_words", "reads_on")
    )


def _runs_on(first: str, second: str) -> bool:
    """Whether the second line begins with the verb of which the first is the subject: one headline on two lines."""
    works = bool(_WORKS.search(first)) and not re.search(r"[，\d]", first) and bool(_STAGE.match(second))
    return (works or bool(_GOES_ON.match(second))) and " " not in first and not speaks(first)


def _tells_of(first: str, second: str) -> bool:
    """Whether the first of three lines only names what the second tells of: 城北货运新站 / 昨日正式动工."""
    if re.search(r"[\s，：]", first + second) or speaks(first) or takes_place(first) or _HELD.search(first):
        return False
    return names_only(first) and not adverbial(first) and has_no_subject(second)


def _clear(lines: list[Block]) -> float:
    """The evidence that makes the first of two lines of one length a kicker all the same."""
    phrase = _balanced(lines[0].plain) or adverbial(lines[0].plain)  # no half of a headline
    return 1.5 if len(lines) > 2 else 0.3 if phrase else 1.0


def _headline_pair(lines: list[Block]) -> tuple[int, int] | None:
    """The lines that are one headline: the only ones set without a blank between them, or as long as each other."""
    if len(lines) >= 3 and (_runs_on(lines[0].plain, lines[1].plain) or _tells_of(lines[0].plain, lines[1].plain)):
        return 0, 2
    if len(lines) >= 3 and (_begins_below(lines[0].plain, lines[1:3]) or _names_then_tells(*lines[:3])):
        return 1, 3
    together = [i for i in range(1, len(lines)) if lines[i].gap == 0]
    if together and len(together) < len(lines) - 1 or (len(lines) == 2 and together and _alike(*lines)):
        first = together[0] - 1
        last = first + 1
        while last in together:
            last += 1
        return first, last
    if len(together) == len(lines) - 1 and len(lines) >= 3:
        for i in range(1, len(lines) - 1):
            if _alike(lines[i], lines[i + 1]):
                return (i if i == 1 or _alike(lines[0], lines[1]) else 1), i + 2
        if _alike(lines[0], lines[1]):
            return 0, 2
    return None


def _alike(a: Block, b: Block) -> bool:
    x, y = (len(re.sub(r"[“”‘’《》]", "", line.plain)) for line in (a, b))
    couplet = _couplet(a.plain) != _couplet(b.plain)  # one of two clauses, one of one
    return abs(x - y) <= 1 and x <= 14 and not couplet


_FIGURE = re.compile(r"\d|[一二三四五六七八九]成|分之|过半|近半")


def kicker_score(first: str, second: str, lead: str) -> float:
    """Evidence that ``first`` is a kicker above the headline ``second`` (positive) or a headline above a subtitle."""
    lead = lead[:160]
    said = bool(OCCASION.search(first) or _SESSION.search(first))
    does = bool(VISIT.search(first))
    met = bool(_MEETING.search(first)) and not _MEETING.search(second)
    spoken = said or does or met or announces(first) or bool(_NARRATES.match(first))
    score = -0.5
    if not (said and _HELD.search(first) and not _calls_for(second)):  # else the meeting itself is the news
        score += 2.5 if said or does else 2.0 if announces(first) else 1.0 if met else 0
    score += _what_urges(first, second, spoken)
    occasion = occasion_score(first, second)
    taken = (
        0.0 if spoken or occasion > 0 or adverbial(first) else overlap(first, lead)
    )  # the lead of a report on a meeting tells again who met
    score += overlap(second, lead) - taken
    answered = _SAYS.match(second) and not (spoken or occasion > 0 or "：" in first or _ASKED.search(first))
    place = answered and place_tells(second, lead)
    score += _shape(first, second, said) + (1.4 if place and " " in second and " " not in first else 0.0)
    score += _figures(first, second, lead)
    score += 2.2 if place else -1.0 if answered else 0.0  # who says something about it: 中介：…
    ours = _OUR_PLACE.match(first) and not (said or adverbial(first) or is_campaign(first))
    score -= 0.7 if ours else 0
    quoted = second.startswith("“") and second.endswith("”") and len(second) > 8
    score += 2.5 if _SPEAKER.search(first) and (quoted or _SPOKEN.match(second)) else 0
    score += 2.0 if first.endswith("：") else 1.0 if first.endswith(("……", "，", "…")) else 0
    score += 3.0 if first.endswith(("——", "──")) else 0
    score -= 2.5 if VISIT.search(second) and not (does or said or adverbial(first)) else 0
    score -= 5.0 if _AGENDA.match(second) else 0  # 研究秸秆禁烧等工作: what a meeting was about, without a result
    score -= (
        4.0 if _PRESENT.search(second) else 1.0 if _OF_OFFICE.match(second) else 2.0 if _RESOLVED.match(second) else 0
    )
    score -= 2.0 if announces(second) and not spoken else 0
    score += _circumstance(first, second) + occasion + by_form(first, second)
    return score - (1.0 if re.search(r".：.", first) and "：" not in second and not announces(first) else 0)


def _circumstance(first: str, second: str) -> float:
    """A line that tells whose day it is, how it began, what plight there was, above what is done."""
    score = 1.0 if DAY_OF.match(first) else 0.0
    score += 5.0 if _NARRATES.match(first) else 0.0
    score += 5.0 if _REMEMBERS.match(first) and not re.search("[，：]", first) else 0.0
    plight = _LASTS.search(first) and _ACTOR.match(second)
    couplet = _alike_long(first, second) and not re.search(r"[\s，]", first)
    score += 2.4 if plight and not couplet else 0.0
    asked = _ASKED.search(first) and _SOMEWHERE.match(second) and not _ASKED.search(second)
    score += 1.8 if asked else 0.0
    tallied = _TALLIES.match(first) and _OUR_PLACE.match(second) and "“" in second and not re.search(r"\d", second)
    score += 2.5 if tallied else 0.0
    score += 2.5 if _COUNTED.match(first) and _OUR_PLACE.match(second) and " " not in second else 0.0
    return score - (3.0 if _ANSWERS.search(second) else 0.0)


def _alike_long(first: str, second: str) -> bool:
    """Whether two lines are as long as each other, as the lines of one headline are."""
    return abs(len(first) - len(second)) <= 1


def _calls_for(text: str) -> bool:
    """Whether a line is what a meeting asks for or sets going."""
    return bool(_URGE.search(text) or _POLICY.match(text) or _TAKEN_UP.match(text)) or _balanced(text)


def _what_urges(first: str, second: str, spoken: bool) -> float:
    """A meeting above what it calls for; events end a headline."""
    score = 1.0 if _URGE.search(second) and not _URGE.search(first) else 0.0
    score += 1.0 if _EVENT.search(second) else 0
    score -= 1.0 if _EVENT.search(first) and not spoken else 0
    return score + (1.5 if spoken and _balanced(second) else 0)


def _balanced(text: str) -> bool:
    """Two or more parts of one length without figures: a verse, a slogan."""
    return _verse(text) > 0


def _verse(text: str) -> int:
    """Of how many parts of one length a line is made, set apart by blanks or, from three on, by commas; else 0."""
    parts = [len(p) for p in text.split()]
    if len(parts) < 2:
        parts = [len(p) for p in re.split("[，；、]", text)]
        parts = parts if len(parts) >= 3 and min(parts) >= 4 else []
    even = 2 <= len(parts) <= 5 and max(parts) - min(parts) <= (1 if len(parts) >= 3 else 0)
    return len(parts) if even and not re.search(r"\d", text) else 0


def _couplet(text: str) -> bool:
    """Two short clauses of one length, marks not counted, and no figures: 山门一开 车水马龙."""
    bare = re.sub(r"[“”‘’《》]", "", text)
    return len(bare) <= 17 and _verse(bare) == 2 and not _FIGURE.search(bare)


def _shape(first: str, second: str, said: bool) -> float:
    """What length and form speak: a verse, a phrase of time or cost, a detail without a subject."""
    score = 0.0
    phrase = _balanced(first) and not _balanced(second)
    score += (1.2 + 0.5 * (_verse(first) >= 3)) if phrase else 0
    couplet = _couplet(second) and " " not in first  # crafted as headlines are
    nominal = bool(re.search(r"“.{1,6}”", first))  # a headline that is a picture has its caption below
    score += 2.0 if couplet and not _verse(first) and not nominal and not _FIGURE.search(first) else 0
    units = re.findall(r"\d+(?:\.\d+)?[余多万亿]*(\D|$)", second)
    counts = " " not in second and len(units) > len(set(units))
    score -= (
        3.5 if phrase and counts and not parallel_parts(first) else 0
    )  # how many of how many: a detail below a verse
    clauses = (
        " " in first
        and " " not in second
        and not (phrase or speaks(first) or _SPEAKER.search(first))
        and not re.search(r"\d", first)
    )
    score -= 0.8 if clauses else 0  # two clauses of unlike length are a headline's
    blank = " " in second and " " not in first and not couplet
    score -= 1.4 if blank and not _URGE.search(second) and not speaks(first) else 0
    score -= 2.0 if _runs_on(first, second) else 0
    score += 0.5 if len(second) > 1.4 * len(first) else -0.5 if len(first) > 1.4 * len(second) else 0
    score += 2.0 if adverbial(first) and not adverbial(second) else 0
    score += 1.5 if _POLICY.match(first) and not _POLICY.match(second) and not _URGE.search(second) else 0
    score -= 1.0 if _DETAIL.match(second) or _COMPARED.search(second) else 0
    figurative = bool(re.search(r"“.{1,6}”", first)) and not _POLICY.match(first)
    score -= 0.7 if figurative and not adverbial(first) and not said else 0
    return score - (0.7 if _WHEN.search(first) and not said else 0)


def _figures(first: str, second: str, lead: str) -> float:
    here, there = bool(_FIGURE.search(first)), bool(_FIGURE.search(second))
    if here == there:
        return 0.0
    if here:
        return 0.0 if adverbial(first) else -1.0
    return 0.7 if overlap(second, lead) >= overlap(first, lead) else 0.0
