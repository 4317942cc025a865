"""Tables on paper: how wide each column is, and how small the type must be for figures and words to stay whole.

What goes in are the tables of the paper edition, which are changed in place: a `col` for each column, and a smaller size on the cells of
a table whose longest words would not fit side by side.  A browser's own rule gives room by the length of the text alone and would break
亿元 in two beside a column of remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil

from lxml import etree

from convert.document import local, text_of
from convert.render import breaks
from convert.render.lines import widths_of
from convert.render.markup import XHTML
from convert.style import ResolvedStyle, css

PADDING = 0.8  # em beside the text of a cell, as base.css has it
RULE = 1.0  # pt, more than the rule between two columns takes
SHORT = 4.0  # em; a text up to this width stays on one line where that can be
NARROWEST = {"td": 4.0, "th": 3.0}  # em that a longer text has at least
TURNED = 0.75  # of the style's size, below which a table is turned rather than its type shrunk
SMALLEST = 0.5  # of the style's size, below which type is not shrunk
TALLEST = 0.4  # of a page, up to which a head is repeated
SMALL = 8  # rows of a table that is not divided between two pages
COLUMNS = 60  # more cannot be told apart on paper and are left to the browser's rule


def settle(table: etree._Element, style: ResolvedStyle) -> None:
    """Give the columns of a table their widths, and its cells a smaller size where that is needed."""
    cells = list(placed(table))
    columns = 1 + max((column for column, _ in cells), default=0)
    role = style.roles["table-cell"]
    if columns > COLUMNS:
        return
    least, wanted = needs(cells, columns)
    page, turned = style.page, turns(least, style)
    room = (page.text_height if turned else page.text_width) - RULE * (columns + 1)
    scale = max(SMALLEST, min(1.0, room / (sum(least) * role.size)))
    widths = shared(least, wanted, room / (role.size * scale))
    group = etree.Element(f"{{{XHTML}}}colgroup")
    for width in widths:
        etree.SubElement(group, f"{{{XHTML}}}col", style=f"width: {css.number(100 * width / sum(widths))}%")
    table.insert(0, group)
    if len(list(table.iter(f"{{{XHTML}}}tr"))) <= SMALL:
        table.set("class", "whole")
    height = page.text_width if turned else page.text_height
    if head_height(cells, widths, style.roles["table-head"].line * scale) > TALLEST * height:
        table.find(f"{{{XHTML}}}thead").tag = f"{{{XHTML}}}tbody"  # type: ignore[union-attr]
    if turned:
        turn(table)
    smaller = f"font-size: {css.points(role.size * scale)}; line-height: {css.points(role.line * scale)}"
    for _, cell in cells if scale < 1 else ():
        cell.set("style", smaller)


def head_height(cells: Iterable[tuple[int, etree._Element]], widths: list[float], line: float) -> float:
    """The height of a table's head, about; WeasyPrint repeats it on every page, and loses what has no room there."""
    rows: dict[etree._Element, int] = {}
    for column, cell in cells:
        row = cell.getparent()
        if row is not None and row.getparent().tag == f"{{{XHTML}}}thead":  # type: ignore[union-attr]
            room = max(1.0, sum(widths[column : column + int(cell.get("colspan", "1"))]) - PADDING)
            lines = sum(ceil(sum(widths_of(text_of(paragraph))) / room) for paragraph in cell)
            rows[row] = max(rows.get(row, 1), lines)
    return sum(rows.values()) * line


def turns(least: list[float], style: ResolvedStyle) -> bool:
    """Whether a table, by what its columns need, stands on a turned sheet rather than in type of a small share of its size."""
    page, size = style.page, style.roles["table-cell"].size
    room = page.text_width - RULE * (len(least) + 1)
    return page.text_height > page.text_width and room / (sum(least) * size) < TURNED and len(least) <= COLUMNS


def turn(table: etree._Element) -> None:
    """Put a table, with the line that announces it and the heading above, on a turned sheet."""
    held = [table]
    for node in table.itersiblings(preceding=True):
        if "leads-table" not in node.get("class", "").split() and local(node) not in HEADINGS:
            break
        held.insert(0, node)
    sheet = etree.Element(f"{{{XHTML}}}div", {"class": "turned"})
    table.addnext(sheet)
    sheet.extend(held)


HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def needs(cells: Iterable[tuple[int, etree._Element]], columns: int) -> tuple[list[float], list[float]]:
    """What each column of a table needs and what it wants, in em; cells that reach over several take what these have."""
    least, wanted = [PADDING] * columns, [PADDING] * columns
    for column, cell in cells:
        few, many = measured(cell) if cell.get("colspan", "1") == "1" else (0.0, 0.0)
        least[column] = max(least[column], PADDING + few)
        wanted[column] = max(wanted[column], PADDING + many)
    return least, wanted


def placed(table: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Each cell of a table with the number of its first column."""
    taken: dict[int, int] = {}  # how many rows more a cell above reaches down in each column
    for row in table.iter(f"{{{XHTML}}}tr"):
        column = 0
        for cell in row:
            while taken.get(column, 0) > 0:
                column += 1
            yield column, cell
            for _ in range(int(cell.get("colspan", "1"))):
                taken[column] = int(cell.get("rowspan", "1"))
                column += 1
        taken = {column: rows - 1 for column, rows in taken.items() if rows > 1}


def measured(cell: etree._Element) -> tuple[float, float]:
    """What a cell needs and what it wants, in em; a head is content with two lines."""
    texts = [text_of(paragraph) for paragraph in cell]
    few = max((need(text, NARROWEST[local(cell)]) for text in texts), default=0.0)
    many = max((sum(widths_of(text)) for text in texts), default=0.0)
    return few, max(few, many / 2) if local(cell) == "th" else many


def need(text: str, narrowest: float) -> float:
    """The width that a text needs at least, in em: that of its longest part without a place to break, or all of a short one."""
    widths = widths_of(text)
    whole = sum(widths)
    if whole <= SHORT:
        return whole
    return max(narrowest, *(sum(widths[start:end]) for start, end in pairwise([0, *breaks.opportunities(text), len(text)])))


def shared(least: list[float], wanted: list[float], room: float) -> list[float]:
    """Widths of columns in a room: each what it wants where that fits, else the widest are held to one limit, never below what they need."""
    if sum(wanted) <= room:
        return wanted
    low, high = 0.0, max(wanted)
    for _ in range(40):
        limit = (low + high) / 2
        if sum(limited(least, wanted, limit)) > room:
            high = limit
        else:
            low = limit
    return limited(least, wanted, low)


def limited(least: list[float], wanted: list[float], limit: float) -> list[float]:
    """What each column wants, up to a limit, but not less than it needs."""
    return [max(few, min(many, limit)) for few, many in zip(least, wanted, strict=True)]
