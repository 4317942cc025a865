"""One of our own DOCX files back to its canonical document, with the answer whether the text was edited in a word processor since.

Word processors keep the canonical document and the hash of the printed text as data (customXml) and may renumber them, rename parts and
style ids, split runs and drop their styles at will; so data is known by its root element, a part by its type, the contents, which they
work out anew, by their frame or the names of their styles, and the hash is that of all other text without blanks.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Container, Iterator

from lxml import etree

from convert import document
from convert.document import DB
from convert.errors import DocumentError
from convert.render.docx.ooxml import named
from convert.render.docx.parts import PRINTED, fingerprint

# What zipfile and lxml raise for packages that are cut short, spoilt, encrypted, or packed in ways that nobody uses for a DOCX.
BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError, etree.XMLSyntaxError)
LIMIT = 20 * 2**20  # bytes of all parts in XML, unpacked: a report has a hundredth of that
ITEM = re.compile(r"customXml/item\d+\.xml")


def read_back(data: bytes, name: str = "DOCX") -> tuple[bytes, bool]:
    """The canonical bytes that a DOCX of ours carries, and whether its text is another than was printed.

    DocumentError, naming the file, when it is no DOCX, or none of ours.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(member.file_size for member in package.infolist() if member.filename.endswith(".xml")) > LIMIT:
                raise DocumentError(f"{name}: its parts hold more than {LIMIT // 2**20} MiB of XML; a report has a hundredth of that")
            carried = {item.tag: item for item in items(package)}
            if f"{DB}article" not in carried:
                raise DocumentError(
                    f"{name}: carries no canonical document; only a DOCX that Kanben printed can be read back, and only as long as no "
                    "program or document inspector has taken the custom XML out"
                )
            root = document.parse(etree.tostring(carried[f"{DB}article"]), f"{name} (customXml)")
            found = fingerprint(package_words(package))
    except BROKEN as error:
        raise DocumentError(f"{name}: not a DOCX file ({error}); give one that Kanben printed") from error
    printed = carried.get(PRINTED)
    return document.dump(root), printed is None or printed.get("sha256") != found


# --- the package -------------------------------------------------------------------------------------------------------------------


def part(package: zipfile.ZipFile, member: str) -> etree._Element:
    """A part, parsed without entities or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(package.read(member), parser)


def items(package: zipfile.ZipFile) -> Iterator[etree._Element]:
    """The data that the package carries."""
    return (part(package, member) for member in package.namelist() if ITEM.fullmatch(member))


def package_words(package: zipfile.ZipFile) -> Iterator[str]:
    """The text of the document, then that of its notes, without the contents."""
    names = MAIN | dict(kinds(part(package, "[Content_Types].xml")))
    lines = set(contents_styles(part(package, names["styles"])))
    for kind in ("main", "footnotes", "endnotes"):
        if kind in names:
            yield from text_words(part(package, names[kind]), lines)


MAIN = {"main": "word/document.xml", "styles": "word/styles.xml"}  # parts that every DOCX has, by the names they usually have


def kinds(types: etree._Element) -> Iterator[tuple[str, str]]:
    """What each part of WordprocessingML is (main, styles, footnotes …) and its name; some programs number them, as in document2.xml."""
    for node in types:
        kind, member = node.get("ContentType", ""), node.get("PartName", "").removeprefix("/")
        if kind.startswith("application/vnd.") and kind.endswith("+xml") and member.endswith(".xml"):
            yield kind.removesuffix("+xml").rpartition(".")[2], member


# --- the text ----------------------------------------------------------------------------------------------------------------------

CONTENTS = re.compile(r"toc (\d|heading)", re.IGNORECASE)
REVIEWED = frozenset(named(name) for name in ("del", "moveFrom", "sectPr"))  # what a reviewer took out, and no text at all
THINGS = frozenset(named(name) for name in ("drawing", "pict", "object", "sym"))  # no printer of ours sets one: somebody put it in
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
HYPHENS = {named("noBreakHyphen"): "\u2011", named("softHyphen"): "\u00ad"}  # characters that word processors make elements of


def contents_styles(styles: etree._Element) -> Iterator[str]:
    """The ids that the styles of the lines of contents have in this file."""
    for style in styles.iter(named("style")):
        if CONTENTS.fullmatch(val(style, "name")):
            yield style.get(named("styleId"), "")


def text_words(node: etree._Element, lines: Container[str]) -> Iterator[str]:
    """The text of a DOCX in order, without the contents, whose lines have these styles; U+FFFC for what is no text."""
    if node.tag == named("t"):
        yield node.text or ""
    elif node.tag in HYPHENS:
        yield HYPHENS[node.tag]
    elif node.tag in THINGS or node.tag == FORMULA:
        yield "\ufffc"
    elif node.tag not in REVIEWED and not is_contents(node, lines):
        for child in node:
            yield from text_words(child, lines)


def is_contents(node: etree._Element, lines: Container[str]) -> bool:
    """Whether this is the table of contents, or a line of it where a word processor took it out of its frame."""
    if node.tag == named("sdt"):
        return val(node, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"
    return node.tag == named("p") and val(node, "pPr", "pStyle") in lines


def val(node: etree._Element, *path: str) -> str:
    """The w:val of a descendant, "" when there is none."""
    found = node.find("/".join(map(named, path)))
    return "" if found is None else found.get(named("val"), "")
