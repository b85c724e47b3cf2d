"""Who wrote and who photographed: a byline's words, roles before names and roles after names.

``whole_line`` reads a line that is nothing but a byline, ``read_people`` the words of one wherever they stand
(``datelines``: the beginning of a lead; ``signed``: the end of a text). All read plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from helpers.lexicon import alternatives, any_of, group, rows, words
from helpers.page.marks import HAN, MARK, closed_up


@dataclass(frozen=True)
class People:
    """The people a byline names. ``start``–``end``: the characters of the text it covers."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    bare: bool = False
    alone: bool = False  # names without a role: an author, not a reporter

    def __bool__(self) -> bool:
        return bool(self.reporters or self.correspondents or self.photographers)

    @property
    def is_credit(self) -> bool:
        """Only photographers: the credit of a picture, not the byline of a text."""
        return bool(self.photographers) and not self.reporters and not self.correspondents


@lru_cache(maxsize=1)
def _roles() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows("page_roles")}


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    """A role, with the paper or beat before it, and the name that may stick to it: 本报驻京记者王小明."""
    roles = [w for w, (_, place) in _roles().items() if place == "before"]
    return re.compile(rf"(?P<role>\S{{0,14}}?(?:{alternatives(roles)}))(?P<rest>\S*)$")


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """A name with the role stuck to its end: 王小明摄."""
    roles = [w for w, (_, place) in _roles().items() if place != "before"]
    return re.compile(rf"(?P<name>{HAN}{{2,4}}?)(?P<role>{alternatives(roles)})$")


@lru_cache(maxsize=1)
def _given_and_role() -> re.Pattern[str]:
    """The second half of a name set wide, with the role stuck to it: 原摄 of 高　原摄."""
    roles = [w for w, (_, place) in _roles().items() if place != "before"]
    return re.compile(rf"{HAN}(?:{alternatives(roles)})$")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return words("page_surnames")


@lru_cache(maxsize=1)
def _double_surnames() -> frozenset[str]:
    return frozenset(name for name in _surnames() if len(name) == 2)


def has_surname(name: str) -> bool:
    return name[:2] in _surnames() and len(name) >= 3 or name[:1] in _surnames()


_NAME = re.compile(rf"{HAN}{{2,4}}$|{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}$")
_TITLED = re.compile(rf"{any_of('page_byline_words', 'honorific')}$")
_LONG_NAME = re.compile(rf"{HAN}{{4,7}}$")


@lru_cache(maxsize=1)
def _sounds() -> frozenset[str]:
    return words("name_sounds") | words("page_name_sounds")


@lru_cache(maxsize=4096)
def is_spelt_name(token: str) -> bool:
    """A name of four to seven characters that only write its sounds: 阿依努尔, 乌兰其其格."""
    return bool(_LONG_NAME.match(token)) and all(c in _sounds() for c in token) and token not in words("page_not_names")


def is_name(token: str, sure: bool = True, role: bool = False) -> bool:
    """Whether a token can be a person's name; without a role beside it (``sure=False``) a surname is asked for.
    ``role``: a role stands before it, so that a word known as a pen name is one."""
    if sure and is_spelt_name(token):
        return True
    common = token in words("page_not_names") and not (role and token in group("page_not_names", "pen"))
    if not _NAME.match(token) or common or _TITLED.search(token):
        return False
    if "·" in token:
        return sure or len(token) >= 7
    return sure or (has_surname(token) and len(token) <= (4 if token[:2] in _surnames() else 3))


_words = partial(any_of, "page_byline_words")

_FILLER = re.compile(
    rf"{_words('which_pictures')}?{_words('pictures')}?{_words('from_whom')}$|{_words('filler')}"
    rf"|发自.{{2,6}}|.{{2,5}}报道|.{{1,8}}{_words('filler_house')}$"
)
_PICTURES = re.compile(rf"本[版组]{_words('bare_pictures')}$")
_OFFICE = re.compile(rf"{_words('office')}$")
_ROLE_END = re.compile(rf"{_words('role')}$")
_ROLE_BEFORE = re.compile(rf"{_words('called')}.")
_ROLE_IN = re.compile(_words("role"))
_BOTH = re.compile(
    rf"{_words('writing')}\s?[/、·&+和]\s?{_words('picturing')}"
    rf"|(?<![\u3400-\u9fff])(?:文\s+图|图\s?[/、·&+和]\s?文)(?![\u3400-\u9fff])"
    rf"|{_words('picturing')}\s?[/、·&+和]\s?{_words('writing')}$"
)
_AHEAD = re.compile(rf"(?:{_words('role', 'made')}|(?<![\u3400-\u9fff])[文图摄])\s?[/:：|]\s?[\u3400-\u9fff]{{2}}")
#: Before a role, that the reporter is spoken to and does not sign: 告诉记者
_SPOKEN_TO = re.compile(rf"{_words('spoken_to')}{_words('called')}$")
_STUCK = re.compile(rf"(?<=[\u3400-\u9fff])(?<!本报)(?<!特约)(?={_words('stuck')})")
#: 本版采写, 本版文/某某: what the page's makers wrote, photographed or edited.
_OF_PAGE = re.compile(rf"(?:^|(?<=\s))本[版组栏]\s?(?={_words('writing', 'made')}(?:[\s/:：|]|$))(?!图片|照片|摄影)")
_TOKEN = re.compile(r"[^\s、，,/|：:；;&]+")
_TRIM = MARK + "（）()【】[]〔〕—-_·|/。 　"


