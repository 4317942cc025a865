"""Parts to a package, the zip file that a DOCX is (ECMA-376 Part 2, Open Packaging Conventions).

python-docx keeps which parts there are, how they are related and what is said of their types; the zip is our own, whose bytes depend on
the parts and the time alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part as Held
from docx.package import Package

from convert.render.archive import archive
from convert.render.docx.ooxml import document

# What each kind of part is: the relationship under which another refers to it, and its content type.
KINDS = {
    "document": (RT.OFFICE_DOCUMENT, CT.WML_DOCUMENT_MAIN),
    "styles": (RT.STYLES, CT.WML_STYLES),
    "settings": (RT.SETTINGS, CT.WML_SETTINGS),
    "fontTable": (RT.FONT_TABLE, CT.WML_FONT_TABLE),
    "footnotes": (RT.FOOTNOTES, CT.WML_FOOTNOTES),
    "header": (RT.HEADER, CT.WML_HEADER),
    "footer": (RT.FOOTER, CT.WML_FOOTER),
    "theme": (RT.THEME, CT.OFC_THEME),
    "extended-properties": (RT.EXTENDED_PROPERTIES, CT.OFC_EXTENDED_PROPERTIES),
    "core-properties": (RT.CORE_PROPERTIES, CT.OPC_CORE_PROPERTIES),
    "customXml": (RT.CUSTOM_XML, CT.XML),
    "customXmlProps": (RT.CUSTOM_XML_PROPS, CT.OFC_CUSTOM_XML_PROPERTIES),
}
MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its kind, its name in the package, its bytes, and the name of the part that refers to it ("" for the package itself)."""

    kind: str
    name: str
    data: bytes
    owner: str = MAIN

    @property
    def id(self) -> str:
        """The id by which its owner refers to it."""
        return PurePosixPath(self.name).stem


def part(kind: str, name: str, node: Element, owner: str = MAIN) -> Part:
    """A part from its root element."""
    return Part(kind, name, document(node), owner)


def packed(parts: Sequence[Part], when: datetime) -> bytes:
    """The package as a file.  Its members are sorted, which puts `[Content_Types].xml` first: `[` comes before small letters."""
    package = Package()
    held = {part.name: Held(PackURI(f"/{part.name}"), KINDS[part.kind][1], part.data, package) for part in parts}
    for each in parts:
        (held[each.owner] if each.owner else package).load_rel(KINDS[each.kind][0], held[each.name], each.id)
    members = {name: part.blob for name, part in held.items()}
    members[CONTENT_TYPES_URI.membername] = content_types(held)
    members[PACKAGE_URI.rels_uri.membername] = package.rels.xml
    members |= {part.partname.rels_uri.membername: part.rels.xml for part in held.values() if len(part.rels)}
    return archive(sorted(members.items()), when)


def content_types(held: dict[str, Held]) -> bytes:
    """What each part is: by the end of its name, or by its name."""
    types: Any = CT_Types.new()  # type: ignore[no-untyped-call]
    types.add_default("rels", CT.OPC_RELATIONSHIPS)
    types.add_default("xml", CT.XML)
    for _, each in sorted(held.items()):
        if each.content_type != CT.XML:
            types.add_override(each.partname, each.content_type)
    return serialize_part_xml(types)
