"""Bytes to Page: strict decoding, the kind of file, and the page's visible text with a place for every character.

What goes in: the bytes of one scraped file.  What comes out: a `Page`, whose `visible` text is the ground that every later stage
stands on.  A place is an offset into that text, so that each character of the source can be followed to its fate.

The plain records of the stages up to the canonical tree live here too: Line, Table, Picture, Drop, Post, Source, Thread, Manuscript.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from convert.decode import decode, unmarked_utf16
from convert.errors import Finding, SourceError
from convert.soup import plant

LIMIT = 20 * 1024 * 1024  # bytes; a forum page is three orders of magnitude smaller

# Elements whose text a reader of the page never sees; everything else of the body is visible text, hidden elements included.
SILENT = frozenset({"script", "style", "noscript", "template", "head"})


# --- records -----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text with the place of each of its characters.

    `at[i]` is the offset, in the visible text, of the source character from which `text[i]` came; `len(at) == len(text)`, never
    decreasing.  Two characters with one place are one source character rewritten to two; a place that is skipped was dropped.
    What is known of the line's looks is evidence for later stages, never a decision: `indent` blanks before it, `gap` blank lines
    before it, `centred`, `bold` (ranges of `text`), `element` (the HTML element that made it a line: p, br, div, h2, td, …; "" in text).
    """

    text: str
    at: array[int]
    indent: int = 0
    gap: int = 0
    centred: bool = False
    bold: tuple[tuple[int, int], ...] = ()
    element: str = ""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.at):
            raise ValueError(f"line of {len(self.text)} characters with {len(self.at)} places")

    @property
    def unbroken(self) -> bool:
        """Whether its places follow one another, none skipped and none twice."""
        if not self.at or self.at[-1] - self.at[0] + 1 != len(self.at):
            return False  # the ends tell of most lines
        return self.at == array("I", range(self.at[0], self.at[-1] + 1))

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part text[start:end], with its places and the bold ranges inside it."""
        start, end, _ = slice(start, end).indices(len(self.text))
        end = max(start, end)
        bold = tuple((max(a, start) - start, min(b, end) - start) for a, b in self.bold if a < end and b > start)
        return replace(self, text=self.text[start:end], at=self.at[start:end], bold=bold)

    def strip(self) -> Line:
        """Without blanks at either end (Unicode white space)."""
        start, end = len(self.text) - len(self.text.lstrip()), len(self.text.rstrip())
        return self if start == 0 and end == len(self.text) else self.cut(start, max(start, end))

    def select(self, keep: Iterable[int]) -> Line:
        """Only the characters at the given indices of `text`, in order; bold ranges follow."""
        kept = list(keep)
        bold = tuple(ranges(n for n, i in enumerate(kept) if any(a <= i < b for a, b in self.bold)))
        text = "".join(self.text[i] for i in kept)
        return replace(self, text=text, at=array("I", (self.at[i] for i in kept)), bold=bold)

    def join(self, other: Line, between: str = "") -> Line:
        """This line and the next as one; `between` (rare) takes the place of the first line's last character."""
        shift = len(self.text) + len(between)
        last = self.at[-1] if self.at else 0
        at = self.at + array("I", [last] * len(between)) + other.at
        bold = self.bold + tuple((a + shift, b + shift) for a, b in other.bold)
        return replace(self, text=self.text + between + other.text, at=at, bold=bold)

    def shift(self, by: int) -> Line:
        """The same line with every place moved, for pages that follow others in one thread."""
        return replace(self, at=array("I", (a + by for a in self.at))) if by else self


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table of data: its lines, and how many columns and rows it covers."""

    lines: tuple[Line, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data (not one used for layout)."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture stood: its alternative text ("" when it has none) and its address as written."""

    alt: str
    address: str
    place: int


Block = Line | Table | Picture


