"""The canonical tree as XHTML elements, for the two media that CSS serves: screens (XHTML, EPUB) and paper (PDF).

What goes in is a canonical element, what comes out is appended to an XHTML element.  There is one case for every element and role of
document.rng.  Class names are the style's role names; what a printer adds to the document's text is marked `generated`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from convert.document import DB, XML_ID, local, text_of
from convert.errors import DocumentError
from convert.render import front
from convert.render.front import QUOTES, term_text
from convert.render.glossary import Glossary, survey
from convert.style import ResolvedStyle

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
TYPE = f"{{{OPS}}}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NSMAP = {None: XHTML, "epub": OPS}
NOTE = "x-note"  # a footnote on paper; HTML has no element for one inside a paragraph
DEEPEST = 6  # HTML has no h7
NARROW = 4  # columns, which a phone shows side by side; a wider table scrolls on screens
SHORT = 10  # rows, which a page of a reading system holds; what scrolls is never broken over pages


@dataclass(frozen=True, slots=True)
class Edition:
    """One document in one style for one medium; `mentions` are the mentions of each glossary entry, `terms` where it is printed."""

    root: etree._Element
    style: ResolvedStyle
    medium: Literal["screen", "paper"]
    mentions: Mapping[str, list[str]]
    terms: Glossary


def edition(root: etree._Element, style: ResolvedStyle, medium: Literal["screen", "paper"]) -> Edition:
    """The canonical article, ready to be marked up.  Footnotes are for paper: a screen has no foot of the page."""
    return Edition(root, style, medium, front.mentions(root), survey(root, style.glossary if medium == "paper" else "end"))


def add(parent: etree._Element | None, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new XHTML element at the end of a parent.  `class_` stands for class, `_` in a name for `-`; empty attributes are left out."""
    tag = f"{{{XHTML}}}{name}"
    node = etree.Element(tag, nsmap=NSMAP) if parent is None else etree.SubElement(parent, tag)
    for key, value in attributes.items():
        if value:
            node.set(key.rstrip("_").replace("_", "-"), value)
    node.text = text or None
    return node


def append_text(node: etree._Element, text: str | None) -> None:
    """Text after everything that the element holds."""
    if text:
        if len(node):
            node[-1].tail = (node[-1].tail or "") + text
        else:
            node.text = (node.text or "") + text


def article(ed: Edition) -> etree._Element:
    """The whole report: `article`, with the title block, the body, annexes and the glossary."""
    node = add(None, "article", id=ed.root.get(XML_ID, ""))
    title_block(ed, node)
    blocks(ed.root, node, ed, 1)
    return node


def title_block(ed: Edition, into: etree._Element) -> None:
    """Title, occasion and speaker as printed."""
    info = child(ed.root, "info")
    header = add(into, "header", class_="front")
    title = child(info, "title")
    made = add(header, "h1", class_="title", id=title.get(XML_ID, ""))
    if ed.medium == "paper":
        made.set("data-label", text_of(title))
    inline(title, made, ed)
    for subtitle in info.iterfind(f"{DB}subtitle"):
        inline(subtitle, add(header, "p", class_="occasion", role="doc-subtitle", id=subtitle.get(XML_ID, "")), ed)
    for line in front.speaker_lines(ed.root):
        inline(line, add(header, "p", class_="speaker", id=line.get(XML_ID, "")), ed)


def child(node: etree._Element, name: str) -> etree._Element:
    """The first child of a name, which the contract says is there."""
    found = node.find(DB + name)
    if found is None:
        raise DocumentError(f"line {node.sourceline}: {local(node)} without {name}; see document.rng")
    return found


# --- blocks ------------------------------------------------------------------------------------------------------------------------


def blocks(node: etree._Element, into: etree._Element, ed: Edition, level: int, skip: etree._Element | None = None) -> None:
    """All blocks inside an element; `level` is the level of its own heading (1 for the title)."""
    for block in node.iterchildren(etree.Element):
        name = local(block)
        if block is skip or name in ("info", "title"):
            continue
        if name not in BLOCKS:
            raise DocumentError(f"unknown element {name!r} in {local(node)}; markup.py has no case for it")
        BLOCKS[name](block, into, ed, level)


def para(node: etree._Element, into: etree._Element, ed: Edition, level: int) -> None:
    """A paragraph by its role; one that only keeps an empty section valid is skipped."""
    role = node.get("role", "body")
    if role != "empty":
        inline(node, add(into, "p", class_=role, id=node.get(XML_ID, "")), ed)


def formalpara(node: etree._Element, into: etree._Element, ed: Edition, level: int) -> None:
    """A paragraph headed by its first sentence, which is no heading of the outline."""
    line = add(into, "p", class_="body", id=node.get(XML_ID, ""))
    inline(child(node, "title"), add(line, "b", class_="runin"), ed)
    inline(child(node, "para"), line, ed)


