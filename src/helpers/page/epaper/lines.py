"""Lines of a web page that are no part of its article: buttons, rights, comments, and the line below a headline."""

from __future__ import annotations

import re
from functools import partial

from helpers.lexicon import any_of, words
from helpers.page.text import plain

_words = partial(any_of, "page_epaper_lines")
_BUTTON = re.compile(r"[\[\]【】（）()|｜/\s\u3000]+")
_TURN = re.compile(rf"[\[【（(]?{_words('turn')}[\]】）)]?\s?(?:[：:].*|没有了?。?|{_words('turn')}|)$")
_SHARE = re.compile(rf"{_words('share')}[^。，；]{{0,40}}$")
_PATH = re.compile(rf"{_words('path')}[：:]|(?:首页|主页)\s?[>＞»›][^，。；]{{0,60}}$")
_LEGAL = re.compile(rf"(?:{_words('legal')}|.{{0,40}}(?:ICP[备证]|公网安备))")
_REPRINT = re.compile(
    r"(?:.{0,30}[，。；\s])?未经[^。]{2,12}，?[^。]{0,12}(?:不得|严禁|禁止)[^。]{0,8}(?:转载|复制|摘编|使用)[^。]{0,12}。?$"
)
_TALK = re.compile(rf"{_words('talk')}(?:\s?\d{{0,9}}\s?(?:人|条)?(?:参与|评论)|[^。，；]{{0,20}}$)")
_COUNTED = re.compile(rf"(?:^|.*\s){_words('count')}\s?[：:（(]\s?\d{{1,9}}\s?[次人）)]*(?:\s[^。，；]*)?$")
_ITEM = re.compile(
    rf"(?P<name>{_words('info')})[：:/]\s?(?P<value>[^：:|｜]{{0,40}}?)(?=\s*(?:{_words('info', 'count')}[：:]|[|｜]|$))"
)
_DAY = re.compile(
    r"(?P<day>(?:20|19)\d{2}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2})\s?日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?"
)
_LONGEST = 120


def is_no_text(line: str) -> bool:
    """Whether a line that stands in an article's box is none of it: a button, a link onward, rights, a reader's comment."""
    text = plain(line).strip()
    if not text or len(text) > _LONGEST:
        return False
    tokens = [t for t in _BUTTON.split(text) if t]
    if len(text) > 1 and tokens and all(t in words("page_furniture") for t in tokens):
        return True
    said = _TALK.match(text)
    if said and text.startswith("已有") and "评论" not in text:
        return False
    return any(p.match(text) for p in (_TURN, _SHARE, _COUNTED, _PATH, _REPRINT)) or bool(said) or (
        "。" not in text and bool(_LEGAL.match(text))
    )  # fmt: skip


def info(line: str) -> dict[str, str] | None:
    """The items of a line below a headline (2022-03-25 08:12　来源：某日报　作者：王一), by what they tell: ``day``,
    ``author``, ``source``; None for a line that holds anything else."""
    text = plain(line).strip()
    if not text or len(text) > _LONGEST or "。" in text:
        return None
    found: dict[str, str] = {}
    day = _DAY.search(text)
    if day:
        found["day"] = re.sub(r"\s", "", day["day"])
        text = text.replace(day.group(), " ").strip()
    for item in _ITEM.finditer(text):
        for field in ("author", "source"):
            if re.fullmatch(_words(field), item["name"]) and item["value"].strip():
                found.setdefault(field, item["value"].strip())
    rest = _ITEM.sub(" ", text)
    rest = re.sub(rf"{_words('count')}[：:]?\s?\d*\s?[次人]?", " ", rest)
    bare = "".join(t for t in re.split(r"[\s|｜\[\]【】:：]+", rest) if t not in words("page_furniture"))
    if not found and text.endswith("：") and text.count("：") == 1:
        return None  # 编辑：, as a letter opens
    return found if len(bare) <= 1 and (found or text != rest or not bare) else None
