"""NodeBB topics.

Facts, read in templates/topic.tpl and templates/partials/topic/post.tpl of the themes Harmony (NodeBB 3 and 4) and Persona (1 and 2): posts are
`li[component=post]` with `data-pid` and `data-username`, their body `[component=post/content]`, their time <meta itemprop=datePublished>,
the floor `a.post-index`; the title is `[component=topic/title]`; `[component=post/editor]` says who edited and when.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "NodeBB",
    ('component="post/content"',),
    (
        Template(
            "topic",
            wrapper=("[component=post]",),
            body=("[component=post/content]",),
            names=Names(
                author=("@data-username", "[data-username]"),
                time=("[itemprop=datePublished]", "timeago"),
                subject=("[component=topic/title]", "<h1>"),
                floor=("post-index",),
                crumbs=("breadcrumb",),
            ),
            noise={"[component=post/editor]": "edit-notice"},
        ),
    ),
)
