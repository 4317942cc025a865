"""The text and the headings of one document as each format holds them, read without the printers' own code.

Every `..._text` gives the text in order without what the printer marks as generated; `solid` takes the blanks out.  `Outline` is a list
of (level, text): 1 for the sections right under the title.  The PDF is read by its geometry: what stands outside the type area, and the
pages before and after the report, are the printer's.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby, takewhile
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pymupdf
from lxml import etree

from convert.style import ResolvedStyle

DB = "{http://docbook.org/ns/docbook}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
H = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Outline = list[tuple[int, str]]
Links = list[tuple[str, str, bool]]  # a mention's words, the term of the entry that it leads to, whether the entry leads back to it


def solid(text: str) -> str:
    """Text without blanks."""
    return "".join(text.split())


def bare(text: str) -> str:
    """Letters and digits only: a speaker's line that the occasion holds already is not printed twice."""
    return re.sub(r"\W", "", text)


# --- the canonical document --------------------------------------------------------------------------------------------------------


def xml_text(root: etree._Element, colon: str = "", picture: str = "") -> str:
    """The text as it is printed; `colon` and the word for a picture are added where a printer without marks adds them (PDF)."""
    return "".join(xml_parts(root, colon, picture))


def xml_parts(root: etree._Element, colon: str, picture: str) -> Iterator[str]:
    info = root.find(DB + "info")
    front = [*info.iterfind(DB + "title"), *info.iterfind(DB + "subtitle")]
    occasion = bare("".join("".join(line.itertext()) for line in front[1:]))
    front += [line for line in info.iterfind(DB + "bibliomisc") if bare("".join(line.itertext())) not in occasion]
    yield from ("".join(line.itertext()) for line in front)
    for block in root:
        if block is not info:
            yield from block_parts(block, colon, picture)


def block_parts(node: etree._Element, colon: str, picture: str) -> Iterator[str]:
    if node.get("role") == "empty":
        return
    if node.tag == DB + "mediaobject":
        text = "".join(node.itertext()).strip()
        yield f"［{picture}{'：' if text else ''}{text}］" if picture else text
        return
    marks = "“”" if colon and node.tag == DB + "quote" else ""
    yield marks[:1]
    yield node.text or ""
    for child in node:
        yield from block_parts(child, colon, picture)
        yield child.tail or ""
    yield marks[1:]
    if node.tag == DB + "glossterm" and not node.get("linkend"):
        yield colon


def xml_outline(root: etree._Element) -> Outline:
    return list(xml_headings(root, 1))


def xml_headings(node: etree._Element, level: int) -> Iterator[tuple[int, str]]:
    for child in node:
        if child.tag in (DB + "section", DB + "appendix", DB + "glossary"):
            yield level, solid("".join(child.find(DB + "title").itertext()))
            yield from xml_headings(child, level + 1)


def xml_links(root: etree._Element) -> Links:
    """Every mention of a term."""
    goals = {node.get(XML_ID): entry for entry in root.iter(DB + "glossentry") for node in entry.iter(DB + "glossentry", DB + "phrase")}
    mentions = root.iterfind(f".//{DB}glossterm[@linkend]")
    return [(words_of(mention), words_of(goals[mention.get("linkend")].find(DB + "glossterm")), True) for mention in mentions]


def words_of(node: etree._Element) -> str:
    return solid("".join(node.itertext()))


def xml_notes(root: etree._Element) -> dict[str, etree._Element]:
    """The glossary entries that footnotes may explain, by the mention that calls the note: the first in the text.  Entries with a table
    stay where they are."""
    goals = {node.get(XML_ID): entry for entry in root.iter(DB + "glossentry") for node in entry.iter(DB + "glossentry", DB + "phrase")}
    called: dict[etree._Element, str] = {}
    for mention in root.iterfind(f".//{DB}glossterm[@linkend]"):
        entry = goals[mention.get("linkend")]
        if entry.find(f".//{DB}tr") is None and not any(above.tag == DB + "glossentry" for above in mention.iterancestors()):
            called.setdefault(entry, mention.get(XML_ID))
    return {mention: entry for entry, mention in called.items()}


