"""Terms: what stands in “…” or 《…》 and is no speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.facts.model import Quote, Term
from helpers.facts.quotes import quotations
from helpers.lexicon import any_of
from helpers.page.text import plain

_BOOK = re.compile("《([^《》\n]{1,60})》")
_INNER = re.compile("‘([^‘’“”\n]{2,30})’")
_DOCUMENT = re.compile(f"(?:{any_of('term_kinds', 'document')}|十?[一二三四五六七八九十]+条)$")
_CODE = re.compile(f"{any_of('term_kinds', 'code')}$|[A-Za-z]+码")


def find_terms(text: str, quotes: Sequence[Quote] = ()) -> list[Term]:
    """The terms of one text in order: quotations that are no speech, titles in 《…》, and what
    stands in ‘…’ within speech."""
    text = plain(text)
    spoken = {(q.start, q.end) for q in quotes}
    begun = {q.start for q in quotes}
    found = [Term(m.start(), m.end(), m.group(1), _book_kind(m.group(1)), "book") for m in _BOOK.finditer(text)]
    for pair in quotations(text):
        if pair.start in begun:
            continue
        term = text[pair.start + 1 : pair.end - 1].strip("，。")
        if term and len(term) <= 60:
            found.append(Term(pair.start, pair.end, term, _kind(term), "quotation"))
    for match in _INNER.finditer(text):
        if any(s <= match.start() < e for s, e in spoken) and not re.search("[，。！？]", match.group(1)):
            found.append(Term(match.start(), match.end(), match.group(1), _kind(match.group(1)), "inner"))
    return sorted(found, key=lambda t: (t.start, t.end))


def _book_kind(term: str) -> str:
    return "document" if _DOCUMENT.search(term) else "title"


def _kind(term: str) -> str:
    if _CODE.search(term):
        return "code"
    if _DOCUMENT.search(term):
        return "document"
    if re.search("[、，]", term) or len(term) >= 8:
        return "slogan"
    return "measure" if len(term) >= 3 else "word"
