"""`noteref-lost`: a digit that was a note mark: “五互一共”3，where the glossary's entry 3 explains 五互一共: the tree in, findings out.

Superscripts lose their brackets or their height in a copy.  A digit is doubted only where the numbered glossary itself explains the
very words before it under that number, and no measure word follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from convert.audit.blocks import blocks, note
from convert.document import DB, text_of
from convert.errors import Finding

CODE = "noteref-lost"
NUMBER = re.compile(r"\d{1,3}")
QUOTES = re.compile("[“”\"'‘’]")


def check(root: etree._Element) -> Iterator[Finding]:
    """Every such digit in the text outside the glossary."""
    entries = list(numbered(root))
    if not entries:
        return
    names = {number: re.escape(term) for number, term in entries}
    pattern = re.compile("|".join(rf"(?:{term})[”’]?(?P<n{number}>{number})(?=[，。；、：！？”）]|$)" for number, term in names.items()))
    inside = {node.get("{http://www.w3.org/XML/1998/namespace}id") for g in root.iter(DB + "glossary") for node in g.iter(etree.Element)}
    for block in blocks(root):
        if block.id in inside:
            continue
        for found in pattern.finditer(block.bare):
            if not block.is_settled(*found.span()):
                number = next(value for value in found.groupdict().values() if value)
                message = (
                    f"the {number} after these words may be the mark of note {number}, which explains them; set it as a note mark if so"
                )
                yield note(CODE, message, block.id, found[0])


def numbered(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The number and the term of every numbered entry of the glossary, the first of a number alone."""
    seen: set[str] = set()
    for term in root.iter(DB + "glossterm"):
        label = term.find(DB + "phrase[@role='label']")
        number = NUMBER.search(text_of(label)) if label is not None else None
        words = QUOTES.sub("", text_of(term)[len(text_of(label)) :]).strip(" ：:")
        if number and words and number[0] not in seen:
            seen.add(number[0])
            yield number[0], words
