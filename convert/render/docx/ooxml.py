"""The few words of WordprocessingML that the rest of this package speaks: elements, runs, properties in the schema's order.

They are elements of the standard library, of which a document takes thousands: each costs a tenth of one of lxml's, which keep a whole
document each until they are put together.  Names are those of ECMA-376 Part 1.  Lengths come in points and leave in the units of each
attribute: twentieths of a point for spacing and indents, half-points for sizes, hundredths of a character for `...Chars`.
"""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element, register_namespace, tostring

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

register_namespace("w", W)
register_namespace("r", R)

# The order in which ECMA-376 17.3.1.26 and 17.3.2.28 want the properties of paragraphs and runs.
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "pageBreakBefore", "widowControl", "pBdr", "tabs",
    "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr",
)  # fmt: skip
RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "snapToGrid", "vanish", "color", "spacing", "position", "sz", "szCs", "vertAlign", "lang", "specVanish",
)  # fmt: skip

Attributes = dict[str, str | int]
Values = dict[str, Element | Attributes | None]  # properties by name, before they are put in order


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """An element of the main namespace; attributes are of that namespace too."""
    node = Element(named(tag), {named(key): str(value) for key, value in attributes.items()})
    if children:
        node.extend(children)
    return node


@cache
def named(name: str) -> str:
    """A name of the main namespace, in full."""
    return f"{{{W}}}{name}"


def properties(kind: str, order: tuple[str, ...], values: Values) -> Element:
    """`pPr` or `rPr` with its children in the schema's order; a value is the attributes of a child, the child, or None to leave it out."""
    node = w(kind)
    for name in sorted(values, key=order.index):
        value = values[name]
        if isinstance(value, dict):
            node.append(w(name, **value))
        elif value is not None:
            node.append(value)
    return node


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Half-points, in which sizes are given."""
    return round(points * 2)


def document(node: Element) -> bytes:
    """A part's bytes."""
    return DECLARATION + tostring(node, encoding="unicode").encode()
