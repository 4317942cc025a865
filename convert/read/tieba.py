"""Baidu Tieba threads.

Facts, read in a dozen scrapers of 2015 to 2024 that quote its markup: posts are `div.l_post`, with author and time as JSON in `data-field`
(`author.user_name`, `content.post_id`, `content.post_no`, `content.date`); their body is `div.d_post_content`; the author's name is
`.p_author_name`, the time the last `.tail-info` (or inside `.core_reply_tail`); the title is `.core_title_txt`, the forum `.card_title_fname`.
"""

from __future__ import annotations

import json
from dataclasses import replace

from bs4.element import Tag

from convert.read.facts import Identity, iso_time
from convert.read.markup import attribute, markup
from convert.read.particulars import Names
from convert.read.template import Engine, Template, posts_of
from convert.source import Page, Post, Thread

NAME = "Tieba"
PC = Template(
    "PC",
    wrapper=("l_post",),
    body=("d_post_content",),
    names=Names(
        author=("p_author_name",),
        time=("tail-info", "core_reply_tail"),
        subject=("core_title_txt",),
        floor=("tail-info",),
        crumbs=("card_title",),
    ),
    noise={
        "post_bubble_top": "post-chrome",
        "post_bubble_bottom": "post-chrome",
        "replace_div": "post-chrome",
        "d_sign_split": "signature",
    },
)
ENGINE = Engine(NAME, ("d_post_content",), (PC,))


def recognises(page: Page) -> bool:
    """Whether the page has posts as Tieba sets them."""
    return ENGINE.recognises(page)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return ENGINE.identify(page)


def read(page: Page) -> Thread:
    """All posts of the page; what their JSON says goes before what the page shows."""
    thread = ENGINE.read(page)
    found = posts_of(markup(page), ENGINE, PC)
    posts = tuple(with_field(post, one.wrapper) for post, one in zip(thread.posts, found, strict=True))
    source = replace(thread.source, handle=posts[0].handle, posted=posts[0].posted, pid=posts[0].pid)
    return replace(thread, posts=posts, source=source)


def with_field(post: Post, wrapper: Tag) -> Post:
    """A post with what `data-field` says of it; broken JSON says nothing."""
    try:
        field = json.loads(attribute(wrapper, "data-field") or "{}")
    except (ValueError, RecursionError):
        return post
    author, content = (
        (part if isinstance(part, dict) else {} for part in (field.get("author"), field.get("content")))
        if isinstance(field, dict)
        else ({}, {})
    )
    number = content.get("post_no")
    return replace(
        post,
        handle=str(author.get("user_name") or post.handle),
        pid=str(content.get("post_id") or post.pid),
        posted=iso_time(str(content.get("date") or "")) or post.posted,
        floor=number if isinstance(number, int) else post.floor,
    )
