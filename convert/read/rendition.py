"""Text renditions of forum threads: what a browser's copy, a scraper's get_text or a reader app made of a thread page.

A file with bars (dividers.py) is cut into posts at them, and what recurs beside the bars (between.py) goes with them; one without is one
post.  Who wrote each is told in posters.py, and where its text ends in ends.py.  A poster whose name the rendition lost is told apart from
others by the figures of his card, as `?` and these; that is no name to print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from convert.errors import Finding
from convert.read import bars, markdown
from convert.read.between import NO_BARS, NOTHING, begin_under, recurring_of
from convert.read.dividers import Bar, bars_of, feet_of, text_of
from convert.read.ends import above_foot, end_of_text
from convert.read.facts import Identity, iso_time
from convert.read.posters import named, posters_of
from convert.read.quotes import ATTRIBUTION, LONG
from convert.read.text_heads import source_of, without_head
from convert.read.text_lines import framed, lines_of, unglued, untagged, without_link_marks, without_reader_head
from convert.read.threads import host_of
from convert.source import Block, Drop, Line, Page, Post, Thread, drops_of, join_files

NAME = "text"


# thread-881-2-1.txt, viewthread-881-page-2.txt
PAGE_FILE = re.compile(r"(?:^|\D)(?:thread-\d+-|page[-_=]?)(\d{1,4})(?!\d)", re.I)
READER_URL = re.compile(r"^URL Source:\s*(https?://\S+)", re.M)


def recognises(page: Page) -> bool:
    """Every text file is a rendition; whether it has bars shows in what `read` finds."""
    return page.kind == "text"


def identify(page: Page) -> Identity:
    """Subject and first time; a rendition names neither host nor thread number, unless it kept an address.

    Copies lose the pager's mark on the current page; only the name of the file may still say it, as scrapers name files by addresses.
    """
    source = read(page).source
    number = PAGE_FILE.search(page.name)
    host = host_of(found[1]) if (found := READER_URL.search(page.visible[:2000])) else ""
    return Identity(host, source.tid, source.site, source.subject, source.handle, source.posted, int(number[1]) if number else None)


def read(page: Page) -> Thread:
    """The posts between the bars; without any bar the whole text is one post."""
    drops: list[Drop] = []
    lines = without_link_marks(without_reader_head(lines_of(page.visible)), drops)
    lines = [part for line in framed(lines, drops) for part in untagged(line, drops)]
    template = "rendition"
    blocks: list[Block] = list(lines)
    if markdown.is_markdown(lines):
        template = "markdown"
        blocks, marks = markdown.without_marks(lines)
        drops += marks
    blocks = [part for block in blocks for part in (unglued(block) if isinstance(block, Line) else (block,))]
    thread = read_blocks(page, blocks)
    return replace(thread, source=replace(thread.source, template=template), drops=tuple(drops))


def read_blocks(page: Page, blocks: Sequence[Block]) -> Thread:
    """The thread in blocks of a text file, or of an HTML page whose template sets posts as running text."""
    found = bars_of(blocks)
    feet = feet_of(blocks)
    if feet and ("客户端" in feet[0].shown or bars_stand_under(blocks, feet)):
        posts = over_feet(blocks, feet)
    elif found and bars_stand_under(blocks, found):
        posts = over_bars(blocks, found)
    elif found:
        posts = under_bars(blocks, found)
    else:
        posts = [Post("", tuple(without_head(without_edges(blocks))), floor=1)]
    head = blocks[: found[0].end] if found else blocks[: front_of(blocks)]
    source = source_of(page, head, posts[0], bool(found))
    if found:
        source = replace(source, views=source.views or found[0].views, replies=source.replies or found[0].replies)
    return Thread(join_files([page]), source, tuple(posts), (), page.findings + tuple(untold(posts, found)))


def front_of(blocks: Sequence[Block]) -> int:
    """How many of the first blocks stand before the running text."""
    return next((n for n, block in enumerate(blocks[:80]) if isinstance(block, Line) and len(block.text) > 60 and "。" in block.text), 12)


def untold(posts: Sequence[Post], found: Sequence[Bar]) -> list[Finding]:
    """A finding for each bar whose time cannot be told."""
    note = "The page gives the time of a post only relatively."
    return [
        Finding("relative-time", note, quote=bar.shown[:40], severity="info")
        for post, bar in zip(posts, found, strict=False)
        if not post.posted
    ]


def under_bars(blocks: Sequence[Block], found: Sequence[Bar]) -> list[Post]:
    """The posts of a text whose bars stand over their posts."""
    common = recurring_of(blocks, found)
    posters = posters_of(blocks, found, common)
    common = replace(common, names=frozenset(name for name in (*(bar.handle for bar in found), *(name for name, _ in posters)) if name))
    posts: list[Post] = []
    for number, (bar, (name, card)) in enumerate(zip(found, posters, strict=True)):
        last = number + 1 == len(found)
        limit = len(blocks) if last else found[number + 1].start
        begin, under = begin_under(blocks, bar.end, limit, common)
        end = end_of_text(blocks, begin, limit, common, last=last)
        handle = bar.handle or under or name or ("?" + card if card else "")
        if number and bar.is_author:
            handle = posts[0].handle
        inner = without_head(blocks[begin:end]) if not number else blocks[begin:end]
        inner, quoted = without_quotations(inner)
        posts.append(Post(handle, tuple(inner), tuple(quoted), "", iso_time(bar.time), "", bar.floor))
    return named(posts, [card for _, card in posters])


def without_quotations(blocks: Sequence[Block]) -> tuple[list[Block], list[Drop]]:
    """A post without its frames of quotation that open with who wrote what they quote; an author frames text of his own, too."""
    kept: list[Block] = []
    drops: list[Drop] = []
    for framed_, group in groupby(blocks, lambda block: isinstance(block, Line) and block.element == "blockquote"):
        run = list(group)
        lines = [block for block in run if isinstance(block, Line)]
        if framed_ and ATTRIBUTION.search(lines[0].text[:80]) and sum(len(line.text) for line in lines) < LONG:
            drops += (drop for line in lines for drop in drops_of(line, "quote"))
        else:
            kept += run
    return kept, drops


def over_bars(blocks: Sequence[Block], found: Sequence[Bar]) -> list[Post]:
    """The posts of a text whose bars stand under their posts."""
    starts = [0, *(bar.end for bar in found)]
    return [
        Post("", tuple(without_head(without_edges(blocks[start : bar.start]))), (), "", iso_time(bar.time), "", bar.floor)
        for start, bar in zip(starts, found, strict=False)
    ]


def over_feet(blocks: Sequence[Block], feet: Sequence[Bar]) -> list[Post]:
    """The posts of a text where floor and time stand under the post, and the author's name, his level and its number over it (Tieba)."""
    posts: list[Post] = []
    for number, foot in enumerate(feet):
        start = feet[number - 1].end if number else 0
        opening = [b.text if isinstance(b, Line) else "" for b in blocks[start : min(foot.start, start + 60)]]
        level = max((n for n, text in enumerate(opening) if bars.LEVEL.fullmatch(text)), default=-1)
        name = opening[level - 1] if level > 0 else ""
        begin = start + level + 1
        if level >= 0 and begin < foot.start and re.fullmatch(r"\d{1,2}", opening[level + 1]):
            begin += 1
        inner = blocks[begin : above_foot(blocks, begin, foot.start, NOTHING)]
        inner = inner if number else without_head(inner)
        posts.append(Post(name, tuple(inner), (), "", iso_time(foot.time), "", foot.floor or number + 1))
    return posts


def bars_stand_under(blocks: Sequence[Block], found: Sequence[Bar]) -> bool:
    """Whether the text stands over the bars rather than under them: the page's head never outweighs its posts."""
    if not found:
        return False
    first = found[0].start
    head = sum(len(b.text) for b in blocks[:first] if isinstance(b, Line))
    rest = sum(len(b.text) for b in blocks[first + 1 :] if isinstance(b, Line))
    return head > 300 and head > rest


def without_edges(blocks: Sequence[Block]) -> Sequence[Block]:
    """A text without bars, less the forum's words at its beginning and end."""
    feet = [n for n, block in enumerate(blocks) if isinstance(block, Line) and bars.FOOT.fullmatch(block.text)]
    start, end = 0, feet[0] if feet else len(blocks)
    copied = next((n for n, block in enumerate(blocks[:80]) if text_of(block, bars.COPY)), -1)
    while start < end and (start <= copied or is_head(blocks[start])):
        start += 1
    return blocks[start : end_of_text(blocks, start, end, NO_BARS, last=True)]


def is_head(block: Block) -> bool:
    """A line of the page's head or of a card."""
    return isinstance(block, Line) and (bars.HEAD.fullmatch(block.text) or bars.CARD.fullmatch(block.text)) is not None
