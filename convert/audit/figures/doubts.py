"""What passes between the rules about figures: the document's blocks as they read them, and the doubts they raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convert.audit.blocks import Block
from convert.audit.figures.numerals import Figure
from convert.errors import Severity

SEVERITY: dict[str, Severity] = {"figure-impossible": "warning", "figure-contradicted": "warning", "figure-improbable": "info"}


@dataclass(frozen=True, slots=True)
class Report:
    """A document as the rules about figures read it: its blocks, whether its figures have lost their decimal points, and which are
    doubted already (block and start).
    """

    blocks: Sequence[Block]
    lost: bool = False
    doubted: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """blocks[block].text[start:end] is doubted: its code, and a sentence that says why and what to compare."""

    code: str
    block: int
    start: int
    end: int
    message: str


def about(code: str, block: int, figure: Figure, message: str) -> Doubt:
    """A doubt about one figure."""
    return Doubt(code, block, figure.start, figure.end, message)
