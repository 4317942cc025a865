"""Parts to a package, the zip file that a DOCX is: what its parts are, which refers to which (ECMA-376 Part 2, Open Packaging Conventions)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from posixpath import relpath

from lxml import etree

from convert.render.archive import archive
from convert.render.docx.ooxml import R, document

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
OFFICE = "application/vnd.openxmlformats-officedocument.{}+xml"
DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}

# What each kind of part is, by the last word of the relationship under which another refers to it.
CONTENT_TYPES = {
    "officeDocument": WML.format("document.main"),
    "styles": WML.format("styles"),
    "settings": WML.format("settings"),
    "fontTable": WML.format("fontTable"),
    "footnotes": WML.format("footnotes"),
    "header": WML.format("header"),
    "footer": WML.format("footer"),
    "theme": OFFICE.format("theme"),
    "extended-properties": OFFICE.format("extended-properties"),
    "customXml": DEFAULTS["xml"],
    "customXmlProps": OFFICE.format("customXmlProperties"),
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
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

    @property
    def relationship(self) -> str:
        """The type of that reference."""
        return f"{RELATIONSHIPS}/metadata/core-properties" if self.kind == "core-properties" else f"{R}/{self.kind}"


def part(kind: str, name: str, node: etree._Element, owner: str = MAIN) -> Part:
    """A part from its root element."""
    return Part(kind, name, document(node), owner)


def packed(parts: Sequence[Part], when: datetime) -> bytes:
    """The package as a file.  Its members are sorted, which puts `[Content_Types].xml` first: `[` comes before small letters."""
    members = {part.name: part.data for part in parts}
    members |= {"[Content_Types].xml": document(content_types(parts))} | dict(relationships(parts))
    return archive(sorted(members.items()), when)


def content_types(parts: Sequence[Part]) -> etree._Element:
    """What each part is: by the end of its name, or by its name."""
    node = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    for extension, kind in DEFAULTS.items():
        etree.SubElement(node, f"{{{TYPES}}}Default", Extension=extension, ContentType=kind)
    for part in sorted(parts, key=lambda part: part.name):
        if CONTENT_TYPES[part.kind] != DEFAULTS["xml"]:
            etree.SubElement(node, f"{{{TYPES}}}Override", PartName=f"/{part.name}", ContentType=CONTENT_TYPES[part.kind])
    return node


def relationships(parts: Sequence[Part]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the part that says what each owner refers to."""
    for owner in dict.fromkeys(part.owner for part in parts):
        path = PurePosixPath(owner)
        node = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
        for part in parts:
            if part.owner == owner:
                target = relpath(part.name, path.parent)
                etree.SubElement(node, f"{{{RELATIONSHIPS}}}Relationship", Id=part.id, Type=part.relationship, Target=target)
        yield str(path.parent / "_rels" / f"{path.name}.rels"), document(node)
