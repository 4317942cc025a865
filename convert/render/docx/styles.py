"""ResolvedStyle to word/styles.xml: a named style for every role, so that who changes one in Word changes all
text of that role.

Word's built-in styles are used where there is one (Title, heading 1, Salutation, toc 1 …): word processors show those in the user's own
language, and navigation panes, exports and checkers know them.  The rest have Chinese names.  No theme fonts: they would win over the
faces named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import floor
from typing import Literal
from xml.etree.ElementTree import Element

from convert.render.docx.ooxml import PARAGRAPH_ORDER, RUN_ORDER, Attributes, Values, half_points, properties, twips, w
from convert.render.docx.ooxml import named as full
from convert.style import Face, ResolvedStyle, Role


@dataclass(frozen=True, slots=True)
class Named:
    """One Word style: the role whose look it has, its id and name, and what follows a paragraph of it."""

    role: str
    id: str
    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    based: str = "Normal"
    next: str = "Normal"
    outline: int | None = None
    custom: bool = False


# Marks of Word's own kinds, which belong to no role: words a printer adds, links, and footnote marks.
GENERATED, HYPERLINK, FOOTNOTE_REFERENCE = "Generated", "Hyperlink", "FootnoteReference"
DATA_TABLE, NARROW_TABLE = "DataTable", "NarrowTable"
TERM_MARKS = "TermMarks"

STYLES = (
    Named("body", "Normal", "Normal", based=""),
    Named("title", "Title", "Title", next="Subtitle"),
    Named("occasion", "Subtitle", "Subtitle"),
    Named("speaker", "Speaker", "报告人", custom=True),
    Named("salutation", "Salutation", "Salutation"),
    Named("heading-1", "Heading1", "heading 1", outline=0),
    Named("heading-2", "Heading2", "heading 2", outline=1),
    Named("heading-3", "Heading3", "heading 3", outline=2),
    Named("heading-4", "Heading4", "heading 4", outline=3),
    Named("heading-4", "Heading5", "heading 5", outline=4),
    Named("heading-4", "Heading6", "heading 6", outline=5),
    Named("closing", "Closing", "Closing"),
    Named("signature", "Signature", "Signature"),
    Named("date", "Date", "Date"),
    Named("glossary-title", "GlossaryTitle", "名词解释标题", next="Definition", outline=0, custom=True),
    Named("definition", "Definition", "名词释义", next="Definition", custom=True),
    Named("annex-label", "AnnexLabel", "附件序号", next="AnnexTitle", custom=True),
    Named("annex-title", "AnnexTitle", "附件标题", outline=0, custom=True),
    Named("note", "Note", "图片说明", custom=True),
    Named("corrections", "Corrections", "校订说明", next="Corrections", custom=True),
    Named("table-cell", "TableCell", "表格文字", next="TableCell", custom=True),
    Named("table-head", "TableHead", "表头文字", next="TableCell", custom=True),
    Named("contents-title", "TOCHeading", "TOC Heading"),
    Named("contents-1", "TOC1", "toc 1"),
    Named("contents-2", "TOC2", "toc 2"),
    Named("contents-3", "TOC3", "toc 3"),
    Named("contents-3", "TOC4", "toc 4"),
    Named("running-head", "Header", "header", next="Header"),
    Named("page-number", "Footer", "footer", next="Footer"),
    Named("cover-title", "CoverTitle", "封面标题", custom=True),
    Named("colophon", "Colophon", "版本说明", next="Colophon", custom=True),
    Named("note", "FootnoteText", "footnote text", next="FootnoteText"),
    Named("runin", "RunIn", "段首标题", "character", "", custom=True),
    Named("enum", "Enum", "序词", "character", "", custom=True),
    Named("lead", "Lead", "领句", "character", "", custom=True),
    Named("noteref", "NoteMark", "注号", "character", "", custom=True),
    Named("term", "Term", "名词", "character", "", custom=True),
    Named("glossary-term", "GlossaryTerm", "词条", "character", "", custom=True),
    Named("glossary-term", TERM_MARKS, "词条标点", "character", "", custom=True),
    Named("corr", "Corr", "校改", "character", "", custom=True),
    Named("sic", "Sic", "存疑", "character", "", custom=True),
)
BY_ROLE = {named.role: named.id for named in reversed(STYLES)}
BY_ID = {named.id: named for named in STYLES}

DEEPEST = 6  # levels of headings that are told apart
RAISED = 0.65  # the share of its size at which word processors draw raised type


def styles_part(style: ResolvedStyle, lang: str) -> Element:
    """word/styles.xml; `lang` is the East Asian language tag, such as zh-CN."""
    body = style.roles["body"]
    root = w("styles", defaults(body, lang), latent())
    for named in STYLES:
        root.append(word_style(named, style, lang, style.roles[named.role]))
    for variant in variants(style):
        root.append(variant_style(variant))
    root.append(builtin("character", "DefaultParagraphFont", "Default Paragraph Font", default=True))
    table = builtin("table", "TableNormal", "Normal Table", default=True)
    table.append(w("tblPr", w("tblInd", w=0, type="dxa"), cell_margins(0, 108)))
    root.extend([table, data_table(style), narrow_table(style)])
    root.append(builtin("numbering", "NoList", "No List", default=True))
    root.append(builtin("character", HYPERLINK, "Hyperlink"))
    reference = builtin("character", FOOTNOTE_REFERENCE, "footnote reference")
    reference.append(w("rPr", w("vertAlign", val="superscript"), w("lang", **language(lang))))
    root.append(reference)
    generated = builtin("character", GENERATED, "排印文字")
    generated.set(full("customStyle"), "1")
    root.append(generated)
    return root


def defaults(body: Role, lang: str) -> Element:
    """w:docDefaults.  Text does not snap to the grid of the page: its pitch and its tracking stand in the styles, where every word
    processor heeds them, while LibreOffice gives a character that is a hair wider than its cell of the grid two cells."""
    off: Attributes = {"val": 0}
    look: Values = {"rFonts": fonts(body.face), "snapToGrid": off, "sz": size(body.size), "szCs": size(body.size), "lang": language(lang)}
    return w("docDefaults", w("rPrDefault", properties("rPr", RUN_ORDER, look)), w("pPrDefault", w("pPr", w("snapToGrid", **off))))


def word_style(named: Named, style: ResolvedStyle, lang: str, role: Role) -> Element:
    """One w:style from a role's tokens."""
    body = style.roles["body"]
    node = w("style", type=named.kind, styleId=named.id)
    if named.id == "Normal":
        node.set(full("default"), "1")
    if named.custom:
        node.set(full("customStyle"), "1")
    node.append(w("name", val=named.name))
    if named.based:
        node.append(w("basedOn", val=named.based))
    if named.kind == "paragraph" and named.next != named.id:
        node.append(w("next", val=named.next))
    node.append(w("uiPriority", val=1 if named.outline is None else 9))
    node.append(w("qFormat"))
    if named.kind == "paragraph":
        node.append(properties("pPr", PARAGRAPH_ORDER, paragraph_look(named, role, style)))
        node.append(properties("rPr", RUN_ORDER, run_look(role, lang)))
    else:
        node.append(properties("rPr", RUN_ORDER, run_difference(named, role, body, lang)))
    return node


