"""Names that are known by their ending: where an ending stands, and where the name before it begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.facts.name_lexicon import HAN
from helpers.lexicon import rows, words

_BREAK = re.compile(f"[^{HAN}A-Za-z0-9·]")
#: Characters after a short ending that make another word of it (局长 is no 局, 路上 no 路).
_NOT_BEFORE = {
    "局": "长面部限势中地", "办": "理法公事学案好得到了起成结完过刊", "委": "员托屈派会以婉", "厅": "长堂级里", "队": "员长伍友列形旗",
    "厂": "长家房区商里门矿宿", "集团": "军", "银行": "业卡间", "中学": "生", "小学": "生阶", "大学": "生", "高中": "生段", "初中": "生段",
    "中心": "城思点校组小", "政府": "间性", "工会": "员", "公司": "制化", "党委": "委书", "党支部": "", "常委会": "", "纪委": "", "热线": "电",
    "学校": "", "市": "场民长值面区花级", "省": "份级内外直会", "县": "城级区长处委市", "区": "域别间分块长级位委", "州": "长官", "镇": "长区定级上痛",
    "乡": "镇村亲长音贤下级愁间土情", "村": "民里长级落庄口镇支干党寨屯社居医官规", "街": "道头坊区上", "路": "上面口边段灯程线由径况障过途网人权演桥政基费", "巷": "子口道战",
    "桥": "梁头段上", "线": "上下路索条性段缆", "河": "道流水岸边床滩畔沟北南", "江": "水边面中河畔滩湖南北西苏", "湖": "水泊边面畔区北南", "溪": "水流边", "港": "口澳元股独府",
    "湾": "里仔", "海": "外洋鲜上拔军面域水关边底南事", "岛": "屿国上", "山": "上区村下坡水体间顶脚头东西寨路", "岭": "上南", "峰": "会值", "站": "点在起立岗长台上位出房",
    "组": "织成长建团合员", "寺": "庙", "苑": "区", "广场": "舞", "公园": "里", "岛屿": "", "坡": "度上", "沟": "通渠壑", "旗": "下帜袍", "洞": "察穴口", "宫": "颈廷殿",
    "塔": "吊", "林场": "", "市场": "化份监监价价主经需准竞", "酒店": "业", "屯": "兵", "社区": "居", "弄": "堂虚", "滩": "涂", "塘": "边", "寨": "子",
}  # fmt: skip


#: A number with its classifier or unit: what is named begins behind it (三家|农贸市场, 2月9日|随…).
_COUNTED = (
    "(?<!第)[一二三四五六七八九十两几数百千万0-9]+[多余]?(?:家|个|座|所|处|条|名|位|支|场|项|批|栋|幢|户|间|次|级|类|种|辆|台|块|片|段|层|股|套|件|份|例|起|张)"
    "|第[一二三四五六七八九十0-9]+(?:届|次|批|家|个|轮|期)|[0-9]+(?:年|月|日|时|分|秒|岁|点|元|米|公里|千伏|人|号|期|届)"
)


@dataclass(frozen=True)
class Ending:
    """An ending as it stands in the text. ``kind`` is the class of its list."""

    start: int
    end: int
    kind: str


class Endings:
    """The endings of one list, found by their last character."""

    def __init__(self, name: str) -> None:
        self.kinds = {row[0]: row[1] for row in rows(name)}
        self._sizes: dict[str, list[int]] = {}
        for ending in self.kinds:
            sizes = self._sizes.setdefault(ending[-1], [])
            if len(ending) not in sizes:
                sizes.append(len(ending))
        for sizes in self._sizes.values():
            sizes.sort(reverse=True)
        self._last = re.compile(f"[{''.join(sorted(self._sizes))}]")

    def find(self, text: str) -> Iterator[Ending]:
        """Every ending in order, the longest at each place."""
        kinds, sizes = self.kinds, self._sizes
        for match in self._last.finditer(text):
            end = match.end()
            for size in sizes[match.group()]:
                ending = text[end - size : end] if end >= size else ""
                if ending in kinds:
                    if text[end : end + 1] not in _NOT_BEFORE.get(ending, "") or not text[end : end + 1]:
                        yield Ending(end - size, end, kinds[ending])
                    break


#: Verbs that are also business words: a firm's name may hold them (恒泰投资有限公司).
_BUSINESS = frozenset(
    "投资 融资 租赁 担保 建设 服务 开发 经营 运输 装饰 推广 拍卖 出租 控股 联合 创新 控制 中心 内部 外部 中间 集中 建筑 设计 养护 物业 上市 环绕 组织".split()
)


@lru_cache(maxsize=1)
def _soft() -> re.Pattern[str]:
    """The boundary words as one pattern, grouped by their first character so that few are tried."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(rows("name_boundaries"), key=lambda r: -len(r[0])):
        bar = row[1] if len(row) > 1 else ""
        bar = f"(?!{bar if '|' in bar else '[' + bar + ']'})" if bar else ""
        groups.setdefault(row[0][0], []).append(re.escape(row[0][1:]) + bar)
    branches = [f"{head}(?:{'|'.join(rests)})" for head, rests in groups.items()]
    return re.compile(f"[^{HAN}A-Za-z0-9·]|{_COUNTED}|{'|'.join(branches)}")


class Boundaries:
    """Where names may begin: behind marks, function words, verbs, times and other names."""

    def __init__(self, text: str, others: Iterable[int] = ()) -> None:
        firm = {0, *others}
        every = set(firm)
        for match in _soft().finditer(text):
            every.add(match.end())
            if match.group() not in _BUSINESS:
                firm.add(match.end())
        self._ends = {False: sorted(every), True: sorted(firm)}

    def before(self, at: int, reach: int, firm: bool = False) -> int:
        """The nearest boundary not behind ``at``; -1 if none lies within ``reach`` characters."""
        ends = self._ends[firm]
        found = ends[bisect_right(ends, at) - 1]
        return found if at - found <= reach else -1

    def add(self, ends: Iterable[int]) -> None:
        """Other names found meanwhile end here."""
        more = set(ends)
        self._ends = {firm: sorted({*known, *more}) for firm, known in self._ends.items()}


@lru_cache(maxsize=1)
def _generic() -> re.Pattern[str]:
    from helpers.lexicon import alternatives

    return re.compile(f"(?:{alternatives(words('name_generic'))}|[0-9]+)*")


def is_generic(stem: str) -> bool:
    """Whether a stem is made of general words and numbers only: it names nothing (三家, 老旧, 民营)."""
    match = _generic().match(stem)
    return match is not None and match.end() == len(stem)
