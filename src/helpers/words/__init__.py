"""Words: cutting, an analyst's dictionaries, words found in the page, counts and what is read from them."""

from helpers.words.counting import counts, prepare, stop_words
from helpers.words.cutting import cut, tag
from helpers.words.dictionaries import Dictionary

__all__ = ["Dictionary", "counts", "cut", "prepare", "stop_words", "tag"]
