"""What an editor should look at: checks of a canonical document, each giving findings, none changing a character.

What goes in is the canonical tree; what comes out are findings with stable codes.  CHECKS is the list of them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from convert.audit import figures
from convert.errors import Finding

Check = Callable[[etree._Element], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    figures.check,  # first: whether the figures can be trusted at all
)


def audit(root: etree._Element) -> Iterator[Finding]:
    """All findings of all checks, in the order of CHECKS."""
    for check in CHECKS:
        yield from check(root)
