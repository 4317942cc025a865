"""phpBB topics: 3 (prosilver and its kin, subsilver2) and 2 (subSilver).

Facts, read on saved pages of phpBB 3.0 to 3.3 and in styles/prosilver/template/viewtopic_body.html: posts are `div.post#pN`, their body
`div.content` inside `.postbody`, the author `a.username` (`username-coloured` for staff), the time in `p.author` as <time> or behind `»`;
the title is `h2.topic-title`; `.notice` is the edit notice, `.signature` the signature.
Of subsilver2, read in styles/subsilver2/template/viewtopic_body.html of 3.0 and 3.1: posts are `table.tablebg`, their body is `div.postbody`, the
author `b.postauthor`, the time behind the subject in `td.gensmall` (`.postdetails` is the author's card), the subject `a.titles`; the
signature is a further `div.postbody` that begins with a line of underscores.
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
    ('class="postdetails"',),  # PunBB and others have .postbody, too
    (
        Template(
            "subsilver2",
            wrapper=("tablebg",),
            body=("postbody",),
            names=Names(author=("postauthor",), time=("<td> gensmall", "gensmall"), subject=("titles",), crumbs=("breadcrumbs",)),
            noise={k: rule for k, rule in NOISE.items() if rule != "edit-notice"},
        ),
        Template(
            "subSilver",
            wrapper=(),
            body=("postbody",),
            names=Names(author=("name",), time=("postdetails",), subject=("maintitle",), crumbs=("nav",)),
            noise={**NOISE, "gensmall": "edit-notice"},
        ),
    ),
)
