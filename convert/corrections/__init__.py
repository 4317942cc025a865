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

Anchors are text, not places, so that they survive a new scrape.  All that is off is told at once: keys and values that say nothing,
anchors that fit nowhere or twice, corrections that overlap.
"""

from __future__ import annotations

from lxml import etree

from convert.corrections.levels import restructure
from convert.corrections.metadata import describe
from convert.corrections.overlay import SUFFIX, Correction, Corrections, files_for, read
from convert.corrections.words import Change, amend, changes, holders
from convert.document import DB, KB
from convert.errors import CorrectionError
from convert.ledger import Ledger

__all__ = ["SUFFIX", "Correction", "Corrections", "apply", "files_for", "holders", "read"]


def apply(root: etree._Element, ledger: Ledger, corrections: Corrections) -> None:
    """Change the tree and the ledger by all entries.  CorrectionError that names every entry which does not fit.

    Lines take their new kinds first, while the words that the anchors quote are all there; then the words change, from the end on.
    """
    faults: list[str] = []
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
    if not faults:
        for change in reversed(found):
            targets[change.number] = amend(ledger, change, faults), change.entry.old
    if faults:
        raise CorrectionError("\n".join(faults))
    for number, (target, was) in sorted(targets.items()):
        record(root, corrections.entries[number - 1], target, was)
    describe(root, ledger, corrections.metadata)


def record(root: etree._Element, entry: Correction, target: str, was: str) -> None:
    """Note a correction in info, with the original reading, or the kind that a line was taken for."""
    info = root.find(DB + "info")
    assert info is not None
    about = {"was": was, "reason": entry.reason, "who": entry.who, "source": entry.source}
    etree.SubElement(info, KB + "correction", {"target": target, "kind": entry.operation, **{k: v for k, v in about.items() if v}})
