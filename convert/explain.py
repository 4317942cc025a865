"""Why each line is where it is: a page in, one line of text (or one record) for every decision out.

The decisions are those that the stages took and recorded; nothing is guessed again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from convert.clean import RULES
from convert.ledger import BLANK, CHROME, Span
from convert.pipeline import Edition, edition

WIDTH = 36  # characters of a line's text that are shown


def explain(path: Path) -> Iterator[str]:
    """The document's lines with kind, level, rule and evidence; then what was dropped, by rule."""
    found = edition([path])
    yield f"{found.title}  ({path.name})"
    for finding in found.findings:
        yield f"! {finding.severity} {finding.code} {finding.id}: {finding.message}" + (f" [{finding.quote}]" if finding.quote else "")
    yield ""
    for d in found.decisions:
        level = f" {d.level}" if d.level else ""
        yield f"{d.id or '-':10}{d.kind + level:22}{shorten(d.text)}\n{'':10}{'':22}because of {d.rule}: {d.evidence}"
    yield ""
    yield "Dropped:"
    for rule, text in dropped(found):
        yield f"{rule:24}{reason(rule)}\n{'':24}{text}"


def dropped(found: Edition) -> Iterator[tuple[str, str]]:
    """Each stretch of dropped text with its rule; blanks aside, neighbours by one rule together."""
    spans = [s for s in found.spans if not (s.fate == "dropped" and (s.rule == BLANK or not s.text.strip()))]
    for (fate, rule), group in groupby(spans, key=lambda s: (s.fate, s.rule)):
        if fate == "dropped":
            yield rule, shorten(" ".join(" ".join(s.text for s in group).split()), 2 * WIDTH)


# The reasons of the stages after cleaning.
LATER = {
    "glossary-colon": "The mark between a glossary term and its definition, which the style prints.",
    "glossary-quotes": "The quotation marks around a glossary term, which the style prints.",
    "correction": "Changed by an editor's correction; the document lists it with its reason.",
}


def reason(rule: str) -> str:
    """The sentence that stands for a rule that drops, "" for one that needs none."""
    return RULES.get(rule) or LATER.get(rule) or ("The page's own text outside the posts." if rule == CHROME else "")


def shorten(text: str, width: int = WIDTH) -> str:
    """The beginning of a text, with its length where it is cut."""
    return text if len(text) <= width else f"{text[:width]}… ({len(text)} characters)"


def explain_json(path: Path) -> dict[str, object]:
    """The same as one record: decisions, and every span of the ledger with its fate."""
    found = edition([path])
    decisions = [
        {"id": d.id, "kind": d.kind, "level": d.level, "rule": d.rule, "evidence": d.evidence, "text": d.text} for d in found.decisions
    ]
    return {"title": found.title, "decisions": decisions, "spans": [record(s) for s in found.spans]}


def record(span: Span) -> dict[str, object]:
    """A span with the reason of its rule."""
    about = span.record()
    why = reason(span.rule)
    return about | ({"why": why} if why else {})
