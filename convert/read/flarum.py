"""Flarum discussions, as a browser shows them.

Facts, read on a saved page (2024): posts are `div.PostStream-item` with `data-id` and `data-number`, their body `.Post-body`, the author
`.username`, the time <time datetime>; the title is `h1.DiscussionHero-title`; code blocks carry a button and scripts of their own.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "Flarum"

NOISE = {"Post-footer": "post-chrome", "Post-actions": "post-chrome", "Post-mentionedBy": "post-chrome", "clipboard": "form-control"}
TEMPLATES = (
    Template(
        NAME,
        "stream",
        wrapper=("PostStream-item", "CommentPost"),
        body=("Post-body",),
        author=("username", "PostUser-name"),
        time=("<time>", "PostMeta-time"),
        subject=("DiscussionHero-title",),
        floor=("PostMeta-number",),
        crumbs=("DiscussionHero-items",),
        noise=NOISE,
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as Flarum sets them."""
    return "Post-body" in page.text and any(template.recognises(page, t) for t in TEMPLATES)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
