"""Canonical tree and resolved style to EPUB 3.3 with the discovery metadata of EPUB Accessibility 1.1.

The text is one XHTML file with the same markup as the screen edition; the contents are in the navigation document.  Faces are named, never
embedded, and no colours are set: the reading system's and its reader's own stand.  The same input gives the same bytes.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from convert import document
from convert.document import DB, KB, XML_ID, XML_LANG, text_of
from convert.render import cover, editorial, front, markup, screen
from convert.render.archive import archive
from convert.render.clock import DELIVERED, clock
from convert.render.markup import LANG, TYPE, Edition, add
from convert.style import ResolvedStyle, css

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
DOCTYPE = "<!DOCTYPE html>"

# What stands in the package beside package.opf: file name, media type, properties of its manifest item.
TEXT, NAV, STYLE, COVER, COVER_PAGE = "report.xhtml", "nav.xhtml", "style.css", "cover.svg", "cover.xhtml"
XHTML_TYPE = "application/xhtml+xml"

FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA")


def write(root: etree._Element, style: ResolvedStyle) -> bytes:
    """The document as EPUB."""
    ed = markup.edition(root, style, "screen")
    members = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", serialise(container())),
        ("EPUB/package.opf", serialise(package(ed))),
        (f"EPUB/{NAV}", serialise(navigation(ed), DOCTYPE)),
        (f"EPUB/{STYLE}", stylesheet(style).encode()),
        (f"EPUB/{COVER}", serialise(cover.image(root, style))),
        *([(f"EPUB/{COVER_PAGE}", serialise(cover_page(ed), DOCTYPE))] if style.cover else []),
        (f"EPUB/{TEXT}", serialise(text(ed), DOCTYPE)),
    ]
    return archive(members, clock(root), stored=("mimetype",))


def serialise(node: etree._Element, doctype: str | None = None) -> bytes:
    """A member's bytes."""
    return etree.tostring(node, xml_declaration=True, encoding="UTF-8", doctype=doctype) + b"\n"


def stylesheet(style: ResolvedStyle) -> str:
    """All CSS of the edition: structure, the style's rules, what reading systems need, the colon after a term."""
    files = {name: Path(__file__).with_name(f"{name}.css").read_text("utf-8") for name in ("base", "epub")}
    colon = css.rule(".entry dt::after", {"content": css.quoted(style.words["colon"])})
    return css.latin_faces(style, printed=False) + files["base"] + css.flowing(style) + files["epub"] + colon


# --- content documents -------------------------------------------------------------------------------------------------------------


def page(ed: Edition, title: str) -> tuple[etree._Element, etree._Element]:
    """A content document and its body."""
    node = add(None, "html", lang=language(ed.root))
    node.set(LANG, language(ed.root))
    head = add(node, "head")
    add(head, "title", title)
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "link", rel="stylesheet", type="text/css", href=STYLE)
    return node, add(node, "body")


def text(ed: Edition) -> etree._Element:
    """The report, with corrections and colophon behind it."""
    node, body = page(ed, front.title(ed.root))
    main = add(body, "main")
    main.append(markup.article(ed))
    editorial.corrections(ed, main)
    editorial.colophon(ed, main)
    screen.settle(main)
    return node


def cover_page(ed: Edition) -> etree._Element:
    """The cover as the first page."""
    node, body = page(ed, front.title(ed.root))
    box = add(body, "section", class_="cover generated")
    box.set(TYPE, "cover")
    add(box, "img", src=COVER, role="doc-cover", alt=front.title(ed.root))
    return node


def navigation(ed: Edition) -> etree._Element:
    """The navigation document: all headings, and landmarks."""
    words = ed.style.words
    node, body = page(ed, words["contents"])
    toc = nav(body, "toc", words["contents"])
    toc.set("role", "doc-toc")
    lists = [add(toc, "ol")]
    entry(lists[0], front.title(ed.root), f"{TEXT}#{ed.root.get(XML_ID)}")
    for heading in front.headings(ed.root):
        level = min(heading.level, len(lists) + 1)
        del lists[level:]
        if len(lists) < level:
            lists.append(add(lists[-1][-1], "ol"))
        entry(lists[-1], heading.text.rstrip("。"), f"{TEXT}#{heading.id}")
    landmarks = add(nav(body, "landmarks", words["contents"]), "ol")
    for kind, label, target in marks(ed):
        entry(landmarks, label, target).set(TYPE, kind)
    return node


def nav(body: etree._Element, kind: str, title: str) -> etree._Element:
    """A nav element; landmarks are for reading systems and not shown."""
    node = add(body, "nav", id=kind, aria_labelledby=f"{kind}-title" if kind == "toc" else "", hidden="hidden" if kind != "toc" else "")
    node.set(TYPE, kind)
    if kind == "toc":
        add(node, "h1", title, id=f"{kind}-title", class_="contents-title")
    return node


