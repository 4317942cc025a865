"""`quote-unpaired`: quotation marks, brackets and title marks without their partner: the canonical tree in, one finding a paragraph out.

GB/T 15834-2011 knows them only in pairs, and none runs over a paragraph's end but a quotation of several paragraphs, each of which opens
with “ again and only the last of which closes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from convert.audit.blocks import Block, blocks, gathered, note
from convert.errors import Finding

CODE = "quote-unpaired"
PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "「": "」", "『": "』", "［": "］"}
OPENING = {close: opening for opening, close in PAIRS.items()}
SAME = str.maketrans("()[]", "（）［］")
STRAIGHT = re.compile(r'(?<![\d\\])"')  # one after a digit is a sign of inches or seconds


def check(root: etree._Element) -> Iterator[Finding]:
    """One finding for each paragraph with a mark that stands alone, at the first; one for the document where they are everywhere."""
    yield from gathered(list(paragraphs(root)), f"{{0}} paragraphs hold brackets or quotation marks without a partner; {ADVICE}")


ADVICE = "marks were lost or turned round, compare the page or another edition"


def paragraphs(root: etree._Element) -> Iterator[Finding]:
    """The lone marks, paragraph by paragraph."""
    text = [b for b in blocks(root) if b.kind != "bibliomisc"]
    for number, block in enumerate(text):
        alone = sorted(at for at in (*unpaired(block.bare.translate(SAME)), *odd(block.bare)) if not block.is_settled(at, at + 1))
        if not alone or goes_on(text, number, alone):
            continue
        at = alone[0]
        mark = block.text[at].translate(SAME)
        partner = PAIRS.get(mark) or OPENING.get(mark, "partner")
        more = f", and {len(alone) - 1} more in this paragraph" if len(alone) > 1 else ""
        yield note(CODE, f"{mark} has no {partner}{more}; {ADVICE}", block.id, block.text[max(0, at - 8) : at + 12].strip())


def unpaired(text: str) -> list[int]:
    """The places of the marks without a partner, in order."""
    alone: list[int] = []
    stack: list[tuple[str, int]] = []
    opened: Counter[str] = Counter()
    for at, c in enumerate(text):
        if c in PAIRS:
            stack.append((c, at))
            opened[c] += 1
        elif c in OPENING and opened[OPENING[c]]:
            mark = ""
            while mark != OPENING[c]:  # what was opened inside and not closed stands alone
                mark, place = stack.pop()
                opened[mark] -= 1
                if mark != OPENING[c]:
                    alone.append(place)
        elif c in OPENING and not (c == "’" and latin(text, at)) and not (c == "）" and counts(text, at)):
            alone.append(at)
    return sorted(alone + [place for _, place in stack])


def odd(text: str) -> list[int]:
    """The place of the last straight quotation mark, where their number is odd; which of them lost its partner cannot be told."""
    places = [found.start() for found in STRAIGHT.finditer(text)]
    return places[-1:] if len(places) % 2 else []


def latin(text: str, at: int) -> bool:
    """Whether a ’ is an apostrophe: after a Latin letter."""
    return text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()


COUNTED = re.compile(r"(?:^|[。；，：、！？;,\s])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z])$")


def counts(text: str, at: int) -> bool:
    """Whether a ） only closes a number, as in 1）."""
    return bool(COUNTED.search(text[max(0, at - 4) : at]))


def goes_on(text: Sequence[Block], number: int, alone: Sequence[int]) -> bool:
    """Whether a lone “ opens a paragraph of a quotation that the next paragraph takes up with “."""
    block = text[number]
    opens = block.text.lstrip().startswith("“") and len(alone) == 1 and block.text[alone[0]] == "“"
    before = number > 0 and text[number - 1].text.lstrip().startswith("“")
    after = number + 1 < len(text) and text[number + 1].text.lstrip().startswith("“")
    return opens and (after or before)
