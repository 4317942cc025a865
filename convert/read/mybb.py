"""MyBB 1.8 threads.

Facts, read on fragments of saved pages and in themes that copy its markup: posts are `div.post#post_N`, their body `div.post_body#pid_N`,
the author the link in `.author_information .largetext`, the time `.post_date` (a relative one with the day in the title of a span);
`.post_edit` is the edit notice, `.signature` the signature.  MyBB sets the subject in a table head without a name of its own.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "MyBB"

NOISE = {"post_edit": "edit-notice", "signature": "signature", "mycode_quote": "quote", "attachments": "attachment"}
TEMPLATES = (
    Template(
        NAME,
        "1.8",
        wrapper=("#post_*", "post"),
        body=("post_body",),
        author=("largetext", "author_information"),
        time=("post_date",),
        subject=("thread_title", "active"),
        floor=("post_head",),
        crumbs=("navigation", "breadcrumb"),
        noise=NOISE,
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as MyBB sets them."""
    return "post_body" in page.text and any(template.recognises(page, t) for t in TEMPLATES)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
