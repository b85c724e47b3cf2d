"""Saved HTML as nodes and lines: nothing is run, nothing is fetched, no nesting is too deep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from helpers.page.tidy import tidied

#: Tags that stand on lines of their own.
_BLOCK = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "tbody",
        "thead",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "blockquote",
        "dd",
        "dt",
        "dl",
        "hr",
        "form",
        "header",
        "footer",
        "main",
        "aside",
        "pre",
        "address",
        "founder-content",
        "founder-title",
        "founder-author",
        "cms-content",
        "figure",
        "figcaption",
        "td",
        "th",
    ]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "select",
        "option",
        "textarea",
        "button",
        "iframe",
        "object",
        "embed",
        "map",
        "svg",
        "nav",
        "noframes",
        "video",
        "audio",
        "canvas",
        "rt",  # how a character is read, beside it
        "rp",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: What a page says by its style that it does not show.
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
#: … and that it sets apart what would run on: on a line of its own, or beside it.
_APART = re.compile(r"display\s*:\s*(?:(block)|inline-block|table-cell)|float\s*:\s*(?:left|right)", re.I)
_INDENTED = re.compile(r"text-indent\s*:\s*(?:2(?:\.0)?em|[2-4]\d(?:\.\d+)?p[xt])", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)[^<>]*>")
#: Deeper nesting says nothing of a page (browsers stop at 512 as well) and costs the parser quadratic time.
DEEPEST = 400


def parse(markup: str) -> Any:
    """The document of a page or article file."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(shallow(_opened(markup)))


#: An element of XML that closes itself: <h3/>
_CLOSED = re.compile(r"<([A-Za-z][\w:-]{0,40})(\s[^<>]{0,2000})?/>")


def _opened(markup: str) -> str:
    """XHTML as HTML: an empty element that closes itself would take up all that follows it."""
    if not markup.lstrip("\ufeff \t\n").startswith("<?xml"):
        return markup

    def whole(match: re.Match[str]) -> str:
        name, said = match[1], match[2] or ""
        return match[0] if name.lower() in _VOID else f"<{name}{said}></{name}>"

    return _CLOSED.sub(whole, markup)


def shallow(markup: str) -> str:
    """The markup with the tags beyond ``DEEPEST`` left out, so that parsing stays linear."""
    depth = deepest = 0
    for closing, _ in _tags(markup):
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    if deepest <= DEEPEST:
        return markup
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        name = (match[2] or "").lower()
        if not name or name in _VOID:
            return match[0]
        inside = depth - 1 if match[1] else depth
        depth = max(0, depth - 1) if match[1] else depth + 1
        return match[0] if inside < DEEPEST else ""

    return _TAG.sub(keep, markup)


def _tags(markup: str) -> Iterator[tuple[bool, str]]:
    for match in _TAG.finditer(markup):
        name = (match[2] or "").lower()
        if name and name not in _VOID:
            yield bool(match[1]), name


#: Where a raised or lowered text ends; between it and a digit a blank stands, so that no number grows.
_EDGE = "\0"
#: An indent made of blanks of another width.
_INDENT = re.compile(r"[ \t\r\n]*(?:\xa0[ \t\r\n]*\xa0|\u2003|\u2002\s*\u2002)[\s\xa0]*(?=\S)")
#: A narrow space that sets thousands apart.
_THIN = re.compile(r"(?<=\d)[\u2000-\u200a\u202f\u205f](?=\d)")
_RAISED = str.maketrans("0123456789+-−－–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻")
_LOWERED = str.maketrans("0123456789+-−－–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₋")
_DEGREE = re.compile(r"[oO0○。°](?=\0[CFＣＦ])")


