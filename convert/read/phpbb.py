"""phpBB topics: 3 (prosilver and its kin) and 2 (subSilver).

Facts, read on saved pages of phpBB 3.0 to 3.3 and in styles/prosilver/template/viewtopic_body.html: posts are `div.post#pN`, their body
`div.content` inside `.postbody`, the author `a.username` (`username-coloured` for staff), the time in `p.author` as <time> or behind `»`;
the title is `h2.topic-title`; `.notice` is the edit notice, `.signature` the signature.
Of phpBB 2, read in templates/subSilver/viewtopic_body.tpl: posts are table rows without names; their body is `span.postbody`, the author
`span.name` in the cell before, the time in `span.postdetails` above the body, the title `a.maintitle`; signature and edit notice stand in
further spans behind the body.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

NOISE = {
    "notice": "edit-notice",
    "signature": "signature",
    "attachbox": "attachment",
    "inline-attachment": "attachment",
    "post-buttons": "post-chrome",
    "codebox-head": "post-chrome",
}
READER = Engine(
    "phpBB",
    ("postbody",),
    (
        Template(
            "prosilver",
            wrapper=("#p*",),
            body=("content",),
            names=Names(
                author=("username", "username-coloured"),
                time=("author",),
                subject=("topic-title",),
                crumbs=("breadcrumbs", "navlinks"),
            ),
            noise=NOISE,
        ),
    ),
)
SUBSILVER = Engine(
    "phpBB",
    ('class="postbody"',),
    (
        Template(
            "subSilver",
            wrapper=(),
            body=("postbody",),
            names=Names(author=("name",), time=("postdetails",), subject=("maintitle",), crumbs=("nav",)),
            noise={**NOISE, "gensmall": "edit-notice"},
        ),
    ),
)