def section(node: etree._Element, into: etree._Element, ed: Edition, level: int) -> None:
    """A section with its heading; one that runs in shares the line of the paragraph that follows it."""
    box = add(into, "section", id=node.get(XML_ID, ""), aria_labelledby=heading_id(node))
    if level == 1 and ed.medium == "screen":
        box.set(TYPE, "chapter")
        box.set("role", "doc-chapter")
    rank = min(level, 4)
    if node.get("role") == "runin" and front.runs_in(node):
        first = child(node, "para")
        line = add(box, "div", class_=f"run-in-line {first.get('role', 'body')}")  # the paragraph that both make
        heading(node, line, ed, level, f"run-in-{rank}")
        if first.get("role") != "empty":
            inline(first, add(line, "p", class_=first.get("role", "body"), id=first.get(XML_ID, "")), ed)
        blocks(node, box, ed, level + 1, skip=first)
        return
    heading(node, box, ed, level, f"heading-{rank}")
    blocks(node, box, ed, level + 1)


def heading(node: etree._Element, into: etree._Element, ed: Edition, level: int, role: str) -> etree._Element:
    """The heading of a section: an h2 to h6, since the title is the h1."""
    made = add(into, f"h{min(level + 1, DEEPEST)}", class_=role, id=heading_id(node))
    bookmark(made, node, ed)
    inline(child(node, "title"), made, ed)
    return made


def bookmark(made: etree._Element, node: etree._Element, ed: Edition) -> None:
    """The words of a section's heading for bookmarks and running heads on paper."""
    if ed.medium == "paper":
        made.set("data-label", front.heading_text(node))


def heading_id(node: etree._Element) -> str:
    """The id of a section's heading: the title's own, else made from the section's."""
    return child(node, "title").get(XML_ID) or f"{node.get(XML_ID)}.h"


def appendix(node: etree._Element, into: etree._Element, ed: Edition, level: int) -> None:
    """An annex: its label and its title on lines of their own."""
    box = add(into, "section", class_="annex", id=node.get(XML_ID, ""), aria_labelledby=heading_id(node))
    if ed.medium == "screen":
        box.set(TYPE, "appendix")
        box.set("role", "doc-appendix")
    labelled(node, box, ed, "annex-title")
    blocks(node, box, ed, level + 1)


def labelled(node: etree._Element, into: etree._Element, ed: Edition, role: str) -> None:
    """The heading of an annex or a glossary: the printed label (附件1), with the mark after it, above the title proper."""
    title = child(node, "title")
    made = add(into, "h2", id=heading_id(node), class_="labelled")
    bookmark(made, node, ed)
    label = title.find(f"{DB}phrase[@role='label']")
    if label is None or title.text or title[0] is not label:
        inline(title, add(made, "span", class_=role), ed)
        return
    after = label.tail or ""
    rest = after.lstrip("：: \u3000")
    add(made, "span", text_of(label) + after[: len(after) - len(rest)], class_="annex-label")
    proper = add(made, "span", rest, class_=role)
    for phrase in title[1:]:
        INLINES[role_of(phrase)](phrase, proper, ed)
        append_text(proper, phrase.tail)
    if not text_of(proper):
        made.remove(proper)


def informaltable(node: etree._Element, into: etree._Element, ed: Edition, level: int) -> None:
    """A table of data; rows of header cells alone head it on every page, other header cells their row (in the first, their column)."""
    rows = list(node.iterchildren(f"{DB}tr"))
    if ed.medium == "screen" and columns(rows) > NARROW:
        kind = "wide" if len(rows) <= SHORT else "wide tall"
        into = add(into, "div", class_=kind, role="group", aria_label=ed.style.words["table"], tabindex="0")
    table = add(into, "table", id=node.get(XML_ID, ""))
    heads = next((n for n, row in enumerate(rows) if any(local(cell) == "td" for cell in row)), len(rows))
    # A head that is all of the table, or whose cells reach below it, is no head.
    heads = 0 if heads == len(rows) or any(reaches(row, heads - n) for n, row in enumerate(rows[:heads])) else heads
    parts = [add(table, "thead")] if heads else []
    parts.append(add(table, "tbody"))
    for number, row in enumerate(rows):
        line = add(parts[0 if number < heads else -1], "tr")
        for cell in row.iterchildren(f"{DB}td", f"{DB}th"):
            header = local(cell) == "th"
            spans = {key: cell.get(key, "") for key in ("colspan", "rowspan")}
            scope = ("row" if number >= max(heads, 1) else "col") if header else ""
            box = add(line, local(cell), scope=scope, class_=cell_class(cell, header=header), **spans)
            for paragraph in cell.iterchildren(f"{DB}para"):
                if paragraph.get("role") != "empty":
                    inline(paragraph, add(box, "p", id=paragraph.get(XML_ID, "")), ed)


