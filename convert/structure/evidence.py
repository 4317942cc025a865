"""Signs that a line without a number is a heading: its look, lines like it, its name, its place among paragraphs.

In: the lines of a zone that might be headings.  Out: for each its signs in plain words, their weight, and the family it counts with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from convert.structure.draft import Part, Zone
from convert.structure.numbers import number_of
from convert.structure.search import FRAMED, NAMED
from convert.structure.sentences import SENTENCE, figures, finished, rhythm
from convert.structure.siblings import clusters

OWN = 50  # characters: a heading on a line of its own is hardly longer

# Names of sections that reports of this kind have had for decades: they begin with a year, a period or a subject, and end in one of
# a few nouns.
BEGINS = re.compile(
    r"^(?:\d{4}年|[〇○零一二三四五六七八九]{4}年|今年|去年|上年|本年|过去(?:的)?[一五]年|[一五]年来|今后五年|未来五年|当前|明年"
    r"|[“\"]?十[一二三四五六]五[”\"]?|本届|关于|上半年|下半年|主要|存在的?|工作|下一步|政府(?:自身)?|加强政府|切实加强政府|全面加强|总体"
    r"|下步|下一(?:步|阶段|年度)|今后|指导思想|发展|经济|目标|基本|重点|面临|困难|问题)"
)
CLOSES = re.compile(
    r"(?:回顾|总结|安排|计划|要点|建议|要求|任务|目标|展望|打算|思路|重点|成绩|成就|成效|情况|形势|问题|措施|保障|建设|考虑|体会|经验|做法|部署"
    r"|意见|原则|挑战|机遇|工作)$"
)
WHOLE = re.compile(
    r"^(?:结束语|结语|前言|引言|序言|导言|总论|总则|附则|主要成绩|主要目标|总体要求|指导思想|基本原则|工作措施|保障措施|存在(?:的)?问题|下一步工作)$"
    # The last chapter of nearly every report is about the government itself.
    r"|^[\u4e00-\u9fff]{0,10}(?:政府自身建设|自身建设|(?<=..)人民满意的?(?:服务型|法治|现代)?政府)(?:，[\u4e00-\u9fff]{4,16})?$"
)
# What stands before or behind the chapters, on their level, and has no sections of its own.
FRAME = re.compile(r"结束语|结语|前言|引言|序言|导言")
# 过去五年：砥砺奋进、硕果累累 is a name with a slogan.
SLOGAN = re.compile(r"[\u4e00-\u9fff〇○“”]{2,12}[：:][\u4e00-\u9fff“”]{2,14}(?:[，、\s　][\u4e00-\u9fff“”]{2,14}){1,3}")
# 问题：必须直面的短板, one of three such lines above their paragraphs.
PHRASED = re.compile(r"[\u4e00-\u9fff\d〇“”]{2,12}[：:][\u4e00-\u9fff\d“”、，]{4,24}")
# 【今年怎么干】, ◎ 科创策源: how writers without bold type set a heading off.
SET_OFF = re.compile(r"(?P<bracket>【[^【】]{2,30}】|〖[^〖〗]{2,30}〗)|[◎●•◆◇■□★☆▲△▶►※][\s　]*[^。！？：；]{2,30}")
# 一年来，按照市委部署 begins a sentence: a name has no adverbial of time set off by a comma.
CLAUSE = re.compile(r"(?:[^，。]{0,6}(?:[一五]年来|过去(?:的)?[一五]年)|现在|今年|去年|当前|目前|明年|会前|会后)，")
# The halves of a report, last year's work and this year's: 2024年工作总结, 2025年工作安排.
HALF = re.compile(
    r"(?:\d{4}年|[〇○零一二三四五六七八九]{4}年|今年|去年|上年|本年|明年).{0,6}(?:回顾|总结|安排|打算|计划|任务|思路|部署|工作)"
)
GOES_ON = re.compile(r"[的和与及、，,对在把将向从为以或]$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a line: signs in plain words, their weight, the family it counts with among unnumbered lines, known name or not."""

    signs: tuple[str, ...]
    weight: float
    family: str
    named: bool


def evidence(zone: Zone, places: Sequence[int]) -> list[Evidence]:
    """The evidence for the unnumbered lines at the given places of a zone."""
    texts = [zone.parts[n].text for n in places]
    numbers = clusters(texts)
    sizes = Counter(numbers)
    strangers = {number for number, text in zip(numbers, texts, strict=True) if not called(text)}
    looks = common_looks(zone)
    alone = sum(1 for n in places if stands_alone(zone, n))
    found = []
    for n, number in zip(places, numbers, strict=True):
        part = zone.parts[n]
        signs = [*looks_of(part, looks), *name_signs(part.text), *place_signs(zone, n)]
        if sizes[number] > 1:
            signs.insert(0, (f"{sizes[number]} lines of one opening or rhythm", 3.0))
        elif alone > 1 and stands_alone(zone, n):
            signs.append((f"{alone} short lines without a stop stand so between paragraphs", 1.6 if alone > 2 else 1.0))
        family = family_of(part, looks, "name" if number not in strangers else str(number) if sizes[number] > 1 else "lone")
        words = tuple(sign for sign, weight in signs if weight > 0)
        found.append(Evidence(words, sum(weight for _, weight in signs), family, called(part.text)))
    return found