def xml_noted(root: etree._Element, mode: str, calls: bool = False) -> etree._Element:
    """The document as it stands beside its footnotes: without the entries that are in those, where the style wants them there alone; with
    the numbers that call the notes, as paper has them."""
    root = deepcopy(root)
    for number, (mention, entry) in enumerate(xml_notes(root).items(), 1):
        if calls:
            node = root.find(f".//{DB}glossterm[@{XML_ID}='{mention}']")
            node.tail = f"{number}{node.tail or ''}"
        if mode == "footnotes":
            entry.getparent().remove(entry)
    for glossary in root.findall(DB + "glossary"):
        if glossary.find(DB + "glossentry") is None and glossary.find(DB + "para") is None:
            root.remove(glossary)
    return root


# --- XHTML and EPUB ----------------------------------------------------------------------------------------------------------------


def xhtml_text(data: bytes) -> str:
    return "".join(html_parts(body_of(data)))


def body_of(data: bytes) -> etree._Element:
    return etree.fromstring(data).find(H + "body")


def html_parts(node: etree._Element) -> Iterator[str]:
    if not isinstance(node.tag, str) or "generated" in node.get("class", "").split():
        return
    yield node.text or ""
    for child in node:
        yield from html_parts(child)
        yield child.tail or ""


def xhtml_outline(data: bytes) -> Outline:
    found = []
    for node in body_of(data).iter(*(f"{H}h{n}" for n in range(2, 7))):
        if not any("generated" in above.get("class", "").split() for above in node.iterancestors()):
            found.append((int(node.tag[-1]) - 1, solid("".join(node.itertext()))))
    return found


def epub_pages(data: bytes) -> list[bytes]:
    """The content documents of the spine, the navigation document aside."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        container = etree.fromstring(package.read("META-INF/container.xml"))
        path = container.find(".//{*}rootfile").get("full-path")
        opf = etree.fromstring(package.read(path))
        items = {item.get("id"): item for item in opf.iter(OPF + "item")}
        spine = [items[ref.get("idref")] for ref in opf.iter(OPF + "itemref")]
        hrefs = [item.get("href") for item in spine if "nav" not in item.get("properties", "").split()]
        return [package.read(str(PurePosixPath(path).parent / href)) for href in hrefs]


def epub_text(data: bytes) -> str:
    return "".join(map(xhtml_text, epub_pages(data)))


def epub_outline(data: bytes) -> Outline:
    return [heading for page in epub_pages(data) for heading in xhtml_outline(page)]


def epub_contents(data: bytes) -> Outline:
    """The entries of the navigation document but the first, which is the report itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        nav = body_of(package.read("EPUB/nav.xhtml")).find(f"{H}nav[@role='doc-toc']")
    return entries(nav, epub_pages(data))[1:]


def xhtml_contents(data: bytes) -> Outline:
    """The entries of the contents of the screen edition."""
    nav = body_of(data).find(f"{H}nav")
    return [] if nav is None else entries(nav, [data])


def entries(nav: etree._Element, pages: list[bytes]) -> Outline:
    """The entries of a nav element, each of which leads to the heading that it names."""
    by_id = {node.get("id"): node for page in pages for node in body_of(page).iter() if node.get("id")}
    found = [(len(list(link.iterancestors(H + "ol"))), solid(link.text), link.get("href")) for link in nav.iterfind(f".//{H}li/{H}a")]
    for _, text, href in found:
        heading = next(by_id[href.rpartition("#")[2]].iter(*(f"{H}h{n}" for n in range(1, 7))))
        assert shown(heading).rstrip("。") == text, href
    return [(level, text) for level, text, _ in found]


def html_links(data: bytes) -> Links:
    """Where each mention of a term leads in an XHTML file or an EPUB, and whether a link leads back from there."""
    bodies = [body_of(page) for page in (epub_pages(data) if data.startswith(b"PK") else [data])]
    by_id = {node.get("id"): node for body in bodies for node in body.iter() if node.get("id")}
    found = []
    for link in (link for body in bodies for link in body.iter(H + "a") if link.get("role") == "doc-glossref"):
        entry = next(above for above in by_id[link.get("href")[1:]].iterancestors() if above.get("class") == "entry definition")
        backs = {a.get("href") for a in entry.iter(H + "a") if a.get("role") == "doc-backlink"}
        found.append((shown(link), shown(entry.find(f"{H}dt")), f"#{link.get('id')}" in backs))
    return found