def entry(into: etree._Element, label: str, target: str) -> etree._Element:
    """A list item with a link, which is returned."""
    return add(add(into, "li"), "a", label, href=target)


def marks(ed: Edition) -> Iterator[tuple[str, str, str]]:
    """Landmarks: kind, label, target."""
    if ed.style.cover:
        yield "cover", front.title(ed.root), COVER_PAGE
    if ed.style.contents_depth:
        yield "toc", ed.style.words["contents"], f"{NAV}#toc"
    yield "bodymatter", front.title(ed.root), f"{TEXT}#{ed.root.get(XML_ID)}"
    for glossary in ed.root.iterchildren(DB + "glossary"):
        yield "glossary", text_of(glossary.find(DB + "title")), f"{TEXT}#{glossary.get(XML_ID)}"
        break


# --- the package -------------------------------------------------------------------------------------------------------------------


def container() -> etree._Element:
    """META-INF/container.xml."""
    node = etree.Element(f"{{{CONTAINER}}}container", version="1.0", nsmap={None: CONTAINER})
    files = etree.SubElement(node, f"{{{CONTAINER}}}rootfiles")
    target = {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}
    etree.SubElement(files, f"{{{CONTAINER}}}rootfile", target)
    return node


def package(ed: Edition) -> etree._Element:
    """EPUB/package.opf."""
    node = etree.Element(f"{{{OPF}}}package", {"version": "3.0", "unique-identifier": "id", "dir": "ltr"}, nsmap={None: OPF, "dc": DC})
    node.set(LANG, language(ed.root))
    node.append(metadata(ed.root, ed.style.words["accessibility"]))
    manifest, spine = opf(node, "manifest"), opf(node, "spine")
    for name, kind, properties in items(ed.style):
        opf(manifest, "item", id=name.replace(".", "-"), href=name, media_type=kind, properties=properties)
        if kind == XHTML_TYPE and (name != NAV or ed.style.contents_depth):
            opf(spine, "itemref", idref=name.replace(".", "-"))
    return node


def items(style: ResolvedStyle) -> Iterator[tuple[str, str, str]]:
    """File name, media type and properties of every manifest item, content documents in reading order."""
    if style.cover:
        yield COVER_PAGE, XHTML_TYPE, ""
    yield NAV, XHTML_TYPE, "nav"
    yield TEXT, XHTML_TYPE, ""
    yield STYLE, "text/css", ""
    yield COVER, "image/svg+xml", "cover-image"


def opf(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new element of the package document; `_` in a name stands for `-`, empty attributes are left out."""
    node = etree.SubElement(parent, f"{{{OPF}}}{tag}", {key.replace("_", "-"): value for key, value in attributes.items() if value})
    node.text = text or None
    return node


def metadata(root: etree._Element, summary: str) -> etree._Element:
    """Dublin Core, the time of the edition, and what EPUB Accessibility 1.1 asks to be said.  Conformance is not claimed: no person has
    evaluated it."""
    node = etree.Element(f"{{{OPF}}}metadata", nsmap={None: OPF, "dc": DC})
    for name, value in dublin_core(root):
        child = etree.SubElement(node, f"{{{DC}}}{name}")
        child.text = value
        if name == "identifier":
            child.set("id", "id")
    opf(node, "meta", clock(root).strftime("%Y-%m-%dT%H:%M:%SZ"), property="dcterms:modified")
    for name, values in accessibility(summary):
        for value in values:
            opf(node, "meta", value, property=f"schema:{name}")
    return node


def dublin_core(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Name and value of each dc element that the document can fill."""
    info = root.find(DB + "info")
    assert info is not None, "document.rng asks for it"
    digest = document.sha256(document.dump(root))
    yield "identifier", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:sha256:{digest}')}"
    yield "title", front.title(root)
    yield "language", language(root)
    for name in info.iterfind(f"{DB}author/{DB}personname"):
        yield "creator", text_of(name)
    delivered = DELIVERED.search(text_of(info.find(DB + "date")))
    if delivered:
        yield "date", f"{delivered[1]}-{int(delivered[2]):02}-{int(delivered[3]):02}"
    coverage = text_of(info.find(DB + "bibliocoverage"))
    if coverage:
        yield "coverage", coverage
    source = info.find(KB + "source")
    if source is not None:
        known = [source.get(key, "") for key in ("site", "board", "tid", "pid")]
        yield "source", "，".join(part for part in known if part) or source[0].get("name", "")


def accessibility(summary: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The schema.org properties of EPUB Accessibility 1.1."""
    return (
        ("accessMode", ("textual",)),
        ("accessModeSufficient", ("textual",)),
        ("accessibilityFeature", FEATURES),
        ("accessibilityHazard", ("none",)),
        ("accessibilitySummary", (summary,)),
    )


def language(root: etree._Element) -> str:
    """The document's language; reading systems choose Chinese faces by it."""
    tag = root.get(XML_LANG, "")
    return re.sub("-(Hans|Hant)(?=-)", "", tag) or "zh-CN"
