"""Manuscript to canonical tree: what goes in are the author's lines, what comes out is the article, its ledger, and every decision.

Each rule is one file with one function that changes the draft; `RULES` is their order, with the reason of each position.  Then `tree`
makes the article, `mentions` links it to its glossary.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from convert.document import XML_ID, assign_ids
from convert.errors import Finding
from convert.ledger import Ledger
from convert.source import Line, Manuscript
from convert.structure.back_matter import back_matter
from convert.structure.broken_lines import broken_lines
from convert.structure.closings import closings
from convert.structure.contents_lists import contents_lists
from convert.structure.draft import Draft, Part, draft_of
from convert.structure.front_matter import front_matter
from convert.structure.genre import genre
from convert.structure.glossaries import glossaries
from convert.structure.headings import headings
from convert.structure.items import items
from convert.structure.mentions import mentions
from convert.structure.merged_lines import merged_lines
from convert.structure.note_marks import note_marks
from convert.structure.page_breaks import page_breaks
from convert.structure.punctuation import punctuation
from convert.structure.run_ins import run_ins
from convert.structure.tree import tree

RULES = (
    punctuation,  # first: every later rule reads marks
    front_matter,  # before the back: what is left is the text
    back_matter,  # before headings: each zone counts its own numbers
    genre,  # a thread that is no report gets no headings
    page_breaks,  # before lines are joined: a page number parts what belongs together
    broken_lines,  # before headings: whole lines are read
    merged_lines,
    contents_lists,
    headings,
    closings,  # after headings, which may have taken a date line for one
    run_ins,  # after headings: siblings are those of one section
    glossaries,
    items,  # after run-ins: what heads its paragraph is no item
    note_marks,  # last: the glossary's numbers and the marks of items are known
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Why one line of the manuscript is what it is: its text, its kind and level, the rule, the evidence in one phrase, its block's id."""

    text: str
    kind: str
    level: int
    rule: str
    evidence: str
    id: str


@dataclass(frozen=True, slots=True)
class Structured:
    """The canonical article, the complete ledger, what an editor should look at, and a decision for every line."""

    root: etree._Element
    ledger: Ledger
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]


def structure(manuscript: Manuscript) -> Structured:
    """The article of a manuscript, with ids, links and a ledger in which every character has its fate."""
    draft = draft_of(manuscript)
    for rule in RULES:
        rule(draft)
    ledger = Ledger(manuscript.files)
    ledger.drop(manuscript.drops)
    ledger.drop(draft.drops)
    ledger.rewrite({**draft.rewrites, **manuscript.rewrites})
    root = tree(draft, ledger)
    assign_ids(root)
    mentions(root, draft)
    assign_ids(root)
    found = (*manuscript.findings, *(located(finding, part) for finding, part in draft.findings))
    return Structured(root, ledger, found, tuple(decisions(draft)))


def located(finding: Finding, part: Part | None) -> Finding:
    """A finding with the id of the block it is about."""
    name = "" if part is None or part.node is None else part.node.get(XML_ID) or ""
    return replace(finding, id=name)


def decisions(draft: Draft) -> list[Decision]:
    """One decision for every line, in reading order."""
    parts = [*([draft.subject] if draft.subject is not None and draft.subject not in draft.front else []), *draft.front, *draft.parts()]
    if draft.taken:
        parts = sorted([*parts, *draft.taken], key=lambda part: part.line.at[0] if part.line.at else 0)
    found = []
    for part in parts:
        if isinstance(part.block, Line):
            name = "" if part.node is None else part.node.get(XML_ID) or ""
            evidence = part.evidence + (f"; it might be {part.doubt}" if part.doubt else "")
            kind = "run-in heading" if part.kind == "heading" and part.run_in else part.kind
            found.append(Decision(part.printed, kind, part.level, part.rule, evidence, name))
    return found
