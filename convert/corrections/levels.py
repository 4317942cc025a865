"""What changes lines: entries with `kind` or `level` in, the sections of the tree nested anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from convert.corrections.anchors import anchored
from convert.corrections.overlay import Correction
from convert.document import DB, XML_ID, assign_ids, element, kind_of, local, text_of
from convert.errors import CorrectionError
from convert.ledger import Ledger


@dataclass(slots=True)
class Item:
    """One piece of a body in reading order: a section's heading with its level (1 is the outermost), or a block (level 0)."""

    node: etree._Element
    level: int = 0


def restructure(root: etree._Element, ledger: Ledger, entry: Correction) -> tuple[str, str]:
    """Make a line a heading of a level, plain text, or a run-in, and nest the sections anew; its block's id, and what it was before."""
    fit = anchored(root, entry, whole_line=True)
    node, block = fit.node, fit.block
    body = next((a for a in (block, *block.iterancestors()) if local(a) in ("article", "appendix")), None)
    items = [] if body is None else list(flat(body, 1))
    index = next((n for n, item in enumerate(items) if item.node is block), None)
    if body is None or index is None or local(block) not in ("section", "para", "formalpara"):
        fact = f"{text_of(node)[:20]!r} is neither a heading nor a paragraph of the text"
        raise CorrectionError(f"{entry.place}: {fact}; its kind cannot be set, change its words instead")
    home, was = block.getparent(), kind_of(block)
    if entry.kind == "heading" and local(block) == "section":
        items[index].level = entry.level
    elif entry.kind == "heading" and local(block) == "para":
        items[index] = Item(as_section(block), entry.level)
    else:
        join(items, index, ledger)
        plain = items[index].node
        if entry.kind != "text":
            title = text_of(node)[: fit.end] if entry.kind == "runin" else text_of(block.find(DB + "title"))
            items[index : index + 1] = as_runin(plain, title, entry, ledger)
    if block.getparent() is home is not None:
        home.remove(block)
    nest(body, items)
    assign_ids(root)
    return str(items[index].node.get(XML_ID)), was


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
    for node in (*(item.node for item in items), *after):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
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


def as_section(block: etree._Element, text: str = "") -> etree._Element:
    """An empty section whose title is `text`, or a paragraph's text; the paragraph's id stays."""
    text = text or text_of(block)
    label = LABEL.match(text)
    section = element("section", None)
    if not label:
        section.set("role", "unnumbered")
    if block.get(XML_ID):
        section.set(XML_ID, str(block.get(XML_ID)))
    title = element("title", section)
    if label:
        phrase = element("phrase", title, role="label")
        phrase.text, phrase.tail = label[0], text[label.end() :]
    else:
        title.text = text
    return section


def join(items: list[Item], index: int, ledger: Ledger) -> None:
    """Make one plain paragraph of a line: of a heading, and of what follows one that runs in."""
    block = items[index].node
    follows = items[index + 1].node if index + 1 < len(items) else None
    if local(block) == "para":
        block.attrib.pop("role", None)
    elif local(block) == "section" and block.get("role") == "runin" and follows is not None and local(follows) == "para":
        title = text_of(block.find(DB + "title"))
        ledger.move(ledger.places(block), follows)
        follows.text = title + (follows.text or "")
        del items[index]
        items[index].level = 0
    else:
        items[index] = Item(as_para(block))


def as_para(block: etree._Element) -> etree._Element:
    """A heading or a run-in as a plain paragraph; its id stays."""
    para = element("para", None)
    para.set(XML_ID, str(block.get(XML_ID)))
    inner = block.find(DB + "para") if local(block) == "formalpara" else None
    para.text = text_of(block.find(DB + "title"))
    if inner is not None:
        para.text += inner.text or ""
        para.extend(list(inner))
    return para


def as_runin(para: etree._Element, title: str, entry: Correction, ledger: Ledger) -> list[Item]:
    """A plain paragraph that begins with `title` as a run-in: a section of the entry's level, or without a level a formalpara."""
    places = ledger.places(para)[: len(title)]
    if text_of(para) == title:
        raise CorrectionError(f"{entry.place}: nothing follows {title[:20]!r} on its line; make it a heading")
    head = behead(para, len(title))
    if not head:
        raise CorrectionError(f"{entry.place}: the end of {title[-20:]!r} stands inside a link or a mark; let the anchor end elsewhere")
    if entry.level:
        section = as_section(element("para", None), head)
        section.set("role", "runin")
        assign_ids(section)
        ledger.move(places, section)
        return [Item(section, entry.level), Item(para)]
    found = element("formalpara", None, role="runin")
    found.set(XML_ID, str(para.attrib.pop(XML_ID)))
    element("title", found).text = head
    ledger.move(ledger.places(para), found)
    found.append(para)
    return [Item(found)]


def behead(para: etree._Element, count: int) -> str:
    """Take the first characters of a paragraph, the marks and links among them as plain text; "" where one of them would be cut."""
    head, rest = "", para.text or ""
    inside = list(para)
    while count - len(head) > len(rest):
        head += rest
        child = inside.pop(0)
        head, rest = head + text_of(child), child.tail or ""
        if len(head) > count:
            return ""
    for child in para[: len(para) - len(inside)]:
        para.remove(child)
    at = count - len(head)
    para.text = rest[at:]
    return head + rest[:at]
