"""Where an entry belongs: its anchor in, the one place of the document that it quotes out, or an error that names what stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from convert.corrections.overlay import Correction
from convert.document import DB, XML_ID, local, text_of
from convert.errors import CorrectionError


@dataclass(frozen=True, slots=True)
class Fit:
    """The words text[start:end] of `node`, which an anchor quotes; `block` has the xml:id, `order` is the node's place in the document."""

    order: int
    node: etree._Element
    block: etree._Element
    start: int
    end: int

    @property
    def words(self) -> str:
        """The quoted words as the document has them."""
        return text_of(self.node)[self.start : self.end]

    def part(self, entry: Correction) -> tuple[int, int]:
        """The start and end of what the entry changes: its `old` inside the anchor, or the place behind the anchor."""
        if not entry.old:
            return self.end, self.end
        before = entry.anchor.index(entry.old)
        if self.words == entry.anchor:
            return self.start + before, self.start + before + len(entry.old)
        places = folded(self.words)[1]
        first, count = len(folded(entry.anchor[:before])[0]), len(folded(entry.old)[0])
        if not count or cuts(places, first) or cuts(places, first + count):
            raise CorrectionError(f"{entry.place}: {entry.old!r} is not in the document, which has {self.words!r}; quote that")
        return self.start + places[first], self.start + places[first + count - 1] + 1


def holders(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Every element that holds running text, with the block whose xml:id the ledger names for it."""
    for node in root.iter(DB + "title", DB + "subtitle", DB + "bibliomisc", DB + "para", DB + "glossterm"):
        if local(node) == "glossterm" and node.get("linkend"):
            continue
        block: etree._Element | None = node
        while block is not None and block.get(XML_ID) is None:
            block = block.getparent()
        if block is not None:
            yield node, block


def anchored(root: etree._Element, entry: Correction, whole_line: bool = False) -> Fit:
    """The one place that an entry's anchor quotes: word for word, else but for blanks and the forms of marks, which a new scrape may
    have otherwise.  CorrectionError where there is none, and one that names the places where there are several.
    """
    found: list[Fit] = []
    for fitting in (exact, loose):
        for order, (node, block) in enumerate(holders(root)):
            if entry.id in ("", block.get(XML_ID)):
                text = text_of(node)
                places = ((a, b) for a, b in fitting(text, entry.anchor) if not (whole_line and text[:a].strip()))
                found += (Fit(order, node, block, a, b) for a, b in places)
        if found:
            break
    if not found:
        where = "no line begins with" if whole_line else "the document does not hold"
        raise CorrectionError(f"{entry.place}: {where} the anchor {entry.anchor!r}{elsewhere(root, entry)}")
    if len(found) > 1:
        listed = " and ".join(f"{f.block.get(XML_ID)} ({text_of(f.node)[max(0, f.start - 8) : f.start + 16]!r})" for f in found[:2])
        fact = f"the anchor {entry.anchor!r} fits {len(found)} places, {listed}"
        raise CorrectionError(f"{entry.place}: {fact}; make it longer, or name one by its id")
    return found[0]


def exact(text: str, anchor: str) -> Iterator[tuple[int, int]]:
    """Every place where the text has an anchor word for word."""
    for found in re.finditer(f"(?={re.escape(anchor)})", text):
        yield found.start(), found.start() + len(anchor)


def loose(text: str, anchor: str) -> Iterator[tuple[int, int]]:
    """Every place where the text has an anchor but for blanks and the forms of marks; 1% is no part of ⑪%."""
    (whole, places), (part, _) = folded(text), folded(anchor)
    for start, end in exact(whole, part) if part else ():
        if not cuts(places, start) and not cuts(places, end):
            yield places[start], places[end - 1] + 1


def cuts(places: Sequence[int], at: int) -> bool:
    """Whether a place in a folded text is inside what one character was folded to."""
    return 0 < at < len(places) and places[at - 1] == places[at]


ALIKE = str.maketrans("“”„‟‘’‚‛–—―‐‑•・‧∶", "\"\"\"\"''''-----···:")


def folded(text: str) -> tuple[str, list[int]]:
    """A text without blanks, its marks and digits of one form each, and the place of every character of it in the text."""
    at = [(c, n) for n, one in enumerate(text.translate(ALIKE)) for c in unicodedata.normalize("NFKC", one) if not c.isspace()]
    return "".join(c for c, _ in at), [n for _, n in at]


LOOSE = re.compile(r"[\W_]+")


def elsewhere(root: etree._Element, entry: Correction) -> str:
    """What the document has instead of an anchor that fits nowhere, and what to do."""
    texts = [text_of(node) for node, _ in holders(root)]
    if folded(entry.anchor)[0] in "".join(folded(text)[0] for text in texts):
        return ": it runs over the end of a line or of a heading; quote one of the two"
    words = [re.escape(c) for c in LOOSE.sub("", entry.anchor)]
    found = (re.search(r"[\W_]*".join(words), text) for text in texts) if words else iter(())
    near = next((m[0] for m in found if m), "")
    return (f"; it holds {near!r}" if near else "") + "; quote the document as it is without corrections"
