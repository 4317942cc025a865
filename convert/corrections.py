"""An editor's overlay: a corrections file in, the canonical tree and its ledger changed, each change recorded and shown.

A corrections file, `<page>.corrections.toml` beside the page or in a folder `corrections/` there, holds entries like

    [[correction]]
    anchor = "一般公共预算收入同比增长35%"   # as the document has it; long enough to occur once
    old = "35%"                              # the part of the anchor to change
    new = "3.5%"
    reason = "decimal point lost in the scrape"
    who = "editor's name"
    source = "statistical bulletin of the county, 2023"

`old` without `new` deletes, `new` without `old` inserts after the anchor; `sic = true` with `old` marks doubtful text and leaves it.
`kind` ("heading", "text" or "runin") and `level` overrule what a line was taken for; the anchor is then the beginning of that line.
A `[metadata]` table sets title, occasion, speaker, date, meeting, or an attribute of the source (site, handle, posted …).

Anchors are text, not places, so that they survive a new scrape.  One that fits nowhere, or twice, is an error that names the places.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from convert.document import DB, KB, XML_ID, assign_ids, element, local, text_of
from convert.errors import CorrectionError
from convert.ledger import Ledger

RULE = "correction"
SUFFIX = ".corrections.toml"
TEXT_KEYS = ("anchor", "old", "new", "kind", "reason", "who", "source")
KINDS = ("heading", "text", "runin")
SOURCE_KEYS = ("site", "board", "tid", "pid", "subject", "category", "handle", "posted", "edited", "views", "replies", "place")
INFO_KEYS = ("title", "occasion", "speaker", "date", "meeting")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry; `place` is where it stands, for messages (file and number)."""

    place: str
    anchor: str
    old: str = ""
    new: str = ""
    kind: str = ""
    level: int = 0
    sic: bool = False
    reason: str = ""
    who: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one thread, of all its pages' files in order."""

    entries: tuple[Correction, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


# --- reading -----------------------------------------------------------------------------------------------------------------------


def files_for(pages: Sequence[Path]) -> list[Path]:
    """The corrections files that belong to page files: beside each page, then in `corrections/` there."""
    found: dict[Path, None] = {}
    for page in pages:
        for folder in (page.parent, page.parent / "corrections"):
            for name in (page.name, page.stem):
                path = folder / (name + SUFFIX)
                if path.is_file():
                    found[path] = None
    return list(found)


def read(paths: Sequence[Path]) -> Corrections:
    """All entries of corrections files.  CorrectionError, naming file, entry, key and what is allowed, for the first that is off."""
    entries: list[Correction] = []
    metadata: dict[str, str] = {}
    for path in paths:
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CorrectionError(f"{path}: not TOML: {error}; mend the line") from error
        for key in table.keys() - {"correction", "metadata"}:
            raise CorrectionError(f"{path}: unknown table {key!r}; allowed are [[correction]] and [metadata]")
        for number, entry in enumerate(table.get("correction", []), 1):
            entries.append(checked(entry, f"{path.name}, correction {number}"))
        for key, value in table.get("metadata", {}).items():
            if key not in SOURCE_KEYS + INFO_KEYS:
                raise CorrectionError(f"{path}: metadata.{key}: unknown; allowed are {', '.join(INFO_KEYS + SOURCE_KEYS)}")
            metadata[key] = str(value)
    return Corrections(tuple(entries), metadata)


def checked(entry: Mapping[str, Any], place: str) -> Correction:
    """An entry as a record.  CorrectionError for keys, types and combinations that say nothing."""
    for key, value in entry.items():
        wanted = str if key in TEXT_KEYS else int if key == "level" else bool if key == "sic" else None
        if wanted is None:
            raise CorrectionError(f"{place}: unknown key {key!r}; allowed are {', '.join(TEXT_KEYS)}, level, sic")
        if not isinstance(value, wanted):
            raise CorrectionError(f"{place}: {key} = {value!r}; it must be a {wanted.__name__}")
    if not entry.get("anchor"):
        raise CorrectionError(f"{place}: no anchor; quote the text of the document that it is about")
    found = Correction(place, **entry)
    for fault in contradictions(found):
        raise CorrectionError(f"{place}: {fault}")
    return found


def contradictions(found: Correction) -> Iterator[str]:
    """What is wrong with an entry whose keys and types are right."""
    if found.kind and found.kind not in KINDS:
        yield f"kind = {found.kind!r}; allowed are {', '.join(KINDS)}"
    if found.kind == "heading" and not 1 <= found.level <= 6:
        yield "a heading needs a level from 1 to 6"
    if not (found.old or found.new or found.kind):
        yield "nothing to do; give old, new or kind"
    if found.old and found.old not in found.anchor:
        yield f"old = {found.old!r} is not part of the anchor {found.anchor!r}"
    if found.old and found.anchor.count(found.old) > 1:
        yield f"{found.old!r} stands twice in the anchor {found.anchor!r}; choose another anchor"


# --- applying ----------------------------------------------------------------------------------------------------------------------


def apply(root: etree._Element, ledger: Ledger, corrections: Corrections) -> None:
    """Change the tree and the ledger by all entries, in order.  CorrectionError for an anchor that fits nowhere or more than once."""
    for number, entry in enumerate(corrections.entries, 1):
        if entry.kind:
            restructure(root, entry)
        else:
            amend(root, ledger, entry, number)
    describe(root, ledger, corrections.metadata)


def holders(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Every element that holds running text, with the block whose xml:id the ledger names for it."""
    for node in root.iter(DB + "title", DB + "subtitle", DB + "bibliomisc", DB + "para", DB + "glossterm"):
        if local(node) == "glossterm" and node.get("linkend"):
            continue
        block: etree._Element | None = node
        while block is not None and block.get(XML_ID) is None:
            block = block.getparent()
        if block is not None:
            yield node, block


def anchored(root: etree._Element, entry: Correction, whole_line: bool = False) -> tuple[etree._Element, etree._Element, int]:
    """The one element whose text holds the anchor, its block, and the anchor's offset in the text."""
    found: list[tuple[etree._Element, etree._Element, int]] = []
    for node, block in holders(root):
        text = text_of(node)
        starts = [0] if whole_line and text.startswith(entry.anchor) else []
        if not whole_line:
            starts = [m.start() for m in re.finditer(re.escape(entry.anchor), text)]
        found += [(node, block, start) for start in starts]
    if not found:
        where = "no line begins with" if whole_line else "the document does not hold"
        raise CorrectionError(f"{entry.place}: {where} the anchor {entry.anchor!r}; quote the document as it is now")
    if len(found) > 1:
        places = " and ".join(f"{block.get(XML_ID)} ({text_of(node)[max(0, at - 8) : at + 16]!r})" for node, block, at in found[:2])
        raise CorrectionError(f"{entry.place}: the anchor {entry.anchor!r} fits {len(found)} places, {places}; make it longer")
    return found[0]


def amend(root: etree._Element, ledger: Ledger, entry: Correction, number: int) -> None:
    """Replace, insert, delete or mark text at the anchor."""
    node, block, at = anchored(root, entry)
    start = at + (entry.anchor.index(entry.old) if entry.old else len(entry.anchor))
    end = start + len(entry.old)
    places = ledger.places(block, text_before(block, node))
    phrase = element("phrase", role="sic" if entry.sic else "corr")
    phrase.set(XML_ID, f"w{number:03d}-{block.get(XML_ID)}")
    if not entry.sic:
        phrase.set("revisionflag", "changed" if entry.old and entry.new else "added" if entry.new else "deleted")
        ledger.amend(places[start:end], places[max(0, start - 1) : start], entry.new, RULE)
    phrase.text = entry.old if entry.sic else entry.new
    if not splice(node, start, end, phrase):
        raise CorrectionError(f"{entry.place}: {entry.old or entry.anchor!r} runs over a link or a mark in the line; choose a shorter part")
    record(root, entry, str(phrase.get(XML_ID)))


def text_before(block: etree._Element, node: etree._Element) -> int:
    """How many characters of a block's kept text stand before one of its text holders (a run-in's title before its paragraph)."""
    if local(block) not in ("formalpara", "glossentry"):
        return 0
    count = 0
    for other in block.iter(DB + "title", DB + "glossterm", DB + "para"):
        if other is node:
            return count
        if other.get(XML_ID) is None:
            count += len(text_of(other))
    return count


def splice(node: etree._Element, start: int, end: int, phrase: etree._Element) -> bool:
    """Put a phrase in the place of text[start:end] of an element; False when the stretch is not inside one run of text."""
    offset = 0
    for holder, attribute in runs(node):
        text = getattr(holder, attribute) or ""
        if offset <= start and end <= offset + len(text):
            head, tail = text[: start - offset], text[end - offset :]
            phrase.tail = tail
            setattr(holder, attribute, head)
            if attribute == "text":
                holder.insert(0, phrase)
            else:
                holder.addnext(phrase)
                phrase.tail = tail
            return True
        offset += len(text)
    return False


def runs(node: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The runs of text in an element, in order, each as the element and attribute that lxml keeps it in."""
    yield node, "text"
    for child in node:
        yield from runs(child)
        yield child, "tail"


def record(root: etree._Element, entry: Correction, target: str) -> None:
    """Note a correction in info, with the original reading."""
    info = root.find(DB + "info")
    assert info is not None
    kind = (
        "sic" if entry.sic else "structure" if entry.kind else "replace" if entry.old and entry.new else "insert" if entry.new else "delete"
    )
    about = {"was": entry.old, "reason": entry.reason, "who": entry.who, "source": entry.source}
    etree.SubElement(info, KB + "correction", {"target": target, "kind": kind, **{k: v for k, v in about.items() if v}})


def describe(root: etree._Element, ledger: Ledger, metadata: Mapping[str, str]) -> None:
    """Set metadata in info."""
    info = root.find(DB + "info")
    assert info is not None
    source = info.find(KB + "source")
    for key, value in metadata.items():
        if key in SOURCE_KEYS:
            assert source is not None
            source.set(key, value)
        else:
            set_info(info, ledger, key, value)
    if metadata:
        etree.SubElement(
            info, KB + "correction", {"target": str(root.get(XML_ID)), "kind": "metadata", "reason": ", ".join(sorted(metadata))}
        )


# --- levels and kinds --------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Item:
    """One piece of a body in reading order: a section's heading with its level (1 is the outermost), or a block (level 0)."""

    node: etree._Element
    level: int = 0


def restructure(root: etree._Element, entry: Correction) -> None:
    """Make a line a heading of a level, plain text, or a run-in, and nest the sections anew."""
    node, block, _ = anchored(root, entry, whole_line=True)
    body = next((a for a in (block, *block.iterancestors()) if local(a) in ("article", "appendix")), None)
    if body is None or local(block) not in ("section", "para", "formalpara"):
        raise CorrectionError(
            f"{entry.place}: {text_of(node)[:20]!r} is neither a heading nor a paragraph of the text; its kind cannot be set"
        )
    items = list(flat(body, 1))
    changed = next(n for n, item in enumerate(items) if item.node is block)
    if entry.kind == "heading":
        items[changed] = Item(as_section(block), entry.level)
    elif entry.kind == "text":
        items[changed] = Item(as_para(block))
    else:
        items[changed] = Item(as_runin(block, entry))
    if items[changed].node is not block:
        holder = block.getparent()
        assert holder is not None
        holder.remove(block)
    nest(body, items)
    assign_ids(root)
    record(root, entry, str(items[changed].node.get(XML_ID)))


def flat(node: etree._Element, level: int) -> Iterator[Item]:
    """The headings and blocks of a body in reading order."""
    for child in list(node):
        name = local(child)
        if name == "section":
            yield Item(child, level)
            yield from flat(child, level + 1)
        elif name not in ("info", "title", "appendix", "glossary"):
            yield Item(child)


def nest(body: etree._Element, items: list[Item]) -> None:
    """Put the pieces back under a body, each section under the nearest heading before it of a lower level."""
    after = [child for child in body if local(child) in ("appendix", "glossary")]
    for item in items:
        parent = item.node.getparent()
        if parent is not None:
            parent.remove(item.node)
    for child in after:
        body.remove(child)
    stack: list[tuple[int, etree._Element]] = [(0, body)]
    for item in items:
        if not item.level:
            if item.node.get("role") != "empty":
                stack[-1][1].append(item.node)
            continue
        while stack[-1][0] >= item.level:
            stack.pop()
        stack[-1][1].append(item.node)
        stack.append((item.level, item.node))
    body.extend(after)
    fill(body)


def fill(body: etree._Element) -> None:
    """Give every section without text the empty paragraph that the contract asks for."""
    for section in [body, *body.iter(DB + "section")]:
        if not any(local(child) not in ("info", "title", "appendix", "glossary") for child in section):
            empty = element("para", role="empty")
            section.insert(len(section) - len(section.findall(DB + "appendix")) - len(section.findall(DB + "glossary")), empty)


LABEL = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[章节部分篇]\s*|[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百\d]+[）)]|\d+[.．、])"
)


