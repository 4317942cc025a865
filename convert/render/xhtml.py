"""The screen edition: canonical tree and resolved style to one XHTML file that needs nothing beside it, and that EPUB can take as it is.

What comes out are UTF-8 bytes.  Contents, links back, corrections and colophon are marked `generated`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from convert.document import XML_ID, XML_LANG
from convert.render import editorial, front, markup, screen
from convert.render.clock import clock
from convert.render.glossary import listed
from convert.render.markup import LANG, TYPE, Edition, add
from convert.style import ResolvedStyle, css


def write(root: etree._Element, style: ResolvedStyle) -> bytes:
    """The document as one XHTML file."""
    page = tree(root, style)
    body = etree.tostring(page, encoding="unicode", pretty_print=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{body}\n'.encode()


def tree(root: etree._Element, style: ResolvedStyle) -> etree._Element:
    """The `html` element, with its own CSS, contents, the report, corrections and colophon."""
    ed = markup.edition(root, style, "screen")
    page = add(None, "html", lang=root.get(XML_LANG, ""))
    page.set(LANG, root.get(XML_LANG, ""))
    head(ed, page)
    body = add(page, "body")
    headings = listed(ed.root, ed.terms, ed.style.contents_depth)
    bar(ed, body, headings)
    contents(ed, body, headings)
    main = add(body, "main")
    main.append(markup.article(ed))
    editorial.corrections(ed, main)
    editorial.colophon(ed, main)
    screen.settle(main)
    return page


def head(ed: Edition, page: etree._Element) -> None:
    """Title, metadata and the styles."""
    box = add(page, "head")
    add(box, "meta", charset="utf-8")
    add(box, "title", front.title(ed.root))
    add(box, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(box, "meta", name="dcterms.modified", content=clock(ed.root).strftime("%Y-%m-%dT%H:%M:%SZ"))
    add(box, "style", stylesheet(ed.style))


def stylesheet(style: ResolvedStyle) -> str:
    """All CSS of the screen edition: structure, the style's rules, what screens need."""
    files = {name: Path(__file__).with_name(f"{name}.css").read_text("utf-8") for name in ("base", "screen")}
    return "\n" + css.latin_faces(style, printed=False) + files["base"] + css.flowing(style) + files["screen"] + style.screen_css


def bar(ed: Edition, into: etree._Element, headings: Sequence[front.Heading]) -> None:
    """Links before everything: past the contents for those who use a keyboard, and to the contents where they are not beside the text."""
    box = add(into, "header", class_="bar generated")
    add(box, "a", ed.style.words["skip"], class_="skip", href=f"#{ed.root.get(XML_ID)}")
    if headings:
        add(box, "a", ed.style.words["contents"], class_="open", id="open", href="#contents")


def contents(ed: Edition, into: etree._Element, headings: Sequence[front.Heading]) -> None:
    """Contents as nested lists, down to the style's depth; none when the depth is 0 or there is no heading.

    On a phone they lie over the text while they are the target of a link: an entry leads away and so closes them, and so does the link
    back to the bar, which never scrolls.  No script is needed.
    """
    if not headings:
        return
    nav = add(into, "nav", class_="contents generated", role="doc-toc", id="contents", aria_labelledby="contents-title")
    nav.set(TYPE, "toc")
    add(nav, "a", ed.style.words["close"], class_="close", href="#open")
    add(nav, "p", ed.style.words["contents"], class_="contents-title", id="contents-title")
    nest(headings, nav)


def nest(headings: Iterable[front.Heading], into: etree._Element) -> None:
    """Headings in order as lists inside lists."""
    lists: list[etree._Element] = []
    for heading in headings:
        level = min(heading.level, len(lists) + 1)
        del lists[level:]
        if len(lists) < level:
            lists.append(add(lists[-1][-1] if lists else into, "ol"))
        item = add(lists[-1], "li", class_=f"contents-{min(heading.level, 3)}")
        add(item, "a", heading.text.rstrip("。"), href=f"#{heading.id}")
