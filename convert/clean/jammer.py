"""Discuz!'s anti-copy noise where it lost its markup and stands in the text.

Source: `jammer()` of Discuz! X (source/function/function_discuzcode.php) puts at every line end of a post 5 to 15 groups of
chr(32..59), a blank, chr(63..126), either before the line end (in <font class="jammer">) or behind it (in a hidden <span>).  In HTML
the tags tell it; in a text rendition only this grammar does: so exact that running text does not meet it.
"""

from __future__ import annotations

import re

from convert.clean.draft import Draft
from convert.source import Line

# A group whose first character is itself a blank may have been folded to one blank and a character.
GROUP = "(?:[!-;][ \u00a0]|[ \u00a0]{1,2})[?-~]"
FIRST = "(?:[!-;][ \u00a0]|[ \u00a0]{2})[?-~]"
AT_END = re.compile(f"{FIRST}(?:{GROUP}){{4,}}$")
AT_START = re.compile(f"^(?:[!-;]?[ \u00a0]{{0,2}})?[?-~](?:{GROUP}){{4,}}")
SYMBOL = re.compile(r"[^\w\s]")
ENOUGH = 3  # certain finds in one post that let the uncertain ones (digits and letters only) count too


def drop_jammer(draft: Draft) -> None:
    """`…新台阶。+ S  _8 X6 z+ ?/ Z` → `…新台阶。`"""
    for number, blocks in enumerate(draft.posts):
        lines = [block for block in blocks if isinstance(block, Line)]
        certain = sum(any(is_certain(line.text[a:b]) for a, b in found(line.text)) for line in lines)
        if not certain:
            continue

        def change(line: Line, lenient: bool = certain >= ENOUGH) -> Line | None:
            spans = [(a, b) for a, b in found(line.text) if lenient or is_certain(line.text[a:b])]
            return draft.cut(line, spans, "jammer") if spans else line

        kept = [(change(block) if isinstance(block, Line) else block) for block in blocks]
        draft.posts[number] = [block for block in kept if block is not None]


def found(text: str) -> list[tuple[int, int]]:
    """Where a line begins or ends with jammer."""
    spans: list[tuple[int, int]] = []
    if (hit := AT_START.match(text)) and not text.isalnum():
        spans.append(hit.span())
    if hit := AT_END.search(text, spans[0][1] if spans else 0):
        spans.append(hit.span())
    return spans


def is_certain(text: str) -> bool:
    """Jammer beyond doubt: at least three marks, as hardly any of its strings lack."""
    return len(SYMBOL.findall(text)) >= 3
