"""The moment a claim speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.facts.model import TimeExpression


def as_of(text: str, at: int, dates: Sequence[TimeExpression], anywhere: bool = True) -> str:
    """ISO 8601 moment that governs the offset ``at``: the last dated expression before it in its
    sentence, else (``anywhere``) before it in the article; "" where there is none.

    A part of a day (昨天晚上) gives the day, a clock time (3月24日中午11时) the moment.
    """
    start = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    before = [date for date in dates if date.end <= at and (date.begins or date.ends) and date.kind != "recurring"]
    here = [date for date in before if date.start >= start]
    chosen = here or (before if anywhere else [])
    return moment(chosen[-1]) if chosen else ""


def moment(date: TimeExpression) -> str:
    """The one moment that stands for a time expression: its clock time, else its (last) day."""
    if "T" in date.begins and date.ends in ("", date.begins):
        return date.begins
    if date.kind == "deadline" or not date.begins:
        return date.ends or date.begins
    if date.kind == "period" and date.ends and "T" not in date.ends:
        return date.ends
    return date.begins[:10]