def columns(rows: Sequence[etree._Element]) -> int:
    """How many columns a table has: those of its first row, where no cell reaches in from above."""
    return sum(int(cell.get("colspan", "1")) for cell in rows[0].iterchildren(f"{DB}td", f"{DB}th"))


FIGURE = re.compile(r"[-－+±]?[0-9][0-9,. ]*[%％]?")


def cell_class(cell: etree._Element, *, header: bool) -> str:
    """The role of a cell; a figure alone in it stands to the right, so that the points of a column stand under each other."""
    if header:
        return "table-head"
    return "table-cell figure" if FIGURE.fullmatch(text_of(cell).strip()) else "table-cell"


def reaches(row: etree._Element, rows: int) -> bool:
    """Whether a cell of a row covers more rows than are left of the head."""
    return any(int(cell.get("rowspan", "1")) > rows for cell in row)


def mediaobject(node: etree._Element, into: etree._Element, ed: Edition, level: int) -> None:
    """Where a picture stood: its alternative text, said to be a picture's."""
    text = text_of(node).strip()
    line = add(into, "p", class_="note", id=node.get(XML_ID, ""))
    add(line, "span", f"［{ed.style.words['picture']}{'：' if text else ''}", class_="generated")
    append_text(line, text)
    add(line, "span", "］", class_="generated")


# --- the glossary ------------------------------------------------------------------------------------------------------------------


def glossary(node: etree._Element, into: etree._Element, ed: Edition, level: int) -> None:
    """The glossary: a list of terms on screens, a paragraph for each entry on paper."""
    if not ed.terms.shown(node):
        return
    box = add(into, "section", class_="glossary", id=node.get(XML_ID, ""), aria_labelledby=heading_id(node))
    if ed.medium == "screen":
        box.set(TYPE, "glossary")
        box.set("role", "doc-glossary")
    labelled(node, box, ed, "glossary-title")
    for paragraph in node.iterchildren(f"{DB}para"):
        para(paragraph, box, ed, level + 1)
    entries = list(filter(ed.terms.stays, node.iterchildren(f"{DB}glossentry")))
    if ed.medium == "paper":
        for entry in entries:
            paper_entry(entry, box, ed)
        return
    listing = add(box, "dl", class_="entries")
    for entry in entries:
        screen_entry(entry, listing, ed)


def paper_entry(node: etree._Element, into: etree._Element, ed: Edition) -> None:
    """Term, colon and definition in one paragraph; the term links back to its first mention."""
    line = add(into, "p", class_="definition", id=node.get(XML_ID, ""))
    links = ed.mentions.get(node.get(XML_ID, ""), [])
    term = add(line, "dfn", class_="glossary-term")
    inline(child(node, "glossterm"), term, ed)
    if links:
        link_text(term, f"#{links[0]}")
    add(line, "span", ed.style.words["colon"], class_="glossary-term generated")
    for number, block in enumerate(child(node, "glossdef").iterchildren(etree.Element)):
        if local(block) == "informaltable":
            informaltable(block, into, ed, 2)
        elif number == 0:
            inline(block, line, ed)
        else:
            inline(block, add(into, "p", class_="definition", id=block.get(XML_ID, "")), ed)


def screen_entry(node: etree._Element, into: etree._Element, ed: Edition) -> None:
    """One entry of the list, with a link back to each of its mentions.

    Its definition is a footnote to reading systems, which show it over the page where the term is; it is no `aside`, which they would
    take out of the list.
    """
    name = node.get(XML_ID, "")
    box = add(into, "div", class_="entry definition")
    term = add(box, "dt", class_="glossary-term", id=name)
    inline(child(node, "glossterm"), add(term, "dfn"), ed)
    definition = add(add(box, "dd", class_="definition"), "div", class_="pop-up", id=f"n.{name}", role="doc-footnote")
    definition.set(TYPE, "footnote")
    last = definition
    for block in child(node, "glossdef").iterchildren(etree.Element):
        if local(block) == "informaltable":
            informaltable(block, definition, ed, 2)
        else:
            last = add(definition, "p", id=block.get(XML_ID, ""))
            inline(block, last, ed)
    back_links(ed, name, term_text(child(node, "glossterm")), last)


def back_links(ed: Edition, entry: str, term: str, into: etree._Element) -> None:
    """A link to each mention of an entry."""
    links = ed.mentions.get(entry, [])
    for number, mention in enumerate(links, 1):
        count = f" {number}" if len(links) > 1 else ""
        label = f"{ed.style.words['back']}：{term}{count}"
        link = add(into, "a", f"↩\ufe0e{count.strip()}", class_="back generated", href=f"#{mention}", aria_label=label)
        link.set(TYPE, "backlink")
        link.set("role", "doc-backlink")


