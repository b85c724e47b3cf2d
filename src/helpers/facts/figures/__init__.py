"""Figures: found, with the interval their words allow."""

from helpers.facts.figures.find import find_figures

__all__ = ["find_figures"]
