"""Quotations inside a post: those of other posts, and frames in which an author set his own text."""

from __future__ import annotations

import re

from bs4.element import Tag

from convert.source import Page

ATTRIBUTION = re.compile(r"发表于|發表於|写道|說道|的帖子|引用.{0,30}[:：]|原帖由|(?:said|wrote|posted by)\b", re.I)
SHORT = 200  # characters; the engines cut a quoted post at 100 to 250


def is_quotation(page: Page, element: Tag) -> bool:
    """Whether a frame quotes another post: it opens with who wrote it, or is short; authors also frame a whole report."""
    start, end = page.span(element)
    head = page.visible[start : min(end, start + 80)]
    return ATTRIBUTION.search(head) is not None or end - start < SHORT
