"""Headings of every kind, and their levels: 一、 （一） 1. （1） ①, 第一部分, and lines without a number; on a line of their own or run in.

    （一）经济运行持续向好。全年…  ->  a section of its level with that sentence as its title, run in

What each line looks like by itself gives the costs of its readings; `search` chooses the reading of the whole zone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from convert.source import Line
from convert.structure.draft import Draft, Part, Zone
from convert.structure.numbers import RANK, SAMPLE, Number, number_of
from convert.structure.search import Candidate, Reading, search
from convert.structure.sentences import SENTENCE, figures, finished, first_sentence, han
from convert.structure.siblings import clusters

OWN = 50  # characters: a heading on a line of its own is hardly longer
NUMBERED = 90  # characters: unless it is numbered and has no stop
COLON = 26  # characters: with a colon at its end, 工业经济：
RUN_IN = 62  # characters: nor is a run-in one, its number and stop included

# Names of sections that reports of this kind have had for decades: they begin with a year, a period or a subject, and end in one of
# a few nouns.
BEGINS = re.compile(
    r"^(?:\d{4}年|[〇○零一二三四五六七八九]{4}年|今年|去年|上年|本年|过去(?:的)?[一五]年|[一五]年来|今后五年|未来五年|当前|下一年|明年|[“\"]?十[一二三四五六]五[”\"]?|本届|关于|上半年|下半年"
    r"|主要|存在的?|工作|下一步|政府(?:自身)?|加强政府|切实加强政府|全面加强|总体|指导思想|发展|经济|目标|基本|重点|面临|困难|问题)"
)
CLOSES = re.compile(
    r"(?:回顾|总结|安排|建议|要求|任务|目标|展望|打算|思路|重点|成绩|成就|成效|情况|形势|问题|措施|保障|建设|考虑|体会|经验|做法|部署|意见|原则|挑战|机遇|工作|特点|变化)$"
)
WHOLE = re.compile(
    r"^(?:结束语|结语|前言|引言|序言|导言|总论|总则|附则|主要成绩|主要目标|总体要求|指导思想|基本原则|工作措施|保障措施|存在(?:的)?问题|下一步工作)$"
)
NOT_A_TITLE = re.compile(r"^(?:各位|同志们|谢谢|以上|此致|敬礼|特此|注[：:]|（.*）$|\(.*\)$|[\d\s.,%-]+$|[—\-●•·◆■★])|[：:；;，,、]$")
STOPS = frozenset("。！？!?：:；;")  # 主办单位：省教育厅 names and tells, it heads nothing
GOES_ON = re.compile(r"[的和与及、，,对在把将向从为以或]$")
ADDRESS = re.compile(r"^(?:各位代表|同志们|各位)")


@dataclass(slots=True)
class Shape:
    """A line seen as a heading: the part, its number if it has one, where its run-in title would end; for a line without a number the
    cluster of lines like it, the family it counts with, and the signs of a heading."""

    part: Part
    number: Number | None
    head: int
    cluster: int = 0
    family: str = ""
    signs: tuple[str, ...] = ()
    weight: float = 0.0


def headings(draft: Draft) -> None:
    """Decide which lines of the body and of each annex are headings, and their levels."""
    for zone in draft.zones:
        if zone.kind != "glossary" and draft.report:
            read_zone(draft, zone)


def read_zone(draft: Draft, zone: Zone) -> None:
    """One zone: its candidates, the search, and the decisions."""
    shapes = [shape for n in range(len(zone.parts)) if (shape := shape_of(zone, n)) is not None]
    weigh(zone, shapes)
    order = {id(part): n for n, part in enumerate(zone.parts)}
    candidates = []
    previous = -1
    for shape in shapes:
        place = order[id(shape.part)]
        content = previous < 0 or place - previous > 1 or 0 < zone.parts[previous].head < len(zone.parts[previous].text)
        after = zone.parts[place + 1] if place + 1 < len(zone.parts) else None
        text_follows = after is not None and finished(after.text) and number_of(after.text) is None
        candidates.append(candidate(shape, content, text_follows))
        shape.part.head = shape.head  # provisional: what follows knows whether text came with it
        previous = place
    readings = search(candidates)
    for shape, choice, made in zip(shapes, readings, candidates, strict=True):
        decide(draft, shape, choice, made)
    gaps(draft, shapes)


def gaps(draft: Draft, shapes: list[Shape]) -> None:
    """Report numbers of headings that are missing, doubled or begin late."""
    open_numbers: list[Number | None] = []
    for shape in shapes:
        part, number = shape.part, shape.number
        if part.kind != "heading":
            continue
        last = open_numbers[part.level - 1] if part.level <= len(open_numbers) else None
        if number is not None:
            due = last.value + 1 if last is not None and last.family == number.family else 1
            if number.value != due:
                message = f"The number {number.value} stands where {due} is due; a heading may be missing, or its number wrong."
                draft.find("numbering-gap", message, part)
        del open_numbers[part.level - 1 :]
        open_numbers += [None] * (part.level - 1 - len(open_numbers)) + [number]


def shape_of(zone: Zone, n: int) -> Shape | None:
    """The line as a candidate; None for what can only be text."""
    part = zone.parts[n]
    if not isinstance(part.block, Line) or part.kind != "para":
        return None
    number = number_of(part.text)
    if number is not None:
        return Shape(part, number, head_of(part, number))
    text = part.text
    if not 3 <= len(text) <= OWN or finished(text) or NOT_A_TITLE.search(text) or han(text) * 2 < len(text):
        return None
    if first_sentence(text, marks=STOPS) != -1:
        return None
    return Shape(part, None, len(text))


def head_of(part: Part, number: Number) -> int:
    """Where the title of a numbered line ends: all of a short line, else its bold beginning, its first sentence, or 0 for neither."""
    text = part.text
    end = first_sentence(text, number.length, limit=max(RUN_IN, len(text) if len(text) <= NUMBERED else 0))
    if end == -1:
        limit = COLON if text.endswith(("：", ":")) else NUMBERED
        if len(text) <= limit and not text.endswith(("；", ";", "，", ",")) and "；" not in text:
            return len(text)
        return gap_or_colon(text, number.length)
    bold = next((b for a, b in part.line.bold if a <= number.length and b > number.length + 1), 0)
    if 0 < bold < end and text[bold - 1] not in "，,、":
        return bold
    colon = gap_or_colon(text[:end], number.length)
    return colon if colon and RANK[number.family] >= RANK["arabic"] else end


def gap_or_colon(text: str, start: int) -> int:
    """Where a title before a wide gap or a colon ends, 0 when there is neither near the beginning."""
    gap = re.compile(r"[^。；，]{4,40}?(?=[\u3000\u2003]|[ \u00a0]{2,})").match(text, start)
    if gap and gap.end() < len(text):
        return gap.end()
    colon = re.compile(r"[^。；：:，]{2,22}[：:]").match(text, start)
    return colon.end() if colon and colon.end() < len(text) else 0


# --- evidence ----------------------------------------------------------------------------------------------------------------------


def weigh(zone: Zone, shapes: list[Shape]) -> None:
    """The signs of each unnumbered line: looks, like siblings, a known name, its place among paragraphs."""
    plain = [shape for shape in shapes if shape.number is None]
    if not plain:
        return
    for shape, number in zip(plain, clusters(shape.part.text for shape in plain), strict=True):
        shape.cluster = number
    sizes = Counter(shape.cluster for shape in plain)
    named = {shape.cluster for shape in plain} - {shape.cluster for shape in plain if not known_name(shape.part.text)}
    looks = common_looks(zone)
    order = {id(part): n for n, part in enumerate(zone.parts)}
    for shape in plain:
        signs: list[tuple[str, float]] = []
        n = order[id(shape.part)]
        if sizes[shape.cluster] > 1:
            signs.append((f"{sizes[shape.cluster]} lines of one opening or rhythm", 3.0))
        signs += looks_of(shape.part, looks)
        signs += name_signs(shape.part.text)
        signs += place_signs(zone, n)
        shape.weight = sum(weight for _, weight in signs)
        shape.signs = tuple(sign for sign, weight in signs if weight > 0)
        shape.family = family_of(shape, looks, shape.cluster in named)


def family_of(shape: Shape, common: frozenset[str], named: bool) -> str:
    """What a line without a number counts with as a sibling: centred lines with centred ones, known names with known names of one look,
    others with lines like them.  The last letter is the look, so that the search can tell."""
    part = shape.part
    if part.line.centred and "centred" not in common:
        return "~c"
    look = "b" if whole_bold(part) and "bold" not in common else "p"
    return f"~name{look}" if named else f"~{shape.cluster}{look}"


def common_looks(zone: Zone) -> frozenset[str]:
    """Looks that most lines of the zone share say nothing about headings."""
    lines = [part for part in zone.lines() if part.text]
    found = set()
    if sum(whole_bold(part) for part in lines) * 2 > len(lines):
        found.add("bold")
    if sum(part.line.centred for part in lines) * 2 > len(lines):
        found.add("centred")
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
    """Whether a line is called as sections of reports are: 2024年工作回顾, 主要目标."""
    return bool(WHOLE.match(text)) or (len(text) <= 30 and bool(CLOSES.search(text)) and bool(BEGINS.match(text)))


def name_signs(text: str) -> list[tuple[str, float]]:
    """Signs from known section names."""
    if WHOLE.match(text):
        return [("a known section name", 3.0)]
    if len(text) <= 30 and CLOSES.search(text):
        return [("a known section name", 2.6)] if BEGINS.match(text) else [("ends like a section name", 0.8)]
    return []


def place_signs(zone: Zone, n: int) -> list[tuple[str, float]]:
    """Signs from the neighbours: a heading comes after finished text and before text; a piece of a broken line does not."""
    signs: list[tuple[str, float]] = []
    text = zone.parts[n].text
    before = zone.parts[n - 1] if n else None
    after = zone.parts[n + 1] if n + 1 < len(zone.parts) else None
    if GOES_ON.search(text):
        signs.append(("goes on", -2.0))
    if before is not None and before.text and len(before.text) > OWN and not finished(before.text):
        signs.append(("after unfinished text", -3.0))
    if after is None:
        signs.append(("nothing follows", -3.0))
    elif len(after.text) > OWN or number_of(after.text) or not after.text:
        signs.append(("text follows", 0.6))
    if len(text) < 4:
        signs.append(("short", -1.0))
    return signs


# --- costs -------------------------------------------------------------------------------------------------------------------------


def candidate(shape: Shape, content: bool, text_follows: bool) -> Candidate:
    """The costs of the readings of one line by itself."""
    number = shape.number
    if number is None:
        top = 1.0 if "a known section name" in shape.signs else 0.0
        weight = shape.weight
        return Candidate(shape.family, 0, max(0.0, 3.0 - weight), 99.0, 1.0 + max(0.0, min(weight, 4.0)), content, top)
    heading, item, text = numbered_costs(shape)
    if shape.head == len(shape.part.text) and text_follows:
        item += 1.5  # an item has its text on its own line
    return Candidate(number.family, number.value, heading, item, text, content)


def numbered_costs(shape: Shape) -> tuple[float, float, float]:
    """Heading, item, text: by the family and by whether the line is all title, begins with one, or has none."""
    number, text = shape.number, shape.part.text
    assert number is not None
    rank = RANK[number.family]
    inner = rank >= RANK["arabic"]
    if rank <= RANK["clause"]:
        return (0.0 if shape.head else 3.0), 5.0, 9.0 if shape.head == len(text) else 4.0
    if shape.head == len(text):
        if text.endswith(("：", ":")):
            return 1.0, 2.0, 3.0
        if finished(text):
            return (2.5, 0.5, 5.0) if inner else (0.4, 2.5, 6.0)
        return (0.6 if inner else 0.0), (1.5 if inner else 4.0), 7.0
    if shape.head:
        if not inner:
            return (1.5, 1.2, 4.0) if figures(text[: shape.head]) else (0.3, 2.5, 5.0)
        titled = number.family == "arabic" and is_title(text[number.length : shape.head])
        return (0.6, 1.4, 5.0) if titled else (1.8, 0.6, 5.0)
    return 6.0, 0.5 if inner else 1.0, 2.5


def is_title(lead: str) -> bool:
    """Whether a first sentence names a subject (粮食生产喜获丰收。) rather than telling a fact."""
    return len(lead) <= 26 and not SENTENCE.search(lead) and not figures(lead) and lead.endswith(("。", "：", ":"))


# --- decisions ---------------------------------------------------------------------------------------------------------------------


def decide(draft: Draft, shape: Shape, choice: tuple[Reading, int], made: Candidate) -> None:
    """Write the reading of one candidate into its part."""
    part, (reading, level), number = shape.part, choice, shape.number
    if reading != "heading":
        part.head = 0
        if reading == "item" and number is not None:
            part.decide("item", "headings", f"{SAMPLE[number.family]} counts an item of a list here")
            part.label = number.length
        elif number is None and made.text - made.heading > -0.6:
            part.doubt = f"a heading ({', '.join(shape.signs) or 'a short line without a stop'})"
            draft.find("doubtful-heading", "Left as text; it might be a heading on a line of its own.", part)
        return
    part.level = level
    part.label = len(part.text[: number.length].rstrip()) if number else 0
    kind = "run in" if part.run_in else "on a line of its own"
    if number is not None:
        part.decide("heading", "headings", f"number {number.value} in the manner of {SAMPLE[number.family]}, level {level}, {kind}")
        return
    part.decide("heading", "headings", f"no number, level {level}: " + ", ".join(shape.signs))
    if made.heading > 0.5:
        part.doubt = "a paragraph of text"
        draft.find("doubtful-heading", f"Read as a heading of level {level} ({', '.join(shape.signs)}); it might be text.", part)
