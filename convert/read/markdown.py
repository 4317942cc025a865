"""Markdown renditions: lines with marks become lines without, the marks drops of the rule `markdown`.

Headings, bold and tables stay as evidence (`element`, `bold`, Table); escapes lose their backslash; a link keeps its text.  Old forums set
a page as tables: a table with a bar, a paragraph or nothing but one cell a row is no table of data, and its cells are lines.  Tags and
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
UNDERLINE = re.compile(r"={3,}|-{3,}")
EMPTY = re.compile(r"(?<!\*)\*{4}(?!\*)|(?<!_)_{4}(?!_)")  # bold round nothing, where a page closed and opened it
LINES = re.compile(r"\s*(?:\u3000\u3000|[ \xa0]{2,})\s*")  # in a cell a line break is two blanks (markdownify)
CELLS = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*")
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")
PICTURE = re.compile(r"!\[([^\]]{0,200})\]\(([^()\s]{0,500})[^()]{0,200}\)")
FRAME = re.compile(rf"(\[)(?:{PICTURE.pattern})+(\]\([^()\s]{{0,800}}(?:\s+\"[^\"]{{0,200}}\")?\))")  # a picture that is a link
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]{0,60}\]){0,300})\]\((?:[^()\s]{0,800})(?:\s+\"[^\"]{0,200}\")?\)")
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])")
# Marks around words in Han characters; the anti-copy noise of some boards is full of # and * too.
SURE = re.compile(r"(?<!\*)\*{4}(?!\*)|^#{1,6}\s+(?:[^\x00-\xff]|\d+\s*[#楼年])|(?:\*\*|__)[“《（(]?[^\x00-\xff].{0,200}?(?:\*\*|__)")
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
    """Whether a text shows enough of Markdown's marks that they are no accident, or is quoted from beginning to end."""
    if any(is_row(line.text) for line in lines):
        return True
    quoted = sum(line.text[0] == ">" for line in lines)
    if len(lines) >= 5 and quoted * 10 >= len(lines) * 9:
        return True
    marks = sum(bool(SURE.search(line.text)) + bool(LINK.search(line.text)) for line in lines)
    return marks >= 3 and marks * 40 >= len(lines)


def is_row(text: str) -> bool:
    """Whether a line is a row of a page's layout that holds a post, as trafilatura sets the tables of Discuz!."""
    return len(text) > 80 and text.startswith("| ") and text.endswith("|") and "。" in text


def without_marks(lines: Sequence[Line]) -> tuple[list[Block], list[Drop]]:
    """Lines of Markdown as blocks, and the marks as drops."""
    drops: list[Drop] = []
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if place + 1 < len(lines) and "|" in line.text and CELLS.fullmatch(lines[place + 1].text):
            end = place + 2
            while end < len(lines) and "|" in lines[end].text and not lines[end].gap and not CELLS.fullmatch(lines[end].text):
                end += 1
            if is_layout(lines[place:end]):
                blocks += [block for row in lines[place:end] for part in in_cells(row, drops) for block in plain(part, drops)]
            else:
                blocks.append(table(lines[place:end], drops))
            place = end
            continue
        if place + 1 < len(lines) and is_underlined(line, lines[place + 1]):
            drops.extend(drops_of(lines[place + 1], "markdown"))
            blocks += plain(replace(line, element="h1" if lines[place + 1].text[0] == "=" else "h2"), drops)
            place += 2
            continue
        for part in in_cells(line, drops) if line.text[0] == "|" or line.text[-1] == "|" else (line,):
            blocks += plain(part, drops)
        place += 1
    return blocks, drops


def is_underlined(line: Line, below: Line) -> bool:
    """A heading in the older manner: a row of = or - right below it."""
    return not below.gap and len(line.text) <= 60 and UNDERLINE.fullmatch(below.text) is not None and not re.search(r"[。|]$", line.text)


def is_layout(lines: Sequence[Line]) -> bool:
    """Whether rows with bars are a page's layout: a row has a poster's bar or a paragraph, or no row has two cells that say something."""
    rows = [[cell.strip() for cell in LINK.sub(r"\1", line.text).split("|")] for line in (lines[0], *lines[2:])]
    said = [cell for row in rows for cell in row if cell]
    return any(len(cell) > 120 or BAR.search(cell) for cell in said) or all(sum(map(bool, row)) < 2 for row in rows)


BAR = re.compile(r"发表于|發表於|只看该作者|\d\s*(?:主题|帖子|积分)|登[录陆]|查看\s*[:：]|使用道具|举报|上一篇|下一篇")


def in_cells(line: Line, drops: list[Drop]) -> Iterator[Line]:
    """What stands in the cells of a row of layout, a line each, and more where the cell had line breaks."""
    bars = [i for i, c in enumerate(line.text) if c == "|" and line.text[i - 1 : i] != "\\"]
    outer = [i for i in bars if not re.search(r"[^|\s]", line.text[:i]) or not re.search(r"[^|\s]", line.text[i + 1 :])]
    wide = [i for i in bars if line.text[i - 1 : i] in ("", " ", "|") and line.text[i + 1 : i + 2] in ("", " ", "|")]
    # In a row that says a sentence a narrow bar may be of the text.
    gone = sorted({*outer, *wide}) if "。" in line.text else bars
    drops.extend(Drop(line.at[i], line.at[i] + 1, "markdown") for i in gone)
    for start, end in pairwise([-1, *gone, len(line.text)]):
        cell = line.cut(start + 1, end)
        edges = [0, *(edge for found in LINES.finditer(cell.text) for edge in found.span()), len(cell.text)]
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            part = cell.cut(a, b).strip()
            if part.text and not CELLS.fullmatch(part.text + "|"):
                yield replace(part, indent=2 if cell.text[:a].endswith("\u3000\u3000") else 0)
            elif part.text:
                drops.extend(drops_of(part, "markdown"))


def plain(line: Line, drops: list[Drop]) -> Iterator[Block]:
    """One line without its marks; a ruler is nothing, a picture a block of its own."""
    if (RULER.fullmatch(line.text) and len(line.text) < 80) or (CELLS.fullmatch(line.text) and "|" in line.text):
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
    spans += [found.span(group) for found in FRAME.finditer(line.text) for group in (1, found.re.groups)]
    spans += [found.span() for found in EMPTY.finditer(line.text)]
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
        rows.append(tuple(Cell(in_cell(part, drops), header=not rows) for part in parts))
    return Table(tuple(rows))


def in_cell(part: Line, drops: list[Drop]) -> tuple[Line, ...]:
    """What a cell says, without its marks; a picture in it is not shown."""
    return tuple(block for block in plain(part, drops) if isinstance(block, Line)) if part.text else ()


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
