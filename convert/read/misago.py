"""Misago threads.

Facts, read on a saved page (2024): posts are `li.post#post-N`, their body `article.misago-markup` with `data-author`, the author `.item-title`,
the time in the title of `a.posted-on`; the subject is the h1 of `.page-header`.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "Misago"

TEMPLATES = (
    Template(
        NAME,
        "thread",
        wrapper=("post",),
        body=("misago-markup",),
        author=("item-title",),
        time=("posted-on",),
        subject=("<h1>",),
        noise={"quote-block": "quote", "post-attachments": "attachment"},
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as Misago sets them."""
    return "misago-markup" in page.text and any(template.recognises(page, t) for t in TEMPLATES)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
