"""Pages: the sections of the document with their grid, and the headers and footers on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from xml.etree.ElementTree import Element

from convert.render.docx.ooxml import Attributes, R, named, twips, w
from convert.render.docx.package import Part, part
from convert.render.docx.styles import FOOTERS
from convert.render.docx.text import field, runs
from convert.render.lines import shortened
from convert.style import ResolvedStyle

ODD, EVEN, FIRST = "default", "even", "first"


@dataclass(frozen=True, slots=True)
class Furnishing:
    """A header or a footer, and the pages that bear it."""

    part: Part
    side: str


def section(style: ResolvedStyle, furniture: list[Furnishing], *, first: bool, numbered: bool, start: bool = True) -> Element:
    """w:sectPr of one run of pages.  Mirrored margins make a book, where every section begins on a right-hand page.  The numbered section
    does so by itself: it counts from 1 and bears the headers and footers, and word processors put odd pages on the right (asked for an
    odd page as well, LibreOffice takes page 2 for another first page).  One that does not `start` anew counts on from the section before
    it, whose headers and footers it has but for those of its own."""
    node = w("sectPr")
    for piece in furniture if numbered else ():
        reference = {named("type"): piece.side, f"{{{R}}}id": piece.part.id}
        node.append(Element(named(f"{piece.part.kind}Reference"), reference))
    page = style.page
    node.append(w("type", val="oddPage" if mirrored(style) and not first and not numbered else "nextPage"))
    node.append(w("pgSz", w=twips(page.width), h=twips(page.height)))
    node.append(w("pgMar", **margins(style)))
    if numbered and start:
        node.append(w("pgNumType", start=1))
    node.append(w("cols", space=425))
    if numbered and any(piece.side == FIRST for piece in furniture):
        node.append(w("titlePg"))
    node.append(w("docGrid", **grid(style)))
    return node


def turn(node: Element, style: ResolvedStyle) -> Element:
    """A w:sectPr made one of turned sheets: what is their left edge is the foot of the others (GB/T 9704-2012, 7.4)."""
    page, size, edges = style.page, node.find(named("pgSz")), node.find(named("pgMar"))
    assert size is not None
    assert edges is not None
    for name, value in {"w": twips(page.height), "h": twips(page.width), "orient": "landscape"}.items():
        size.set(named(name), str(value))
    left = twips(page.height) - floor(page.text_height * 20) - twips(page.top)
    for name, value in {"top": twips(page.inside), "bottom": twips(page.outside), "left": left, "right": twips(page.top)}.items():
        edges.set(named(name), str(value))
    return node


def margins(style: ResolvedStyle) -> Attributes:
    """w:pgMar.  Headers and footers are measured from the edges of the sheet; the page number hangs below the type area.  The inner
    margin is what sheet, type area and outer margin leave, all in whole twips."""
    page, number, head = style.page, style.roles["page-number"], style.roles["running-head"]
    return {
        "top": twips(page.top),
        "right": twips(page.outside),
        "bottom": twips(page.bottom),
        "left": twips(page.width) - floor(page.text_width * 20) - twips(page.outside),
        "header": max(0, twips(page.top - page.head_gap - head.line)),
        "footer": max(0, twips(page.bottom - page.number_gap - number.line)),
        "gutter": 0,
    }


def grid(style: ResolvedStyle) -> Attributes:
    """w:docGrid: the body's lines and characters (17.6.5).  Both are rounded down, or the last line or character would not fit."""
    page, body = style.page, style.roles["body"]
    return {
        "type": "linesAndChars",
        "linePitch": floor(page.text_height / page.lines * 20),
        "charSpace": floor((floor(page.text_width * 20) / 20 / page.characters - body.size) * 4096),
    }


def mirrored(style: ResolvedStyle) -> bool:
    """Whether left-hand and right-hand pages have their margins the other way round."""
    return style.page.inside != style.page.outside


def odd_even(style: ResolvedStyle) -> bool:
    """Whether left-hand and right-hand pages have different headers or footers."""
    return style.page.number == "outside" or style.page.head_left != style.page.head_right


def furniture(style: ResolvedStyle, title: str) -> Iterator[Furnishing]:
    """The headers and footers: 1 for right-hand pages or all, 2 for left-hand ones, 3 for the first page, which has no running head."""
    page = style.page
    heads = bool(page.head_left or page.head_right)
    sides = [("1", ODD, page.head_right, "right")]
    sides += [("2", EVEN, page.head_left, "left")] if odd_even(style) else []
    sides += [("3", FIRST, "", "right")] if heads else []
    for number, side, head, _ in sides if heads else ():
        yield Furnishing(part("header", f"word/header{number}.xml", w("hdr", header(head, title, style))), side)
    for number, side, _, edge in sides if page.number != "none" else ():
        yield Furnishing(part("footer", f"word/footer{number}.xml", w("ftr", footer(style, edge))), side)


def back_heads(style: ResolvedStyle, title: str, number: int) -> Iterator[Furnishing]:
    """The running heads of the annex, glossary or note of this number, where they show the section: its title, since the field finds the
    headings of the text alone."""
    sides = [(ODD, style.page.head_right), *([(EVEN, style.page.head_left)] if odd_even(style) else [])]
    for side, what in sides:
        if what == "section":
            yield Furnishing(part("header", f"word/header{number}{side}.xml", w("hdr", header("title", title, style))), side)


def header(what: str, title: str, style: ResolvedStyle) -> Element:
    """A running head: the title, shortened to a line, or the heading of the first level that stands on the page or before it."""
    title = shortened(title, style.page.text_width / style.roles["running-head"].size)
    node = w("p", w("pPr", w("pStyle", val="Header")))
    if what == "title":
        node.extend(runs(title))
    elif what == "section":
        node.extend(field("STYLEREF 1", title))
    return node


def footer(style: ResolvedStyle, side: str) -> Element:
    """The page number, at the outer edge or in the middle."""
    look = FOOTERS[side] if style.page.number == "outside" else "Footer"
    return w("p", w("pPr", w("pStyle", val=look)), *page_number(style.words["page_number"]))


def page_number(pattern: str) -> Iterator[Element]:
    """The words round the page number, and the number as a field."""
    before, _, after = pattern.partition("{page}")
    yield from runs(before)
    yield from field("PAGE", "1")
    yield from runs(after)