def lines_of(node: Any, skip: frozenset[int] = frozenset()) -> list[str]:
    """The text of a node as a reader sees it, line by line; ideographic spaces at the beginning are kept.

    ``skip`` holds the memory ids of nodes to leave out. A row of a table of values is one line, its cells set apart
    by an ideographic space. What is raised or lowered stays so (m², 10⁴, CO₂).
    """
    out: list[str] = []
    line: list[str] = []
    told = set(skip)  # nodes that have been read as a whole already
    above: _Spans = {}

    def end() -> None:
        text = _tidy("".join(line))
        if text.strip():
            out.append(text)
        line.clear()

    for event, current in _walk(node, told):
        tag = current.tag
        if tag == "-text" and _stands_as_typed(current):
            for k, part in enumerate(re.split(r"\r?\n", current.text_content or "")):
                if k:
                    end()
                line.append(part)
        elif tag == "-text":
            line.append(current.text_content or "")
        elif tag in ("sup", "sub"):
            if event == "open":
                line.append(_set_off(current))
                told.add(current.mem_id)
        elif tag == "span" and (apart := _APART.search(current.attributes.get("style") or "")):
            if apart[1]:
                end()
            else:
                line.append(_EDGE)
        elif tag in ("td", "th") and _in_row(current):
            if event == "open" and line and "".join(line).strip():
                line.append("\u3000")
        elif tag in _BLOCK:
            end()
            if event == "open" and _INDENTED.search(current.attributes.get("style") or ""):
                line.append("\u2003")
            if tag == "table":
                above = {}
            elif tag == "tr" and event == "open":
                cells = _values(current, bool(above))
                if cells:
                    out.append("\u3000".join(_whole_row(cells, above)))
                    told.add(current.mem_id)
    end()
    return out


def _stands_as_typed(text: Any) -> bool:
    """Whether a text keeps its own line ends: it stands in <pre>."""
    node = text.parent
    while node is not None and node.tag not in _BLOCK:
        node = node.parent
    return node is not None and node.tag == "pre" and "\n" in (text.text_content or "")


def _tidy(text: str) -> str:
    indent = _INDENT.match(text)
    if indent:
        text = "\u3000\u3000" + text[indent.end() :]
    text = _THIN.sub(" ", tidied(text).text)
    text = re.sub(r"[ \t\r\n\f\v\xa0]+", " ", text)
    text = _DEGREE.sub("°", text)
    text = re.sub(rf"(?<=[\d.])(?:{_EDGE})+(?=\d)", " ", text).replace(_EDGE, "")
    return text.strip(" ").rstrip("\u3000")


def _set_off(node: Any) -> str:
    """A raised or lowered text: numbers in raised or lowered digits, all else as it is."""
    text = re.sub(r"\s+", "", node.text(deep=True) or "")
    if re.fullmatch(r"[+\-−－–]?[0-9]{1,3}", text) and not (text == "0" and node.tag == "sup"):
        return text.translate(_RAISED if node.tag == "sup" else _LOWERED)
    return f"{_EDGE}{text}{_EDGE}"


#: Column → how many rows a cell from above goes on, and its text.
_Spans = dict[int, tuple[int, str]]
#: A row's cells: text, columns and rows that it takes.
_Cells = list[tuple[str, int, int]]
#: Longer cells, and cells of more nodes, lay out the page.
_MOST_CELL, _MOST_NODES, _MOST_COLUMNS = 60, 60, 60
#: What stands in an empty cell, so that the cells behind it keep their columns.
_EMPTY = "—"


def _values(row: Any, joined: bool) -> _Cells:
    """The cells of a row of a table of values; none where the row lays out the page (long cells, tables, a lone cell).
    ``joined``: cells of the rows above reach into it."""
    cells: _Cells = []
    child = row.child
    while child is not None:
        if child.tag in ("td", "th") and not _hides(child):
            text = _cell(child)
            if text is None:
                return []
            cells.append((text, _span(child, "colspan"), _span(child, "rowspan")))
        child = child.next
    filled = sum(bool(text) for text, _, _ in cells)
    return cells if len(cells) <= _MOST_COLUMNS and filled + joined > 1 else []


