"""Sentences that a scraper cut at inline tags, joined again: PM / 2.5 / 浓度, 《…法 / 》第五条.

A line is joined to the one before only where the cut is certain: it begins with a mark that cannot begin a line, or the line before ends
with one that cannot end it; or a few Latin letters or digits stand alone between two halves of a sentence; or the sentence is not over and
the post sets its paragraphs apart by blank lines or indents, which are missing here.  A heading cut in two is left for the structure stage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from convert.clean.draft import Draft
from convert.clean.wraps import ENDLESS, OPENING, glue
from convert.source import Block, Line

NEVER_FIRST = "，。、；：！？）》”’】〉」』〕％%‰℃,;"
NEVER_LAST = "（《“‘【〈「『〔"
STOPS = "。！？；：!?;:…"
SHARD = re.compile(r"[A-Za-z0-9.,%＋+\-－/~～×·μ℃㎡²³ⅠⅡⅢⅣⅤ]{1,14}")
FIGURE = re.compile(r"(?=.*\d)[A-Za-z0-9.,%＋+/~～×·]{1,14}")
YEAR = re.compile(r"(?:19|20)\d\d")
WORDS = 12  # characters of a linked or emphasised word
RUNNING = 28  # characters; a line longer than this that holds a comma is a paragraph's, not a heading's


@dataclass(frozen=True, slots=True)
class Habit:
    """How a post sets its paragraphs apart: with a blank line before each, with an indent, or not at all; whether the scrape set every
    figure on a line of its own, as it does where a word processor wrapped figures in elements; and whether figures alone are the numbers
    of a print's pages."""

    gaps: bool
    indents: bool
    figures: bool
    pages: bool


def join_fragments(draft: Draft) -> None:
    """`以PM` + `2.5` + `浓度持续下降。` → `以PM2.5浓度持续下降。`"""
    for number, blocks in enumerate(draft.posts if draft.is_report else ()):
        draft.posts[number] = joined(draft, blocks, habit([b for b in blocks if isinstance(b, Line)]))


def habit(lines: Sequence[Line]) -> Habit:
    """Read off the lines that end a sentence, and those that follow them."""
    followers = [b for a, b in pairwise(lines) if a.text[-1] in STOPS and len(a.text) > RUNNING]
    alone = [line.text for line in lines if FIGURE.fullmatch(line.text)]
    pages = are_pages(alone)
    figures = len(alone) >= 12 and len(alone) * 8 >= len(lines) and not pages
    if len(followers) < 8:
        return Habit(False, False, figures, pages)
    gaps = sum(line.gap > 0 for line in followers)
    indents = sum(line.indent >= 2 for line in followers)
    return Habit(gaps >= 0.9 * len(followers), indents >= 0.9 * len(followers), figures, pages)


def are_pages(figures: Sequence[str]) -> bool:
    """Whether figures rise by one, as the numbers of pages do and no others."""
    rising = sum(a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1 for a, b in pairwise(figures))
    return rising >= 3 and rising * 2 >= len(figures) - 1


def joined(draft: Draft, blocks: Sequence[Block], way: Habit) -> list[Block]:
    """The blocks with fragments joined; after a shard the rest of its sentence is joined too."""
    made: list[Block] = []
    open_shard = False
    for place, block in enumerate(blocks):
        last = made[-1] if made else None
        if not (isinstance(block, Line) and isinstance(last, Line)) or last.centred != block.centred or len(last.text) > ENDLESS:
            made.append(block)
            open_shard = False
            continue
        follower = blocks[place + 1] if place + 1 < len(blocks) else None
        page = way.pages and block.text.isdecimal()
        shard = not page and (is_shard(last, block, follower) or (way.figures and is_figure(last, block, follower)))
        year = YEAR.fullmatch(last.text) is not None and block.text[0] == "年"
        begun = year or (way.figures and FIGURE.fullmatch(last.text) is not None)
        if (
            shard
            or ((open_shard or begun) and continues(last, block))
            or is_cut(last, block, way)
            or is_quoted_on(last, blocks[place : place + 3])
        ):
            made[-1] = glue(draft, last, block)
            open_shard = shard and block.text[-1] not in STOPS
        else:
            made.append(block)
            open_shard = False
    return made


