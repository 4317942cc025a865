"""A post's markup to blocks: in go two nodes of the soup, first and last, out come lines, tables of data and pictures, each with places.

A line ends where a browser would end it: at a block element's edge and at <br>.  Blanks are folded as a browser folds them, and a line
end between two Han characters, which browsers show as a gap, is none.  What the reader can name as foreign by markup alone (ads, hidden
text, edit notices) becomes a Drop.  No recursion: pages nest as deep as they like.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bs4.element import NavigableString, PageElement, Tag

from convert.read.markup import after, attribute, class_names, inside, nodes_inside
from convert.read.tables import cell_span, holds_data, rows_of
from convert.source import Block, Cell, Drop, Line, Page, Picture, Table

BLOCKS = frozenset(
    (  # noqa: SIM905
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
BOLD = frozenset(("b", "strong", "th"))
CONTROLS = frozenset("textarea select button iframe object embed applet svg math audio video canvas map".split())  # noqa: SIM905

Rule = Callable[[Tag], str]


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands down to the text inside it."""

    bold: bool = False
    centred: bool = False
    pre: bool = False
    indent: int = 0
    element: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of one post, and what was set aside inside it."""

    blocks: tuple[Block, ...]
    drops: tuple[Drop, ...]


def read_body(page: Page, element: Tag, rule: Rule, stop: PageElement | None = None) -> Body:
    """The blocks of an element, or from its first node up to `stop` (for a cell that the post's own markup closed too early)."""
    builder = Builder(page, rule)
    builder.walk(element.next_element, after(element) if stop is None else stop, look_of(element, Look(element="div")))
    return Body(tuple(builder.blocks), tuple(builder.drops))


def read_between(page: Page, start: PageElement | None, stop: PageElement | None, rule: Rule) -> Body:
    """The blocks from one node up to another, for templates that set no element around a post."""
    builder = Builder(page, rule)
    builder.walk(start, stop, Look(element="div"))
    return Body(tuple(builder.blocks), tuple(builder.drops))


class Builder:
    """The walk over a post's nodes, with the line that is being put together."""

    def __init__(self, page: Page, rule: Rule) -> None:
        self.page = page
        self.rule = rule
        self.blocks: list[Block] = []
        self.drops: list[Drop] = []
        self.line = Pieces()
        self.gap = 0
        self.ahead: dict[int, int] = {}

    def walk(self, start: PageElement | None, stop: PageElement | None, base: Look) -> None:
        """From one node to the one before `stop`; `base` is the look of text outside every element that began on the way."""
        opened: list[tuple[Tag, Look]] = []
        node = start
        while node is not None and node is not stop:
            while opened and node.parent is not opened[-1][0]:
                self.leave(opened.pop()[0])
            look = opened[-1][1] if opened else base
            if isinstance(node, Tag):
                if self.is_taken_whole(node):
                    node = after(node)
                    continue
                opened.append((node, self.enter(node, look)))
            elif (place := self.page.places.get(id(node))) is not None:
                self.write(str(node), place, look)
            node = node.next_element
        while opened:
            self.leave(opened.pop()[0])
        self.end("")

    def is_taken_whole(self, element: Tag) -> bool:
        """Whether an element is dropped by a rule, or was made a table or a picture, so that nothing inside is walked."""
        if rule := self.rule(element):
            start, end = self.page.span(element)
            if end > start:
                self.drops.append(Drop(start, end, rule))
            if rule == "attachment":
                self.pictures_inside(element)
            return True
        if element.name == "table" and holds_data(element):
            self.end("table")
            self.table(element)
            return True
        return False

    def table(self, element: Tag) -> None:
        """A table of data; its captions and stray text between cells stay lines, its spans are clamped to the rows and columns there are."""
        rows = list(rows_of(element))
        columns = max(len(cells) for cells in rows)
        self.blocks += self.captions(element)
        made = [tuple(self.cell(c, columns, len(rows) - number) for c in cells) for number, cells in enumerate(rows)]
        self.blocks.append(Table(tuple(made)))

    def cell(self, element: Tag, columns: int, rows: int) -> Cell:
        """One cell and its lines; `columns` and `rows` are what its spans may cover."""
        inner = read_body(self.page, element, self.rule)
        self.drops += inner.drops
        lines = tuple(block for block in inner.blocks if isinstance(block, Line))
        return Cell(lines, element.name == "th", cell_span(element, "colspan", columns), cell_span(element, "rowspan", rows))

    def captions(self, table: Tag) -> Iterator[Block]:
        """What stands in a table outside its cells: a caption, or text that broken markup left there."""
        inner = Builder(self.page, lambda e: "table-cell" if e.name in ("td", "th") else self.rule(e))
        inner.walk(table.next_element, after(table), Look(element="caption"))
        self.drops += (drop for drop in inner.drops if drop.rule != "table-cell")
        yield from inner.blocks

    def pictures_inside(self, element: Tag) -> None:
        """An attachment box is chrome, but a picture shown in it belongs to the post."""
        for node in inside(element):
            if node.name == "img":
                self.picture(node)

    def enter(self, element: Tag, look: Look) -> Look:
        """An element begins: the line before it may end, a picture may stand, a look is handed down."""
        if element.name == "br":
            self.end("br")
        elif element.name == "img":
            self.picture(element)
        elif element.name in BLOCKS:
            self.end(element.name)
        return look_of(element, look)

    def leave(self, element: Tag) -> None:
        """An element ends."""
        if element.name in BLOCKS:
            self.end("")

    def picture(self, image: Tag) -> None:
        """A picture of the post; smilies, icons and spacers are not."""
        address = picture_address(image)
        if not address:
            return
        self.end("")
        self.blocks.append(Picture(" ".join(attribute(image, "alt").split()), address, self.place_of(image)))

    def place_of(self, element: PageElement) -> int:
        """The place of the first visible text after an element that has none itself."""
        passed: list[int] = []
        node: PageElement | None = element
        place = len(self.page.visible)
        while node is not None:
            key = id(node)
            if (known := self.page.places.get(key, self.ahead.get(key))) is not None:
                place = known
                break
            passed.append(key)
            node = node.next_element
        self.ahead.update(dict.fromkeys(passed, place))  # a row of pictures is walked once, not once a picture
        return place

    def write(self, text: str, place: int, look: Look) -> None:
        """Text of one node, its blanks folded unless the element is preformatted."""
        if look.pre:
            for number, part in enumerate(text.split("\n")):
                if number:
                    self.end("pre")
                self.line.add(part, place, look)
                place += len(part) + 1
            return
        for found in TOKEN.finditer(text):
            if found[0][0] in ASCII_BLANKS:
                self.line.blank(found[0], place + found.start())
            else:
                self.line.add(found[0], place + found.start(), look)

    def end(self, cause: str) -> None:
        """The line that was being put together ends; `cause` is what makes the next one a line."""
        line = self.line.finish(self.gap)
        if line is not None:
            self.blocks.append(line)
            self.gap = 0
        elif cause == "br" and self.blocks:
            self.gap += 1
        self.line = Pieces(cause)


ASCII_BLANKS = " \t\r\n\f"
TOKEN = re.compile("[ \t\r\n\f]+|[^ \t\r\n\f]+")


class Pieces:
    """A line being put together: pieces of text with the place of the first character of each."""

    def __init__(self, element: str = "") -> None:
        self.element = element
        self.parts: list[str] = []
        self.at: array[int] = array("I")
        self.bold: list[tuple[int, int]] = []
        self.look: Look | None = None
        self.pending: tuple[str, int] | None = None

    def blank(self, blanks: str, place: int) -> None:
        """A run of blanks: it counts only between two words, and a line end between two Han characters does not."""
        if self.parts and self.pending is None:
            self.pending = (blanks, place)

    def add(self, text: str, place: int, look: Look) -> None:
        """A stretch of text whose characters stand at place, place + 1, …"""
        if not text:
            return
        if self.pending is not None:
            blanks, where = self.pending
            self.pending = None
            if not ("\n" in blanks and wide(self.parts[-1][-1]) and wide(text[0])):
                offset = max(blanks.find(" "), 0)
                self.parts.append(" ")
                self.at.append(where + offset)
        if look.bold:
            self.bold.append((len(self.at), len(self.at) + len(text)))
        self.parts.append(text)
        self.at.extend(range(place, place + len(text)))
        self.look = self.look or look

    def finish(self, gap: int) -> Line | None:
        """The line, None when it holds nothing but blanks."""
        text = "".join(self.parts)
        if self.look is None or not text.strip():
            return None
        indent = len(text) - len(text.lstrip()) + self.look.indent
        element = self.element if self.element == "br" else self.element or self.look.element
        line = Line(text, self.at, indent, gap, self.look.centred, tuple(merge(self.bold)), element)
        return line.strip()


def merge(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Touching ranges as one (a blank between two bold words does not part them)."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and start <= last[1] + 1:
            last = (last[0], end)
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def wide(char: str) -> bool:
    """A character of Han text, its punctuation included: between two of these a line end is no blank."""
    return "\u2e80" <= char <= "\ufffd" or char in "“”‘’—…·"


# --- looks -------------------------------------------------------------------------------------------------------------------------

CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
LEFT = re.compile(r"text-align\s*:\s*(?:left|right|justify|start)", re.I)
HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.I)
INDENT = re.compile(r"text-indent\s*:\s*(\d+(?:\.\d+)?)\s*(em|px|pt|rem|ch)?", re.I)
PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre\b|pre-wrap|pre-line|break-spaces)", re.I)
UNITS = {"em": 1.0, "rem": 1.0, "ch": 0.5, "px": 1 / 16, "pt": 1 / 12, "": 0.0}


