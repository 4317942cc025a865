"""Topics of Douban groups (豆瓣小组).

Facts, read in scrapers of 2014 to 2026 that quote its markup: the topic's text is in `#link-report` (from 2018 on in its `.topic-richtext`),
author and time in `.topic-doc` as `.from` and `.create-time` (older `.color-green`); replies are `.reply-doc` with `.reply-content`, the name a
link in h4, the time `.pubtime`; the title is the h1.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "Douban",
    ("topic-doc",),
    (
        Template(
            "group",
            wrapper=(),
            body=("#link-report", "reply-content"),
            names=Names(
                author=("from <a>", "<h4> <a>"),
                time=("create-time", "color-green", "pubtime"),
                subject=("<h1>",),
                crumbs=("title",),
            ),
            noise={"reply-quote": "quote", "operation-div": "post-chrome"},
        ),
    ),
)
