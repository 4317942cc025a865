"""What a page says of a thread and its posts: in go the selectors of one template, out come handles, times, floors, counts, crumbs.

A selector is a class name, `#x` an id, `#x*` an id that begins with x and ends in digits, `<x>` an element, `[x=y]` an attribute with its
value, `[x]` any; two with a blank between mean the second inside the first.  `@x` is an attribute of the post's own frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from bs4.element import Tag

from convert.read.facts import CATEGORY, RELATIVE, count, floor_number, iso_time
from convert.read.markup import Found, Markup, attribute, fits, inside, links_to_member, markup, nodes_inside, text_inside
from convert.read.threads import host_of, line_of, title_parts
from convert.source import Line, Page, Post, Source


@dataclass(frozen=True, slots=True)
class Names:
    """The selectors of a template, in the order in which they are asked."""

    author: tuple[str, ...]
    time: tuple[str, ...]
    subject: tuple[str, ...]
    floor: tuple[str, ...] = ()
    crumbs: tuple[str, ...] = ("breadcrumb", "breadcrumbs")
    views: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()


def all_of(root: Tag, selector: str) -> Iterator[Tag]:
    """All elements under a root that a selector fits."""
    first, _, rest = selector.partition(" ")
    for element in inside(root):
        if fits(element, first):
            if rest:
                yield from all_of(element, rest)
            else:
                yield element


def first_of(root: Tag, selectors: Sequence[str]) -> Tag | None:
    """The first element under a root that one of the selectors fits, selectors in their order."""
    return next((element for selector in selectors for element in all_of(root, selector)), None)


# --- a post ------------------------------------------------------------------------------------------------------------------------

LABEL = re.compile(r"^(?:作\s*者|楼\s*主|来自|发帖人|发信人|by)\s*[:：]?\s+|^(?:作\s*者|楼\s*主|来自|发帖人|发信人)\s*[:：]\s*", re.I)
ESCAPED = re.compile(r"(?:%[0-9A-F]{2}){3}", re.I)


def handle_of(page: Page, found: Found, names: Names) -> str:
    """The author's name."""
    for selector in names.author:
        if selector.startswith("@"):
            value = attribute(found.wrapper, selector[1:]).strip()
            if value:
                return unquote(value) if ESCAPED.search(value) else value
        elif name := named_in(page, all_of(found.wrapper, selector)):
            return name
    return ""


def named_in(page: Page, elements: Iterable[Tag]) -> str:
    """The first name that elements for the author's say."""
    return next((name for e in elements if (name := LABEL.sub("", text_inside(page, e)) or attribute(e, "data-username"))), "")


def head_of(page: Page, first: Found, names: Names) -> tuple[str, str]:
    """(author, time) as the head of the thread says them; Tianya says those of the first post there and only there."""
    index = markup(page)
    start = index.position(first.wrapper)
    authors, times = (
        [e for selector in selectors if selector[0] != "@" for e in index.fitting(selector) if index.position(e) < start]
        for selectors in (names.author, names.time)
    )
    return named_in(page, authors), next((time for e in times if "T" in (time := iso_time(text_inside(page, e)))), "")


STATED = ("datetime", "title", "content", "data-original-title")


def time_of(page: Page, found: Found, names: Names, edits: Sequence[str]) -> tuple[str, str]:
    """(ISO time, "") of a post, or ("", the relative time shown); what stands in an edit notice is another time."""
    shown = day = ""
    for selector in names.time:
        if selector.startswith("@"):
            if time := iso_time(attribute(found.wrapper, selector[1:])):
                return time, ""
            continue
        for element in all_of(found.wrapper, selector):
            apart = [e for e in inside(element) if any(fits(e, name) for name in edits)]
            hidden = {id(e) for one in apart for e in (one, *inside(one))}
            for text in (without(page, element, apart), *stated(element, hidden)):
                time = iso_time(text)
                if "T" in time:
                    return time, ""
                day = day or time
                shown = shown or (relative[0] if (relative := RELATIVE.search(text)) else "")
    return day, "" if day else shown


def without(page: Page, element: Tag, apart: Sequence[Tag]) -> str:
    """The text of an element without that of some elements inside it."""
    start, end = page.span(element)
    text = ""
    for first, last in sorted(page.span(e) for e in apart):
        if last > first:
            text, start = text + page.visible[start:first] + " ", last
    return " ".join((text + page.visible[start:end]).split())


