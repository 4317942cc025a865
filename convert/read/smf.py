"""SMF (Simple Machines Forum) threads, 2.0 to 3.0.

Facts, read in Themes/default/Display.template.php of 2.1 and 3.0 and in forks of 2.0: posts are `div.post_wrapper`, their body
`div.inner#msg_N`, the author the heading of `.poster`, the time in `.postinfo` (2.1) or `.keyinfo` (2.0, behind 于:), the subject `#top_subject`
(2.1; 2.0 has it in the page's title and the breadcrumb alone); `.modified` is the edit notice, `.signature` the signature.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

READER = Engine(
    "SMF",
    ("post_wrapper",),
    (
        Template(
            "2",
            wrapper=("post_wrapper",),
            body=("inner", "#msg_*"),
            names=Names(
                author=("poster <h4>", "poster <a>"),
                time=("postinfo", "keyinfo"),
                subject=("#top_subject",),
                floor=("page_number",),
                crumbs=("navigate_section",),
            ),
            noise={
                "modified": "edit-notice",
                "signature": "signature",
                "attachments": "attachment",
                "bbc_standard_quote": "quote",
                "bbc_alternate_quote": "quote",
            },
        ),
    ),
)
