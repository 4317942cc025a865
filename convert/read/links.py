"""Where the words of a page lead: in goes a Page, out come its links with their addresses, for the ledger.

An address is data that nobody follows: kept are those of the web, of mail and those relative to the page; `javascript:`, `data:`, `file:` and
their like, in which browsers ignore blanks and control characters, lead nowhere that a reader could go: such a link has no address.
"""

from __future__ import annotations

import re
from dataclasses import replace

from convert.read.markup import attribute, markup
from convert.source import Link, Page, Thread

LONGEST = 2000  # characters of an address
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]+")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
FOLLOWED = ("http", "https", "ftp", "mailto")


def with_links(thread: Thread, page: Page) -> Thread:
    """The thread of one page, its file knowing the page's links."""
    return replace(thread, files=tuple(replace(file, links=links_of(page)) for file in thread.files))


def links_of(page: Page) -> tuple[Link, ...]:
    """The links of a page that have words and lead anywhere but to a place on it, in order; of one inside another the outer."""
    index = markup(page)
    links = []
    for element in index.outermost(index.names.get("a", [])):
        address = IGNORED.sub("", attribute(element, "href"))[:LONGEST]
        start, end = page.span(element) if address and not address.startswith("#") else (0, 0)
        if end > start:
            links.append(Link(start, end, "" if is_refused(address) else address))
    return tuple(links)


def is_refused(address: str) -> bool:
    """Whether an address is run, or opens what is on the reader's machine."""
    scheme = SCHEME.match(address)
    return scheme is not None and scheme[1].lower() not in FOLLOWED
