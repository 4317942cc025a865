"""The paper edition as HTML: cover, contents, the report, corrections and colophon, with every line end that needs a look at the whole.

What goes in are the canonical tree and a resolved style; what comes out is what pdf.py lays out.
"""

from __future__ import annotations

from lxml import etree

from convert import document
from convert.document import XML_LANG
from convert.render import editorial, front, lines, markup, tables
from convert.render.clock import clock
from convert.render.glossary import listed
from convert.render.markup import Edition, add
from convert.style import ResolvedStyle, css

COVER_LINES = 5  # of a title on the cover, before it is set smaller
LINES_UNDER = 3  # that occasion, speaker and note may each take there
SHORT_LINE = 40  # characters of a line that announces what follows
HANGING = 2.0  # em by which its second line stands further in, as print.css has it
LEADER = 2.5  # em that dots and page number need after an entry of the contents


def source(root: etree._Element, style: ResolvedStyle) -> str:
    """The HTML that is laid out."""
    page = tree(root, style)
    for node in page.iter(etree.Element):  # lxml knows the empty elements of HTML, such as br, only without a namespace
        node.tag = document.local(node)
    return "<!DOCTYPE html>\n" + etree.tostring(page, method="html", encoding="unicode")


def descriptions(root: etree._Element, style: ResolvedStyle) -> dict[str, str]:
    """What is said of a link to each heading, entry, footnote and mention."""
    said = {heading.id: heading.text for heading in front.headings(root)}
    for entry, mentions in front.mentions(root).items():
        said |= dict.fromkeys(mentions, style.words["back"])
        said[f"n.{entry}"] = style.words["to_term"]
    return said | dict.fromkeys(front.entries(root), style.words["to_term"])


def tree(root: etree._Element, style: ResolvedStyle) -> etree._Element:
    """The `html` element: cover, contents, the report, corrections and colophon."""
    ed = markup.edition(root, style, "paper")
    page = add(None, "html", lang=root.get(XML_LANG, ""))
    head(ed, page)
    body = add(page, "body")
    cover(ed, body)
    contents(ed, body)
    report = markup.article(ed)
    report.set("class", "report")
    body.append(report)
    editorial.corrections(ed, body)
    editorial.colophon(ed, body)
    lines.settle(body, style)
    for table in list(body.iter(f"{{{markup.XHTML}}}table")):
        lead_in(table)
        tables.settle(table, style)
    return page


def lead_in(table: etree._Element) -> None:
    """Keep the line that announces a table (主要指标如下：, 单位：亿元) on the table's page."""
    line = table.getprevious()
    if line is not None and document.local(line) == "p" and len(document.text_of(line)) <= SHORT_LINE:
        line.set("class", f"{line.get('class', '')} leads-table")


def head(ed: Edition, page: etree._Element) -> None:
    """Title and the metadata that WeasyPrint carries over."""
    box = add(page, "head")
    add(box, "title", front.title(ed.root))
    time = clock(ed.root).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("dcterms.created", "dcterms.modified"):
        add(box, "meta", name=name, content=time)
    add(box, "meta", name="generator", content="Kanben")


def cover(ed: Edition, into: etree._Element) -> None:
    """A leaf with title, occasion and speaker, when the style asks for one."""
    if not ed.style.cover:
        return
    box = add(into, "div", class_="cover generated")
    cover_title(ed, box)
    for line in ed.root.iterfind(f"{document.DB}info/{document.DB}subtitle"):
        add(box, "p", document.text_of(line), class_="occasion")
    for line in front.speaker_lines(ed.root):
        add(box, "p", document.text_of(line), class_="speaker")
    add(box, "p", ed.style.words["cover_note"], class_="cover-note colophon")


def cover_title(ed: Edition, into: etree._Element) -> None:
    """The title on the cover, in a smaller size if it is long, and higher up if what stands under it would find no room."""
    role, page, text = ed.style.roles["cover-title"], ed.style.page, front.title(ed.root)
    scales = [1 - step / 10 for step in range(6)]
    scale = next((s for s in scales if len(lines.even(text, page.text_width / (role.size * s))) <= COVER_LINES), scales[-1])
    title = add(into, "p", text, class_="cover-title")
    height = len(lines.even(text, page.text_width / (role.size * scale))) * role.line * scale
    under = sum(ed.style.roles[name].line * LINES_UNDER for name in ("occasion", "speaker", "colophon"))
    before = max(0.0, min(role.before, page.text_height - height - role.after - under))
    values = {"margin-top": before, "font-size": role.size * scale, "line-height": role.line * scale}
    title.set("style", "; ".join(f"{key}: {css.points(value)}" for key, value in values.items()))
    lines.balance(title, page.text_width / (role.size * scale))


def contents(ed: Edition, into: etree._Element) -> None:
    """Contents with dotted leaders and page numbers, down to the style's depth."""
    headings = listed(ed.root, ed.terms, ed.style.contents_depth)
    if not headings:
        return
    box = add(into, "div", class_="contents generated")
    add(box, "p", ed.style.words["contents"], class_="contents-title")
    for heading in headings:
        role = f"contents-{min(heading.level, 3)}"
        entry = add(box, "p", class_=role)
        set_as = ed.style.roles[role]
        room = ed.style.page.text_width / set_as.size - set_as.left - set_as.indent - LEADER
        text = heading.text.rstrip("。")
        parts = lines.even(text, room)
        for part in parts if len(parts) == 1 else lines.even(text, room - HANGING):
            add(entry, "a", part, href=f"#{heading.id}")
