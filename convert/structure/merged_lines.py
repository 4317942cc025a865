"""Lines that a scrape ran together are taken apart: two headings on one line, a heading inside a paragraph, paragraphs on one line.

    一、2024年工作回顾（一）经济运行稳中有进  ->  一、2024年工作回顾 / （一）经济运行稳中有进

A number inside a line counts only when the numbers at the beginnings of lines want it: the first one when the second follows, or the
one that is missing between its neighbours.
"""

from __future__ import annotations

import re
from itertools import pairwise

from convert.source import Line
from convert.structure.draft import Draft, Part, Zone
from convert.structure.numbers import FAMILIES, RANK, Number, number_of

LABEL = r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节]|1[.．、]\D"
INNER = re.compile(rf"(?<=[^，、：；（(\s])[\s　]*(?={LABEL})")
PARAGRAPHS = re.compile(r"(?<=[。！？：”）])[　\u2003]{2,}(?=\S)")


def merged_lines(draft: Draft) -> None:
    """Take lines apart in the body and in annexes."""
    for zone in draft.zones:
        if zone.kind == "glossary":
            continue
        zone.parts[:] = [piece for part in zone.parts for piece in paragraphs(part)]
        zone.parts[:] = [piece for n in range(len(zone.parts)) for piece in two_headings(zone, n)]
        missing_headings(zone)


def paragraphs(part: Part) -> list[Part]:
    """A line in which indents of two full-width blanks mark where paragraphs began."""
    if not isinstance(part.block, Line) or part.kind != "para" or len(part.text) < 80:
        return [part]
    cuts = [0, *(m.end() for m in PARAGRAPHS.finditer(part.text)), len(part.text)]
    if len(cuts) < 4:
        return [part]
    return [piece_of(part, a, b) for a, b in pairwise(cuts)]


def piece_of(part: Part, start: int, end: int) -> Part:
    """A stretch of a line as a part of its own."""
    return Part(part.line.cut(start, end).strip(), evidence="taken apart from a line that ran on")


def two_headings(zone: Zone, n: int) -> list[Part]:
    """A heading and the first of the headings under it on one line."""
    part = zone.parts[n]
    outer = number_of(part.text) if isinstance(part.block, Line) else None
    if outer is None or part.kind != "para":
        return [part]
    for found in INNER.finditer(part.text, outer.length + 2, min(len(part.text), 80)):
        inner = number_of(part.text, found.end())
        first = inner is not None and inner.value == 1 and RANK[inner.family] > RANK[outer.family]
        if inner and first and "。" not in part.text[: found.start()] and follows(zone, n, Number(inner.family, 2, 0), outer):
            return [piece_of(part, 0, found.start()), piece_of(part, found.end(), len(part.text))]
    return [part]


def follows(zone: Zone, n: int, wanted: Number, outer: Number) -> bool:
    """Whether the wanted number begins a line after the n-th before the outer family counts on."""
    for part in zone.parts[n + 1 :]:
        number = number_of(part.text)
        if number and (number.family, number.value) == (wanted.family, wanted.value):
            return True
        if number and RANK[number.family] <= RANK[outer.family]:
            return False
    return False


def missing_headings(zone: Zone) -> None:
    """A number missing between two neighbours of its family that stands inside a paragraph between them, after a full stop."""
    present = {number.family for part in zone.parts if (number := number_of(part.text))}
    for family in (family for family in FAMILIES[: RANK["arabic"]] if family in present):
        n = 0
        last: tuple[int, int] | None = None
        while n < len(zone.parts):
            number = number_of(zone.parts[n].text)
            if number and number.family == family:
                if last is not None and number.value > last[1] + 1 and split_at(zone, last[0], n, family, last[1] + 1):
                    n = last[0]
                    last = None
                    continue
                last = n, number.value
            elif number and RANK[number.family] < RANK[family]:
                last = None
            n += 1


def split_at(zone: Zone, start: int, end: int, family: str, value: int) -> bool:
    """Split the part among [start, end) that holds the wanted number after a full stop; False when none does."""
    for n in range(start, end):
        text = zone.parts[n].text
        for found in INNER.finditer(text):
            number = number_of(text, found.end())
            stopped = text[: found.start()].rstrip().endswith(("。", "！", "；", "”"))
            if number and number.family == family and number.value == value and stopped and zone.parts[n].kind == "para":
                part = zone.parts[n]
                zone.parts[n : n + 1] = [piece_of(part, 0, found.start()), piece_of(part, found.end(), len(text))]
                return True
    return False
