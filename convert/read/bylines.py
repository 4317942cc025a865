"""Who wrote the posts of a page whose engine nobody knows: in go the posts in their frames, out comes a name for each, "" where none is told.

A board sets the author's name at the same spot of every frame; of the spots before the body that hold a short word in every frame, it is the
first whose word is a member's link, or that differs between frames as names do (titles, labels and buttons are mostly alike).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4.element import NavigableString, Tag

from convert.read.facts import DATE, RELATIVE, floor_number
from convert.read.markup import Found, class_names, links_to_member, nodes_inside
from convert.read.particulars import LABEL
from convert.source import Page

LONGEST = 30  # characters of a name
Spot = tuple[str, ...]


def names_of(page: Page, found: Sequence[Found]) -> list[str]:
    """The author of each post."""
    words = [words_before(page, one) for one in found]
    shared = [spot for spot in words[0] if all(spot in others for others in words)] if words else []
    linked = [spot for spot in shared if spot[-1] == "member"]
    differing = [spot for spot in shared if len({others[spot] for others in words}) > 1]
    spot = next(iter([*linked, *differing]), None)
    return ["" if spot is None else others[spot] for others in words]


def words_before(page: Page, one: Found) -> dict[Spot, str]:
    """The short words in a frame before the body, by where they stand: the names and classes of the elements around them."""
    words: dict[Spot, str] = {}
    for node in nodes_inside(one.wrapper):
        if node is one.body:
            break
        if not isinstance(node, NavigableString) or id(node) not in page.places:
            continue
        word = LABEL.sub("", " ".join(node.split()))
        if is_name(word):
            words.setdefault(spot_of(node, one.wrapper), word)
    return words


def is_name(word: str) -> bool:
    """Whether a word may be a member's name: neither empty nor long, no label, time, floor or count."""
    if not 0 < len(word) <= LONGEST or word[-1] in ":：" or floor_number(word) is not None:
        return False
    return re.search(DATE, word) is None and RELATIVE.search(word) is None and re.search(r"[^\W\d_]", word) is not None


def spot_of(node: NavigableString, frame: Tag) -> Spot:
    """Where a text stands in its frame; `member` at the end for a link to a member's page."""
    spot: list[str] = ["member" if isinstance(node.parent, Tag) and links_to_member(node.parent) else ""]
    element = node.parent
    while element is not None and element is not frame:
        spot.insert(0, ".".join((element.name, *class_names(element))))
        element = element.parent
    return tuple(spot)
