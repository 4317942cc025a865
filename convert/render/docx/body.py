"""The canonical tree to the paragraphs of word/document.xml, in document order.

A numbered heading that runs in stands on the line of the paragraph that follows and is a real heading all the same: Word's style
separator, a heading paragraph whose mark is hidden (`w:vanish` with `w:specVanish`, 17.3.2.36).  Word shows it on one line and takes the
heading alone into contents and navigation; a program that knows no separators shows the heading on a line of its own: nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lxml import etree

from convert.document import DB, XML_ID, local, text_of
from convert.errors import DocumentError
from convert.render.docx.bookmarks import Bookmarks, bookmark, heading_bookmark
from convert.render.docx.ooxml import PARAGRAPH_ORDER, RUN_ORDER, Attributes, Values, properties, w
from convert.render.docx.styles import BELOW, BY_ROLE, FOOTNOTE_REFERENCE, GENERATED, TERM_MARKS, differs, heading_style, run_in_style
from convert.render.docx.tables import table
from convert.render.docx.text import BLANK, broken, even_lines, runs, spaced
from convert.render.front import QUOTES, heading_text, runs_in, speaker_lines, term_text
from convert.render.glossary import Glossary
from convert.render.markup import printed_number
from convert.render.paper import SHORT_LINE
from convert.style import ResolvedStyle

PARAGRAPHS = {"salutation": "salutation", "closing": "closing", "signature": "signature", "date": "date"}
WORDS = frozenset(("enum", "lead", "noteref", "term", "corr", "sic"))  # phrases with a look of their own
PLAIN = frozenset(("item", "speaker", "label"))  # phrases that look like what surrounds them


@dataclass(slots=True)
class Body:
    """What the paragraphs of one document have in common: the style, the bookmarks given so far, and the notes set aside."""

    style: ResolvedStyle
    terms: Glossary
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    notes: list[Element] = field(default_factory=list)
    openings: list[tuple[Element, str]] = field(
        default_factory=list
    )  # paragraphs that open an annex, a glossary … on a new page; its title

    # --- paragraphs --------------------------------------------------------------------------------------------------------------

    def paragraph(self, role: str, *content: Element, **marks: Element | Attributes) -> Element:
        """One paragraph in the style of its role; `marks` are properties of its own."""
        return self.styled(BY_ROLE[role], *content, **marks)

    def styled(self, style_id: str, *content: Element, **marks: Element | Attributes) -> Element:
        """One paragraph in a style; Normal is not named."""
        values: Values = dict(marks)
        if style_id != "Normal":
            values["pStyle"] = {"val": style_id}
        look = [properties("pPr", PARAGRAPH_ORDER, values)] if values else []
        return w("p", *look, *content)

    def front(self, root: etree._Element) -> Iterator[Element]:
        """Title block: title, occasion, speaker."""
        info = child(root, "info")
        for name, role in (("title", "title"), ("subtitle", "occasion")):
            for node in info.findall(DB + name):
                yield self.paragraph(role, *self.display(node, role))
        for line in speaker_lines(root):
            yield self.paragraph("speaker", *self.display(line, "speaker"))

    def display(self, node: etree._Element, role: str) -> list[Element]:
        """The words of a line of the title block, broken into even lines when they are plain text, centred, and more than a line."""
        look = self.style.roles[role]
        if len(node) or look.align != "center":
            return self.words(node)
        if role == "speaker" and BLANK.search(node.text or ""):
            return list(spaced(node.text or ""))
        return list(broken(even_lines(node.text or "", self.style.page.text_width / look.size)))

    def blocks(self, parent: etree._Element, level: int) -> Iterator[Element]:
        """Everything under an element but its title; `level` is the level of the sections in it."""
        for node in parent:
            if node.tag not in (DB + "title", DB + "info"):
                yield from self.block(node, level)

    def block(self, node: etree._Element, level: int) -> Iterator[Element]:
        """One block.  DocumentError for an element that this printer does not know."""
        printer = PRINTERS.get(local(node))
        if printer is None:
            raise DocumentError(f"<{local(node)}> cannot be printed as DOCX; see document.rng for what may stand there")
        yield from printer(self, node, level)

    def para(self, node: etree._Element, level: int) -> Iterator[Element]:
        """A paragraph of the text."""
        role = node.get("role", "")
        if role != "empty":
            held: dict[str, Attributes] = {"keepNext": {}} if leads(node) else {}
            yield self.paragraph(PARAGRAPHS.get(role, "body"), *self.words(node), **held)

    def formalpara(self, node: etree._Element, level: int) -> Iterator[Element]:
        """A paragraph headed by a lead sentence."""
        yield self.paragraph("body", *self.words(child(node, "title"), BY_ROLE["runin"]), *self.words(child(node, "para")))

    def picture(self, node: etree._Element, level: int) -> Iterator[Element]:
        """Where a picture stood: its alternative text, said to be a picture's."""
        text = text_of(node).strip()
        before = f"［{self.style.words['picture']}{'：' if text else ''}"
        yield self.paragraph("note", *runs(before, GENERATED), *runs(text), *runs("］", GENERATED))

    def table(self, node: etree._Element, level: int) -> Iterator[Element]:
        """A table of data."""
        yield table(node, self.style, self.cell)

    def cell(self, para: etree._Element, style_id: str, held: bool) -> Element:
        """A paragraph in a cell, on the page of the next row where it is held there."""
        return self.styled(style_id, *self.words(para), **({"keepNext": {}} if held else {}))

    # --- headings ----------------------------------------------------------------------------------------------------------------

    def section(self, node: etree._Element, level: int) -> Iterator[Element]:
        """A heading and what stands under it."""
        title = child(node, "title")
        content = self.heading(node, title)
        if node.get("role") == "runin" and runs_in(node):
            hidden = properties("rPr", RUN_ORDER, {"vanish": {}, "specVanish": {}})
            yield self.styled(run_in_style(self.style, level), *content, rPr=hidden)
        else:
            yield self.styled(heading_style(level), *content)
        yield from self.blocks(node, level + 1)

    def heading(self, node: etree._Element, title: etree._Element) -> list[Element]:
        """A heading's words inside its bookmark, which ends in the same paragraph, so that a link to it is read at the right place."""
        start, end = self.bookmarks.around(heading_bookmark(node.get(XML_ID, "")))
        return [start, *self.words(title), end]

    def appendix(self, node: etree._Element, level: int) -> Iterator[Element]:
        """An annex: its label alone on the first line of a page, then its title, then its text."""
        yield from self.back_title(node, "annex-title")
        yield from self.blocks(node, level + 1)

    def glossary(self, node: etree._Element, level: int) -> Iterator[Element]:
        """The glossary with those of its entries that do not stand in footnotes; nothing when all do."""
        if self.terms.shown(node):
            yield from self.back_title(node, "glossary-title")
            yield from self.blocks(node, level + 1)

    def back_title(self, node: etree._Element, role: str) -> Iterator[Element]:
        """The title of an annex or a glossary; a label before it (附件1) has a paragraph of its own, which then opens the page."""
        title = child(node, "title")
        label, rest = split_label(title)
        if not label or not rest:
            yield self.opening(BY_ROLE[role], self.heading(node, title), heading_text(node))
            return
        start, end = self.bookmarks.around(heading_bookmark(node.get(XML_ID, "")))
        yield self.opening(BY_ROLE["annex-label"], runs(label), heading_text(node))
        content = [start, *runs(rest), *(part for node in title[1:] for part in self.with_tail(node, "")), end]
        yield self.styled(BELOW[BY_ROLE[role]], *content)

    def opening(self, style_id: str, content: Iterable[Element], title: str) -> Element:
        """The paragraph that opens a part of the back matter with this title."""
        paragraph = self.styled(style_id, *content)
        self.openings.append((paragraph, title))
        return paragraph

    def glossentry(self, node: etree._Element, level: int) -> Iterator[Element]:
        """An entry where it stands at the end."""
        if self.terms.stays(node):
            yield from self.entry(node, BY_ROLE["definition"])

    def entry(self, node: etree._Element, style_id: str) -> Iterator[Element]:
        """An entry: term, colon and definition in one paragraph; the term links back to where the text first mentions it."""
        start, end = self.bookmarks.around(bookmark(node.get(XML_ID, "")))
        head = [start, *self.entry_term(node), end, *runs(self.style.words["colon"], TERM_MARKS)]
        for block in child(node, "glossdef"):
            if local(block) != "para":
                if head:
                    yield self.styled(style_id, *head)
                    head = []
                yield from self.block(block, 1)
            elif block.get("role") != "empty" or head:
                yield self.styled(style_id, *head, *self.words(block))
                head = []

    def entry_term(self, entry: etree._Element) -> list[Element]:
        """The words of an entry's term: a link to the first mention of the entry, or each term in it a link to its own."""
        term = child(entry, "glossterm")
        content = self.words(term, BY_ROLE["glossary-term"])
        back = self.terms.mentions.get(entry.get(XML_ID, ""))
        return [self.bookmarks.link(back, content)] if back and not self.own_links(term) else content

    def own_links(self, term: etree._Element) -> bool:
        """Whether a term inside the entry links back by itself."""
        return any(inner.get(XML_ID, "") in self.terms.mentions for inner in term)

    # --- words -------------------------------------------------------------------------------------------------------------------

    def words(self, node: etree._Element, style: str = "") -> list[Element]:
        """The inline content of an element as runs, links and bookmarks; `style` is the character style around it."""
        return [*runs(node.text or "", style), *(part for inner in node for part in self.with_tail(inner, style))]

    def with_tail(self, node: etree._Element, style: str) -> list[Element]:
        """An inline element and the text after it."""
        return [*self.inline(node, style), *runs(node.tail or "", style)]

    def inline(self, node: etree._Element, style: str) -> list[Element]:
        """One inline element."""
        name, role = local(node), node.get("role", "")
        if name == "glossterm":
            return self.mention(node, self.inner("term", style))
        if name == "quote":
            return [*runs(QUOTES[0], TERM_MARKS), *self.words(node, style), *runs(QUOTES[1], TERM_MARKS)]
        if name != "phrase" or role not in WORDS | PLAIN:
            raise DocumentError(f"<{name} role={role!r}> cannot be printed as DOCX; see document.rng for what may stand there")
        if role in PLAIN:
            return self.words(node, style)
        if role == "term" and local(node.getparent()) == "glossterm":  # type: ignore[arg-type]
            return self.inner_term(node, style)
        return self.words(node, self.inner(role, style))

    def inner(self, role: str, style: str) -> str:
        """The character style of words in a role: a run has one style only, so a role without a look of its own leaves the outer one."""
        return BY_ROLE[role] if not style or differs(self.style.roles[role], self.style.roles["body"]) else style

    def inner_term(self, node: etree._Element, style: str) -> list[Element]:
        """One of several terms in an entry, which links may point to, and which links back to its own first mention."""
        start, end = self.bookmarks.around(bookmark(node.get(XML_ID, "")))
        content = self.words(node, style)
        back = self.terms.mentions.get(node.get(XML_ID, ""))
        return [start, *([self.bookmarks.link(back, content)] if back else content), end]

    def mention(self, node: etree._Element, style: str) -> list[Element]:
        """A term in the text: a link to its entry, itself the target of the entry's link; with a footnote where the style asks."""
        target = node.get("linkend", "")
        start, end = self.bookmarks.around(bookmark(node.get(XML_ID, "")))
        found = [start, self.bookmarks.link(target, self.words(node, style)), end]
        if self.terms.calls(node):
            found.append(self.footnote(self.terms.entries[target]))
        return found

    def footnote(self, entry: etree._Element) -> Element:
        """Set an entry aside as a footnote; return the mark that refers to it.

        Where the entry stands at the end too, the note says it a second time: it is the printer's then, and without links.  Notes are
        numbered through, as on paper; where the number that is printed before the entry is the note's, it is not set twice.
        """
        note = w("footnote", id=len(self.notes) + 1)
        self.notes.append(note)
        note.extend(self.entry(entry, "FootnoteText") if self.terms.mode == "footnotes" else self.repeated(entry))
        mark = w("rPr", w("rStyle", val=FOOTNOTE_REFERENCE))
        if printed_number(entry) != str(len(self.notes)):
            note[0].insert(1, w("r", mark, w("footnoteRef")))
            note[0].insert(2, next(runs(" ", GENERATED)))
        return w("r", deepcopy(mark), w("footnoteReference", id=len(self.notes)))

    def repeated(self, entry: etree._Element) -> Iterator[Element]:
        """An entry's words as the printer's own."""
        head = term_text(child(entry, "glossterm")) + self.style.words["colon"]
        for para in child(entry, "glossdef").iterfind(DB + "para"):
            if head or para.get("role") != "empty":
                yield self.styled("FootnoteText", *runs(head + text_of(para), GENERATED))
                head = ""


