"""XenForo 1 and 2 threads.

Facts: of XenForo 1, read on a saved page (2016): posts are `li.message#post-N` with `data-author`, their body `blockquote.messageText`, the
time `.DateTime` (in its title, or as text), the quotation frame `.bbCodeQuote`; of XenForo 2, read in the compiled template post_macros
and on fragments of saved pages: posts are `article.message--post` with `data-author`, their body `.bbWrapper` inside `.message-body`, the
time `time.u-dt` with datetime, the title `h1.p-title-value`, `.message-lastEdit` the edit notice, `.message-signature` the signature.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

NOISE = {
    "bbCodeBlock--quote": "quote",
    "bbCodeQuote": "quote",
    "messageTextEndMarker": "post-chrome",
    "js-selectToQuoteEnd": "post-chrome",
    "bbCodeBlock-expandLink": "post-chrome",
    "quoteExpand": "post-chrome",
    "message-lastEdit": "edit-notice",
    "editDate": "edit-notice",
    "message-signature": "signature",
    "signature": "signature",
    "message-attachments": "attachment",
    "attachedFiles": "attachment",
}
READER = Engine(
    "XenForo",
    (
        "bbWrapper",
        "messageText",
    ),
    (
        Template(
            "2",
            wrapper=("message--post", "js-post"),
            body=("bbWrapper",),
            names=Names(
                author=("@data-author", "username"),
                time=("u-dt", "<time>"),
                subject=("p-title-value",),
                floor=("message-attribution-opposite",),
                crumbs=("p-breadcrumbs",),
            ),
            noise=NOISE,
        ),
        Template(
            "1",
            wrapper=("message",),
            body=("messageText",),
            names=Names(
                author=("@data-author", "username"),
                time=("DateTime",),
                subject=("titleBar", "<h1>"),
                floor=("postNumber",),
            ),
            noise=NOISE,
        ),
    ),
)
