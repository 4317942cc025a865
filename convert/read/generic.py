"""Pages whose engine nobody knows: the densest block of text is taken as one post, and the document says that it was a guess.

A block's density is the Han text in it that no link holds, counted at the innermost element which holds most of the page's running text.
"""

from __future__ import annotations

from bs4.element import NavigableString, Tag

from convert.errors import Finding
from convert.read.body import noise_rule, read_body
from convert.read.facts import Identity, iso_time
from convert.read.markup import is_text, markup
from convert.read.threads import line_of, title_parts
from convert.source import Page, Post, Source, Thread, join_files

NAME = "unknown"


def recognises(page: Page) -> bool:
    """Every HTML page."""
    return page.soup is not None


def identify(page: Page) -> Identity:
    """The parts of the title."""
    subject, _, site = title_parts(page)
    return Identity(site=site, subject=subject)


def read(page: Page) -> Thread:
    """One post: the page's densest block."""
    assert page.soup is not None
    root = densest(page) or page.soup.body or page.soup
    inner = read_body(page, root, noise_rule({}))
    subject, board, site = title_parts(page)
    heading = next(iter(markup(page).names.get("h1", [])), None)
    line = line_of(page, heading) if heading is not None and heading not in root.find_all("h1") else None
    posted = iso_time(page.visible)
    source = Source(site=site, engine=NAME, board=board, subject=line.text if line else subject, posted=posted, subject_at=line)
    note = Finding("guessed-reader", "The forum's software was not recognised; the longest text of the page was taken for the post.")
    return Thread(join_files([page]), source, (Post("", inner.blocks, inner.drops, posted=posted, floor=1),), (), (*page.findings, note))


def densest(page: Page) -> Tag | None:
    """The innermost element that holds at least three fifths of the running text of the page."""
    weights: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    total = 0
    for node in page.soup.descendants if page.soup is not None else ():
        if not isinstance(node, NavigableString) or not is_text(node) or id(node) not in page.places:
            continue
        weight = sum(node.count(stop) for stop in "。，；、,.")
        total += weight
        parent = node.parent
        if parent is not None and weight:
            weights[id(parent)] = weights.get(id(parent), 0) + weight
            elements[id(parent)] = parent
    return innermost(weights, elements, total)


def innermost(weights: dict[int, int], elements: dict[int, Tag], total: int) -> Tag | None:
    """Climb from the heaviest element until enough of the total is below it."""
    if not weights:
        return None
    sums: dict[int, int] = {}
    for key, weight in weights.items():
        element: Tag | None = elements[key]
        for _ in range(60):
            if element is None:
                break
            sums[id(element)] = sums.get(id(element), 0) + weight
            element = element.parent
    best: Tag | None = elements[max(weights, key=lambda k: weights[k])]
    while best is not None and sums.get(id(best), 0) * 5 < total * 3:
        best = best.parent
    return best
