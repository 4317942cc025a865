"""A corrections file to start from: an edition's findings in, one commented entry for each out, ready to be edited.

Nothing in it takes effect until an editor takes the comment marks away and says what is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from convert.corrections import holders
from convert.document import XML_ID, text_of
from convert.errors import Finding
from convert.pipeline import Edition

HEAD = """\
# Corrections to {title} ({files}).
# Take the marks off an entry and say what is right; the anchor must occur once in the document.
# Keys: anchor, old, new, kind (heading, text, runin), level, sic, reason, who, source.
"""


def suggest(found: Edition) -> str:
    """The text of the corrections file."""
    texts = [(str(block.get(XML_ID)), text_of(node)) for node, block in holders(found.root)]
    head = HEAD.format(title=found.title, files=", ".join(found.files))
    return head + "".join("\n" + "\n".join(entry(finding, texts)) + "\n" for finding in found.findings)


def entry(finding: Finding, texts: list[tuple[str, str]]) -> Iterator[str]:
    """One finding as commented lines."""
    yield from (f"# {line}" for line in f"{finding.severity} {finding.code} {finding.id}: {finding.message}".splitlines())
    text = next((text for name, text in texts if name == finding.id and finding.quote and finding.quote in text), None)
    if text is None:
        return
    yield "# [[correction]]"
    yield f"# anchor = {quoted(anchor(finding.quote, text, texts))}"
    yield f"# old = {quoted(finding.quote)}"
    yield f"# new = {quoted(finding.quote)}"
    yield '# reason = ""'
    yield '# who = ""'
    yield '# source = ""'


def anchor(quote: str, text: str, texts: list[tuple[str, str]]) -> str:
    """The quote with as much of its line around it as makes it occur once in the document."""
    start = text.index(quote)
    end = start + len(quote)
    whole = "\n".join(other for _, other in texts)
    for around in range(0, len(text), 4):
        found = text[max(0, start - around) : end + around]
        if whole.count(found) == 1:
            return found
    return text


def quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
