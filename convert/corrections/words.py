"""What changes words: entries with `old` or `new` in, the text of the tree and its ledger changed, each change as a phrase of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from convert.corrections.anchors import anchored
from convert.corrections.overlay import Correction
from convert.document import DB, XML_ID, element, local, text_of
from convert.errors import CorrectionError
from convert.ledger import Ledger

RULE = "correction"


@dataclass(frozen=True, slots=True)
class Change:
    """An entry with its number and the place that its anchor fits: text[start:end] of `node`, which stands in `block`.

    `order` is the place of the node in the document, `was` what stands there.
    """

    number: int
    entry: Correction
    order: int
    node: etree._Element
    block: etree._Element
    start: int
    end: int
    was: str


def changes(root: etree._Element, entries: Sequence[tuple[int, Correction]], faults: list[str]) -> list[Change]:
    """The entries with their places, in the order of the document; faults for anchors that do not fit and for changes that overlap."""
    found: list[Change] = []
    for number, entry in entries:
        try:
            fit = anchored(root, entry)
            start, end = fit.part(entry)
        except CorrectionError as error:
            faults.append(error.message)
            continue
        found.append(Change(number, entry, fit.order, fit.node, fit.block, start, end, text_of(fit.node)[start:end]))
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
    phrase.text = change.was if entry.sic else entry.new
    if not entry.sic:
        phrase.set("revisionflag", "changed" if entry.old and entry.new else "added" if entry.new else "deleted")
    if not splice(change.node, start, end, phrase):
        fact = f"{change.was or entry.anchor!r} runs over the end of a printed number, a link or a mark in the line"
        faults.append(f"{entry.place}: {fact}; choose a shorter part, or make an entry of each")
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

    Links and note marks that the stretch holds whole, with words beside them, give way: what they marked is changed.  Where an
    insertion may stand inside a mark or after it, it stands after it.
    """
    for child, a, b in list(inside(node)):
        if start <= a and b <= end and b - a < end - start and gives_way(child):
            dissolve(child)
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


def inside(node: etree._Element, at: int = 0) -> Iterator[tuple[etree._Element, int, int]]:
    """Every element in an element's text, with the start and end of its words."""
    at += len(node.text or "")
    for child in node:
        end = at + len(text_of(child))
        yield child, at, end
        yield from inside(child, at)
        at = end + len(child.tail or "")


def gives_way(child: etree._Element) -> bool:
    """Whether an element only marks words, and no editor's change stands in it."""
    marks = local(child) == "glossterm" or child.get("role") == "noteref"
    return marks and not any(part.get("role") in ("corr", "sic") for part in child)


def dissolve(child: etree._Element) -> None:
    """Leave the words of an element and take the element out."""
    parent, before = child.getparent(), child.getprevious()
    assert parent is not None
    text = text_of(child) + (child.tail or "")
    parent.remove(child)
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def runs(node: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The runs of text in an element, in order, each as the element and attribute that lxml keeps it in."""
    yield node, "text"
    for child in node:
        yield from runs(child)
        yield child, "tail"
