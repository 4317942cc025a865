"""PunBB and FluxBB topics.

Facts, read in viewtopic.php of several forks: posts are `div.blockpost#pN`, their body is `.postmsg` in `.postright`, the author the <dt> of
`.postleft` (`.postbody` holds both columns), the time the link in the heading; `.postedit` is the edit notice, `.postsignature` the
signature; the subject is the bold end of `.crumbs`, the page's title `SUBJECT / BOARD / SITE`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "PunBB",
    ("postmsg",),
    (
        Template(
            "1",
            wrapper=("blockpost",),
            body=("postmsg",),
            names=Names(
                author=("postleft <dt>",),
                time=("<h2>",),
                subject=("crumbs <strong>",),
                floor=("conr",),
                crumbs=("crumbs",),
            ),
            noise={"postedit": "edit-notice", "postsignature": "signature", "quotebox": "quote"},
        ),
    ),
)
