"""Sentiment that knows its limits: the public face of ``helpers.tone``.

>>> from helpers import sentiment
>>> sentiment.score(["火灾无人员伤亡。"])                      # doctest: +SKIP
"""

from helpers.tone.scorers import score

__all__ = ["score"]