def as_section(block: etree._Element) -> etree._Element:
    """A paragraph as an empty section whose title it is; a section as it is."""
    if local(block) == "section":
        return block
    text = text_of(block)
    label = LABEL.match(text)
    section = element("section", None)
    if not label:
        section.set("role", "unnumbered")
    section.set(XML_ID, str(block.get(XML_ID)))
    title = element("title", section)
    if label:
        phrase = element("phrase", title, role="label")
        phrase.text, phrase.tail = label[0], text[label.end() :]
    else:
        title.text = text
    return section


def as_para(block: etree._Element) -> etree._Element:
    """A heading or a run-in as a plain paragraph; its id stays."""
    para = element("para", None)
    para.set(XML_ID, str(block.get(XML_ID)))
    title = block.find(DB + "title")
    inner = block.find(DB + "para") if local(block) == "formalpara" else None
    para.text = text_of(title) if title is not None else text_of(block)
    if inner is not None:
        para.text += inner.text or ""
        para.extend(list(inner))
    return para


def as_runin(block: etree._Element, entry: Correction) -> etree._Element:
    """A paragraph as a formalpara whose title is the anchor."""
    if local(block) != "para" or len(block):
        raise CorrectionError(f"{entry.place}: only a plain paragraph without links can be made a run-in")
    found = element("formalpara", None, role="runin")
    found.set(XML_ID, str(block.get(XML_ID)))
    element("title", found).text = entry.anchor
    element("para", found).text = text_of(block)[len(entry.anchor) :]
    return found


