"""Charts: each takes tables of the contract and ``language="en"`` or ``"zh"`` and returns a figure.

Titles and notes are computed from the tables. An empty table gives a chart that says so in words.
``save`` writes picture, drawing, data and caption under one stem.
"""

from helpers.charts.claims import (
    claims_table,
    claims_timeline,
    containment_measures,
    resumption_interval,
    staff_counts,
    staff_on_post,
    zone_flow,
)
from helpers.charts.compare import (
    collocation_network,
    concept_heatmap,
    dispersion_strips,
    keyness_bars,
    phrase_shares,
)
from helpers.charts.facts import approximate_figures, cross_check_board, dates_timeline, figures_by_kind
from helpers.charts.files import check_glyphs, save
from helpers.charts.font import MissingGlyph
from helpers.charts.names import people_and_organisations
from helpers.charts.page import page_anatomy
from helpers.charts.tone import scorer_calibration, scorer_confusion, scorer_quality, sentence_scores, speakers_tone
from helpers.charts.words import word_bars, word_cloud

__all__ = [
    "MissingGlyph",
    "approximate_figures",
    "check_glyphs",
    "claims_table",
    "claims_timeline",
    "collocation_network",
    "concept_heatmap",
    "containment_measures",
    "cross_check_board",
    "dates_timeline",
    "dispersion_strips",
    "figures_by_kind",
    "keyness_bars",
    "page_anatomy",
    "people_and_organisations",
    "phrase_shares",
    "resumption_interval",
    "save",
    "scorer_calibration",
    "scorer_confusion",
    "scorer_quality",
    "sentence_scores",
    "speakers_tone",
    "staff_counts",
    "staff_on_post",
    "word_bars",
    "word_cloud",
    "zone_flow",
]
