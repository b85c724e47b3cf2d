"""What the weights of data/heads/weights.tsv are worth, and how they are learnt: ``python tests/benchmarks/heads.py``.

Prints how many heads of two lines are read right: those kept back, and those learnt from, each read with weights that
were learnt without it. ``--write`` learns from all of them and writes the weights.
"""

from __future__ import annotations

import json
import random
import re
import sys
import unicodedata
from pathlib import Path

import numpy as np

import helpers
from helpers.lexicon import DATA
from helpers.page import heads
from helpers.page.blocks import Block
from helpers.page.cut import read_pages
from helpers.page.text import Reading, plain
from helpers.page.weighing import signs_of

TESTS = Path(__file__).parents[1]
#: Where the rules are so sure of a head that signs are not weighed.
SURE = heads.SURE
#: How hard large weights are pulled towards nought.
RIDGE = 20.0
#: Heads that rules were mended on must stay right: those that come out wrong count more, so many times over.
ROUNDS, MORE = 12, 1.25
_HEADER = """# How much each sign of helpers.page.weighing counts for a kicker: the log of the odds, added to what the rules say.
# Learnt by tests/benchmarks/heads.py --write from heads.tsv ("learnt"), the heads of tests/gold and tests/cases/page_heads.json:
# logistic regression with a ridge, the score of the rules given; heads of gold pages and cases that come out wrong count
# more, round by round. Do not edit by hand. Columns: sign, weight.
"""


class Seen:
    """Every head of two lines that is weighed: the arguments of the weighing, and what the rules say."""

    def __init__(self) -> None:
        self.heads: list[tuple[tuple, float]] = []
        self._scored, heads.weigh = heads.kicker_score, self.weigh
        heads.kicker_score, heads.SURE = self.score, 99.0

    def score(self, first: str, second: str, lead: str) -> float:
        self.rules = self._scored(first, second, lead)
        return self.rules

    def weigh(self, *of: object) -> float:
        self.heads.append((of, self.rules - heads.KICKER))
        return 0.0


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def of_lines(seen: Seen, lines: list[str], lead: str, kicker: str, gap: int, city: float = 0.0):
    """One head, given its lines and what sort of paper it stands in."""
    blocks = [Block(Reading(t, tuple(range(len(t)))), ((0, len(t)),), gap=gap, plain=plain(t)) for t in lines]
    seen.heads.clear()
    heads.read_head(blocks, plain(lead), plain(lead), city)
    for (first, *more), rules in seen.heads:
        if squeezed(first) == squeezed(kicker) or not kicker:
            yield (first, *more), rules, bool(kicker)


def matched(seen: Seen, articles: list[dict]):
    """The heads weighed on one page, each with what the page's reader says it is."""
    for (first, second, lead, *more), rules in seen.heads:
        line = squeezed(first)
        for a in articles:
            kicker, headline = squeezed(a.get("kicker", "")), squeezed(a["headline"])
            if squeezed(a["body_start"])[:8] not in squeezed(lead) or headline[:4] not in line + squeezed(second):
                continue
            if kicker == line or (not kicker and (headline.startswith(line) or line.startswith(headline))):
                yield (first, second, lead, *more), rules, bool(kicker)
            break


def of_pages(seen: Seen):
    """The heads of the gold pages that rules were mended on, and of the pages of the cases."""
    for gold in sorted((TESTS / "gold").glob("*.json")):
        edition = TESTS / "editions" / f"{gold.stem}.txt"
        if edition.exists():
            seen.heads.clear()
            _ = helpers.read_edition(edition).articles
            yield from matched(seen, json.loads(gold.read_text(encoding="utf-8"))["articles"])
    for case in json.loads((TESTS / "cases" / "page.json").read_text(encoding="utf-8")):
        if case["kind"] != "known-failure":
            seen.heads.clear()
            read_pages(case["text"])
            yield from matched(seen, case["expect"])


def collected() -> dict[str, list]:
    seen = Seen()
    rows = [
        r.split("\t") for r in (DATA / "heads" / "heads.tsv").read_text(encoding="utf-8").splitlines() if r[0] != "#"
    ]
    out: dict[str, list] = {"learnt": [], "kept": [], "case": [], "gold": list(of_pages(seen))}
    for i, (group, parts, text, lead, *sort) in enumerate(rows):
        lines = text.split("／")
        city = {"city": 1.0, "party": -1.0}[sort[0]] if sort else 0.0
        out[group] += of_lines(seen, lines, lead, lines[0] if parts[0] == "K" else "", i % 2, city)
    for case in json.loads((TESTS / "cases" / "page_heads.json").read_text(encoding="utf-8")):
        if case["kind"] != "known-failure":
            out["case"] += of_lines(seen, case["lines"], case["lead"], case["kicker"], 1)
    return out


