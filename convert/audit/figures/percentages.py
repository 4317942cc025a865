"""What a per cent says: a text in, each of its percentages out with what it measures and how high that can be.

A fall and a share of a whole end at 100 %; growth and the completion of a plan do not (real reports: 增长168%, 完成年计划的118.2%).
The words before the figure decide, the nearest first; a figure in a series (分别下降5%和7%) says what the first of it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Literal

from convert.audit.figures.numerals import Figure, figures

Role = Literal["fall", "growth", "share", "completion", ""]


@dataclass(frozen=True, slots=True)
class Percentage:
    """A per cent, what it says, the most it can be (inf when there is no such limit), and the words before it in its clause."""

    figure: Figure
    role: Role
    limit: float
    words: str


CLAUSE = re.compile(r"[，,。；;：:！!？?\n]")
SERIES = re.compile(r"[、和及与，,]?(?:以及|约|近|超|超过|逾|左右|以上|以下|以内|多|\s)*[、和及与，,]?(?:约|近|超|超过|逾|\s)*")
ABOUT = r"(?:了|约|大约|近|超|超过|逾|达到|达|高达|为|是|幅度|不低于|不少于|超出|分别|均|都|各|左右|\s)*"

DOWN = (
    "下降|降低|减少|回落|下滑|下跌|缩减|压减|压降|压缩|缩短|削减|调减|核减|减排|减亏|减产|减收|萎缩|降幅|减幅|跌幅|少用|少于|收窄|"
    "下调|精简|节约|节省|改善|负增长"
)
UP = (
    "增长|增加|提高|提升|上升|上涨|上浮|扩大|增幅|增速|涨幅|升幅|增收|增产|增值|攀升|跃升|翻番|高于|快于|高出|多于|超过去年|超上年|增|涨|升"
)
FALL = re.compile(rf"(?:{DOWN}|(?<!增)减|(?<!升)降|跌){ABOUT}$")
GROWTH = re.compile(rf"(?:{UP}){ABOUT}$|(?:增长|增幅|增速|涨幅|年均|同比)[^到至率比占]{{0,6}}$")
FALL_OF = re.compile(rf"(?:{DOWN})(?!到|至|为)[^到至率比占增升涨达为的，]{{1,10}}$")  # 压减审批时限60%

# Completion of a plan, a quota, a task; also 占年度计划的108%.
COMPLETION = re.compile(
    r"(?:完成|占|为|是|达|达到|超额|超)[^，。；]{0,16}(?:计划|目标|任务|预算(?![支收])|概算|指标|序时进度)(?:数|总额|总量)?(?:的)?[^率比占，]{0,4}$"
    r"|(?:完成|执行|到位|达产|超额)率"
)

LEVELS = (
    "连续|多年|今年的?|目前|现在|分别|均|都|已|已经|也|总体|平均|年均|稳定|稳步|保持|维持|控制|巩固|实现|完成|力争|确保|接近|突破|只有|仅有|不足|不到|"
    "超过|超|逾|近|约|大约|仅|为|是|在|到|至|于|达到|达|高达|提高到|提高至|提高|提升到|提升至|提升|上升到|上升至|"
    "上升|增长到|增加到|增至|升至|降低到|降至|降到|下降到|下降至|下降|回落到|回落至|缩小到|缩小至|压减至|收窄至|收窄到|压降至|压降到|下调至|下调到|压缩至|缩减至|减少到|减少至|减至|减到|降为|升为|调整为|增加至|扩大到|扩大至|"
    "攀升至|跃升至|恢复到|恢复至|不低于|不少于|不超过|"
    "高于|低于|以上|左右|[由从](?:[去上]年末?|年初|过去|原来)的?|由|从|的|进一步|大幅|首次|全部|就|逐年|又|再|共|合计"
)
LEVEL = rf"(?:{LEVELS}|\d+年|[“”]|[（(][^）)]*[）)]|\d{{4}}年|\s)*"
SHARES = (
    "率|比重|占比|比例|份额|满意度指数|满意度|知晓度|安全感指数|安全感|好评度|"
    "覆盖度|(?:覆盖|受益|惠及|普及|达标|合格|亏损|改制)面|化水平|化程度|盖度|绿化度|集中度|恩格尔系数|强度|占"
)
SHARE = re.compile(rf"(?:{SHARES})(?:{LEVEL})$")
OF_WHOLE = re.compile(r"占(?!用|领|地面积)(?!去年|上年|同期)[^，。；]{0,30}$")

# Rates that may pass 100 %, or have no ceiling: what they measure is no part of a whole.
NO_LIMIT = re.compile(
    r"增长率|增速|(?<!科技进步)贡献率|回报率|收益率|利润率|杠杆率|(?<!资产)负债率|债务率|拨备覆盖率|流动性覆盖率|充足率|平衡率|存贷|"
    r"(?<!财政)自给率|出栏率|复种|繁殖|(?:电话|手机|用户|宽带)\S{0,4}普及率|赔付率|溢价率|增值率|升值率|周转率|换手率|容积率|税率|"
    r"通货?膨?胀率|倍率|汇率|效率|(?<!成)功率|速率|频率|投入产出率|证券化率|依存度|放大率|相当于|周转|"
    r"占[^，。；]{0,10}(?:用[电水气能]|消费|需求|消耗)(?:总)?量"  # what is produced of what is used
)
TO_GDP = re.compile(r"(?:存款|贷款|余额|融资|债务|进出口|外贸|市值|投资)[^，。；]{0,10}占[^，。；]{0,8}(?:GDP|生产总值)")
# A rate that counts a part of its whole by its very name ends at 100 %.  Any other may be one of a plan or of a supply (保障房开工率112%,
# 产能利用率102%, 产销率101%), or count in a backlog and newcomers (破案率, 参保率, 毛入学率): it may pass 100 %, not twice that.
PART = re.compile(
    r"(?:覆盖|普及|满意|好评|知晓|支持|信任|合格|优良|优质|优秀|达标|巩固|升学|上线|录取|就业|失业|城镇化|城市化|绿化|绿地|保护|保存|成活|办结|办复|"
    r"回复|响应|解决|整改|修复|治理|处理|处置|收集|收运|回收|综合利用|资源化|资源化利用|机械化|机采|良种|标准化|规模化|数控化|数字化|公办|发生|发案|发病|"
    r"感染|患病|死亡|不良|不良贷款|入户|通达|通畅|通车|通电|通邮|硬化|亮化|供水|供热|供气|气化|安全|入住|出租|空置|闲置|成功|治愈|检出|网办|即办|"
    r"签领|持有|持证|签约|履约|应诉|胜诉|败诉|调解|纠错|准点|正点|准时|按期|按时|无害化|减量化|分类|分担|识字|文盲|留存|返贫|脱贫|断面|水质|优|良|"
    r"受理|配备|联网|并网|漏损|减排|压减|压降|降低|占有|渗透|电气化|公开|转化|保持|受益|回采|复垦|签收|认定|合规|规范|淘汰|弃风|弃光|弃水|"
    r"弃风弃光|出勤|见效|惠及|支付|报销|实名|贡献|流失|服判|息诉|改判|撤诉|羁押|不捕|不诉)率(?!.*率)"
)
OTHER_LIMIT = 200.0

# 76.1%的财政支出, 90%以上的乡镇: a share of what follows, unless that is a speed, a tariff or a show of will.
PART_OF = re.compile(
    r"(?:以上|左右|以内|多)?的(?!增长|增速|增幅|涨幅|速度|幅度|目标|标准|比例|额度|扣除|补[贴助]|奖励|利率|税率|关税|水平|努力|干劲|热情|"
    r"力[度量气]|精神|状态|信心|诚意|决心|投入|付出|回报|收益|效益|年均|基础|计划|任务|配套|份额|[，。；、])[\u4e00-\u9fff“]"
)
PART_WORDS = re.compile(
    r"^(?:[^，。；]{0,12}(?:有|近|超|超过|约|全[省市区县州国]|其中|将|把|确保|实现|力争|已|的|、|"
    r"(?:贡献|覆盖|涵盖|吸纳|提供|创造|承担|集中|集聚|汇聚|拥有|解决)了?(?:全[省市区县州国])?))?\s*$"
)


# 无害化处理达到98.5%: a level, unless it is one of growth, of a plan, or in terms of something else (全国平均的110%).
REACHED = re.compile(rf"(?:达到|达|高达|提高到|提升到|提升至|增加到|上升到|升至|保持在|稳定在|控制在)(?:{LEVEL})$")
NO_LEVEL = re.compile(
    rf"{UP}|{DOWN}|快|速|平均|去年|上年|同期|年初|相当|水平|标准|设计|产能|产销|需求|自给|目标|计划|任务|预算|概算|指标|指数|进度|GDP|生产总值|倍|比|疫情前|年的"
)


@lru_cache(maxsize=1 << 14)
def percentages(text: str) -> tuple[Percentage, ...]:
    """The percentages of a text in order, those of editors' marks and percentage points left out."""
    found: list[Percentage] = []
    previous: Figure | None = None
    for figure in figures(text):
        if figure.percent:
            before = found[-1] if found and found[-1].figure is previous else None
            between = text[before.figure.end : figure.start] if before else ""
            if before and (SERIES.fullmatch(between) or (before.role == "share" and LEVEL_ONLY.fullmatch(between))):
                found.append(Percentage(figure, before.role, before.limit, before.words))
            else:
                found.append(read(text, figure, previous.end if previous else 0))
        previous = figure
    return tuple(found)