def shown(node: etree._Element) -> str:
    return solid("".join(html_parts(node)))


# --- DOCX --------------------------------------------------------------------------------------------------------------------------


def docx_part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def docx_text(data: bytes) -> str:
    return "".join(docx_parts(docx_part(data, "word/document.xml")))


def docx_notes(data: bytes) -> list[str]:
    """The words of each footnote, those that the printer repeats too."""
    notes = docx_part(data, "word/footnotes.xml").iter(W + "footnote")
    return ["".join(node.text or "" for node in note.iter(W + "t")) for note in notes if note.get(W + "type") is None]


def docx_parts(node: etree._Element) -> Iterator[str]:
    style = node.find(f"{W}rPr/{W}rStyle") if node.tag == W + "r" else None
    if node.tag == W + "sdt" or (style is not None and style.get(W + "val") in ("Generated", "TermMarks")):
        return
    if node.tag == W + "t":
        yield node.text or ""
    for child in node:
        yield from docx_parts(child)


def docx_contents(data: bytes) -> Outline:
    """The entries of the contents, without their page numbers; each leads to the heading that it names, or to the end of one whose label
    stands on a line of its own."""
    body = docx_part(data, "word/document.xml")
    places = {mark.get(W + "name"): next(mark.iterancestors(W + "p")) for mark in body.iterfind(f".//{W}p/{W}bookmarkStart")}
    found = []
    for link in body.iterfind(f".//{W}sdt//{W}hyperlink"):
        text = solid("".join(node.text or "" for node in link.iter(W + "t") if not (node.text or "").isdigit()))
        at = solid("".join(docx_parts(places[link.get(W + "anchor")])))
        assert at, text
        assert at.startswith(text) or text.endswith(at.rstrip("。")), (text, at)
        found.append((int(link.getparent().find(f"{W}pPr/{W}pStyle").get(W + "val")[-1]), text))
    return found


def docx_links(data: bytes) -> list[tuple[str, str]]:
    """The words of each link in the text, and the paragraph in which the bookmark stands that it leads to."""
    body = docx_part(data, "word/document.xml")
    places = {mark.get(W + "name"): next(mark.iterancestors(W + "p"), mark.getnext()) for mark in body.iter(W + "bookmarkStart")}
    links = [link for link in body.iter(W + "hyperlink") if next(link.iterancestors(W + "sdt"), None) is None]
    return [(solid("".join(docx_parts(link))), solid("".join(docx_parts(places[link.get(W + "anchor")])))) for link in links]


def docx_levels(data: bytes) -> dict[str, int]:
    """Outline level (1 is the highest) of each paragraph style that has one, its own or inherited."""
    styles = {style.get(W + "styleId"): style for style in docx_part(data, "word/styles.xml").iter(W + "style")}

    def level(name: str | None) -> int:
        if name not in styles:
            return 0
        own = styles[name].find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return int(own.get(W + "val")) + 1
        based = styles[name].find(W + "basedOn")
        return level(based.get(W + "val")) if based is not None else 0

    return {name: level(name) for name in styles if level(name)}


def docx_outline(data: bytes) -> Outline:
    """Paragraphs with an outline level; a label that stands on a line of its own (附件1) belongs to the title below."""
    levels, found, label = docx_levels(data), [], ""
    for para in docx_part(data, "word/document.xml").iter(W + "p"):
        style = para.find(f"{W}pPr/{W}pStyle")
        name = style.get(W + "val") if style is not None else ""
        own = para.find(f"{W}pPr/{W}outlineLvl")
        level = int(own.get(W + "val")) + 1 if own is not None else levels.get(name, 0)
        text = solid("".join(docx_parts(para)))
        if name == "AnnexLabel":
            label = text
        elif 0 < level < 10:
            found.append((level, label + text))
            label = ""
    return found


# --- PDF ---------------------------------------------------------------------------------------------------------------------------

ADDED = re.compile("[\u00ad\ufe0e]")


def pdf_text(data: bytes, style: ResolvedStyle) -> list[str]:
    """The text of each of the report's pages by MuPDF: what stands in the type area, from the first numbered page to the printer's own at
    the end."""
    with pymupdf.open(stream=data) as pdf:
        first, end = report_pages(pdf, style)
        return [ADDED.sub("", pdf[n].get_text("text", clip=type_area(pdf[n], style))) for n in range(first, end)]


