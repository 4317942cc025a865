"""Threads from pages whose posts are told by class names: in goes a Page and a Template, the facts of one engine; out comes its Thread.

Every engine sets a post as a wrapper with an author, a time and a body in it; they differ in names only, so those are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bs4.element import PageElement, Tag

from convert.errors import Finding
from convert.read.body import read_body
from convert.read.facts import RELATIVE, Identity, floor_number, iso_time
from convert.read.markup import Found, Markup, after, attribute, class_names, inside, markup, text_inside
from convert.read.quotes import rule_for
from convert.read.threads import host_of, line_of, title_parts
from convert.source import Line, Page, Post, Source, Thread, join_files


@dataclass(frozen=True, slots=True)
class Template:
    """The names by which an engine's pages are told and taken apart.

    Each tuple lists class names, the first that is there counts; `#x` is an id, `#x*` an id that begins with x and ends in digits,
    `<x>` an element.  `author` may also be `@x`, an attribute of the wrapper.
    """

    name: str
    template: str
    wrapper: tuple[str, ...]
    body: tuple[str, ...]
    author: tuple[str, ...]
    time: tuple[str, ...]
    subject: tuple[str, ...]
    floor: tuple[str, ...] = ()
    crumbs: tuple[str, ...] = ("breadcrumb", "breadcrumbs")
    noise: Mapping[str, str] = field(default_factory=dict)


def posts_of(index: Markup, template: Template) -> list[Found]:
    """The posts of a page, in order; wrappers without a body are none.  Kept with the index, since recognising, naming and reading ask."""
    key = (template.name, template.template)
    if key not in index.posts:
        bodies = ((wrapper, first_of(wrapper, template.body)) for wrapper in wrappers(index, template))
        index.posts[key] = [Found(pid_of(wrapper), wrapper, body) for wrapper, body in bodies if body is not None]
    return index.posts[key]


def wrappers(index: Markup, template: Template) -> list[Tag]:
    """The elements around the posts, by the first name that finds any with a body in it."""
    for name in template.wrapper:
        some = [element for _, element in index.with_id(name[1:-1])] if name.endswith("*") else index.classes.get(name, [])
        some = [element for element in index.outermost(some) if first_of(element, template.body) is not None]
        if some:
            return some
    return []


def first_of(root: Tag, names: tuple[str, ...]) -> Tag | None:
    """The first element under a root that one of the names fits, names in their order."""
    for name in names:
        found = next(all_of(root, name), None)
        if found is not None:
            return found
    return None


def all_of(root: Tag, name: str) -> Iterator[Tag]:
    """All elements under a root that a name fits."""
    for element in inside(root):
        if fits(element, name):
            yield element


def fits(element: Tag, name: str) -> bool:
    """Whether a class name, `#id`, `#id*` or `<element>` fits an element."""
    if name.startswith("<"):
        return element.name == name[1:-1]
    if name.endswith("*"):
        own = attribute(element, "id")
        return own.startswith(name[1:-1]) and own[len(name) - 2 :].isdigit()
    return attribute(element, "id") == name[1:] if name.startswith("#") else name in class_names(element)


def pid_of(wrapper: Tag) -> str:
    """The post's number in its id or its data attributes."""
    for name in ("id", "data-content", "data-id", "data-post-id", "data-pid"):
        if found := re.search(r"(\d+)$", attribute(wrapper, name)):
            return found[1]
    return ""


# --- reading -----------------------------------------------------------------------------------------------------------------------


def recognises(page: Page, template: Template) -> bool:
    """Whether the page has a post as the template sets it."""
    return page.soup is not None and bool(posts_of(markup(page), template))


def identity_of(page: Page, template: Template) -> Identity:
    """What tells the page's thread from others."""
    index = markup(page)
    host, tid, number = address(index)
    first = posts_of(index, template)[0]
    subject = subject_of(page, index, template)
    title, _, site = title_parts(page)
    name = subject.text if subject else title
    return Identity(host, tid, site, name, handle_of(page, first, template), time_of(page, first, template)[0], number)


def read_thread(page: Page, template: Template) -> Thread:
    """All posts of the page, and what it says about the thread."""
    index = markup(page)
    findings: list[Finding] = []
    found = posts_of(index, template)
    limits: list[Tag | None] = [*(one.wrapper for one in found[1:]), None]
    posts = [read_post(page, one, template, findings, spill(page, one.body, limit)) for one, limit in zip(found, limits, strict=True)]
    source = source_of(page, index, template, posts)
    return Thread(join_files([page]), source, tuple(posts), (), page.findings + tuple(findings))


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
    time, relative = time_of(page, found, template)
    if relative:
        findings.append(relative_time(relative))
    floor = next((n for name in template.floor for e in all_of(found.wrapper, name) if (n := floor_number(text_inside(page, e)))), None)
    inner = read_body(page, found.body, rule_for(page, template.noise), stop)
    return Post(handle_of(page, found, template), inner.blocks, inner.drops, found.pid, time, "", floor)


