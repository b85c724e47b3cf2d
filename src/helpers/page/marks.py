"""What a line shows at first sight: labels, prices, telephone numbers, weather, verse.

Each feature is one small pattern; what it is worth is decided where it is used.
"""

from __future__ import annotations

import re
from functools import cache, partial

from helpers.lexicon import alternatives, any_of, group, rows, words

HAN = r"[\u3400-\u9fff〇○]"
_words = partial(any_of, "page_line_words")
_NAME = rf"(?:{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}|{HAN} {{1,2}}{HAN}|{HAN}{{2,8}})(?:（[^（）]{{1,12}}）)?"
_SCORER = rf"(?:{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}|{HAN}{{2,8}})[（(][^（）()]{{0,8}}\d[^（）()]{{0,12}}[）)]"
_DIGITS = r"[\d一二三四五六七八九十〇○零]"

#: Signs that stand before a byline, a column, an item of a list.
MARK = "■□◎▲●◆○△◇★☆▪•▼▽◤▍※☉⊙▶►▷▸❖◈▌█▐➤◥◣◢"
_SECTIONS = f"(?:{alternatives(words('page_sections'))})(?:新闻|版)?"
#: What stands between a page's number and its name, and the name itself (国内/国际, 社会·文体).
_PART = r"[:：·|｜┃│丨∣/—–_-]"
_SECTION = rf"“?{HAN}[\u3400-\u9fff·/&、“”]{{0,10}}"
#: A page's number: 02, A02, T3; a spread of two: 04-05, A04—A05. Letters of roads, trains and lines are left out (G20, K7).
_LETTERED = r"(?:[A-FHTWYZ]|[A-Z]{2})\d{1,2}"
_SPREAD = r"(?:\s?[-—–~、/]\s?[A-Z]?\d{1,3})?"
#: 02 民生·公告　责任编辑：某某: a number and a name before the editors on their line.
#: 01版 要闻 / A02　民生 / A02｜城事 / 第3版 / 第02版：综合新闻 / 04-05版 特别报道 / 要闻 A01 / 【02版】民生 / P3 财经
PAGE_LABEL = re.compile(
    rf"(?![{MARK}]?\s*F1\s*{HAN}{{5}})"  # motor racing
    rf"[{MARK}【\[〖［（(=*~—–─━-]{{0,4}}\s?"
    rf"(?:第\s?(?P<n1>[A-Z]?\d{{1,3}}|[一二三四五六七八九十]{{1,3}}){_SPREAD}\s?版[】\]〗]?(?:\s*[（(][^（）()]{{0,10}}[)）])?(?:(?:\s*{_PART}\s*|\s+)(?P<a>{_SECTION}))?"
    rf"|(?P<n2>(?:[A-Z]|[A-Z]叠)?\d{{1,3}}|[一二三四五六七八九十]{{1,2}}|头){_SPREAD}\s?版[】\]〗）)]?(?:(?:\s*{_PART}\s*|\s+|(?<=[】\]〗）)]))(?P<b>{_SECTION}))?"
    rf"|P?(?P<n3>{_LETTERED}|(?<=P)\d{{1,2}}){_SPREAD}[】\]〗）)]?(?:(?:\s*{_PART}\s*|\s+|(?<=[】\]〗）)]))(?P<c>{_SECTION}))?"
    rf"|(?P<n5>\d{{1,2}})\s?(?:[|｜┃│丨∣/·]\s?|(?<=[【\[〖]\d\d)[】\]〗]\s*)(?P<d>{_SECTION})"
    rf"|(?!{_words('jump_in', 'jump_out')}){HAN}{{2,5}}(?:\s*{_PART}\s*|\s+)(?P<n4>第?[A-Z]?\d{{1,2}}版|{_LETTERED})[】\]〗）)]?"
    rf"|[“\u3400-\u9fff][\u3400-\u9fff·、“”]{{1,7}}\s?[|｜┃│丨∣/·]\s?(?P<n6>0\d|[1-4]\d|[1-9](?=\s+(?:20\d\d年|\d{{1,2}}月\d|{_words('editor')})))"
    rf"|(?P<n7>[A-Z]?\d{{1,2}})\s?(?P<e>{_SECTION})(?=\s+{_words('editor')}[^。，]*$))[】\]〗）)]?(?=\s|$)(?!\s*{HAN}{{9}})"
)
#: 3 复工·春耕, C3体育, 版面 02 民生: a page's number and name, where the editors' line follows
BARE_LABEL = re.compile(
    rf"[{MARK}\s]{{0,2}}(?:版面\s?)?(?P<n>[A-Z]?\d{{1,2}})\s?{HAN}{{2,6}}(?:[·/、]{HAN}{{2,4}})?$"
    rf"|{HAN}{{2,5}}版?\s?(?P<m>[A-Z]?\d{{1,2}})$"
)
#: 03 综合, A5 民生: told from other lines by the names that sections have.
SECTION_NAME = re.compile(rf"{_SECTIONS}$")
NAMED_LABEL = re.compile(rf"(?:0\d|[A-H]\d{{1,2}})\s+{_SECTIONS}(?:[·、/\s]{_SECTIONS})?$")
#: 专栏：今日谈: the mark that archives set before each article
COLUMN_TAG = re.compile(r"(?:专栏|栏目)[:：]\s*(?P<name>[^。，]{0,16})$")
#: A line in brackets: the number of a notice, what a headline adds in an aside.
ASIDE = re.compile(
    rf"[（(].{{1,40}}[）)]$|{HAN}{{2,12}}[（(〔]\d{{4}}[）)〕]第?\d+号$|第[\d一二三四五六七八九十百]{{1,5}}号$"
)
#: A line of a head that adds to the one above, behind a dash.
AFTER = re.compile(r"(?:——|——|--|―|─)")
#: A page number that stands alone: 3, - 3 -
PAGE_NUMBER = re.compile(r"[-—·\s]*\d{1,3}[-—·\s]*$")
DATE_LINE = re.compile(
    rf"(?:\d{{4}}|[一二三四五六七八九〇○零]{{4}})\s?[年.-]\s?{_DIGITS}{{1,3}}\s?[月.-]\s?{_DIGITS}{{1,3}}\s?日?"
)
SIGN_DATE = re.compile(rf"(?:(?:\d{{4}}|[二一][一二三四五六七八九〇○零]{{3}})年)?{_DIGITS}{{1,3}}月{_DIGITS}{{1,3}}日$")
JUMP = re.compile(
    rf"[（(【\[▶►>→\s]*(?P<word>{_words('jump_in', 'jump_out')})\s?(?:第\s?)?(?P<page>[A-Z]?\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s?"
    rf"版?(?:[·:：\s]?{HAN}{{0,6}})?[）)】\]▶►>\s]*"
)
JUMP_END = re.compile(
    rf"[（(【\[▶►>→\s]*(?:{_words('jump_out')}|更多.{{0,8}}见)\s?(?:第\s?)?(?P<page>[A-Z]?\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s?版[^。，]{{0,8}}?[）)】\]]*$"
)
PHONE = re.compile(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}|400-?\d{3}-?\d{4}|(?<!\d)[2-9]\d{6,7}(?!\d)|12345|9\d{4}(?!\d)")
PRICE = re.compile(r"\d(?:\.\d+)?\s?元|[¥]\s?\d|\d折|满\d+[减送]|免费")
PRICED = re.compile(r"\d(?:\.\d+)?元|\d折")
TABLE_ROW = re.compile(
    rf"[^\d\s，。；！？]{{1,12}}(?:[（(][^（）()]*[）)])?[\s:：|]+{_words('row_change')}?"
    r"[-\d.]+[^\d\s，。！？]{0,3}(?:[（(][^（）()]*[）)])?(?:[\s|]+[-\d.]+\S{0,4}(?:[（(][^（）()]*[）)])?)*$"
    r"|[-\d.,]+[^\d\s，。！？]{0,3}[\s|]+[\u3400-\u9fff]{2,12}$"
)
#: 东港联1∶0海晏, 白城队 87比79 红河队: a result between two sides
#: 红河队—白城队（27日3时）, 20:30　女排小组赛: a meeting still to come.
RESULT_ROW = re.compile(
    r"[^\d\s，。；！？]{2,14}\s?\d{1,3}\s?(?:[∶:：—–-]|比)\s?\d{1,3}\s?[^\d\s，。；！？]{2,14}$"
    r"|[^\d\s，。]{2,8}\s+[\d.]+%?\s?(?:比|[:：∶])\s?[\d.]+%?$"
    rf"|(?:[\d:：月日.]{{2,12}}\s+)?{HAN}{{2,10}}\s?(?:[—–-]{{1,2}}|VS|vs|对阵)\s?{HAN}{{2,10}}\s?[（(]?[\d月日]{{1,6}}[\d:：月日时分\s]*[）)]?$"
    rf"|\d{{1,2}}[:：]\d{{2}}\s+{HAN}[^，。]*$"
)
TABLE_HEAD = re.compile(r"(?:\S{1,10}[\s|]+){2,}\S{1,10}$")
#: A line of a roll: what was won or in which class, and who: 搏克：特木尔、谢尔盖·伊万诺夫、白　音
#: or who scored for a side and when, which one man may do: 北岭：左海涛（第58分钟）, 马里奥（40'）
ROLL_LINE = re.compile(
    rf"{HAN}{{2,10}}[：:](?:(?:{_NAME}[、 ]{{1,3}})+{_NAME}"
    rf"|{_SCORER}(?:[、， ]{{1,3}}{_SCORER})*)[。；]?$"
)
#: A row of a roll, names set apart by spaces, short ones spread: 王　倩　李　娟　覃艳红　张　敏.
NAMES_ROW = re.compile(rf"(?:{HAN}{{2,4}}|{HAN} {HAN})(?: (?:{HAN}{{2,4}}|{HAN} {HAN}))+$")
#: A work and who made it, in a list of prizes: 《一碗米粉的早晨》　黄　磊
WORK_ROW = re.compile(
    rf"《[^《》]{{1,24}}》[ 　]+(?:{HAN}{{2,4}}|{HAN} {HAN}|{HAN}{{4,16}})(?:[ 、](?:{HAN}{{2,4}}|{HAN} {HAN}))*$"
)
#: The name of a prize above those who won it: 一等奖（2名）, 最佳人气奖
PRIZE = re.compile(rf"{HAN}{{1,8}}奖(?:[（(]\d{{1,3}}[名人件个篇部幅][）)])?[：:]?$")
#: Who gave what, or what costs how much, in one row or more of its kind: 某某商会 100万元, 某公司 50万元、口罩3000只
GIVEN_ROW = re.compile(
    rf"[^\d\s，。；！？：]{{2,24}} {{1,4}}(?:{HAN}{{0,12}}|[A-Z]\d{{2}}{HAN}{{1,8}})\d[\d.,]*[万亿]?{HAN}{{1,3}}(?<![起折])"
    rf"(?:、[^\d\s，。；、]{{0,3}}(?:\d{{2}})?{HAN}{{1,12}}\d[\d.,]*[万亿]?{HAN}{{1,3}}(?<![起折]))*$"
)
#: Those of one calling, or the one: 医生：许　强　罗　京, 领队：任　强.
CALLED_ROW = re.compile(
    rf"{_words('roll_calling')}[：:] ?(?:{HAN}{{2,4}}|{HAN} {HAN})(?:[ 、]{{1,3}}(?:{HAN}{{2,4}}|{HAN} {HAN}))*$"
)
#: What the names below it are listed for: 小学语文（8名）.
ROLL_HEAD = re.compile(rf"{HAN}{{2,10}}（\d{{1,3}}[名人]）[：:]?$")
#: A line that asks, as the crossheads of an explanation do: 网点有多少, 价格怎么定？
ASKS = re.compile(rf"{_words('asking')}.{{0,3}}[？?]?$|[？?]$")
#: How to get in touch, alone or behind a name: 联系电话：…
CONTACT = re.compile(
    rf"(?:{HAN}{{2,16}}\s)?[^，。：:\s]{{0,10}}{any_of('page_kind_words', 'contact')}(?:[（(][^（）()]{{0,10}}[）)])?[：:\s]"
)
#: A row of opening hours or of rates: 东门菜市场　6:00—18:00, 100美元　667.11
HOURS_ROW = re.compile(
    r"\S{2,14}\s+\d{1,2}:\d{2}\s?[-—~至]{1,2}\s?\d{1,2}:\d{2}$|\d{1,4}[^\d\s，。]{1,4}\s+[\d.,]+元?$"
)
CROSSHEAD_MARK = re.compile(
    rf"(?:[A-Z](?!{_words('after_letter')})(?=[\s\u3400-\u9fff])|[①-⑳❶-❿]|[（(]?[一二三四五六七八九十]{{1,2}}[）)、.]|[（(]?\d{{1,2}}[）)、.](?!\d)|(?:其|之)[一二三四五六]|[▍▌█◤◢])"
)
SIDEBAR = re.compile(
    rf"(?:[{MARK}▍▌█◤【\[〖［>\s]*{_words('sidebar_sort')}?{_words('sidebar')}|[{MARK}▍▌█◤【]{_words('sidebar_marked')})[】\]〗］:：\s]*$"
)
STOPS = "。！？!?…；;"
_CLOSERS = "”’」』）)】》\"' "
LETTER_OPEN = re.compile(
    rf"亲爱的{HAN}{{1,8}}[:：，！]$|(?:尊敬的|亲爱的)?(?:{_words('letter_to')}|{HAN}{{0,6}}报(?:编辑|记者)?)(?:部|社)?{_words('letter_title')}?(?:们)?{_words('letter_greeting')}?[:：，！]$"
)
#: The same run in, the letter going on behind it: 编辑同志：我家住……
LETTER_RUN_IN = re.compile(
    rf"(?:尊敬的)?(?:{_words('letter_to')}|{HAN}{{0,6}}报(?:编辑|记者)?)(?:部|社)?{_words('letter_title')}(?:们)?{_words('letter_greeting')}?[:：，！]"
)
#: The line above an entry of a diary: 2月23日 星期日 武汉 多云.
DIARY_ENTRY = re.compile(
    rf"(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日[ ，](?:{HAN}{{2,4}}[ ，])?(?:星期|周)[一二三四五六日天](?:[ ，](?:{HAN}{{1,4}}))*$"
    rf"|(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日(?:[ ，]{HAN}{{2,4}})?[ ，](?:{_words('sky')})(?:转{_words('sky')})?$"
)
LEAD_TIME = re.compile(
    rf"{_words('lead_time')}|\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}日[，上下晚]|[自从]\d|由.{{2,12}}{_words('lead_host')}"
)


