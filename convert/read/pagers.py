"""The lines with which portals page through an article (首页 上一页 1 2 下一页 尾页, 共3页), which stand among its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from bs4.element import NavigableString, Tag

from convert.read.body import Rule
from convert.read.markup import nodes_inside
from convert.read.quotes import rule_for
from convert.source import Page

TURN = r"(?:上一?|下一?|前一?|后一?)页|[首尾末]页|第一页|最后一页|余下全文|阅读全文|Prev(?:ious)?|Next"
PAGER = re.compile(rf"(?:{TURN}|[共第]?\s*\d{{1,3}}\s*/?\s*\d{{0,3}}\s*页?|跳转到?|转到|GO|[.…<>«»‹›|\[\]【】()（）:：,，\s])+", re.I)
TURNS = re.compile(TURN, re.I)
LONGEST = 100  # characters
NODES = 80


def chrome_rule(page: Page, noise: Mapping[str, str]) -> Rule:
    """The rule of a portal's noise, for which a pager is chrome, too."""
    rule = rule_for(page, noise)

    def decide(element: Tag) -> str:
        return rule(element) or ("portal-chrome" if is_pager(element) else "")

    return decide


def is_pager(element: Tag) -> bool:
    """Whether an element holds nothing but page numbers and words for turning pages."""
    text = ""
    nodes = list(islice(nodes_inside(element), NODES))
    for node in nodes:
        text += str(node) if isinstance(node, NavigableString) else ""
        if len(text) > LONGEST or ("。" in text):
            return False
    return len(nodes) < NODES and TURNS.search(text) is not None and PAGER.fullmatch(text) is not None
