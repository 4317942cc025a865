"""ResolvedStyle to word/styles.xml and word/fontTable.xml: a named style for every role, so that who changes one in Word changes all
text of that role.

Word's built-in styles are used where there is one (Title, heading 1, Salutation, toc 1 …): word processors show those in the user's own
language, and navigation panes, exports and checkers know them.  The rest have Chinese names.  No theme fonts: they would win over the
faces named here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor
from typing import Literal

from lxml import etree

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
    Named("glossary-term", "TermColon", "词条冒号", "character", "", custom=True),
    Named("corr", "Corr", "校改", "character", "", custom=True),
    Named("sic", "Sic", "存疑", "character", "", custom=True),
)
BY_ROLE = {named.role: named.id for named in reversed(STYLES)}

DEEPEST = 6  # levels of headings that are told apart
RAISED = 0.65  # the share of its size at which word processors draw raised type

# Marks of Word's own kinds, which belong to no role: words a printer adds, links, and footnote marks.
GENERATED, HYPERLINK, FOOTNOTE_REFERENCE = "Generated", "Hyperlink", "FootnoteReference"
GENERATED_NAME = "排印文字"
TERM_COLON = "TermColon"
ADDED_NAMES = frozenset((GENERATED_NAME, "词条冒号"))  # the styles of what the printer added, by the names that outlive a word processor


def styles_part(style: ResolvedStyle, lang: str) -> etree._Element:
    """word/styles.xml; `lang` is the East Asian language tag, such as zh-CN."""
    body = style.roles["body"]
    root = w("styles", defaults(body, lang), latent())
    for named in STYLES:
        root.append(word_style(named, style, lang, style.roles[named.role]))
    for level in range(1, DEEPEST + 1):
        if run_in_style(style, level) != heading_style(level):
            named = Named("", run_in_style(style, level), f"标题 {level} 接排", based=heading_style(level), outline=level - 1, custom=True)
            root.append(word_style(named, style, lang, style.run_in(min(level, 4))))
    root.append(builtin("character", "DefaultParagraphFont", "Default Paragraph Font", default=True))
    table = builtin("table", "TableNormal", "Normal Table", default=True)
    table.append(w("tblPr", w("tblInd", w=0, type="dxa"), cell_margins()))
    root.append(table)
    root.append(builtin("numbering", "NoList", "No List", default=True))
    root.append(builtin("character", HYPERLINK, "Hyperlink"))
    reference = builtin("character", FOOTNOTE_REFERENCE, "footnote reference")
    reference.append(w("rPr", w("vertAlign", val="superscript"), w("lang", **language(lang))))
    root.append(reference)
    generated = builtin("character", GENERATED, GENERATED_NAME)
    generated.set(full("customStyle"), "1")
    root.append(generated)
    return root


def defaults(body: Role, lang: str) -> etree._Element:
    """w:docDefaults.  Text does not snap to the grid of the page: its pitch and its tracking stand in the styles, where every word
    processor heeds them, while LibreOffice gives a character that is a hair wider than its cell of the grid two cells."""
    off: Attributes = {"val": 0}
    look: Values = {"rFonts": fonts(body.face), "snapToGrid": off, "sz": size(body.size), "szCs": size(body.size), "lang": language(lang)}
    return w("docDefaults", w("rPrDefault", properties("rPr", RUN_ORDER, look)), w("pPrDefault", w("pPr", w("snapToGrid", **off))))


def word_style(named: Named, style: ResolvedStyle, lang: str, role: Role) -> etree._Element:
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
        node.append(paragraph_look(named, role, style))
        node.append(properties("rPr", RUN_ORDER, run_look(role, lang)))
    else:
        node.append(properties("rPr", RUN_ORDER, run_difference(named, role, body, lang)))
    return node


def paragraph_look(named: Named, role: Role, style: ResolvedStyle) -> etree._Element:
    """pPr of a role: nothing is left to what the style is based on."""
    exact = not named.id.startswith("Table")  # a fixed pitch would cut what a table cell grows by
    values: Values = {
        "keepNext": {"val": int(role.keep_next)},
        "pageBreakBefore": {"val": int(role.new_page)},
        "spacing": {
            "before": twips(role.before), "after": twips(role.after),
            "line": int(role.line * 20), "lineRule": "exact" if exact else "atLeast",
        },
        "ind": {
            "leftChars": round(role.left * 100), "left": twips(role.left * role.size), "rightChars": 0, "right": 0,
            "firstLineChars": round(role.indent * 100), "firstLine": twips(role.indent * role.size),
        },
        "jc": {"val": "both" if role.align == "justify" else role.align},
        "outlineLvl": None if named.outline is None else {"val": named.outline},
    }  # fmt: skip
    if named.id.startswith("TOC") and named.id != "TOCHeading":
        values["tabs"] = w("tabs", w("tab", val="right", leader="dot", pos=twips(style.page.text_width)))
    if named.role == "cover-title":
        values["pBdr"] = w("pBdr", w("bottom", val="single", sz=4, space=12, color=style.palette["rule"].lstrip("#")))
    return properties("pPr", PARAGRAPH_ORDER, values)


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


def builtin(kind: str, style_id: str, name: str, default: bool = False) -> etree._Element:
    """A style that Word expects in every document, or of no role."""
    node = w("style", type=kind, styleId=style_id)
    if default:
        node.set(full("default"), "1")
    node.extend([w("name", val=name), w("uiPriority", val=99)])
    if default:
        node.extend([w("semiHidden"), w("unhideWhenUsed")])
    return node


def cell_margins() -> etree._Element:
    """Word's own margins of table cells."""
    return w(
        "tblCellMar", w("top", w=0, type="dxa"), w("left", w=108, type="dxa"), w("bottom", w=0, type="dxa"), w("right", w=108, type="dxa")
    )


def latent() -> etree._Element:
    """Hide Word's other built-in styles from the gallery: what is shown there is this style's roles."""
    return w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0, count=376)


# --- fonts -------------------------------------------------------------------------------------------------------------------------

FAMILY = {"serif": "roman", "sans-serif": "swiss"}


def fonts_part(style: ResolvedStyle) -> etree._Element:
    """word/fontTable.xml: every face by its customary name, with the other names it is known by for machines that lack it."""
    known: dict[str, etree._Element] = {}
    for face in style.faces.values():
        known.setdefault(face.han[0], font(face.han, "86", FAMILY[face.generic]))  # 0x86: the charset GB2312
        known.setdefault(face.latin[0], font(face.latin, "00", "roman" if face.generic == "serif" else "swiss"))
    return w("fonts", *(known[name] for name in sorted(known)))


def font(names: tuple[str, ...], charset: str, family: str) -> etree._Element:
    """One w:font; altName takes the alternatives, joined by commas."""
    node = w("font", name=names[0])
    if names[1:]:
        node.append(w("altName", val=",".join(names[1:])))
    node.extend([w("charset", val=charset), w("family", val=family), w("pitch", val="variable")])
    return node