_EDITOR_NAMED = re.compile(rf"(?:本版)?{_words('editor')}\s?{HAN}{{2,3}}$")
_EDITOR_TOKEN = re.compile(rf"{HAN}{{1,4}}$|{HAN}{{1,6}}(?:·{HAN}{{1,6}})+$|[\w.@-]+$")
_EDITOR_SPLIT = re.compile(rf"[\s:：/|｜┃│丨_，、；（）{MARK}]+")
#: What shows that a role and a name belong together: without it a role may be an ordinary word (统筹 兼顾).
_EDITOR_JOIN = re.compile(r"[:：/|｜┃│丨_]")


@cache
def _editor_roles() -> tuple[str, ...]:
    return (*words("page_editors"), *group("page_line_words", "editor_contact"), "本版")


_OF_PAGE = re.compile(r"(?:本|第?[一二三四五六七八九十\d]{1,2})版(?=.)")


def _is_editor_role(token: str) -> bool:
    return _OF_PAGE.sub("", token, count=1) in words("page_editors") or token in group(
        "page_line_words", "editor_contact"
    )


def _is_editor_name(token: str, joined: bool) -> bool:
    """A name or pseudonym beside a role; where only a blank parts them, no ordinary word and none of four characters."""
    if not _EDITOR_TOKEN.match(token):
        return False
    return joined or (token not in words("page_not_names") and (len(token) <= 3 or token[:2] in words("page_surnames")))


