"""Misago threads.

Facts, read on a saved page (2024): posts are `li.post#post-N`, their body `article.misago-markup` with `data-author`, the author `.item-title`,
the time in the title of `a.posted-on`; the subject is the h1 of `.page-header`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "Misago",
    ("misago-markup",),
    (
        Template(
            "thread",
            wrapper=("post",),
            body=("misago-markup",),
            names=Names(
                author=("item-title",),
                time=("posted-on",),
                subject=("<h1>",),
            ),
            noise={"quote-block": "quote", "post-attachments": "attachment"},
        ),
    ),
)
