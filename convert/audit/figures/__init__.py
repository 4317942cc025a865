"""What is wrong with the figures of a document: the canonical tree in, findings out, no figure changed.

`decimals-lost` for the document; `figure-impossible`, `figure-contradicted` and `figure-improbable` for single figures, the surest
first: a figure is doubted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from convert.audit.blocks import Block, blocks, note, quote_of, rewrites
from convert.audit.figures import contradicted, decimals, impossible, improbable, sums, totals
from convert.audit.figures.doubts import SEVERITY, Doubt, Report
from convert.errors import Finding


def check(root: etree._Element) -> Iterator[Finding]:
    """The alarm of the document, if there is one, then the doubts in reading order."""
    text = tuple(blocks(root))
    folded = sum(n for rule, n in rewrites(root).items() if rule.startswith("restore-"))
    witnesses = unsettled(text, chain(*(rule(Report(text)) for rule in (impossible.rule, contradicted.rule, sums.rule))))
    count = decimals.tally(text)
    lost = decimals.lost(count, len(witnesses))
    if lost:
        yield decimals.finding(count, witnesses, folded)
    sure = unsettled(text, chain(witnesses, totals.rule(Report(text, lost))))
    report = Report(text, lost, frozenset((d.block, d.start) for d in sure))
    for doubt in sorted(unsettled(text, chain(sure, improbable.rule(report))), key=lambda d: (d.block, d.start)):
        block = text[doubt.block]
        quote = quote_of(block.text, doubt.start, doubt.end)
        yield note(doubt.code, doubt.message, block.id, quote, SEVERITY[doubt.code])


def unsettled(text: tuple[Block, ...], doubts: Iterable[Doubt]) -> list[Doubt]:
    """Doubts that no editor has settled, one a figure, the first named."""
    found: dict[tuple[int, int], Doubt] = {}
    for doubt in doubts:
        if not text[doubt.block].is_settled(doubt.start, doubt.end):
            found.setdefault((doubt.block, doubt.end), doubt)
    return list(found.values())
