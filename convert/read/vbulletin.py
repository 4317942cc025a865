"""vBulletin 3 and 4 threads.

Facts, read in scrapers and archives that keep its markup: the body of a post is `#post_message_N` in both; in vBulletin 4 posts are
`li.postcontainer#post_N` with `.username`, `.postdate` and the title `.threadtitle`; in vBulletin 3 they are `table#postN` with
`a.bigusername` and the time in the first `td.thead`, the title only in the page's title and the breadcrumb.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "vBulletin"

NOISE = {
    "signature": "signature",
    "signaturecontainer": "signature",
    "after_content": "signature",
    "bbcode_quote": "quote",
    "bbcode_container": "quote",
    "lastedited": "edit-notice",
    "attachments": "attachment",
    "vbseo_buttons": "post-chrome",
}
TEMPLATES = (
    Template(
        NAME,
        "4",
        wrapper=("postcontainer",),
        body=("#post_message_*", "postcontent"),
        author=("username", "username_container"),
        time=("postdate", "date"),
        subject=("threadtitle",),
        floor=("postcounter",),
        noise=NOISE,
    ),
    Template(
        NAME,
        "3",
        wrapper=("#post*",),
        body=("#post_message_*",),
        author=("bigusername",),
        time=("thead",),
        subject=(),
        noise=NOISE,
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as vBulletin sets them."""
    return "post_message_" in page.text and any(template.recognises(page, t) for t in TEMPLATES)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