def read(text: str, figure: Figure, floor: int) -> Percentage:
    """One percentage by the words before it, those after the figure before it (which ends at `floor`) first."""
    start = clause_start(text, figure.start)
    words = text[start : figure.start]
    near = text[max(start, floor) : figure.start]
    role = role_of(near) or role_of(words)
    if role == "growth" and ALONE.fullmatch(words):
        words = text[clause_start(text, max(0, start - 1)) : figure.start]  # 城镇居民收入53652元，同比增长3.5%
    if not role and LEVEL_ONLY.fullmatch(near):
        words = sentence_before(text, figure.start)  # 优良天数比例提高2个百分点，达到88.5%
        role = "share" if STILL.search(words) else ""
    if not role and PART_OF.match(text, figure.end) and PART_WORDS.match(near):
        role = "share"
    if not role and REACHED.search(words) and not NO_LEVEL.search(sentence_before(text, figure.start)):
        return Percentage(figure, "share", max(OTHER_LIMIT, limit_of("share", words)), words)
    return Percentage(figure, role, limit_of(role, words), words)


SKIPPED = re.compile(rf"(?:{UP}|{DOWN})?(?:了|约|近)?[\d.]+(?:%|个?百分点)")
RISEN = UP.replace("高于|快于|高出|多于|", "")  # 高于全省平均 only compares
STILL = re.compile(rf"(?:(?:{SHARES})(?<!效率)(?!先)(?!用|地|领))(?:(?!{RISEN}).){{0,16}}$")
LEVEL_ONLY = re.compile(rf"[、，,]?(?:{LEVEL})")