def relative_time(shown: str) -> Finding:
    """The finding for a time that the page gives only relatively."""
    return Finding("relative-time", "The page gives the time of a post only relatively.", quote=shown, severity="info")


def handle_of(page: Page, found: Found, template: Template) -> str:
    """The author's name."""
    for name in template.author:
        if name.startswith("@"):
            if value := attribute(found.wrapper, name[1:]).strip():
                return value
            continue
        for element in all_of(found.wrapper, name):
            if text := text_inside(page, element):
                return text
    return ""


def time_of(page: Page, found: Found, template: Template) -> tuple[str, str]:
    """(ISO time, "") of a post, or ("", the relative time shown)."""
    shown = ""
    for name in template.time:
        for element in all_of(found.wrapper, name):
            near = [element, *inside(element)]
            stated = [attribute(e, a) for e in near for a in ("datetime", "title", "data-original-title")]
            for text in (text_inside(page, element), *stated):
                if "T" in (time := iso_time(text)):
                    return time, ""
                shown = shown or (found_[0] if (found_ := RELATIVE.search(text)) else "")
    return "", shown


IN_ADDRESS = re.compile(r"(?:/threads?/(?:[^/?#]*\.)?|[?&;]t(?:id)?=|/t/(?:[^/?#]+/)?|/d/|/p/|\btid-|thread-|read-htm-tid-)(\d+)")
PAGE = re.compile(r"(?:[?&;]page=|[?&;]pn=|/page-|/page/|-page-|\bpage)(\d+)")


def address(index: Markup) -> tuple[str, str, int | None]:
    """(host, thread number, page number) from the canonical link or og:url."""
    links = [attribute(e, "href") for e in index.names.get("link", []) if attribute(e, "rel").lower() == "canonical"]
    links += [attribute(e, "content") for e in index.names.get("meta", []) if attribute(e, "property") == "og:url"]
    for link in links:
        found, number = IN_ADDRESS.search(link), PAGE.search(link)
        return host_of(link), found[1] if found else "", int(number[1]) if number else 1 if found else None
    return "", "", None


def subject_of(page: Page, index: Markup, template: Template) -> Line | None:
    """The subject as it stands on the page."""
    for name in template.subject:
        some = index.names.get(name[1:-1], []) if name.startswith("<") else index.classes.get(name, [])
        some = [index.ids[name[1:]]] if name.startswith("#") and name[1:] in index.ids else some
        for element in some:
            if line := line_of(page, element):
                return line
    return None


def source_of(page: Page, index: Markup, template: Template, posts: list[Post]) -> Source:
    """What the page says about the thread."""
    host, tid, _ = address(index)
    line = subject_of(page, index, template)
    subject, board, site = title_parts(page)
    crumbs = index.first(*template.crumbs)
    links = [text_inside(page, e) for e in inside(crumbs) if e.name == "a"] if crumbs is not None else []
    links = [text for text in links if text and (line is None or text != line.text)]
    views = re.search(r"(?:阅读|浏览|查看|点击|Views)\s*[:：]?\s*(\d+)|(\d+)\s*(?:阅读|次浏览|次阅读|views)", page.visible)
    replies = re.search(r"(?:回复|评论|Replies)(?:数|贴)?\s*[:：]?\s*(\d+)|(\d+)\s*(?:回复|replies)", page.visible)
    return Source(
        site=named_site(index) or site or host,
        engine=template.name,
        template=template.template,
        board=links[-1] if links else board,
        tid=tid,
        pid=posts[0].pid,
        subject=line.text if line else subject,
        handle=posts[0].handle,
        posted=posts[0].posted,
        views=(views[1] or views[2]) if views else "",
        replies=(replies[1] or replies[2]) if replies else "",
        subject_at=line,
    )


def named_site(index: Markup) -> str:
    """The site's name in its meta tags."""
    for meta in index.names.get("meta", []):
        name = (attribute(meta, "name") or attribute(meta, "property")).lower()
        if name in ("og:site_name", "application-name", "sitename"):
            return attribute(meta, "content").strip()
    return ""
