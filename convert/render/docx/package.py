"""Parts to a package, the zip file that a DOCX is (ECMA-376 Part 2, Open Packaging Conventions): which parts there are, what each is, and
how they are related."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from posixpath import relpath
from xml.etree.ElementTree import Element, SubElement

from convert.render.archive import archive
from convert.render.docx.ooxml import R, document

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"

# What each kind of part is: the relationship under which another refers to it, and its content type.
KINDS = {
    "document": (f"{R}/officeDocument", f"{WORD}.document.main+xml"),
    "styles": (f"{R}/styles", f"{WORD}.styles+xml"),
    "settings": (f"{R}/settings", f"{WORD}.settings+xml"),
    "fontTable": (f"{R}/fontTable", f"{WORD}.fontTable+xml"),
    "footnotes": (f"{R}/footnotes", f"{WORD}.footnotes+xml"),
    "header": (f"{R}/header", f"{WORD}.header+xml"),
    "footer": (f"{R}/footer", f"{WORD}.footer+xml"),
    "theme": (f"{R}/theme", f"{OFFICE}.theme+xml"),
    "extended-properties": (f"{R}/extended-properties", f"{OFFICE}.extended-properties+xml"),
    "core-properties": (f"{PACKAGE}/relationships/metadata/core-properties", "application/vnd.openxmlformats-package.core-properties+xml"),
    "customXml": (f"{R}/customXml", "application/xml"),
    "customXmlProps": (f"{R}/customXmlProps", f"{OFFICE}.customXmlProperties+xml"),
}
TYPES = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}  # by the end of a name
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
    members = {each.name: each.data for each in parts}
    members["[Content_Types].xml"] = document(content_types(parts))
    for owner in {each.owner for each in parts}:
        folder, name = PurePosixPath(owner).parent, PurePosixPath(owner).name
        related = relationships((each for each in parts if each.owner == owner), folder)
        members[str(folder / "_rels" / f"{name}.rels")] = document(related)
    return archive(sorted(members.items()), when)


def relationships(parts: Iterable[Part], folder: PurePosixPath) -> Element:
    """What a part in a folder, or the package itself, refers to."""
    node = Element("Relationships", xmlns=f"{PACKAGE}/relationships")
    for each in parts:
        SubElement(node, "Relationship", Id=each.id, Type=KINDS[each.kind][0], Target=relpath(each.name, folder))
    return node


def content_types(parts: Iterable[Part]) -> Element:
    """What each part is: by the end of its name, or by its name."""
    node = Element("Types", xmlns=f"{PACKAGE}/content-types")
    for end, kind in TYPES.items():
        SubElement(node, "Default", Extension=end, ContentType=kind)
    for name, kind in sorted((each.name, KINDS[each.kind][1]) for each in parts):
        if kind != TYPES["xml"]:
            SubElement(node, "Override", PartName=f"/{name}", ContentType=kind)
    return node
