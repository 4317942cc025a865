"""Invented sentences of reports with figures whose kind is known: what comes out are paragraphs and, for each figure, what it says.

A slot ({share}, {lower}, {higher}, {fall}, {growth}, {plan}, {sum}, {count}, {point}) becomes a figure; `damaged` takes the decimal
points away.
"""

import random
import re
from dataclasses import dataclass, field

PLACES = ("砚溪", "汀原", "岚川", "霁川", "枫砚", "漪宁", "苍澜")

SENTENCES = (
    "{place}空气质量优良天数比率达到{share}，地表水考核断面水质优良比例{share}。",
    "刑事案件、治安案件分别下降{fall}和{fall}，信访总量同比减少{fall}。",
    "常住人口城镇化率提高到{share}、比上年提高{point}个百分点，户籍人口城镇化率为{share}。",
    "单位生产总值能耗下降{fall}，主要污染物排放量累计削减{fall}。",
    "规模以上工业增加值增长{growth}，固定资产投资增长{growth}，其中工业投资增长{growth}。",
    "生产安全事故起数、死亡人数双双下降，降幅分别为{fall}、{fall}。",
    "农村自来水普及率、卫生厕所普及率分别达{share}和{share}，生活污水治理率由{lower}提升至{higher}。",
    "民营企业进出口占全市的{share}，高技术产品出口占比达{share}。",
    "重点项目完成投资{sum}亿元，完成年度计划的{plan}，超时序进度。",
    "全年接待游客{sum}万人次，实现旅游收入{sum}亿元，分别增长{growth}、{growth}。",
    "居民对政务服务的满意度达{share}，企业开办时间压缩{fall}，审批事项压减了{fall}。",
    "基本养老保险覆盖面达{share}，家庭医生签约服务率稳定在{share}以上。",
    "{share}的财政支出用于民生，{share}以上的行政村通了公交。",
    "森林覆盖率{share}，建成区绿地率{share}，生活垃圾无害化处理率保持在{share}。",
    "新增高新技术企业{count}家，技术合同成交额{sum}亿元、增长{growth}。",
    "数字经济核心产业增加值占地区生产总值比重达{share}，全社会研发投入强度{share}左右。",
    "城镇调查失业率控制在{share}以内，居民消费价格涨幅控制在{growth}左右。",
    "工业用电量增长{growth}，综合能源消费量下降约{fall}，煤炭占能源消费的比重降至{share}。",
    "上线率、升学率再创新高，本科上线率{share}，职校就业率保持{share}。",
    "贷款余额增长{growth}，不良贷款率降至{share}，政府债务规模比年初减少{fall}。",
    "农作物耕种收综合机械化率达{share}，良种覆盖率超过{share}，化肥施用量下降{fall}。",
    "提案办结率和满意率分别为{share}、{share}，热线群众诉求按期办复率高达{share}。",
    "新增造林{count}亩，水土流失面积减少{fall}，湿地保护率达到{share}。",
    "外贸进出口总额{sum}亿元，同比增长{growth}，对周边国家进出口占比提升{point}个百分点。",
)
SLOT = re.compile(r"\{(\w+)\}")
POINT = re.compile(r"(?<=\d)[.．](?=\d)")


BOUNDS = {"share": (3, 99.8), "lower": (3, 48), "higher": (52, 99.8), "fall": (1, 60), "growth": (1, 40), "plan": (60, 140)}


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it should be, and the kind and place (start, end) of each of its figures."""

    text: str = ""
    figures: list[tuple[str, int, int]] = field(default_factory=list)


def figure(kind: str, chance: random.Random) -> str:
    """A figure of a kind as reports write it: two in three percentages carry one decimal, some two."""
    if kind == "count":
        return str(chance.randint(2, 900))
    if kind == "sum":
        return decimal(chance.uniform(2, 900), chance)
    if kind == "point":
        return f"{chance.uniform(0.1, 5):.1f}"
    low, high = BOUNDS[kind]
    return decimal(chance.uniform(low, high), chance) + "%"


def decimal(value: float, chance: random.Random) -> str:
    places = chance.choices((0, 1, 2), (3, 6, 1))[0]
    return f"{value:.{places}f}"


def report(seed: int, paragraphs: int = 24) -> list[Paragraph]:
    """An invented report: the same seed, the same text."""
    chance = random.Random(seed)
    made = []
    for _ in range(paragraphs):
        paragraph = Paragraph()
        for sentence in chance.sample(SENTENCES, 3):
            add(paragraph, sentence, chance)
        made.append(paragraph)
    return made


def add(paragraph: Paragraph, sentence: str, chance: random.Random) -> None:
    at = 0
    for slot in SLOT.finditer(sentence):
        paragraph.text += sentence[at : slot.start()]
        at = slot.end()
        word = chance.choice(PLACES) if slot[1] == "place" else figure(slot[1], chance)
        if slot[1] != "place":
            paragraph.figures.append((slot[1], len(paragraph.text), len(paragraph.text) + len(word)))
        paragraph.text += word
    paragraph.text += sentence[at:]


def damaged(paragraph: Paragraph) -> tuple[Paragraph, set[int]]:
    """The paragraph without its decimal points, and the numbers of the figures that changed."""
    lost = Paragraph()
    changed = set()
    at = 0
    for number, (kind, start, end) in enumerate(paragraph.figures):
        lost.text += POINT.sub("", paragraph.text[at:start])
        word = POINT.sub("", paragraph.text[start:end])
        if word != paragraph.text[start:end]:
            changed.add(number)
        lost.figures.append((kind, len(lost.text), len(lost.text) + len(word)))
        lost.text += word
        at = end
    lost.text += POINT.sub("", paragraph.text[at:])
    return lost, changed