def look_of(element: Tag, look: Look) -> Look:
    """The look inside an element, from its name, `align` and `style`; text-indent counts in characters, to the nearest."""
    name = element.name if element.name in BLOCKS else look.element
    bold, centred, pre, indent = (
        look.bold or element.name in BOLD,
        look.centred or element.name == "center",
        look.pre or element.name == "pre",
        look.indent,
    )
    if element.attrs:
        align = attribute(element, "align").lower()
        if align:
            centred = align == "center"
        if style := attribute(element, "style"):
            said = styled(style[:2000])
            bold = bold if said.bold is None else said.bold
            centred = centred if said.centred is None else said.centred
            indent = indent if said.indent is None else said.indent
            pre = pre or said.pre
    return Look(bold, centred, pre, indent, name)


@dataclass(frozen=True, slots=True)
class Styled:
    """What a style attribute says; None where it says nothing."""

    bold: bool | None
    centred: bool | None
    indent: int | None
    pre: bool


@lru_cache(maxsize=1024)
def styled(style: str) -> Styled:
    """A style attribute, read for what matters here."""
    bold = True if HEAVY.search(style) else False if LIGHT.search(style) else None
    centred = True if CENTRED.search(style) else False if LEFT.search(style) else None
    found = INDENT.search(style)
    indent = min(round(float(found[1]) * UNITS[(found[2] or "").lower()]), 20) if found else None
    return Styled(bold, centred, indent, PREFORMATTED.search(style) is not None)


