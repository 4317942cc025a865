"""Pages to threads: what goes in are the files of one thread, what comes out is its posts in order, whatever engine made them.

One module per engine or template family, each offering a Reader: itself, or the Engine in it that its facts make up.  The first of READERS
that recognises a page reads it; the last two take every text file and every HTML page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from convert.errors import SourceError
from convert.read import (
    article,
    carbon,
    discourse,
    discuz,
    discuz_archiver,
    discuz_print,
    discuz_touch,
    douban,
    flarum,
    generic,
    invision,
    misago,
    mybb,
    nforum,
    nga,
    nodebb,
    phpbb,
    phpwind,
    punbb,
    rendition,
    smf,
    startbbs,
    tianya,
    tieba,
    vbulletin,
    woltlab,
    xenforo,
    xiuno,
)
from convert.read.facts import Identity
from convert.read.links import with_links
from convert.read.threads import in_order, join_threads
from convert.source import Page, Thread


class Reader(Protocol):
    """What reads the pages of one engine."""

    @property
    def NAME(self) -> str:  # noqa: N802 -- a constant of modules
        """The engine, as the document names it."""

    def recognises(self, page: Page) -> bool:
        """Whether the page is of this engine and template."""

    def identify(self, page: Page) -> Identity:
        """What tells its thread from others."""

    def read(self, page: Page) -> Thread:
        """The posts of this one page."""


READERS: tuple[Reader, ...] = (
    rendition,  # text files, which no other reader takes
    discuz,  # a post cell by its id, the surest sign of all
    discuz_touch,
    discuz_archiver,
    discuz_print,
    phpbb.READER,
    woltlab.READER,  # its bodies are named as XenForo 1 names them
    xenforo.READER,
    vbulletin.READER,
    phpwind.READER,
    discourse.READER,
    flarum.READER,
    misago.READER,
    tieba,
    nodebb.READER,
    tianya.READER,
    nga.READER,
    douban.READER,
    carbon.READER,
    xiuno.READER,
    startbbs.READER,
    nforum,
    smf.READER,
    invision.READER,
    punbb.READER,
    phpbb.SUBSILVER,  # vBulletin has its names, too
    mybb.READER,  # its names (post, post_body) are common words, so after those with names of their own
    article,  # containers that forums' pages may hold too
    generic,  # every other HTML page, as a guess
)


def recognise(page: Page) -> Reader:
    """The reader for a page."""
    for reader in READERS:
        if reader.recognises(page):
            return reader
    raise SourceError(f"{page.name}: no reader takes this page; save it as HTML or as plain text")


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return recognise(page).identify(page)


def group(pages: Sequence[Page]) -> list[list[Page]]:
    """The files of each thread together, in page order, threads in the order of their first file.

    Files belong together when host (or site) and thread number agree; without a number only when site and subject agree and each says
    another page number.
    """
    return [[pages[number] for number in numbers] for numbers in together([identify(page) for page in pages])]


def together(identities: Sequence[Identity]) -> list[list[int]]:
    """The same for pages that are no longer at hand: the numbers of the files of each thread."""
    groups: list[list[int]] = []
    known: dict[tuple[str, ...], list[list[int]]] = {}  # by what two files of one thread have the same: among many few are compared
    for number, identity in enumerate(identities):
        shared = (identity.tid,) if identity.tid else (identity.site, identity.subject)
        alike = known.setdefault(shared, []) if all(shared) else []
        home = next((g for g in alike if all(same_thread(identity, identities[other]) for other in g)), None)
        if home is None:
            home = []
            alike.append(home)
            groups.append(home)
        home.append(number)
    return [sorted(g, key=lambda number: identities[number].page or 1) for g in groups]


def same_thread(one: Identity, other: Identity) -> bool:
    """Whether two files are of one thread."""
    if one.tid and other.tid:
        return one.tid == other.tid and same_place(one, other)
    if one.tid or other.tid or not one.subject or not one.site:
        return False
    numbers = (one.page, other.page)
    return one.site == other.site and one.subject == other.subject and None not in numbers and numbers[0] != numbers[1]


def same_place(one: Identity, other: Identity) -> bool:
    """Whether two files are of one site: by host, or by name where one names no host, as touch pages do not."""
    if one.host and other.host:
        return one.host == other.host
    return one.site == other.site and bool(one.site or not (one.host or other.host))


def read(pages: Sequence[Page]) -> Thread:
    """The thread that the given files make up, its posts in the order in which they were written."""
    readers = [recognise(page) for page in pages]
    threads = [with_links(reader.read(page), page) for reader, page in zip(readers, pages, strict=True)]
    if len(pages) == 1 and pages[0].soup is None:
        return in_order(threads[0])
    identities = [reader.identify(page) for reader, page in zip(readers, pages, strict=True)]
    return in_order(join_threads(pages, threads, identities))
