"""Finding one's way in a page's markup: in goes a Page, out come its elements by id and by class, in document order.

One walk over the tree answers every later question in constant time; no selector is matched up and down the tree, so a page of a
hundred thousand nested tags costs no more than a flat one of its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from convert.source import Page, after


@dataclass(frozen=True, slots=True)
class Found:
    """One post on a page: its number, the element around it, and its body."""

    pid: str
    wrapper: Tag
    body: Tag


@dataclass(frozen=True, slots=True)
class Markup:
    """The elements of one page: by id (the first of each), by class, by name, the position of each in the document, and the posts by template."""

    ids: Mapping[str, Tag]
    classes: Mapping[str, list[Tag]]
    names: Mapping[str, list[Tag]]
    order: Mapping[int, int]
    posts: dict[tuple[str, str], list[Found]] = field(default_factory=dict)

    def position(self, element: Tag) -> int:
        """How far into the document an element begins, counted in elements."""
        return self.order[id(element)]

    def last(self, element: Tag) -> int:
        """The position of the last element inside one, its own when it has none."""
        last = element
        node: PageElement | None = element.contents[-1] if element.contents else None
        while node is not None:
            if isinstance(node, Tag):
                last = node
                node = node.contents[-1] if node.contents else None
            else:
                node = node.previous_sibling
        return self.order[id(last)]

    def outermost(self, elements: Iterable[Tag]) -> list[Tag]:
        """Those of some elements, given in document order, that stand in none of the others: posts do not hold posts."""
        kept: list[Tag] = []
        end = -1
        for element in elements:
            if self.position(element) > end:
                kept.append(element)
                end = self.last(element)
        return kept

    def with_id(self, prefix: str) -> Iterator[tuple[str, Tag]]:
        """(rest of the id, element) of every element whose id begins so and goes on with digits, in document order."""
        for name, element in self.ids.items():
            if name.startswith(prefix) and name[len(prefix) :].isdigit():
                yield name[len(prefix) :], element

    def fitting(self, selector: str) -> list[Tag]:
        """The elements that a selector fits (see `fits`), in document order."""
        if " " in selector:
            first, _, rest = selector.partition(" ")
            outer = self.outermost(self.fitting(first))
            return [e for one in outer for e in inside(one) if fits(e, rest)]
        if selector.startswith("<"):
            return self.names.get(selector[1:-1], [])
        if selector.startswith("["):
            return sorted((e for some in self.names.values() for e in some if fits(e, selector)), key=self.position)
        if selector.endswith("*"):
            return [element for _, element in self.with_id(selector[1:-1])]
        if selector.startswith("#"):
            return [self.ids[selector[1:]]] if selector[1:] in self.ids else []
        return self.classes.get(selector, [])

    def first(self, *names: str) -> Tag | None:
        """The first element of the first class that the page has."""
        for name in names:
            if found := self.classes.get(name):
                return found[0]
        return None


@lru_cache(maxsize=1)
def markup(page: Page) -> Markup:
    """The index of a page; an empty one for a text file."""
    ids, classes, names, order = dict[str, Tag](), dict[str, list[Tag]](), dict[str, list[Tag]](), dict[int, int]()
    if page.soup is None:
        return Markup(ids, classes, names, order)
    order[id(page.soup)] = -1
    node: PageElement | None = page.soup.contents[0] if page.soup.contents else None
    while node is not None:
        if isinstance(node, Tag):
            order[id(node)] = len(order) - 1
            names.setdefault(node.name, []).append(node)
            if node.attrs:
                if name := attribute(node, "id"):
                    ids.setdefault(name, node)
                for name in class_names(node):
                    classes.setdefault(name, []).append(node)
        node = node.next_element
    return Markup(ids, classes, names, order)


def attribute(element: Tag, name: str) -> str:
    """The value of an attribute as one string, "" when there is none."""
    value = element.attrs.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def class_names(element: Tag) -> list[str]:
    """The classes of an element."""
    value = element.attrs.get("class")
    if not value:
        return []
    return value.split() if isinstance(value, str) else value


def fits(element: Tag, selector: str) -> bool:
    """Whether a selector fits an element: a class name, `#id`, `#id*` (digits behind), `<element>`, `[attribute]`, `[attribute=value]`."""
    if selector.startswith("["):
        name, _, value = selector[1:-1].partition("=")
        return name in element.attrs and (not value or attribute(element, name) == value)
    if selector.startswith("<"):
        return element.name == selector[1:-1]
    if selector.endswith("*"):
        own = attribute(element, "id")
        return own.startswith(selector[1:-1]) and own[len(selector) - 2 :].isdigit()
    return attribute(element, "id") == selector[1:] if selector.startswith("#") else selector in class_names(element)


def nodes_inside(element: Tag) -> Iterator[PageElement]:
    """Everything under an element, in document order; unlike `descendants`, without first walking down to the last of them."""
    opened: list[Iterator[PageElement]] = [iter(element.contents)]
    while opened:
        node = next(opened[-1], None)
        if node is None:
            opened.pop()
            continue
        yield node
        if isinstance(node, Tag) and node.contents:
            opened.append(iter(node.contents))


def inside(element: Tag) -> Iterator[Tag]:
    """The elements under an element, in document order."""
    for node in nodes_inside(element):
        if isinstance(node, Tag):
            yield node


def first_named(element: Tag | None, *names: str) -> Tag | None:
    """The first element of one of the given names under an element."""
    return next((node for node in inside(element) if node.name in names), None) if element is not None else None


def within(element: Tag | None, name: str) -> Iterator[Tag]:
    """The elements under an element that have the given class."""
    if element is not None:
        for node in inside(element):
            if name in class_names(node):
                yield node


def text_inside(page: Page, element: Tag | None) -> str:
    """The visible text of an element, blanks folded to one each; "" for None."""
    if element is None:
        return ""
    start, end = page.span(element)
    return " ".join(page.visible[start:end].split())


def is_text(node: PageElement) -> bool:
    """Whether a node is text of the page rather than a comment, a doctype or a script's body."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


UID = re.compile(r"(?:[?&;]u(?:id)?=|space-uid-|/user/|/members?/|/u/|/people/|/profile/\d|member\.php\?)")


def links_to_member(element: Tag) -> bool:
    """Whether a link leads to a member's page (space-uid-12.html, home.php?mod=space&uid=12, …)."""
    return element.name == "a" and UID.search(attribute(element, "href")) is not None


__all__ = [
    "Markup",
    "after",
    "attribute",
    "class_names",
    "first_named",
    "fits",
    "inside",
    "is_text",
    "links_to_member",
    "markup",
    "text_inside",
    "within",
]
