"""Who wrote and who photographed: bylines and datelines in every dress.

``whole_line`` reads a line that is nothing but a byline, ``dateline`` the beginning of a lead,
``closing`` the bracket that ends an article, ``credit`` the photographer at the end of a caption.
All read plain text and answer with names and the number of characters they rest on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from helpers.lexicon import alternatives, any_of, group, rows, words
from helpers.page.marks import HAN, MARK, ending


@dataclass(frozen=True)
class People:
    """The people a byline names. ``start``–``end``: the characters of the text it covers."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    bare: bool = False

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
def _surnames() -> frozenset[str]:
    return words("page_surnames")


def has_surname(name: str) -> bool:
    return name[:2] in _surnames() and len(name) >= 3 or name[:1] in _surnames()


_NAME = re.compile(rf"{HAN}{{2,4}}$|{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}$")


def is_name(token: str, sure: bool = True) -> bool:
    """Whether a token can be a person's name; without a role beside it (``sure=False``) a surname is asked for."""
    if not _NAME.match(token) or token in words("page_not_names"):
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
_ROLE_IN = re.compile(_words("role"))
_BOTH = re.compile(
    rf"{_words('writing')}\s?[/、·&+和]\s?{_words('picturing')}"
    r"|(?<![\u3400-\u9fff])(?:文\s+图|图\s?[/、·&+和]\s?文)(?![\u3400-\u9fff])|(?:图\s?[/、·&+和]\s?文)$"
)
_AHEAD = re.compile(rf"(?:{_words('role', 'made')}|(?<![\u3400-\u9fff])[文图摄])\s?[/:：|]\s?[\u3400-\u9fff]{{2}}")
_STUCK = re.compile(rf"(?<=[\u3400-\u9fff])(?={_words('stuck')})")
_SPLIT = re.compile(r"[\s、，,/|：:；;&]+")
_TRIM = MARK + "（）()【】[]〔〕—-_·|/。 　"


def _tokens(text: str) -> list[str]:
    """The words of a byline; a name set wide (王　强) is one word."""
    text = _STUCK.sub(" ", _BOTH.sub(" 文图 ", text.strip(_TRIM)))
    tokens: list[str] = []
    single = False
    for token in _SPLIT.split(text):
        if not token:
            continue
        lone = len(token) == 1 and re.match(HAN, token) is not None and token not in _roles()
        if lone and single:
            tokens[-1] += token
            single = False
        else:
            tokens.append(token)
            single = lone
    return tokens


