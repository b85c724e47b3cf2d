"""Where a person's name may stand, weighed by evidence.

A candidate begins with a surname. What speaks for it: an office or trade before it, a verb of
saying or doing after it, clause edges, a common surname, characters that are usual in given
names, and that the page repeats it. What speaks against it: a word of the language that begins
the same way (高山, 方面), and characters that never stand in names.

``ahead`` and ``behind`` know what stands around a name, ``given`` what it is worth by itself, ``length`` where it ends,
``wordlike`` when a word is one all the same; ``weigh`` adds them up.
"""

from helpers.facts.names.candidates.ahead import before, inside_title, leaders, title_before
from helpers.facts.names.candidates.behind import SAYS_HOW, after
from helpers.facts.names.candidates.given import is_usual, worth
from helpers.facts.names.candidates.model import THRESHOLD, Candidate, Mention
from helpers.facts.names.candidates.weigh import candidates

__all__ = [
    "Candidate",
    "Mention",
    "SAYS_HOW",
    "THRESHOLD",
    "after",
    "before",
    "candidates",
    "inside_title",
    "is_usual",
    "leaders",
    "title_before",
    "worth",
]
