"""References to notes in the body: “五互一共”［3］ -> the mark stands in a phrase `noteref`, as printed.

A mark counts when its number is one of a glossary's, or when marks of its form run through the body in order.
"""

from __future__ import annotations

import re

from convert.structure.draft import Draft, Mark
from convert.structure.numbers import value_of

FORMS = (
    re.compile(r"[\[［](\d{1,3})[\]］]"),
    re.compile(r"[〔【](\d{1,3})[〕】]"),
    re.compile(r"(?<=[”’》\u4e00-\u9fff])([①-⑳㉑-㉟㊱-㊿])(?=[”’，。、；：！）\u4e00-\u9fff])"),
    re.compile(r"[（(](?:见)?(?:注释?|名词解释)(\d{1,3})[）)]"),
)


def note_marks(draft: Draft) -> None:
    """Mark references and report those that lead nowhere."""
    numbers = printed_numbers(draft)
    for form in FORMS:
        found = [(part, m) for zone in draft.zones if zone.kind != "glossary" for part in zone.lines() for m in form.finditer(part.text)]
        values = [value(m[1]) for _, m in found]
        if not found or not plausible(values, numbers, form is FORMS[0]):
            continue
        for part, m in found:
            if not any(mark.role == "item" and mark.start == m.start() for mark in part.marks):
                part.marks.append(Mark(m.start(), m.end(), "noteref"))
                if value(m[1]) not in numbers:
                    draft.find("dangling-noteref", f"The note mark {m[0]} has no entry in a glossary.", part)


def value(numeral: str) -> int:
    """The number of a note mark."""
    return int(numeral) if numeral.isdecimal() else value_of(numeral)


def plausible(values: list[int], numbers: set[int], square: bool) -> bool:
    """Whether marks refer to entries, or count 1 2 3 through the body by themselves; one alone only in square brackets."""
    if numbers:
        return sum(v in numbers for v in values) * 2 > len(values)
    first = list(dict.fromkeys(values))
    return first == list(range(1, len(first) + 1)) and len(first) >= (1 if square else 2)


def printed_numbers(draft: Draft) -> set[int]:
    """The numbers that entries print."""
    numbers = set()
    for part in draft.parts():
        if part.kind == "entry" and part.label:
            digits = re.search(r"\d+|[①-⑳㉑-㉟㊱-㊿]|[一二三四五六七八九十]+", part.text[: part.label])
            if digits:
                numbers.add(value(digits[0]))
    return numbers
