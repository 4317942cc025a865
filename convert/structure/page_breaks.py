"""What the pages of a print leave in a copy of it: page numbers between the lines, and a heading set twice.

    …固定资产投资年 / — 3 — / 均增长9.2%。  ->  …固定资产投资年均增长9.2%。, the number set aside

In: a draft with its zones.  Out: the same without those lines, which wait in `draft.taken` for the ledger.
"""

from __future__ import annotations

import re

from convert.source import Line
from convert.structure.draft import Draft, Part
from convert.structure.numbers import number_of
from convert.structure.sentences import finished

# A number between dashes, as GB/T 9704-2012 §7.5 sets it, or 第3页, 第3页 共12页.
NUMBER = re.compile(r"[-—–－─―]{1,2}\s*\d{1,3}\s*[-—–－─―]{1,2}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?")
LONGEST = 2000  # characters: what grows longer is no broken paragraph
RUNNING = 32  # characters: a line of text that the end of a page cut is longer


def page_breaks(draft: Draft) -> None:
    """Take page numbers and doubled headings out of every zone."""
    for zone in draft.zones:
        kept: list[Part] = []
        cut = False  # whether a page number stood behind the last line kept
        for part in zone.parts:
            if NUMBER.fullmatch(part.text):
                part.decide("dropped", "page-number", "a page number alone on its line")
                draft.taken.append(part)
                cut = True
                continue
            if kept and doubled(kept[-1], part):
                part.decide("dropped", "repeated-heading", "the same heading stands right above")
                draft.taken.append(part)
            elif kept and cut and broken(kept[-1], part):
                kept[-1].block = kept[-1].line.join(part.line)
                kept[-1].evidence = "joined where a page number parted it"
            else:
                kept.append(part)
            cut = False
        zone.parts[:] = kept


def doubled(before: Part, part: Part) -> bool:
    """Whether a numbered heading without a stop stands there a second time."""
    return before.text == part.text and number_of(part.text) is not None and not finished(part.text) and len(part.text) > 5


def broken(before: Part, part: Part) -> bool:
    """Whether running text that a page number cut goes on behind it."""
    if not isinstance(before.block, Line) or not isinstance(part.block, Line) or not part.text:
        return False
    return RUNNING < len(before.text) < LONGEST and not finished(before.text) and number_of(part.text) is None