def paragraph_look(named: Named, role: Role, style: ResolvedStyle) -> Values:
    """pPr of a role: nothing is left to what the style is based on."""
    exact = not named.id.startswith("Table")  # a fixed pitch would cut what a table cell grows by
    values: Values = {
        "keepNext": {"val": int(role.keep_next)},
        "pageBreakBefore": {"val": int(role.new_page)},
        "spacing": {
            "before": twips(role.before), "after": twips(role.after),
            "line": int(role.line * 20), "lineRule": "exact" if exact else "atLeast",
        },
        "ind": indents(left=role.left, first=role.indent, size=role.size),
        "jc": {"val": "both" if role.align == "justify" else role.align},
        "outlineLvl": None if named.outline is None else {"val": named.outline},
    }  # fmt: skip
    if named.id.startswith("TOC") and named.id != "TOCHeading":
        values["tabs"] = w("tabs", w("tab", val="right", leader="dot", pos=twips(style.page.text_width)))
    if named.role == "cover-title":
        values["pBdr"] = w("pBdr", w("bottom", val="single", sz=4, space=12, color=style.palette["rule"].lstrip("#")))
    return values


def indents(*, left: float = 0.0, right: float = 0.0, first: float = 0.0, size: float) -> Attributes:
    """w:ind from indents in em: in characters for word processors that count so, in points for the others."""
    values: Attributes = {}
    for name, em in (("left", left), ("right", right), ("firstLine", first)):
        values |= {f"{name}Chars": round(em * 100), name: twips(em * size)}
    return values