def _split_names(text: str) -> list[str] | None:
    """Names set without a space between them: 王小明李四."""
    stuck = len(text) == 4 and text[:2] not in _surnames() and has_surname(text[:1]) and has_surname(text[2:])
    if is_name(text) and not stuck:
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

    def __init__(self, marked: bool, ahead: bool = False) -> None:
        self.ahead = ahead  # every role stands before its name: 记者/王小明 摄影/李强
        self.people: dict[str, list[str]] = {"reporter": [], "correspondent": [], "photographer": []}
        self.last = False
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
        suffix = place != "before" and self.pending and self.prefixed != "sort" and (not self.ahead or self.last)
        if group == "both" and not self.everyone:
            self.all_both = True
        elif not suffix and self.group == "photographer" and group == "reporter" and not self.everyone:
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

    def _close(self) -> None:
        self.group, self.prefixed, self.everyone = "", "", []

    def name(self, names: list[str]) -> None:
        self.pending.extend(names)
        self.everyone.extend(names)

    def read(self, tokens: list[str]) -> bool:
        for i, token in enumerate(tokens):
            self.last = i == len(tokens) - 1
            if not self._read(token):
                return False
        return True

    def _read(self, token: str) -> bool:
        """Take one word in; False if it belongs into no byline."""
        steps = (
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
        house = token in group("page_byline_words", "house_word")
        return house or (bool(_FILLER.match(token)) and (not _NAME.match(token) or self.known))

    @property
    def known(self) -> bool:
        """Whether anything so far shows that this is a byline."""
        return bool(self.everyone or self.roles or self.marked)

    def _report(self, token: str) -> bool | None:
        return self.known if token.endswith("报道") and token not in _roles() else None

    def _role_word(self, token: str) -> bool | None:
        if _PICTURES.match(token):
            self.role("图片", "photographer", "before")
            return True
        if token not in _roles():
            return None
        self.role(token, *_roles()[token])
        return True

    def _office(self, token: str) -> bool | None:
        """Whoever sent it in, where no person is named: 县妇联, 受访者."""
        office = _OFFICE.search(token) and not (has_surname(token) and len(token) <= 3)
        return True if self.roles and 3 <= len(token) <= 14 and office else None

    def _one_name(self, token: str) -> bool | None:
        sure = self.marked or bool(self.group)
        called = self.prefixed == "role" and _NAME.match(token) and has_surname(token) and len(token) <= 3
        if not is_name(token, sure) and not called or _ROLE_END.search(token):
            return None
        given = called and len(token) == 3 and token.endswith("文")  # 通讯员 戚斯文 is a name, 戚斯摄 a picture's
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
        role = next(w for w in sorted(_roles(), key=len, reverse=True) if stuck["role"].endswith(w))
        self.role(role, *_roles()[role])
        rest = stuck["rest"]
        names = _split_names(rest) if rest else []
        if names and (has_surname(names[0]) or self.marked):
            self.name(names)
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


def _people(text: str, marked: bool, alone: bool = False) -> People | None:
    """A whole text as a byline, or None. ``alone`` allows names without mark or role."""
    tokens = _tokens(text)
    if not tokens or len(tokens) > 24:
        return None
    parser = _Parser(marked, bool(_AHEAD.search(_BOTH.sub("", text))))
    if not parser.read(tokens):
        return None
    parser.flush()
    if not parser.roles and not marked and not alone:
        return None
    p = parser.people
    if parser.all_both:
        p["photographer"].extend(n for n in p["reporter"] if n not in p["photographer"])
    if any(len(n) == 4 and not has_surname(n) for n in (*p["reporter"], *p["correspondent"])):
        return None
    if marked and not parser.roles and any(len(n) == 4 and n[:2] not in _surnames() for n in p["reporter"]):
        return None
    bare = not parser.roles and (not marked or not all(map(has_surname, p["reporter"])))
    return People(tuple(p["reporter"]), tuple(p["correspondent"]), tuple(p["photographer"]), 0, len(text), bare)


#: Traditional forms in the words that bylines and datelines are made of, so that one set of patterns reads both.
_FORMS = str.maketrans({row[0]: row[1] for row in rows("page_traditional")})
_FROM_BODY = re.compile(r"[。！？“”]|\d{3}")


def whole_line(text: str) -> People | None:
    """A line that is a byline or a credit and nothing else; None for any other line.

    ``bare`` marks names alone (王小明 under a headline), which only a place beside a headline makes an author.
    """
    text = text.strip().translate(_FORMS)
    if not 2 <= len(text) <= 80 or _FROM_BODY.search(text.rstrip("。")):
        return None
    marked = text[0] in MARK and len(text) <= 40
    people = _people(text, marked, alone=True)
    return people if people else None


#: 本报讯, 本报北京7月12日电, 新华社北京2月20日电, 晚报讯, 据新华社电, 人民网北京3月2日电
_DATELINE = re.compile(
    rf"(?P<open>[【〔\[■□●◆▲◎◇]?\s*)"
    rf"(?P<dateline>(?!记者|通讯员)(?:据)?(?:{_words('house')}|{HAN}{{1,7}}?{_words('media')})"
    rf"(?:{HAN}{{0,8}}?(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日|{HAN}{{0,6}}?)?(?:综合)?(?:讯(?!员)|专?电|消息)"
    rf"|(?:本报)?综合{HAN}{{0,8}}(?:报道|消息)(?=[\s（，：])"
    rf"|据《[^》\n]{{2,16}}》{_words('paper_as')}"
    rf"|据{HAN}{{2,10}}{_words('quoted_media')}{_words('quoted_as')}(?=[\s（，：]))"
    rf"(?P<close>\s*[】〕\]]?)"
)
_NEXT = re.compile(r"[\s（(：:，]|[\u3400-\u9fff“《\dA-Z]|$")
_PEOPLE_HEAD = re.compile(
    rf"\s*(?P<names>(?:{HAN}{{0,8}}{_words('called')}\s*{HAN}{{2,4}}(?:[\s、]+{HAN}{{2,4}})*[\s、]*)+)(?:报道|摄影报道|[^。，：:\s]{{0,4}}报道)?(?:[：:\s]|(?<=报道)，?)"
)
_BRACKET = re.compile(r"\s*[（(](?P<inner>[^（()）\n]{2,60})[)）]\s*")


def dateline(text: str) -> tuple[str, int, People, int] | None:
    """What a lead begins with: ``(dateline, where it starts, people, where the text begins)`` or None.

    The dateline may be empty where the lead opens with the reporters in brackets.
    """
    text = text[:200].translate(_FORMS) + text[200:]
    found = _DATELINE.match(text)
    at, name, start = 0, "", 0
    if found and _NEXT.match(text, found.end()):
        name, start, at = found["dateline"], found.start("dateline"), found.end()
        if name.endswith(group("page_byline_words", "dispatch")) and len(name) > 20:
            return None
    people = People()
    bracket = _BRACKET.match(text, at)
    if bracket:
        inside = _people(bracket["inner"], False, alone=bool(name))
        if inside:
            people, at = inside, bracket.end()
    elif name or text.startswith("本报"):
        head = _PEOPLE_HEAD.match(text, at)
        head = head if name or (head and "报道" in head.group()) else None
        inside = _people(head["names"], False) if head else None
        if head and inside and all(has_surname(n) for n in (*inside.reporters, *inside.correspondents)):
            people, at = inside, head.end()
    if not name and not people:
        return None
    while at < len(text) and text[at] in " ：:　":
        at += 1
    return name, start, people, at


_CLOSING = re.compile(r"[（(](?P<inner>[^（()）\n]{2,40})[)）][。\s]*$")
_SUPPLIED = re.compile(
    rf"{_words('source')}.{{2,24}}$|.{{2,16}}{_words('supplied')}$|{_words('closing')}$|图片?来源.{{1,12}}$"
)


def closing(text: str) -> tuple[int, People] | None:
    """The bracket that ends an article: ``(where it starts, people)``; people are empty for （市文明办供稿）."""
    found = _CLOSING.search(text[-48:])
    if not found:
        return None
    start = max(0, len(text) - 48) + found.start()
    inner = found["inner"].strip()
    people = _people(inner, False, alone=True)
    if people:
        return start, people
    if _SUPPLIED.match(inner) or (len(inner) <= 16 and ending("page_units").search(inner) and inner.isalpha()):
        return start, People()
    return None


_CREDIT = re.compile(
    rf"(?:(?<=[。！？”）\s])|^)[■□◎▲●◆\s（(]*(?P<credit>(?:{HAN}{{0,10}}{_words('photographer')}?[\s/：]*)?{HAN}{{2,4}}(?:[\s、]+{HAN}{{2,4}}){{0,3}}\s*[/／]?\s*{_words('credit_after')}"
    rf"|{_words('credit_before')}[\s/：:]+(?:{HAN}{{0,8}}记者\s*)?{HAN}{{2,4}}(?:[\s、]+{HAN}{{2,4}}){{0,3}})[)）。\s]*$"
)


def credit(text: str) -> tuple[int, People] | None:
    """The photographer at the end of a caption: ``(where the credit starts, people)``."""
    tail = text[-44:]
    found = _CREDIT.search(tail)
    if not found:
        return None
    people = _people(found["credit"], False)
    if not people or not people.photographers:
        return None
    return len(text) - len(tail) + found.start(), people


_SIGNATURE = re.compile(rf"(?:您的|一[名位个])?(?:{HAN}{{0,8}}?){_words('signer')}[\s：:]+(?P<name>{HAN}{{2,4}})$")


_PLACE_NAME = re.compile(rf"(?:{HAN}{{2,14}}[\s：:]+)?(?P<name>{HAN}{{2,4}})$")


def signature(text: str, letter: bool = False) -> People | None:
    """The signature under a letter: 读者　阮某某; in what is known to be a ``letter`` also 大桥乡　赵某某."""
    found = _SIGNATURE.match(text.strip())
    if not found and letter:
        found = _PLACE_NAME.match(text.strip())
        if found and not is_name(found["name"], sure=False):
            return None
    if not found or not is_name(found["name"]):
        return None
    return People(reporters=(found["name"],), end=len(text))