def is_editors(text: str) -> bool:
    """A line of the people who made the page: 责任编辑：某某　版式：某某."""
    bare = text.strip(MARK + "（）【】 ")
    found = _OF_PAGE.match(bare)
    of_page = found is not None and bare.startswith(tuple(words("page_editors")), found.end())
    if found and of_page:
        bare = bare[found.end() :]
    if len(text) > 80 or not bare.startswith(_editor_roles()):
        return False
    tokens = [t for t in _EDITOR_SPLIT.split(bare) if t]
    if not _is_editor_role(tokens[0]):
        return bool(_EDITOR_NAMED.match(tokens[0])) and len(tokens) <= 8
    roles = sum(_is_editor_role(t) and t not in group("page_line_words", "editor_contact") for t in tokens)
    joined = roles >= 2 or of_page or bool(_EDITOR_JOIN.search(bare))
    return roles > 0 and len(tokens) >= 2 and all(_is_editor_role(t) or _is_editor_name(t, joined) for t in tokens)


_SET_WIDE = re.compile(rf"{HAN}(?: {{1,4}}{HAN}){{1,5}}$")


def closed_up(text: str) -> str:
    """A short title set wide (更　正, 讣 告, 天 气 预 报) without the blanks between its characters."""
    return text.replace(" ", "") if " " in text and _SET_WIDE.match(text) else text


