"""NGA (bbs.nga.cn) threads, as its server sends them.

Facts, read in parsers of 2016 to 2026 that quote its markup: posts are `tr#post1strowN` (N counts from 0 over the thread), their body
`#postcontentN.postcontent`, the author `#postauthorN` (its name is set by a script on some pages), the time `#postdateN`, the title the first
`#postsubjectN`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "NGA",
    ("postcontentandsubject",),
    (
        Template(
            "thread",
            wrapper=("#post1strow*", "postrow", "postbox"),
            body=("#postcontent*", "postcontent"),
            names=Names(
                author=("#postauthor*", "author"),
                time=("#postdate*", "postInfo"),
                subject=("#postsubject0",),
                crumbs=("nav",),
            ),
            noise={"quote": "quote", "collapse_btn": "post-chrome"},
        ),
    ),
)
