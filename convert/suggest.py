"""A corrections file to start from: an edition's findings in, one commented entry for each out, ready to be edited.

Nothing in it takes effect until an editor takes the comment marks away.  An entry is sound as it stands: it marks the words in question
as doubtful and leaves them, or takes a doubtful heading for what the program did not take it for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from convert.audit.figures.numerals import figures
from convert.corrections.anchors import holders
from convert.corrections.words import runs
from convert.document import DB, XML_ID, local, text_of
from convert.errors import Finding
from convert.pipeline import Edition

HEAD = """\
# Corrections to {title} ({files}).
# Take the marks off an entry. As it stands it marks the words of old as doubtful (sic) and leaves them; to change them,
# put new = "what is right" in the place of sic = true, or new = "" to delete them. The anchor must occur once in the document.
# Keys: anchor, id, old, new, kind (heading, text, runin), level, sic, reason, who, source.
"""
LONGEST = 40  # characters of a line that are quoted where a finding quotes none of it


@dataclass(slots=True)
class Texts:
    """A document's running text: each block's id with its elements in order, and the stretches of each element that entries have already."""

    root: etree._Element
    nodes: list[tuple[str, etree._Element, str]] = field(init=False)
    used: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = [(str(block.get(XML_ID)), node, text_of(node)) for node, block in holders(self.root)]

    def anchor(self, number: int, start: int, end: int) -> str:
        """text[start:end] of an element with as much of its line around it as makes it occur once; "" where the whole line is not enough."""
        text = self.nodes[number][2]
        whole = "\n".join(other for _, _, other in self.nodes)
        around = 0
        while True:
            found = text[max(0, start - around) : end + around]
            if whole.count(found) == 1 and found.count(text[start:end]) == 1:
                return found
            if around >= len(text):
                return ""
            around += 4


def suggest(found: Edition) -> str:
    """The text of the corrections file."""
    texts = Texts(found.root)
    head = HEAD.format(title=found.title, files=", ".join(found.files))
    return head + "".join("\n" + "\n".join(entry(finding, texts)) + "\n" for finding in found.findings)


def entry(finding: Finding, texts: Texts) -> Iterator[str]:
    """One finding as commented lines."""
    place = f"{finding.code} {finding.id}".strip()
    yield from (f"# {line}" for line in f"{finding.severity} {place}: {finding.message}".splitlines())
    keys = metadata(finding) or (line_keys(finding, texts) if finding.code == "doubtful-heading" else word_keys(finding, texts))
    yield from (f"# {line}" for line in keys or ["(It is not about words that an entry could quote.)"])


def metadata(finding: Finding) -> list[str]:
    """What answers a finding about the title."""
    return ["[metadata]", 'title = "无题"'] if finding.code == "no-title" else []


SAYS = ['reason = ""', 'who = ""', 'source = ""']


def line_keys(finding: Finding, texts: Texts) -> list[str]:
    """The other reading of a line that may be a heading: text for a heading; a heading of the next level for text."""
    number = next((n for n, (name, _, text) in enumerate(texts.nodes) if name == finding.id and text.startswith(finding.quote)), None)
    if number is None or not finding.quote:
        return []
    _, node, text = texts.nodes[number]
    lines = [other for _, _, other in texts.nodes]
    longest = next((text[:n] for n in range(len(finding.quote), len(text) + 1) if sum(o.startswith(text[:n]) for o in lines) == 1), text)
    level = 1 + len(list(node.iterancestors(DB + "section")))
    kind = ['kind = "text"'] if local(node) == "title" else ['kind = "heading"', f"level = {min(level, 6)}"]
    return ["[[correction]]", f"anchor = {quoted(longest)}", f"id = {quoted(finding.id)}", *kind, *SAYS]


def word_keys(finding: Finding, texts: Texts) -> list[str]:
    """The words in question, marked as doubtful."""
    place = words(finding, texts)
    if place is None:
        return []
    number, start, end = place
    name, _, text = texts.nodes[number]
    texts.used.setdefault(number, []).append((start, end))
    anchor = texts.anchor(number, start, end)
    keys = ["[[correction]]", f"anchor = {quoted(anchor or text)}"] + ([] if anchor else [f"id = {quoted(name)}"])
    if not anchor and text.count(text[start:end]) > 1:
        return []
    return [*keys, f"old = {quoted(text[start:end])}", "sic = true", *SAYS]


def words(finding: Finding, texts: Texts) -> tuple[int, int, int] | None:
    """The element that a finding is about and the place of its words in it: the figure, or the quote as far as no entry has it yet.

    An entry cannot run over a link or a mark, so the longest stretch without one stands.
    """
    numbers = [n for n, (name, _, _) in enumerate(texts.nodes) if name == finding.id]
    number = next((n for n in numbers if finding.quote and finding.quote in texts.nodes[n][2]), next(iter(numbers), None))
    if number is None:
        return None
    _, node, text = texts.nodes[number]
    start = text.find(finding.quote) if finding.quote in text else 0
    end = start + len(finding.quote) if finding.quote and finding.quote in text else min(len(text), LONGEST)
    if finding.code.startswith("figure-"):
        start = next((f.start for f in figures(text) if f.end == end and f.start >= start), start)
    pieces = [(max(start, a), min(end, b)) for a, b in stretches(node)]
    for a, b in texts.used.get(number, []):
        pieces = [cut for x, y in pieces for cut in ((x, min(y, a)), (max(x, b), y))]
    a, b = max(pieces, key=lambda piece: (piece[1] - piece[0], -piece[0]), default=(0, 0))
    return (number, a, b) if b > a else None


def stretches(node: etree._Element) -> Iterator[tuple[int, int]]:
    """The start and end of each run of an element's text."""
    at = 0
    for holder, attribute in runs(node):
        length = len(getattr(holder, attribute) or "")
        yield at, at + length
        at += length


def quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