def is_shard(last: Line, line: Line, follower: Block | None) -> bool:
    """A few Latin letters or digits between two halves of a sentence; or any words before a mark that cannot begin a line, or between a
    paragraph that breaks off and the end of its sentence."""
    if len(line.text) <= WORDS and is_open(last) and isinstance(follower, Line) and follower.text[0] in NEVER_FIRST:
        return not OPENING.match(line.text)
    if len(line.text) <= WORDS and breaks_off(last) and isinstance(follower, Line) and follower.text[-1] in STOPS:
        return line.gap == follower.gap == 0 and not OPENING.match(line.text) and not OPENING.match(follower.text)
    return (
        SHARD.fullmatch(line.text) is not None
        and isinstance(follower, Line)
        and not begins(last, line, follower)
        and follower.gap == line.gap
        and last.text[-1] not in STOPS
        and not SHARD.fullmatch(last.text)
        and continues(line, follower)
        and ("，" in last.text or "," in last.text or follower.text[0] in NEVER_FIRST or "，" in follower.text or "。" in follower.text)
    )


def is_figure(last: Line, line: Line, follower: Block | None) -> bool:
    """A figure that goes on the line before it, in a post that sets all figures apart."""
    if not FIGURE.fullmatch(line.text) or last.text[-1] in STOPS or OPENING.match(line.text):
        return False
    return not (isinstance(follower, Line) and begins(last, line, follower))


def begins(last: Line, line: Line, follower: Line) -> bool:
    """Whether a figure on a line of its own begins a paragraph: a year, or the number of an entry, below what may be a heading."""
    year = YEAR.fullmatch(line.text) is not None and follower.text[0] == "年"
    if not year and not (line.text.isdecimal() and re.match(r"[.．、][^\d\s]", follower.text)):
        return False
    return len(last.text) <= RUNNING and re.search(r"[，。]|[、的至到从在于比—（(《“和及与]$", last.text) is None


PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("‘", "’"))


def is_quoted_on(last: Line, ahead: Sequence[Block]) -> bool:
    """A quotation, title or bracket that the line before leaves open and one of the next lines closes without having opened it."""
    lines = [block for block in ahead if isinstance(block, Line)]
    if not lines or last.text[-1] in STOPS or any(OPENING.match(line.text) for line in lines[:1]):
        return False
    for begin, end in PAIRS:
        if last.text.count(begin) > last.text.count(end):
            return any(closes_first(line.text, begin, end) for line in lines)
    return False


def closes_first(text: str, begin: str, end: str) -> bool:
    """Whether a text closes a pair before it opens one."""
    at = text.find(end)
    return at >= 0 and begin not in text[:at]


def is_open(line: Line) -> bool:
    """A running sentence that has not ended."""
    return line.text[-1] not in STOPS and len(line.text) >= RUNNING and re.search("[，,；]", line.text) is not None


def breaks_off(line: Line) -> bool:
    """A paragraph, told by the end of a sentence in it, that stops within its last sentence."""
    return "。" in line.text and line.text[-1] not in STOPS + "”’）)》】" and len(line.text) >= RUNNING


def continues(last: Line, line: Line) -> bool:
    """Whether a line can go on with the sentence of the line before."""
    return line.gap <= last.gap and not OPENING.match(line.text)


def is_cut(last: Line, line: Line, way: Habit) -> bool:
    """A place at which no writer ends a line."""
    if line.text[0] in NEVER_FIRST or last.text[-1] in NEVER_LAST:
        return not OPENING.match(line.text)
    if (
        last.text[-1] in STOPS + "”’）)》】"
        or OPENING.match(line.text)
        or len(last.text) < RUNNING
        or not re.search("[，,。；]", last.text)
    ):
        return False
    return (way.gaps and line.gap == 0) or (way.indents and line.indent == 0 and line.gap == 0)
