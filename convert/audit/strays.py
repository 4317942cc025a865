"""Characters that do not belong in a printed text: the canonical tree in, one finding a paragraph and kind out.

`invisible-character`: zero-width and direction marks, soft hyphens, which break searches; `private-character`: code points that mean
something in one font only; `markup-left`: entities, escapes, HTML tags and forum codes that a reader would see as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from convert.audit.blocks import blocks, gathered, note
from convert.errors import Finding

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
MARKUP = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|middot|mdash|hellip|emsp|ensp|#\d{2,6}|#x[0-9A-Fa-f]{2,5});"
    r"|</?(?:br|p|b|i|u|em|font|span|div|table|tbody|tr|td|a|img|strong|center)\b[^<>]{0,200}/?>"
    r"|\\u[0-9a-f]{4}|(?<![A-Za-z0-9_./?=&%+-])(?:%[0-9a-f]{2}){3,}"
    r"|\[/?(?:b|i|u|color|size|font|align|url|img|quote|table|tr|td|p|list|indent|attach|hide|free|backcolor)(?:=[^\[\]]{0,80})?\]",
    re.IGNORECASE,
)
KINDS = (
    ("invisible-character", INVISIBLE, "a character without width stands here; searching and quoting fail at it, take it out"),
    (
        "private-character",
        PRIVATE,
        "this character has a meaning in one font only and is lost in any other; see the page for what it showed",
    ),
    ("markup-left", MARKUP, "code of the page stands in the text; take it out, or set what it stood for"),
)


def check(root: etree._Element) -> Iterator[Finding]:
    """The strays of each kind, by paragraph; one finding for the document where they are everywhere."""
    text = list(blocks(root))
    for code, pattern, message in KINDS:
        findings = []
        for block in text:
            found = [m for m in pattern.finditer(block.text) if not block.is_settled(*m.span())]
            if found:
                more = f" ({len(found)} in this paragraph)" if len(found) > 1 else ""
                point = "" if code == "markup-left" else f"U+{ord(found[0][0]):04X}: "
                quote = block.text[max(0, found[0].start() - 6) : found[0].end() + 6]
                findings.append(note(code, f"{point}{message}{more}", block.id, quote))
        yield from gathered(findings, f"{message} (so in {{0}} paragraphs)")
