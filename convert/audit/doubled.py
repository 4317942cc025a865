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
STAMMER = 8  # characters said twice in a row, half of them Han; an author repeats shorter words (一次又一次、一次又一次)
HAN = re.compile(r"[\u3400-\u9fff]")
NEAR = 3  # paragraphs; a cut copy stands close to the whole one
ADVICE = "compare the page, and take one out if it stands there once"


def check(root: etree._Element) -> Iterator[Finding]:
    """One finding for each run of doubled paragraphs, each doubled sentence, each stammer; one for each kind where it is everywhere."""
    text = [b for b in blocks(root) if b.kind in ("para", "title")]
    folded = lines(text)
    doubled = twins(folded)
    yield from gathered(list(paragraphs(text, doubled)), f"in {{0}} places paragraphs stand that stood before; {ADVICE}")
    repeated = [*cut_copies(text, folded, doubled), *sentences(text, doubled)]
    yield from gathered(list(dict.fromkeys(repeated)), f"{{0}} sentences or phrases stand twice; {ADVICE}")


def lines(text: Sequence[Block]) -> list[str]:
    """The folded text of each block; a title that ends in a stop runs in, so what follows it stands on its line."""
    folded = [fold(block.text) for block in text]
    for number, block in enumerate(text[:-1]):
        if block.kind == "title" and block.text.rstrip().endswith(("。", "：")) and text[number + 1].kind == "para":
            folded[number] += folded[number + 1]
    return folded


def paragraphs(text: Sequence[Block], doubled: dict[int, int]) -> Iterator[Finding]:
    """The runs of doubled paragraphs."""
    for first, last in runs(doubled):
        if text[first].is_settled(0, LONG):
            continue
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


def cut_copies(text: Sequence[Block], folded: Sequence[str], doubled: dict[int, int]) -> Iterator[Finding]:
    """Paragraphs that begin with the very words of one shortly before: one of the two is a copy that was cut."""
    for number, block in enumerate(text):
        if number in doubled or block.kind != "para" or len(folded[number]) < SENTENCE_LONG:
            continue
        begin = folded[number][:SENTENCE_LONG]
        twin = next((n for n in range(max(0, number - NEAR), number) if folded[n].startswith(begin) and text[n].kind == "para"), None)
        if twin is not None and not block.is_settled(0, SENTENCE_LONG):
            yield note(CODE, f"this paragraph begins with the words of {text[twin].id} before it; {ADVICE}", block.id, block.text[:24])


def sentences(text: Sequence[Block], doubled: dict[int, int]) -> Iterator[Finding]:
    """Long sentences of different paragraphs, or of one, that are the same, and phrases said twice in a row."""
    seen: dict[str, str] = {}
    for number, block in enumerate(text):
        if number in doubled or block.kind != "para":
            continue
        stammered = [span for span in stammers(block.text) if not block.is_settled(*span)]
        for start, end in stammered:
            yield note(CODE, f"the same words stand twice in a row; {ADVICE}", block.id, block.text[start:end][:40])
        for found in SENTENCE.finditer(block.text):
            folded = fold(found[0])
            before = seen.get(folded)
            seen.setdefault(folded, block.id)
            named = block.is_settled(*found.span()) or any(a < found.end() and found.start() < b for a, b in stammered)
            if before and len(folded) >= SENTENCE_LONG and not named:
                yield note(CODE, f"this sentence stands in the document before, in {before}; {ADVICE}", block.id, found[0].strip()[:24])


def stammers(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of every stretch that is said twice in a row, both times included; each is found by its first words."""
    last: dict[str, int] = {}
    end = 0
    for at in range(len(text) - STAMMER + 1):
        words = text[at : at + STAMMER]
        start = last.get(words, at)
        length = at - start
        if 0 < length < STAMMER:
            continue  # 哈哈哈哈: the stretch has a shorter period; its first place stands
        last[words] = at
        if length and start >= end and text.startswith(text[start:at], at) and 2 * len(HAN.findall(text, start, at)) >= STAMMER:
            end = at + length
            yield start, end
