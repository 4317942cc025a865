"""Pieces that readers of all engines share: a heading as a line, the parts of a page's title, pages joined to one thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

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


def title_parts(page: Page) -> tuple[str, str, str]:
    """(subject, board, site) from the title element: `SUBJECT - BOARD - SITE - Powered by Discuz!`."""
    titles = markup(page).names.get("title", [])
    text = " ".join(titles[0].get_text().split()) if titles else ""
    parts = [part.strip() for part in re.split(r"\s+[-–—_|]\s+|_", text) if part.strip()]
    parts = [part for part in parts if not re.match(r"Powered by|手机版|Discuz! Archiver|Page \d+$|第\s*\d+\s*页$", part, re.I)]
    subject = parts[0] if parts else ""
    return subject, parts[1] if len(parts) > 2 else "", parts[2] if len(parts) > 2 else parts[1] if len(parts) > 1 else ""


def host_of(url: str) -> str:
    """The host in an address, lower case, "" when it is relative."""
    found = re.match(r"(?:https?:)?//([^/?#:]+)", url.strip(), re.I)
    return found[1].lower() if found else ""


# --- one thread in several files ---------------------------------------------------------------------------------------------------


def join_threads(pages: Sequence[Page], threads: Sequence[Thread], identities: Sequence[Identity]) -> Thread:
    """The threads of single pages, in page order, as one; every place is moved to where its file begins."""
    files = join_files(pages)
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


def gaps(identities: Sequence[Identity]) -> list[Finding]:
    """A finding for each page that is missing between (or before) those that are there."""
    numbers = sorted({i.page for i in identities if i.page is not None})
    if not numbers:
        return []
    missing = [n for n in range(1, min(numbers[-1], 1000)) if n not in numbers]
    if not missing:
        return []
    shown = ", ".join(map(str, missing[:10]))
    return [Finding("missing-page", f"The thread's pages {shown} were not among the inputs; the report may lack a part.")]


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
