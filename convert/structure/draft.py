"""The draft: what the rules of this package work on, from the author's lines to a decision about each of them.

In: the blocks of a Manuscript.  Out: the same blocks as parts in zones (front, body, annexes, glossary), each with its kind, its level,
the rule that said so and the evidence for it.  Rules change the draft; only `tree` makes elements of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from convert.errors import Finding
from convert.source import Block, Drop, Line, Manuscript

Kind = Literal[
    "para", "title", "occasion", "speaker", "front", "salutation", "heading", "lead", "item", "closing", "signature", "date",
    "annex", "glossary", "entry", "definition", "dropped",
]  # fmt: skip
ZoneKind = Literal["body", "annex", "glossary"]
EMPTY = Line("", array("I"))


@dataclass(slots=True)
class Mark:
    """A stretch of a part's text that stands in an inline element: [start, end) and the element's role (enum, item, lead, noteref)."""

    start: int
    end: int
    role: str


@dataclass(slots=True)
class Part:
    """One block of the author's text and what was decided about it.

    `head` characters at its start are its run-in title (0: none, or all of it for a heading on a line of its own); `label` characters
    are its printed number; a glossary entry's definition begins at `definition`.  `doubt` names the other reading, in one phrase, where
    the decision was close.
    """

    block: Block
    kind: Kind = "para"
    level: int = 0
    head: int = 0
    label: int = 0
    definition: int = 0
    rule: str = "text"
    evidence: str = "running text"
    doubt: str = ""
    marks: list[Mark] = field(default_factory=list)
    node: etree._Element | None = None

    @property
    def line(self) -> Line:
        """The part's line; an empty one for a table or a picture."""
        return self.block if isinstance(self.block, Line) else EMPTY

    @property
    def text(self) -> str:
        """The part's text; "" for a table or a picture."""
        return self.block.text if isinstance(self.block, Line) else ""

    @property
    def run_in(self) -> bool:
        """Whether text follows the heading in the same paragraph."""
        return 0 < self.head < len(self.text)

    def decide(self, kind: Kind, rule: str, evidence: str) -> None:
        """Take a decision about the part."""
        self.kind, self.rule, self.evidence = kind, rule, evidence


@dataclass(slots=True)
class Zone:
    """A stretch of the document whose headings count from 1: the body, an annex, or the glossary; `title` are its title lines."""

    kind: ZoneKind
    title: list[Part] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def lines(self) -> Iterator[Part]:
        """The parts that are lines, tables and pictures left out."""
        return (part for part in self.parts if isinstance(part.block, Line))


@dataclass(slots=True)
class Draft:
    """A document in the making.

    `front` holds what stands before the text; `subject` is the thread's title in the page, used when the post has none of its own;
    `findings` are pairs of a finding and the part it is about.
    """

    manuscript: Manuscript
    front: list[Part] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    subject: Part | None = None
    report: bool = True
    drops: list[Drop] = field(default_factory=list)
    rewrites: dict[int, str] = field(default_factory=dict)
    findings: list[tuple[Finding, Part | None]] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """All parts of the text after the front, in order."""
        for zone in self.zones:
            yield from zone.title
            yield from zone.parts

    def find(self, code: str, message: str, part: Part | None = None, *, info: bool = False) -> None:
        """Report something that an editor should look at."""
        quote = part.text[:30] if part else ""
        self.findings.append((Finding(code, message, quote=quote, severity="info" if info else "warning"), part))


def draft_of(manuscript: Manuscript) -> Draft:
    """The manuscript as one undivided body: blank lines left out, blanks at both ends of lines too."""
    parts = []
    for block in manuscript.blocks:
        stripped = block.strip() if isinstance(block, Line) else block
        if not isinstance(stripped, Line) or stripped.text:
            parts.append(Part(stripped))
    subject = manuscript.source.subject_at
    named = Part(subject.strip()) if subject is not None and subject.text.strip() else None
    return Draft(manuscript, zones=[Zone("body", parts=parts)], subject=named)
