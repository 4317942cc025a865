"""word/theme/theme1.xml: Word asks for a theme in every document and offers its colours and fonts in menus.

No style refers to it (a theme's fonts would win over the faces that the styles name); it says the same as they do, so that what a reader
picks from the menus suits the document.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, register_namespace

from convert.style import Face, ResolvedStyle

A = "http://schemas.openxmlformats.org/drawingml/2006/main"

register_namespace("a", A)


def a(tag: str, /, *children: Element, **attributes: str) -> Element:
    """An element of DrawingML's main namespace."""
    node = Element(f"{{{A}}}{tag}", attributes)
    node.extend(children)
    return node


def theme_part(style: ResolvedStyle) -> Element:
    """The theme: ink, paper and links, the faces of the first heading and of the body, plain fills and lines."""
    faces = style.roles["heading-1"].face, style.roles["body"].face
    scheme = a("fontScheme", fonts("majorFont", faces[0]), fonts("minorFont", faces[1]), name="Kanben")
    return a("theme", a("themeElements", colours(style), scheme, formats()), name="Kanben")


def colours(style: ResolvedStyle) -> Element:
    """The twelve colours of a theme from the three that a style has for paper."""
    ink, palette = style.roles["body"].color, style.palette
    named = {"dk1": ink, "lt1": palette["paper"], "dk2": ink, "lt2": palette["paper"]}
    named |= {f"accent{n}": palette["rule"] for n in range(1, 7)}
    named |= {"hlink": palette["link"], "folHlink": palette["link"]}
    return a("clrScheme", *(a(name, a("srgbClr", val=color.lstrip("#"))) for name, color in named.items()), name="Kanben")


def fonts(tag: str, face: Face) -> Element:
    """One of a theme's two fonts."""
    return a(tag, a("latin", typeface=face.latin[0]), a("ea", typeface=face.han[0]), a("cs", typeface=face.latin[0]))


def formats() -> Element:
    """Three each of fills, lines, effects and backgrounds, as the schema asks; all plain."""

    def fill() -> Element:
        return a("solidFill", a("schemeClr", val="phClr"))

    return a(
        "fmtScheme",
        a("fillStyleLst", fill(), fill(), fill()),
        a("lnStyleLst", *(a("ln", fill(), w="6350") for _ in range(3))),
        a("effectStyleLst", *(a("effectStyle", a("effectLst")) for _ in range(3))),
        a("bgFillStyleLst", fill(), fill(), fill()),
        name="Kanben",
    )
