"""Pages of any size: what goes in is a number of bytes, what comes out is a page of one long report.

The frame is that of a touch page of input/, the smallest there; the paragraphs are those of the post pasted from a word processor, whose
markup takes almost as many bytes as its text.  The first chapter to the last are repeated until the size is reached.  SHAPES sets the same
words in other ways, one of them with almost no markup at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import cycle

from timing import INPUT

FRAME = INPUT / "thread-77315-mobile-2.html"
PASTED = INPUT / "thread-30518-1-1.html"
TAGS = re.compile("<[^>]+>")
CLOSING = "各位代表！"


@cache
def frame() -> tuple[str, str]:
    """What stands before and after the words of the first post."""
    text = FRAME.read_text("utf-8")
    before, opening, rest = text.partition('<div class="message">')
    _, closing, after = rest.partition("</div>")
    return before + opening, closing + after


@cache
def paragraphs() -> tuple[list[str], list[str], list[str]]:
    """The paragraphs of the pasted post, with their markup: front, chapters, closing and notes."""
    cell = re.search(r'<td class="t_f" id="postmessage_\d+">(.*?)</td>', PASTED.read_text("utf-8"), re.DOTALL)
    if cell is None:
        raise SystemExit(f"{PASTED}: no post found")
    lines = [line + "\n" for line in cell[1].splitlines() if line]
    words = [TAGS.sub("", line) for line in lines]
    first = next(n for n, text in enumerate(words) if text.startswith("一、"))
    last = next(n for n, text in enumerate(words) if text.startswith(CLOSING) and n > first)
    return lines[:first], lines[first:last], lines[last:]


def page(size: int) -> bytes:
    """A page of about so many bytes in UTF-8; closing and notes are left out of pages too small for them."""
    before, after = frame()
    front, chapters, back = paragraphs()
    end = "".join(back) if size > 4 * length(back) else ""
    post = front.copy()
    room = size - length([before, *front, end, after])
    for line in cycle(chapters):
        room -= length([line])
        if room < 0:
            break
        post.append(line)
    return "".join([before, *post, end, after]).encode()


def length(parts: list[str]) -> int:
    """Bytes in UTF-8."""
    return sum(len(part.encode()) for part in parts)


def words(size: int) -> list[str]:
    """The report's lines without markup, about so many bytes of them."""
    front, chapters, _ = paragraphs()
    lines = [line for part in front if (line := TAGS.sub("", part).strip())]
    room = size - length(lines)
    for part in cycle(chapters):
        line = TAGS.sub("", part).strip()
        room -= length([line])
        if room < 0:
            return lines
        lines.append(line)
    return lines


def framed(post: str) -> bytes:
    """One post in the touch page's frame."""
    before, after = frame()
    return f"{before}{post}{after}".encode()


def posts(size: int) -> bytes:
    """A desktop page of many posts by the author, ten lines each; a number tells each from those that say the same."""
    lines = words(size)
    cells = [
        f'<div id="post_{n}"><div class="authi"><a href="space-uid-1.html">岚川旧档</a></div>'
        f'<table><tr><td class="t_f" id="postmessage_{n}">{"<br>".join([f"其{n}。", *lines[n : n + 10]])}</td></tr></table></div>'
        for n in range(0, len(lines), 10)
    ]
    return f"<html><body>{''.join(cells)}</body></html>".encode()


SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {  # by name: the file's ending, and the page of about so many bytes
    "pasted": ("html", page),
    "lines": ("html", lambda size: framed("<br>\n".join(words(size)))),
    "one line": ("html", lambda size: framed("".join(words(size)))),
    "nested": ("html", lambda size: framed("".join(f"{'<div>' * 20}{line}{'</div>' * 20}" for line in words(size // 2)))),
    "posts": ("html", posts),
    "rendition": ("txt", lambda size: "\n".join(f"    {line}\n" for line in words(size)).encode()),
}
