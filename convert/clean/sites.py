"""Advertising phrases that a site glues to the ends of a post's lines, and lines that only name a site.

Seen: `. From 1point 3acres bbs`, `-google 1point3acres`, `. Waral 博客有更多文章`, a lone Greek Χ (in ten repositories of scraped threads);
on other boards the site's name or address behind every few lines.  A phrase counts when the same words end (or open) three lines of the
author's posts and name a site, or when a line is nothing but such a phrase.  Text that mentions an address once is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from convert.clean.draft import Draft
from convert.source import Block, Line

KNOWN = re.compile(
    r"\s*(?:[.\-]?\s*(?:From 1\s?point\s?3\s?acres bbs|(?:google|baidu)\s+1\s?point\s?3\s?acres|1point3acres(?:\.com)?(?:/bbs)?|Waral 博客有更多文章[,，]?"
    r"|来源一亩\.三分地论坛\.?|一亩-三分-地，独家发布|鍥磋鎴戜滑@1point 3 acres)|\.\s*Χ)\s*$",
    re.I,
)
ADDRESS = r"(?:https?://)?(?:[a-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org|cc|info|vip|top|club|xyz)(?:\.cn)?(?:/[\w./?=&%-]{0,80})?"
# A credit says what the text is (本文, 内容) or gives a label with a colon, or ends with the name of a forum; 来自全县32个社区的网格员走进大厅 does
# none of these.  An advertisement ends with what it advertises; a line with a full stop is a sentence.
PLACE = rf"(?:(?:论坛|贴吧|BBS|公众号)(?:\s?[!-~]{{1,60}})?|{ADDRESS})"
# 详细出处参考：http://…, as scripts add it to what readers copy.
AT = rf"(?:\s*[(（]{ADDRESS}[)）])?(?:[\s，,]*(?:详细|原文)(?:出处|地址|链接)\s*(?:请?参[考见])?\s*[:：]\s*{ADDRESS})?"
FROM = "(?:来自|转自|转载自|出自|摘自|来源于|发布于|首发于)"
CREDIT = re.compile(
    rf"[\[【(（※★☆=—\-\s]*(?:(?:本文|本[帖贴]|内容|资料|文章|以上内容)\s*{FROM}[:：\s]?[^，。；]{{0,20}}(?:社区|之家|{PLACE})[^，。；]{{0,20}}"
    rf"|{FROM}(?:[:：][^，。；]{{0,20}}(?:社区|之家|{PLACE})|\s?[^，。；的]{{0,16}}{PLACE})"
    rf"|(?:更多|免费|最新)[^。；]{{0,16}}(?:请|尽在|就上|欢迎|关注|访问|登[录陆]|下载)[^。；]{{0,24}}{PLACE}"
    rf"|[^。；]{{0,20}}转载请注明[^。；]{{0,30}}?){AT}[\]】)）※★☆=—\-\s！!]*",
    re.I,
)
# No credit lacks all of these, and none of the known phrases all of those.
HINT = re.compile("来自|转自|转载|出自|摘自|来源于|发布于|首发于|更多|免费|最新")
WORD = re.compile("acres|Waral|一亩|一畝|鍥|Χ", re.I)
ENOUGH = 3


def drop_site_phrases(draft: Draft) -> None:
    """`…新台阶。. From 1point 3acres bbs` → `…新台阶。`"""
    marks = mark_pattern(draft.site)
    lines = [block for blocks in draft.posts for block in blocks if isinstance(block, Line)]
    named = [line.text for line in lines if "." in line.text or (draft.site and draft.site in line.text)]
    tail = shared([text for text in named if marks.search(text[-48:])], marks, suffix)
    head = shared([text for text in named if marks.search(text[:48])], marks, prefix)
    for number, blocks in enumerate(draft.posts):
        draft.posts[number] = [
            kept for block in blocks if (kept := without(draft, block, head, tail) if isinstance(block, Line) else block) is not None
        ]


def mark_pattern(site: str) -> re.Pattern[str]:
    """What names a site: an address, or the name of the forum itself."""
    name = f"|{re.escape(site)}" if len(site) >= 3 else ""
    return re.compile(ADDRESS + name, re.I)


def shared(texts: Sequence[str], marks: re.Pattern[str], part: Callable[[Sequence[str]], str]) -> str:
    """The words that all of at least three lines have in common at one end, "" unless they name a site."""
    if len(texts) < ENOUGH:
        return ""
    common = part(texts)
    return common if 3 <= len(common) <= 60 and marks.search(common) else ""


def suffix(texts: Sequence[str]) -> str:
    """The longest common end, cut behind its last sentence stop."""
    first = min(texts, key=len)
    size = 0
    while size < len(first) and all(text[-1 - size] == first[-1 - size] for text in texts):
        size += 1
    common = first[len(first) - size :]
    body = common.rstrip("。！？； ")
    stop = max(body.rfind(c) for c in "。！？；")
    return common[stop + 1 :]


def prefix(texts: Sequence[str]) -> str:
    """The longest common beginning."""
    first = min(texts, key=len)
    size = 0
    while size < len(first) and all(text[size] == first[size] for text in texts):
        size += 1
    return first[:size]


def without(draft: Draft, line: Line, head: str, tail: str) -> Block | None:
    """A line without the phrases at its ends; None when it is nothing else."""
    text = line.text
    if len(text) <= 80 and HINT.search(text) and CREDIT.fullmatch(text):
        draft.drop_line(line, "site-phrase")
        return None
    spans = []
    if head and text.startswith(head):
        spans.append((0, len(head)))
    if tail and text.endswith(tail):
        spans.append((len(text) - len(tail), len(text)))
    elif WORD.search(text, max(0, len(text) - 60)) and (found := KNOWN.search(text, max(0, len(text) - 60))):
        spans.append(found.span())
    return draft.cut(line, spans, "site-phrase") if spans else line
