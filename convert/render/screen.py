"""Where lines may end on a screen, as far as its width does not decide it: long words break, dates and names in the title block do not.

What goes in are XHTML elements of the screen edition, which are changed in place: a `span` round what breaks or holds together.
"""

from __future__ import annotations

import re

from lxml import etree

from convert.render.lines import slots
from convert.render.markup import XHTML

# Addresses and codes: longer than any word that is read as one.  A line would be stretched to nothing before them.
LONG = re.compile("([!-~]{24,})")
# Dates and the numbers of sessions; a post or a name between the blanks of a speaker's line (one of two characters has a blank inside).
DATE = re.compile("((?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]+(?:—[0-9]+)?年|第[一二三四五六七八九十百]+[届次])")
NAME = re.compile("(?<![^\u3000])([^\u3000]\u3000[^\u3000]|[^\u3000]{2,14})(?![^\u3000])")
WHOLE = {"title": (DATE, "held"), "occasion": (DATE, "held"), "speaker": (NAME, "name")}


def settle(tree: etree._Element) -> None:
    """Prepare all text of a tree."""
    for node in tree.iter(f"{{{XHTML}}}h1", f"{{{XHTML}}}p"):
        if node.get("class") in WHOLE:
            wrap(node, *WHOLE[node.get("class", "")])
    wrap(tree, LONG, "long")


def wrap(node: etree._Element, pattern: re.Pattern[str], name: str) -> None:
    """A span of the given class round everything in an element's text that a pattern, which is one group, finds."""
    for slot in list(slots(node)):
        before, *parts = pattern.split(slot.text)
        made = []
        for words, after in zip(parts[::2], parts[1::2], strict=True):
            span = etree.Element(f"{{{XHTML}}}span", {"class": name})
            span.text, span.tail = words, after
            made.append(span)
        if made:
            slot.write(before)
            slot.insert(made)