def stated(element: Tag, hidden: set[int]) -> Iterator[str]:
    """The attributes of an element and those inside it in which engines state a time in full."""
    for e in (element, *inside(element)):
        if id(e) not in hidden:
            yield f"{attribute(e, 'data-datestring')} {attribute(e, 'data-timestring')}"  # XenForo 1
            yield from (attribute(e, name) for name in STATED)


def edited_time(page: Page, found: Found, edits: Sequence[str]) -> str:
    """When a post was last edited, as the notice of it says; "" when there is none."""
    for name in edits:
        for element in all_of(found.wrapper, name):
            for text in (text_inside(page, element), *stated(element, set())):
                if time := iso_time(text):
                    return time
    return ""


def floor_of(page: Page, found: Found, names: Names) -> int | None:
    """The post's number in the thread, counted from 1."""
    shown = (floor_number(text_inside(page, e)) for name in names.floor for e in all_of(found.wrapper, name))
    return next((number for number in shown if number is not None), None)


# --- the thread --------------------------------------------------------------------------------------------------------------------

IN_ADDRESS = re.compile(
    r"(?:/threads?/(?:[^/?#]*\.)?|[?&;](?:t|tid|threadid|topic)=|/t/(?:[^/?#]+/)?|/topic/|/d/|/p/|\btid-|thread-|read-htm-tid-"
    r"|showthread\.php\?|viewtopic\.php\?id=|/discussion/|/post-\w+-|/forum/(?:[^/?#]+/)+(?=\d+-))(\d+)",
    re.I,
)
PAGE = re.compile(r"(?:[?&;]page=|[?&;]pn=|/page-|/page/|-page-|\bpage)(\d+)")


def address(page: Page, index: Markup, names: Names, first: Found) -> tuple[str, str, int | None]:
    """(host, thread number, page number) from the canonical link or og:url, else from the links by which a page names its own thread."""
    host, tid, number = declared(index)
    if not tid:
        own = (attribute(e, "href") for e in own_links(page, index, names, first))
        link, tid = next(((link, found[1]) for link in own if (found := IN_ADDRESS.search(link))), ("", ""))
        host = host or host_of(link)
    return host, tid, number


def own_links(page: Page, index: Markup, names: Names, first: Found) -> Iterator[Tag]:
    """The links that may lead to the thread itself: the subject's and the one before it, those of the first post's frame above its body, the crumbs."""
    for selector in names.subject:
        for element in index.fitting(selector):
            around = (element, element.parent, element.find_previous_sibling(), *inside(element))
            yield from (e for e in around if isinstance(e, Tag) and e.name == "a")
    end = index.position(first.body)
    yield from (e for e in inside(first.wrapper) if e.name == "a" and index.position(e) < end and not links_to_member(e))
    bar = breadcrumb(page, index, names)
    yield from (e for e in inside(bar) if e.name == "a") if bar is not None else ()


def addresses_said(index: Markup) -> list[str]:
    """The addresses that a page gives as its own: the canonical link, og:url, and the meta tag Url of government sites."""
    links = [attribute(e, "href") for e in index.names.get("link", []) if "canonical" in attribute(e, "rel").lower().split()]
    metas = index.names.get("meta", [])
    return links + [attribute(e, "content") for e in metas if attribute(e, "property") == "og:url" or attribute(e, "name").lower() == "url"]


def declared(index: Markup) -> tuple[str, str, int | None]:
    """(host, thread number, page number) from the first address that the page gives as its own."""
    for link in addresses_said(index):
        found, number = IN_ADDRESS.search(link), PAGE.search(link)
        return host_of(link), found[1] if found else "", int(number[1]) if number else 1 if found else None
    return "", "", None


def subject_of(page: Page, index: Markup, names: Names) -> Line | None:
    """The subject as it stands on the page: the first element for it that the page's title repeats (phpBB 2 names the site as it names it)."""
    title = "".join(title_parts(page)[0].split())
    lines = [line for selector in names.subject for e in index.fitting(selector)[:MOST] if (line := line_of(page, e))]
    repeated = (line for line in lines if (text := "".join(line.text.split())) in title or (title and title in text))
    return next(repeated, next(iter(lines), None))


MOST = 10  # elements of a name that are looked at for the subject


