"""The package and its parts beside the text: settings, notes, properties, the canonical document as data.

python-docx keeps the package: which parts there are, how they are related, what is said of their types (ECMA-376 Part 2).
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable
from datetime import datetime

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from convert.document import DB, KB, sha256, text_of
from convert.render.archive import archive
from convert.render.docx.ooxml import document, w

EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
DOCBOOK = "http://docbook.org/ns/docbook"

LONGEST = 255  # characters of a property; python-docx refuses more, as Word's own form does


def main_part() -> DocumentPart:
    """An empty document in a package of its own.  python-docx's template is left alone: it brings styles, a thumbnail and data that no
    style of ours asked for, and nearly a megabyte to parse each time."""
    package = Package()
    text = parse_xml(f"<w:document {nsdecls('w', 'r')}><w:body/></w:document>")
    main = DocumentPart(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, text, package)
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    return main


def part(name: str, content_type: str, node: etree._Element) -> Part:
    """A part by its name in the package, not yet related to another."""
    return Part(PackURI(name), content_type, document(node))


def packed(main: DocumentPart, when: datetime) -> bytes:
    """The package as a file.  python-docx stamps the clock into it, so its members are packed anew, sorted: `[Content_Types].xml` first,
    since `[` comes before small letters."""
    saved = io.BytesIO()
    main.save(saved)
    with zipfile.ZipFile(saved) as package:
        return archive([(name, package.read(name)) for name in sorted(package.namelist())], when)


# --- settings and notes ------------------------------------------------------------------------------------------------------------


def settings_part(lang: str, odd_even: bool, mirrored: bool) -> etree._Element:
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
        note_numbers(),
        w("compat", *(w("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=val) for name, val in COMPATIBLE)),
        w("themeFontLang", val="en-US", eastAsia=lang),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ])  # fmt: skip
    return root


def note_numbers() -> etree._Element:
    """w:footnotePr: ①②③ anew on each page, as Chinese books number notes; and the two separators."""
    return w(
        "footnotePr",
        w("numFmt", val="decimalEnclosedCircleChinese"),
        w("numRestart", val="eachPage"),
        w("footnote", id=-1),
        w("footnote", id=0),
    )


COMPATIBLE = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
)


def notes_part(notes: Iterable[etree._Element]) -> etree._Element:
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


def describe(main: DocumentPart, root: etree._Element, when: datetime, lang: str) -> None:
    """Give the package its properties, docProps/core.xml and docProps/app.xml."""
    info = root.find(DB + "info")
    assert info is not None, "document.rng asks for it"
    package: Package = main.package
    # A part of our own, since the one that python-docx makes when there is none says the time of day.
    core = CorePropertiesPart(PackURI("/docProps/core.xml"), CT.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), package)
    package.relate_to(core, RT.CORE_PROPERTIES)
    package.relate_to(part("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, application()), RT.EXTENDED_PROPERTIES)
    author = "，".join(text_of(name) for name in info.iterfind(f"{DB}author/{DB}personname"))
    properties = main.core_properties
    for name, text in (
        ("title", text_of(info.find(DB + "title"))),
        ("subject", text_of(info.find(DB + "subtitle"))),
        ("author", author or text_of(info.find(DB + "bibliocoverage"))),
        ("language", lang),
    ):
        if text:
            setattr(properties, name, text[:LONGEST])
    properties.created = properties.modified = when


def application() -> etree._Element:
    """docProps/app.xml."""
    node = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})
    etree.SubElement(node, f"{{{EXTENDED}}}Application").text = "Kanben"
    return node


def carry(main: DocumentPart, canonical: bytes) -> None:
    """Give the document the canonical one as data, customXml/item1.xml."""
    item = Part(PackURI("/customXml/item1.xml"), CT.XML, canonical)
    properties = part("/customXml/itemProps1.xml", CT.OFC_CUSTOM_XML_PROPERTIES, item_properties(canonical))
    item.relate_to(properties, RT.CUSTOM_XML_PROPS)
    main.relate_to(item, RT.CUSTOM_XML)


def item_properties(canonical: bytes) -> etree._Element:
    """customXml/itemProps1.xml: an identity for the data, made from its hash, and its schema."""
    node = etree.Element(f"{{{DATA}}}datastoreItem", nsmap={"ds": DATA})
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:sha256:{sha256(canonical)}")
    node.set(f"{{{DATA}}}itemID", f"{{{str(identity).upper()}}}")
    references = etree.SubElement(node, f"{{{DATA}}}schemaRefs")
    for uri in (DOCBOOK, KB.strip("{}")):
        etree.SubElement(references, f"{{{DATA}}}schemaRef").set(f"{{{DATA}}}uri", uri)
    return node
