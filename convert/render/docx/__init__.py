"""Canonical tree and resolved style to DOCX, for Word, WPS and LibreOffice.

python-docx keeps the package (`package`); what its parts say is built from the standard (ECMA-376) in `ooxml`, since python-docx has no
words for East Asian fonts, the grid, style separators, footnotes, bookmarks and fields.  Nothing stands in a file that the style
or the document did not ask for, and the same input gives the same bytes.  The canonical document travels along as data (customXml), so
that `read_back` can return it and tell whether the text was edited in a word processor since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from lxml import etree

from convert import document
from convert.document import DB, XML_LANG, text_of
from convert.render import editorial, front
from convert.render.clock import clock
from convert.render.docx import pages as sheet
from convert.render.docx.body import Body
from convert.render.docx.contents import contents
from convert.render.docx.fonts import fonts_part
from convert.render.docx.ooxml import named, w
from convert.render.docx.package import MAIN, Part, packed, part
from convert.render.docx.parts import carried, described, notes_part, settings_part
from convert.render.docx.readback import read_back
from convert.render.docx.styles import (
    BY_ROLE,
    COVER_NOTE,
    EDITORIAL_TITLE,
    GENERATED,
    LONG_TITLE,
    LONG_TITLE_SIZES,
    SECTION_END,
    styles_part,
)
from convert.render.docx.tables import turned
from convert.render.docx.text import broken, even_lines, runs
from convert.render.docx.theme import theme_part
from convert.render.glossary import listed, survey
from convert.style import ResolvedStyle

__all__ = ["read_back", "write"]


def write(root: etree._Element, style: ResolvedStyle, pages: Mapping[str, int] | None = None) -> bytes:
    """The document as DOCX; `pages` are the printed page numbers of headings by section id, for the contents, as the PDF has them."""
    lang, when = east_asian(root.get(XML_LANG, "")), clock(root)
    body = Body(style, survey(root, style.glossary))
    headings = listed(root, body.terms, style.contents_depth)
    furniture = list(sheet.furniture(style, front.title(root)))
    front_matter = bool(headings) or style.cover
    text = w("body", *matter(root, body, headings, pages or {}))
    furniture += divide(text, body, sheet.section(style, furniture, first=not front_matter, numbered=True))
    separate_tables(text)
    parts = [
        part("document", MAIN, w("document", text), owner=""),
        *described(root, when, lang),
        *style_parts(style, lang),
        *(piece.part for piece in furniture),
        part("footnotes", "word/footnotes.xml", notes_part(body.notes)),
        *carried(document.dump(root), words((*text, *body.notes))),
    ]
    return packed(parts, when)


def words(blocks: Iterable[Element]) -> Iterator[str]:
    """The text of paragraphs, tables and notes, without the contents, which stand in a frame."""
    return (node.text or "" for block in blocks if block.tag != named("sdt") for node in block.iter(named("t")))


_style_parts: dict[tuple[str, str], list[Part]] = {}


def style_parts(style: ResolvedStyle, lang: str) -> list[Part]:
    """The parts that follow from the style alone; kept for the process, as many documents share a style."""
    key = style.sha256, lang
    if key not in _style_parts:
        if len(_style_parts) >= 8:
            _style_parts.clear()
        _style_parts[key] = [
            part("styles", "word/styles.xml", styles_part(style, lang)),
            part("settings", "word/settings.xml", settings_part(lang, sheet.odd_even(style), sheet.mirrored(style))),
            part("fontTable", "word/fontTable.xml", fonts_part(style)),
            part("theme", "word/theme/theme1.xml", theme_part(style)),
        ]
    return _style_parts[key]


def matter(root: etree._Element, body: Body, headings: Sequence[front.Heading], pages: Mapping[str, int]) -> Iterator[Element]:
    """Everything in order: cover, contents, the report, corrections, colophon."""
    style = body.style
    if style.cover:
        yield from cover(root, style, body)
    if headings:
        yield contents(headings, style, pages)
        yield section_end(style, body, first=not style.cover)
    yield from body.front(root)
    yield from body.blocks(root, 1)
    yield from corrections(root, style, body)
    yield from colophon(root, style, body)


def divide(text: Element, body: Body, section: Element) -> Iterator[sheet.Furnishing]:
    """End the report's section where it ends; the annexes, the glossary and the notes after it are sections of their own where they have
    running heads of their own, which are returned.  So are tables on turned sheets."""
    titles = {id(opening): (number, title) for number, (opening, title) in enumerate(body.openings, 1)}
    for block in list(text):
        if id(block) in titles:
            heads = list(sheet.back_heads(body.style, titles[id(block)][1], titles[id(block)][0]))
            if heads:
                end_before(block, text, section)
                section = sheet.section(body.style, heads, first=False, numbered=True, start=False)
                yield from heads
        elif block.tag == named("tbl") and turned(block, body.style):
            section = on_turned_sheet(block, text, body, section)
    ending = last_section(text[-1])
    text.append(section if ending is None else ending)


def last_section(block: Element) -> Element | None:
    """The section that a paragraph ends, taken out of it: nothing follows, so it is the text's own."""
    look = block.find(named("pPr"))
    section = None if look is None else look.find(named("sectPr"))
    if look is not None and section is not None:
        look.remove(section)
    return section


