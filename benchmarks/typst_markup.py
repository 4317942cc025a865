"""The canonical tree as Typst markup, for comparison only: page, body face and size of the style, headings, contents and every paragraph."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lxml import etree

from convert.document import DB, local, text_of
from convert.style import ResolvedStyle

LEVELLED = (f"{DB}section", f"{DB}appendix", f"{DB}glossary")


def markup(root: etree._Element, style: ResolvedStyle) -> bytes:
    """One Typst file in UTF-8."""
    return "\n".join([*settings(style), "#outline(title: none)", "#pagebreak()", *blocks(root)]).encode()


def settings(style: ResolvedStyle) -> Iterator[str]:
    """The set rules."""
    page, body = style.page, style.roles["body"]
    fonts = ", ".join(map(json.dumps, (*body.face.print_latin, *body.face.print_han)))
    margin = f"(top: {page.top}pt, bottom: {page.bottom}pt, inside: {page.inside}pt, outside: {page.outside}pt)"
    yield f'#set page(width: {page.width}pt, height: {page.height}pt, margin: {margin}, numbering: "1")'
    yield f'#set text(font: ({fonts}), size: {body.size}pt, lang: "zh", region: "cn")'
    yield f"#set par(first-line-indent: (amount: {body.indent}em, all: true), justify: true, leading: {body.line - body.size}pt)"


def blocks(root: etree._Element) -> Iterator[str]:
    """Titles as headings of their level, terms bold, all else as paragraphs."""
    for node in root.iter(f"{DB}title", f"{DB}subtitle", f"{DB}glossterm", f"{DB}para", f"{DB}td", f"{DB}th"):
        words = json.dumps(text_of(node), ensure_ascii=False)
        depth = sum(1 for _ in node.iterancestors(*LEVELLED))
        if local(node) == "title" and depth:
            yield f"#heading(level: {depth}, {words})"
        elif local(node) != "glossterm":
            yield f"#par({words})"
        elif node.get("linkend") is None:  # else it is a mention inside a paragraph
            yield f"#par(strong({words}))"
