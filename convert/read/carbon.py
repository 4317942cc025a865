"""Carbon Forum topics.

Facts, read in styles/default/template/topic.php: the topic's body is `.topic-content`, its author and time in `.topic-title-date`; a reply is
`.commont-item`, its body `.commont-content`, at the head of which stand the author in `.text-bold` and time and floor in `.float-right`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "Carbon Forum",
    ("topic-title-date",),
    (
        Template(
            "default",
            wrapper=(),
            body=("topic-content", "commont-content"),
            names=Names(
                author=("topic-title-date <a>", "text-bold"),
                time=("topic-title-date", "float-right"),
                subject=("topic-title-main <h1>", "<h1>"),
                floor=("commonet-count",),
            ),
            noise={"text-bold": "post-chrome", "float-right": "post-chrome"},
        ),
    ),
)
