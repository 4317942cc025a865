"""phpBB 3 topics (prosilver and its kin).

Facts, read on saved pages of phpBB 3.0 to 3.3 and in styles/prosilver/template/viewtopic_body.html: posts are `div.post#pN`, their body
`div.content` inside `.postbody`, the author `a.username` (`username-coloured` for staff), the time in `p.author` as <time> or behind `»`;
the title is `h2.topic-title`; `.notice` is the edit notice, `.signature` the signature.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "phpBB"

NOISE = {
    "notice": "edit-notice",
    "signature": "signature",
    "attachbox": "attachment",
    "inline-attachment": "attachment",
    "post-buttons": "post-chrome",
    "codebox-head": "post-chrome",
}
TEMPLATES = (
    Template(
        NAME,
        "prosilver",
        wrapper=("#p*",),
        body=("content",),
        author=("username", "username-coloured"),
        time=("author",),
        subject=("topic-title",),
        crumbs=("breadcrumbs", "navlinks"),
        noise=NOISE,
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as phpBB sets them."""
    return "postbody" in page.text and any(template.recognises(page, t) for t in TEMPLATES)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