def set_info(info: etree._Element, ledger: Ledger, key: str, value: str) -> None:
    """Set title, occasion, speaker, date or meeting."""
    paths = {"title": DB + "title", "occasion": DB + "subtitle", "speaker": DB + "bibliomisc", "date": DB + "date"}
    if key == "meeting":
        group = info.find(DB + "confgroup")
        group = element("confgroup", info) if group is None else group
        node = group.find(DB + "conftitle")
        node = element("conftitle", group) if node is None else node
    else:
        found = info.find(paths[key])
        node = add_info(info, key) if found is None else found
        ledger.amend(ledger.places(node), (), value, RULE)
    for child in list(node):
        node.remove(child)
    node.text = value


def add_info(info: etree._Element, key: str) -> etree._Element:
    """A new element of info in the place that the contract gives it."""
    name, role = {"occasion": ("subtitle", "occasion"), "speaker": ("bibliomisc", "speaker-line"), "date": ("date", "")}[key]
    node = element(name, None, **({"role": role} if role else {}))
    order = ["title", "subtitle", "author", "date", "confgroup", "bibliocoverage", "bibliomisc", "source", "rule", "correction"]
    later = [child for child in info if order.index(local(child)) > order.index(name)]
    later[0].addprevious(node)
    if name != "date":
        assign_ids(info.getroottree().getroot())
    return node