def sentence_before(text: str, end: int) -> str:
    """The last two clauses before a place, in one sentence, without the percentages in them."""
    start = clause_start(text, max(0, clause_start(text, end) - 1))
    stop = max(text.rfind(mark, start, end) for mark in "。；;！!\n")
    return SKIPPED.sub("", text[max(start, stop + 1) : end])


SINCE = re.compile(r"累计|[由从][^，]{1,24}[到至]")  # growth of several years: 收入由2744元增加到8408元，增长206.4%
ALONE = re.compile(rf"(?:同比|[比较]上年|[比较]去年|年均|可比|按可比价格?|名义|实际|分别|预计|(?:{UP}){ABOUT})*")


def clause_start(text: str, end: int) -> int:
    """Where the clause that text[:end] ends in begins."""
    start = 0
    for mark in CLAUSE.finditer(text, max(0, end - 80), end):
        if not (mark[0] in ",:：" and text[mark.start() - 1 : mark.start()].isdecimal() and text[mark.end() : mark.end() + 1].isdecimal()):
            start = mark.end()
    return start or max(0, end - 80)


def role_of(words: str) -> Role:
    """What words right before a percentage make of it; "" when they do not say."""
    if COMPLETION.search(words):
        return "completion"
    if FALL.search(words):
        return "fall"
    if GROWTH.search(words):
        return "growth"
    if SHARE.search(words) or OF_WHOLE.search(words):
        return "share"
    return "fall" if FALL_OF.search(words) else ""


def limit_of(role: Role, words: str) -> float:
    """The most that a percentage of this role, introduced by these words, can be."""
    if role == "fall":
        return inf if re.search(r"利润|盈利|效益|收益|减亏|顺差|逆差|净", words) else 100.0
    if role != "share" or NO_LIMIT.search(words) or TO_GDP.search(words):
        return inf
    return OTHER_LIMIT if "率" in words and not PART.search(words) else 100.0