def stands_alone(zone: Zone, n: int) -> bool:
    """Whether a line without a fact stands between finished text or a heading and running text or the first of a list."""
    text = zone.parts[n].text.removesuffix("。")
    if finished(text) or SENTENCE.search(text) or figures(text) or n + 1 >= len(zone.parts):
        return False
    before, after = zone.parts[n - 1].text if n else "", zone.parts[n + 1].text
    ended = not before or finished(before) or len(before) <= OWN
    number = number_of(after)
    return ended and (
        (finished(after) and (len(after) > len(text) + 10 or number is not None)) or (number is not None and number.value == 1)
    )


def family_of(part: Part, common: frozenset[str], group: str) -> str:
    """What a line counts with as a sibling: centred lines with centred ones, known names with known names, lines like it, lone ones.
    The last letter is the look, so that the search can tell."""
    if part.line.centred and "centred" not in common:
        return f"{NAMED}c" if "halves" in common and HALF.fullmatch(part.text) else "~c"
    if SET_OFF.fullmatch(part.text):
        return f"~set{part.text[0]}"
    if FRAME.fullmatch(part.text):
        return f"{FRAMED}p"
    look = "b" if whole_bold(part) and "bold" not in common else "p"
    return f"{NAMED}{look}" if group == "name" else f"~{group}{look}"


def common_looks(zone: Zone) -> frozenset[str]:
    """Looks that most lines of the zone share say nothing about headings; "halves" where the two halves of a report are centred and
    lines between them too: then these are below."""
    lines = [part for part in zone.lines() if part.text]
    found = set()
    if sum(whole_bold(part) for part in lines) * 2 > len(lines):
        found.add("bold")
    if sum(part.line.centred for part in lines) * 2 > len(lines):
        found.add("centred")
    halves = [n for n, part in enumerate(lines) if part.line.centred and HALF.fullmatch(part.text)]
    if len(halves) == 2 and any(part.line.centred for part in lines[halves[0] + 1 : halves[1]]):
        found.add("halves")
    return frozenset(found)


def whole_bold(part: Part) -> bool:
    """Whether nearly all of a line is bold."""
    return sum(b - a for a, b in part.line.bold) >= 0.9 * len(part.text) > 0


def looks_of(part: Part, common: frozenset[str]) -> list[tuple[str, float]]:
    """Signs from the page's own look of the line."""
    signs = []
    if whole_bold(part) and "bold" not in common:
        signs.append(("bold", 2.5))
    if part.line.centred and "centred" not in common:
        signs.append(("centred", 2.0))
    if re.fullmatch(r"h[1-6]", part.line.element):
        signs.append((f"an {part.line.element} element", 3.0))
    return signs


def known_name(text: str) -> bool:
    """Whether a line is called as sections of reports are: 2024年工作回顾, 主要目标, 加强政府自身建设."""
    named = len(text) <= 30 and bool(CLOSES.search(text)) and bool(BEGINS.match(text)) and not CLAUSE.match(text)
    return named or bool(WHOLE.match(text))


def is_slogan(text: str) -> bool:
    """Whether a line is a name, a colon and a couplet; 主办单位：省教育厅，各州、市人民政府 is none."""
    return SLOGAN.fullmatch(text) is not None and len(set(rhythm(re.split("[：:]", text)[1]))) == 1


def called(text: str) -> bool:
    """Whether a line is called as chapters are: by a known name, a name with a couplet, or a name with a phrase in company."""
    return known_name(text) or is_slogan(text) or PHRASED.fullmatch(text) is not None


def name_signs(text: str) -> list[tuple[str, float]]:
    """Signs from known section names."""
    if known_name(text):
        return [("a known section name", 3.0 if WHOLE.match(text) else 2.6)]
    if SET_OFF.fullmatch(text):
        return [("set off by a mark, as others are", 3.0)]
    if PHRASED.fullmatch(text):
        return [("a name, a colon and a phrase, as others are", 2.6)]
    return [("ends like a section name", 0.8)] if len(text) <= 30 and CLOSES.search(text) else []


def place_signs(zone: Zone, n: int) -> list[tuple[str, float]]:
    """Signs from the neighbours: a heading comes after finished text and before text; a piece of a broken line does not."""
    signs: list[tuple[str, float]] = []
    text = zone.parts[n].text
    before = zone.parts[n - 1] if n else None
    after = zone.parts[n + 1] if n + 1 < len(zone.parts) else None
    if GOES_ON.search(text):
        signs.append(("goes on", -1.0))
    if before is not None and before.text and len(before.text) > OWN and not finished(before.text):
        signs.append(("after unfinished text", -3.0))
    if after is None:
        signs.append(("nothing follows", -3.0))
    elif len(after.text) > OWN or number_of(after.text) or not after.text:
        signs.append(("text follows", 0.6))
    if len(text) < 4:
        signs.append(("short", -1.0))
    return signs
