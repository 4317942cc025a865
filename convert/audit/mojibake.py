"""`mojibake`: text that was decoded with the wrong encoding on its way: the canonical tree in, one finding a paragraph out.

Nothing is guessed from looks.  A stretch is doubted when undoing the mistake (encode as it was misread, decode as it was meant) gives
Chinese text, or when it holds what only such a mistake leaves: U+FFFD, 锟斤拷, question marks inside a clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from convert.audit.blocks import Block, blocks, gathered, note
from convert.errors import Finding

CODE = "mojibake"
MOST, HALF = 0.75, 0.5  # of the bytes must come out as Chinese; half, where bytes were dropped and rare characters are there besides
HAN = re.compile(r"[\u3400-\u9fff]")
CHINESE = re.compile(r"[\u3400-\u9fff\u3001-\u3011\uff01-\uff1f\u2013-\u2026]")

# UTF-8 decodes in Western pages to accented letters, each Han to three characters; Windows-1252 shows some bytes as € ‚ „ … Œ and the like.
WESTERN = re.compile(
    r"[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u0080-\u009f]{3,}"
)
# UTF-8 decodes as GBK to rare Han, kana and symbols, each two Han to three characters.
EASTERN = re.compile(r"[\u2500-\u266f\u3040-\u30ff\u3400-\u9fff\ue000-\uf8ff€]{4,}")
# The first bytes of Han and of Chinese marks in UTF-8, seen as Western letters: ä å æ ç è é ï.  Where the bytes between them have no
# character and are gone, nothing can be undone, but no language writes such words.
LEADS = re.compile(r"[ä-éï]")
LEFTOVERS = re.compile(
    r"\ufffd(?:[^。；\n]{0,6}\ufffd)*|锟斤拷|烫烫烫|屯屯屯|(?<=[\u3400-\u9fff\d，、；：])(?<![么样吗呢何谁里否])[?？]{2,}(?=[\u3400-\u9fff\d，、；：。])|[?？]{4,}"
)


def check(root: etree._Element) -> Iterator[Finding]:
    """One finding for each paragraph with wrongly decoded text; one for the document where it is everywhere."""
    advice = "fetch the page again with its own encoding, or compare another copy"
    yield from gathered(list(paragraphs(root)), f"{{0}} paragraphs hold text that was decoded with the wrong encoding; {advice}")


def paragraphs(root: etree._Element) -> Iterator[Finding]:
    """The spoiled text, paragraph by paragraph, quoting the first stretch."""
    for block in blocks(root):
        found = next(iter(sorted(spoiled(block.text))), None)
        if found is None or block.is_settled(found[0], found[1]):
            continue
        start, end, reading = found
        yield note(CODE, message(block, start, end, reading), block.id, block.text[start:end][:24])


def message(block: Block, start: int, end: int, reading: str) -> str:
    """Why a stretch is doubted, and what it may have been."""
    if reading:
        return f"this was decoded with the wrong encoding and may read {reading[:24]}; fetch the page again, or compare another copy"
    kind = "replacement characters" if "\ufffd" in block.text[start:end] else "such signs"
    return f"{kind} stand where a decoder could not read the text; what stood here is lost, compare another edition"


def spoiled(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and probable reading ("" where none is left) of every spoiled stretch."""
    for found in LEFTOVERS.finditer(text):
        yield (*found.span(), "")
    for pattern, undo in UNDO:
        for found in pattern.finditer(text):
            reading = undo(found[0])
            if reading or len(LEADS.findall(found[0])) >= 3:
                yield (*found.span(), reading)


def western(stretch: str) -> str:
    """What Western characters were as UTF-8 or GBK, if that is Chinese.  Some bytes of UTF-8 have no character and are gone."""
    for encoding in ("cp1252", "latin-1"):
        data = stretch.encode(encoding, errors="ignore")
        reading = data.decode("utf-8", errors="ignore")
        if reading and 3 * len(CHINESE.findall(reading)) >= MOST * len(data):
            return reading
        reading = data.decode("gb18030", errors="ignore")
        if len(HAN.findall(reading)) >= 2 and 2 * len(HAN.findall(reading)) >= MOST * len(data) and common(reading):
            return reading
    return ""


def common(text: str) -> bool:
    """Whether a text holds only characters of GB 2312."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def eastern(stretch: str) -> str:
    """What rare Han were as UTF-8, if nearly all of it is Chinese; real Chinese text is no valid UTF-8 when written as GBK."""
    data = stretch.encode("gb18030", errors="ignore")
    reading = data.decode("utf-8", errors="ignore")
    han = len(CHINESE.findall(reading))
    return reading if han >= 2 and 3 * han >= HALF * len(data) and not common(stretch) else ""


UNDO: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = ((WESTERN, western), (EASTERN, eastern))
