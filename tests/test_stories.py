"""Long texts in the manner of papers, annotated by hand before the code was run on them: people, speech, bodies, places.

What still fails stands under ``open``: a text that reads better than that asks for its entry to be taken out.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from helpers import read_text

STORIES = json.loads((Path(__file__).parent / "cases" / "stories.json").read_text(encoding="utf-8"))
BY_TITLE = {story["title"]: story for story in STORIES}


@cache
def tables(title: str):
    return read_text(BY_TITLE[title]["text"], date="2022-04-28").tables()


def names(title: str, kind: str) -> set[str]:
    table = tables(title)["names"]
    return set(table[table["kind"] == kind]["name"])


def bylines(title: str) -> set[str]:
    articles = tables(title)["articles"]
    cells = [cell for column in ("reporters", "correspondents", "photographers") for cell in articles[column]]
    return {name for cell in cells for name in (re.split("[、,]", cell) if isinstance(cell, str) else cell)}


def is_open(title: str, kind: str) -> set[str]:
    return set(BY_TITLE[title].get("open", {}).get(kind, ()))


@pytest.mark.parametrize("title", BY_TITLE)
def test_people(title: str) -> None:
    wanted = set(BY_TITLE[title]["people"])
    found = names(title, "person") - (bylines(title) - wanted)
    assert wanted ^ found == is_open(title, "people")


@pytest.mark.parametrize("title", BY_TITLE)
def test_quotes(title: str) -> None:
    """Who speaks, of every quotation by its first characters; a speaker who has no name may be left empty only."""
    found = [(q.quote.strip("“”")[:4], q.speaker) for q in tables(title)["quotes"].itertuples()]
    left, wrong = list(found), set()
    for speaker, begins in BY_TITLE[title]["quotes"]:
        pair = (begins[:4], speaker)
        if pair in left:
            left.remove(pair)
        else:
            wrong.add(begins[:4])
    assert wrong | {begins for begins, _ in left} == is_open(title, "quotes")


@pytest.mark.parametrize("title", BY_TITLE)
def test_bodies_and_places(title: str) -> None:
    story = BY_TITLE[title]
    for key, kind in (("organisations", "organisation"), ("places", "place")):
        missed = {want for want in story[key] if not any(want in have for have in names(title, kind))}
        assert missed == is_open(title, key)