def outside(side: Literal["left", "right"], style: ResolvedStyle) -> Values:
    """A page number at the outer edge, in by what the style says."""
    size, em = style.roles["page-number"].size, style.page.number_indent
    return {"ind": indents(left=em if side == "left" else 0.0, right=em if side == "right" else 0.0, size=size), "jc": {"val": side}}


def run_look(role: Role, lang: str) -> Values:
    """rPr of a role in full.  Tracking is rounded down to Word's twentieths of a point, or the last character of the grid would not fit."""
    return {
        "rFonts": fonts(role.face),
        "b": {"val": int(role.bold)},
        "bCs": {"val": int(role.bold)},
        "color": {"val": role.color.lstrip("#")},
        "spacing": {"val": floor(role.tracking * 20)},
        "sz": size(role.size),
        "szCs": size(role.size),
        "lang": language(lang),
    }


def run_difference(named: Named, role: Role, body: Role, lang: str) -> Values:
    """rPr of a role that marks words inside a paragraph: only where it departs from the body, so that the words follow their paragraph
    otherwise, in a table as in the text, and when the reader changes the paragraph's style."""
    full, plain = run_look(role, lang), run_look(body, lang)
    values = {key: value for key, value in full.items() if value != plain[key]}
    values["lang"] = language(lang)
    if named.role == "noteref":
        values |= {"vertAlign": {"val": "superscript"}, "sz": size(role.size / RAISED), "szCs": size(role.size / RAISED)}
    return values


def heading_style(level: int) -> str:
    """The style of headings of a level on a line of their own; those below the fourth look like it but keep their level."""
    return f"Heading{min(level, DEEPEST)}"


def run_in_style(style: ResolvedStyle, level: int) -> str:
    """The style of headings of a level that run in: that of the level itself where a heading on its own line looks the same, else one
    made from it."""
    rank = min(level, 4)
    apart, within = style.roles[f"heading-{rank}"], style.run_in(rank)
    alike = replace(apart, align=within.align, keep_next=within.keep_next) == within
    return heading_style(level) if alike else f"{heading_style(level)}RunIn"


# --- variants ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variant:
    """A style made from another, of which it says only what is different: who changes that one in Word changes both."""

    id: str
    name: str
    based: str
    paragraph: Values = field(default_factory=dict)
    run: Values = field(default_factory=dict)
    kind: Literal["paragraph", "character"] = "paragraph"


COVER_NOTE, EDITORIAL_TITLE, SECTION_END, NAME_GAP = "CoverNote", "EditorialTitle", "SectionEnd", "NameGap"
FOOTERS = {"right": "FooterOdd", "left": "FooterEven"}  # by the edge at which the page number stands
BELOW = {"AnnexTitle": "AnnexTitleBelow", "GlossaryTitle": "GlossaryTitleBelow"}  # titles under a label, which opens the page for them


