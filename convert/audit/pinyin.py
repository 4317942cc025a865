"""`pinyin-gloss`: a reading in brackets after a character: the canonical tree in, one finding a paragraph out.

Mirrors of pages put them in (報(bào)告, 臺(tái)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from convert.audit.blocks import READING, blocks, gathered, note
from convert.errors import Finding

CODE = "pinyin-gloss"
TONES = str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿ", "aaaaooooeeeeiiiiuuuuvvvvvnnnm")
NUMBERED = re.compile(r"(?<=[a-z])[1-5](?= |$)")  # bao4
# Initials and finals of Hanyu Pinyin (GB/T 16159); a few combinations that do not occur pass, which does no harm here.
SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|er|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|"
    r"uang|v|ve|ue|van|vn)"
)

SURE = 3  # letters; mirrors mark the tones, and a syllable without one is short (的(de)), as are names (人工智能(ai))


def check(root: etree._Element) -> Iterator[Finding]:
    """One finding for each paragraph with such readings, at the first; one for the document where they are everywhere."""
    yield from gathered(list(paragraphs(root)), f"{{0}} paragraphs hold readings in brackets after characters; {ADVICE}")


ADVICE = "a mirror of the page put them in, compare another copy"


def paragraphs(root: etree._Element) -> Iterator[Finding]:
    """The readings, paragraph by paragraph."""
    for block in blocks(root):
        found = [m for m in READING.finditer(block.text) if is_reading(m[0].strip("（()）")) and not block.is_settled(*m.span())]
        if found:
            first = found[0]
            message = f"{len(found)} reading{'s' * (len(found) > 1)} in brackets after a character; {ADVICE}"
            yield note(CODE, message, block.id, block.text[max(0, first.start() - 4) : first.end() + 2])


def is_reading(letters: str) -> bool:
    """Whether letters are pinyin: syllables with a tone mark on one of them, or one too long for a unit, a name or a formula (km, ai, co2)."""
    toneless = NUMBERED.sub("", letters)
    plain = toneless.translate(TONES)
    marked = plain != toneless
    syllables = plain.split()
    return all(map(SYLLABLE.fullmatch, syllables)) and (marked or (len(syllables) == 1 and len(syllables[0]) >= SURE))
