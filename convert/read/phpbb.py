"""phpBB 3 topics (styles prosilver and its kin).

Facts, read on saved pages of phpBB 3.0 to 3.3 and in prosilver/template/viewtopic_body.html: posts are `div.post#pN`, their body
`div.content`, the author `.author a.username` (username-coloured for staff), the time <time datetime> or text after `»`; the topic's title
is `h2.topic-title`; `.notice` is the edit notice, `.signature` the signature.
"""

from __future__ import annotations

from bs4.element import Tag

from convert.read import discuz
from convert.read.body import noise_rule, read_body
from convert.read.facts import Identity, iso_time
from convert.read.markup import Markup, attribute, class_names, inside, markup, text_inside, within
from convert.read.threads import line_of, title_parts
from convert.source import Page, Post, Source, Thread, join_files

NAME = "phpBB"
NOISE = {"notice": "edit-notice", "signature": "signature", "attachbox": "attachment", "inline-attachment": "attachment", "post-buttons": "post-chrome"}


def recognises(page: Page) -> bool:
    """Whether the page has posts as phpBB sets them."""
    return "postbody" in page.text and bool(posts_of(markup(page)))


def posts_of(index: Markup) -> list[tuple[str, Tag, Tag]]:
    """(number, wrapper, body) of each post."""
    found = []
    for pid, post in index.with_id("p"):
        body = next(within(post, "content"), None) if "post" in class_names(post) else None
        if body is not None:
            found.append((pid, post, body))
    return found


def identify(page: Page) -> Identity:
    """Title, author and time; the topic number from the canonical link."""
    source = read(page).source
    return Identity("", source.tid, source.site, source.subject, source.handle, source.posted, None)


def read(page: Page) -> Thread:
    """All posts of the page."""
    index = markup(page)
    rule = noise_rule(NOISE)
    posts = []
    for pid, post, body in posts_of(index):
        inner = read_body(page, body, rule)
        posts.append(Post(handle_of(page, post), inner.blocks, inner.drops, pid, time_of(page, post)))
    return Thread(join_files([page]), source_of(page, index, posts), tuple(posts), (), page.findings)


def handle_of(page: Page, post: Tag) -> str:
    """The author's name."""
    for name in ("username", "username-coloured"):
        if link := next(within(post, name), None):
            return text_inside(page, link)
    return ""


def time_of(page: Page, post: Tag) -> str:
    """The time of a post, from <time> or the author's line."""
    for box in within(post, "author"):
        for element in inside(box):
            if element.name == "time":
                return iso_time(text_inside(page, element)) or iso_time(attribute(element, "datetime"))
        return iso_time(text_inside(page, box))
    return ""


def source_of(page: Page, index: Markup, posts: list[Post]) -> Source:
    """What the page says about the topic."""
    line = line_of(page, index.first("topic-title"))
    subject, board, site = title_parts(page)
    first = posts[0]
    _, tid, _ = discuz.address(page, index)
    return Source(
        site=site,
        engine=NAME,
        template="prosilver",
        board=board,
        tid=tid,
        pid=first.pid,
        subject=line.text if line else subject,
        handle=first.handle,
        posted=first.posted,
        subject_at=line,
    )
