"""One of our own DOCX files back to its canonical document, with the answer whether the text was edited in a word processor since.

Word processors keep the canonical document as data (customXml) and may renumber it, rename style ids and split runs at will; so the data
is known by its root element, what the printer added by the name of its style, and the texts are compared without blanks.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Iterator

from lxml import etree

from convert import document
from convert.document import DB, local, text_of
from convert.errors import DocumentError
from convert.render import front
from convert.render.docx.glossary import survey
from convert.render.docx.ooxml import named
from convert.render.docx.styles import ADDED_NAMES

LIMIT = 20 * 2**20  # bytes of one part, unpacked: a report has a hundredth of that
ITEM = re.compile(r"customXml/item\d+\.xml")


def read_back(data: bytes, name: str = "DOCX") -> tuple[bytes, bool]:
    """The canonical bytes that a DOCX of ours carries, and whether its text differs from them.

    DocumentError, naming the file, when it is no DOCX, or none of ours.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            canonical = next(filter(None, map(carried, items(package, name))), None)
            if canonical is None:
                raise DocumentError(f"{name}: carries no canonical document; only a DOCX that Kanben printed can be read back")
            root = document.parse(canonical, f"{name} (customXml)")
            words = "".join(package_words(package, name))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise DocumentError(f"{name}: not a DOCX file ({error}); give one that Kanben printed") from error
    whole = {solid("".join(printed_words(root))), solid("".join(noted_words(root)))}
    return document.dump(root), solid(words) not in whole


def solid(text: str) -> str:
    """Text without blanks, which word processors add and drop."""
    return "".join(text.split())


# --- the package -------------------------------------------------------------------------------------------------------------------


def part(package: zipfile.ZipFile, member: str, name: str) -> etree._Element:
    """A part, parsed without entities or network.  DocumentError when it is too large to be ours."""
    if package.getinfo(member).file_size > LIMIT:
        raise DocumentError(f"{name}: {member} is over {LIMIT // 2**20} MiB; a report has a hundredth of that")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(package.read(member), parser)


def items(package: zipfile.ZipFile, name: str) -> Iterator[etree._Element]:
    """The data that the package carries."""
    for member in package.namelist():
        if ITEM.fullmatch(member):
            yield part(package, member, name)


def carried(item: etree._Element) -> bytes | None:
    """The bytes of a piece of data that is a canonical document."""
    return etree.tostring(item) if item.tag == f"{DB}article" else None


def package_words(package: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The text of the document, then that of its footnotes, without what the printer added."""
    generated = generated_ids(part(package, "word/styles.xml", name))
    yield from text_words(part(package, "word/document.xml", name), generated)
    if "word/footnotes.xml" in package.namelist():
        yield from text_words(part(package, "word/footnotes.xml", name), generated)


# --- the two texts -----------------------------------------------------------------------------------------------------------------


def generated_ids(styles: etree._Element) -> set[str]:
    """The ids of the styles that mark what the printer added."""
    found = set()
    for style in styles.iter(named("style")):
        name = style.find(named("name"))
        if name is not None and name.get(named("val")) in ADDED_NAMES:
            found.add(style.get(named("styleId"), ""))
    return found


SKIPPED = frozenset(named(name) for name in ("sdt", "del", "moveFrom", "sectPr"))  # contents, and what a reviewer took out


def text_words(node: etree._Element, generated: set[str]) -> Iterator[str]:
    """The text of a DOCX in order, without what the printer added."""
    if node.tag in SKIPPED:
        return
    if node.tag == named("r"):
        style = node.find(f"{named('rPr')}/{named('rStyle')}")
        if style is None or style.get(named("val"), "") not in generated:
            yield from (text.text or "" for text in node.iterfind(named("t")))
        return
    for child in node:
        yield from text_words(child, generated)


def printed_words(root: etree._Element) -> Iterator[str]:
    """The text of a canonical document in the order in which it is printed."""
    yield from front_words(root)
    yield from (word for child in root if child.tag != f"{DB}info" for word in block_words(child))


def front_words(root: etree._Element) -> Iterator[str]:
    """The text of the title block."""
    yield text_of(root.find(f"{DB}info/{DB}title"))
    yield from (text_of(subtitle) for subtitle in root.iterfind(f"{DB}info/{DB}subtitle"))
    yield from (text_of(line) for line in front.speaker_lines(root))


def noted_words(root: etree._Element) -> Iterator[str]:
    """The same where the entries of the glossary stand in footnotes: those after the text, in the order of their first mentions."""
    terms = survey(root, "footnotes")
    gone = [node for node in root.iter(f"{DB}glossary") if not terms.shown(node)]
    gone += [node for node in root.iter(f"{DB}glossentry") if not terms.stays(node)]
    yield from front_words(root)
    yield from (word for child in root if child.tag != f"{DB}info" for word in block_words(child, gone))
    yield from (word for entry in terms.notes() for word in block_words(entry))


def block_words(node: etree._Element, left_out: Container[etree._Element] = ()) -> Iterator[str]:
    """The text of a block, but for paragraphs that only keep an empty section valid, and for what is left out."""
    if node in left_out or (local(node) == "para" and node.get("role") == "empty"):
        return
    yield node.text or ""
    for child in node:
        yield from block_words(child, left_out)
        yield child.tail or ""
