"""The cover of an EPUB: the title block as a picture that scales, in the style's faces and colours.

What comes out is an SVG image.  A shelf shows it small, so it holds the title, the occasion and the speaker, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from convert.document import DB, text_of
from convert.render import front, lines
from convert.style import ResolvedStyle, Role, css

SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT, MARGIN = 1200, 1600, 120  # units of the picture; 3:4 as shelves have it
ROOM = WIDTH - 2 * MARGIN
TITLE, LINE = 96, 44  # size of the title and of the lines under it at most


def image(root: etree._Element, style: ResolvedStyle) -> etree._Element:
    """The `svg` element."""
    node = etree.Element(f"{{{SVG}}}svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img"}, nsmap={None: SVG})
    add(node, "title", front.title(root))
    add(node, "rect", width=WIDTH, height=HEIGHT, fill=style.palette["paper"])
    inset = MARGIN // 2
    frame = {"fill": "none", "stroke": style.palette["rule"], "stroke-width": "3"}
    add(node, "rect", x=inset, y=inset, width=WIDTH - 2 * inset, height=HEIGHT - 2 * inset, **frame)
    y = centred(node, lines.even(front.title(root), ROOM / TITLE), style.roles["cover-title"], TITLE, HEIGHT * 0.3)
    y += LINE * 1.5
    for role, text in under(root):
        y = centred(node, lines.even(text, ROOM / LINE), style.roles[role], LINE, y) + LINE * 0.6
    return node


def under(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Role and text of what stands under the title."""
    for subtitle in root.iterfind(f"{DB}info/{DB}subtitle"):
        yield "occasion", text_of(subtitle)
    for line in front.speaker_lines(root):
        yield "speaker", text_of(line)


def centred(node: etree._Element, texts: list[str], role: Role, largest: float, y: float) -> float:
    """Centred lines, all in the size in which the longest fits; returns where the next may begin."""
    size = min(largest, ROOM / max(width(text) for text in texts))
    for text in texts:
        y += size * 1.4
        look = {"font-family": css.flowing_family(role.face), "font-weight": css.weight(role), "fill": role.color, "text-anchor": "middle"}
        add(node, "text", text, x=WIDTH / 2, y=y, **{"font-size": css.number(size)}, **look)
    return y


def width(text: str) -> float:
    """Width in em: Latin letters and digits half."""
    return sum(0.5 if char < "\u2000" else 1 for char in text)


def add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str | float) -> etree._Element:
    """A new element of the picture."""
    values = {key: value if isinstance(value, str) else css.number(value) for key, value in attributes.items()}
    node = etree.SubElement(parent, f"{{{SVG}}}{tag}", values)
    node.text = text or None
    return node