def leads(node: etree._Element) -> bool:
    """Whether a paragraph must stand on the page of what follows: a signature or its date, or a table that the paragraph announces."""
    after = node.getnext()
    if after is None:
        return False
    return after.get("role") in ("signature", "date") or (local(after) == "informaltable" and len(text_of(node)) <= SHORT_LINE)


def child(node: etree._Element, name: str) -> etree._Element:
    """The first child of a name, which document.rng says is there."""
    found = node.find(DB + name)
    if found is None:
        raise DocumentError(f"line {node.sourceline}: {local(node)} without {name}; see document.rng for what may stand there")
    return found


def split_label(title: etree._Element) -> tuple[str, str]:
    """The label that begins a title, with the mark after it, and the text between it and whatever follows; "" without a label."""
    if title.text or not len(title) or title[0].get("role") != "label":
        return "", ""
    after = title[0].tail or ""
    rest = after.lstrip("：: \u3000")
    return text_of(title[0]) + after[: len(after) - len(rest)], rest


Printer = Callable[[Body, etree._Element, int], Iterator[Element]]
PRINTERS: dict[str, Printer] = {
    "para": Body.para,
    "formalpara": Body.formalpara,
    "informaltable": Body.table,
    "mediaobject": Body.picture,
    "section": Body.section,
    "appendix": Body.appendix,
    "glossary": Body.glossary,
    "glossentry": Body.glossentry,
}
