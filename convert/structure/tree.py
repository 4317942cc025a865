"""The draft as a canonical tree, and the place of every character in the ledger.

In: a draft whose parts are decided.  Out: an article without ids and links, and each line kept at its block or dropped by a rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from convert.document import NSMAP, XML_LANG, element
from convert.ledger import Ledger
from convert.source import Line, Picture, Table
from convert.structure.draft import Draft, Mark, Part, Zone
from convert.structure.metadata import info, provenance

ROLES = {"salutation": "salutation", "closing": "closing", "signature": "signature", "date": "date"}
TRADITIONAL = re.compile("[國會議報員關於務經濟發與個們來時過實業產動長門開農學現將這並對應當處區圓團]")
SIMPLIFIED = re.compile("[国会议报员关于务经济发与个们来时过实业产动长门开农学现将这并对应当处区圆团]")


@dataclass(slots=True)
class Site:
    """Where the next block goes: the open sections of a zone, outermost (article or appendix) first."""

    open: list[etree._Element] = field(default_factory=list)

    @property
    def node(self) -> etree._Element:
        """The innermost open element."""
        return self.open[-1]


def tree(draft: Draft, ledger: Ledger) -> etree._Element:
    """The article."""
    root = etree.Element(element("article").tag, nsmap=NSMAP)
    root.set("version", "5.2")
    root.set("role", "report")
    root.set(XML_LANG, language(draft))
    for part in [draft.subject, *draft.front, *draft.taken]:
        if part is not None and part.kind == "dropped":
            ledger.drop_line(part.line, part.rule)
    head = info(draft, root, ledger)
    body = Site([root])
    for part in draft.front:
        if part.kind in ("salutation", "para"):
            place(body, part, ledger)
    for zone in draft.zones:
        if zone.kind == "glossary":
            glossary(root, zone, ledger)
        else:
            site = body if zone.kind == "body" else Site([appendix(root, zone, ledger)])
            for part in zone.parts:
                place(site, part, ledger)
            fill(site.open[0])
    provenance(draft, head, ledger.counts())
    return root


def language(draft: Draft) -> str:
    """zh-Hant where traditional forms outnumber simplified ones, else zh-Hans-CN."""
    traditional = simplified = 0
    for part in draft.parts():
        traditional += len(TRADITIONAL.findall(part.printed))
        simplified += len(SIMPLIFIED.findall(part.printed))
    return "zh-Hant" if traditional > simplified else "zh-Hans-CN"


# --- blocks ------------------------------------------------------------------------------------------------------------------------


def place(site: Site, part: Part, ledger: Ledger) -> None:
    """One part into the open section; a heading opens another."""
    if part.kind == "dropped":
        ledger.drop_line(part.line, part.rule)
    elif part.kind == "heading":
        section(site, part, ledger)
    elif isinstance(part.block, Table):
        part.node = table(site.node, part.block, ledger)
    elif isinstance(part.block, Picture):
        part.node = element("mediaobject", site.node)
        element("phrase", element("textobject", part.node)).text = part.block.alt
        ledger.picture(part.block, part.node)
    elif part.kind == "lead":
        lead(site.node, part, ledger)
    else:
        paragraph(site.node, part, ledger)


def section(site: Site, part: Part, ledger: Ledger) -> None:
    """Open a section of the part's level; levels that are missing above it are not made up."""
    del site.open[part.level :]
    node = element("section", site.node)
    if part.run_in:
        node.set("role", "runin")
    elif not part.label:
        node.set("role", "unnumbered")
    title = element("title", node)
    end = part.head or len(part.printed)
    label = [Mark(0, part.label, "label")] if part.label else []
    inline(title, part.printed[:end], label + [mark for mark in part.marks if mark.end <= end and mark.role == "noteref"])
    part.node = node
    ledger.keep(part.line.cut(0, end), node)
    site.open.append(node)
    if part.run_in:
        rest = Part(part.line.cut(end).strip(), marks=moved(part, end))
        paragraph(node, rest, ledger)


def moved(part: Part, end: int) -> list[Mark]:
    """The marks behind a run-in title, counted from the text that follows it."""
    start = end + len(part.printed[end:]) - len(part.printed[end:].lstrip())
    return [Mark(mark.start - start, mark.end - start, mark.role) for mark in part.marks if mark.start >= start]


def paragraph(parent: etree._Element, part: Part, ledger: Ledger) -> None:
    """A para with its role and its inline marks."""
    node = element("para", parent)
    if part.kind in ROLES:
        node.set("role", ROLES[part.kind])
    inline(node, part.printed, part.marks)
    part.node = node
    ledger.keep(part.line, node)


def lead(parent: etree._Element, part: Part, ledger: Ledger) -> None:
    """A formalpara: the lead sentence as its title, the rest as its para."""
    node = element("formalpara", parent, role="runin")
    title = part.printed[: part.head].rstrip()
    inline(element("title", node), title, [mark for mark in part.marks if mark.end <= len(title) and mark.role == "noteref"])
    rest = part.printed[part.head :].strip()
    inline(element("para", node), rest, moved(part, part.head))
    part.node = node
    ledger.keep(part.line, node)


