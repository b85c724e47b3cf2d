"""Lines → reading order: frames first, then the page is cut along its white space, as a reader's eye does.

Recursive X-Y cut (Nagy and Seth 1984) with a newspaper's preferences: a head or a rule that opens a band
across the whole region cuts it first; then gutters; only then other white bands. Where nothing can be cut,
blocks are put in order by what stands above and to the left of what (Breuel 2003).

``sheet`` and ``white`` tell what is on a page, ``openings``, ``gutters``, ``pictures`` and ``rows`` where it may be cut,
``tangle`` what is done where it may not; ``order`` cuts.
"""

from helpers.page.pdf.layout.order import read_order
from helpers.page.pdf.layout.sheet import HEAD, Leaf, Type

__all__ = ["HEAD", "Leaf", "Type", "read_order"]
