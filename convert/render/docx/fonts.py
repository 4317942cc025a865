"""The faces of a style to word/fontTable.xml."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from convert.render.docx.ooxml import w
from convert.style import ResolvedStyle

FAMILY = {"serif": "roman", "sans-serif": "swiss"}


def fonts_part(style: ResolvedStyle) -> Element:
    """word/fontTable.xml: every face by its customary name, with the other names it is known by for machines that lack it."""
    known: dict[str, Element] = {}
    for face in style.faces.values():
        known.setdefault(face.han[0], font(face.han, "86", FAMILY[face.generic]))  # 0x86: the charset GB2312
        known.setdefault(face.latin[0], font(face.latin, "00", "roman" if face.generic == "serif" else "swiss"))
    return w("fonts", *(known[name] for name in sorted(known)))


def font(names: tuple[str, ...], charset: str, family: str) -> Element:
    """One w:font; altName takes the alternatives, joined by commas."""
    node = w("font", name=names[0])
    if names[1:]:
        node.append(w("altName", val=",".join(names[1:])))
    node.extend([w("charset", val=charset), w("family", val=family), w("pitch", val="variable")])
    return node
