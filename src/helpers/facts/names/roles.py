"""What people are called: the role and organisation beside a name, the full name behind a short one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from helpers.facts.model import Name
from helpers.facts.names.aliases import SHORT, find_aliases
from helpers.facts.names.candidates import Mention, title_before
from helpers.facts.names.endings import Boundaries, Named
from helpers.facts.names.foreign import is_piece
from helpers.facts.names.lexicon import HAN, Lexicon, lexicon
from helpers.lexicon import any_of, group, letters, rows

_any_of = partial(any_of, "person_words")
_group = partial(group, "person_words")
_letters = partial(letters, "person_words")
#: What leads to somebody and is no part of the office (去|找|牧民苏和巴特尔借拖拉机).
_LED_TO = re.compile(f"^[{_letters('led_to')}]")
#: A name is told behind what somebody is.
_IS_CALLED = re.compile("(?:名叫|名字叫|叫做|姓名叫|叫)$")
#: What leads a name in and is nobody's role (“皮卡丘”|真名叫|付媛媛).
_NO_ROLE = frozenset(_group("bears")) | frozenset(_group("no_role"))
#: What an office may begin with (执行|主席, 常务|副市长).
_PREFIXES = frozenset(_group("title_prefix"))
#: How offices end that are in no list (党委委员, 挂职干部).
_OFFICE_ENDS = frozenset(_letters("people_ends"))
_ROLE_BREAK = re.compile(f"[的是系，。；：！？“”\n ]|{_any_of('role_breaks')}|[0-9]+岁")
#: Where somebody lives, before what somebody is (兴隆镇靠山屯|村民).
_WHERE = re.compile(f"^[{HAN}]+[县镇乡屯寨](?=[{HAN}]{{2}})(?![{_letters('of_the_place')}])")
#: Offices that are verbs as well (某某代表公司领奖): behind a name they are an office only where its clause ends or somebody speaks.
_DOES_TOO = frozenset(_group("does_too"))
_ADDRESSED = re.compile(f"[，。、；：！？）”\n ]|的(?:建议|提案|发言|议案)|{_any_of('address_says')}|$")
_CLAUSE = re.compile("[，。；：！？\n]")
_AND_OTHERS = re.compile(f"等(?:[0-9一二三四五六七八九十]+[名位])?([^，。、的]{{0,2}}{_any_of('role_of_others')})")


def with_role(
    person: Mention, last: int, text: str, organisations: Sequence[Named], bounds: Boundaries, lex: Lexicon
) -> Name:
    """The person with the role before or after the name, and the organisation before the role, both
    behind the last person, who ends at ``last``."""
    size = title_before(text, person.start, lex)
    organisation = ""
    if size:
        begin = person.start - size
        begin -= next((n for n in (4, 3, 2) if text[begin - n : begin] in _PREFIXES), 0)
        bare = begin
        k = bisect_right(organisations, begin, key=lambda o: o.end) - 1
        whose = organisations[k + 1] if k + 1 < len(organisations) else None
        if whose and last <= whose.start < begin < whose.end < person.start:
            organisation, begin = whose.name, whose.end  # 市政协|委员: 政协委员 is a title as well
        elif k >= 0 and organisations[k].start >= last and _belongs(text[organisations[k].end : begin], lex):
            organisation, begin = organisations[k].name, organisations[k].end
        else:
            begin = max(bounds.before(begin, 8), begin - 8, last)
        role = _trimmed(text[begin : person.start], text[bare : person.start])
    else:
        role = _role_after(text, person.end, lex) or _role_told(text, person.start, lex)
    mention = text[person.start : person.end]
    return Name(person.start, person.end, mention, "person", person.name, role, organisation, person.rule)


def _role_told(text: str, at: int, lex: Lexicon) -> str:
    """老师叫|石维邦."""
    called = _IS_CALLED.search(text, max(0, at - 6), at)
    if not called:
        return ""
    ahead = text[max(0, called.start() - 5) : called.start()]
    return next((ahead[-k:] for k in (5, 4, 3, 2) if lex.titles.get(ahead[-k:]) in ("office", "trade")), "")


def _trimmed(role: str, title: str) -> str:
    """The role without what runs before it in the sentence; the bare title if nothing else is left."""
    if title in _NO_ROLE:
        return ""
    cut = [m.end() for m in _ROLE_BREAK.finditer(role)]
    if cut:
        role = role[cut[-1] :] if len(role) > cut[-1] else title
    role = role if role in lexicon().titles else _LED_TO.sub("", role)
    return _WHERE.sub("", _titles_only(role.strip("、“”：（）").removeprefix("族")))


def _titles_only(role: str) -> str:
    """The offices at the end of a role, without what stands before them in a list and is none (副主席石头、|秘书长)."""
    pieces = role.split("、")
    first = len(pieces) - 1
    while first and _is_office(pieces[first - 1]):
        first -= 1
    return "、".join(pieces[first:])


def _is_office(piece: str) -> bool:
    """Whether a piece ends with an office, or with what people are called by (党组成员, 省人大代表, 非遗传承人)."""
    titles = lexicon().titles
    return any(piece[-n:] in titles for n in (2, 3, 4, 5)) or piece[-1:] in _OFFICE_ENDS


def _role_after(text: str, end: int, lex: Lexicon) -> str:
    """李克强总理; 何健等市领导."""
    others = _AND_OTHERS.match(text, end)
    if others:
        return others.group(1)
    size = next((k for k in (4, 3, 2) if lex.titles.get(text[end : end + k]) == "office"), 0)
    title = text[end : end + size]
    return "" if title in _DOES_TOO and not _ADDRESSED.match(text, end + size) else title


def _belongs(gap: str, lex: Lexicon) -> bool:
    """Whether what stands between an organisation and a title is part of the title (重症医学科主任)."""
    if len(gap) > 20 or _CLAUSE.search(gap):
        return False
    pairs = (gap[k : k + 2] for k in range(len(gap) - 1))
    return not any(pair in lex.verbs and pair not in lex.titles for pair in pairs)


def settled(row: list[Name], text: str) -> list[Name]:
    """The names of one article, in order: nicknames and short names made full, roles shared in lists, and the
    bare organisation in a role (公司总经理) led back to the one named before."""
    row = _unmasked(row, text)
    row = [_bare(n, row[:k]) if n.kind == "person" and n.role and not n.organisation else n for k, n in enumerate(row)]
    row = _shared(_shared(row, text)[::-1], text)[::-1]
    full = [n for n in row if n.kind == "person" and n.rule not in SHORT]
    row = _completed(row, full)
    row = [replace(n, name=_meant(n, full, text)) if n.name == n.text and n.rule in SHORT else n for n in row]
    row = [replace(n, name=_addressed(n, row, text)) if n.name == n.text and n.rule == "short" else n for n in row]
    return [replace(n, name=_old_one(n, row, text)) if n.name == n.text and n.rule == "address" else n for n in row]


def _old_one(address: Name, row: list[Name], text: str) -> str:
    """The one person whom the article calls only 老莫, spoken to as 莫爷 or 莫师傅."""
    surname = address.text[0]
    old = "老" + surname
    alike = {n.name for n in row if n.kind == "person" and surname in n.name[:2] and n.name[0] in ("老", surname)}
    only = all(name == old or name[1:] in _OF_THE_OLD for name in alike)
    only = only and _is_told(old, row, text)
    return old if old in alike and only and address.text[1:] in _OF_THE_OLD else address.name


def _addressed(short: Name, row: list[Name], text: str) -> str:
    """The one person whom the article calls only by surname and 先生 or 女士, or by 某, called 小谭 by somebody who speaks."""
    polite = {n.name for n in row if n.rule == "address" and n.name[0] == short.text[1:] and n.name[1:] in _POLITE}
    known = any(n.kind == "person" and n.rule not in SHORT and n.name[0] == short.text[1:] for n in row)
    if len(polite) == 1 and not known and short.text[0] == "小":
        return min(polite)
    if text.rfind("“", 0, short.start) <= text.rfind("”", 0, short.start):
        return short.name  # 同村老李 is not the 李某 of the judgment
    told = {n.name for n in row if n.rule == "address" and n.name[0] == short.text[1:] and n.name[1:] in _OF_THE_OLD}
    if len(told) == 1 and not known and short.text[0] == "老" and not _is_told(short.text, row, text):
        return min(told)  # “老邢，你这是发电报呢。” … 邢师傅
    masked = {n.name for n in row if n.rule == "address" and n.name[0] == short.text[1:] and n.name[1:] in _MASKED}
    return min(masked) if len(masked) == 1 and not known and not polite else short.name  # “老鲁全说了。” … 鲁某


def _is_told(short: str, row: list[Name], text: str) -> bool:
    """Whether the article itself calls somebody so, outside what people say."""
    return any(n.text == short and text.rfind("“", 0, n.start) <= text.rfind("”", 0, n.start) for n in row)


def _completed(row: list[Name], full: list[Name]) -> list[Name]:
    """A given name alone made full where the article has one person of that given name (孙女小蓉 … 谌小蓉, 巴桑 … 巴桑次仁)."""
    whose: dict[str, set[str]] = {}
    for name in {n.name for n in full}:
        if len(name) == 3:
            whose.setdefault(name[-2:], set()).add(name)
        elif "·" in name:
            for piece in {name.split("·")[0], name.split("·")[-1]}:
                whose.setdefault(piece, set()).add(name)
        elif len(name) > 3:
            for piece in filter(is_piece, {name[:2], name[-2:]}):
                whose.setdefault(piece, set()).add(name)
    first = {piece: {name for name in names if name.startswith(piece + "·")} for piece, names in whose.items()}
    whose |= {piece: names for piece, names in first.items() if len(names) == 1}  # before somebody's child or father
    return [
        replace(n, name=min(whose[n.name]))
        if n.kind == "person" and len(whose.get(n.name, ())) == 1 and not _another(n, whose[n.name], row)
        else n
        for n in row
    ]


def _another(short: Name, full: set[str], row: list[Name]) -> bool:
    """Whether a name of one piece is told to be somebody's child or kin, and the longer one nobody's (司机仁青多吉 … 儿子多吉)."""
    kin = lexicon().titles.get(short.role) == "kin" and is_piece(short.name)
    return kin and not any(lexicon().titles.get(n.role) == "kin" for n in row if n.name in full)


_NICKNAMED = re.compile(f"[^。！？\n]{{0,6}}{_any_of('nicknamed')}[^。！？，\n]{{0,4}}“?$")


def _unmasked(row: list[Name], text: str) -> list[Name]:
    """Nicknames that the article explains are the person's name: “明叔”|卢锦明, 卢锦明，人称“明叔”."""
    people = [n for n in row if n.kind == "person"]
    known = {}
    for left, right in zip(people, people[1:]):
        short, full = (left, right) if left.rule in SHORT else (right, left)
        if short.rule not in SHORT or full.rule in SHORT:
            continue
        between = text[left.end : right.start]
        if (short is left and between == "”") or (short is right and _NICKNAMED.fullmatch(between)):
            known[short.text] = full.name
    known = find_aliases(text, people) | known
    return [replace(n, name=known[n.text]) if n.kind == "person" and n.text in known else n for n in row]