def pdf_text_by_poppler(data: bytes, style: ResolvedStyle, pdftotext: Path) -> list[str]:
    """The same by Poppler, which finds characters in another way."""
    with pymupdf.open(stream=data) as pdf:
        areas = [(tuple(map(round, type_area(pdf[number], style))), number) for number in range(*report_pages(pdf, style))]
    pages = []
    for (x, y, right, foot), run in groupby(areas, key=itemgetter(0)):  # one area for all pages of a run
        numbers = [number + 1 for _, number in run]
        crop = ["-r", "72", "-x", x, "-y", y, "-W", right - x, "-H", foot - y, "-f", numbers[0], "-l", numbers[-1]]
        command = [pdftotext, "-raw", "-enc", "UTF-8", *map(str, crop), "-", "-"]
        done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=True)
        pages += ADDED.sub("", done.stdout.decode()).split("\f")
    return pages


def unrepeated(pages: list[str], root: etree._Element, expected: str) -> str:
    """The pages' text without the heads that tables repeat on every page: what a page opens with where the document goes on with
    something else."""
    heads = {solid("".join("".join(row.itertext()) for row in table_head(table))) for table in root.iter(DB + "informaltable")} - {""}
    text = ""
    for page in map(solid, pages):
        again = [head for head in heads if page.startswith(head) and not expected.startswith(head, len(text))]
        text += page[max(map(len, again), default=0) :]
    return text


def table_head(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of header cells alone that a table begins with."""
    return takewhile(lambda row: row.find(DB + "td") is None, table.iter(DB + "tr"))


def type_area(page: pymupdf.Page, style: ResolvedStyle) -> pymupdf.Rect:
    """The page without the strips that hold running heads and page numbers, which on a turned sheet are at the sides."""
    rect = page.rect
    below = min(style.page.number_gap, style.page.bottom) / 2
    above = min(style.page.head_gap, style.page.top) / 2
    if rect.width > rect.height:
        return pymupdf.Rect(rect.x0 + style.page.bottom - below, rect.y0, rect.x1, rect.y1)
    return pymupdf.Rect(rect.x0, rect.y0 + style.page.top - above, rect.x1, rect.y1 - style.page.bottom + below)


def report_pages(pdf: pymupdf.Document, style: ResolvedStyle) -> tuple[int, int]:
    """The report's pages: from the last range of page numbers on, to where corrections or colophon begin."""
    ranges = pdf.get_page_labels()
    first = ranges[-1]["startpage"] if ranges else 0
    words = (style.words["corrections"], style.words["colophon"])
    own = [page - 1 for level, text, page in pdf.get_toc() if text in words and page - 1 > first]
    return first, min([*own, len(pdf)])


def pdf_tags(data: bytes) -> list[int]:
    """The levels of the headings that the tags name, the title's and the printer's own among them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(tag_levels(pdf.Root.StructTreeRoot))


def tag_levels(node: Any) -> Iterator[int]:
    kind = str(node.get("/S", ""))
    if re.fullmatch("/H[1-6]", kind):
        yield int(kind[-1])
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from tag_levels(kid)


def pdf_links(data: bytes) -> list[str]:
    """The text at the place that each link leads to, in order; a link that leads nowhere is an error."""
    with pymupdf.open(stream=data) as pdf:
        return [text_at(pdf, link) for page in pdf for link in page.get_links()]


def text_at(pdf: pymupdf.Document, link: dict[str, Any]) -> str:
    """A few lines from where a link leads to; names of places count from the foot of the page."""
    page = pdf[link["page"]] if link["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED) and link["page"] >= 0 else None
    assert page is not None, link
    assert 0 <= link["to"].y <= page.rect.y1, link
    top = page.rect.y1 - link["to"].y
    return ADDED.sub("", solid(page.get_text(clip=pymupdf.Rect(0, top - 2, page.rect.x1, top + 130))))


def pdf_outline(data: bytes, style: ResolvedStyle) -> Outline:
    """The bookmarks but the title's and the printer's own."""
    words = (style.words["corrections"], style.words["colophon"])
    with pymupdf.open(stream=data) as pdf:
        return [(level - 1, solid(text)) for level, text, _ in pdf.get_toc() if level > 1 and text not in words]
