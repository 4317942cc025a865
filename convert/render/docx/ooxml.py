"""The few words of WordprocessingML that the rest of this package speaks: elements, runs, properties in the schema's order.

Names are those of ECMA-376 Part 1.  Lengths come in points and leave in the units of each attribute: twentieths of a point for
spacing and indents, half-points for sizes, hundredths of a character for `...Chars`.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NSMAP = {"w": W}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The order in which ECMA-376 17.3.1.26 and 17.3.2.28 want the properties of paragraphs and runs.
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "pageBreakBefore", "widowControl", "pBdr", "tabs",
    "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr",
)  # fmt: skip
RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "snapToGrid", "vanish", "color", "spacing", "position", "sz", "szCs", "vertAlign", "lang", "specVanish",
)  # fmt: skip

Attributes = dict[str, str | int]
Values = dict[str, etree._Element | Attributes | None]  # properties by name, before they are put in order


def w(tag: str, /, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """An element of the main namespace; attributes are of that namespace too."""
    node = etree.Element(named(tag), {named(key): str(value) for key, value in attributes.items()} if attributes else None, NSMAP)
    if children:
        node.extend(children)
    return node


@cache
def named(name: str) -> str:
    """A name of the main namespace, in full."""
    return f"{{{W}}}{name}"


def properties(kind: str, order: tuple[str, ...], values: Values) -> etree._Element:
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


def document(node: etree._Element) -> bytes:
    """A part's bytes."""
    return etree.tostring(node, xml_declaration=True, encoding="UTF-8", standalone=True)
