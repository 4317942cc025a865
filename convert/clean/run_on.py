"""Paragraphs that a scrape strung together on one line, parted at the indents they kept.

Seen: a corpus of reports with one document a line, its paragraphs marked only by two ideographic blanks; pages whose line ends were lost in
copying.  A line is parted only when it is long and holds several such indents, each behind the end of a sentence, a heading or a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from convert.clean.draft import Draft
from convert.source import Block, Line

INDENT = re.compile("[\u3000\u2003]{2,}|(?:\u00a0[ \u00a0]?){4,}| {4,}")
BLANKS = ("\u3000\u3000", "\u2003\u2003", "\u00a0\u00a0", "\u00a0 ", "    ")
LONG = 200  # characters of one line
ENOUGH = 3  # indents inside it


def part_run_on(draft: Draft) -> None:
    """`……请予审议。　　一、回顾　　过去一年……` → three lines."""
    for number, blocks in enumerate(draft.posts):
        draft.posts[number] = [part for block in blocks for part in parts_of(block)]


def parts_of(block: Block) -> Iterator[Block]:
    """A block, parted when it is a run-on line."""
    if not isinstance(block, Line) or len(block.text) < LONG or not any(blanks in block.text for blanks in BLANKS):
        yield block
        return
    cuts = list(INDENT.finditer(block.text))
    if len(cuts) < ENOUGH:
        yield block
        return
    start = 0
    for found in [*cuts, None]:
        part = block.cut(start, found.start() if found else None).strip()
        if part.text:
            yield part if not start else replace(part, indent=2, gap=0)
        start = found.end() if found else start
