"""Where an article begins: each line of a head is weighed, feature by feature.

A run is a row of head-like lines without running text between them. It may hold the end of one article
(signature, table, lines of an ad, crosshead) and the head of the next.

``lines`` knows a line by itself, ``around`` what stands around it; ``above``, ``below``, ``notices``, ``own``, ``parts``
and ``rows`` hold the features, ``score`` adds them up, ``choose`` decides.
"""

from helpers.page.starts.around import HEAD_LINES, Around
from helpers.page.starts.choose import choose_starts

__all__ = ["HEAD_LINES", "Around", "choose_starts"]
