"""Sentiment that knows its limits: the public face of ``helpers.tone``.

from helpers import sentiment

sentiment.score(["火灾无人员伤亡。"])             # the default scorer, with the words that carried it
sentiment.score(["火灾无人员伤亡。"], "snownlp")  # SnowNLP as shipped, for comparison
sentiment.note()                                  # how often the default is right: print it under every chart
"""

from helpers.tone import measure, note, score, train

__all__ = ["measure", "note", "score", "train"]