def on_turned_sheet(table: Element, text: Element, body: Body, section: Element) -> Element:
    """Put a table, with what must stay on its page, into a section of its own; returns that of what follows."""
    blocks = list(text)
    first = blocks.index(table)
    while first and kept(blocks[first - 1]):
        first -= 1
    if first and not ends_section(blocks[first - 1]):
        end_before(blocks[first], text, section)
        section = sheet.section(body.style, [], first=False, numbered=True, start=False)
    end = body.styled(SECTION_END, sectPr=sheet.turn(section, body.style))
    text.insert(list(text).index(table) + 1, end)
    return sheet.section(body.style, [], first=False, numbered=True, start=False)


def kept(block: Element) -> bool:
    """Whether a paragraph stays on the page of what follows: a heading, or a line that announces a table."""
    look = block.find(named("pPr"))
    if block.tag != named("p") or look is None or look.find(named("sectPr")) is not None:
        return False
    style = look.find(named("pStyle"))
    return look.find(named("keepNext")) is not None or (style is not None and style.get(named("val"), "").startswith(("Heading", "Annex")))


def ends_section(block: Element) -> bool:
    """Whether a paragraph is the last of its section."""
    return block.find(f"{named('pPr')}/{named('sectPr')}") is not None


def end_before(opening: Element, text: Element, section: Element) -> None:
    """End a section before a paragraph: in the paragraph before it, or in a small one where a table stands there."""
    place = list(text).index(opening)
    last = text[place - 1]
    if ends_section(last):
        return
    if last.tag != named("p"):
        last = w("p", w("pPr", w("pStyle", val=SECTION_END)))
        text.insert(place, last)
    look = last.find(named("pPr"))
    if look is None:
        look = w("pPr")
        last.insert(0, look)
    look.append(section)


def section_end(style: ResolvedStyle, body: Body, *, first: bool) -> Element:
    """The paragraph that ends a section without page numbers; only a paragraph can."""
    return body.styled(SECTION_END, sectPr=sheet.section(style, [], first=first, numbered=False))


# --- what the printer adds ---------------------------------------------------------------------------------------------------------


def cover(root: etree._Element, style: ResolvedStyle, body: Body) -> Iterator[Element]:
    """A leaf with title, occasion and speaker."""
    title, broken_title = cover_title(front.title(root), style)
    yield body.styled(title, *broken(broken_title, GENERATED))
    lines = [("occasion", text_of(line)) for line in root.iterfind(f"{DB}info/{DB}subtitle")]
    lines += [("speaker", text_of(line)) for line in front.speaker_lines(root)]
    for role, text in lines:
        room = style.page.text_width / style.roles[role].size
        yield body.paragraph(role, *broken(even_lines(text, room), GENERATED))
    end = sheet.section(style, [], first=True, numbered=False)
    yield body.styled(COVER_NOTE, *runs(style.words["cover_note"], GENERATED), sectPr=end)


def cover_title(text: str, style: ResolvedStyle) -> tuple[str, list[str]]:
    """The style of a title on the cover, and its lines; one that is long gets the largest type in which it still stands well."""
    role, width = style.roles["cover-title"], style.page.text_width
    lines = even_lines(text, width / role.size)
    if len(lines) < LONG_TITLE - 1:
        return BY_ROLE["cover-title"], lines
    for percent in LONG_TITLE_SIZES:
        lines = even_lines(text, width / (role.size * percent / 100))
        if len(lines) <= LONG_TITLE:
            break
    return f"LongTitle{percent}", lines


def corrections(root: etree._Element, style: ResolvedStyle, body: Body) -> Iterator[Element]:
    """The editor's corrections, a paragraph each; nothing without corrections."""
    lines = list(editorial.correction_lines(root))
    if lines:
        yield editorial_title(style.words["corrections"], body)
    for line in lines:
        yield body.paragraph("corrections", *runs(line, GENERATED))


def colophon(root: etree._Element, style: ResolvedStyle, body: Body) -> Iterator[Element]:
    """What this edition is and how to cite it, where the style has a colophon."""
    if not style.colophon:
        return
    yield editorial_title(style.words["colophon"], body)
    for label, text in editorial.colophon_lines(root, style):
        yield body.paragraph("colophon", *runs(f"{label}{style.words['colon']}{text}" if label else text, GENERATED))


def editorial_title(text: str, body: Body) -> Element:
    """A title that looks like the glossary's, on a new page, but is not the report's: it stays out of the contents."""
    return body.opening(EDITORIAL_TITLE, runs(text, GENERATED), text)


def east_asian(tag: str) -> str:
    """A BCP 47 tag (zh-Hans-CN, zh-Hant) as word processors know languages: language and region."""
    parts = tag.split("-")
    region = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    return f"{parts[0]}-{region or ('TW' if 'Hant' in parts else 'CN')}" if parts[0] == "zh" else "zh-CN"


def separate_tables(body: Element) -> None:
    """A small empty paragraph after a table that another table or the end of the text follows: Word joins tables that touch, and
    wants a paragraph last."""
    wanting = [after for before, after in pairwise(body) if before.tag == w("tbl").tag and after.tag in (w("tbl").tag, w("sectPr").tag)]
    for after in wanting:
        body.insert(list(body).index(after), w("p", w("pPr", w("pStyle", val=SECTION_END))))
