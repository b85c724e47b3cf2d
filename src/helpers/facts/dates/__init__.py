"""Time expressions: found, and resolved against the edition's date."""

from helpers.facts.dates.find import find_dates

__all__ = ["find_dates"]