#: What stands between people who have an office together.
_BESIDE = frozenset("、和与及跟同／/ ")


def _shared(row: list[Name], text: str) -> list[Name]:
    """People next to each other in a list have the role that one of them is given: 市领导章建通、祁海龙."""
    out: list[Name] = []
    last: Name | None = None
    for name in row:
        if (
            name.kind == "person"
            and last
            and not name.role
            and last.role
            and 1 in (name.start - last.end, last.start - name.end)
            and text[min(name.end, last.end)] in _BESIDE  # not 萨仁高娃|是|乌日根的徒弟
        ):
            name = replace(name, role=last.role, organisation=last.organisation)
        last = name if name.kind == "person" else last
        out.append(name)
    return out


#: What a role may begin with instead of an organisation's name, and how the name itself may end.
_BARE = {row[0]: tuple(row[1].split("|")) for row in rows("person_bare_bodies")}


def _bare(person: Name, before: list[Name]) -> Name:
    for bare, endings in _BARE.items():
        if person.role.startswith(bare) and len(person.role) > len(bare) + 1:
            known = next((n.name for n in reversed(before) if n.kind != "person" and n.name.endswith(endings)), "")
            if known:
                role = person.role if bare == "村" else person.role[len(bare) :]
                return replace(person, role=role, organisation=known)
    return person


