"""A table of data to w:tbl.

HTML's rows name only the cells that begin in them; Word wants every place of the grid, so what a cell with a rowspan covers below is
filled with cells that continue it (17.4.85).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lxml import etree

from convert.document import DB, local
from convert.render.docx.ooxml import twips, w
from convert.render.docx.styles import DATA_TABLE
from convert.style import ResolvedStyle

Paragraph = Callable[[etree._Element, str], Element]


WIDEST = 63  # columns of a table in Word


@dataclass(slots=True)
class Place:
    """A cell's place in a row of the grid: `cell` is None where a cell of an earlier row reaches down, or where the row ends early."""

    cell: etree._Element | None
    span: int
    merge: str = ""  # "restart" where a cell begins to reach down, "continue" below it


@dataclass(slots=True)
class Reach:
    """A cell of an earlier row that reaches into this one: for how many rows more, how many columns wide."""

    rows: int
    span: int


def table(node: etree._Element, style: ResolvedStyle, paragraph: Paragraph) -> Element:
    """One w:tbl over the full text width; rows of th at its top repeat on each page as the table's heading."""
    rows = node.findall(DB + "tr")
    laid, columns = grid(rows)
    unit = twips(style.page.text_width) // columns
    heads = leading_heads(rows)
    result = w("tbl", table_properties(heads), w("tblGrid", *(w("gridCol", w=unit) for _ in range(columns))))
    for number, places in enumerate(laid):
        line = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if number < heads else [])))
        line.extend(cell_of(place, unit, paragraph) for place in places)
        result.append(line)
    return result


def grid(rows: list[etree._Element]) -> tuple[list[list[Place]], int]:
    """For each row its places from left to right, all rows equally wide, and the number of columns."""
    reaches: dict[int, Reach] = {}
    laid = [places(row, reaches) for row in rows]
    columns = max(1, *(sum(place.span for place in line) for line in laid))
    for line in laid:
        rest = columns - sum(place.span for place in line)
        if rest:
            line.append(Place(None, rest))
    return laid, columns


def places(row: etree._Element, reaches: dict[int, Reach]) -> list[Place]:
    """One row's places; `reaches` are the cells above that reach into it, by column, and are counted down."""
    line: list[Place] = []
    column, waiting = 0, list(row)
    while waiting or column in reaches:
        place = reached(column, reaches) if column in reaches else begun(waiting.pop(0), column, reaches)
        line.append(place)
        column += place.span
    return line


def reached(column: int, reaches: dict[int, Reach]) -> Place:
    """The place below a cell that reaches down."""
    reach = reaches[column]
    reach.rows -= 1
    if not reach.rows:
        del reaches[column]
    return Place(None, reach.span, "continue")


def begun(cell: etree._Element, column: int, reaches: dict[int, Reach]) -> Place:
    """The place of a cell that begins here; one that meets a cell from above, or the widest table's edge, ends there."""
    wanted, span = int(cell.get("colspan", "1")), 1
    while span < wanted and column + span not in reaches and column + span < WIDEST:
        span += 1
    down = int(cell.get("rowspan", "1"))
    if down > 1:
        reaches[column] = Reach(down - 1, span)
    return Place(cell, span, "restart" if down > 1 else "")


def leading_heads(rows: list[etree._Element]) -> int:
    """How many rows at the top hold head cells only; none when that is all of them."""
    return next((n for n, row in enumerate(rows) if any(local(cell) != "th" for cell in row)), 0)


def cell_of(place: Place, unit: int, paragraph: Paragraph) -> Element:
    """One w:tc; every cell holds a paragraph, an empty one too."""
    look = w("tcPr", w("tcW", w=unit * place.span, type="dxa"))
    if place.span > 1:
        look.append(w("gridSpan", val=place.span))
    if place.merge:
        look.append(w("vMerge", val=place.merge))
    look.append(w("vAlign", val="center"))
    node = w("tc", look)
    if place.cell is not None:
        role = "table-head" if local(place.cell) == "th" else "table-cell"
        node.extend(paragraph(para, role) for para in place.cell.findall(DB + "para") if para.get("role") != "empty")
    if len(node) == 1:
        node.append(w("p", w("pPr", w("pStyle", val="TableCell"))))
    return node


def table_properties(heads: int) -> Element:
    """The look of tables of data, over the full width."""
    look = w("tblLook", firstRow=int(heads > 0), lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    return w(
        "tblPr", w("tblStyle", val=DATA_TABLE), w("tblW", w=5000, type="pct"), w("jc", val="center"), w("tblLayout", type="autofit"), look
    )
