"""Items of enumerations: 一是…。二是…。 inside a paragraph, and paragraphs that begin with 一是, 第一，, ——, 1. as items of a list.

    主要表现在：一是经济总量偏小。二是投资动能不足。  ->  two phrases `item`, each with its mark as phrase `enum`

An enumeration counts: 一是 alone is an ordinary clause.  Parallel lead sentences inside one paragraph are marked `lead`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from convert.structure.draft import Draft, Mark, Part
from convert.structure.numbers import HAN, number_of, value_of
from convert.structure.sentences import SENTENCE, first_sentence

BEGINS = re.compile(
    rf"(?:{HAN}(?:是|要|抓|为|则|靠)|第{HAN}[，、,:：]|首先[，,]|其次[，,]|再次[，,]|最后[，,]|其{HAN}[，、,]|——|--|――|──|[●•◆■★▲◇○]|—(?!—))"
)
INSIDE = re.compile(rf"(?<=[。；：:;，,！!])\s*(?:({HAN})(是|要)|(第)({HAN})[，,、]|([①-⑳])|[（(](\d{{1,2}}|{HAN})[）)])")


def items(draft: Draft) -> None:
    """Mark items at the start of paragraphs and inside them."""
    zones = [zone for zone in draft.zones if zone.kind != "glossary"] if draft.report else []
    for zone in zones:
        for part in zone.lines():
            if part.kind == "item":
                part.marks.append(Mark(0, len(part.text[: part.label].rstrip()), "enum"))
            elif part.kind == "para":
                begin(part)
            if part.kind in ("para", "item", "lead", "heading", "closing"):
                inside(part)
                leads(part)


def begin(part: Part) -> None:
    """A paragraph that begins with the mark of an item."""
    found = BEGINS.match(part.text)
    if found and found.end() < len(part.text):
        part.decide("item", "items", f"the paragraph begins with {found[0]}")
        part.label = found.end()
        part.marks.append(Mark(0, found.end(), "enum"))


def inside(part: Part) -> None:
    """Runs 1 2 3 of one kind of mark inside a paragraph, each item up to the next."""
    start = part.head if part.head < len(part.text) else len(part.text)
    runs: dict[str, list[re.Match[str]]] = {}
    for found in INSIDE.finditer(part.text, start):
        kind, value = kind_and_value(found)
        run = runs.setdefault(kind, [])
        if value == len(run) + 1 + first(part, kind):
            run.append(found)
    for kind, run in runs.items():
        if len(run) + first(part, kind) >= 2:
            mark_run(part, run)
            return


def first(part: Part, kind: str) -> int:
    """1 when the paragraph itself begins with the first mark of a kind (一是…；二是…), so that the next inside is the second."""
    found = re.match(rf"({HAN})(是|要)", part.text)
    return 1 if found and found[2] == kind and value_of(found[1]) == 1 and part.kind == "item" else 0


def kind_and_value(found: re.Match[str]) -> tuple[str, int]:
    """The kind of an inner mark and what it counts."""
    if found[1]:
        return found[2], value_of(found[1])
    if found[3]:
        return "第", value_of(found[4])
    numeral = found[5] or found[6]
    number = number_of(found[0].strip())
    return (number.family if number else "other"), value_of(numeral)


def mark_run(part: Part, run: list[re.Match[str]]) -> None:
    """Each item reaches to the next; the last has as many sentences as the longest before it, at most to the paragraph's end."""
    text = part.text
    begins = [m.start() + len(m[0]) - len(m[0].lstrip()) for m in run]
    sentences = 1
    for a, b in pairwise(begins):
        sentences = max(sentences, text.count("。", a, b) or 1)
    end = begins[-1]
    for _ in range(sentences):
        following = first_sentence(text, end, limit=len(text))
        if following == -1:
            end = len(text)
            break
        end = following
    for m, a, b in zip(run, begins, [*begins[1:], end], strict=True):
        part.marks += [Mark(a, b, "item"), Mark(a, m.end(), "enum")]


def leads(part: Part) -> None:
    """Three or more short sentences of one length that share two characters in one place, apart from each other, are leads.

    蓝天白云成为常态。…碧水清流成为底色。…  ->  two phrases `lead`
    """
    if any(mark.role == "item" for mark in part.marks) or (part.kind == "heading" and not part.run_in):
        return
    text = part.text
    spans = sentences(text, part.head)
    groups: dict[tuple[int, int, str], list[int]] = {}
    for n, (a, b) in enumerate(spans[:-1]):
        if 6 <= b - a <= 18 and not re.search(r"[，、；：,\d]", text[a:b]) and not SENTENCE.search(text[a:b]):
            for i in range(a, b - 2):
                groups.setdefault((b - a, i - a, text[i : i + 2]), []).append(n)
    members = max(groups.values(), key=len, default=[])
    if len(members) >= 3 and all(b - a > 1 for a, b in pairwise(members)):
        part.marks += [Mark(*spans[n], "lead") for n in members]


def sentences(text: str, start: int) -> list[tuple[int, int]]:
    """The sentences of a text from `start`, as stretches."""
    spans = []
    while start < len(text):
        end = first_sentence(text, start, limit=len(text))
        end = len(text) if end == -1 else end
        spans.append((start, end))
        start = end
    return spans
