"""The lines of a text file: parted where chrome is glued to them, and without the marks of links that text browsers set.

In: the visible text of a text file.  Out: its non-blank lines, each with its places, its indent and the blank lines before it; and drops of
the rule `stray-markup` for tags, entities and link marks.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from convert.read import bars, markdown
from convert.source import Drop, Line, drops_of


def lines_of(visible: str) -> list[Line]:
    """The non-blank lines of a text, with indents and blank lines before each as evidence."""
    lines: list[Line] = []
    gap = 0
    for text, start in split_lines(visible):
        stripped = text.strip()
        if not stripped:
            gap += 1
            continue
        lead = len(text) - len(text.lstrip())
        at = array("I", range(start + lead, start + lead + len(stripped)))
        lines.append(Line(stripped, at, lead, gap if lines else 0))
        gap = 0
    return lines


def split_lines(visible: str) -> Iterator[tuple[str, int]]:
    """(line, place of its first character) for each line; LF, CR LF, CR, and the Unicode line ends part lines."""
    start = 0
    for found in re.finditer(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", visible):
        yield visible[start : found.start()], start
        start = found.end()
    yield visible[start:], start


LISTED = re.compile(r"(?:Visible|Hidden) links|1\.\s+\w+:")
LINK_MARK = re.compile(r"\[(\d{1,4})\](?=\s?\S)")


def without_link_marks(lines: Sequence[Line], drops: list[Drop]) -> list[Line]:
    """The lines without lynx's marks: it sets `[20]` before the twentieth link, and lists the addresses by number under `References`."""
    start = next((n for n in range(len(lines) - 2, -1, -1) if lines[n].text == "References" and LISTED.match(lines[n + 1].text)), None)
    if start is None:
        return list(lines)
    for line in lines[start:]:
        drops.extend(drops_of(line, "stray-markup"))
    kept: list[Line] = []
    expected = 1
    for line in lines[:start]:
        spans: list[tuple[int, int]] = []
        for found in LINK_MARK.finditer(line.text):
            if expected <= int(found[1]) <= expected + 3:
                spans.append(found.span())
                expected = int(found[1]) + 1
        made = markdown.cut(line, spans, "stray-markup", drops)
        if made is not None:
            kept.append(made)
    return kept


READER = re.compile(r"(?:Title|URL Source|Published Time|Number of Pages|Warning):.*")


def without_reader_head(lines: Sequence[Line]) -> list[Line]:
    """The lines without the head that the reader of jina.ai sets over a page: `Title: …`, `URL Source: …`, `Markdown Content:`."""
    end = next((n for n, line in enumerate(lines[:12]) if line.text == "Markdown Content:"), -1)
    return list(lines[end + 1 :]) if end > 0 and all(READER.fullmatch(line.text) for line in lines[:end]) else list(lines)


FRAME = re.compile(r"</?blockquote(?:\s[^<>]{0,200})?>", re.I)


def framed(lines: Sequence[Line], drops: list[Drop]) -> Iterator[Line]:
    """Lines parted at tags of quotation that a rendition left standing; what is between them is marked as one.  Where they do not pair,
    nothing is."""
    tags = [found[0][1] == "/" for line in lines for found in FRAME.finditer(line.text)]
    if any(tags[0::2]) or not all(tags[1::2]) or len(tags) % 2:
        tags = []
    inside = False
    for line in lines:
        start = 0
        for found in [*FRAME.finditer(line.text), None] if tags else [None]:
            part = line.cut(start, found.start() if found else None).strip() if found or start else line
            if part.text:
                yield replace(part, element="blockquote") if inside else part
            if found:
                drops.append(Drop(line.at[found.start()], line.at[found.end() - 1] + 1, "stray-markup"))
                start, inside = found.end(), not inside


def untagged(line: Line, drops: list[Drop]) -> Iterator[Line]:
    """A raw line without stray tags and entities."""
    yield from markdown.without_tags(line, drops) if "<" in line.text or "&" in line.text else (line,)


GLUE = re.compile(r"发表于|發表於|复制链接|查看|浏览|阅读|使用道具|举报|登录|登陆|版规则|快速回复|\d:\d\d")


# Before the time of an edit, of a moderator's act, of the page itself, or of what a label names.
NO_BAR = re.compile(r"最后由|编辑于|主题由|GMT|(?:时间|日期)\s*[:：]?\s*$")


def unglued(line: Line) -> Iterator[Line]:
    """A line parted before and behind what is glued to its text."""
    if not GLUE.search(line.text) or (len(line.text) <= 160 and any(bar.fullmatch(line.text) for bar in bars.BARS)):
        yield line
        return
    for number, (start, end) in enumerate(pairwise(sorted({0, *cuts(line.text), len(line.text)}))):
        part = line.cut(start, end).strip()
        if part.text:
            yield part if not number else replace(part, gap=0, indent=0)


def cuts(text: str) -> Iterator[int]:
    """Where bars, [复制链接], counters, a guest's wall, buttons and bare times begin and end in a line."""
    for pattern in (bars.GLUED, bars.COPY, bars.COUNTERS, bars.WALL, bars.GLUED_TAIL):
        for found in pattern.finditer(text):
            yield from found.span()
    for found in bars.CLOCKED.finditer(text) if len(text) > 24 else ():
        if not NO_BAR.search(text, max(0, found.start() - 40), found.start()):
            # What stands between the last sentence and the time is the card of the next post.
            yield max(text.rfind(c, max(0, found.start() - 60), found.start()) for c in "。！？”）") + 1
            yield from found.span()