def learnt(x: np.ndarray, y: np.ndarray, rules: np.ndarray, count: np.ndarray) -> tuple[np.ndarray, float]:
    """The weight of each sign and the constant."""
    mean, spread = x.mean(0), np.maximum(x.std(0), 0.05)
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    ridge = np.r_[np.full(x.shape[1], RIDGE), 0.1]
    b = np.zeros(z.shape[1])

    def loss(b: np.ndarray) -> float:
        return float((count * np.logaddexp(0, -(2 * y - 1) * (z @ b + rules))).sum() + 0.5 * (ridge * b * b).sum())

    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(z @ b + rules, -30, 30)))
        slope = z.T @ (count * (p - y)) + ridge * b
        step = np.linalg.solve((z * (count * p * (1 - p))[:, None]).T @ z + np.diag(ridge), slope)
        size = 1.0
        while size > 1e-4 and loss(b - size * step) > loss(b):
            size /= 2
        b = b - size * step
        if abs(size * step).max() < 1e-7:
            break
    weights = b[:-1] / spread
    return weights, float(b[-1] - (mean * weights).sum())


def learnt_by_rounds(x: np.ndarray, y: np.ndarray, rules: np.ndarray, mended: np.ndarray) -> tuple[np.ndarray, float]:
    """The weights with which the heads that rules were mended on stay right, as far as signs can tell them."""
    count = np.ones(len(y))
    for _ in range(ROUNDS):
        weights, constant = learnt(x, y, rules, count)
        wrong = ((x @ weights + constant + rules > 0) != (y > 0.5)) & mended & (abs(rules) < SURE)
        count = np.where(wrong, MORE * count, count)
    return learnt(x, y, rules, count)


def main() -> None:
    groups = collected()
    names = list(signs_of("一行", "又一行", "本报讯"))
    rows = [(g, *head) for g in ("learnt", "gold", "case") for head in groups[g]]

    def signs(of_heads: list) -> np.ndarray:
        return np.array([[signs_of(*of)[n] for n in names] for of in of_heads])

    def right(x: np.ndarray, y: np.ndarray, rules: np.ndarray, weights: np.ndarray, constant: float) -> np.ndarray:
        return (np.where(abs(rules) < SURE, x @ weights + constant + rules, rules) > 0) == (y > 0.5)

    x, y = signs([r[1] for r in rows]), np.array([r[3] for r in rows], float)
    rules = np.clip([r[2] for r in rows], -4, 4)
    mended = np.array([r[0] != "learnt" for r in rows])
    weights, constant = learnt_by_rounds(x, y, rules, mended)
    kept = groups["kept"]
    told = signs([h[0] for h in kept]), np.array([h[2] for h in kept], float), np.array([h[1] for h in kept])
    print(f"kept back: {len(kept)} heads, by the rules {((told[2] > 0) == (told[1] > 0.5)).mean():.3f},"
          f" weighed {right(*told, weights, constant).mean():.3f}")  # fmt: skip
    fold = np.array([random.Random(i).randrange(10) for i in range(len(rows))])
    without = np.zeros(len(rows), bool)
    for k in range(10):
        other = fold != k
        of_others = learnt_by_rounds(x[other], y[other], rules[other], mended[other])
        without[~other] = right(x[~other], y[~other], rules[~other], *of_others)
    for name in ("learnt", "gold", "case"):
        here = np.array([r[0] == name for r in rows])
        ruled = ((rules > 0) == (y > 0.5))[here].mean()
        print(f"{name}: {here.sum()} heads, by the rules {ruled:.3f}, weighed without having learnt from them"
              f" {without[here].mean():.3f}, now {right(x, y, rules, weights, constant)[here].mean():.3f}")  # fmt: skip
    if "--write" in sys.argv:
        table = "".join(f"{n}\t{w:.4f}\n" for n, w in zip(names, weights, strict=True))
        (DATA / "heads" / "weights.tsv").write_text(f"{_HEADER}constant\t{constant:.4f}\n{table}", encoding="utf-8")


if __name__ == "__main__":
    main()