def variants(style: ResolvedStyle) -> Iterator[Variant]:
    """The styles for what a role looks like in special places."""
    yield Variant(COVER_NOTE, "封面说明", "Colophon", cover_note(style))
    yield Variant(EDITORIAL_TITLE, "编者标题", "GlossaryTitle", {"pageBreakBefore": {"val": 1}, "outlineLvl": {"val": 9}})
    for title, below in BELOW.items():
        yield Variant(below, f"{BY_ID[title].name}（序号下）", title, {"pageBreakBefore": {"val": 0}})
    # The smallest paragraph that a word processor knows, for where only a paragraph may stand.
    yield Variant(SECTION_END, "分节", "Normal", {"spacing": {"before": 0, "after": 0, "line": 20, "lineRule": "exact"}})
    if style.page.number == "outside":
        yield Variant(FOOTERS["right"], "单页页脚", "Footer", outside("right", style))
        yield Variant(FOOTERS["left"], "双页页脚", "Footer", outside("left", style))
    # Post and name stand one em apart; the text keeps its plain blank, which is a quarter of one.
    yield Variant(NAME_GAP, "姓名间隔", "", run={"spacing": {"val": twips(0.75 * style.roles["speaker"].size)}}, kind="character")
    yield from table_texts(style)
    yield from long_titles(style)
    yield from run_ins(style)


TABLE_SIZES = (100, 85, 70, 60, 50)  # % of their size that table texts may have, for tables that are too wide
FIGURE = "TableFigure"


def table_style(kind: str, percent: int) -> str:
    """The style of the texts in tables of a kind (TableCell, TableHead, TableFigure) at a share of their size."""
    return kind if percent == 100 else f"{kind}{percent}"


def table_texts(style: ResolvedStyle) -> Iterator[Variant]:
    """The styles of figures, which stand to the right, and of texts in tables that are too wide for their size."""
    to_the_right: Values = {"jc": {"val": "right"}}
    yield Variant(FIGURE, "表格数字", "TableCell", to_the_right)
    for percent in TABLE_SIZES[1:]:
        for kind, base, more in (("TableCell", "TableCell", {}), (FIGURE, "TableCell", to_the_right), ("TableHead", "TableHead", {})):
            named, role = BY_ID[base], style.roles[BY_ID[base].role]
            small = replace(role, size=role.size * percent / 100, line=role.line * percent / 100)
            paragraph = difference(paragraph_look(named, small, style), paragraph_look(named, role, style)) | more
            name = f"{'表格数字' if kind == FIGURE else named.name} {percent}%"
            yield Variant(table_style(kind, percent), name, base, paragraph, difference(run_look(small, ""), run_look(role, "")))


COVER_LINES = {"cover-title": 4, "occasion": 3, "speaker": 2}  # lines on a full cover


def cover_note(style: ResolvedStyle) -> Values:
    """The note on the cover: centred, and as far down as it may stand under a full cover."""
    note, room = style.roles["colophon"], style.page.text_height
    for name, lines in COVER_LINES.items():
        role = style.roles[name]
        room -= role.before + lines * role.line + role.after
    spacing: Attributes = {"before": max(0, twips(room - note.line)), "after": 0, "line": int(note.line * 20), "lineRule": "exact"}
    return {"spacing": spacing, "ind": indents(size=note.size), "jc": {"val": "center"}}


LONG_TITLE = 5  # lines of a title that is long for a cover, at most
LONG_TITLE_SIZES = (100, 90, 80, 70, 60, 50)  # % of its size that it may have for that


def long_titles(style: ResolvedStyle) -> Iterator[Variant]:
    """The styles of long titles on covers: smaller, and begun as much higher as they take more room than other titles."""
    named, role = BY_ID["CoverTitle"], style.roles["cover-title"]
    for percent in LONG_TITLE_SIZES:
        line = role.line * percent / 100
        before = max(0.0, role.before + COVER_LINES["cover-title"] * role.line - LONG_TITLE * line)
        small = replace(role, size=role.size * percent / 100, line=line, before=min(before, role.before))
        paragraph = difference(paragraph_look(named, small, style), paragraph_look(named, role, style))
        paragraph.pop("pBdr", None)  # elements are never equal; the rule below the title is the same
        yield Variant(
            f"LongTitle{percent}", f"封面长标题 {percent}%", named.id, paragraph, difference(run_look(small, ""), run_look(role, ""))
        )


