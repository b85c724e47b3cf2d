"""An edition's text and its gold → stories a typesetter can set: who is kicker, headline, byline, paragraph.

What is what comes from the gold, never from the cutter under test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

_BYLINE = re.compile(r"[■□◎▲●◆]|(?:本报)?(?:通讯员|记者|实习生)\s")
_OPEN = re.compile(r"[^。！？；：…”）)》】.!?:]$")


@dataclass(frozen=True)
class Story:
    """One article as a typesetter gets it. ``rows`` are lines that are never joined (verse, tables)."""

    kind: str
    page: int
    column: str = ""
    kicker: str = ""
    headline: tuple[str, ...] = ()
    subtitle: str = ""
    bylines: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    article: int = 0  # its number in the gold; 0 for the half that goes on from another page

    @property
    def boxed(self) -> bool:
        return self.kind in ("advertisement", "weather", "notice", "correction")

    @property
    def chars(self) -> int:
        return sum(map(len, self.paragraphs))


@dataclass
class Sheet:
    """One page: furniture above, stories below."""

    number: int
    furniture: list[str] = field(default_factory=list)
    banner: str = ""
    stories: list[Story] = field(default_factory=list)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text or "")


def sheets_of(source: str, gold: dict) -> list[Sheet]:
    """The pages of an edition, their stories in print order."""
    lines = [line.strip() for line in source.split("\n") if line.strip()]
    heads = [_start(lines, article) for article in gold["articles"]]
    jumps = [_jump_start(lines, gold, i) for i, line in enumerate(lines) if re.match(r"[（(]?上接", line)]
    furniture = {squeeze(h) for h in [*_strings(gold.get("headers", [])), gold.get("banner", "")] if h}
    starts = sorted([(b, a) for b, a in zip(heads, gold["articles"], strict=True)] + jumps, key=lambda p: p[0])
    sheets: dict[int, Sheet] = {}
    for k, (begin, article) in enumerate(starts):
        end = starts[k + 1][0] if k + 1 < len(starts) else len(lines)
        page = article["page"]
        sheet = sheets.setdefault(page, Sheet(page))
        own = [line for line in lines[begin:end] if not _is_furniture(line, furniture)]
        sheet.stories.append(_story(own, article))
    first = 0
    for k, (begin, article) in enumerate(starts):
        sheet = sheets[article["page"]]
        for line in lines[first if k == 0 else starts[k - 1][0] : begin]:
            if squeeze(line) == squeeze(gold.get("banner", "")):
                sheet.banner = line
            elif _is_furniture(line, furniture):
                sheet.furniture.append(line)
    return [sheets[n] for n in sorted(sheets)]


def _is_furniture(line: str, furniture: set[str]) -> bool:
    return any(
        squeeze(line) == f or (len(f) >= 4 and squeeze(line).startswith(f) and len(line) < 60) for f in furniture
    )


def _strings(values: list) -> list[str]:
    return [v if isinstance(v, str) else v.get("text", "") for v in values]


def _start(lines: list[str], article: dict) -> int:
    """The first line of an article: back from the line its body begins in."""
    want = squeeze(article["body_start"])
    body = next(
        i for i in range(len(lines)) if want in squeeze("".join(lines[i : i + 2])) and _head_near(lines, i, article)
    )
    if want not in squeeze(lines[body]) and not squeeze(lines[body]).endswith(want[:3]):
        body += 1
    return min(i for i in range(max(0, body - 8), body) if _is_head(lines[i], article))


def _head_near(lines: list[str], body: int, article: dict) -> bool:
    return any(_is_head(line, article) for line in lines[max(0, body - 6) : body])


def _is_head(line: str, article: dict) -> bool:
    text = squeeze(line)
    headline = squeeze(article["headline"])
    whole = {squeeze(article.get(k, "")) for k in ("kicker", "column", "subtitle")} - {""}
    return text in whole or text == headline or (len(text) >= 4 and text in headline)


def _jump_start(lines: list[str], gold: dict, at: int) -> tuple[int, dict]:
    article = next(
        a for a in gold["articles"] if a.get("continued_on") and squeeze(lines[at - 1]) in squeeze(a["headline"])
    )
    begin = at
    while begin and squeeze(lines[begin - 1]) in squeeze(article["headline"]):
        begin -= 1
    moved = {"page": int(article["continued_on"]), "continued": True, "kicker": "", "subtitle": "", "column": ""}
    return begin, article | moved


def _story(lines: list[str], article: dict) -> Story:
    column = kicker = subtitle = ""
    headline: list[str] = []
    bylines: list[str] = []
    n = 0
    while n < len(lines):
        text = squeeze(lines[n])
        if text == squeeze(article.get("kicker", "")) and not kicker:
            kicker = lines[n]
        elif text == squeeze(article.get("column", "")) and not column:
            column = lines[n]
        elif text == squeeze(article.get("subtitle", "")) and not subtitle:
            subtitle = lines[n]
        elif text in squeeze(article["headline"]) and squeeze("".join(headline)) != squeeze(article["headline"]):
            headline.append(lines[n])
        elif squeeze(article["body_start"])[:6] in text and not article.get("continued"):
            break
        elif _BYLINE.match(lines[n]) or re.match(r"[（(]?上接", lines[n]):
            bylines.append(lines[n])
        else:
            break
        n += 1
    paragraphs = _joined(lines[n:], article["kind"] in ("literature", "literary", "advertisement"))
    story = Story(
        article["kind"], article["page"], column, kicker, tuple(headline), subtitle, tuple(bylines), tuple(paragraphs)
    )
    return replace(story, article=0 if article.get("continued") else article["article"])


def _joined(lines: list[str], rows: bool) -> list[str]:
    """Paragraphs made whole: a long line that breaks off in mid-sentence goes on in the next."""
    out: list[str] = []
    for line in lines:
        if out and not rows and len(out[-1]) > 24 and _OPEN.search(out[-1]) and not _is_row(line):
            out[-1] += line
        else:
            out.append(line)
    return out


def _is_row(line: str) -> bool:
    return len(re.split(r"[\s　]+", line)) >= 2 and len(line) < 24
