"""One of our own DOCX files back to its canonical document, with the answer whether the text was edited in a word processor since.

Word processors keep the canonical document as data (customXml) and may renumber it, rename parts and style ids and split runs at will; so
the data is known by its root element, a part by its type, what the printer added by the name of its style, and the texts are compared
without blanks.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Container, Iterator

from lxml import etree

from convert import document
from convert.document import DB, local, text_of
from convert.errors import DocumentError
from convert.render import front
from convert.render.docx.ooxml import named
from convert.render.docx.styles import GENERATED_NAME, MARKS_NAME
from convert.render.glossary import survey

# What zipfile and lxml raise for packages that are cut short, spoilt, encrypted, or packed in ways that nobody uses for a DOCX.
BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError, etree.XMLSyntaxError)
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
                raise DocumentError(
                    f"{name}: carries no canonical document; only a DOCX that Kanben printed can be read back, and only as long as no "
                    "program or document inspector has taken the custom XML out"
                )
            root = document.parse(canonical, f"{name} (customXml)")
            words = "".join(package_words(package, name))
    except BROKEN as error:
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
    names = {kind: member for member, kind in kinds(part(package, "[Content_Types].xml", name))}
    added = Added(part(package, names["styles"], name))
    yield from text_words(part(package, names["main"], name), added)
    if "footnotes" in names:
        yield from text_words(part(package, names["footnotes"], name), added)


def kinds(types: etree._Element) -> Iterator[tuple[str, str]]:
    """Each part of WordprocessingML and what it is (main, styles, footnotes …); some programs number them, as in document2.xml."""
    for node in types:
        kind = node.get("ContentType", "")
        if kind.startswith("application/vnd.") and kind.endswith("+xml"):
            yield node.get("PartName", "/").removeprefix("/"), kind.removesuffix("+xml").rpartition(".")[2]


# --- the two texts -----------------------------------------------------------------------------------------------------------------


class Added:
    """What the printer added, by the ids that its styles have in this file: words, marks at terms, lines of contents."""

    def __init__(self, styles: etree._Element) -> None:
        self.words: set[str] = set()
        self.marks: set[str] = set()
        self.lines: set[str] = set()
        kinds = {GENERATED_NAME: self.words, MARKS_NAME: self.marks}
        for style in styles.iter(named("style")):
            name, style_id = val(style, "name"), style.get(named("styleId"), "")
            kinds.get(name, self.lines if CONTENTS.fullmatch(name) else set()).add(style_id)


CONTENTS = re.compile(r"toc (\d|heading)", re.IGNORECASE)
REVIEWED = frozenset(named(name) for name in ("del", "moveFrom", "sectPr"))  # what a reviewer took out, and no text at all
THINGS = frozenset(named(name) for name in ("drawing", "pict", "object", "sym"))  # no printer of ours sets one: somebody put it in
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


def text_words(node: etree._Element, added: Added) -> Iterator[str]:
    """The text of a DOCX in order, without what the printer added; U+FFFC for what is no text."""
    if node.tag == named("t"):
        yield node.text or ""
    elif node.tag in THINGS or node.tag == FORMULA:
        yield "\ufffc"
    elif node.tag == named("r"):
        yield from run_words(node, added)
    elif node.tag not in REVIEWED and not is_contents(node, added):
        for child in node:
            yield from text_words(child, added)


def run_words(run: etree._Element, added: Added) -> Iterator[str]:
    """The text of a run.  Words typed behind a mark of the printer's get the mark's style; they are the typist's."""
    style = val(run, "rPr", "rStyle")
    if style not in added.words:
        for child in run:
            for text in text_words(child, added):
                yield "".join(filter(is_word, text)) if style in added.marks else text


def is_word(char: str) -> bool:
    """Whether a character is more than a mark."""
    return unicodedata.category(char)[0] not in "PZ"


def is_contents(node: etree._Element, added: Added) -> bool:
    """Whether this is the table of contents, or a line of it where a word processor took it out of its frame."""
    if node.tag == named("sdt"):
        return val(node, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"
    return node.tag == named("p") and val(node, "pPr", "pStyle") in added.lines


def val(node: etree._Element, *path: str) -> str:
    """The w:val of a descendant, "" when there is none."""
    found = node.find("/".join(map(named, path)))
    return "" if found is None else found.get(named("val"), "")


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
