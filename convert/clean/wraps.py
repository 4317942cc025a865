"""Paragraphs that the scrape or the poster cut into lines of one width, joined back.

What goes in are a post's lines; what comes out are its paragraphs, every character at its old place.  Lines are joined only on evidence
over the whole post: many lines fill one width, most of them end in the middle of a sentence, and what sets paragraphs apart (an indent,
a blank line, another element) is read off the joints that are surely none.  A line shorter than the width is never joined to the next,
so a heading stays alone.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from convert.clean.draft import Draft
from convert.source import Block, Line

STOPS = "。！？；：!?;:…”’）》】"
FEWEST = 8  # full lines; fewer may be chance
FEWEST_APART = 3  # where indents or blank lines say the same
MARK = re.compile("[，、。；：！？,;:!?“”（）]")
PROSE = 30  # characters; lines of verse, which have one length too, are shorter
NARROWEST, WIDEST = 14, 160
ENDLESS = 20_000  # characters, which no paragraph has; joining on and on would copy what there is each time
SLACK = 3  # a line may be this much shorter than the width, where a mark or a word must not be cut


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width at which a post was wrapped, by how much its full lines may fall short of it, how both are measured, and what the joints
    inside paragraphs look like."""

    width: int
    slack: int
    measure: Callable[[Line], int]
    gap: int
    indent: int
    element: str


def join_wraps(draft: Draft) -> None:
    """`…主要目标任` + `务。二是…` → `…主要目标任务。二是…`"""
    for number, blocks in enumerate(draft.posts):
        lines = [block for block in blocks if isinstance(block, Line)]
        wrap = wrapping(lines)
        if wrap is not None:
            draft.posts[number] = list(joined(draft, blocks, wrap))


def characters(line: Line) -> int:
    """The line's length in characters, its indentation included."""
    return line.indent + len(line.text)


def columns(line: Line) -> int:
    """The line's width on a terminal or in a fixed grid: Han and full-width marks take two columns."""
    if len(line.text) > WIDEST * 2:
        return len(line.text) * 2
    # GB 18030 gives Han characters and their marks two bytes, as fixed grids give them two columns.
    return line.indent * 2 + len(line.text.encode("gb18030", "replace"))


