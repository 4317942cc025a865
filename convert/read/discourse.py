"""Discourse topics, as it serves crawlers and as a browser shows them.

Facts, read on saved fragments of several sites (2021 to 2026): for crawlers posts are `div.crawler-post#post_N`, their body `div.post`, the
author `.creator`, the time `time.post-time`; in the browser posts are `.topic-post`, their body `.cooked`, the author `.names`, the time in
the title of `.relative-date`; the title is in `#topic-title` or `.fancy-title`; quotations are `aside.quote`.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "Discourse"

NOISE = {
    "quote": "quote",
    "cooked-selection-barrier": "post-chrome",
    "lightbox-meta": "post-chrome",
    "onebox": "link-card",
    "post-notice": "post-chrome",
}
TEMPLATES = (
    Template(
        NAME,
        "crawler",
        wrapper=("crawler-post",),
        body=("post",),
        author=("creator",),
        time=("post-time", "crawler-post-infos"),
        subject=("#topic-title", "<h1>"),
        crumbs=("topic-category",),
        noise=NOISE,
    ),
    Template(
        NAME,
        "app",
        wrapper=("topic-post",),
        body=("cooked",),
        author=("username", "names"),
        time=("relative-date", "post-date"),
        subject=("fancy-title", "#topic-title"),
        crumbs=("topic-category",),
        noise=NOISE,
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as Discourse sets them."""
    return ("crawler-post" in page.text or "topic-post" in page.text) and any(template.recognises(page, t) for t in TEMPLATES)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
