"""What an editor should look at: checks of a canonical document, each giving findings, none changing a character.

What goes in is the canonical tree; what comes out are findings with stable codes.  CHECKS is the list of them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from convert.audit import doubled, figures, mojibake, note_marks, pinyin, quotes, scripts, strays, truncated
from convert.errors import Finding

Check = Callable[[etree._Element], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    figures.check,  # first, as it may say that no figure of the document can be trusted
    truncated.check,  # then what is missing,
    doubled.check,  # what stands twice,
    mojibake.check,  # what was spoiled,
    scripts.check,
    pinyin.check,
    strays.check,
    quotes.check,  # and what was lost in the lines
    note_marks.check,
)


def audit(root: etree._Element) -> Iterator[Finding]:
    """All findings of all checks, in the order of CHECKS."""
    for check in CHECKS:
        yield from check(root)
