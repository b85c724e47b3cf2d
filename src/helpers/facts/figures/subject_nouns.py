"""The noun phrases of a figure's own clause: behind its classifier, before its verb, before 的.

Small hand-written chunking rules, no segmenter. Lists are in ``data/lexicons/figure_*.txt``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.lexicon import alternatives, rows, words

#: Stands in for a time expression or a name that is not to be read as part of a noun.
BLANK = "\x00"
END = re.compile(r"[，。；！？：\n（）()〈〉【】]")
QUOTES = str.maketrans("", "", "“”‘’\"'")
_TIMES = r"今天|昨天|今年|去年|目前|当天|当日|当晚|昨日|今日|今晨|昨晚|明天|同时|全部|分别|陆续|先后|累计|每天|每周|每月|今起|一律|均(?=[为由已在有被获])"
MOVES = r"(?:增|减|降|升|提|扩|缩|涨|跌|改|压缩|缩短|回落|减少|增加|增长|调整|提高|提升|上升|上涨|下降|下跌|降低|扩大|恢复|延长|发展|攀升|猛增|压减|精简|跃升|转)(?:至|到|为|成)"
#: Where the noun behind a classifier ends. A character that also begins nouns is let through before them.
_AFTER_STOP = re.compile(
    rf"[，。；！？：\n、“”‘’（）【】《》—…\s\d{BLANK}]|[一二两三四五六七八九十几](?![线流审带等保星])|[的了着过和与把由让给并而但或即因使至是已也还又刚且]"
    r"|等(?!级|候)|(?<![普涉以危波顾提])及(?![格时第])|(?<![棉毛蚕羽盖])被(?![告害褥子保])|须(?=[^知])|为(?!人|期)"
    r"|在(?!建|校|职|岗|线|编|册|读|押|营|院)|(?<![小名大老健干猛主上中])将(?!军)|从(?!业)|向(?!日)|到(?!岗|店|场)|达(?!标)|占(?!地)|比(?!赛|例|亚)|较|按(?!摩|揭)"
    r"|就(?!业|诊|餐|读)|都(?!市)|不(?!锈|良|动产|足)|未(?!成年)|有(?!限|色|机|轨|效|关|氧|证|奖|声)|(?<![产功性职节智动潜热电储机技效])能(?!源|量|耗|力)|可(?!再|燃|回|疑|乐)|(?<![运博览展大协商学工庙集茶晚年峰])会(?!员|议|展|场|计|馆)"
    r"|(?<![主重必需])要(?!素|闻|道)|(?<![供响适])应(?!急|届|用|聘|征|对)|(?<![急所必])需(?!求)|以(?!色)|用于|(?<!人)才|则|所(?=需|在|有)|起(?!重)|获(?!奖|得者)"
    rf"|{MOVES}|{_TIMES}|超(?![市级高声载])|捐(?![款赠助])|打(?=.?折)|{alternatives(words('figure_stops'))}"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?:{alternatives(words('figure_stop_verbs'))})(?![率面数点区户者证线]|人员|企业|项目|仪式|手续)"
)
_BEFORE_STOP = re.compile(
    rf"[、\s—…《》·{BLANK}]|[的与且]|(?<![普涉以危波顾提])及(?![格时第])|(?<!饱)和(?![谐平解睦田县])|(?<![一])[把将从由向让给于按](?=.)|(?<!反)对(?![外口手应照接方象策比])(?=.)|比(?=[^赛例重率分])|较|至(?=.)|经(?!济|营|费|开|理|纪|验)|(?<![存现所潜])在(?!建|校|职|岗|线|编|册|读|押|营|院)"
    r"|(?<=[底日天月年时])前|(?<=[\u4e00-\u9fff]{2})[里内](?=[\u4e00-\u9fff]{2})|(?<![产功性职节智动潜热电储机技效])能(?!源|量|耗|力|见|效|繁|手|人)|(?<=[了着])(?=[\u4e00-\u9fff]{2})"
    rf"|{_TIMES}|以来|以后|以前|之前|之后|截至|据悉|据了解|获悉|预计|其中|其余|此外|另外|另|随着|为了|因为|由于|通过|平均每|每(?:\d+|[百千万])?(?:公斤|千克|平方米|立方米|立方厘米|平方公里|公顷|毫升|公里|[茬元斤吨亩个只张份台辆桶升间套户人年月天日周次晚趟件箱股枚头羽棵株班条节])?|报告|告诉|介绍|显示|表示|记者|发生|(?:实现|完成)(?=..)"
    r"|仍|却|但|而|则|共(?!同|产|享|和|计|建)|共计|已|一天|一年|一周|一个月|为何|即"
)
_ADVERBS = re.compile(
    r"(?:整整|足足|已经|已|共|也|还|又|均|仅|只|就|才|都|仍|则|却|将|可|(?<![产功性职节智动潜热电储机技效势光核才])能|会|要|曾|再|更|最多|最高|最低|最少|最长|最快|最短|一度|实际|名义|扣除价格因素|一般|大约|预计|有望|力争|累计|总计|共计|合计|始终|一直"
    r"|平均|周环比|月环比|同比|环比|全部|分别|各|首次|连续|持续|前后|先后|陆续|逐步|不断|人均|日均|月均|年均|户均|反倒|反而|微|略|小幅|大幅|最终|约合|折合|了|着|过|到|至|得|出|起|：|在|于|从|由|以|获|竟|刚满|年仅|年过|年近|年满|年逾|人民币|(?<=[指价])[收报]|[、，和与及]"
    r"|不小于|不少于|不低于|不高于|不超过|其中|如今|现在|目前|每人每天|每[天月年周日人斤晚吨亩次个只套份张间]|每公斤|每千克|每平方米|每立方米|每堂课|每科次|每[百千万]?[\u4e00-\u9fff]{1,2})+$"
)
_KEPT_ADVERB = re.compile(
    r"(?:其余|人均|户均|亩均|日均|月均|年均|平均|最高|最低|最多|最少|最大|最小|最长|最快|最年长|最年轻|每人每天|每[百千万]?[\u4e00-\u9fff]{1,3})$"
)
_COMPARED = re.compile(
    rf"(?:比|较|与|同)(?:[^，。；{BLANK}]{{0,12}}(?:前|年|期|月|周|日|天|季度|时候|度|初|底|均|水平|中旬|上旬|下旬|节前|平时)|{BLANK}+)(?:同期|同比|末|相比)?(?:又|还|再|也|约|已|要)?$"
)
_PRONOUN = re.compile(
    r"^(?:他|她|它|我|你|我们|他们|她们|咱们|大家|有人|这|那|其|此|本|该|全市|我市|全省|全县|全区|全国|我省|我县|我区|前后|如今|此后|可|全程|每|各|其他|一[位名个家人场次]|又|再)+$"
)
LEAD = re.compile(
    r"^(?:全市|我市|全省|全县|全区|全国|我省|我县|我区|目前|其中|今年|去年|当天|其(?!他|余)|这里|那里|[这那](?:[场个位名家条台枚所座项款种件只头间辆艘]|本(?=书)|片(?!区)|部(?!门|队))?|该|他|她|它|我们|我|还|另|并|仍|已|共(?!同|产|享|建)|有(?!限|色|机)|为|对|随后|此外|据悉|累计|了|着|、|，|和|及(?!格)|与|只见|内(?![部地容存环外])|间(?![隔接])|来(?![自源])|中有|\d|·)+"
)
_DROPPED = re.compile(
    r"^(?:间(?![隔接])|来(?![自源])|不等|之多|外(?=$)|中(?=[复仅只尚已])|起步|的|之|后|内|就|才|起|处|中(?![\u4e00-\u9fff])|中(?=有)|时间|就被|便|里|左右|以来|地(?![\u4e00-\u9fff])|即|即可|没|长的|宽的|高的|深的|外的|重的|多的|大的|远的|厚的|长(?=的)|宽(?=的)|远(?![程洋]))+"
)
_PLAIN_ADJECTIVES = re.compile(
    r"^(?:免费|全新|优质|新鲜|高端|不同|同样|类似|崭新|精美|特制|珍贵|高清|大型|小型|各式|自制|手绘|定制|专业|特殊)的"
)
BASE = re.compile(
    r"(占到|占|相当于|约为|达到|恢复到|恢复至|完成|接近|不到|不足|超过|为|是|达)([^，。；！？\n占]{1,18})的(?:约|近|超|不到)?$"
)
_GENERIC = re.compile(
    rf"^(?:总数|总量|全部|总额|全市|全省|全国|全县|全区|总面积|总人数|其中|去年|上年)$|同期|同日|^{BLANK}+$"
)
#: Verbs whose object is what is counted (抓获犯罪嫌疑人26名).
_TAKES = re.compile(
    rf"^.*(?:{alternatives(words('figure_takers'))})(?=[^率额量值数费金款人户期者面总能][\u4e00-\u9fff])"
)
#: 服务时长达: the 长 belongs to the noun.
_LENGTHS = frozenset("时身全周总体边延里帧尾")
_VAGUE_NOUN = re.compile(r"^(?:时间|比重|金额|数量|总数|面积|价格|比例|人数|时长|占比|次数|距离|总额|长度|期限|需要)$")


@lru_cache(maxsize=1)
def actions() -> tuple[dict[str, bool], int]:
    """Verb → whether it only links a noun to its number."""
    entries = {row[0]: row[1:2] == ("link",) for row in rows("figure_actions")}
    return entries, max(map(len, entries))


def clause(text: str, start: int, end: int, floor: int = 0) -> tuple[str, str]:
    """What stands left and right of a figure in its clause, quotation marks dropped; ``floor`` is where the
    figure before it ended."""
    parts = END.split(text[max(floor, start - 40) : start])
    left = parts[-1]
    if floor and len(parts) == 1 and floor >= start - 40:
        left = left.rpartition("、")[2]  # what stands before belongs to the figure before: 七成本地人、六成员工
    right = END.split(text[end : end + 30], maxsplit=1)[0]
    return left.translate(QUOTES), right.translate(QUOTES)


#: 1420个亿元以上重点项目: the size is no part of the noun.
_SIZED = re.compile(r"^[十百千]?[万亿]元(?:以上|级)的?")


def noun_after(right: str, limit: int = 14) -> str:
    """The noun phrase at the beginning of what follows a classifier."""
    right = _SIZED.sub("", _PLAIN_ADJECTIVES.sub("", _DROPPED.sub("", right)))
    stop = _AFTER_STOP.search(right)
    noun = (right[: stop.start()] if stop else right)[:limit]
    if noun and stop and stop.group() in ("和", "与", "及"):
        noun += _coupled(right[stop.end() :], stop.group())
    if len(noun) > 2 and stop and stop.group() == "的":
        whole = right[stop.end() :]
        ends = _AFTER_STOP.search(whole)
        noun += "的" + (whole[: ends.start()] if ends else whole)[:8]  # 捂盘惜售的房企
    return re.sub(r"(?<=[\u4e00-\u9fff]{2})[中里]$|[近约超逾仅]+$", "", noun)


def _coupled(rest: str, joint: str) -> str:
    """和志愿者 of 公安干警和志愿者组成: a second noun counted together with the first."""
    stop = _AFTER_STOP.search(rest)
    second = rest[: stop.start()] if stop else rest
    ends = stop.group() if stop else "，"
    return (
        joint + second
        if 1 < len(second) <= 8 and ends in ("的", "，", "。", "组成", "、", "参加", "参与", "都", "均")
        else ""
    )


def verb_stripped(left: str) -> tuple[str, str]:
    """``(rest, verb)``: what precedes the number without the verbs and adverbs that lead up to it."""
    entries, longest = actions()
    verb = ""
    for _ in range(6):
        before = left = left.rstrip()
        for size in range(min(longest, len(left)), 0, -1):
            word = left[-size:]
            if word in entries and not (word == "长达" and left[-3:-2] in _LENGTHS):
                verb = verb if verb and (entries[word] or not entries[verb]) else word
                left = left[:-size]
                break
        if left == before:
            left = _COMPARED.sub("", _ADVERBS.sub("", left))
        if left == before:
            break
    return left.rstrip(), verb


def noun_before(left: str, limit: int = 14) -> tuple[str, str]:
    """``(noun, verb)`` before a number: 全市粮食总产量达 → 粮食总产量, 达."""
    rest, verb = verb_stripped(_origin(left))
    pieces = [p for p in _BEFORE_STOP.split(rest) if p]
    noun = ""
    if pieces and rest.endswith(pieces[-1]):
        noun = _TAKES.sub("", re.sub(r"(?<=[\u4e00-\u9fff]{2})[中里]$", "", LEAD.sub("", pieces[-1]) or pieces[-1]))
        if _VAGUE_NOUN.match(noun) and len(pieces) > 1 and rest.endswith(f"{pieces[-2]}的{pieces[-1]}"):
            noun = f"{pieces[-2]}的{noun}"
    if (
        _PRONOUN.match(noun)
        or _ADVERBS.fullmatch(noun)
        or noun in ("内", "后", "中", "里", "前", "年", "实", "度")
        or re.search(r"[时后]$", noun)
    ):
        noun = ""
    return noun[-limit:], verb


def _origin(left: str) -> str:
    """全市核酸检测机构由年初的2家增至5家: the subject stands before 由 or 从, unless a noun stands behind it (从日产20万只)."""
    for mark in ("由", "从"):
        head, found, tail = left.rpartition(mark)
        if found and len(head) > 1:
            inner = "" if tail.endswith("的") else _ADVERBS.sub("", tail.split("的")[-1])
            return tail if len(inner) > 1 and not re.search(r"[时前后初]$", inner) else head
    return left


def share_parts(left: str) -> tuple[str, str, str]:
    """Part, whole and verb of 女生占参赛选手的近一半: (女生, 参赛选手, 占); '' where none is named."""
    match = BASE.search(left)
    if not match:
        return "", "", ""
    verb = match.group(1)
    part = noun_before(left[: match.start()])[0] if verb in ("占", "占到", "恢复到", "恢复至") else ""
    whole = [p for p in _BEFORE_STOP.split(match.group(2)) if p]
    if _GENERIC.search(match.group(2)) or not whole:
        return part, "", verb
    return part, whole[-1], verb


def kept_adverb(left: str) -> str:
    """人均, 每人每天: better than nothing."""
    match = _KEPT_ADVERB.search(re.sub(r"(?:了|约|可达|达|为|至|到|是|的|才|仅|只|也|有|已)+$", "", left))
    return match.group() if match else ""


def relative_clause(left: str) -> str:
    """The clause before 的 when a figure stands for the noun: 从国外返桐的137人."""
    left = verb_stripped(left)[0]
    match = re.search(r"([^，。；]{2,14})的$", left)
    return LEAD.sub("", re.sub(r"^.*(?:对|把|将|有|、)", "", match.group(1))) if match else ""


def predicate(right: str) -> str:
    """The beginning of the predicate behind a figure."""
    right = _DROPPED.sub("", right.lstrip(BLANK))
    ends = rf"[、，\s\d{BLANK}]|[一二两三四五六七八九十](?=[个名位次条家])|的|就|(?<!^)被|且|[近约超]|在(?=.{{3}})"
    return re.split(ends, right)[0][:16].lstrip("在是为").rstrip("于")


def next_clause(text: str, end: int) -> str:
    """What the clause behind a lone figure says (2:1！云溪茶乡队…, 第12分钟，客队前锋…)."""
    match = re.compile(r"[，！。：\s]{1,2}([^，。；！？：\n]{2,24})").match(text, end)
    return match.group(1).translate(QUOTES) if match else ""


def label_before(before: str) -> str:
    """The label that a telephone number carries: 咨询电话：…, 政策咨询：市人社局…, 24小时公益热线…."""
    line = re.split(r"[。；，\n]", before[-40:])[-1]
    own = re.search(r"([\u4e00-\u9fff]{2,12})[：:]\s*$", line)
    if own:
        return "电话" if "联系" in own.group(1) and "电话" not in own.group(1) else own.group(1)
    labels = re.findall(r"([\u4e00-\u9fff（）]{2,12})[：:][^\d]*$", line)
    if labels:
        return labels[-1].strip("（）")
    match = re.search(r"([\u4e00-\u9fff]{2,8})\s*$", line)
    return re.sub(r"^(?:小时|请?拨打|致电|请)", "", match.group(1)) if match else ""
