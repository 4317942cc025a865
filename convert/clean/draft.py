"""The manuscript in the making: the blocks that are left, and what each pass took away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from convert.errors import Finding
from convert.source import Block, Cell, Drop, Line, Table, drops_of, ranges


@dataclass(slots=True)
class Draft:
    """What the passes of cleaning work on, one post after another in `posts`; `visible` is the thread's visible text.

    `is_report` says whether the posts look like an official report; what is known of portals holds for those alone.
    """

    visible: str
    site: str
    posts: list[list[Block]]
    is_report: bool = True
    drops: list[Drop] = field(default_factory=list)
    rewrites: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def drop_line(self, line: Line, rule: str) -> None:
        """A whole line goes."""
        self.drops += drops_of(line, rule)

    def cut(self, line: Line, spans: Sequence[tuple[int, int]], rule: str) -> Line | None:
        """Parts of a line's text go; what is left is stripped of blanks, None when nothing is."""
        gone = {i for start, end in spans for i in range(start, end)}
        self.drops += (Drop(a, b, rule) for a, b in ranges(line.at[i] for i in sorted(gone)))
        rest = line.select(i for i in range(len(line.text)) if i not in gone).strip()
        return rest if rest.text else None

    def each_line(self, change: Callable[[Line], Line | None]) -> None:
        """Every line, those in tables too, through a function that returns what is left of it."""
        for number, blocks in enumerate(self.posts):
            self.posts[number] = list(changed(blocks, change))


def changed(blocks: Iterable[Block], change: Callable[[Line], Line | None]) -> Iterator[Block]:
    """Blocks with every line changed; lines of which nothing is left are gone, and their gap passes to the next line."""
    gap = 0
    for block in blocks:
        if isinstance(block, Line):
            made = change(block)
            if made is None:
                gap = max(gap, block.gap)
                continue
            yield replace(made, gap=max(made.gap, gap)) if gap else made
            gap = 0
        elif isinstance(block, Table):
            yield Table(tuple(tuple(changed_cell(cell, change) for cell in row) for row in block.rows))
        else:
            yield block


def changed_cell(cell: Cell, change: Callable[[Line], Line | None]) -> Cell:
    """A cell with every line changed."""
    made = (change(line) for line in cell.lines)
    return replace(cell, lines=tuple(line for line in made if line is not None))
