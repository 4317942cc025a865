"""Flarum discussions, as a browser shows them and as they are without JavaScript.

Facts, read on a saved page (2024): posts are `div.PostStream-item` with `data-id` and `data-number`, their body `.Post-body`, the author
`.username`, the time <time datetime>; the title is `h1.DiscussionHero-title`; code blocks carry a button and scripts of their own.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

NOISE = {"Post-footer": "post-chrome", "Post-actions": "post-chrome", "Post-mentionedBy": "post-chrome", "clipboard": "form-control"}
READER = Engine(
    "Flarum",
    ("Post-body",),
    (
        Template(
            "stream",
            wrapper=("PostStream-item", "CommentPost"),
            body=("Post-body",),
            names=Names(
                author=("username", "PostUser-name"),
                time=("<time>", "PostMeta-time"),
                subject=("DiscussionHero-title",),
                floor=("PostMeta-number",),
                crumbs=("DiscussionHero-items",),
            ),
            noise=NOISE,
        ),
        Template(
            "plain",
            wrapper=(),
            body=("Post-body",),
            names=Names(author=("<h3>",), time=(), subject=("<h2>",)),
        ),
    ),
)
