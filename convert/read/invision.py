"""Invision Community (IP.Board) 4 threads.

Facts, read in compiled templates of 4.1 to 4.7 (post, comment, editLine) and in scrapers that quote its markup: posts are
`article.cPost#elComment_N`, their body is marked `data-role="commentContent"`, the author is the heading of `.cAuthorPane_author`, the time
`<time>` in `.ipsComment_meta`; the notice of an edit stands at the end inside the body, marked `data-excludequote` and set `ipsType_light`; the
subject is `.ipsType_pageTitle`, quotations are `blockquote.ipsQuote`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "Invision",
    ("commentContent",),
    (
        Template(
            "4",
            wrapper=("cPost",),
            body=("[data-role=commentContent]",),
            names=Names(
                author=("cAuthorPane_author", "ipsComment_author <a>"),
                time=("ipsComment_meta", "<time>"),
                subject=("ipsType_pageTitle", "<h1>"),
                crumbs=("ipsBreadcrumb",),
            ),
            noise={"ipsType_light": "edit-notice", "ipsQuote": "quote"},
        ),
    ),
)
