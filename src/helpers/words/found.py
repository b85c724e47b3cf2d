"""Words found in the page itself: names, quoted terms, and sequences that hang together."""

from __future__ import annotations

from typing import Any

from helpers.words.dictionaries import Dictionary


def page_dictionary(source: Any) -> Dictionary:
    """The page's own words as a dictionary."""
    return Dictionary()