def source_of(page: Page, index: Markup, names: Names, posts: Sequence[Post], found: Sequence[Found]) -> Source:
    """What the page says about the thread."""
    host, tid, _ = address(page, index, names, found[0])
    line = subject_of(page, index, names)
    subject, board, site = title_parts(page, line.text if line else "")
    crumbs = crumbs_of(page, index, names, subject, tid)
    around = outside(page, found)
    views, replies = (counted(page, index, selectors) for selectors in (names.views, names.replies))
    return Source(
        site=named_site(index) or site or next((c for c in crumbs[:-1] if not HOME.fullmatch(c)), "") or host,
        board=crumbs[-1] if crumbs else board,
        tid=tid,
        pid=posts[0].pid,
        subject=subject,
        handle=posts[0].handle,
        posted=posts[0].posted,
        edited=posts[0].edited,
        views=views or count(around, "views"),
        replies=replies or count(around, "replies"),
        subject_at=line,
    )


HOME = re.compile(r"(?:论坛|社区|网站)?首页|论坛|社区|主页|home|forums?|index|board index|»|›|>", re.I)


def crumbs_of(page: Page, index: Markup, names: Names, subject: str, tid: str = "") -> list[str]:
    """The links of the breadcrumb but the one to the thread itself, whose text may lack the category or be cut short."""
    bar = breadcrumb(page, index, names)
    links = [e for e in inside(bar) if e.name == "a"] if bar is not None else []
    texts = [text_inside(page, e) for e in links if not (tid and leads_to(e, tid))]
    own = (subject, CATEGORY.sub("", subject))
    return [t for t in texts if t and t not in own and not (t.endswith(("...", "…")) and own[1].startswith(t.rstrip(".…")))]


def leads_to(link: Tag, tid: str) -> bool:
    """Whether a link leads to the thread of a number."""
    found = IN_ADDRESS.search(attribute(link, "href"))
    return found is not None and found[1] == tid


def breadcrumb(page: Page, index: Markup, names: Names) -> Tag | None:
    """The breadcrumb, by its name in the template or else by its look."""
    return next((e for selector in names.crumbs for e in index.fitting(selector)), None) or trail(page, index)


FIRST_LINKS = 200  # of a page, among which its breadcrumb is
TRAIL = re.compile(r"(?:[^\0]{0,12}[:：])?\s*\0(?:\s*(?:>+|»|›|→|->)\s*\0)*\s*(?:(?:>+|»|›|→|->)[^\0]*)?")
LONGEST_TRAIL = 200  # characters, or nodes


def trail(page: Page, index: Markup) -> Tag | None:
    """A breadcrumb without a name that is known: links that only arrows part, from the site on; menus part theirs by blanks, bars and dots."""
    for link in index.names.get("a", [])[:FIRST_LINKS]:
        for around in islice(link.parents, 2):
            if sum(1 for _ in islice(nodes_inside(around), LONGEST_TRAIL)) == LONGEST_TRAIL:
                break
            start, end = page.span(around)
            if end - start > LONGEST_TRAIL:
                break
            text = page.visible[start:end]
            for first, last in sorted((page.span(e) for e in inside(around) if e.name == "a"), reverse=True):
                text = text[: first - start] + "\0" * (last > first) + text[last - start :]
            if re.search(r"\0\s*(?:>|»|›|→|->)", text) and TRAIL.fullmatch(text.strip().removeprefix(">>").strip()):
                return around
    return None


def outside(page: Page, found: Sequence[Found]) -> str:
    """The page's visible text above the first body and between the posts, where the thread's counts stand."""
    at = page.span(found[0].body)[0]
    text = page.visible[:at]
    for start, end in (page.span(one.wrapper) for one in found):
        if end > start:
            text, at = text + "\n" + page.visible[at:start], max(at, end)
    return text + "\n" + page.visible[at:]


def counted(page: Page, index: Markup, selectors: Sequence[str]) -> str:
    """The first number in the elements that the selectors fit."""
    texts = (text_inside(page, element) for selector in selectors for element in index.fitting(selector))
    return next((number for text in texts if (number := count(text, ""))), "")


def named_site(index: Markup) -> str:
    """The site's name in its meta tags."""
    for meta in index.names.get("meta", []):
        name = (attribute(meta, "name") or attribute(meta, "property")).lower()
        if name in ("og:site_name", "application-name", "sitename"):
            return attribute(meta, "content").strip()
    return ""