def _tokens(text: str) -> list[str]:
    """The words of a byline; a name set wide (王　强) is one word."""
    text = _STUCK.sub(" ", _BOTH.sub(" 文图 ", _OF_PAGE.sub("", text.strip(_TRIM))))
    tokens: list[str] = []
    single, end = False, 0
    for found in _TOKEN.finditer(text):
        token, spaced = found[0], text[end : found.start()].isspace()
        end = found.end()
        lone = len(token) == 1 and re.match(HAN, token) is not None and token not in _roles()
        wide = spaced and bool(tokens) and (has_surname(tokens[-1]) if single else tokens[-1] in _double_surnames())
        stuck = _given_and_role().match(token) if wide else None
        if stuck or (single and spaced and lone):
            tokens[-1] += token[0]
            tokens += [token[1:]] if stuck else []
            single = False
        else:
            tokens.append(token)
            single = lone
    return tokens


def _split_names(text: str) -> list[str] | None:
    """Names set without a space between them: 王小明李四."""
    if is_spelt_name(text) and not has_surname(text):
        return [text]
    stuck = len(text) == 4 and text[:2] not in _surnames() and has_surname(text[:1]) and has_surname(text[2:])
    if is_name(text) and not stuck:
        return [text]
    if is_spelt_name(text):
        return [text]
    for k in (2,) if stuck else (3, 2, 4):
        rest = text[k:]
        if len(text) <= 12 and is_name(text[:k], False) and len(rest) >= 2 and has_surname(rest):
            more = _split_names(rest)
            if more:
                return [text[:k], *more]
    return None


