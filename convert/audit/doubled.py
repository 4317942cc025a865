"""`text-doubled`: a paragraph, a long sentence or a phrase that stands twice: the canonical tree in, findings out.

Pages that overlap and posts that were pasted twice double whole runs of paragraphs, which are one finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from convert.audit.blocks import Block, blocks, gathered, note
from convert.document import fold
from convert.errors import Finding

CODE = "text-doubled"
LONG = 24  # folded characters; shorter paragraphs (年度目标如下) are repeated on purpose
SENTENCE_LONG = 40
SENTENCE = re.compile(r"[^。！？；]+(?:[。！？；]|$)")
STAMMER = re.compile(r"([\u3400-\u9fff，、“”]{8,60})\1")
ADVICE = "compare the page, and take one out if it stands there once"


def check(root: etree._Element) -> Iterator[Finding]:
    """One finding for each run of doubled paragraphs, each doubled sentence, each stammer; one for each kind where it is everywhere."""
    text = [b for b in blocks(root) if b.kind in ("para", "title")]
    doubled = twins([fold(b.text) for b in text])
    yield from gathered(list(paragraphs(text, doubled)), f"in {{0}} places paragraphs stand that stood before; {ADVICE}")
    yield from gathered(list(sentences(text, doubled)), f"{{0}} sentences or phrases stand twice; {ADVICE}")


def paragraphs(text: Sequence[Block], doubled: dict[int, int]) -> Iterator[Finding]:
    """The runs of doubled paragraphs."""
    for first, last in runs(doubled):
        count = last - first + 1
        what = "this paragraph stands" if count == 1 else f"these {count} paragraphs stand"
        message = f"{what} in the document before, from {text[doubled[first]].id} on; {ADVICE}"
        yield note(CODE, message, text[first].id, text[first].text[:24])


def twins(folded: Sequence[str]) -> dict[int, int]:
    """The number of each long text that stood before, to the number of the first that was the same."""
    first: dict[str, int] = {}
    found = {}
    for number, text in enumerate(folded):
        if len(text) >= LONG and first.setdefault(text, number) != number:
            found[number] = first[text]
    return found


def runs(doubled: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Doubled numbers that follow each other as their originals do, as first and last."""
    first = last = -1
    for number, original in doubled.items():
        if last >= 0 and number == last + 1 and original == doubled[last] + 1:
            last = number
            continue
        if last >= 0:
            yield first, last
        first = last = number
    if last >= 0:
        yield first, last


def sentences(text: Sequence[Block], doubled: dict[int, int]) -> Iterator[Finding]:
    """Long sentences of different paragraphs, or of one, that are the same, and phrases said twice in a row."""
    seen: dict[str, str] = {}
    for number, block in enumerate(text):
        if number in doubled or block.kind != "para":
            continue
        for found in SENTENCE.finditer(block.text):
            folded = fold(found[0])
            before = seen.get(folded)
            if before and len(folded) >= SENTENCE_LONG and not block.is_settled(*found.span()):
                yield note(CODE, f"this sentence stands in the document before, in {before}; {ADVICE}", block.id, found[0].strip()[:24])
            seen.setdefault(folded, block.id)
        for found in STAMMER.finditer(block.text):
            if not block.is_settled(*found.span()):
                yield note(CODE, f"the same words stand twice in a row; {ADVICE}", block.id, found[0][:40])
