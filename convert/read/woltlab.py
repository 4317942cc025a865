"""WoltLab Burning Board threads, 4 and 5.

Facts, read in parsers that quote its markup: posts are `article.wbbPost` with `data-post-id`, their body `.messageText` (XenForo 1 has
the name, too), the author `.username`, the time `time.datetime` in `.messagePublicationTime`, the floor in `.messageQuickOptions`; the subject is
`.contentTitle`, `.messageFooterNote` the edit notice, `.messageSignature` the signature.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "WoltLab",
    ("wbbPost",),
    (
        Template(
            "5",
            wrapper=("wbbPost",),
            body=("messageText",),
            names=Names(
                author=("username",),
                time=("messagePublicationTime", "<time>"),
                subject=("contentTitle", "<h1>"),
                floor=("messageQuickOptions",),
            ),
            noise={"messageFooterNote": "edit-notice", "messageSignature": "signature", "quoteBox": "quote"},
        ),
    ),
)