class _Parser:
    """Walks over the words of a byline: roles before names, roles after names."""

    def __init__(self, marked: bool, ahead: bool = False, boxed: bool = False, alone: bool = False) -> None:
        self.alone = alone  # names may stand without mark or role
        self.boxed = boxed  # in the bracket beside a dateline, where a role is followed by a name and nothing else
        self.ahead = ahead  # every role stands before its name: 记者/王小明 摄影/李强
        self.people: dict[str, list[str]] = {"reporter": [], "correspondent": [], "photographer": []}
        self.last = False
        self.signs_behind = False  # the last word is a role that stands behind its names: 木嘎 摄
        self.no_pictures = False  # several names and no word for who took the pictures: 韦国忠 王朝文
        self.names_end = False  # only names follow the word at hand: 记者 王小明 摄影 李强
        self.pending: list[str] = []
        self.everyone: list[str] = []
        self.group = ""
        self.prefixed = ""  # "role" after 记者, "sort" after 文 or 图
        self.roles = 0
        self.all_both = False
        self.marked = marked

    def flush(self, group: str = "") -> None:
        group = group or self.group or "reporter"
        targets = {"both": ("reporter", "photographer"), "none": ()}.get(group, (group,))
        for target in targets:
            self.people[target].extend(n for n in self.pending if n not in self.people[target])
        self.pending = []

    def role(self, word: str, group: str, place: str) -> None:
        self.roles += 1
        behind = not self.names_end and (not self.ahead or self.last)
        suffix = place != "before" and self.pending and self.prefixed != "sort" and behind
        if group == "both" and not self.everyone:
            self.all_both = True
        elif not suffix and self._still_pictures(group):
            self.prefixed = "role"  # 摄影 本报记者 王小明: the reporter took the picture
        elif not suffix:
            self.flush()
            self.group, self.prefixed = group, "role" if place == "before" else "sort"
        elif group == "photographer":
            if self.people["correspondent"] or self.group in ("reporter", "correspondent"):
                for key in ("reporter", "correspondent"):
                    self.people[key] = [n for n in self.people[key] if n not in self.everyone]
                self.pending = list(dict.fromkeys(self.everyone))
            self.flush(group)
            self._close()
        elif group == "both":
            self.flush(self.group or "reporter")
            self.people["photographer"].extend(n for n in self.everyone if n not in self.people["photographer"])
            self._close()
        elif group == "none":
            self.flush()
            self._close()
        else:
            self.flush(self.group or group)
            self._close()

    def _still_pictures(self, group: str) -> bool:
        """Whether a role only says who the photographer is: it follows the word for pictures before any name."""
        return self.group == "photographer" and group in ("reporter", "correspondent") and not self.pending

    def _close(self) -> None:
        self.group, self.prefixed, self.everyone = "", "", []

    def name(self, names: list[str]) -> None:
        self.pending.extend(names)
        self.everyone.extend(names)

    def read(self, tokens: list[str]) -> bool:
        sort, place = _roles().get(tokens[-1], ("", "before"))
        supplied = tokens[-1] in group("page_byline_words", "supplied")
        self.no_pictures = (len(tokens) > 1 or self.alone) and not any(
            t in _roles() or t[-1] in "图摄影" for t in tokens
        )
        self.signs_behind = place != "before" and sort in ("photographer", "both") and not supplied
        for i, token in enumerate(tokens):
            self.last = i == len(tokens) - 1
            self.names_end = not self.last and all(is_name(t, sure=False) for t in tokens[i + 1 :])
            if not self._read(token):
                return False
        return True

    def _read(self, token: str) -> bool:
        """Take one word in; False if it belongs into no byline."""
        steps = (
            self._house,
            self._report,
            self._role_word,
            self._office,
            self._one_name,
            self._several,
            self._role_name,
            self._name_role,
        )
        for step in steps:
            answer = step(token)
            if answer is not None:
                return answer
        return bool(_FILLER.match(token)) and (not _NAME.match(token) or self.known)

    @property
    def known(self) -> bool:
        """Whether anything so far shows that this is a byline."""
        return bool(self.everyone or self.roles or self.marked)

    def _house(self, token: str) -> bool | None:
        return True if token in group("page_byline_words", "house_word") else None

    def _report(self, token: str) -> bool | None:
        """From where, or that it is a report: 发自北京, 北京报道."""
        told = token.startswith("发自") or token.endswith(("报道", "报导"))
        return self.known if told and token not in _roles() else None

    def _role_word(self, token: str) -> bool | None:
        if _PICTURES.match(token):
            self.role("图片", "photographer", "before")
            return True
        if token not in _roles():
            return None
        self.role(token, *_roles()[token])
        return True

    def _office(self, token: str) -> bool | None:
        """Whoever sent it in, where no person is named: 县妇联, 受访者; 江警宣 is the pen name of a press office."""
        if _ROLE_BEFORE.match(token):
            return None
        pen = len(token) == 3 and (has_surname(token) or (self.group == "correspondent" and token.endswith("宣")))
        office = _OFFICE.search(token) and not pen and not (has_surname(token) and len(token) <= 3)
        return True if self.roles and 3 <= len(token) <= 14 and office else None

    def _one_name(self, token: str) -> bool | None:
        sure = self.marked or bool(self.group) or self.signs_behind
        if _ROLE_BEFORE.match(token):
            return None
        called = self.prefixed == "role" and _NAME.match(token) and has_surname(token) and len(token) <= 3
        role = bool(self.group) and self.roles > 0
        if not is_name(token, sure, role) and not called or _ROLE_END.search(token):
            return None
        given = (
            (called or self.no_pictures) and len(token) == 3 and token.endswith("文")
        )  # 戚斯文 is a name, 戚斯摄 a picture's
        if _after().match(token) and has_surname(token) and len(token) >= 3 and not given:
            return None
        self.name(_split_names(token) or [token])
        return True

    def _several(self, token: str) -> bool | None:
        """Names set without a space, where a role says that names stand here."""
        sure = self.marked or bool(self.group)
        if not sure or not 5 <= len(token) <= 12 or _ROLE_IN.search(token):
            return None
        names = _split_names(token)
        if not names or not all(has_surname(n) for n in names):
            return None
        self.name(names)
        return True

    def _role_name(self, token: str) -> bool | None:
        """A role with a name stuck to it: 本报驻京记者王小明, 记者王小明摄."""
        stuck = _before().match(token)
        if not stuck:
            return None
        if _SPOKEN_TO.search(stuck["role"]):
            return False
        role = next(w for w in sorted(_roles(), key=len, reverse=True) if stuck["role"].endswith(w))
        self.role(role, *_roles()[role])
        rest = stuck["rest"]
        names = _split_names(rest) if rest else []
        if names and (has_surname(names[0]) or is_spelt_name(names[0]) or self.marked):
            self.name(names)
            return True
        named = self.boxed or (role == stuck["role"] and self.group == "correspondent")
        if named and role not in group("page_byline_words", "part_of_words") and is_name(rest, role=True):
            self.name([rest])  # 通讯员东公宣: whoever sends it in is named right behind
            return True
        return True if not rest else bool(self._name_role(rest))

    def _name_role(self, token: str) -> bool | None:
        """A name with a role stuck to it: 王小明摄."""
        after = _after().match(token)
        if not after or not (has_surname(after["name"]) or self.roles):
            return None
        if after["name"] in words("page_not_names"):
            return True
        self.name([after["name"]])
        self.role(after["role"], *_roles()[after["role"]])
        return True


