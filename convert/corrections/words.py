"""What changes words: entries with `old` or `new` in, the text of the tree and its ledger changed, each change as a phrase of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from convert.corrections.overlay import Correction
from convert.document import DB, XML_ID, element, local, text_of
from convert.errors import CorrectionError
from convert.ledger import Ledger

RULE = "correction"


@dataclass(frozen=True, slots=True)
class Change:
    """An entry with its number and the place that its anchor fits: text[start:end] of `node`, which stands in `block`.

    `order` is the place of the node in the document.
    """

    number: int
    entry: Correction
    order: int
    node: etree._Element
    block: etree._Element
    start: int
    end: int


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


Fit = tuple[int, etree._Element, etree._Element, int]  # order, node, block, offset


def anchored(root: etree._Element, entry: Correction, whole_line: bool = False) -> Fit:
    """The one element whose text holds the anchor, and the anchor's offset.  CorrectionError that names the places of several."""
    found: list[Fit] = []
    for order, (node, block) in enumerate(holders(root)):
        if entry.id not in ("", block.get(XML_ID)):
            continue
        text = text_of(node)
        starts = [0] if whole_line and text.startswith(entry.anchor) else []
        if not whole_line:
            starts = [m.start() for m in re.finditer(f"(?={re.escape(entry.anchor)})", text)]
        found += [(order, node, block, start) for start in starts]
    if not found:
        where = "no line begins with" if whole_line else "the document does not hold"
        near = nearest(root, entry.anchor)
        hint = f"; it holds {near!r}" if near else ""
        raise CorrectionError(f"{entry.place}: {where} the anchor {entry.anchor!r}{hint}; quote the document as it is without corrections")
    if len(found) > 1:
        places = " and ".join(f"{block.get(XML_ID)} ({text_of(node)[max(0, at - 8) : at + 16]!r})" for _, node, block, at in found[:2])
        raise CorrectionError(
            f"{entry.place}: the anchor {entry.anchor!r} fits {len(found)} places, {places}; make it longer, or name one by its id"
        )
    return found[0]


LOOSE = re.compile(r"[\W_]+")


def nearest(root: etree._Element, anchor: str) -> str:
    """What the document has where an anchor would fit but for its marks and blanks; "" where it fits nowhere."""
    words = [re.escape(c) for c in LOOSE.sub("", anchor)]
    loose = re.compile(r"[\W_]*".join(words)) if words else None
    found = (loose.search(text_of(node)) for node, _ in holders(root)) if loose else iter(())
    return next((m[0] for m in found if m), "")


def changes(root: etree._Element, entries: Sequence[tuple[int, Correction]], faults: list[str]) -> list[Change]:
    """The entries with their places, in the order of the document; faults for anchors that do not fit and for changes that overlap."""
    found: list[Change] = []
    for number, entry in entries:
        try:
            order, node, block, at = anchored(root, entry)
        except CorrectionError as error:
            faults.append(error.message)
            continue
        start = at + (entry.anchor.index(entry.old) if entry.old else len(entry.anchor))
        found.append(Change(number, entry, order, node, block, start, start + len(entry.old)))
    found.sort(key=lambda c: (c.order, c.start, c.end, c.number))
    for one, other in pairwise(found):
        if one.node is other.node and (other.start < one.end or (one.start, one.end) == (other.start, other.end)):
            both = f"{one.entry.old or one.entry.anchor!r} and {other.entry.old or other.entry.anchor!r}"
            where = f"in {other.block.get(XML_ID)}"
            faults.append(
                f"{one.entry.place} and {other.entry.place}: both change the same words, {both}, {where}; make one entry of the two"
            )
    return found


def amend(ledger: Ledger, change: Change, faults: list[str]) -> str:
    """Replace, insert, delete or mark text; the id of the phrase that shows it."""
    entry, block, start, end = change.entry, change.block, change.start, change.end
    places = ledger.places(block, text_before(block, change.node))
    phrase = element("phrase", None, role="sic" if entry.sic else "corr")
    name = f"w{change.number:03d}-{block.get(XML_ID)}"
    phrase.set(XML_ID, name)
    phrase.text = entry.old if entry.sic else entry.new
    if not entry.sic:
        phrase.set("revisionflag", "changed" if entry.old and entry.new else "added" if entry.new else "deleted")
    if not splice(change.node, start, end, phrase):
        faults.append(f"{entry.place}: {entry.old or entry.anchor!r} runs over a link or a mark in the line; choose a shorter part")
    elif not entry.sic:
        ledger.amend(places[start:end], places[max(0, start - 1) : start], entry.new, RULE)
        if local(block) == "para" and not text_of(block):
            block.set("role", "empty")  # printers skip it
    return name


def text_before(block: etree._Element, node: etree._Element) -> int:
    """How many characters of a block's kept text stand before one of its text holders (a run-in's title before its paragraph)."""
    if local(block) not in ("formalpara", "glossentry"):
        return 0
    count = 0
    for other in block.iter(DB + "title", DB + "glossterm", DB + "para"):
        if other is node:
            return count
        if other.get(XML_ID) is None:
            count += len(text_of(other))
    return count


def splice(node: etree._Element, start: int, end: int, phrase: etree._Element) -> bool:
    """Put a phrase in the place of text[start:end] of an element; False when the stretch is not inside one run of text.

    Where an insertion may stand inside a mark or after it, it stands after it.
    """
    offset = 0
    fits = []
    for holder, attribute in runs(node):
        length = len(getattr(holder, attribute) or "")
        if offset <= start and end <= offset + length and not (holder.get("role") in ("corr", "sic") and attribute == "text"):
            fits.append((holder, attribute, start - offset, end - offset))
        offset += length
    if not fits:
        return False
    holder, attribute, start, end = next((fit for fit in fits if fit[1] == "tail" or fit[0] is node), fits[0])
    text = getattr(holder, attribute) or ""
    setattr(holder, attribute, text[:start])
    if attribute == "text":
        holder.insert(0, phrase)
    else:
        holder.addnext(phrase)
    phrase.tail = text[end:]
    return True


def runs(node: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The runs of text in an element, in order, each as the element and attribute that lxml keeps it in."""
    yield node, "text"
    for child in node:
        yield from runs(child)
        yield child, "tail"
