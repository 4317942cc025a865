"""Link targets: xml:ids to names that Word takes for bookmarks, each with a number of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.etree.ElementTree import Element

from convert.render.docx.ooxml import w

NAME = re.compile("[A-Za-z][A-Za-z0-9_]{0,39}")


def bookmark(xml_id: str) -> str:
    """A bookmark's name for an xml:id: the id itself where Word allows it (a letter, then letters, digits, _; at most 40), else a hash."""
    if NAME.fullmatch(xml_id):
        return xml_id
    return "k" + hashlib.sha256(xml_id.encode()).hexdigest()[:16]


def heading_bookmark(xml_id: str) -> str:
    """The name by which contents point to the heading of a section; Word keeps names that begin so out of the reader's list."""
    name = bookmark(xml_id)
    return "_Toc" + (name if len(name) <= 36 else bookmark("-" + name))


@dataclass(slots=True)
class Bookmarks:
    """Gives each bookmark its number."""

    numbers: Iterator[int] = field(default_factory=count)

    def around(self, name: str) -> tuple[Element, Element]:
        """Start and end of the bookmark of this name."""
        number = next(self.numbers)
        return w("bookmarkStart", id=number, name=name), w("bookmarkEnd", id=number)

    def link(self, xml_id: str, content: Iterable[Element]) -> Element:
        """Words that lead to the bookmark of an id."""
        return w("hyperlink", *content, anchor=bookmark(xml_id), history=1)