def signs_with_date(text: str) -> bool:
    """The end of a notice or letter: its date, alone or behind the office on one line (某某公司　2021年7月8日)."""
    if SIGN_DATE.fullmatch(text):
        return True
    found = SIGN_DATE.search(text) if len(text) <= 40 else None
    return found is not None and bool(ending("page_units").search(text[: found.start()].rstrip()))


def is_stop(text: str) -> bool:
    """Whether a stretch ends where a sentence can end: a stop, with any closing marks behind it."""
    bare = text.rstrip(_CLOSERS)
    if bare and bare[-1] in STOPS:
        return True
    return text.rstrip().endswith(("：", ":", ".”")) or (text.rstrip()[-1:] == "." and text.rstrip()[-2:-1].isalpha())


#: A text that ends with a telephone number is no torn one.
_CALL = re.compile(r"(?<![\d.])[\d-]{5,14}$")


def is_open(text: str) -> bool:
    """Whether a paragraph breaks off in mid-sentence, so that its other half must stand elsewhere."""
    text = text.rstrip()
    if not text or is_stop(text) or _CALL.search(text):
        return False
    return not text.endswith(("）", ")", "》", "】"))


@cache
def _lexicon(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(words(name)))


def count(name: str, text: str) -> int:
    """How many words of a list the text holds (each once)."""
    return len(set(_lexicon(name).findall(text)))


def has(name: str, text: str) -> bool:
    return bool(_lexicon(name).search(text))


@cache
def ending(name: str) -> re.Pattern[str]:
    """A pattern for lines that end with a word of the list."""
    return re.compile(f"(?:{alternatives(words(name))})$")


def column_kind(text: str) -> str:
    """The kind of article a column announces (禾川时评 → editorial), ``"-"`` where it may be any."""
    bare = closed_up(text.strip(MARK + " ·【】[]〖〗［］「」"))
    kinds = [kind for half in re.split(r"[·|/]", bare) for word, kind in rows("page_columns") if half.endswith(word)]
    return next((kind for kind in kinds if kind != "-"), "-")


@cache
def weights(name: str) -> tuple[tuple[str, re.Pattern[str], float], ...]:
    """A list of ``pattern-free word, weight`` rows grouped by what they speak for: (kind, pattern, weight)."""
    groups: dict[tuple[str, float], list[str]] = {}
    for word, kind, weight in rows(name):
        groups.setdefault((kind, float(weight)), []).append(word)
    return tuple((kind, re.compile(alternatives(g)), w) for (kind, w), g in groups.items())
