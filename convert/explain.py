"""Why each line is where it is: the pages of a thread in, lines of text (or one record) for every decision out, then what was dropped, rewritten and
corrected.

The decisions are those that the stages took and recorded; nothing is guessed again here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from convert.clean import RULES
from convert.corrections.words import RULE
from convert.document import KB
from convert.ledger import BLANK, CHROME, Span
from convert.pipeline import Edition, edition

WIDTH = 36  # characters of a line's text that are shown


def explain(paths: Sequence[Path]) -> Iterator[str]:
    """The document's lines with kind, level, rule and evidence; then what was dropped and rewritten, by rule, and the corrections."""
    found = edition(paths)
    yield f"{found.title}  ({' '.join(found.files)})"
    for finding in found.findings:
        place = f"{finding.code} {finding.id}".strip()
        yield f"! {finding.severity} {place}: {finding.message}" + (f" [{finding.quote}]" if finding.quote else "")
    yield ""
    for d in found.decisions:
        level = f" {d.level}" if d.level else ""
        yield f"{d.id or '-':10}{d.kind + level:22}{shorten(d.text)}\n{'':10}{'':22}because of {d.rule}: {d.evidence}"
    for heading, lines in (("Dropped:", drops(found)), ("Rewritten:", rewrites(found)), ("Corrected by an editor:", amended(found))):
        listed = list(lines)
        if listed:
            yield ""
            yield heading
            yield from listed


def drops(found: Edition) -> Iterator[str]:
    """Each rule that dropped text with its reason, then the text, the same words once."""
    by_rule: dict[str, Counter[str]] = {}
    for rule, text in dropped(found):
        by_rule.setdefault(rule, Counter())[text] += 1
    for rule, texts in by_rule.items():
        yield f"{rule:24}{reason(rule)}".rstrip()
        yield from (f"{'':24}{text}{f' ({n} times)' if n > 1 else ''}" for text, n in texts.items())


def rewrites(found: Edition) -> Iterator[str]:
    """Each rule that rewrote characters, and how often each one became which."""
    counts = Counter((s.rule, s.text, s.to) for s in found.spans if s.fate == "rewritten" and s.text and s.rule != RULE)
    for rule, group in groupby(sorted(counts), key=lambda key: key[0]):
        yield f"{rule:24}" + ", ".join(f"{shorten(a)} to {shorten(b)} {counts[r, a, b]} times" for r, a, b in group)


def amended(found: Edition) -> Iterator[str]:
    """Each correction: what it did, where, what stood there, why."""
    for node in found.root.iter(KB + "correction"):
        said = [f"{key}: {value}" for key in ("was", "reason", "who", "source") if (value := node.get(key))]
        yield f"{node.get('kind'):24}{node.get('target')}  {'; '.join(said)}".rstrip()


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
    "glossary-brackets": "The brackets around a glossary term, as in a dictionary; the entry sets the term apart.",
    "page-number": "The number of a page of the print that was copied, alone on its line.",
    "repeated-heading": "A heading that stands there twice is kept once.",
    "correction": "Changed by an editor's correction; the document lists it with its reason.",
}


def reason(rule: str) -> str:
    """The sentence that stands for a rule that drops, "" for one that needs none."""
    return RULES.get(rule) or LATER.get(rule) or ("The page's own text outside the posts." if rule == CHROME else "")


def shorten(text: str, width: int = WIDTH) -> str:
    """The beginning of a text, with its length where it is cut."""
    return text if len(text) <= width else f"{text[:width]}… ({len(text)} characters)"


def explain_json(paths: Sequence[Path]) -> dict[str, object]:
    """The same as one record: decisions, and every span of the ledger with its fate."""
    found = edition(paths)
    decisions = [
        {"id": d.id, "kind": d.kind, "level": d.level, "rule": d.rule, "evidence": d.evidence, "text": d.text} for d in found.decisions
    ]
    return {"title": found.title, "decisions": decisions, "spans": [record(s) for s in found.spans]}


def record(span: Span) -> dict[str, object]:
    """A span with the reason of its rule."""
    about = span.record()
    why = reason(span.rule)
    return about | ({"why": why} if why else {})
