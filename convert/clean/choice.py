"""Which posts are the report: the author's post that carries it, and his continuations; all others go, each for a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from convert.errors import Finding
from convert.source import Line, Post, Table

# Turns of phrase of an official report; a reply that quotes one hardly has three.
MARKS = (
    re.compile(r"工作报告"),
    re.compile(r"各位代表[：:，,！!]"),
    re.compile(r"现在[，,]?我?(?:代表|受).{0,20}(?:报告|审议)"),
    re.compile(r"(?:^|\n)\s*[一二三四五六七八九十]{1,3}、"),
    re.compile(r"(?:^|\n)\s*[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"请予?审(?:议|查)"),
    re.compile(r"(?:增长|同比|完成|达到)\s*\d"),
)
HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Choice:
    """The posts of the report in order, and (post, rule) for every other."""

    chosen: tuple[Post, ...]
    others: tuple[tuple[Post, str], ...]
    findings: tuple[Finding, ...] = ()


def choose(posts: Sequence[Post]) -> Choice:
    """The first post that carries a report, else the first post of the thread; with it the same author's continuations."""
    if not posts:
        return Choice((), ())
    first = head(posts)
    chosen = [first]
    others: list[tuple[Post, str]] = []
    behind = False
    for post in posts:
        if post is first:
            behind = True
        elif repeats(post, chosen):
            others.append((post, "repeated-post"))
        elif behind and post.handle == first.handle and continues(post):
            chosen.append(post)
        else:
            others.append((post, "reply" if post.handle != first.handle else "remark"))
    findings: tuple[Finding, ...] = ()
    if first is not posts[0]:
        note = f"The report was taken from post {posts.index(first) + 1} of the thread ({weight(first):,} Han characters, {marks(first)} marks of a report)."
        findings = (Finding("report-not-first", note, severity="info"),)
    return Choice(tuple(chosen), tuple(others), findings)


def head(posts: Sequence[Post]) -> Post:
    """The post in which the report begins."""
    first = posts[0]
    if weight(first) >= 300 and marks(first) >= 2:
        return first
    best = max(posts, key=lambda p: (min(marks(p), 3), weight(p)))
    return best if marks(best) >= 3 and weight(best) >= max(300, 2 * weight(first)) else first


def text_of(post: Post) -> str:
    """A post's lines, those of its tables too."""
    lines: list[str] = []
    for block in post.blocks:
        if isinstance(block, Line):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += (line.text for row in block.rows for cell in row for line in cell.lines)
    return "\n".join(lines)


def weight(post: Post) -> int:
    """How many Han characters a post has."""
    return len(HAN.findall(text_of(post)))


def marks(post: Post) -> int:
    """How many kinds of a report's turns of phrase a post has."""
    text = text_of(post)
    return sum(mark.search(text) is not None for mark in MARKS)


CHAT = re.compile(r"楼上|顶一下|自己顶|自顶|谢谢(?:大家|支持|分享|楼)|感谢(?:大家|支持)|沙发|回复\s*\d+[#楼]|不客气|欢迎(?:大家|各位)|求.{0,6}(?:资料|文件|版)|占楼")


def continues(post: Post) -> bool:
    """Whether a later post by the author carries on his text rather than talks to others."""
    size = weight(post)
    if any(drop.rule == "quote" for drop in post.drops) and size < 1000:
        return False
    if CHAT.search(text_of(post)) and size < 1000:
        return False
    return size >= 60 or marks(post) >= 2


def repeats(post: Post, chosen: Sequence[Post]) -> bool:
    """Whether a post says again, or quotes in full, what a chosen one says."""
    text = folded(post)
    return len(text) >= 20 and any(text == folded(other) or (len(text) >= 200 and text in folded(other)) for other in chosen)


def folded(post: Post) -> str:
    """A post's text without blanks."""
    return "".join(text_of(post).split())
