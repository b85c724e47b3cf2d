"""One article on a page of no family known: a newer paper's site, a news site.

The page's own metadata are the witness for the headline, which must stand on the page itself; the text is the box that
holds most of the page's sentences. Where either is in doubt, nothing is found, and the page is read as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.page.epaper.dom import block_of, hides_within, lines_of, order, shown_texts
from helpers.page.epaper.lines import info, is_no_text
from helpers.page.text import plain

#: A box must hold this much of the page's sentences to be the article.
SURE = 0.6
#: Where both the title and the text's box are named, readers' comments may hold more: none of their boxes this much of it.
LESS = 0.5
BY_TITLE = "its title"
#: What stands between a headline and the site's name in a window's title.
_BEHIND_TITLE = "_-—|–·－〡﹣~"
_SHORTEST_TITLE = 4
#: Shorter lines between headline and text are buttons.
_SHORTEST_SUBTITLE = 6
_MOST_BETWEEN = 70
_QUOTED = 20
_HEADINGS = ("h1", "h2", "h3", "h4")
_SENTENCE = re.compile(r"[\u3400-\u9fff][^\n]*[。！？；]|[\u3400-\u9fff]，[^\n]*[\u3400-\u9fff]")


@dataclass(frozen=True)
class Signs:
    """What points to the article of a page: the titles and the window's title that its metadata name; the node of its
    text and those that may be its headline by the names of their boxes; the memory ids of what is no part of it."""

    titles: tuple[str, ...] = ()
    window: str = ""
    box: Any = None
    heads: tuple[Any, ...] = ()
    aside: frozenset[int] = frozenset()


@dataclass
class Single:
    """An article as found, in lines. ``share``: how much of the page's sentences its box holds; ``witness``: what
    names its headline; ``rest``: how the first sentence outside the box begins."""

    headline: list[str]
    body: list[str]
    share: float
    witness: str
    rest: str = ""
    kicker: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    label: str = ""


def find_single(document: Any, signs: Signs) -> Single | None:
    """The article of a page, as its metadata and the names of its boxes point to it."""
    if document.body is None:
        return None
    place, aside = order(document), signs.aside
    boxes = _boxes(document, aside)
    box = signs.box if signs.box is not None else max(boxes.values(), key=lambda b: b.weight, default=_Box(None)).node
    whole = sum(b.own for b in boxes.values())
    if box is None or not whole:
        return None
    inside = {n.mem_id for n in box.traverse()}
    share = sum(b.own for b in boxes.values() if b.node.mem_id in inside) / whole
    headline = _headline(document, signs, place, box, inside)
    witness = BY_TITLE
    if headline is None and signs.box is not None:
        headline, witness = _nearest(signs.heads, place, box, inside), "the names of its boxes"
    others = max((b.own for b in boxes.values() if b.node.mem_id not in inside), default=0)
    named = signs.box is not None and witness == BY_TITLE and others <= share * whole * LESS
    if headline is None or not (share >= SURE or named):
        return None
    below = _next_heading(headline)
    apart = aside | {below.mem_id} if below is not None else aside
    left_out = next((b.first for b in boxes.values() if b.own and b.node.mem_id not in inside), "")
    found = Single(_lines(headline), _body(box, headline, place, inside, apart), share, witness, left_out)
    found.kicker = _lines_of_heading(_heading_before(headline))
    found.subtitle = _lines_of_heading(below)
    between = _between(document, headline, box, place, apart)
    rest = [x for x in between if not (_tell(x, found) or headline.mem_id in inside or is_no_text(x))]
    if len("".join(rest)) > _MOST_BETWEEN or any("。" in line for line in between):
        return None  # a part of the text, or all of it, stands outside the box
    found.subtitle += [line for line in rest if len(re.findall(r"[\u3400-\u9fff]", line)) >= _SHORTEST_SUBTITLE]
    return found if found.body else None


@dataclass
class _Box:
    node: Any
    own: int = 0  # characters of sentences whose nearest box it is
    weight: float = 0.0
    first: str = ""  # how its first sentence begins


def _boxes(document: Any, aside: frozenset[int]) -> dict[int, _Box]:
    """The boxes that hold sentences, by memory id. Paragraphs count for the box around them, and in part for the next
    one: the paragraphs of some sites stand in a box each."""
    boxes: dict[int, _Box] = {}
    if document.body is None:
        return boxes
    for node, text in shown_texts(document.body, aside):
        if not _SENTENCE.search(text) or is_no_text(text):
            continue
        box = block_of(node)
        box = block_of(box) if box is not None and box.tag in ("p", "li", "blockquote", "dd") else box
        for part, outer in ((1.0, box), (0.7, box.parent if box is not None else None)):
            if outer is None or outer.tag in ("html", "-document"):
                continue
            one = boxes.setdefault(outer.mem_id, _Box(outer))
            if part == 1.0:
                one.own += len(text)
                one.first = one.first or text.strip()[:_QUOTED]
            one.weight += part * len(text)
    return boxes


def _nearest(nodes: Sequence[Any], place: dict[int, int], box: Any, inside: set[int]) -> Any:
    """Of several nodes the last one above the box, else the first one in it."""
    above = [
        n for n in nodes if place[n.mem_id] < place[box.mem_id] and n.mem_id not in {a.mem_id for a in _ancestors(box)}
    ]
    within = [n for n in nodes if n.mem_id in inside and n.mem_id != box.mem_id]
    return above[-1] if above else within[0] if within else None


def _headline(document: Any, signs: Signs, place: dict[int, int], box: Any, inside: set[int]) -> Any:
    """The node whose text is a title that the metadata name: a heading, else the last one above the text."""
    wanted = [_bare(title) for title in (*signs.titles, signs.window) if _bare(title)]
    longest = max(map(len, wanted), default=0)
    found: list[Any] = []
    texts: dict[int, str] = {}  # what a node says, asked for once
    for text_node, text in shown_texts(document.body):
        start, node = _bare(text), text_node.parent
        if len(start) < 2 or not any(title.startswith(start) for title in wanted):
            continue
        while node is not None and node.tag not in ("body", "html", "a"):
            if node.mem_id not in texts:
                texts[node.mem_id] = _bare(_text(node))
            said = texts[node.mem_id]
            if len(said) > longest:
                break
            if any(_names(title, said, node.tag in _HEADINGS) for title in wanted):
                found.append(node)
                break
            node = node.parent
    above = [n for n in found if place[n.mem_id] < place[box.mem_id] or n.mem_id in inside]
    headings = [n for n in above if _heading_of(n) is not None]
    chosen = headings[0] if headings else above[-1] if above else None
    return (_heading_of(chosen) or chosen) if chosen is not None else None


def _heading_of(node: Any) -> Any:
    """The heading that a node is or fills."""
    said = _bare(_text(node))
    while node is not None and node.tag not in ("body", "html") and _bare(_text(node)) == said:
        if node.tag in _HEADINGS:
            return node
        node = node.parent
    return None


def _names(title: str, said: str, heading: bool) -> bool:
    """Whether what a node says is the title, or the title without the site's name behind a stroke (a short one, 更正,
    only of a heading)."""
    if len(said) < 2:
        return False
    behind = title[len(said) : len(said) + 1]
    return title == said or (
        (heading or len(said) >= _SHORTEST_TITLE) and title.startswith(said) and behind in _BEHIND_TITLE
    )


def _text(node: Any) -> str:
    return node.text(deep=True) or ""


def _bare(text: str) -> str:
    return re.sub(r"\s", "", plain(text))


def _lines(node: Any) -> list[str]:
    return [line.strip(" \u3000") for line in lines_of(node)]


def _body(box: Any, headline: Any, place: dict[int, int], inside: set[int], aside: frozenset[int]) -> list[str]:
    """The lines of the box; of a headline in the box, only what stands below it, and not the line of date and source."""
    apart = set(aside)
    if headline.mem_id in inside:
        around = {n.mem_id for n in _ancestors(headline)}
        apart |= {n.mem_id for n in box.traverse() if place[n.mem_id] < place[headline.mem_id]} - around
        apart.add(headline.mem_id)
    lines = lines_of(box, frozenset(apart - {box.mem_id}))
    while lines and (info(lines[0]) is not None or is_no_text(lines[0])):
        lines.pop(0)
    return lines


def _ancestors(node: Any) -> Iterator[Any]:
    while node is not None:
        yield node
        node = node.parent


def _heading_before(headline: Any) -> Any:
    """The heading right above the headline in its box: its kicker."""
    node = headline.prev
    while node is not None and node.tag not in _HEADINGS and (node.tag == "-comment" or not _text(node).strip()):
        node = node.prev
    return node


def _next_heading(headline: Any) -> Any:
    """The heading right below the headline in its box: its subtitle."""
    node = headline.next
    while node is not None and (node.tag == "-comment" or not _text(node).strip()):
        node = node.next
    return node if node is not None and node.tag in (*_HEADINGS, "h5") and headline.tag in _HEADINGS else None


def _lines_of_heading(node: Any) -> list[str]:
    return _lines(node) if node is not None and node.tag in (*_HEADINGS, "h5") and not hides_within(node) else []


def _between(document: Any, headline: Any, box: Any, place: dict[int, int], apart: frozenset[int]) -> list[str]:
    """The lines between headline and text; where the headline stands in the box, the first lines below it."""
    if place[headline.mem_id] > place[box.mem_id]:
        lines, own = _lines(box), _lines(headline)
        at = next((i for i in range(len(lines)) if lines[i : i + len(own)] == own), len(lines))
        below = lines[at + len(own) :]
        return below[: next((i for i, line in enumerate(below) if info(line) is None), len(below))]
    around = {n.mem_id for n in (*_ancestors(headline), *_ancestors(box))}
    first, last = place[headline.mem_id], place[box.mem_id]
    others = {n.mem_id for n in document.root.traverse() if not first < place[n.mem_id] < last} - around
    links = {n.mem_id for n in document.css("a, ul")} - around
    lines = lines_of(document.body, apart | others | links | {headline.mem_id, box.mem_id})
    return [line.strip(" \u3000") for line in lines]


_PAGE_LABEL = re.compile(r"第?\s*[A-Z]?\d{1,3}\s*版")


def _tell(line: str, found: Single) -> bool:
    """Whether a line tells of the article (date, source, author, the page's name) and has been noted."""
    label = _PAGE_LABEL.search(plain(line))
    rest = re.sub(r"第?\s*[A-Z]?\d{1,3}\s*版[：:\s\u3000]*[\u4e00-\u9fff·]{0,10}", " ", plain(line)) if label else line
    items = info(rest) if rest.strip() else {}
    if items is None:
        return False
    if label:
        found.label = found.label or line
    found.info |= {key: value for key, value in items.items() if key not in found.info}
    return True
