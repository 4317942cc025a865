"""The bars of a text rendition: the line, or the few lines, by which every post says when it was written.

In: the blocks of a text.  Out: its bars in order, of one kind.  A scraper that gives each text node a line of its own breaks a bar over as
many lines as it has links (`由` / `某人` / `»` / `2021-03-04 08:15`); such a bar is read joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from convert.read import bars
from convert.read.facts import floor_number, iso_time
from convert.source import Block, Line


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its first line and the number behind its last, and what it says."""

    start: int
    end: int
    handle: str
    time: str
    floor: int | None
    is_author: bool
    shown: str
    views: str = ""
    replies: str = ""


PIECES = 6  # lines that one broken bar has at most
BULLET = re.compile(r"^(?:[*+•◦-]|\d{1,3}\.(?=\s*\d{4}))\s+")  # where a converter makes items of a list of what the page lists
PIECE = 40  # characters of such a line
# A member's name is none of these: a numbered heading, a date, a body or an office that signs, a note or an annex.
SAID = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]|^第[一二三四五六七八九十]+|^附|\d{4}年|[年月]\d{1,2}日|政府|委员会|人民|法院|检察院|报告|[省市县区州]长|主席"
    r"|解释|说明|(?:[完续]|代表)[）)]?$"
)


def bars_of(blocks: Sequence[Block]) -> list[Bar]:
    """All bars of the first kind that is there; the vaguer kinds only if two lines look so.

    A single line of a sure kind that stands below bars of a vaguer one is the head of a quotation (`某人 发表于 …`), which says the same
    in all engines.
    """
    kept: list[Bar] = []
    for kind, pattern in enumerate(bars.BARS):
        found = of_kind(blocks, pattern, bars.OPENERS[kind])
        few = 1 if is_first_of_thread(blocks, found) else bars.FEW[kind]
        if len(found) < few or (kind >= len(bars.BARS) - 2 and not heads_text(blocks, found[0])):
            continue
        if kind == len(bars.BARS) - 2 and not are_posts(blocks, found):
            continue
        if not kept or (len(kept) == 1 < len(found) and found[0].start < kept[0].start and BARE.fullmatch(kept[0].shown)):
            kept = found
        if len(kept) > 1:
            break
    return without_quotations(blocks, without_comments(blocks, kept))


def without_comments(blocks: Sequence[Block], found: Sequence[Bar]) -> list[Bar]:
    """The bars without the times of comments (点评), each under a name and a few words, on the post above."""
    kept: list[Bar] = []
    under = -NEAR - 1
    for bar in found:
        opening = [n for n in range(max(0, bar.start - NEAR), bar.start) if getattr(blocks[n], "text", "") == "点评"]
        if opening or bar.start - under <= NEAR:
            under = bar.end
        else:
            kept.append(bar)
    return kept or list(found)


NEAR = 4  # lines from 点评, or from the comment before, to a comment's time


BARE = re.compile(rf"[^\s|｜].{{0,40}}?\s(?:发表于|發表於)\s*{bars.TIME}")


def without_quotations(blocks: Sequence[Block], found: Sequence[Bar]) -> list[Bar]:
    """The bars without the heads of quotations among them (`某人 发表于 …` and nothing else), which say the same in all themes of Discuz!.

    A page sets all its bars alike: where the first says more than name and time, a line that does not is no bar if it gives the minute of
    a post on the page, or if two bars at least say more.
    """
    outside = [bar for bar in found if getattr(blocks[bar.start], "element", "") != "blockquote"]
    found = outside or found
    full = [bar for bar in found if says_more(bar)]
    if not full or full[0] is not found[0]:
        return list(found)
    minutes = {iso_time(bar.time)[:16] for bar in full}
    return [bar for bar in found if says_more(bar) or (len(full) < 2 and iso_time(bar.time)[:16] not in minutes)]


def says_more(bar: Bar) -> bool:
    """Whether a bar has more than a name, 发表于 and a time."""
    return bar.floor is not None or bar.is_author or not BARE.fullmatch(bar.shown)


def is_first_of_thread(blocks: Sequence[Block], found: Sequence[Bar]) -> bool:
    """Whether the one bar is that of post 1, below XenForo's head, which says who began the thread."""
    if len(found) != 1 or found[0].floor != 1:
        return False
    return any(isinstance(block, Line) and bars.STARTER.match(block.text) for block in blocks[: found[0].start])


def are_posts(blocks: Sequence[Block], found: Sequence[Bar]) -> bool:
    """Whether days with a number below them are bars: names stand over all, and the numbers rise by one."""
    named = all(bar.start and isinstance(above := blocks[bar.start - 1], Line) and is_name(above) for bar in found)
    return named and all((other.floor or 0) == (one.floor or 0) + 1 for one, other in pairwise(found))