_MASKED = frozenset(("某", "某某"))
_CALLING = frozenset(_group("calling"))
_FAMILIAR = frozenset(_group("familiar_forms"))
_POLITE = frozenset(_group("polite_forms"))
#: How somebody is spoken to whom others call 老莫.
_OF_THE_OLD = frozenset(_group("of_the_old"))
#: Whom nobody calls old (老彭 is not his daughter).
_CHILDREN = frozenset(_group("children"))
#: 禹安安|，今年九岁.
_YOUNG = re.compile("[，（](?:今年|现年|才|刚满)?(?:1[0-5]|[1-9]|[一二三四五六七八九]|十[一二三四五]?)岁")
_PUPIL = re.compile(_any_of("pupil"))


def _other_than(short: Name, person: Name, text: str) -> bool:
    """Whether the article tells somebody's kin apart from the one who is called for short (老耿的兄弟叫|耿二柱)."""
    before = text[max(0, person.start - 14) : person.start]
    return (
        re.search(f"{short.text}的[^，。；：]{{0,3}}{_any_of('belongings', 'own_kin')}[^，。；：]{{0,4}}$", before)
        is not None
    )


def _meant(short: Name, full: list[Name], text: str) -> str:
    """老王 and 张书记 are the one person of that surname whom the article has named in full before; by a familiar
    form also one whom it names later."""
    surname = short.text[1:] if short.rule == "short" else short.text[0]
    named = [n for n in full if n.name.startswith(surname) and len(n.name) > len(surname)]
    others = {n.name for n in named if _other_than(short, n, text)}
    named = [n for n in named if n.name not in others]
    earlier = [n for n in named if n.start < short.start]
    familiar = short.text[0] == "老" or (short.rule == "address" and short.text[1:] in _FAMILIAR)
    by_office = [n for n in named if short.rule == "address" and n.role and n.role.endswith(short.text[1:])]
    named = earlier or (named if familiar else by_office)  # 老侯招呼客人。他叫侯宝贵; 段班长 … 班长段天涯
    one = len({n.name for n in named}) == 1 and not any(n.role for n in named)
    if short.rule == "address" and _is_call(short, text) and one:
        return named[0].name  # “尹老师，我是你的学生” … 尹素珍
    if short.rule == "address":
        named = [n for n in named if _fits(short.text[1:], n.role)]
        named = [n for n in named if n.role.endswith(short.text[1:])] or named
    turns = [
        n
        for n in full
        if n.name.startswith(surname) and text[n.end : n.end + 1] == "：" and text[n.start - 1 : n.start] in ("", "\n")
    ]
    if not named and short.rule == "address" and len({n.name for n in turns}) == 1:
        return turns[0].name  # 问：殷教授，…？ 殷俊杰：…
    if short.text[0] == "老":
        children = {n.name for n in full if n.role in _CHILDREN or _YOUNG.match(text, n.end)}
        named = [n for n in named if n.name not in children]
    counts = Counter(n.name for n in named).most_common(2)
    least = 2 if short.rule == "short" else 4
    sure = len(counts) == 1 or (len(counts) > 1 and counts[0][1] > least * counts[1][1])
    return counts[0][0] if sure else short.name


def _is_call(address: Name, text: str) -> bool:
    """Whether somebody is called so at the head of what is said (“尹老师，…”)."""
    return text[address.start - 1 : address.start] == "“" and text[address.end : address.end + 1] in ("，", "！")


def _fits(form: str, role: str) -> bool:
    """Whether someone with this role is addressed so: 书记 as 张书记; 老师 also without the word, pupils not."""
    if not role:
        return form in _FAMILIAR
    return (
        role.endswith(form)
        or form in _FAMILIAR
        or (form in _CALLING and (role.endswith("大学毕业生") or not _PUPIL.search(role)))
    )
