"""The fates of the source's characters: what goes in are the files of a thread and the decisions of the stages, what comes out is
`<slug>.ledger.jsonl`.

Every character of the visible text has exactly one fate: kept at a block of the document, dropped by a rule, or rewritten by a rule.
The spans' texts, in order, are the visible text; `check` proves that, and that no character was taken twice.  Text that was kept from a link
carries the link's address.  A picture has no visible text: a span without text holds its alternative text and its address.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from convert.errors import LedgerError
from convert.source import Drop, File, Line, Picture

Fate = Literal["kept", "dropped", "rewritten"]
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

BLANK = "blank"  # white space between the author's lines and words, which the canonical document does not hold
CHROME = "forum-chrome"  # visible text of the page outside every post
PICTURE = "picture"  # alternative text, which the page does not show


@dataclass(frozen=True, slots=True)
class Span:
    """One line of the ledger: a run of source characters of one file that share a fate."""

    file: int
    text: str
    fate: Fate
    rule: str = ""
    to: str = ""
    id: str = ""
    address: str = ""

    def record(self) -> dict[str, object]:
        """The span as the ledger writes it, without empty members."""
        record: dict[str, object] = {"file": self.file, "text": self.text, "fate": self.fate}
        record.update({k: v for k, v in (("rule", self.rule), ("to", self.to), ("id", self.id), ("address", self.address)) if v})
        return record


Known = tuple[Fate, str, str, str]  # fate, rule, block's id, address


class Ledger:
    """The decisions of the stages about one thread, gathered by place.

    `drop` and `keep` may come in any order; a place taken twice with different fates raises LedgerError when the spans are made.
    """

    def __init__(self, files: Sequence[File]) -> None:
        self.files = tuple(files)
        self.visible = "".join(f.visible for f in files)
        self._rules: list[str] = [""]  # rule names by number; 0 means: no fate yet
        self._numbers: dict[str, int] = {"": 0}
        self._dropped = array("I", bytes(4 * len(self.visible)))
        self._kept = array("I", bytes(4 * len(self.visible)))
        self._blocks: list[etree._Element | None] = [None]
        self._to: dict[int, str] = {}
        self._rewrites: dict[int, str] = {}
        self._pictures: list[tuple[Picture, etree._Element]] = []

    def drop(self, drops: Iterable[Drop]) -> None:
        """Stretches that are not the document's.  The first rule that names a place stands."""
        for drop in drops:
            number = self._number(drop.rule)
            for place in range(drop.start, drop.end):
                if not self._dropped[place]:
                    self._dropped[place] = number

    def drop_line(self, line: Line, rule: str) -> None:
        """The places of a line, dropped by one rule."""
        number = self._number(rule)
        for place in line.at:
            if not self._dropped[place]:
                self._dropped[place] = number

    def rewrite(self, rules: dict[int, str]) -> None:
        """The rule for each place whose character the document holds in another form."""
        self._rewrites.update(rules)

    def keep(self, line: Line, block: etree._Element) -> None:
        """A line's text stands in the block; its xml:id is read when the spans are made.  LedgerError when a place stands in two."""
        number = len(self._blocks)
        self._blocks.append(block)
        for char, place in zip(line.text, line.at, strict=True):
            if self._kept[place] and self._kept[place] != number:
                raise LedgerError(f"the character {self.visible[place]!r} at place {place} would stand twice in the document")
            self._kept[place] = number
            if place in self._to:
                self._to[place] += char
            elif char != self.visible[place]:
                self._to[place] = char

    def picture(self, picture: Picture, node: etree._Element) -> None:
        """A picture's alternative text stands in the node."""
        self._pictures.append((picture, node))

    def places(self, block: etree._Element, skip: int = 0) -> list[int]:
        """The places of a block's kept text, one for each character of it as the document has it, the first `skip` left out."""
        name = block.get(XML_ID)  # a block that became another kind of element keeps its id
        numbers = {n for n, kept in enumerate(self._blocks) if kept is block or (kept is not None and name and kept.get(XML_ID) == name)}
        found: list[int] = []
        for place, number in enumerate(self._kept):
            if number in numbers:
                found += [place] * len(self._to.get(place, "x"))
        return found[skip:]

    def move(self, places: Iterable[int], block: etree._Element) -> None:
        """Kept places stand in another block now."""
        number = len(self._blocks)
        self._blocks.append(block)
        for place in places:
            self._kept[place] = number

    def amend(self, old: Sequence[int], before: Sequence[int], new: str, rule: str) -> None:
        """An editor's change: the places of `old` become `new` (or nothing); without `old`, `new` follows the place `before` it."""
        places = list(dict.fromkeys(old))
        if not places and before:
            place = before[-1]
            self._to[place] = self._to.get(place, self.visible[place]) + new
            self._rewrites[place] = rule
            return
        number = self._number(rule)
        for place in places[1:] if new else places:
            self._kept[place] = 0
            self._to.pop(place, None)
            self._dropped[place] = number
        if places and new:
            self._to[places[0]] = new
            self._rewrites[places[0]] = rule

    def _number(self, rule: str) -> int:
        if rule not in self._numbers:
            self._numbers[rule] = len(self._rules)
            self._rules.append(rule)
        return self._numbers[rule]

    def counts(self) -> dict[str, int]:
        """How many characters each rewriting rule changed, by rule name."""
        counts: dict[str, int] = {}
        for place in self._to:
            rule = self._rewrites.get(place, "")
            counts[rule] = counts.get(rule, 0) + 1
        return dict(sorted(counts.items()))

    def spans(self) -> Iterator[Span]:
        """The ledger's spans in order.  LedgerError for a character without a fate, with two, or rewritten without a rule."""
        pictures = sorted((pair for pair in self._pictures if pair[1].getparent() is not None), key=lambda pair: pair[0].place)
        for number, file in enumerate(self.files):
            end = file.start + len(file.visible)
            last = number == len(self.files) - 1
            own = [pair for pair in pictures if file.start <= pair[0].place and (pair[0].place < end or last)]
            begin = file.start
            for picture, node in own:
                yield from self._spans(number, begin, picture.place)
                begin = max(begin, picture.place)
                yield seen(number, picture, node)
            yield from self._spans(number, begin, end)

    def _spans(self, number: int, begin: int, end: int) -> Iterator[Span]:
        """The spans of a stretch of one file, parted where links begin and end."""
        address = address_at(self.files[number])
        previous: Known | None = None
        for place in range(begin, end):
            fate = self._fate(place)
            known = (*fate, "" if fate[0] == "dropped" else address(place))
            if previous is not None and (known != previous or known[0] == "rewritten"):
                yield self._span(number, begin, place, previous)
                begin = place
            previous = known
        if previous is not None:
            yield self._span(number, begin, end, previous)

    def _fate(self, place: int) -> tuple[Fate, str, str]:
        kept, dropped = self._kept[place], self._dropped[place]
        if kept:
            if dropped:
                raise LedgerError(f"{self._where(place)} is kept and dropped by {self._rules[dropped]}")
            block = self._blocks[kept]
            name = "" if block is None else block.get(XML_ID) or ""
            if place in self._to:
                if place not in self._rewrites:
                    raise LedgerError(f"{self._where(place)} became {self._to[place]!r} by no rule")
                return "rewritten", self._rewrites[place], name
            return "kept", "", name
        if dropped:
            return "dropped", self._rules[dropped], ""
        if self.visible[place].isspace():
            return "dropped", BLANK, ""
        raise LedgerError(f"{self._where(place)} has no fate")

    def _where(self, place: int) -> str:
        return f"place {place}, {self.visible[place]!r} in {self.visible[max(0, place - 10) : place + 10]!r},"

    def _span(self, number: int, begin: int, end: int, known: Known) -> Span:
        fate, rule, name, address = known
        return Span(number, self.visible[begin:end], fate, rule, self._to.get(begin, "") if fate == "rewritten" else "", name, address)

    def dump(self, version: str) -> bytes:
        """The ledger file: a first line with the program's version and the files' hashes, then one span a line, UTF-8, LF.

        The first line has an empty text and fate, so that a reader who takes every line for a span is right too.
        """
        files = [{"name": f.name, "sha256": f.sha256} for f in self.files]
        lines = [json.dumps({"ledger": 1, "version": version, "files": files, "text": "", "fate": ""}, ensure_ascii=False)]
        lines += [json.dumps(span.record(), ensure_ascii=False) for span in self.spans()]
        return ("\n".join(lines) + "\n").encode()


def address_at(file: File) -> Callable[[int], str]:
    """What tells the address that each place of a file leads to, "" for none, asked for places in rising order."""
    links = iter(file.links)
    link = next(links, None)

    def address(place: int) -> str:
        nonlocal link
        while link is not None and file.start + link.end <= place:
            link = next(links, None)
        return link.address if link is not None and file.start + link.start <= place else ""

    return address


def seen(number: int, picture: Picture, node: etree._Element) -> Span:
    """The span of a picture: nothing visible became its alternative text."""
    fate: Fate = "rewritten" if picture.alt else "kept"
    return Span(number, "", fate, PICTURE, picture.alt, node.get(XML_ID) or "", picture.address)


def rebuild(data: bytes) -> list[str]:
    """The visible text of each file, from a ledger's bytes alone."""
    texts: dict[int, list[str]] = {}
    for line in data.decode("utf-8").split("\n"):
        record = json.loads(line or "{}")
        if record.get("fate"):
            texts.setdefault(record["file"], []).append(record["text"])
    return ["".join(texts[number]) for number in sorted(texts)]
