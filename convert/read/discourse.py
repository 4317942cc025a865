"""Discourse topics, as it serves crawlers and as a browser shows them.

Facts, read on saved fragments of several sites (2021 to 2026): for crawlers posts are `div.crawler-post#post_N`, their body `div.post`, the
author `.creator`, the time `time.post-time`; in the browser posts are `.topic-post`, their body `.cooked`, the author `.names`, the time in
the title of `.relative-date`; the title is in `#topic-title` or `.fancy-title`; quotations are `aside.quote`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

NOISE = {
    "quote": "quote",
    "cooked-selection-barrier": "post-chrome",
    "lightbox-meta": "post-chrome",
    "onebox": "link-card",
    "post-notice": "post-chrome",
}
READER = Engine(
    "Discourse",
    (
        "crawler-post",
        "topic-post",
    ),
    (
        Template(
            "crawler",
            wrapper=("crawler-post",),
            body=("post",),
            names=Names(
                author=("creator",),
                time=("post-time", "crawler-post-infos"),
                subject=("#topic-title", "<h1>"),
                crumbs=("topic-category",),
            ),
            noise=NOISE,
        ),
        Template(
            "app",
            wrapper=("topic-post",),
            body=("cooked",),
            names=Names(
                author=("username", "names"),
                time=("relative-date", "post-date"),
                subject=("fancy-title", "#topic-title"),
                crumbs=("topic-category",),
            ),
            noise=NOISE,
        ),
    ),
)