def table(parent: etree._Element, block: Table, ledger: Ledger) -> etree._Element:
    """An informaltable in HTML's model; each line of a cell is a para."""
    node = element("informaltable", parent)
    for row in block.rows:
        line = element("tr", node)
        for cell in row:
            box = element("th" if cell.header else "td", line)
            for name, span in (("colspan", cell.colspan), ("rowspan", cell.rowspan)):
                if span > 1:
                    box.set(name, str(min(span, 1000)))
            for text in cell.lines:
                if text.strip().text:
                    paragraph(box, Part(text.strip()), ledger)
    return node


def fill(node: etree._Element) -> None:
    """A section, annex or article that holds nothing gets an empty paragraph, which printers skip."""
    for each in [node, *node.iter("{*}section")]:
        if not any(isinstance(child.tag, str) and child.tag.rpartition("}")[2] not in ("info", "title") for child in each):
            element("para", each, role="empty")


# --- annexes and glossary ----------------------------------------------------------------------------------------------------------


def appendix(root: etree._Element, zone: Zone, ledger: Ledger) -> etree._Element:
    """An annex with its title."""
    node = element("appendix", root)
    titles(node, zone, ledger)
    return node


def titles(node: etree._Element, zone: Zone, ledger: Ledger) -> None:
    """The title of an annex or a glossary, its printed label (附件1) in a phrase."""
    title = element("title", node)
    line: Line | None = None
    for part in zone.title:
        part.node = node
        line = part.line if line is None else line.join(part.line)
    assert line is not None
    label = zone.title[0].label
    printed = len(line.text[:label].rstrip())
    inline(title, line.text, [Mark(0, printed, "label")] if printed else [])
    ledger.keep(line, node)


def glossary(root: etree._Element, zone: Zone, ledger: Ledger) -> None:
    """A glossary: paragraphs before the entries, then the entries."""
    if not any(part.kind == "entry" for part in zone.parts):
        site = Site([appendix(root, zone, ledger)])
        for part in zone.parts:
            place(site, part, ledger)
        fill(site.open[0])
        return
    node = element("glossary", root)
    titles(node, zone, ledger)
    site = Site([node])
    for part in zone.parts:
        if part.kind == "entry":
            site.open[:] = [entry(node, part, ledger)]
        elif not isinstance(part.block, Picture):  # the canonical glossary has no place for pictures, which carry no visible text
            place(site, part, ledger)
    for each in node.iter("{*}glossdef"):
        if not len(each):
            element("para", each, role="empty")


def entry(parent: etree._Element, part: Part, ledger: Ledger) -> etree._Element:
    """A glossary entry; its colon, and the quotation marks or 【】 round the whole term, are dropped, for the printers set their own."""
    node = element("glossentry", parent)
    part.node = node
    line = part.line
    term = line.cut(0, part.head)
    label = [Mark(0, len(term.text[: part.label].rstrip()), "label")] if part.label else []
    named = element("glossterm", node)
    marks = wholly_marked(term.text[part.label :])
    if marks:
        whole = line.cut(part.label, part.head).strip()
        term, words = line.cut(0, part.label), whole.cut(1, -1)
        inline(named, term.text, label)
        inline(element("quote", named) if marks == "“" else named, words.text, [])
        ledger.keep(words, node)
        ledger.drop_line(whole.select((0, len(whole.text) - 1)), "glossary-quotes" if marks == "“" else "glossary-brackets")
    else:
        inline(named, term.text, label + [mark for mark in part.marks if mark.role == "term"])
    ledger.keep(term, node)
    ledger.drop_line(line.cut(part.head, part.definition).strip(), "glossary-colon")
    definition = element("glossdef", node)
    rest = line.cut(part.definition).strip()
    if rest.text:
        paragraph(definition, Part(rest), ledger)
    return definition


def wholly_marked(term: str) -> str:
    """The mark that opens a term all of which stands in one pair, “” or 【】; "" for another."""
    found = re.fullmatch(r"\s*(“[^“”]*[^“”\s][^“”]*”|【[^【】]*[^【】\s][^【】]*】)\s*", term)
    return found[1][0] if found else ""


# --- inline ------------------------------------------------------------------------------------------------------------------------


def inline(node: etree._Element, text: str, marks: list[Mark]) -> None:
    """Text with phrases in it; a mark inside another nests, one that crosses another is left out."""
    at = 0
    stack: list[tuple[etree._Element, int]] = [(node, len(text))]
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        while len(stack) > 1 and mark.start >= stack[-1][1]:
            at = close(stack, text, at)
        if mark.end > stack[-1][1] or mark.start < at or mark.end <= mark.start:
            continue
        append(stack[-1][0], text[at : mark.start])
        at = mark.start
        stack.append((element("phrase", stack[-1][0], role=mark.role), mark.end))
    while len(stack) > 1:
        at = close(stack, text, at)
    append(node, text[at:])


def close(stack: list[tuple[etree._Element, int]], text: str, at: int) -> int:
    """End the innermost phrase."""
    node, end = stack.pop()
    append(node, text[at:end])
    return max(at, end)


def append(node: etree._Element, text: str) -> None:
    """Text after whatever a node already holds."""
    if not text:
        return
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text
