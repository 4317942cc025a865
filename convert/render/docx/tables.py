"""A table of data to w:tbl.

HTML's rows name only the cells that begin in them; Word wants every place of the grid, so what a cell with a rowspan covers below is
filled with cells that continue it (17.4.85).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lxml import etree

from convert.document import DB, local
from convert.render import tables
from convert.render.docx.ooxml import named, twips, w
from convert.render.docx.styles import DATA_TABLE, FIGURE, NARROW_TABLE, TABLE_SIZES, table_style
from convert.render.markup import cell_class
from convert.style import ResolvedStyle

Paragraph = Callable[[etree._Element, str, bool], Element]  # a paragraph in a style, kept on the page of the next one or not

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


@dataclass(frozen=True, slots=True)
class Look:
    """How a row is set: its type in % of the style's size, and whether it stays on the page of the next row."""

    percent: int
    held: bool


def table(node: etree._Element, style: ResolvedStyle, paragraph: Paragraph) -> Element:
    """One w:tbl over the full text width; rows of th at its top repeat on each page as the table's heading, and a small table stands on
    one page."""
    rows = node.findall(DB + "tr")
    laid, columns = grid(rows)
    percent, widths = measures(laid, columns, style)
    heads = leading_heads(rows)
    result = w(
        "tbl",
        table_properties(heads, NARROW_TABLE if percent < 100 else DATA_TABLE),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )
    for number, places in enumerate(laid):
        line = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if number < heads else [])))
        look = Look(percent, number + 1 < len(rows) <= tables.SMALL)
        column = 0
        for place in places:
            line.append(cell_of(place, sum(widths[column : column + place.span]), look, paragraph))
            column += place.span
        result.append(line)
    return result


def measures(laid: list[list[Place]], columns: int, style: ResolvedStyle) -> tuple[int, list[int]]:
    """The size of the type, in % of the style's, at which words and figures stay whole, and the widths of the columns in twips."""
    cells = [(column, cell) for line in laid for column, cell in begun_in(line)]
    found = tables.needs(cells, columns)
    width = style.page.text_height if tables.turns(found[0], style) else style.page.text_width
    size, shares = style.roles["table-cell"].size, [1.0]
    for percent in TABLE_SIZES:
        around = tables.PADDING * (0.5 if percent < 100 else 1) + tables.RULE / size
        least, wanted = ([around + (em - tables.PADDING) * percent / 100 for em in column] for column in found)
        shares = tables.shared(least, wanted, width / size)
        if sum(least) * size <= width:
            break
    unit = twips(width) / sum(shares)
    return percent, [int(share * unit) for share in shares]


def turned(made: Element, style: ResolvedStyle) -> bool:
    """Whether a table was made for a turned sheet: its columns are wider together than an upright one's type area."""
    columns = made.find(named("tblGrid"))
    return columns is not None and sum(int(column.get(named("w"), "0")) for column in columns) > twips(style.page.text_width) + 1


def begun_in(line: list[Place]) -> Iterator[tuple[int, etree._Element]]:
    """The cells that begin in a row of the grid, each with the number of its first column."""
    column = 0
    for place in line:
        if place.cell is not None:
            yield column, place.cell
        column += place.span


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
    """How many rows at the top hold head cells only; none when that is all of them, or when one of these reaches below them."""
    heads = next((n for n, row in enumerate(rows) if any(local(cell) != "th" for cell in row)), 0)
    deep = any(int(cell.get("rowspan", "1")) > heads - number for number, row in enumerate(rows[:heads]) for cell in row)
    return 0 if deep else heads


def cell_of(place: Place, width: int, row: Look, paragraph: Paragraph) -> Element:
    """One w:tc; every cell holds a paragraph, an empty one too."""
    look = w("tcPr", w("tcW", w=width, type="dxa"))
    if place.span > 1:
        look.append(w("gridSpan", val=place.span))
    if place.merge:
        look.append(w("vMerge", val=place.merge))
    look.append(w("vAlign", val="center"))
    node = w("tc", look)
    if place.cell is not None:
        kind = KINDS[cell_class(place.cell, header=local(place.cell) == "th")]
        filled = (para for para in place.cell.findall(DB + "para") if para.get("role") != "empty")
        node.extend(paragraph(para, table_style(kind, row.percent), row.held) for para in filled)
    if len(node) == 1:
        node.append(w("p", w("pPr", w("pStyle", val=table_style("TableCell", row.percent)))))
    return node


KINDS = {"table-head": "TableHead", "table-cell": "TableCell", "table-cell figure": FIGURE}  # styles by the classes that screens have


def table_properties(heads: int, style_id: str) -> Element:
    """The look of tables of data, over the full width."""
    look = w("tblLook", firstRow=int(heads > 0), lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    return w("tblPr", w("tblStyle", val=style_id), w("tblW", w=5000, type="pct"), w("jc", val="center"), w("tblLayout", type="fixed"), look)