def read_people(text: str, marked: bool, alone: bool = False, boxed: bool = False) -> People | None:
    """A whole text as a byline, or None. ``alone`` allows names without mark or role; ``boxed``: it is the bracket
    beside a dateline."""
    tokens = _tokens(text)
    if not tokens or len(tokens) > 24:
        return None
    parser = _Parser(marked, bool(_AHEAD.search(_BOTH.sub("", text))), boxed, alone)
    if not parser.read(tokens):
        return None
    parser.flush()
    if not parser.roles and not marked and not alone:
        return None
    p = parser.people
    if parser.all_both:
        p["photographer"].extend(n for n in p["reporter"] if n not in p["photographer"])
    four = [n for n in (*p["reporter"], *p["correspondent"]) if len(n) == 4 and not is_spelt_name(n)]
    if not all(map(has_surname, four)):
        return None
    if marked and not parser.roles and any(n[:2] not in _surnames() for n in four if n in p["reporter"]):
        return None
    bare = not parser.roles and (not marked or not all(map(has_surname, p["reporter"])))
    return People(
        tuple(p["reporter"]), tuple(p["correspondent"]), tuple(p["photographer"]), 0, len(text), bare, not parser.roles
    )


#: A pupil's or student's name beside the school: 市实验小学 王小明, 王小明（市一中高二（3）班）
_PUPIL = re.compile(
    rf"(?P<a>{HAN}{{2,3}})[（(]{HAN}{{1,12}}{_words('school')}[^。，]{{0,10}}[）)]$"
    rf"|{HAN}{{1,12}}{_words('school')}[^。，：:]{{0,10}}[\s）)](?P<b>{HAN}{{2,3}})(?:[\s（(]*指导(?:教师|老师)[\s：:]*{HAN}{{2,3}}[）)]?)?$"
)


def _pupil(text: str) -> People | None:
    found = _PUPIL.match(text.strip(_TRIM + " ") if text[:1] in MARK else text)
    name = found and (found["a"] or found["b"])
    return People((name,), end=len(text), bare=True, alone=True) if name and is_name(name, sure=False) else None


def pen_name(text: str) -> People | None:
    """A marked name right below a headline that is an ordinary word elsewhere: □高原, ◎白云."""
    name = text.strip(MARK + " ").replace(" ", "")
    given = text[:1] in MARK and 2 <= len(name) <= 3 and has_surname(name) and name in words("page_not_names")
    return People((name,), end=len(text), alone=True) if given else None


#: Traditional forms in the words that bylines and datelines are made of, and the strokes that part names, in one form.
FORMS = str.maketrans({row[0]: row[1] for row in rows("page_traditional")} | dict.fromkeys("｜┃│丨∣", "|"))
_FROM_BODY = re.compile(r"[。！？“”]|\d{3}")


def whole_line(text: str) -> People | None:
    """A line that is a byline or a credit and nothing else; None for any other line.

    ``bare`` marks names alone (王小明 under a headline), which only a place beside a headline makes an author.
    """
    text = text.strip().translate(FORMS)
    if not 2 <= len(text) <= 80 or _FROM_BODY.search(text.rstrip("。")):
        return None
    closed = closed_up(text)
    credited = text.endswith(" 摄") and len(closed) == 3  # 木 嘎 摄
    if closed != text and len(closed) >= 3 and not credited:  # 欧 阳 雪, but 图 书 馆
        return People((closed,), end=len(text), bare=True, alone=True) if is_name(closed, sure=False) else None
    marked = text[0] in MARK and len(text) <= 40
    people = read_people(text, marked, alone=True) or _pupil(text)
    return people if people else None
