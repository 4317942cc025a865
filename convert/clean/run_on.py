"""Paragraphs that a scrape strung together on one line, parted at the indents they kept, or at the blanks that the scraper set between them.

Seen: a corpus of reports with one document a line, its paragraphs marked only by two ideographic blanks; pages whose line ends were lost in
copying; `get_text(" ", strip=True)` of BeautifulSoup, which joins all texts of a page with one blank.  A line is parted only when it is long
and holds several such indents, or several single blanks behind the ends of sentences and some before the numbers of headings.  Chinese sets
no blank inside a sentence but in names of two characters, between an office and a name, and beside Latin letters and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from convert.clean.draft import Draft
from convert.source import Block, Line

INDENT = re.compile("[\u3000\u2003]{2,}|[ \u00a0]{4,}")  # Discuz! indents with a no-break space, a blank and two more
SPACE = re.compile(r"\s")
LONG = 200  # characters of one line
ENOUGH = 3  # indents inside it


def part_run_on(draft: Draft) -> None:
    """`……请予审议。　　一、回顾　　过去一年……` → three lines."""
    for number, blocks in enumerate(draft.posts):
        draft.posts[number] = [part for block in blocks for part in parts_of(block)]


def parts_of(block: Block) -> Iterator[Block]:
    """A block, parted when it is a run-on line."""
    if not isinstance(block, Line) or len(block.text) < LONG or not SPACE.search(block.text):
        yield block
        return
    cuts = list(INDENT.finditer(block.text))
    if len(cuts) < ENOUGH:
        cuts = blanks_between(block.text)
    if not cuts:
        yield block
        return
    start = 0
    for found in [*cuts, None]:
        part = block.cut(start, found.start() if found else None).strip()
        if part.text:
            yield part if not start else replace(part, indent=2, gap=0)
        start = found.end() if found else start


BLANK = re.compile(r"(?<=[^\s]) (?=[^\s])")
STOPPED = re.compile(r"[。！？：；] (?=\S)")
NUMBERED = re.compile(r" (?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|各位代表)")
# Not between paragraphs: beside Latin letters and bare figures, within a name, between an office and a name.
INSIDE = re.compile(
    r"(?<=[A-Za-z]) |(?<=[\d.．]) (?=[A-Za-z\d])| (?=[A-Za-z])|(?<=\d[.．、]) |(?<=[省市县区州旗盟镇乡院]长) (?=\S{2,4}(?:\s|$))|(?<=主[席任]) (?=\S{2,4}(?:\s|$))|(?<=\s\S) (?=\S(?:\s|$))"
)


def blanks_between(text: str) -> list[re.Match[str]]:
    """The single blanks between the paragraphs of a text on one line; [] when its blanks are of another kind."""
    blanks = list(BLANK.finditer(text))
    stopped = len(STOPPED.findall(text))
    if stopped < ENOUGH or stopped * 2 < len(blanks) or len(NUMBERED.findall(text)) < 2 or len(re.findall("。(?! )", text)) < ENOUGH:
        return []
    inside = {found.start() for found in INSIDE.finditer(text)}
    return [found for found in blanks if found.start() not in inside]