@dataclass(frozen=True, slots=True)
class Drop:
    """A stretch of the visible text, [start, end), that is not the author's, and the rule that says so (kebab-case)."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post: who, when, and its blocks; `drops` are the stretches inside its body that the reader itself set aside.

    Times are ISO 8601 local times of the forum (`2024-03-02T08:32:16`), "" when unknown.  `floor` counts from 1 over the whole
    thread, None when the page does not say.
    """

    handle: str
    blocks: tuple[Block, ...]
    drops: tuple[Drop, ...] = ()
    pid: str = ""
    posted: str = ""
    edited: str = ""
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the thread was found: the metadata of the page, as written there, "" when it does not say."""

    site: str = ""
    engine: str = ""
    template: str = ""
    board: str = ""
    tid: str = ""
    pid: str = ""
    subject: str = ""
    category: str = ""
    handle: str = ""
    posted: str = ""
    edited: str = ""
    views: str = ""
    replies: str = ""
    place: str = ""
    subject_at: Line | None = None  # the subject in the visible text, for a report whose post has no title line of its own


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a file's visible text, [start, end), that leads to an address; "" for one that is refused."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class File:
    """One scraped file of a thread: its base name, the hash of its bytes, its visible text, and where that begins in the thread's.

    `links` are those of the whole page in order, none inside another.
    """

    name: str
    sha256: str
    visible: str
    start: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """All posts of one thread in reading order, over all its files; places count through the files' visible texts joined."""

    files: tuple[File, ...]
    source: Source
    posts: tuple[Post, ...]
    drops: tuple[Drop, ...] = ()  # chrome that the reader can name; what nobody names falls to the rule `forum-chrome`
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The author's blocks alone; everything else of the visible text stands in `drops`.

    `rewrites` names the rule for each place whose character was changed (punctuation restored, NFC).
    """

    files: tuple[File, ...]
    source: Source
    blocks: tuple[Block, ...]
    drops: tuple[Drop, ...]
    rewrites: dict[int, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive ascending integers as half-open ranges: 1 2 3 7 → (1, 4) (7, 8)."""
    start = end = -1
    for n in numbers:
        if n != end:
            if end > start:
                yield start, end
            start = n
        end = n + 1
    if end > start:
        yield start, end


def drops_of(line: Line, rule: str) -> Iterator[Drop]:
    """The places of a line as drops by one rule."""
    return (Drop(start, end, rule) for start, end in ranges(line.at))


# --- the page ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One scraped file, decoded.

    `kind` is `html` or `text`.  `visible` is all text of the body except script, style, noscript, template and comments, in order (the
    whole text of a text file).  `soup` is the parsed tree of an HTML page; `place(node)` tells where a text node begins in `visible`.
    """

    name: str
    sha256: str
    encoding: str
    kind: Literal["html", "text"]
    text: str
    visible: str
    soup: BeautifulSoup | None = None
    places: dict[int, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    spans: dict[int, tuple[int, int]] = field(default_factory=dict, init=False, repr=False)  # filled when the first is asked for

    def place(self, node: PageElement) -> int:
        """Where a text node of the soup begins in `visible`; KeyError for a node that is not visible text."""
        return self.places[id(node)]

    def span(self, element: Tag) -> tuple[int, int]:
        """The stretch of `visible` that an element's text takes, (0, 0) when it has none."""
        if not self.spans and self.soup is not None:
            self.spans.update(spans_of(self.soup, self.places))
        return self.spans.get(id(element), (0, 0))