BLOCKS: Mapping[str, Callable[[etree._Element, etree._Element, Edition, int], None]] = {
    "para": para,
    "formalpara": formalpara,
    "section": section,
    "appendix": appendix,
    "glossary": glossary,
    "informaltable": informaltable,
    "mediaobject": mediaobject,
}


# --- inline ------------------------------------------------------------------------------------------------------------------------


def inline(node: etree._Element, into: etree._Element, ed: Edition) -> None:
    """The text of an element and of what stands in it."""
    append_text(into, node.text)
    for part in node.iterchildren(etree.Element):
        role = role_of(part)
        if role not in INLINES:
            raise DocumentError(f"unknown element {role!r} in {local(node)}; markup.py has no case for it")
        INLINES[role](part, into, ed)
        append_text(into, part.tail)


def role_of(node: etree._Element) -> str:
    """What an inline element is: its role, or `mention` for a term that links to the glossary."""
    return "mention" if local(node) == "glossterm" else node.get("role", local(node))


def span(name: str) -> Callable[[etree._Element, etree._Element, Edition], None]:
    """A phrase as an element of the given name with its role for a class."""

    def phrase(node: etree._Element, into: etree._Element, ed: Edition) -> None:
        inline(node, add(into, name, class_=node.get("role", ""), id=node.get(XML_ID, "")), ed)

    return phrase


def plain(node: etree._Element, into: etree._Element, ed: Edition) -> None:
    """A phrase that looks like the text around it."""
    inline(node, into, ed)


def mention(node: etree._Element, into: etree._Element, ed: Edition) -> None:
    """A term at its first mention in a section, linked to its entry."""
    entry = ed.terms.entries[node.get("linkend", "")]
    if ed.medium == "paper":
        words = add(into, "span", class_="term", id=node.get(XML_ID, ""))
        inline(node, words, ed)
        link_text(words, f"#n.{entry.get(XML_ID)}" if entry.get(XML_ID) in ed.terms.noted else f"#{node.get('linkend')}")
        if ed.terms.calls(node):
            footnote(entry, into, ed)
        return
    goal = f"#n.{entry.get(XML_ID)}"
    link = add(into, "a", class_="term", id=node.get(XML_ID, ""), href=goal)
    link.set(TYPE, "glossref noteref")
    link.set("role", "doc-glossref")
    inline(node, link, ed)


def quote(node: etree._Element, into: etree._Element, ed: Edition) -> None:
    """A term in quotation marks, which screens set by themselves."""
    if ed.medium == "screen":
        inline(node, add(into, "q"), ed)
        return
    append_text(into, QUOTES[0])
    inline(node, into, ed)
    append_text(into, QUOTES[1])


def footnote(entry: etree._Element, into: etree._Element, ed: Edition) -> None:
    """An entry at the foot of the page that mentions it first; where it stands in the glossary too, the note is the printer's repetition."""
    repeats = ed.terms.stays(entry)
    note = add(into, NOTE, class_="note generated" if repeats else "note", id=f"n.{entry.get(XML_ID)}")
    if printed_number(entry) == str(list(ed.terms.noted).index(entry.get(XML_ID, "")) + 1):
        note.set("class", f"{note.get('class')} numbered")
    term = add(note, "dfn", class_="glossary-term")
    inline(child(entry, "glossterm"), term, ed)
    add(term, "span", ed.style.words["colon"], class_="generated")
    for block in child(entry, "glossdef").iterchildren(f"{DB}para"):
        inline(block, add(note, "span"), ed)
    for node in note.iterdescendants() if repeats else ():
        node.attrib.pop("id", None)


def printed_number(entry: etree._Element) -> str:
    """The digits of the number that is printed before a glossary entry, "" without one."""
    label = child(entry, "glossterm").find(f"{DB}phrase[@role='label']")
    return "".join(char for char in text_of(label) if char.isdecimal())


def link_text(node: etree._Element, goal: str) -> None:
    """Turn every stretch of text inside an element into a link of its own.

    PDF/UA-1 (7.18.5) wants each link annotation in a Link element, and WeasyPrint makes one for every box inside an `a`.
    """
    for part in list(node):
        link_text(part, goal)
        text, part.tail = part.tail, None
        if text:
            link = add(None, "a", text, href=goal)
            part.addnext(link)
    if node.text:
        link = add(None, "a", node.text, href=goal)
        node.text = None
        node.insert(0, link)


INLINES: Mapping[str, Callable[[etree._Element, etree._Element, Edition], None]] = {
    "label": plain,
    "item": plain,
    "speaker": plain,
    "enum": span("span"),
    "lead": span("b"),
    "noteref": span("sup"),
    "term": span("span"),
    "corr": span("span"),
    "sic": span("span"),
    "mention": mention,
    "quote": quote,
}
