"""Threads from pages whose posts are told by names: in goes a Page and an Engine, the facts of one forum software; out comes its Thread.

Every engine sets a post as a frame with an author, a time and a body in it; they differ in names only, so those are data.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from bs4.element import PageElement, Tag

from convert.errors import Finding
from convert.read.body import Rule, read_body
from convert.read.facts import Identity
from convert.read.markup import Found, Markup, after, attribute, class_names, fits, inside, markup, text_inside
from convert.read.particulars import Names, address, edited_time, first_of, floor_of, handle_of, head_of, source_of, subject_of, time_of
from convert.read.quotes import rule_for
from convert.read.threads import title_parts
from convert.source import Page, Post, Thread, join_files


@dataclass(frozen=True, slots=True)
class Template:
    """The names by which the posts of one template are told; each tuple lists selectors as in `particulars`.

    Of `wrapper` and `body` the first name that is there counts.  Where a template sets nothing around a post that other posts lack
    (`wrapper` is empty), all elements that a name of `body` fits are posts, each framed by what surrounds it alone.
    """

    name: str
    wrapper: tuple[str, ...]
    body: tuple[str, ...]
    names: Names
    noise: Mapping[str, str] = field(default_factory=dict)

    @property
    def edits(self) -> tuple[str, ...]:
        """The names of edit notices."""
        return tuple(name for name, rule in self.noise.items() if rule == "edit-notice")


@dataclass(frozen=True, slots=True)
class Engine:
    """A forum software: its name, words of its markup (one of which every page of it holds), and its templates."""

    NAME: str
    marks: tuple[str, ...]
    templates: tuple[Template, ...]

    def recognises(self, page: Page) -> bool:
        """Whether the page has a post as one of the templates sets it."""
        return page.soup is not None and any(mark in page.text for mark in self.marks) and self.template_of(page) is not None

    def template_of(self, page: Page) -> Template | None:
        """The first of the templates that the page was made from."""
        return next((t for t in self.templates if posts_of(markup(page), self, t)), None)

    def identify(self, page: Page) -> Identity:
        """What tells the page's thread from others."""
        template = self.template_of(page)
        assert template is not None
        index = markup(page)
        first = posts_of(index, self, template)[0]
        host, tid, number = address(page, index, template.names, first)
        subject = subject_of(page, index, template.names)
        title, _, site = title_parts(page)
        handle, posted = handle_of(page, first, template.names), time_of(page, first, template.names, template.edits)[0]
        if not handle:
            above = head_of(page, first, template.names)
            handle, posted = above[0], posted or above[1]
        return Identity(host, tid, site, subject.text if subject else title, handle, posted, number)

    def read(self, page: Page) -> Thread:
        """All posts of the page, and what it says about the thread."""
        template = self.template_of(page)
        assert template is not None
        index = markup(page)
        findings: list[Finding] = []
        found = posts_of(index, self, template)
        limits: list[Tag | None] = [*(one.wrapper for one in found[1:]), None]
        stops = (cut(index, found, number) or spill(page, found[number].body, end) for number, end in enumerate(limits))
        posts = tuple(read_post(page, one, template, findings, stop) for one, stop in zip(found, stops, strict=True))
        if not posts[0].handle:
            handle, posted = head_of(page, found[0], template.names)
            posts = (replace(posts[0], handle=handle, posted=posts[0].posted or posted), *posts[1:])
        source = source_of(page, index, template.names, posts, found)
        source = replace(source, engine=self.NAME, template=template.name)
        return Thread(join_files([page]), source, posts, (), page.findings + tuple(findings))


# --- the posts of a page -----------------------------------------------------------------------------------------------------------


def posts_of(index: Markup, engine: Engine, template: Template) -> list[Found]:
    """The posts of a page, in order; wrappers without a body are none.  Kept with the index, since recognising, naming and reading ask."""
    key = (engine.NAME, template.name)
    if key not in index.posts:
        index.posts[key] = wrapped(index, template) if template.wrapper else framed(index, template.body, template.names.author)
    return index.posts[key]


def wrapped(index: Markup, template: Template) -> list[Found]:
    """Posts by the elements around them: the first name that finds any with a body in it."""
    for name in template.wrapper:
        elements = index.fitting(name)
        found = [(element, first_of(element, template.body)) for element in index.outermost(elements)]
        posts = [Found(pid_of(element), element, body) for element, body in found if body is not None]
        if posts:
            return (
                posts
                if len(elements) == len(found)
                else [one for post in posts for one in (post, *swallowed(index, post, elements, template))]
            )
    return []


def swallowed(index: Markup, post: Found, elements: Sequence[Tag], template: Template) -> list[Found]:
    """The posts that stand inside another's body, since a table or list that it left open took in what follows on the page."""
    begin, end = index.position(post.body), index.last(post.body)
    some = elements[bisect_right(elements, begin, key=index.position) : bisect_right(elements, end, key=index.position)][:SWALLOWED]
    found = ((e, first_of(e, template.body)) for e in some if names_author(e, template.names.author))
    return [Found(pid_of(e), e, body) for e, body in found if body is not None]


