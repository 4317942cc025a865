"""Structure in a form that a person can write and read: what goes in are lines of text, what comes out is an outline, one block a line.

Input lines may begin with `**` (the whole line is bold), `^` (centred) or `**lead**` (bold beginning).  The outline:

    title: …   occasion: …   speaker: … = name / post   date: …   meeting: …   realm: …
    salutation: …   p …   f lead | text   closing: …   signature: …   dated: …
    1 own-line heading of level 1      2> run-in numbered heading of level 2      1- own-line heading without a number
    annex [label] title    glossary [label] title    g [number] term := definition    = a further paragraph of the definition
    finding: code

Inline: {enum:…} {item:…} {lead:…} {noteref:…} {→:…} for a link to the glossary, {term:…}.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from lxml import etree

from convert.document import DB, faults, local
from convert.source import Drop, File, Line, Manuscript, Source
from convert.structure import Structured, structure


def manuscript(lines: Iterable[str], subject: str = "") -> Manuscript:
    """A manuscript of the given lines, every character of which has its place in a visible text."""
    blocks: list[Line] = []
    drops: list[Drop] = []
    visible = ""
    subject_at = None
    if subject:
        subject_at = Line(subject, array("I", range(len(subject))))
        visible = subject + "\n"
    for raw in lines:
        text, looks = looked(raw)
        blocks.append(Line(text, array("I", range(len(visible), len(visible) + len(text))), **looks))  # type: ignore[arg-type]
        visible += text + "\n"
    source = Source(subject=subject, subject_at=subject_at)
    return Manuscript((File("page.txt", "0" * 64, visible),), source, tuple(blocks), tuple(drops))


def looked(raw: str) -> tuple[str, dict[str, object]]:
    """The text of an input line, and its looks."""
    lead = re.match(r"\*\*(.+?)\*\*", raw)
    if lead:
        return lead[1] + raw[lead.end() :], {"bold": ((0, len(lead[1])),)}
    if raw.startswith("**"):
        return raw[2:], {"bold": ((0, len(raw) - 2),)}
    if raw.startswith("^"):
        return raw[1:], {"centred": True}
    return raw, {}


def structured(lines: Iterable[str], subject: str = "") -> Structured:
    """The structure of lines of text, checked: a valid document and a ledger from which the source can be rebuilt."""
    source = manuscript(lines, subject)
    result = structure(source)
    assert not list(faults(result.root))
    assert "".join(span.text for span in result.ledger.spans()) == source.files[0].visible
    return result


def outline(result: Structured) -> list[str]:
    """The outline of a structured document, its findings at the end."""
    root = result.root
    lines = [*front(root), *blocks(root, 0)]
    return lines + [f"finding: {finding.code}" for finding in result.findings]


def front(root: etree._Element) -> Iterator[str]:
    """The lines of info."""
    info = root.find(DB + "info")
    assert info is not None
    yield "title: " + plain(info.find(DB + "title"))
    if info.find(DB + "subtitle") is not None:
        yield "occasion: " + plain(info.find(DB + "subtitle"))
    line, name, post = (plain(info.find(path)) for path in (DB + "bibliomisc", f"{DB}author/{DB}personname", f".//{DB}jobtitle"))
    if line or name:
        yield f"speaker: {line} = {name} / {post}"
    for label, path in (("date", DB + "date"), ("meeting", f".//{DB}conftitle"), ("realm", DB + "bibliocoverage")):
        if info.find(path) is not None:
            yield f"{label}: {plain(info.find(path))}"


def plain(node: etree._Element | None) -> str:
    """All text of an element, runs of blanks as one."""
    return "" if node is None else re.sub(r"\s+", " ", "".join(node.itertext()))


ROLES = {"salutation": "salutation: ", "closing": "closing: ", "signature": "signature: ", "date": "dated: ", "empty": "p (empty)"}


def blocks(node: etree._Element, depth: int) -> Iterator[str]:
    """The blocks inside an element."""
    for child in node:
        name = local(child)
        if name == "para":
            yield ROLES.get(child.get("role", ""), "p ") + inline(child)
        elif name == "formalpara":
            yield f"f {inline(child.find(DB + 'title'))} | {inline(child.find(DB + 'para'))}"
        elif name == "section":
            mark = {"runin": ">", "unnumbered": "-"}.get(child.get("role", ""), "")
            yield f"{depth + 1}{mark} {inline(child.find(DB + 'title'))}"
            yield from blocks(child, depth + 1)
        elif name in ("appendix", "glossary"):
            yield f"{'annex' if name == 'appendix' else name}{labelled(child.find(DB + 'title'))}"
            yield from blocks(child, 0)
        elif name == "glossentry":
            first, *more = [inline(para) for para in child.iter(DB + "para")]
            yield f"g{labelled(child.find(DB + 'glossterm'))} := {first}"
            yield from (f"= {text}" for text in more)
        elif name in ("informaltable", "mediaobject"):
            yield f"({name})"


def labelled(node: etree._Element | None) -> str:
    """A title or term with its printed label in brackets before it."""
    assert node is not None
    label = node.find(DB + "phrase[@role='label']")
    text = inline(node)
    if label is None:
        return f" {text}"
    printed = "".join(label.itertext())
    return f" [{printed}] {text.removeprefix(printed).strip()}"


def inline(node: etree._Element | None) -> str:
    """Text with its phrases and links in braces; labels are not shown."""
    if node is None:
        return ""
    text = node.text or ""
    for child in node:
        role = "→" if local(child) == "glossterm" else child.get("role", "")
        inner = inline(child)
        text += inner if role == "label" else f"“{inner}”" if local(child) == "quote" else f"{{{role}:{inner}}}"
        text += child.tail or ""
    return text
