"""Pages whose engine nobody knows: the block that holds most of the running text is taken as one post, and the document says it was guessed.

Resiliparse's rules tell navigation, cards and footers from content; of what it leaves, the innermost element that holds three fifths of the
sentences (counted by their stops) is the post.  Where that leaves nothing (or a page nests so deep that its parser would crawl), the same is
asked of the whole page.
"""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from convert.errors import Finding
from convert.read.body import read_body
from convert.read.facts import Identity, iso_time
from convert.read.markup import inside, is_text, markup
from convert.read.quotes import rule_for
from convert.read.threads import line_of, title_parts
from convert.source import Page, Post, Source, Thread, join_files

NAME = "unknown"
STOPS = re.compile("[。，；、！？,.;]")
TALLEST = 80  # levels climbed from a text to the elements around it


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
    root = densest(page, main_content(page)) or densest(page, None) or page.soup.body or page.soup
    inner = read_body(page, root, rule_for(page, {}))
    subject, board, site = title_parts(page)
    own = {id(element) for element in inside(root)}
    heading = next((e for e in markup(page).names.get("h1", []) if id(e) not in own and e is not root), None)
    line = line_of(page, heading) if heading is not None and id(root) not in {id(e) for e in inside(heading)} else None
    start = page.span(root)[0]
    posted = iso_time(page.visible[max(0, start - 400) : start])
    source = Source(site=site, engine=NAME, board=board, subject=line.text if line else subject, posted=posted, subject_at=line)
    note = Finding("guessed-reader", "The forum's software was not recognised; the longest text of the page was taken for the post.")
    return Thread(join_files([page]), source, (Post("", inner.blocks, inner.drops, posted=posted, floor=1),), (), (*page.findings, note))


def main_content(page: Page) -> str | None:
    """What Resiliparse takes for the page's content, without blanks; None when it was not asked or found nothing."""
    if any(finding.code == "parser-fallback" for finding in page.findings):
        return None
    from resiliparse.extract.html2text import extract_plain_text  # only pages of unknown engines pay for loading it

    return "".join(extract_plain_text(page.text, main_content=True, alt_texts=False).split()) or None


def densest(page: Page, content: str | None) -> Tag | None:
    """The innermost element that holds three fifths of the sentences (of those in `content`, if given)."""
    weights: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    for node in page.soup.descendants if page.soup is not None else ():
        if not isinstance(node, NavigableString) or not is_text(node) or id(node) not in page.places:
            continue
        weight = len(STOPS.findall(node))
        parent = node.parent
        if parent is None or not weight or (content is not None and "".join(node.split())[:80] not in content):
            continue
        weights[id(parent)] = weights.get(id(parent), 0) + weight
        elements[id(parent)] = parent
    return innermost(weights, elements)


def innermost(weights: dict[int, int], elements: dict[int, Tag]) -> Tag | None:
    """Climb from the heaviest element until enough of the total is below it."""
    if not weights:
        return None
    sums: dict[int, int] = {}
    for key, weight in weights.items():
        element: Tag | None = elements[key]
        for _ in range(TALLEST):
            if element is None:
                break
            sums[id(element)] = sums.get(id(element), 0) + weight
            element = element.parent
    total = sum(weights.values())
    best: Tag | None = elements[max(weights, key=lambda k: weights[k])]
    while best is not None and sums.get(id(best), 0) * 5 < total * 3:
        best = best.parent
    return best
