"""Xiuno BBS threads, 3 and 4.

Facts, read in view/htm/thread.htm and view/htm/post_list.inc.htm of several releases: every post's body is `div.message`, the first marked
`isfirst="1"`; author `.username`, time `.date` (often relative) and floor `.floor` stand in the same card or row; the title is the h4 of the
first card; the breadcrumb is `ol.breadcrumb`; below the first body `.attachlist` lists files.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "Xiuno BBS",
    ('isfirst="1"',),
    (
        Template(
            "thread",
            wrapper=(),
            body=("message",),
            names=Names(
                author=("username",),
                time=("date",),
                subject=("media-body <h4>", "card-body <h4>", "<h4>"),
                floor=("floor",),
                crumbs=("breadcrumb",),
                views=("icon-eye",),
                replies=("posts",),
            ),
            noise={"attachlist": "attachment", "fieldset": "attachment"},
        ),
    ),
)
