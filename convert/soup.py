"""HTML text to a BeautifulSoup tree: the one that bs4 makes of lxml's events, in a quarter of the time.

What goes in is a page's text, what comes out is a `BeautifulSoup` of ordinary Tags and NavigableStrings.  bs4 calls for each node some
dozen of its own methods, which ask what is the same for every element of an HTML page; here that stands once, in a subclass of Tag, and a
node is linked to its neighbours as it comes.  Two things of bs4's are left out: the replaceable charset of meta elements, and namespaces,
which HTML does not have.
"""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder, ParserRejectedMarkup
from bs4.element import AttributeValueList, Comment, Doctype, NavigableString, PageElement, ProcessingInstruction, Tag
from lxml import etree

from convert.uncollected import uncollected

BLANKS = BeautifulSoup.ASCII_SPACES
PRESERVING = frozenset(("pre", "textarea"))
CONTAINERS = HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS  # script, style, template …: the classes of the text inside
VOID = frozenset[str](HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
SPECIAL = PRESERVING | set(CONTAINERS)


def plant(text: str) -> BeautifulSoup:
    """The tree of a page."""
    with uncollected():
        return BeautifulSoup(text, builder=Builder(multi_valued_attributes={}))


class Builder(HTMLTreeBuilder):
    """lxml's events go to `Growth`."""

    def feed(self, markup: str | bytes) -> None:
        """Parse the whole page, given as text; lxml takes a byte order mark for text."""
        assert self.soup is not None
        assert isinstance(markup, str)
        try:
            parser = etree.HTMLParser(target=Growth(self.soup), recover=True)  # type: ignore[call-overload]  # not all events are wanted
            parser.feed(markup.removeprefix("\ufeff"))
            parser.close()
        except (UnicodeDecodeError, LookupError, etree.ParserError) as fault:
            raise ParserRejectedMarkup(fault) from fault


class Element(Tag):
    """A Tag whose attributes stand in the class where they are the same for all elements of HTML pages."""

    parser_class = BeautifulSoup
    namespace = prefix = sourceline = sourcepos = None
    known_xml = hidden = can_be_empty_element = False
    attribute_value_list_class = AttributeValueList
    cdata_list_attributes = None
    preserve_whitespace_tags = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    _namespaces: dict[str, str] = {}  # noqa: RUF012, never written to


class Growth:
    """lxml's parser target: each event adds to the tree at the element that is open."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.opened: list[Tag] = [soup]
        self.last: PageElement | None = None
        self.words: list[str] = []
        self.data = self.words.append
        self.preserving: list[Tag] = []
        self.containing: list[Tag] = []

    def start(self, name: str, attributes: dict[str, str | AttributeValueList]) -> None:
        """An element begins."""
        if self.words:
            self.write()
        element = Tag.__new__(Element)
        element.name = name
        element.attrs = attributes or {}  # lxml makes a dict for each element that has any
        element.contents = []
        if name in VOID:
            element.can_be_empty_element = True
        elif name in PRESERVING:
            self.preserving.append(element)
        elif name in CONTAINERS:
            element.interesting_string_types = {CONTAINERS[name]}
            self.containing.append(element)
        self.link(element)
        self.opened.append(element)

    def end(self, name: str) -> None:
        """The innermost open element of a name ends, with all that is open inside it; none may be."""
        if self.words:
            self.write()
        opened = self.opened
        if opened[-1].name != name and all(element.name != name for element in opened[1:]):
            return
        while True:
            closed = opened.pop()
            if closed.name in SPECIAL:
                (self.preserving if closed.name in PRESERVING else self.containing).pop()
            if closed.name == name:
                return

    def comment(self, text: str) -> None:
        """A comment."""
        self.write_as(Comment, text)

    def pi(self, target: str, data: str | None = None) -> None:
        """A processing instruction."""
        self.write_as(ProcessingInstruction, f"{target} {data}")

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """The document type."""
        self.write()
        self.link(Doctype.for_name_and_ids(name, public, system))

    def close(self) -> None:
        """The page ends."""
        self.write()

    def write_as(self, kind: type[NavigableString], text: str) -> None:
        """A node that is no text of the page."""
        self.write()
        self.link(kind(text))

    def write(self) -> None:
        """What has come of text becomes a node; blanks alone become one, as bs4 has it."""
        if not self.words:
            return
        text = "".join(self.words)
        self.words.clear()
        if not self.preserving and not text.strip(BLANKS):
            text = "\n" if "\n" in text else " "
        kind = CONTAINERS[self.containing[-1].name] if self.containing else NavigableString
        node = str.__new__(kind, text)
        node.hidden = False
        self.link(node)

    def link(self, node: PageElement) -> None:
        """The node becomes the last of the open element's children, and of all nodes so far."""
        parent = self.opened[-1]
        node.parent = parent
        last = node.previous_element = self.last
        if last is not None:
            last.next_element = node
        siblings = parent.contents
        if siblings:
            before = node.previous_sibling = siblings[-1]
            before.next_sibling = node
        else:
            node.previous_sibling = None
        node.next_element = node.next_sibling = None
        siblings.append(node)
        self.last = node
