"""StartBBS 1 and 2, and other boards in the Fly template of layui.

Facts, read in themes/default/view.php (StartBBS 1) and themes/default/topic/detail.html (StartBBS 2, which takes Fly's names): in 1 the topic's
body is `.topic_content`, a reply's `.reply_content`, the author `a.profile_link`, the time plain text in `.topic-meta` and `.snow`; in 2
bodies are `.detail-body`, the author <cite>, the time beside it in `.detail-about`; the title is the h1.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "StartBBS",
    ("topic_content", "detail-body"),
    (
        Template(
            "1",
            wrapper=(),
            body=("topic_content", "reply_content"),
            names=Names(author=("profile_link",), time=("topic-meta", "snow"), subject=("#topic_title", "<h1>"), floor=("snow",)),
        ),
        Template(
            "Fly",
            wrapper=(),
            body=("detail-body",),
            names=Names(
                author=("<cite>",),
                time=("fly-detail-user", "detail-about", "detail-hits"),
                subject=("<h1>",),
                replies=("fly-list-nums <a>",),
            ),
        ),
    ),
)
