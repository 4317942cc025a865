"""Invented reports over all conventions, read and scored: the mean of each score has a floor, which only goes up."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml import etree
from outlines import structured
from reports import report

from convert.document import DB, text_of

SEEDS = 100
FLOORS = {
    "title": 1.0, "occasion": 1.0, "speaker": 1.0, "salutation": 1.0, "headings": 0.999, "run-ins": 0.999, "annexes": 1.0,
    "annex headings": 0.999, "glossary": 0.999, "notes": 1.0,
}  # fmt: skip


def key(text: str) -> str:
    """A text without blanks, final stops and the difference of width."""
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("。:：")


def agreement(wanted: list[object], found: list[object]) -> float:
    """F1 of two multisets."""
    if not wanted and not found:
        return 1.0
    return 2 * (Counter(wanted) & Counter(found)).total() / (len(wanted) + len(found))


def headings(node: etree._Element, depth: int = 1) -> Iterator[tuple[str, int]]:
    """Text and level of the headings inside an element."""
    for section in node.findall(DB + "section"):
        yield key(text_of(section.find(DB + "title"))), depth
        yield from headings(section, depth + 1)


def unlabelled(node: etree._Element | None) -> str:
    """A title or term without its printed label."""
    assert node is not None
    return key(text_of(node)[len(text_of(node.find(DB + "phrase[@role='label']"))) :])


def scores(seed: int) -> dict[str, float]:
    """How one report was read."""
    lines, truth = report(seed)
    root = structured(lines).root
    info = root.find(DB + "info")
    assert info is not None
    salutation = [text_of(p) for p in root.iter(DB + "para") if p.get("role") == "salutation"]
    entries = [(unlabelled(e.find(DB + "glossterm")), key(text_of(e.find(DB + "glossdef")))) for e in root.iter(DB + "glossentry")]
    wanted_notes = sum(line.count("］工作") for line in lines)
    return {
        "title": float(key(text_of(info.find(DB + "title"))) == key(truth.title)),
        "occasion": float(key(text_of(info.find(DB + "subtitle"))) == key(truth.occasion)),
        "speaker": float(key(text_of(info.find(DB + "bibliomisc"))) == key(truth.speaker)),
        "salutation": float([key(text) for text in salutation] == [key(truth.salutation)]),
        "headings": agreement([(key(text), level) for text, level in truth.headings], list(headings(root))),
        "run-ins": agreement(
            [key(text) for text in truth.run_ins], [key(text_of(f.find(DB + "title"))) for f in root.iter(DB + "formalpara")]
        ),
        "annexes": float([key(text) for text in truth.annexes] == [unlabelled(a.find(DB + "title")) for a in root.iter(DB + "appendix")]),
        "annex headings": agreement(
            [(key(text), level) for text, level in truth.annex_headings], [h for a in root.iter(DB + "appendix") for h in headings(a)]
        ),
        "glossary": agreement([(key(term), key(definition)) for term, definition in truth.glossary], entries),
        "notes": agreement([1] * wanted_notes, [1 for p in root.iter(DB + "phrase") if p.get("role") == "noteref"]),
    }


def test_invented_reports_are_read_as_they_were_written() -> None:
    totals: dict[str, float] = defaultdict(float)
    worst: list[tuple[float, int, str]] = []
    for seed in range(SEEDS):
        for name, value in scores(seed).items():
            totals[name] += value / SEEDS
            if value < 1:
                worst.append((value, seed, name))
    means = {name: round(value, 4) for name, value in totals.items()}
    assert not {name: mean for name, mean in means.items() if mean < FLOORS[name]}, f"{means}; worst {sorted(worst)[:10]}"
