"""XenForo 1 and 2 threads.

Facts: of XenForo 1, read on a saved page (2016): posts are `li.message#post-N` with `data-author`, their body `blockquote.messageText`, the
time `.DateTime` (in its title, or as text), the quotation frame `.bbCodeQuote`; of XenForo 2, read in the compiled template post_macros
and on fragments of saved pages: posts are `article.message--post` with `data-author`, their body `.bbWrapper` inside `.message-body`, the
time `time.u-dt` with datetime, the title `h1.p-title-value`, `.message-lastEdit` the edit notice, `.message-signature` the signature.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "XenForo"

NOISE = {
    "bbCodeBlock--quote": "quote",
    "bbCodeQuote": "quote",
    "messageTextEndMarker": "post-chrome",
    "js-selectToQuoteEnd": "post-chrome",
    "bbCodeBlock-expandLink": "post-chrome",
    "quoteExpand": "post-chrome",
    "message-lastEdit": "edit-notice",
    "editDate": "edit-notice",
    "message-signature": "signature",
    "signature": "signature",
    "message-attachments": "attachment",
    "attachedFiles": "attachment",
}
TEMPLATES = (
    Template(
        NAME,
        "2",
        wrapper=("message--post", "js-post"),
        body=("bbWrapper",),
        author=("@data-author", "username"),
        time=("u-dt", "<time>"),
        subject=("p-title-value",),
        floor=("message-attribution-opposite",),
        crumbs=("p-breadcrumbs",),
        noise=NOISE,
    ),
    Template(
        NAME,
        "1",
        wrapper=("message",),
        body=("messageText",),
        author=("@data-author", "username"),
        time=("DateTime",),
        subject=("titleBar", "<h1>"),
        floor=("postNumber",),
        noise=NOISE,
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as XenForo sets them."""
    return ("bbWrapper" in page.text or "messageText" in page.text) and any(template.recognises(page, t) for t in TEMPLATES)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
