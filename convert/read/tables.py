"""Tables inside posts: which of them hold data, and their cells row by row.

A table of data has at least two rows and two columns of short cells; a table that frames a text (one column, cells of long paragraphs,
other tables inside) is layout, and its text is read as if the table were not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4.element import Tag

from convert.read.markup import attribute, inside

LONG = 120  # characters: a cell of data is a name, a figure or a phrase; a report's paragraphs are longer
SPAN = 1000  # columns or rows; printers hang on colspan=1000000


def holds_data(table: Tag) -> bool:
    """Whether a table holds data rather than framing text.  A table or a cell inside a cell means layout (or broken markup)."""
    if any(node.name == "table" for node in inside(table)):
        return False
    rows = list(rows_of(table))
    filled = [[len(text) for c in cells if (text := c.get_text(strip=True))] for cells in rows]
    if sum(len(lengths) >= 2 for lengths in filled) < 2:
        return False
    if any(node.name in ("td", "th") for cells in rows for c in cells for node in inside(c)):
        return False
    lengths = sorted(length for row in filled for length in row)
    return lengths[len(lengths) // 2] <= LONG // 2 and lengths[-1 - len(lengths) // 20] <= LONG * 2


def rows_of(table: Tag) -> Iterator[list[Tag]]:
    """The cells of each row of a table that has no table inside."""
    row: list[Tag] = []
    for node in inside(table):
        if node.name == "tr":
            if row:
                yield row
            row = []
        elif node.name in ("td", "th"):
            row.append(node)
    if row:
        yield row


def cell_span(cell: Tag, name: str, most: int) -> int:
    """A colspan or rowspan, between 1 and what the table has room for."""
    value = attribute(cell, name).strip()
    most = min(most, SPAN)
    if not (value.isascii() and value.isdigit()):
        return 1
    return most if len(value) > 6 else max(1, min(int(value), most))
