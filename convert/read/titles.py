"""Titles of pages that set theirs in no heading: in go the text's element and what the page calls itself, out comes the title's element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bs4.element import Tag

from convert.read.markup import Markup, nodes_inside, text_inside
from convert.source import Page

SHORTEST, LONGEST = 6, 120  # characters of a title
SIMPLE = 20  # nodes inside an element that holds more than a title
MANY = 2000  # elements of a name that are looked at
TEXTUAL = ("td", "div", "p", "span", "strong", "b", "h3", "h4", "li", "font", "center")
REPORT = re.compile(r"(?:报告|報告)(?:[（(][^（）()]{1,12}[)）])?")


def title_above(page: Page, index: Markup, root: Tag, called: str) -> Tag | None:
    """The title above a text: the longest line with which the page's own title begins or ends among other words (jcms: SITE BOARD TITLE).

    Old sites and digital newspapers call every page by the site's name; there it is the nearest line that ends as reports' titles do.
    """
    lines = list(lines_above(page, index, root))
    words = called.split()
    parts = {"".join(part) for n in range(len(words)) for part in (words[n:], words[:n])}
    held = [(len(text), element) for element, text in lines if text in parts]
    if held:
        return max(held, key=lambda one: one[0])[1]
    named = [element for element, text in lines if ends(text)] if not REPORT.search(called) else []
    return max(named, key=index.position, default=None)


def ends(text: str) -> bool:
    """Whether a line ends in 报告, or in 报告 and a bracket."""
    return any(found.end() == len(text) for found in REPORT.finditer(text))


def lines_above(page: Page, index: Markup, root: Tag) -> Iterator[tuple[Tag, str]]:
    """(element, its text without blanks) of the elements above a text that may hold a title."""
    limit = index.position(root)
    for name in TEXTUAL:
        for element in index.names.get(name, [])[:MANY]:
            if index.position(element) >= limit:
                break
            small = sum(1 for _ in islice(nodes_inside(element), SIMPLE)) < SIMPLE
            text = "".join(text_inside(page, element).split()) if small else ""
            if SHORTEST <= len(text) <= LONGEST:
                yield element, text
