"""phpwind threads, 8 and 9.

Facts: of 8.x, read in upload/template/wind/read.htm: posts are `div.read_t#readfloor_PID` (the first PID is `tpc`), their body `.tpc_content`
with `#read_PID`, the author the link in `.r_name`, views and replies `li` of `.readTop`, the subject `#subject_tpc`; of 9.0, read in the compiled
template bbs/read_run: posts are `div.J_read_floor#read_N` (the first N is 0), their body `.editor_content`, the author the link in `.name`, the
time `.floor_top_tips`, the subject `h1#J_post_title`.
"""

from __future__ import annotations

from convert.read.particulars import Names
from convert.read.template import Engine, Template

NOISE = {
    "signature": "signature",
    "read_mark_list": "rating",
    "read_appbtn_wrap": "post-chrome",
    "quote": "quote",
    "blockquote3": "quote",
    "content_quote": "quote",
    "tips": "edit-notice",
    "attach": "attachment",
}
READER = Engine(
    "phpwind",
    (
        "tpc_content",
        "J_read_floor",
        "read_tpc",
    ),
    (
        Template(
            "9",
            wrapper=("J_read_floor",),
            body=("editor_content", "#J_read_main"),
            names=Names(
                author=("name",),
                time=("floor_top_tips",),
                subject=("#J_post_title",),
                floor=("lou",),
                crumbs=("bread_crumb",),
            ),
            noise=NOISE,
        ),
        Template(
            "8",
            wrapper=("read_t", "t5"),
            body=("tpc_content", "#read_tpc"),
            names=Names(
                author=("r_name", "readName"),
                time=("tipTop", "tiptop", "tpc_time", "r_info"),
                subject=("#subject_tpc",),
                crumbs=("breadCrumb",),
            ),
            noise=NOISE,
        ),
    ),
)
