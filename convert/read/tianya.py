"""Tianya (天涯社区) threads.

Facts, read in scrapers of 2012 to 2021 that quote its markup: posts are `div.atl-item` with `_host` or `js_username` (escaped as in
addresses), `js_restime` and `replyid`, their body `div.bbs-content`; below it stand `div.atl-reply` (client, floor, buttons) and the
comments of others; the title is `.s_title`, author, time, clicks and replies of the thread are in the first `.atl-info`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "Tianya",
    ("atl-item",),
    (
        Template(
            "thread",
            wrapper=("atl-item",),
            body=("bbs-content",),
            names=Names(
                author=("@_host", "@js_username", "atl-info <a>"),
                time=("@js_restime", "atl-info"),
                subject=("s_title", "<h1>"),
                floor=("atl-reply",),
                crumbs=("crumbs",),
            ),
            noise={"atl-reply": "post-chrome", "ir-list": "comment"},
        ),
    ),
)
