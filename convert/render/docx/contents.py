"""The table of contents: Word's own field, filled in, so that it is right before anybody updates it and no prompt asks to.

Each entry is a link to its heading's bookmark and, when the page numbers are known, a tab and the page in a field of its own.  The whole
stands in the frame that Word gives its tables of contents (17.5.2.13), so that Word offers to update it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from convert.render.docx.bookmarks import heading_bookmark
from convert.render.docx.ooxml import w
from convert.render.docx.text import closing, field, opening, runs
from convert.render.front import Heading
from convert.style import ResolvedStyle


def contents(headings: Sequence[Heading], style: ResolvedStyle, pages: Mapping[str, int]) -> Element:
    """The w:sdt with title and entries for the headings, which are those of the style's depth."""
    frame = w("sdtPr", w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique")))
    content = w("sdtContent", w("p", w("pPr", w("pStyle", val="TOCHeading")), *runs(style.words["contents"])))
    content.extend(entry(heading, pages.get(heading.id)) for heading in headings)
    content[1][1:1] = opening(f'TOC \\o "1-{style.contents_depth}" \\h \\z \\u')
    content[-1].append(closing())
    return w("sdt", frame, content)


def entry(heading: Heading, page: int | None) -> Element:
    """One line: the heading as a link, its page where it is known."""
    name = heading_bookmark(heading.id)
    link = w("hyperlink", *runs(heading.text.rstrip("。")), anchor=name, history=1)
    if page is not None:
        link.append(w("r", w("tab")))
        link.extend(field(f"PAGEREF {name} \\h", str(page)))
    return w("p", w("pPr", w("pStyle", val=f"TOC{min(heading.level, 4)}")), link)
