"""MyBB 1.8 threads.

Facts, read on fragments of saved pages and in themes that copy its markup: posts are `div.post#post_N`, their body `div.post_body#pid_N`,
the author the link in `.author_information .largetext`, the time `.post_date` (a relative one with the day in the title of a span);
`.post_edit` is the edit notice, `.signature` the signature.  MyBB sets the subject in a table head without a name of its own.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

NOISE = {"post_edit": "edit-notice", "signature": "signature", "mycode_quote": "quote", "attachments": "attachment"}
READER = Engine(
    "MyBB",
    ("post_body",),
    (
        Template(
            "1.8",
            wrapper=("#post_*", "post"),
            body=("post_body",),
            names=Names(
                author=("largetext", "author_information"),
                time=("post_date",),
                subject=("thread_title", "active"),
                floor=("post_head",),
                crumbs=("navigation", "breadcrumb"),
            ),
            noise=NOISE,
        ),
    ),
)
