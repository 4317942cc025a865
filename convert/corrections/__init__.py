"""An editor's overlay: a corrections file in, the canonical tree and its ledger changed, each change recorded and shown.

A corrections file, `<page>.corrections.toml` beside the page or in a folder `corrections/` there, holds entries like

    [[correction]]
    anchor = "一般公共预算收入同比增长35%"   # as the document has it without corrections; long enough to occur once
    old = "35%"                              # the part of the anchor to change
    new = "3.5%"
    reason = "decimal point lost in the scrape"
    who = "editor's name"
    source = "statistical bulletin of the county, 2023"

`old` without `new` deletes, `new` without `old` inserts after the anchor; `sic = true` with `old` marks doubtful text and leaves it.
Where the same words stand in two blocks, `id` names one of them, as the error about the two does.
`kind` ("heading", "text" or "runin") and `level` overrule what a line was taken for; the anchor is then the beginning of that line.
A `[metadata]` table sets title, occasion, speaker, date, meeting, or an attribute of the source (site, handle, posted …).

Anchors are text, not places, so that they survive a new scrape; blanks and the forms of marks may differ.  All that is off is told at
once: keys and values that say nothing, anchors that fit nowhere or twice, corrections that overlap or contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from lxml import etree

from convert.corrections.anchors import holders
from convert.corrections.levels import restructure
from convert.corrections.metadata import describe, standing
from convert.corrections.overlay import NOTES, SOURCE_KEYS, SUFFIX, Correction, Corrections, files_for, read, strays
from convert.corrections.words import Change, amend, changes
from convert.document import DB, KB
from convert.errors import CorrectionError
from convert.ledger import Ledger

__all__ = ["SUFFIX", "Correction", "Corrections", "apply", "files_for", "holders", "read", "strays"]


def apply(root: etree._Element, ledger: Ledger, corrections: Corrections) -> None:
    """Change the tree and the ledger by all entries.  CorrectionError that names every entry which does not fit.

    Lines take their new kinds first, while the words that the anchors quote are all there; then the words change, from the end on.
    """
    faults = list(rivals(corrections.entries))
    targets: dict[int, tuple[str, str]] = {}
    wording: list[tuple[int, Correction]] = []
    for number, entry in enumerate(corrections.entries, 1):
        if not entry.kind:
            wording.append((number, entry))
            continue
        try:
            targets[number] = restructure(root, ledger, entry)
        except CorrectionError as error:
            faults.append(error.message)
    found: list[Change] = changes(root, wording, faults)
    faults += overruled(root, found, corrections)
    if not faults:
        for change in reversed(found):
            targets[change.number] = amend(ledger, change, faults), change.was
    if faults:
        raise CorrectionError("\n".join(faults))
    for number, (target, was) in sorted(targets.items()):
        record(root, corrections.entries[number - 1], target, was)
    describe(root, ledger, corrections.metadata)


def rivals(entries: Sequence[Correction]) -> Iterator[str]:
    """The pairs of entries that both set the kind of one line: an anchor that begins another quotes the same line."""
    for one, other in combinations((entry for entry in entries if entry.kind), 2):
        if one.id == other.id and (one.anchor.startswith(other.anchor) or other.anchor.startswith(one.anchor)):
            fact = f"both set the kind of the line {other.anchor!r}"
            yield f"{one.place} and {other.place}: {fact}; keep one of them"


def overruled(root: etree._Element, found: Sequence[Change], corrections: Corrections) -> Iterator[str]:
    """The changes of words that the metadata of the same file replaces altogether."""
    info = root.find(DB + "info")
    assert info is not None
    for key in corrections.metadata:
        node = standing(info, key) if key not in SOURCE_KEYS else None
        for change in found if node is not None else ():
            if change.node is node:
                yield f"{change.entry.place}: metadata.{key} sets this text anew; keep one of the two"


def record(root: etree._Element, entry: Correction, target: str, was: str) -> None:
    """Note a correction in info, with the original reading, or the kind that a line was taken for."""
    info = root.find(DB + "info")
    assert info is not None
    about = {"was": was} | {key: " ".join(str(getattr(entry, key)).split()) for key in NOTES}
    etree.SubElement(info, KB + "correction", {"target": target, "kind": entry.operation, **{k: v for k, v in about.items() if v}})