SPACERS = re.compile(r"(?:none|blank|spacer|transparent|pixel|loading)\.(?:gif|png)(?:\?|$)", re.I)
DECORATION = re.compile(r"(?:smil(?:ey|ies)|emoji|emot|filetype|/icon|static/image|static/img)", re.I)


def picture_address(image: Tag) -> str:
    """The address of a picture of the post (lazy-loading attributes first), "" for smilies, icons and spacers."""
    if attribute(image, "smilieid") or "emoji" in class_names(image):
        return ""
    for name in ("zoomfile", "file", "data-src", "data-original", "src"):
        address = " ".join(attribute(image, name).split())
        if address and not SPACERS.search(address):
            return "" if DECORATION.search(address) else address[:2000]
    return ""


# --- what is foreign by its markup -------------------------------------------------------------------------------------------------

HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|$|!)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|clip\s*:\s*rect\(\s*0"
    r"|(?<![\w-])(?:left|top|text-indent)\s*:\s*-(?:[5-9]\d{2}|\d{4,})",  # off the screen
    re.I,
)
ADS = frozenset(
    (  # noqa: SIM905
        "ad ads adv advert advertisement adsbygoogle guanggao ad-box adbox ad_box ad_text ad_pip ad_textlink2 "
        "a_pr a_pt a_pb a_t a_p a_pd a_cn a_mu a_fl a_fr a_h a_f"
    ).split()
)
# The embedding codes of the services that share a page: Baidu, JiaThis, bShare, share.js, AddThis, AddToAny, Jetpack.
SHARING = ("bdsharebuttonbox", "jiathis_style", "bshare-custom", "social-share", "addthis_toolbox", "a2a_kit", "sharedaddy")
NOISE = {**dict.fromkeys(ADS, "advertisement"), **dict.fromkeys(SHARING, "portal-chrome"), "jammer": "jammer"}


def noise_rule(classes: Mapping[str, str]) -> Rule:
    """A rule that names foreign elements: by the engine's own class names, then by what holds on every page (hidden, ads, controls)."""
    table = {**NOISE, **classes}

    def rule(element: Tag) -> str:
        for name in class_names(element):
            if name in table:
                return table[name]
        if element.name in CONTROLS:
            return "form-control"
        if element.name == "ignore_js_op":
            return "attachment"
        if is_hidden(element):
            return "hidden-text"
        return ""

    return rule


@lru_cache(maxsize=1024)
def hides(style: str) -> bool:
    """Whether a style attribute hides its element."""
    return HIDDEN.search(style) is not None


def is_hidden(element: Tag) -> bool:
    """An element that a browser does not show; a long hidden block (a folded chapter behind a button) counts as shown."""
    if not element.attrs or ("hidden" not in element.attrs and not hides(attribute(element, "style")[:2000])):
        return False
    if element.name not in BLOCKS:
        return True
    length = stops = 0
    for node in islice(nodes_inside(element), 300):
        if isinstance(node, NavigableString):
            length, stops = length + len(node), stops + node.count("。")
            if length >= 200 and stops >= 3:
                return False
    return True
