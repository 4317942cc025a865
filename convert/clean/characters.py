"""Characters that no reader sees: control and zero-width characters go, and the text becomes NFC.

Blanks, full-width and half-width forms are not touched here.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import replace

from convert.clean.draft import Draft
from convert.source import Drop, Line

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# Zero-width and invisible formatting characters; joiners are meaningless between Han and Latin letters, variation selectors are not.
ZERO_WIDTH = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)


def drop_invisible(draft: Draft) -> None:
    """a​b (with a zero-width space) → ab; the places go to the rules `control` and `zero-width`."""

    def change(line: Line) -> Line | None:
        for pattern, rule in ((CONTROL, "control"), (ZERO_WIDTH, "zero-width")):
            if spans := [found.span() for found in pattern.finditer(line.text)]:
                cut = draft.cut(line, spans, rule)
                if cut is None:
                    return None
                line = cut
        return line

    draft.each_line(change)


def compose(draft: Draft) -> None:
    """e + combining acute → é, U+F901 → 更: canonical composition, as the canonical document is written."""

    def change(line: Line) -> Line | None:
        return line if unicodedata.is_normalized("NFC", line.text) else composed(draft, line)

    draft.each_line(change)


def composed(draft: Draft, line: Line) -> Line:
    """The line cluster by cluster; a cluster that becomes shorter gives its last places to the rule `nfc`."""
    text: list[str] = []
    at: array[int] = array("I")
    for start, end in clusters(line.text):
        old = line.text[start:end]
        new = unicodedata.normalize("NFC", old)
        text.append(new)
        places = list(line.at[start:end])
        if new == old:
            at.extend(places)
            continue
        used = places[: len(new)]
        used += [places[-1]] * (len(new) - len(used))
        at.extend(used)
        draft.rewrites.update(dict.fromkeys(used, "nfc"))
        draft.drops += (Drop(place, place + 1, "nfc") for place in places[len(new) :])
    joined = "".join(text)
    if len(joined) == len(line.text):
        return replace(line, text=joined, at=at)
    return replace(line, text=joined, at=at, bold=tuple(bold_by_place(line, at)))


def clusters(text: str) -> list[tuple[int, int]]:
    """The text cut where canonical composition cannot reach across."""
    cuts = [0]
    for i in range(1, len(text)):
        alone = text[i] < "\u0300" or (
            not unicodedata.combining(text[i])
            and unicodedata.is_normalized("NFC", unicodedata.normalize("NFC", text[cuts[-1] : i]) + text[i])
        )
        if alone or i - cuts[-1] > 32:
            cuts.append(i)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def bold_by_place(line: Line, at: array[int]) -> list[tuple[int, int]]:
    """The bold ranges of a line in a text of other length, followed by their places."""
    found = []
    for start, end in line.bold:
        first, last = line.at[start], line.at[end - 1]
        inside = [i for i, place in enumerate(at) if first <= place <= last]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found
