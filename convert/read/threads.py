"""Pieces that readers of all engines share: a heading as a line, the parts of a page's title, pages joined to one thread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bs4.element import Tag

from convert.errors import Finding
from convert.read.body import Look, Pieces, read_body
from convert.read.facts import Identity
from convert.read.markup import markup
from convert.source import Block, Cell, Drop, Line, Page, Picture, Post, Table, Thread, join_files


def line_of(page: Page, element: Tag | None) -> Line | None:
    """All visible text of an element as one line, None when it has none."""
    if element is None:
        return None
    lines = [b for b in read_body(page, element, lambda _: "").blocks if isinstance(b, Line)]
    return lines[0] if lines else None


def stretch(visible: str, start: int, end: int) -> Line | None:
    """A stretch of the visible text as one line, blanks folded; None when it is blank."""
    pieces = Pieces()
    for found in re.finditer(r"\s+|\S+", visible[start:end]):
        if found[0].isspace():
            pieces.blank(found[0], start + found.start())
        else:
            pieces.add(found[0], start + found.start(), Look())
    return pieces.finish(0)


def title_parts(page: Page, known: str = "") -> tuple[str, str, str]:
    """(subject, board, site) from the title element: `SUBJECT - BOARD - SITE - Powered by Discuz!`, `SITE :: View topic - SUBJECT` (phpBB).

    Where the page says its subject elsewhere (`known`), that is it, and what follows it in the title may be parted by bare dashes and bars.
    """
    titles = markup(page).names.get("title", [])
    text = " ".join(titles[0].get_text().split()) if titles else ""
    if found := TOPIC.match(text):
        return known or found[2], "", found[1]
    rest = text.removeprefix(known) if known else text
    parts = [known, *re.split(r"[-–—_|]+|\s/\s", rest)] if re.match(r"\s*[-–—_|]|\s/\s", rest) else re.split(r"\s+[-–—_|]\s+|_", text)
    parts = [part.strip() for part in parts if part.strip() and not OTHER.match(part.strip())]
    if known and parts[:1] != [known]:
        parts[:1] = [known]
    subject = parts[0] if parts else ""
    return subject, parts[1] if len(parts) > 2 else "", parts[2] if len(parts) > 2 else parts[1] if len(parts) > 1 else ""


OTHER = re.compile(r"Powered by|手机版|Discuz! Archiver|Page \d+$|第\s*\d+\s*页$|论坛$", re.I)
TOPIC = re.compile(r"(.+?)\s*(?:::|•)\s*(?:View topic|阅读主题|查看主题|閱讀主題|檢視主題)\s*-\s*(.+)", re.I)


def host_of(url: str) -> str:
    """The host in an address, lower case, "" when it is relative."""
    found = re.match(r"(?:https?:)?//([^/?#:]+)", url.strip(), re.I)
    return found[1].lower() if found else ""


# --- one thread in several files ---------------------------------------------------------------------------------------------------


def join_threads(pages: Sequence[Page], threads: Sequence[Thread], identities: Sequence[Identity]) -> Thread:
    """The threads of single pages, in page order, as one; every place is moved to where its file begins."""
    files = tuple(replace(file, links=thread.files[0].links) for file, thread in zip(join_files(pages), threads, strict=True))
    posts: list[Post] = []
    drops: list[Drop] = []
    findings: list[Finding] = []
    for file, thread in zip(files, threads, strict=True):
        posts += (move_post(post, file.start) for post in thread.posts)
        drops += (move_drop(drop, file.start) for drop in thread.drops)
        findings += thread.findings
    findings += gaps(identities)
    source = threads[0].source
    if source.subject_at is not None:
        source = replace(source, subject_at=source.subject_at.shift(files[0].start))
    return Thread(files, source, tuple(posts), tuple(drops), tuple(findings))


def in_order(thread: Thread) -> Thread:
    """A thread with its posts as they were written, by their floors: boards show the newest first when asked (`ordertype=1`), the first post
    above the rest all the same, and Discuz! X3.5 shows a reply that is pinned (来自 5#) behind the first post.

    Where the page names no floors, posts that all stand in falling order of time, or all but the first, are turned round.  Files whose floors begin anew, as in
    copies without numbers, are put in order each by itself.
    """
    floors = Counter((post.floor, post.handle) for post in thread.posts)
    distinct = len({floor for floor, _ in floors}) == len(floors)
    if distinct or len(thread.files) == 1:
        return begun_by_first(thread, by_floor(thread.posts))
    ends = [file.start for file in thread.files[1:]] + [sum(len(file.visible) for file in thread.files)]
    parts = [[post for post in thread.posts if file.start <= place_of(post) < end] for file, end in zip(thread.files, ends, strict=True)]
    return begun_by_first(thread, [post for part in parts for post in by_floor(part)])


def begun_by_first(thread: Thread, posts: Sequence[Post]) -> Thread:
    """The thread with its posts in this order, its facts those of the first."""
    if not posts or posts[0] is thread.posts[0]:
        return replace(thread, posts=tuple(posts))
    first = posts[0]
    source = replace(thread.source, handle=first.handle, posted=first.posted, edited=first.edited, pid=first.pid)
    return replace(thread, posts=tuple(posts), source=source)


def by_floor(posts: Sequence[Post]) -> list[Post]:
    """Posts by floor, else as they stand, or turned round when the newest is first."""
    if all(post.floor is not None for post in posts):
        return sorted(posts, key=lambda post: post.floor or 0)
    if all(post.posted for post in posts):
        if falls(posts):
            return list(reversed(posts))
        if falls(posts[1:]) and posts[0].posted <= posts[-1].posted:
            return [posts[0], *reversed(posts[1:])]
    return list(posts)


def falls(posts: Sequence[Post]) -> bool:
    """Whether the times of posts never rise from one to the next, and fall in the end."""
    return len(posts) > 1 and posts[0].posted > posts[-1].posted and all(one.posted >= other.posted for one, other in pairwise(posts))


def place_of(post: Post) -> int:
    """Where a post begins in the thread's visible text; 0 for one without any."""
    for block in post.blocks:
        if isinstance(block, Picture):
            return block.place
        lines = [block] if isinstance(block, Line) else [line for row in block.rows for cell in row for line in cell.lines]
        places = [line.at[0] for line in lines if len(line.at)]
        if places:
            return places[0]
    return post.drops[0].start if post.drops else 0


def gaps(identities: Sequence[Identity]) -> list[Finding]:
    """A finding for each page that is missing between (or before) those that are there."""
    numbers = sorted({i.page for i in identities if i.page is not None})
    if not numbers:
        return []
    missing = [n for n in range(1, min(numbers[-1], 1000)) if n not in numbers]
    if not missing:
        return []
    shown = ", ".join(map(str, missing[:10]))
    which = f"pages {shown} were" if len(missing) > 1 else f"page {shown} was"
    return [Finding("missing-page", f"The thread's {which} not among the inputs; the report may lack a part.")]


def move_drop(drop: Drop, by: int) -> Drop:
    """A drop in a file that begins `by` characters into the thread."""
    return Drop(drop.start + by, drop.end + by, drop.rule)


def move_post(post: Post, by: int) -> Post:
    """A post of such a file."""
    if not by:
        return post
    blocks = tuple(move_block(block, by) for block in post.blocks)
    return replace(post, blocks=blocks, drops=tuple(move_drop(drop, by) for drop in post.drops))


def move_block(block: Block, by: int) -> Block:
    """A block of such a file."""
    if isinstance(block, Line):
        return block.shift(by)
    if isinstance(block, Picture):
        return replace(block, place=block.place + by)
    return Table(tuple(tuple(move_cell(cell, by) for cell in row) for row in block.rows))


def move_cell(cell: Cell, by: int) -> Cell:
    """A cell of such a table."""
    return replace(cell, lines=tuple(line.shift(by) for line in cell.lines))
