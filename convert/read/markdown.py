"""Markdown renditions: lines with marks become lines without, the marks drops of the rule `markdown`.

Headings, bold and tables stay as evidence (`element`, `bold`, Table); escapes lose their backslash; a link keeps its text.  Tags and
entities that a rendition left in its text go by the rule `stray-markup`, in any text file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from convert.source import Block, Cell, Drop, Line, Picture, Table, drops_of, ranges

HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
BULLET = re.compile(r"[*+-]\s+(?=\S)")
QUOTE = re.compile(r"(?:>\s?)+")
RULER = re.compile(r"(?:\s*[-*_]){3,}\s*")
CELLS = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")
PICTURE = re.compile(r"!\[([^\]]{0,200})\]\(([^()\s]{1,500})[^()]{0,200}\)")
LINK = re.compile(r"(?<!!)\[([^\[\]]{1,300})\]\((?:[^()\s]{0,800})(?:\s+\"[^\"]{0,200}\")?\)")
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
# Marks around words in Han characters; the anti-copy noise of some boards is full of # and * too.
SURE = re.compile(r"^#{1,6}\s+(?:[^\x00-\xff]|\d+\s*[#楼年])|(?:\*\*|__)[“《（(]?[^\x00-\xff].{0,200}?(?:\*\*|__)")
BREAK = re.compile(r"<br\s*/?>", re.I)
TAG = re.compile(r"</?(?:p|div|span|font|strong|b|i|em|u|a|center|table|tbody|tr|td|img|br)(?:\s[^<>]{0,300})?/?>", re.I)
ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#160|#39|ldquo|rdquo|mdash|hellip|middot);")
ENTITIES = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&ldquo;": "“",
    "&rdquo;": "”",
    "&mdash;": "—",
    "&hellip;": "…",
    "&middot;": "·",
}


def is_markdown(lines: Sequence[Line]) -> bool:
    """Whether a text shows enough of Markdown's marks that they are no accident."""
    marks = sum(bool(SURE.search(line.text)) + bool(LINK.search(line.text)) for line in lines)
    return marks >= 3 and marks * 40 >= len(lines)


def without_marks(lines: Sequence[Line]) -> tuple[list[Block], list[Drop]]:
    """Lines of Markdown as blocks, and the marks as drops."""
    drops: list[Drop] = []
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if place + 1 < len(lines) and "|" in line.text and CELLS.fullmatch(lines[place + 1].text):
            end = place + 2
            while end < len(lines) and "|" in lines[end].text and not lines[end].gap:
                end += 1
            blocks.append(table(lines[place:end], drops))
            place = end
            continue
        blocks += plain(line, drops)
        place += 1
    return blocks, drops


def plain(line: Line, drops: list[Drop]) -> Iterator[Block]:
    """One line without its marks; a ruler is nothing, a picture a block of its own."""
    if RULER.fullmatch(line.text) and len(line.text) < 80:
        drops.extend(drops_of(line, "markdown"))
        return
    for found in PICTURE.finditer(line.text):
        yield Picture(found[1], found[2], line.at[found.start()])
    spans = [found.span() for found in PICTURE.finditer(line.text)]
    element = line.element
    start = 0
    if quoted := QUOTE.match(line.text):
        spans.append(quoted.span())
        start, element = quoted.end(), "blockquote"
    if heading := HEADING.match(line.text, start):
        spans.append(heading.span())
        element = f"h{len(heading[1])}"
    elif bullet := BULLET.match(line.text, start):
        spans.append(bullet.span())
        element = "li"
    bold = list(line.bold)
    for found in STRONG.finditer(line.text):
        spans += [(found.start(), found.start() + 2), (found.end() - 2, found.end())]
        bold.append((found.start() + 2, found.end() - 2))
    spans += [
        span for found in EMPHASIS.finditer(line.text) for span in ((found.start(), found.start() + 1), (found.end() - 1, found.end()))
    ]
    spans += [span for found in LINK.finditer(line.text) for span in ((found.start(), found.start(1)), (found.end(1), found.end()))]
    spans += [found.span() for found in ESCAPE.finditer(line.text)]
    made = cut(replace(line, bold=tuple(bold), element=element), spans, "markdown", drops)
    if made is not None:
        yield made


def cut(line: Line, spans: Sequence[tuple[int, int]], rule: str, drops: list[Drop]) -> Line | None:
    """A line without some of its characters, None when nothing is left."""
    if not spans:
        return line
    gone = {i for start, end in spans for i in range(start, end)}
    drops.extend(Drop(a, b, rule) for a, b in ranges(line.at[i] for i in sorted(gone)))
    rest = line.select(i for i in range(len(line.text)) if i not in gone).strip()
    return rest if rest.text else None


def table(lines: Sequence[Line], drops: list[Drop]) -> Table:
    """A table of Markdown: the ruler and the bars go, the first row is the head."""
    drops.extend(drops_of(lines[1], "markdown"))
    rows: list[tuple[Cell, ...]] = []
    for line in (lines[0], *lines[2:]):
        bars = [i for i, c in enumerate(line.text) if c == "|" and line.text[i - 1 : i] != "\\"]
        drops.extend(Drop(line.at[i], line.at[i] + 1, "markdown") for i in bars)
        edges = [-1, *bars, len(line.text)]
        parts = [line.cut(a + 1, b).strip() for a, b in pairwise(edges)]
        parts = parts[1 if bars and bars[0] == 0 else 0 : -1 if bars and bars[-1] == len(line.text) - 1 else None]
        rows.append(tuple(Cell((part,) if part.text else (), header=not rows) for part in parts))
    return Table(tuple(rows))


def without_tags(line: Line, drops: list[Drop]) -> Iterator[Line]:
    """A line of a rendition that left tags and entities standing: <br> parts lines, the rest goes."""
    start = 0
    rewrites: dict[int, str] = {}
    for found in [*BREAK.finditer(line.text), None]:
        part = line.cut(start, found.start() if found else None)
        spans = [hit.span() for hit in TAG.finditer(part.text)]
        for hit in ENTITY.finditer(part.text):
            spans.append((hit.start() + (1 if hit[0] in ENTITIES else 0), hit.end()))
            if hit[0] in ENTITIES:
                rewrites[part.at[hit.start()]] = ENTITIES[hit[0]]
        made = cut(part, spans, "stray-markup", drops) if spans else part.strip()
        if made is not None and made.text:
            yield replace(made, text="".join(rewrites.get(place, char) for place, char in zip(made.at, made.text, strict=True)))
        if found:
            drops.append(Drop(line.at[found.start()], line.at[found.end() - 1] + 1, "stray-markup"))
            start = found.end()