def _cell(cell: Any) -> str | None:
    """What stands in a cell, on one line; None where it is more than a value."""
    for count, node in enumerate(cell.traverse(include_text=True)):
        if count > _MOST_NODES or node.tag in ("table", "img", "a", "ul", "ol"):
            return None
    text = ""
    for one in (re.sub(r"\s+", " ", line).strip() for line in lines_of(cell)):
        joint = " " if text[-1:].isascii() and text[-1:].isalnum() and one[:1].isascii() and one[:1].isalnum() else ""
        text += joint + one
    return text if len(text) <= _MOST_CELL and not re.search("[。！？].", text) else None


def _span(cell: Any, name: str) -> int:
    number = cell.attributes.get(name) or "1"
    return min(int(number), 200) if re.fullmatch(r"[1-9]\d{0,4}", number.strip()) else 1


def _whole_row(cells: _Cells, above: _Spans) -> list[str]:
    """A row's texts, one a column: cells that span columns or come from the rows above are said again, unless they
    hold a number (which would be counted twice); ``above`` is brought up to date. A row that is short of a column stays short."""
    out: list[str] = []

    def carried() -> None:
        while len(out) in above:
            rest, text = above.pop(len(out))
            if rest > 1:
                kept[len(out)] = (rest - 1, text)
            out.append(text)

    kept: _Spans = {}
    for text, columns, rows in cells:
        carried()
        again = _EMPTY if re.search(r"\d", text) else text or _EMPTY
        for i in range(min(columns, _MOST_COLUMNS)):
            if rows > 1:
                kept[len(out)] = (rows - 1, again)
            out.append((text or _EMPTY) if i == 0 else again)
    carried()
    above.clear()
    above.update(kept)
    return out


def _in_row(cell: Any) -> bool:
    """Whether a cell is one of several in a row (a lone cell only lays out the page)."""
    row = cell.parent
    if row is None or row.tag != "tr":
        return False
    count, child = 0, row.child
    while child is not None:
        count += child.tag in ("td", "th")
        child = child.next
    return count > 1


def _hides(node: Any) -> bool:
    """Whether a reader does not see a node: by what it is, or by what it says of itself."""
    if node.tag in _HIDDEN:
        return True
    if node.tag == "-text" or not node.tag[:1].isalpha():
        return False
    said = node.attributes
    return bool(said) and ("hidden" in said or bool(_UNSEEN.search(said.get("style") or "")))


def _walk(root: Any, skip: set[int]) -> Iterator[tuple[str, Any]]:
    """Every node below ``root`` with its opening and closing, without recursion. A node that ``skip`` takes up while it
    is opened is not gone into."""
    node, down = root, True
    while True:
        hidden = node.mem_id != root.mem_id and (node.mem_id in skip or _hides(node)) if down else False
        if down and not hidden:
            yield "open", node
            if node.child is not None and (node.mem_id not in skip or node.mem_id == root.mem_id):
                node = node.child
                continue
        if not hidden and node.tag != "-text":
            yield "close", node
        if node.mem_id == root.mem_id:
            return
        if node.next is not None:
            node, down = node.next, True
        else:
            node, down = node.parent, False


def order(document: Any) -> dict[int, int]:
    """The place of each node in the document, by its memory id."""
    return {node.mem_id: i for i, node in enumerate(document.root.traverse())}


def hides_within(node: Any) -> bool:
    """Whether a node stands in one that a reader does not see."""
    while node is not None:
        if node.tag not in ("html", "-document") and _hides(node):
            return True
        node = node.parent
    return False


def shown_texts(root: Any, skip: frozenset[int] = frozenset()) -> Iterator[tuple[Any, str]]:
    """The texts below ``root`` that a reader sees, each with its node."""
    for event, node in _walk(root, set(skip)):
        if event == "open" and node.tag == "-text" and (node.text_content or "").strip():
            yield node, node.text_content


def block_of(node: Any) -> Any:
    """The nearest node around ``node`` that stands on lines of its own; None where there is none."""
    node = node.parent
    while node is not None and node.tag not in _BLOCK and node.tag != "body":
        node = node.parent
    return node