def wrapping(lines: Sequence[Line]) -> Wrap | None:
    """How a post was wrapped, None when it was not."""
    best: tuple[float, int, Callable[[Line], int]] | None = None
    measures: tuple[tuple[Callable[[Line], int], int], ...] = ((characters, 1), (columns, 2))
    for measure, unit in measures:
        widths = [measure(line) for line in lines]
        width = commonest(widths, unit)
        if not width:
            continue
        long = [n for n in widths if n > width // 2]
        full = [n for n in widths if width - SLACK * unit <= n <= width]
        share = len(full) / len(long)
        over = sum(1 for n in widths if n > width + 2 * unit)  # headings of one length beside whole paragraphs are no wrapped lines
        if over * 4 > len(full):
            continue
        if len(full) >= fewest(lines, width, measure) and share >= 0.5 and (best is None or share > best[0]):
            best = (share, width, measure)
    if best is None:
        return None
    _, width, measure = best
    return joints(lines, width, measure)


def fewest(lines: Sequence[Line], width: int, measure: Callable[[Line], int]) -> int:
    """How many full lines are no chance: few where the lines that go on alone have no indent, or no blank line before them."""
    unit = 2 if measure is columns else 1
    full = [width - SLACK * unit <= measure(line) <= width + unit for line in lines]
    first = full.index(True) if True in full else len(lines)
    followers = [(full[n - 1], lines[n]) for n in range(first + 1, len(lines))]
    looks = ([(begun, line.indent) for begun, line in followers], [(begun, line.gap) for begun, line in followers])
    apart = any(0 < sum(not look for _, look in pairs) < len(pairs) and all(begun for begun, look in pairs if not look) for pairs in looks)
    return FEWEST_APART if (apart or are_cut(lines, width, measure)) and width >= PROSE * unit else FEWEST


def are_cut(lines: Sequence[Line], width: int, measure: Callable[[Line], int]) -> bool:
    """Whether the longest lines of a post have one length to the character and all break off in a sentence, as no paragraphs do."""
    longest = [line for line in lines if measure(line) >= width]
    return all(measure(line) == width and line.text[-1] not in STOPS and MARK.search(line.text) for line in longest)


def commonest(widths: Sequence[int], unit: int) -> int:
    """The width up to which most lines reach within the slack, 0 when none is plausible."""
    counts = Counter(n for n in widths if NARROWEST * unit <= n <= WIDEST * unit)
    if not counts:
        return 0
    return max(counts, key=lambda w: (sum(counts[w - k] for k in range(SLACK * unit + 1)), counts[w]))


def joints(lines: Sequence[Line], width: int, measure: Callable[[Line], int]) -> Wrap | None:
    """The looks of the joints that are surely inside a paragraph: a full line that ends in mid-sentence, and its follower."""
    unit = 2 if measure is columns else 1
    full = [(a, b) for a, b in pairwise(lines) if width - SLACK * unit <= measure(a) <= width + unit]
    sure = [(a, b) for a, b in full if a.text[-1] not in STOPS]
    if 3 * sum(MARK.search(a.text[:-1]) is not None for a, _ in full) < len(full):
        return None  # verse: its lines end where its clauses do
    if len(sure) < max(fewest(lines, width, measure) // 2, len(full) // 3):
        return None
    gap = Counter(b.gap for _, b in sure).most_common(1)[0][0]
    indent = Counter(b.indent for _, b in sure).most_common(1)[0][0]
    element = Counter(b.element for _, b in sure).most_common(1)[0][0]
    return Wrap(width, shortfall([width - measure(a) for a, _ in sure]), measure, gap, indent, element)


def shortfall(found: Sequence[int]) -> int:
    """By how much lines that are surely full fall short of the width, one in thirty left out: nothing where a program cut at a fixed
    length, and there a line one character shorter ends its paragraph."""
    return max(0, sorted(found)[len(found) * 29 // 30])


def joined(draft: Draft, blocks: Sequence[Block], wrap: Wrap) -> Iterator[Block]:
    """The blocks with the lines of each paragraph as one; `last` is the paragraph's last line as it stood."""
    paragraph: Line | None = None
    last: Line | None = None
    for block in blocks:
        if not isinstance(block, Line):
            if paragraph is not None:
                yield paragraph
            paragraph = last = None
            yield block
            continue
        if paragraph is not None and last is not None and len(paragraph.text) < ENDLESS and goes_on(last, block, wrap):
            paragraph = glue(draft, paragraph, block, hard=wrap.measure(last) == wrap.width)
        else:
            if paragraph is not None:
                yield paragraph
            paragraph = block
        last = block
    if paragraph is not None:
        yield paragraph


# How a new paragraph of a report begins, where neither indent nor blank line shows it.
OPENING = re.compile(
    r"^(?:[一二三四五六七八九十百]{1,4}、|[(（][一二三四五六七八九十百]{1,4}[)）]|第[一二三四五六七八九十]{1,3}[部章节]|\d{1,3}[.．、]\s?(?!\d)|[［\[]\d{1,3}[］\]]|——|各位代表)"
)


def goes_on(last: Line, line: Line, wrap: Wrap) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    unit = 2 if wrap.measure is columns else 1
    if wrap.measure(last) < wrap.width - wrap.slack or wrap.measure(last) > wrap.width + 2 * unit:
        return False
    if line.gap > wrap.gap or line.indent > wrap.indent or last.centred != line.centred:
        return False
    if line.element != wrap.element and line.element in ("p", "div", "h1", "h2", "h3", "h4", "li"):
        return False
    return not (last.text[-1] in STOPS and OPENING.match(line.text))


def glue(draft: Draft, first: Line, second: Line, hard: bool = False) -> Line:
    """Two lines as one; between two Latin words that were not cut hard, the line end becomes a blank."""
    if not hard and first.text[-1:].isascii() and first.text[-1:].isalpha() and second.text[:1].isascii() and second.text[:1].isalpha():
        return with_blank(draft, first, second)
    return first.join(second)


def with_blank(draft: Draft, first: Line, second: Line) -> Line:
    """Two lines with the first white space between them as a blank."""
    place = next((p for p in range(first.at[-1] + 1, second.at[0]) if draft.visible[p].isspace()), None)
    if place is None:
        return first.join(second)
    if draft.visible[place] != " ":
        draft.rewrites[place] = "line-end"
    blank = replace(second, text=" ", at=array("I", [place]), bold=())
    return first.join(blank).join(second)
