"""Speech in quotation marks and who speaks.

A quotation is speech if its sentence says so (X说：“…”, “…”他笑着说), or if it is a sentence of its
own. The speaker is the person of the attribution; a pronoun means the last person who can be
meant; speech that the text ascribes to nobody by name has an empty speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.facts.context import Context
from helpers.facts.model import Name, Quote
from helpers.facts.names import find_names
from helpers.facts.names.aliases import find_aliases
from helpers.facts.quotes.marks import PARTNER, Quotation, quotations
from helpers.facts.quotes.scene import Scene
from helpers.facts.quotes.speech import read
from helpers.facts.quotes.turns import in_turn
from helpers.page.text import plain


def find_quotes(text: str, context: Context, names: Sequence[Name] = ()) -> list[Quote]:
    """The speech of one text, in order.

    ``names`` are the names found in it; without them they are found here (an empty list says that
    there are none).
    """
    printed, text = text, plain(text)
    pairs = quotations(text)
    if not pairs:
        return []
    if not names and isinstance(names, tuple):
        names = find_names([text], context)[0]
    people = [n for n in names if n.kind == "person"]
    called = list(_called(text, pairs, people))
    aliases = {(n.start, n.end) for n in called}
    pairs = [p for p in pairs if (p.start, p.end) not in aliases]
    people = sorted([*people, *called], key=lambda n: n.start)
    scene = Scene(text, pairs, people)
    spoken = in_turn(text, list(read(scene)), scene.outside, scene.bearers)
    found = (part for q in spoken for part in _by_paragraph(text, q))
    return [
        replace(q, quote=printed[q.start + 1 : q.end - text[q.end - 1 : q.end].count(_shut(text, q))]) for q in found
    ]


def _called(text: str, pairs: list[Quotation], people: list[Name]) -> Iterator[Name]:
    """The nicknames in quotation marks of people whom the article names in full (“瓜王”瞪起眼 … 田玉录)."""
    aliases = find_aliases(text, people)
    for pair in pairs if aliases else ():
        called = text[pair.start + 1 : pair.end - 1]
        longer = {aliases[alias] for alias in aliases if len(called) > 1 and alias.endswith(called)}
        name = min(longer) if len(longer) == 1 else ""
        if name:
            role = next((n.role for n in people if n.name == name and n.role), "")
            yield Name(pair.start, pair.end, text[pair.start : pair.end], "person", name, role, "", "alias")


def _shut(text: str, quote: Quote) -> str:
    return PARTNER.get(text[quote.start], '"')


def _by_paragraph(text: str, quote: Quote) -> Iterator[Quote]:
    """Speech that goes on in paragraphs with an opening mark each, of which only the last is closed: one row a paragraph."""
    start = quote.start
    for match in re.finditer("\n(?=“)", text[quote.start : quote.end]):
        at = quote.start + match.start()
        yield replace(quote, start=start, end=at)
        start = at + 1
    yield replace(quote, start=start)
