"""Saved HTML as nodes and lines: nothing is run, nothing is fetched, no nesting is too deep."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.errors import BanmianError
from helpers.page.text import decode

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
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)[^<>]*>")
#: Deeper nesting says nothing of a page (browsers stop at 512 as well) and costs the parser quadratic time.
DEEPEST = 400
#: A saved page has a few hundred kilobytes.
MOST_BYTES = 16_000_000


def read_markup(path: Path) -> str:
    """A saved file's text, whatever encoding it declares: gb2312 is read as the larger GB18030.

    Raises BanmianError for a file that is too large or whose bytes are no text.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BanmianError(f"{path} has {size:,} bytes, more than a saved page: give the page's own HTML file.")
    return decode(path.read_bytes(), str(path))[0]


def parse(markup: str) -> Any:
    """The document of a page or article file."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(shallow(markup))


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


def lines_of(node: Any, skip: frozenset[int] = frozenset()) -> list[str]:
    """The text of a node as a reader sees it, line by line; ideographic spaces at the beginning are kept.

    ``skip`` holds the memory ids of nodes to leave out. Cells of a table row stand on one line.
    """
    out: list[str] = []
    line: list[str] = []

    def end() -> None:
        text = re.sub(r"[ \t\r\n\f\v\xa0]+", " ", "".join(line)).strip(" ")
        text = text.rstrip("\u3000")
        if text:
            out.append(text)
        line.clear()

    for event, current in _walk(node, skip):
        tag = current.tag
        if tag == "-text":
            line.append(current.text_content or "")
        elif tag in ("td", "th") and _in_row(current):
            if event == "open" and line and "".join(line).strip():
                line.append("\u3000")
        elif tag in _BLOCK:
            end()
    end()
    return out


def _in_row(cell: Any) -> bool:
    """Whether a cell is one of several in a row of a table of values (a lone cell only lays out the page)."""
    row = cell.parent
    if row is None or row.tag != "tr":
        return False
    count, child = 0, row.child
    while child is not None:
        count += child.tag in ("td", "th")
        child = child.next
    return count > 1


def _walk(root: Any, skip: frozenset[int]) -> Iterator[tuple[str, Any]]:
    """Every node below ``root`` with its opening and closing, without recursion."""
    node, down = root, True
    while True:
        hidden = node.tag in _HIDDEN or node.mem_id in skip
        if down and not hidden:
            yield "open", node
            if node.child is not None:
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


_COMMENT = "<!--enpproperty"
_FIELD = re.compile(r"<(?:founder-)?(?P<name>[a-z]+)>(?P<value>[^<]*)</(?:founder-)?(?P=name)>", re.I)


def comment_fields(markup: str) -> dict[str, str]:
    """The fields of the comment that publishing systems leave behind ``</html>``: date, pagenum, papername, type …"""
    at = markup.rfind(_COMMENT)
    if at < 0:
        return {}
    end = markup.find("-->", at)
    comment = markup[at : min(end if end > 0 else len(markup), at + 60_000)]
    fields = {m["name"].lower(): html.unescape(m["value"]).strip() for m in _FIELD.finditer(comment)}
    return {name: value for name, value in fields.items() if value}