def is_name(line: Line) -> bool:
    """Whether a line can be a poster's name."""
    return may_be_name(line.text)


def may_be_name(text: str) -> bool:
    """Whether a text can be a poster's name: short, without a stop, and nothing that ends a report."""
    return len(text) <= 20 and re.search(r"[。！？：:；，,、|｜]", text) is None and not SAID.search(text)


def heads_text(blocks: Sequence[Block], bar: Bar) -> bool:
    """Whether a bar stands over all running text; names and times behind it may be a list of other pages."""
    return not any(isinstance(block, Line) and len(block.text) > 60 for block in blocks[: bar.start])


def feet_of(blocks: Sequence[Block]) -> list[Bar]:
    """The lines under posts that say floor and time, where the engine sets them there (Tieba); [] when the floors do not rise."""
    found = of_kind(blocks, bars.FOOT, bars.FOOT_OPENER)
    floors = [bar.floor or 0 for bar in found]
    return found if floors and all(one < other for one, other in pairwise(floors)) else []


def of_kind(blocks: Sequence[Block], pattern: re.Pattern[str], opener: re.Pattern[str]) -> list[Bar]:
    """The bars that one pattern finds, none over the lines of another."""
    found: list[Bar] = []
    number = 0
    while number < len(blocks):
        bar = bar_at(blocks, number, pattern, opener)
        if bar is not None:
            found.append(bar)
        number = bar.end if bar is not None else number + 1
    return found


def bar_at(blocks: Sequence[Block], number: int, pattern: re.Pattern[str], opener: re.Pattern[str]) -> Bar | None:
    """The bar that begins at a line: the line alone, or joined with the short lines behind it while they make it more."""
    first = blocks[number]
    if not isinstance(first, Line) or len(first.text) > 160:
        return None
    text, best = BULLET.sub("", first.text), None
    if hit := pattern.fullmatch(text):
        best = bar_of(number, number + 1, hit)
    if len(text) > PIECE or not opener.search(text):
        return best
    for end in range(number + 1, min(number + PIECES, len(blocks))):
        piece = blocks[end]
        if not isinstance(piece, Line) or len(piece.text) > PIECE or begins_year(blocks, end):
            break
        text = f"{text} {BULLET.sub('', piece.text)}"
        if hit := pattern.fullmatch(text):
            best = bar_of(number, end + 1, hit)
        elif best is not None:
            break
    return best


def begins_year(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line is a year whose 年 begins the next line, in the text of a page that was cut at its inline tags."""
    lines = [block.text for block in blocks[number : number + 2] if isinstance(block, Line)]
    return len(lines) == 2 and re.fullmatch(r"(?:19|20)\d\d", lines[0]) is not None and lines[1].startswith("年")


def bar_of(start: int, end: int, found: re.Match[str]) -> Bar:
    """What a bar says."""
    groups = found.groupdict()
    handle = groups.get("handle") or groups.get("handle_") or ""
    author = "楼主" in handle
    floor = (
        floor_number(groups.get("floor") or groups.get("floor_") or "")
        or floor_number(handle)
        or floor_number(bars.TIMES.sub(" ", found[0]))
    )
    handle = re.sub(r"^[#*\s]+|[*\s]+$", "", handle)
    handle = re.sub(r"(?:^|[|｜\s])(?:楼主|沙发|板凳|地板|#?\d+\s*[#楼]|#\d+)(?=$|[|｜\s])", " ", handle)
    handle = re.sub(r"^\s*(?:作者|楼主)\s*[:：]\s*", "", handle)
    handle = re.sub(rf"(?:^|(?<=[\s|｜])){bars.WORDS}+(?=$|[\s|｜])", " ", handle).strip(" |｜*·")
    # A card glued to the bar: the name stands first, if anything of it is left.
    handle = bars.CARD_BEGINS.split(handle)[0].strip()
    if bars.CARD.fullmatch(handle) or re.fullmatch(r"[大中小\s#\d]+", handle):
        handle = ""
    time = groups.get("time") or groups.get("time_") or ""
    return Bar(start, end, handle, time, floor, author, found[0], groups.get("views") or "", groups.get("replies") or "")


def text_of(block: Block, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Where a pattern is found in a block that is a line; at the beginning of one too long for a forum's, whose page lost its line ends."""
    if not isinstance(block, Line):
        return None
    return pattern.search(block.text) if len(block.text) <= 200 else pattern.match(block.text)
