"""Discuz! X thread pages for phones (template touch/forum/viewthread.htm).

Facts, read in the touch templates of X3.1, X3.4 and X3.5: posts are `div.plc#pidPID`, their body `div.message`; `ul.authi` names author
and time (X3.5: li.mtit and li.mtime, the first post's li.mtime also views and replies in two <em>; X3.1 to X3.4: li.grey); the subject
is `div.view_tit` with the category in <em> (X3.5), or the h2 of `div.postlist` (X3.1 to X3.4); `div.header` links to the board.
The theme comiis_app renames them all, as its compiled templates and readers of sites with it show: posts are `div.comiis_postli#pidPID`, the
body `.comiis_message_table`, the author in `.comiis_postli_top`, the time there or in `.comiis_postli_time`, the subject the h2 of
`.comiis_viewtit`, the board's name in `#comiis_head`.
"""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from convert.errors import Finding
from convert.read import discuz
from convert.read.body import read_body
from convert.read.facts import RELATIVE, Identity, count, floor_number, iso_time
from convert.read.markup import Markup, attribute, class_names, first_named, inside, links_to_member, markup, text_inside, within
from convert.read.quotes import rule_for
from convert.read.template import relative_time, spill
from convert.read.threads import stretch, title_parts
from convert.source import Line, Page, Post, Source, Thread, join_files

NAME = "Discuz!"
POSTS = frozenset(("plc", "comiis_postli"))
BODIES = ("comiis_message_table", "message")
HEADS = ("authi", "comiis_postli_top", "comiis_postli_time", "comiis_postli_times")
NOISE = {
    **discuz.NOISE,
    "post_attlist": "attachment",
    "img_list": "attachment",
    "img_one": "attachment",
    "grey": "post-chrome",
    "quote": "quote",
}


def recognises(page: Page) -> bool:
    """Whether the page has posts as the touch template sets them."""
    return "message" in page.text and bool(messages(page, markup(page)))


def messages(page: Page, index: Markup) -> list[tuple[str, Tag, Tag]]:
    """(pid, wrapper, body) of each post."""
    found = []
    posts = list(index.with_id("pid"))
    outer = {id(post) for post in index.outermost(post for _, post in posts)}
    for pid, post in posts:
        if id(post) not in outer:
            continue
        named = POSTS.intersection(class_names(post))
        body = next((e for name in BODIES for e in within(post, name)), None) if named else None
        if body is not None:
            found.append((pid, post, body))
    return found


def identify(page: Page) -> Identity:
    """Host and tid as on the desktop page, which shares its variables."""
    index = markup(page)
    host, tid, number = discuz.address(page, index)
    _, post, _ = messages(page, index)[0]
    line = subject_line(page, index)
    return Identity(
        host, tid or tid_of_links(index), site_name(page), line.text if line else "", handle_of(page, post), time_of(page, post)[0], number
    )


def read(page: Page) -> Thread:
    """All posts of the page, and what it says about the thread."""
    index = markup(page)
    findings: list[Finding] = []
    posts = []
    found = messages(page, index)
    limits: list[Tag | None] = [*(post for _, post, _ in found[1:]), None]
    for (pid, post, body), limit in zip(found, limits, strict=True):
        posted, relative = time_of(page, post)
        if relative:
            findings.append(relative_time(relative))
        inner = read_body(page, body, rule_for(page, NOISE), spill(page, body, limit))
        notice = next(within(body, "pstatus"), None)
        label = next(within(post, "mtit"), None) or next(within(post, "authi"), None)
        floor = next((n for e in within(label, "y") if (n := floor_number(text_inside(page, e)))), None)
        posts.append(Post(handle_of(page, post), inner.blocks, inner.drops, pid, posted, iso_time(text_inside(page, notice)), floor))
    return Thread(join_files([page]), source_of(page, index, posts), tuple(posts), (), page.findings + tuple(findings))


def handle_of(page: Page, post: Tag) -> str:
    """The author's name: the first link to a member in the post's head."""
    for box in heads_of(post):
        for link in inside(box):
            if links_to_member(link) and text_inside(page, link):
                return text_inside(page, link)
    return ""


def heads_of(post: Tag) -> list[Tag]:
    """The boxes of a post that name its author and time."""
    return [box for name in HEADS for box in within(post, name)]


def time_of(page: Page, post: Tag) -> tuple[str, str]:
    """(ISO time, "") or ("", relative time)."""
    boxes = heads_of(post)
    text = " ".join([*(attribute(e, "title") for b in boxes for e in inside(b)), *(text_inside(page, b) for b in boxes)])
    time = iso_time(text)
    relative = RELATIVE.search(text)
    return time, "" if time or not relative else relative[0]


def tid_of_links(index: Markup) -> str:
    """The tid that the page's own links name most often; this template has no variable for it."""
    found: dict[str, int] = {}
    for link in index.names.get("a", []) + index.names.get("form", []):
        if hit := re.search(r"[?&;]tid=(\d+)|thread-(\d+)-", attribute(link, "href") + attribute(link, "action")):
            tid = hit[1] or hit[2]
            found[tid] = found.get(tid, 0) + 1
    return max(found, key=lambda t: (found[t], t), default="")


def subject_line(page: Page, index: Markup) -> Line | None:
    """The subject: in its box, what is no element of its own, as the category is."""
    box = index.first("view_tit")
    if box is None:
        box = first_named(index.first("postlist", "comiis_viewtit"), "h2")
    if box is None:
        return None
    texts = [n for n in box.children if isinstance(n, NavigableString) and n.strip() and id(n) in page.places]
    if not texts:
        return stretch(page.visible, *page.span(box))
    return stretch(page.visible, page.place(texts[0]), page.place(texts[-1]) + len(texts[-1]))


def site_name(page: Page) -> str:
    """The site's name in the title."""
    return title_parts(page)[2]


def source_of(page: Page, index: Markup, posts: list[Post]) -> Source:
    """What the page says about the thread."""
    host, tid, _ = discuz.address(page, index)
    _, first, body = messages(page, index)[0]
    above = page.visible[: page.span(body)[0]]
    box = index.first("view_tit")
    tag = first_named(box, "em")
    line = subject_line(page, index)
    numbers = [text_inside(page, e) for b in within(first, "mtime") for e in inside(b) if e.name == "em"]
    numbers = [n for n in numbers if n.isdigit()]
    views, replies = numbers[:2] if len(numbers) > 1 else (count(above, "views"), count(above, "replies"))
    board = discuz.board_in(page, index.first("header")) or text_inside(page, first_named(index.ids.get("comiis_head"), "h2"))
    _, second, site = title_parts(page)
    return Source(
        site=site if site != board else host,
        engine=NAME,
        template="touch",
        board=board or second,
        tid=tid or tid_of_links(index),
        pid=posts[0].pid,
        subject=line.text if line else title_parts(page)[0],
        category=text_inside(page, tag).strip("[]【】 "),
        handle=posts[0].handle,
        posted=posts[0].posted,
        edited=posts[0].edited,
        views=views,
        replies=replies,
        subject_at=line,
    )
