"""Words to runs: the text of the document as w:r elements, each in the character style of its role.

Quotation marks, dashes, ellipses and the middle dot belong to Han and Latin type alike, and a word processor draws them in the Latin face
unless it is told otherwise; so a run that holds one gets `w:hint="eastAsia"` (17.3.2.26).  The hint would draw Greek, Cyrillic and accented
letters in the Han face too, a full em wide, so they get runs of their own; and so does a quotation mark between two Latin letters, which is
an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from convert.render.docx.ooxml import RUN_ORDER, XML_SPACE, Values, properties, w
from convert.render.docx.styles import NAME_GAP
from convert.render.lines import even

EUROPEAN = re.compile("[’‘](?<=[A-Za-z].)(?=[A-Za-z])|[\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f]+")
AMBIGUOUS = re.compile("[\u00a7-\u00d7\u00f7\u2010-\u203b\u2070-\u2bff]")
BLANK = re.compile("(?<=[^ ]) (?=[^ ])")
MARK = "eastAsia"


def runs(text: str, style: str = "") -> Iterator[Element]:
    """The text in as few runs as the choice of faces allows, in one character style ("" for none)."""
    start = 0
    for letters in EUROPEAN.finditer(text):
        if text[start : letters.start()]:
            yield run(text[start : letters.start()], style)
        yield run(letters[0], style, hint=False)
        start = letters.end()
    if text[start:]:
        yield run(text[start:], style)


def even_lines(text: str, room: float) -> list[str]:
    """A centred text as lines of about one width, none wider than the room, in em."""
    return even(text, room)


def broken(lines: Iterable[str], style: str = "") -> Iterator[Element]:
    """Lines of text with breaks between them."""
    for number, line in enumerate(lines):
        if number:
            yield w("r", w("br"))
        yield from runs(line, style)


def spaced(text: str) -> Iterator[Element]:
    """Post and name, with the blank between them one em wide, as official documents have it; the text keeps its plain blank."""
    for number, word in enumerate(BLANK.split(text)):
        if number:
            yield run(" ", NAME_GAP)
        yield from runs(word)


def run(text: str, style: str = "", *, hint: bool = True) -> Element:
    """One run of plain text."""
    node = w("r")
    look: Values = {}
    if style:
        look["rStyle"] = {"val": style}
    if hint and AMBIGUOUS.search(text):
        look["rFonts"] = {"hint": MARK}
    if look:
        node.append(properties("rPr", RUN_ORDER, look))
    node.append(text_node(text))
    return node


def text_node(text: str) -> Element:
    """w:t; white space at its edges is kept only where the element says so."""
    node = w("t")
    node.text = text
    if text != text.strip():
        node.set(XML_SPACE, "preserve")
    return node


def field(instruction: str, result: str, style: str = "") -> Iterator[Element]:
    """A complex field with the result it shows until a word processor works it out anew (17.16.18)."""
    yield from opening(instruction)
    yield from runs(result, style)
    yield closing()


def opening(instruction: str) -> Iterator[Element]:
    """A complex field up to where its result begins."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(XML_SPACE, "preserve")
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", code)
    yield w("r", w("fldChar", fldCharType="separate"))


def closing() -> Element:
    """The end of a complex field."""
    return w("r", w("fldChar", fldCharType="end"))
