"""vBulletin 3, 4 and 5 threads.

Facts, read in scrapers and archives that keep its markup: the body of a post is `#post_message_N` in 3 and 4; in vBulletin 4 posts are
`li.postcontainer#post_N` with `.username`, `.postdate` and the title `.threadtitle`; in vBulletin 3 they are `table#postN` with
`a.bigusername` and the time in the first `td.thead`, the title only in the page's title and, in <strong> behind a
link to the thread, in the last row of the breadcrumb, `td.navbar`.  Of vBulletin 5, in scrapers of
2014 to 2026 and in a saved page: posts are `li.b-post` with `data-node-id`, their body `.js-post__content-text`, author and time have
`itemprop` name and dateCreated, the floor is `.b-post__count`, the title `h1.main-title`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

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
READER = Engine(
    "vBulletin",
    ("post_message_", "js-post__content-text"),
    (
        Template(
            "5",
            wrapper=("b-post",),
            body=("js-post__content-text",),
            names=Names(
                author=("[itemprop=name]", "author <a>"),
                time=("[itemprop=dateCreated]", "b-post__timestamp"),
                subject=("main-title", "<h1>"),
                floor=("b-post__count",),
                crumbs=("b-breadcrumbs", "crumbs", "breadcrumbs"),
            ),
            noise={**NOISE, "b-post__edit-details": "edit-notice"},
        ),
        Template(
            "4",
            wrapper=("postcontainer",),
            body=("#post_message_*", "postcontent"),
            names=Names(
                author=("username", "username_container"),
                time=("postdate", "date"),
                subject=("threadtitle",),
                floor=("postcounter",),
            ),
            noise=NOISE,
        ),
        Template(
            "3",
            wrapper=("#post*",),
            body=("#post_message_*",),
            names=Names(
                author=("bigusername",),
                time=("thead",),
                subject=("navbar <strong>",),
            ),
            noise=NOISE,
        ),
    ),
)
