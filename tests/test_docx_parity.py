"""Parity: the tokens of every role of every shipped style, read back out of the styles of a DOCX as Word works them out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from agreement import W, docx_part
from lxml import etree

from convert.document import parse
from convert.render.docx import write
from convert.style import ROLES, Role, names, resolve

SOURCE = Path(__file__).parent / "every-element.xml"
STYLES = [name for name, _ in names()]
# Word's built-in names where it has them, else Chinese ones.
WORD_NAMES = {
    "title": "Title", "occasion": "Subtitle", "speaker": "报告人", "salutation": "Salutation",
    "heading-1": "heading 1", "heading-2": "heading 2", "heading-3": "heading 3", "heading-4": "heading 4", "runin": "段首标题",
    "body": "Normal", "closing": "Closing", "signature": "Signature", "date": "Date",
    "enum": "序词", "lead": "领句", "noteref": "注号", "term": "名词", "corr": "校改", "sic": "存疑",
    "glossary-title": "名词解释标题", "glossary-term": "词条", "definition": "名词释义",
    "annex-label": "附件序号", "annex-title": "附件标题",
    "note": "图片说明", "corrections": "校订说明", "table-cell": "表格文字", "table-head": "表头文字",
    "contents-title": "TOC Heading", "contents-1": "toc 1", "contents-2": "toc 2", "contents-3": "toc 3",
    "running-head": "header", "page-number": "footer", "cover-title": "封面标题", "colophon": "版本说明",
}  # fmt: skip
INSIDE = ("runin", "enum", "lead", "noteref", "term", "corr", "sic", "glossary-term")  # words inside a paragraph
RAISED = 0.65  # the share of its size at which word processors draw raised type


@dataclass
class Look:
    """What a style says, with what it is based on, by the names of the properties."""

    run: dict[str, dict[str, str]]
    paragraph: dict[str, dict[str, str]]

    def val(self, name: str) -> str:
        return (self.run.get(name) or self.paragraph.get(name) or {}).get("val", "")


@cache
def looks(style: str) -> dict[str, Look]:
    root = docx_part(write(parse(SOURCE.read_bytes()), resolve(style)), "word/styles.xml")
    by_id = {node.get(W + "styleId"): node for node in root.iter(W + "style")}

    def look(node: etree._Element | None) -> Look:
        if node is None:
            return Look({}, {})
        character = node.get(W + "type") == "character"
        based = node.find(W + "basedOn")
        under = look(by_id[based.get(W + "val")] if based is not None else by_id["Normal"] if character else None)
        return Look(under.run | said(node.find(W + "rPr")), under.paragraph | said(node.find(W + "pPr")))

    return {node.find(W + "name").get(W + "val"): look(node) for node in by_id.values()}


def said(properties: etree._Element | None) -> dict[str, dict[str, str]]:
    nodes = [] if properties is None else list(properties)
    return {etree.QName(node).localname: {etree.QName(k).localname: v for k, v in node.attrib.items()} for node in nodes}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ROLES)
def test_the_type_of_a_role_comes_back_out_of_its_style(style: str, name: str) -> None:
    role, look = resolve(style).roles[name], looks(style)[WORD_NAMES[name]]
    fonts = look.run["rFonts"]
    assert (fonts["eastAsia"], fonts["ascii"], fonts["hAnsi"]) == (role.face.han[0], role.face.latin[0], role.face.latin[0])
    drawn = int(look.val("sz")) / 2 * (RAISED if look.val("vertAlign") == "superscript" else 1)
    assert abs(drawn - role.size) <= 0.26, "Word knows half-points"
    assert look.val("b") == str(int(role.bold))
    assert look.val("color") == role.color.lstrip("#")
    assert role.tracking - 0.05 < int(look.run["spacing"]["val"]) / 20 <= role.tracking + 1e-9, "Word knows twentieths of a point"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "name", [name for name in ROLES if name not in ("runin", "enum", "lead", "noteref", "term", "corr", "sic", "glossary-term")]
)
def test_the_paragraph_of_a_role_comes_back_out_of_its_style(style: str, name: str) -> None:
    role, look = resolve(style).roles[name], looks(style)[WORD_NAMES[name]]
    spacing, indent = look.paragraph["spacing"], look.paragraph["ind"]
    assert abs(int(spacing["line"]) / 20 - role.line) <= 0.05
    assert abs(int(spacing["before"]) / 20 - role.before) <= 0.05
    assert abs(int(spacing["after"]) / 20 - role.after) <= 0.05
    assert (int(indent["firstLineChars"]), int(indent["leftChars"])) == (round(role.indent * 100), round(role.left * 100))
    assert look.val("jc") == aligned(role)
    assert look.val("keepNext") == str(int(role.keep_next))
    assert look.val("pageBreakBefore") == str(int(role.new_page))


def aligned(role: Role) -> str:
    return "both" if role.align == "justify" else role.align