def names_author(frame: Tag, selectors: Sequence[str]) -> bool:
    """Whether a frame says who wrote what is in it."""
    return any(attribute(frame, name[1:]) for name in selectors if name[0] == "@") or first_of(frame, selectors) is not None


SWALLOWED = 200  # posts on a page


def cut(index: Markup, found: Sequence[Found], number: int) -> Tag | None:
    """Where a body ends that took in the next post: at what the template sets behind the bodies of others, else where the next post begins."""
    body, following = found[number].body, found[number + 1] if number + 1 < len(found) else None
    if following is None or index.position(following.wrapper) > index.last(body):
        return None
    limit, look = index.position(following.wrapper), looks(behind(found[-1]))
    alike = (e for e in inside(body) if any(look[1:]) and looks(e) == look)
    first = next(alike, following.wrapper)
    return first if index.position(first) < limit else following.wrapper


def behind(post: Found) -> Tag | None:
    """The first element behind a post's body."""
    node = after(post.body)
    while node is not None and not isinstance(node, Tag):
        node = node.next_element
    return node


def looks(element: Tag | None) -> tuple[str, ...]:
    """What a template gives all elements of a kind: name, classes, component."""
    return ("", "") if element is None else (element.name, " ".join(class_names(element)), attribute(element, "component"))


HIGHEST = 12  # levels between a post's body and the element that holds its author, too


def framed(index: Markup, names: tuple[str, ...], authors: tuple[str, ...]) -> list[Found]:
    """Posts by their bodies, each framed by the smallest element around it that names an author, or else the largest without another."""
    bodies = index.outermost(sorted((e for name in names for e in index.fitting(name)), key=index.position))
    bodies = whole_bodies(bodies, authors)
    starts = [index.position(body) for body in bodies]
    posts = []
    for body in bodies:
        frame = body
        for _ in range(HIGHEST):
            around = frame.parent
            if first_of(frame, authors) is not None or around is None or around.name in ("body", "html", "[document]"):
                break
            if bisect_left(starts, index.last(around) + 1) - bisect_left(starts, index.position(around)) > 1:
                break
            frame = around
        posts.append(Found(pid_of(frame) or pid_of(body), frame, body))
    return posts


def whole_bodies(bodies: list[Tag], authors: tuple[str, ...]) -> list[Tag]:
    """The bodies, several in one element without an author as that element: phpBB 2 begins a new one behind each quotation in a post."""
    whole: list[Tag] = []
    for _, group in groupby(bodies, key=lambda body: id(body.parent)):
        pieces = list(group)
        around = pieces[0].parent
        joined = len(pieces) > 1 and around is not None and first_of(around, authors) is None
        whole += [around] if joined and around is not None else pieces
    return whole


def pid_of(wrapper: Tag) -> str:
    """The post's number in its id or its data attributes."""
    for name in ("data-pid", "data-node-id", "replyid", "id", "data-content", "data-id", "data-post-id"):
        if found := re.search(r"(\d+)$", attribute(wrapper, name)):
            return found[1]
    return ""


def spill(page: Page, body: Tag, limit: Tag | None) -> PageElement | None:
    """Where a post's text ends that its own markup let out of its body (a stray </div>); None when nothing substantial fell out.

    Behind the body, up to the next post's wrapper (`limit`), the template's own blocks carry a class or an id; what stands there in plain
    elements is the post's.
    """
    start = node = after(body)
    han = 0
    while node is not None and node is not limit:
        if isinstance(node, Tag) and (node.attrs.get("class") or node.attrs.get("id")):
            if text_inside(page, node):
                break
            node = after(node)
            continue
        if id(node) in page.places:
            han += len(HAN.findall(str(node)))
        node = node.next_element
    return node if han >= SPILLED and node is not start else None


HAN = re.compile("[\u3400-\u9fff]")
SPILLED = 100  # Han characters; a template's own plain words behind a post are a handful


def read_post(page: Page, found: Found, template: Template, findings: list[Finding], stop: PageElement | None) -> Post:
    """One post; `stop` as `spill` gives it."""
    names = template.names
    time, relative = time_of(page, found, names, template.edits)
    if relative:
        findings.append(relative_time(relative))
    inner = read_body(page, found.body, with_signature(page, rule_for(page, template.noise), template.body), stop)
    return Post(
        handle_of(page, found, names),
        inner.blocks,
        inner.drops,
        found.pid,
        time,
        edited_time(page, found, template.edits),
        floor_of(page, found, names),
    )


LINE = re.compile("_{8,}")


def with_signature(page: Page, rule: Rule, bodies: Sequence[str]) -> Rule:
    """A rule that knows phpBB's signature, too: named as the body is, it begins with the line that phpBB and vBulletin set above it."""

    def either(element: Tag) -> str:
        named = any(fits(element, name) for name in bodies)
        return rule(element) or ("signature" if named and LINE.match(text_inside(page, element)) else "")

    return either


def relative_time(shown: str) -> Finding:
    """The finding for a time that the page gives only relatively."""
    return Finding("relative-time", "The page gives the time of a post only relatively, or without its year.", quote=shown, severity="info")
