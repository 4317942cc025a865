"""Discuz! archiver pages (archiver/?tid-N.html).

Facts, read in source/archiver/forum/viewthread.php of X3.4 and in X2's: `div#nav` (crumbs, of which the first is the name of the forum's menu
item, 论坛 unless changed), then in `div#content` for each post a `p.author` with the name in <strong> and ` 发表于 TIME`, an h3 with the post's
subject (empty for replies) and the bare text with <br>; no element stands around a post.  `div.page` is the pager, `div#end` (查看完整版本) links
to the full page.
"""

from __future__ import annotations

import re

from bs4.element import Tag

from convert.read import discuz
from convert.read.body import read_between
from convert.read.facts import Identity, iso_time
from convert.read.markup import Markup, after, attribute, class_names, first_named, inside, markup, text_inside
from convert.read.particulars import HOME
from convert.read.quotes import rule_for
from convert.read.threads import host_of, line_of, title_parts
from convert.source import Line, Page, Post, Source, Thread, join_files

NAME = "Discuz!"


def recognises(page: Page) -> bool:
    """Whether the page has the archiver's frame and authors."""
    return 'id="content"' in page.text and bool(authors(markup(page)))


def authors(index: Markup) -> list[Tag]:
    """The line over each post."""
    content = index.ids.get("content")
    if content is None or not ("end" in index.ids or "nav" in index.ids):
        return []
    found = (e for e in inside(content) if e.name == "p" and "author" in class_names(e))
    return [e for e in index.outermost(found) if first_named(e, "strong") is not None]


def identify(page: Page) -> Identity:
    """Host and tid from the link to the full page."""
    source = read(page).source
    index = markup(page)
    link = full_page(index)
    number = re.search(r"page[=-](\d+)|thread-\d+-(\d+)", link)
    return Identity(
        host_of(link),
        source.tid,
        source.site,
        source.subject,
        source.handle,
        source.posted,
        int(number[1] or number[2]) if number else None,
    )


def read(page: Page) -> Thread:
    """The posts between the author lines."""
    index = markup(page)
    found = authors(index)
    pager = next((e for e in index.classes.get("page", []) if index.position(e) > index.position(found[-1])), None)
    stops = [*found[1:], pager if pager is not None else index.ids.get("end") or after(index.ids["content"])]
    headings = [first_heading(author) for author in found]
    rule = rule_for(page, discuz.NOISE)
    own = headings[0]
    posts = []
    for number, (author, stop) in enumerate(zip(found, stops, strict=True)):
        inner = read_between(page, after(author), stop, lambda e: "thread-subject" if e is own else rule(e))
        said = text_inside(page, author)
        name = text_inside(page, first_named(author, "strong"))
        drops = tuple(d for d in inner.drops if d.rule != "thread-subject")
        posts.append(Post(name, inner.blocks, drops, "", iso_time(said), "", number + 1))
    return Thread(join_files([page]), source_of(page, index, posts, line_of(page, own)), tuple(posts), (), page.findings)


def first_heading(author: Tag) -> Tag | None:
    """The h3 right behind an author's line."""
    heading = author.find_next_sibling()
    return heading if isinstance(heading, Tag) and heading.name == "h3" else None


def full_page(index: Markup) -> str:
    """The address of the full page."""
    link = subject_link(index)
    return attribute(link, "href") if link is not None else ""


def source_of(page: Page, index: Markup, posts: list[Post], heading: Line | None) -> Source:
    """What the frame says about the thread."""
    nav = index.ids.get("nav")
    crumbs = [text_inside(page, e) for e in inside(nav) if e.name == "a"] if nav is not None else []
    tid = re.search(
        r"(?:tid[=-]|thread-)(\d+)", full_page(index) + " " + " ".join(attribute(a, "href") for a in index.names.get("link", []))
    )
    subject, _, site = title_parts(page)
    line = heading or (line_of(page, end) if (end := subject_link(index)) is not None else None)
    return Source(
        site=next((crumb for crumb in crumbs[:1] if not HOME.fullmatch(crumb)), site),
        engine=NAME,
        template="archiver",
        board=crumbs[-1] if len(crumbs) > 1 else "",
        tid=tid[1] if tid else "",
        subject=line.text if line else subject,
        handle=posts[0].handle,
        posted=posts[0].posted,
        subject_at=line,
    )


def subject_link(index: Markup) -> Tag | None:
    """The subject in the link to the full page."""
    return first_named(index.ids.get("end"), "a")