def spans_of(soup: BeautifulSoup, places: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """The stretch of visible text of every element that has any, by its id.  One walk for all: frames nest in frames by the thousand."""
    spans: dict[int, tuple[int, int]] = {}
    opened: list[Tag] = [soup]
    node: PageElement | None = soup.contents[0] if soup.contents else None
    while node is not None:
        while node.parent is not opened[-1]:
            close(opened.pop(), opened[-1], spans)
        if isinstance(node, Tag):
            opened.append(node)
        elif (place := places.get(id(node))) is not None:
            widen(spans, opened[-1], place, place + len(str(node)))
        node = node.next_element
    while len(opened) > 1:
        close(opened.pop(), opened[-1], spans)
    return spans


def close(element: Tag, parent: Tag, spans: dict[int, tuple[int, int]]) -> None:
    """An element ends: its stretch is part of its parent's."""
    if found := spans.get(id(element)):
        widen(spans, parent, *found)


def widen(spans: dict[int, tuple[int, int]], element: Tag, start: int, end: int) -> None:
    """A stretch that follows on all that an element had before."""
    spans[id(element)] = (spans.get(id(element), (start, end))[0], end)


def open_page(path: Path) -> Page:
    """Read one file.  SourceError when it is empty, over 20 MiB, binary, or in no encoding that decodes it whole."""
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise SourceError(f"{path}: {size:,} bytes, over the limit of {LIMIT:,}; split the file or take the page apart first")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    return parse_page(data, file_name(path))


UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # what no XML file may hold, and controls


def file_name(path: Path) -> str:
    """A file's base name as text that can stand in a document: a name that is no UTF-8 is read as GB18030, as archives packed on Chinese
    systems unpack elsewhere; what fits neither, and control characters, as U+FFFD.
    """
    data = os.fsencode(path.name)
    try:
        name = data.decode()
    except UnicodeDecodeError:
        name = data.decode("gb18030", "replace")
    return UNPRINTABLE.sub("\ufffd", name)


def parse_page(data: bytes, name: str) -> Page:
    """Bytes to Page; `name` is the base name that messages and the document show."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise SourceError(f"{name}: the file is empty; scrape it again")
    refuse_binary(data, name)
    text, encoding, findings = decode(data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    if not looks_like_html(text):
        return Page(name, sha256, encoding, "text", text, text, findings=findings)
    # The HTML standard has a NUL inside the body ignored; parsers disagree, so it goes before them.
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
        findings += (Finding("control-characters", f"{nuls} NUL characters in the file were ignored, as HTML prescribes."),)
    soup, (visible, places), lost = parse_html(text)
    return Page(name, sha256, encoding, "html", text, visible, soup, places, findings + lost)


MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
}


MHTML = re.compile(rb"(?:From: <?Saved by|MIME-Version: 1\.0\r?\n(?:.+\r?\n)*?Content-Type: multipart/related)", re.I)


CONTROL = bytes(c for c in range(32) if c not in (0, 9, 10, 12, 13, 27))


def refuse_binary(data: bytes, name: str) -> None:
    """SourceError for files that are not text at all, told by their first bytes or by many control bytes."""
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"{name}: this is {what}, not a page; convert takes HTML pages and text files")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or unmarked_utf16(data):
        return
    if MHTML.match(data):
        raise SourceError(f"{name}: this is an MHTML archive; open it in a browser and save the page as HTML only")
    head = data[:65536]
    control = len(head) - len(head.translate(None, CONTROL))
    if control > len(head) // 20 or head.count(0) > len(head) // 4:
        raise SourceError(f"{name}: the file holds binary data, not a page; convert takes HTML pages and text files")


# --- the kind of file ------------------------------------------------------------------------------------------------------------

START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\?xml|html|head|body|meta|title|link|script|div|table|section|article|main)\b", re.I | re.S
)
ROOT = re.compile(r"<(?:html|body)\b[^<>]*>|</(?:head|body|html)>", re.I)
TAG = re.compile(r"</?(?:div|table|tr|td|p|span|font|ul|li|a|img|strong|h[1-6])\b[^<>]*>", re.I)


def looks_like_html(text: str) -> bool:
    """HTML by what it starts with, by its root elements, or by many tags; a text rendition may still show its line breaks as <br>."""
    if START.match(text.lstrip("\ufeff")[:4096]) or ROOT.search(text[:200_000]):
        return True
    tags = len(TAG.findall(text[:200_000]))
    return tags >= 10 and tags * 400 > min(len(text), 200_000)


# --- parsing -----------------------------------------------------------------------------------------------------------------------


class IndependentText(HTMLParser):
    """The page's visible text by the standard library's event parser, which keeps no tree and so loses nothing to nesting."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.silent = []
        elif tag in SILENT:
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


Shown = tuple[str, dict[int, int]]  # a page's visible text, and where each text node begins in it


def parse_html(text: str) -> tuple[BeautifulSoup, Shown, tuple[Finding, ...]]:
    """The page as a tree that holds all its text, and what of it is visible.

    lxml repairs dirty markup best but drops everything below 256 levels without an exception, so its text is compared with that of an
    independent parser; when a Han character is missing, the tree of the standard library's parser, which has no such limit, is taken.
    """
    soup, shown, findings = whole_tree(text)
    if note := open_noscript(soup, len("".join(shown[0].split()))):
        return soup, visible_text(soup), (*findings, note)
    return soup, shown, findings


def whole_tree(text: str) -> tuple[BeautifulSoup, Shown, tuple[Finding, ...]]:
    """lxml's tree, or the standard library's where lxml's lacks text."""
    expected = None
    if nesting(text) <= 240:
        soup = plant(text)
        shown = visible_text(soup)
        if holds_all(shown[0], stripped(text)):
            return soup, shown, ()
        expected = independent(text)
        if not expected - han(Counter(shown[0])):
            return soup, shown, ()
    soup = BeautifulSoup(text, "html.parser", multi_valued_attributes=None)
    shown = visible_text(soup)
    missing = (expected or independent(text)) - han(Counter(shown[0]))
    note = Finding("parser-fallback", "lxml would have lost text of this page; a second parser was used.", severity="info")
    if missing:
        message = f"{missing.total()} characters of the page are in neither parser's tree; compare the page with the audit."
        return soup, shown, (note, Finding("parser-loss", message, quote="".join(missing.elements())[:20], severity="error"))
    return soup, shown, (note,)


def independent(text: str) -> Counter[str]:
    """The Han characters that a reader sees, as the event parser has them."""
    events = IndependentText()
    events.feed(text)
    events.close()
    return han(Counter("".join(events.parts)))


OPENING = re.compile(r"<body\b", re.I)
COSTLY = re.compile(r"<!--|<script", re.I)
QUIET = re.compile(r"<(script|style|noscript|template)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.I | re.S)
NO_HAN = re.compile("[^\u3400-\U0003ffff]+")
NO_HAN_OUTSIDE_TAGS = re.compile("<[a-zA-Z/!?][^<>]*>|[^\u3400-\U0003ffff<]+|<")


def stripped(text: str) -> str:
    """The Han characters behind <body> outside tags and silent elements, in one sweep: never less than what a reader sees, at times more.

    So a tree that holds all of it has lost nothing, and the slower event parser need not be asked.
    """
    begin = OPENING.search(text)
    body = text[begin.start() :] if begin else text
    if len(COSTLY.findall(body)) < 5000:  # each opened in vain costs a sweep to the end
        body = QUIET.sub("", body)
    return NO_HAN_OUTSIDE_TAGS.sub("", body)


def open_noscript(soup: BeautifulSoup, seen: int) -> Finding | None:
    """Make noscript elements visible where they hold the page: some engines (Flarum, Discourse) give their posts nowhere else to a reader
    without JavaScript, and a scraper is one.  `seen` is how many characters are visible without them."""
    shut = soup.find_all("noscript")
    inside = sum(len(node.get_text(strip=True)) for node in shut)
    if inside < 200 or inside < 2 * seen:
        return None
    for node in shut:
        node.name = "div"
    message = "The page shows its text only without JavaScript (noscript); that text was read."
    return Finding("read-from-noscript", message, severity="info")


def nesting(text: str) -> int:
    """An upper bound for the depth of open elements, cheaply: start tags less end tags, void elements aside."""
    depth = deepest = 0
    for close in PAIRED.findall(text):
        if not close:
            depth += 1
            if depth > deepest:
                deepest = depth
        elif depth:
            depth -= 1
    return deepest


VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
PAIRED = re.compile(rf"<(/?)(?!(?:{VOID})(?![\w:-]))[a-z]", re.I)


def holds_all(visible: str, text: str) -> bool:
    """Whether no Han character of the text is missing from what is visible; mostly both have the same, which is quickly seen."""
    shown = NO_HAN.sub("", visible)
    return shown == text or not han(Counter(text)) - han(Counter(shown))


def han(counts: Counter[str]) -> Counter[str]:
    """The Han characters of a count; markup repair never makes or loses those by right."""
    return Counter({c: n for c, n in counts.items() if c >= "\u3400" and unicodedata.category(c) == "Lo"})


def visible_text(soup: BeautifulSoup) -> Shown:
    """All text of the body that is not silent, joined, and where each text node begins in it (by the node's identity).

    Silent elements and comments are left out; without recursion.
    """
    root = soup.body or soup
    parts: list[str] = []
    places: dict[int, int] = {}
    length = 0
    node: PageElement | None = root.contents[0] if root.contents else None  # the soup itself may have no next_element
    end = after(root)
    while node is not None and node is not end:
        if isinstance(node, Tag):
            if node.name in SILENT:
                node = after(node)
                continue
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            places[id(node)] = length
            parts.append(node)
            length += len(node)
        node = node.next_element
    return "".join(parts), places


def after(element: Tag) -> PageElement | None:
    """The first node after an element and all that is inside it."""
    last: PageElement = element
    while isinstance(last, Tag) and last.contents:
        last = last.contents[-1]
    return last.next_element


def join_files(pages: Sequence[Page]) -> tuple[File, ...]:
    """The files of a thread in reading order, each knowing where its visible text begins in the whole."""
    files: list[File] = []
    start = 0
    for page in pages:
        files.append(File(page.name, page.sha256, page.visible, start))
        start += len(page.visible)
    return tuple(files)
