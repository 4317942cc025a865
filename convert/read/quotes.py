"""Quotations inside a post: those of other posts, and frames in which an author set his own text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4.element import Tag

from convert.read.body import Rule, noise_rule
from convert.read.markup import class_names
from convert.source import Page

ATTRIBUTION = re.compile(r"发表于|發表於|写道|說道|的帖子|引用.{0,30}[:：]|原帖由|(?:said|wrote|posted by)\b", re.I)
# Discuz!'s touch template sets its own notices in frames of quotation, too.
NOTICE = re.compile(
    r"^\s*(?:提示|附件|警告|受到警告|本帖.{0,6}隐藏|此帖仅作者可见|此贴仅作者可见)|屏蔽|(?:登录|登陆|购买|回复)后?.{0,6}(?:可见|查看|下载|浏览)"
)
SHORT = 200  # characters; the engines cut a quoted post at 100 to 250

LONG = 1500  # characters; a frame of this size is no quotation but a text passed on


def is_quotation(page: Page, element: Tag) -> bool:
    """Whether a frame quotes another post: it opens with who wrote it, or says what only the forum says; authors frame their own text too."""
    start, end = page.span(element)
    head = page.visible[start : min(end, start + 80)]
    if end - start >= LONG:
        return False
    return ATTRIBUTION.search(head) is not None or (end - start < SHORT and NOTICE.search(head) is not None)


def rule_for(page: Page, noise: Mapping[str, str]) -> Rule:
    """The rule of an engine's noise in which `quote` holds only for quotations, and any frame that names its author is one."""
    rule = noise_rule(noise)

    def decide(element: Tag) -> str:
        name = rule(element)
        if name == "quote":
            return name if is_quotation(page, element) else ""
        return name or ("quote" if is_frame(element) and is_attributed(page, element) else "")

    return decide


def is_frame(element: Tag) -> bool:
    """Whether an element is made for quotations, in whatever engine."""
    return element.name in ("blockquote", "q", "aside") or any("quote" in name.lower() for name in class_names(element))


def is_attributed(page: Page, element: Tag) -> bool:
    """Whether a short frame opens with who wrote it."""
    start, end = page.span(element)
    return end - start < 5 * SHORT and ATTRIBUTION.search(page.visible[start : min(end, start + 80)]) is not None
