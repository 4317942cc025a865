"""The parts beside the text: settings, notes, properties, the canonical document as data."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace

from lxml import etree

from convert.document import DB, KB, sha256, text_of
from convert.render.docx.ooxml import document, w
from convert.render.docx.package import Part, part

EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
DOCBOOK = "http://docbook.org/ns/docbook"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

for prefix, uri in (("ep", EXTENDED), ("ds", DATA), ("cp", CORE), ("dcterms", TERMS), ("kb", KB.strip("{}"))):
    register_namespace(prefix, uri)

PRINTED = f"{KB}printed"
LONGEST = 255  # characters of a property; Word's own form takes no more


# --- settings and notes ------------------------------------------------------------------------------------------------------------


def settings_part(lang: str, odd_even: bool, mirrored: bool) -> Element:
    """word/settings.xml, in the schema's order.  Nothing here makes a word processor ask to update fields."""
    root = w("settings", w("zoom", percent=100))
    if mirrored:
        root.append(w("mirrorMargins"))
    root.append(w("defaultTabStop", val=420))
    if odd_even:
        root.append(w("evenAndOddHeaders"))
    root.extend([
        w("drawingGridVerticalSpacing", val=156),
        w("displayHorizontalDrawingGridEvery", val=0),
        w("displayVerticalDrawingGridEvery", val=2),
        w("characterSpacingControl", val="compressPunctuation"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", *(w("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=val) for name, val in COMPATIBLE)),
        w("themeFontLang", val="en-US", eastAsia=lang),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ])  # fmt: skip
    return root


COMPATIBLE = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
)


def notes_part(notes: Iterable[Element]) -> Element:
    """word/footnotes.xml: the two separators that Word asks for, then the notes."""
    root = w("footnotes")
    for number, kind, mark in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator")):
        root.append(
            w(
                "footnote",
                w("p", w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto")), w("r", w(mark))),
                id=number,
                type=kind,
            )
        )
    root.extend(notes)
    return root


# --- properties and data -----------------------------------------------------------------------------------------------------------


def described(root: etree._Element, when: datetime, lang: str) -> Iterator[Part]:
    """The properties of the file, docProps/core.xml and docProps/app.xml."""
    yield part("core-properties", "docProps/core.xml", core_properties(root, when, lang), owner="")
    yield part("extended-properties", "docProps/app.xml", application(), owner="")


def core_properties(root: etree._Element, when: datetime, lang: str) -> Element:
    """docProps/core.xml: what the document says of itself, in Dublin Core."""
    info = root.find(DB + "info")
    assert info is not None, "document.rng asks for it"
    author = "，".join(text_of(name) for name in info.iterfind(f"{DB}author/{DB}personname"))
    node = Element(f"{{{CORE}}}coreProperties")
    for name, text in (
        ("title", text_of(info.find(DB + "title"))),
        ("subject", text_of(info.find(DB + "subtitle"))),
        ("creator", author or text_of(info.find(DB + "bibliocoverage"))),
        ("language", lang),
    ):
        if text:
            SubElement(node, f"{{{DC}}}{name}").text = text[:LONGEST]
    for name in ("created", "modified"):
        moment = SubElement(node, f"{{{TERMS}}}{name}")
        moment.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
        moment.text = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    return node


def application() -> Element:
    """docProps/app.xml."""
    node = Element(f"{{{EXTENDED}}}Properties")
    SubElement(node, f"{{{EXTENDED}}}Application").text = "Kanben"
    return node


def carried(canonical: bytes, words: Iterable[str]) -> Iterator[Part]:
    """What the file carries as data: the canonical document, customXml/item1.xml, and the hash of the printed text, by which an edit in a
    word processor is noticed."""
    yield from data_part(1, canonical, DOCBOOK, KB.strip("{}"))
    yield from data_part(2, document(Element(PRINTED, sha256=fingerprint(words))), KB.strip("{}"))


def data_part(number: int, content: bytes, *schemas: str) -> Iterator[Part]:
    """A piece of data, and its properties: an identity made from its hash, and its schemas."""
    name = f"customXml/item{number}.xml"
    yield Part("customXml", name, content)
    node = Element(f"{{{DATA}}}datastoreItem")
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:sha256:{sha256(content)}")
    node.set(f"{{{DATA}}}itemID", f"{{{str(identity).upper()}}}")
    references = SubElement(node, f"{{{DATA}}}schemaRefs")
    for uri in schemas:
        SubElement(references, f"{{{DATA}}}schemaRef").set(f"{{{DATA}}}uri", uri)
    yield part("customXmlProps", f"customXml/itemProps{number}.xml", node, owner=name)


def fingerprint(words: Iterable[str]) -> str:
    """The hash of a text without blanks, which word processors add and drop."""
    return sha256("".join("".join(words).split()).encode())
