"""The running text of a canonical document: its tree in, its blocks out, each with the stretches that a check has to leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from lxml import etree

from convert.document import DB, KB, XML_ID, local, text_of
from convert.errors import Finding, Severity

HOLDERS = tuple(DB + name for name in ("title", "subtitle", "bibliomisc", "para", "glossterm"))
MARKS = ("label", "enum", "noteref")  # numbers of headings, items and notes: no figures of the text
SETTLED = ("corr", "sic")  # an editor has looked at these
LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿ"
READING = re.compile(rf"(?<=[\u3400-\u9fff])[（(]\s?[{LETTERS}]{{1,6}}[1-5]?(?:\s[{LETTERS}]{{1,6}}[1-5]?){{0,3}}\s?[）)]")
MANY = 5


@dataclass(frozen=True, slots=True)
class Block:
    """One element of running text: the id to name it by, its element and role, its text, and the stretches an editor has settled.

    `bare` is the text with printed numbers, note marks and readings in brackets (增長(zhǎng)) blanked out, character for character.
    """

    id: str
    kind: str
    role: str
    text: str
    bare: str
    settled: tuple[tuple[int, int], ...] = ()

    def is_settled(self, start: int, end: int) -> bool:
        """Whether an editor's correction or mark touches text[start:end]."""
        return any(a < end and start < b for a, b in self.settled)


def blocks(root: etree._Element) -> Iterator[Block]:
    """All running text in reading order, links inside it included, placeholders for missing text left out."""
    for node in root.iter(*HOLDERS):
        if local(node) == "glossterm" and node.get("linkend"):
            continue
        text = text_of(node)
        if not text.strip() or node.get("role") == "empty":
            continue
        inside = list(phrases(node)) if len(node) else []
        bare = text
        for role, (start, end) in inside:
            if role in MARKS:
                bare = bare[:start] + " " * (end - start) + bare[end:]
        bare = READING.sub(lambda m: " " * len(m[0]), bare)
        settled = tuple(span for role, span in inside if role in SETTLED)
        yield Block(name_of(node), local(node), node.get("role") or "", text, bare, settled)


def name_of(node: etree._Element) -> str:
    """The xml:id of an element, or of the nearest block around it."""
    around = chain([node], node.iterancestors())
    return next((name for name in (a.get(XML_ID) for a in around) if name), "")


def phrases(node: etree._Element) -> Iterator[tuple[str, tuple[int, int]]]:
    """The role and the place in the element's text of every phrase inside it."""
    at = 0
    for event, child in etree.iterwalk(node, events=("start", "end")):
        if event == "start":
            if child.tag == DB + "phrase":
                yield child.get("role") or "", (at, at + len(text_of(child)))
            at += len(child.text or "")
        elif child is not node:
            at += len(child.tail or "")


def rewrites(root: etree._Element) -> dict[str, int]:
    """How many characters each normalising rule rewrote, as info records it."""
    return {str(rule.get("id")): int(rule.get("n") or 0) for rule in root.iter(KB + "rule")}


def note(code: str, message: str, where: str = "", quote: str = "", severity: Severity = "warning") -> Finding:
    """A finding whose message is a sentence: begun with a capital, ended with a stop."""
    return Finding(code, message[0].upper() + message[1:] + ".", where, quote, severity)


def gathered(found: Sequence[Finding], many: str) -> Iterator[Finding]:
    """The findings of one kind, or, in more than MANY paragraphs, one at the first place: an editor has to see that it is everywhere,
    not everywhere that it is there.  `many` is its message, with {0} for how many.
    """
    if len(found) <= MANY:
        yield from found
    else:
        said = many.format(len(found))
        yield replace(found[0], message=said[0].upper() + said[1:] + ".")


LONGEST = 60
BREAK = re.compile(r"[，,、。；;：:！!？?（(\n]")


def quote_of(text: str, start: int, end: int, lead: int = 20) -> str:
    """text[start:end] with the words of its phrase before it, `lead` at most, and more where it would occur twice in the text."""
    breaks = [m.end() for m in BREAK.finditer(text, max(0, start - lead), start) if m.end() <= start - 2]
    begin = breaks[-1] if breaks else max(0, start - lead)
    floor, step = max(0, begin - LONGEST), 1
    while begin > floor and text.count(text[begin:end]) > 1:
        begin, step = max(floor, begin - step), 2 * step
    return text[begin:end].strip()
