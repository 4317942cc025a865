"""The cover of an EPUB: the title block as a picture that scales, in the style's faces and colours.

What comes out is an SVG image.  A shelf shows it small, so it holds the title, the occasion and the speaker, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from convert.document import DB, text_of
from convert.render import front, lines
from convert.style import ResolvedStyle, Role, css

SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT = 1200, 1600  # units of the picture; 3:4 as shelves have it
OUTER, INNER = 50, 68  # the frame's two rules, from the edge
ROOM = WIDTH - 260
TITLE_TOP, TITLE_BOTTOM = 300, 1010  # between which the title stands
FOOT = 1440  # where the lowest line of what stands under it may be
TITLES = (132, 116, 100, 88, 76, 66, 58, 50)  # sizes, the largest that sets the title in few lines
LINES = (46, 40, 34, 30)  # sizes of what stands under it
LEADING = 1.5


def image(root: etree._Element, style: ResolvedStyle) -> etree._Element:
    """The `svg` element: title in the upper part, a rule, then the occasion; the speaker at the foot."""
    node = etree.Element(f"{{{SVG}}}svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img"}, nsmap={None: SVG})
    add(node, "title", front.title(root))
    add(node, "rect", width=WIDTH, height=HEIGHT, fill=style.palette["paper"])
    role = style.roles["cover-title"]
    for inset, thickness in ((OUTER, 8), (INNER, 2)):
        frame = {"fill": "none", "stroke": role.color, "stroke-width": str(thickness)}
        add(node, "rect", x=inset, y=inset, width=WIDTH - 2 * inset, height=HEIGHT - 2 * inset, **frame)
    size, words = fitted(front.title(root), TITLES, TITLE_BOTTOM - TITLE_TOP)
    y = max(TITLE_TOP, (TITLE_TOP + TITLE_BOTTOM) / 2 - len(words) * size * LEADING / 2 - 60)
    y = centred(node, words, role, size, y) + 70
    add(node, "rect", x=(WIDTH - 160) / 2, y=y, width=160, height=6, fill=role.color)
    under_title(root, style, node, y + 40)
    return node


def under_title(root: etree._Element, style: ResolvedStyle, node: etree._Element, y: float) -> None:
    """Occasion and speaker from `y` down, in the largest size in which both fit; the speaker's lines end at the foot."""
    parts = list(under(root))
    for size in LINES:
        made = [(role, lines.even(text, ROOM / size)) for role, text in parts]
        if sum(block(texts, size) for _, texts in made) <= FOOT - y:
            break
    left = sum(block(texts, size) for role, texts in made if role == "speaker")
    for role, texts in made:
        if role == "speaker":
            y, left = max(y, FOOT - left), left - block(texts, size)
        y = centred(node, texts, style.roles[role], size, y) + size * LEADING / 2


def block(texts: list[str], size: int) -> float:
    """The height of lines and of half a line's space after them."""
    return (len(texts) + 0.5) * size * LEADING


def under(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Role and text of what stands under the title."""
    for subtitle in root.iterfind(f"{DB}info/{DB}subtitle"):
        yield "occasion", text_of(subtitle)
    for line in front.speaker_lines(root):
        yield "speaker", text_of(line)


def fitted(text: str, sizes: Sequence[int], height: float) -> tuple[int, list[str]]:
    """A text as lines, and their size: the largest in which it takes few lines and no more than the height; at the worst the smallest."""
    tries = [(size, lines.even(text, ROOM / size)) for size in sizes]
    fitting = [(size, made) for size, made in tries if len(made) * size * LEADING <= height and max(map(width, made)) * size <= ROOM]
    few = [(size, made) for size, made in fitting if len(made) <= FEW]
    return (few or fitting or tries[-1:])[0]


FEW = 4


def centred(node: etree._Element, texts: list[str], role: Role, largest: float, y: float) -> float:
    """Centred lines below `y`, all in the size in which the longest fits; returns where the next may begin."""
    size = min(largest, ROOM / max(map(width, texts)))
    for text in texts:
        y += size * LEADING
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
