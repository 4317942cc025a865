"""The parts of the package beside the text: settings, headers and footers, properties, the canonical document as data, and what ties
them together (ECMA-376 Parts 1 and 2)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from convert.document import DB, KB, sha256, text_of
from convert.render.docx.ooxml import NSMAP, R, document, twips, w

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
DOCBOOK = "http://docbook.org/ns/docbook"

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
THEME = "word/theme/theme1.xml"
CANONICAL = "customXml/item1.xml"  # where the canonical document stands in the package


@dataclass(frozen=True, slots=True)
class Part:
    """A part of word/: its file name, the last word of its relationship type and of its content type, its bytes."""

    name: str
    kind: str
    content: bytes


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


# --- properties --------------------------------------------------------------------------------------------------------------------


def core_part(root: etree._Element, when: datetime, lang: str) -> etree._Element:
    """docProps/core.xml."""
    info = root.find(DB + "info")
    assert info is not None, "document.rng asks for it"
    nsmap = {"cp": CORE, "dc": DC, "dcterms": DCTERMS, "xsi": XSI}
    node = etree.Element(f"{{{CORE}}}coreProperties", nsmap=nsmap)
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    author = "，".join(text_of(name) for name in info.iterfind(f"{DB}author/{DB}personname"))
    for name, text in (
        (f"{{{DC}}}title", text_of(info.find(DB + "title"))),
        (f"{{{DC}}}subject", text_of(info.find(DB + "subtitle"))),
        (f"{{{DC}}}creator", author or text_of(info.find(DB + "bibliocoverage"))),
        (f"{{{DC}}}language", lang),
        (f"{{{DCTERMS}}}created", stamp),
        (f"{{{DCTERMS}}}modified", stamp),
    ):
        if text:
            child = etree.SubElement(node, name)
            child.text = text
            if name.startswith(f"{{{DCTERMS}}}"):
                child.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
    return node


def application_part() -> etree._Element:
    """docProps/app.xml."""
    node = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})
    etree.SubElement(node, f"{{{EXTENDED}}}Application").text = "Kanben"
    return node


def item_properties(canonical: bytes) -> etree._Element:
    """customXml/itemProps1.xml: an identity for the data, made from its hash, and its schema."""
    node = etree.Element(f"{{{DATA}}}datastoreItem", nsmap={"ds": DATA})
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:sha256:{sha256(canonical)}")
    node.set(f"{{{DATA}}}itemID", f"{{{str(identity).upper()}}}")
    references = etree.SubElement(node, f"{{{DATA}}}schemaRefs")
    for uri in (DOCBOOK, KB.strip("{}")):
        etree.SubElement(references, f"{{{DATA}}}schemaRef").set(f"{{{DATA}}}uri", uri)
    return node


# --- the package -------------------------------------------------------------------------------------------------------------------


def package(parts: Iterable[Part], theme: bytes, core: etree._Element, canonical: bytes) -> list[tuple[str, bytes]]:
    """All members of the zip, `[Content_Types].xml` first; parts are those of word/, the first of them the document."""
    main, *others = parts
    members = {f"word/{part.name}": part.content for part in (main, *others)}
    members["docProps/core.xml"] = document(core)
    members["docProps/app.xml"] = document(application_part())
    members[CANONICAL] = canonical
    members["customXml/itemProps1.xml"] = document(item_properties(canonical))
    members["_rels/.rels"] = relationships({
        "rId1": (f"{R}/officeDocument", f"word/{main.name}"),
        "rId2": ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        "rId3": (f"{R}/extended-properties", "docProps/app.xml"),
    })  # fmt: skip
    links = {relation_id(part.name): (f"{R}/{part.kind}", part.name) for part in others}
    members[THEME] = theme
    links["rIdTheme"] = (f"{R}/theme", THEME.removeprefix("word/"))
    links["rIdData"] = (f"{R}/customXml", f"../{CANONICAL}")
    members[f"word/_rels/{main.name}.rels"] = relationships(links)
    members["customXml/_rels/item1.xml.rels"] = relationships({"rId1": (f"{R}/customXmlProps", "itemProps1.xml")})
    overrides = {f"word/{part.name}": f"{MAIN}.{part.kind if part is not main else 'document.main'}+xml" for part in (main, *others)}
    overrides[THEME] = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    overrides["customXml/itemProps1.xml"] = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    return [("[Content_Types].xml", content_types(overrides)), *sorted(members.items())]


def relation_id(name: str) -> str:
    """The id by which the document refers to a part of word/."""
    return "rId" + name.removesuffix(".xml").capitalize()


def relationships(targets: Mapping[str, tuple[str, str]]) -> bytes:
    """A .rels part from id -> (type, target)."""
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for name, (kind, target) in sorted(targets.items()):
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=name, Type=kind, Target=target)
    return document(root)


def content_types(overrides: Mapping[str, str]) -> bytes:
    """`[Content_Types].xml` from part name -> content type; what it does not name is XML."""
    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    for extension, kind in (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=extension, ContentType=kind)
    for name, kind in sorted(overrides.items()):
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return document(root)


__all__ = ["CANONICAL", "NSMAP", "Part", "core_part", "notes_part", "package", "relation_id", "settings_part", "twips"]
