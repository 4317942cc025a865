"""phpwind threads, 8 and 9.

Facts: of 8.x, read in upload/template/wind/read.htm: posts are `div.read_t#readfloor_PID` (the first PID is `tpc`), their body `.tpc_content`
with `#read_PID`, the author the link in `.r_name`, views and replies `li` of `.readTop`, the subject `#subject_tpc`; of 9.0, read in the compiled
template bbs/read_run: posts are `div.J_read_floor#read_N` (the first N is 0), their body `.editor_content`, the author the link in `.name`, the
time `.floor_top_tips`, the subject `h1#J_post_title`.
"""

from __future__ import annotations

from convert.read import template
from convert.read.facts import Identity
from convert.read.template import Template
from convert.source import Page, Thread

NAME = "phpwind"

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
TEMPLATES = (
    Template(
        NAME,
        "9",
        wrapper=("J_read_floor",),
        body=("editor_content", "#J_read_main"),
        author=("name",),
        time=("floor_top_tips",),
        subject=("#J_post_title",),
        floor=("lou",),
        crumbs=("bread_crumb",),
        noise=NOISE,
    ),
    Template(
        NAME,
        "8",
        wrapper=("read_t", "t5"),
        body=("tpc_content", "#read_tpc"),
        author=("r_name", "readName"),
        time=("tipTop", "tiptop", "tpc_time", "r_info"),
        subject=("#subject_tpc",),
        crumbs=("breadCrumb",),
        noise=NOISE,
    ),
)


def recognises(page: Page) -> bool:
    """Whether the page has posts as phpwind sets them."""
    return ("tpc_content" in page.text or "J_read_floor" in page.text or "read_tpc" in page.text) and any(
        template.recognises(page, t) for t in TEMPLATES
    )


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return template.identity_of(page, template_of(page))


def read(page: Page) -> Thread:
    """All posts of the page."""
    return template.read_thread(page, template_of(page))


def template_of(page: Page) -> Template:
    """The first of the templates that the page was made from."""
    return next(t for t in TEMPLATES if template.recognises(page, t))