def run_ins(style: ResolvedStyle) -> Iterator[Variant]:
    """For each level whose headings look otherwise when they run in, the difference."""
    for level in range(1, DEEPEST + 1):
        base = heading_style(level)
        if run_in_style(style, level) != base:
            rank = min(level, 4)
            named, apart, within = BY_ID[base], style.roles[f"heading-{rank}"], style.run_in(rank)
            looks = paragraph_look(named, within, style), paragraph_look(named, apart, style)
            faces = run_look(within, ""), run_look(apart, "")
            yield Variant(f"{base}RunIn", f"标题 {level} 接排", base, difference(*looks), difference(*faces))


def difference(values: Values, base: Values) -> Values:
    """What is not so in the other."""
    return {key: value for key, value in values.items() if value != base[key]}


def variant_style(variant: Variant) -> Element:
    """The w:style of a variant."""
    node = w("style", type=variant.kind, styleId=variant.id, customStyle=1)
    node.append(w("name", val=variant.name))
    if variant.based:
        node.append(w("basedOn", val=variant.based))
    node.append(w("uiPriority", val=99))
    if variant.paragraph:
        node.append(properties("pPr", PARAGRAPH_ORDER, variant.paragraph))
    if variant.run:
        node.append(properties("rPr", RUN_ORDER, variant.run))
    return node


def differs(role: Role, body: Role) -> bool:
    """Whether words of the role look other than the body's."""
    return run_look(role, "") != run_look(body, "")


def fonts(face: Face) -> Attributes:
    """w:rFonts: the customary names, the first of each."""
    return {"ascii": face.latin[0], "hAnsi": face.latin[0], "eastAsia": face.han[0], "cs": face.latin[0]}


def size(points: float) -> Attributes:
    """w:sz."""
    return {"val": half_points(points)}


def language(lang: str) -> Attributes:
    """w:lang."""
    return {"val": "en-US", "eastAsia": lang, "bidi": "ar-SA"}


def builtin(kind: str, style_id: str, name: str, default: bool = False) -> Element:
    """A style that Word expects in every document, or of no role."""
    node = w("style", type=kind, styleId=style_id)
    if default:
        node.set(full("default"), "1")
    node.extend([w("name", val=name), w("uiPriority", val=99)])
    if default:
        node.extend([w("semiHidden"), w("unhideWhenUsed")])
    return node


def data_table(style: ResolvedStyle) -> Element:
    """The style of tables of data: a thin rule round every cell, and the air inside it that screens and paper have (base.css)."""
    above, beside = (twips(em * style.roles["table-cell"].size) for em in (0.2, 0.4))
    color = style.palette["rule"].lstrip("#")
    sides = (w(side, val="single", sz=4, space=0, color=color) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    node = w("style", type="table", styleId=DATA_TABLE, customStyle=1)
    node.extend([w("name", val="数据表"), w("basedOn", val="TableNormal"), w("uiPriority", val=99)])
    node.append(w("tblPr", w("tblBorders", *sides), cell_margins(above, beside)))
    return node


def narrow_table(style: ResolvedStyle) -> Element:
    """The style of tables that are too wide for their type: half the air beside the text."""
    air = twips(0.2 * style.roles["table-cell"].size)
    node = w("style", type="table", styleId=NARROW_TABLE, customStyle=1)
    node.extend([w("name", val="数据表（窄）"), w("basedOn", val=DATA_TABLE), w("uiPriority", val=99)])
    node.append(w("tblPr", cell_margins(air, air)))
    return node


def cell_margins(above: int, beside: int) -> Element:
    """The margins inside table cells, in twips."""
    margins = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins))


def latent() -> Element:
    """Hide Word's other built-in styles from the gallery: what is shown there is this style's roles."""
    return w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0, count=376)
