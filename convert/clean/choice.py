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


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A post with its text, how many Han characters it has, and how many kinds of a report's turns of phrase."""

    post: Post
    text: str
    han: int
    marks: int

    @staticmethod
    def of(post: Post) -> Weighed:
        """One post, weighed."""
        text = text_of(post)
        return Weighed(post, text, len(HAN.findall(text)), sum(mark.search(text) is not None for mark in MARKS))


def choose(posts: Sequence[Post]) -> Choice:
    """The first post that carries a report, else the first post of the thread; with it the same author's continuations."""
    if not posts:
        return Choice((), ())
    weighed = [Weighed.of(post) for post in posts]
    first = head(weighed)
    chosen = [first]
    others: list[tuple[Post, str]] = []
    behind = False
    for one in weighed:
        if one is first:
            behind = True
        elif repeats(one, chosen):
            others.append((one.post, "repeated-post"))
        elif behind and one.post.handle == first.post.handle and continues(one):
            chosen.append(one)
        else:
            others.append((one.post, "reply" if one.post.handle != first.post.handle else "remark"))
    findings: tuple[Finding, ...] = ()
    if first is not weighed[0]:
        number = weighed.index(first) + 1
        note = f"The report was taken from post {number} of the thread: {first.han:,} Han characters, {first.marks} of {len(MARKS)} marks of a report."
        findings = (Finding("report-not-first", note, severity="info"),)
    return Choice(tuple(one.post for one in chosen), tuple(others), findings)


def head(posts: Sequence[Weighed]) -> Weighed:
    """The post in which the report begins."""
    first = posts[0]
    if first.han >= 300 and first.marks >= 2:
        return first
    best = max(posts, key=lambda p: (min(p.marks, 3), p.han))
    return best if best.marks >= 3 and best.han >= max(300, 2 * first.han) else first


def text_of(post: Post) -> str:
    """A post's lines, those of its tables too."""
    lines: list[str] = []
    for block in post.blocks:
        if isinstance(block, Line):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += (line.text for row in block.rows for cell in row for line in cell.lines)
    return "\n".join(lines)


CHAT = re.compile(
    r"楼上|顶一下|自己顶|自顶|谢谢(?:大家|支持|分享|楼)|感谢(?:大家|支持)|沙发|回复\s*\d+[#楼]|不客气|欢迎(?:大家|各位)|求.{0,6}(?:资料|文件|版)|占楼"
)


def continues(one: Weighed) -> bool:
    """Whether a later post by the author carries on his text rather than talks to others."""
    if one.han < 1000 and (CHAT.search(one.text) or any(drop.rule == "quote" for drop in one.post.drops)):
        return False
    return one.han >= 60 or one.marks >= 2


def repeats(one: Weighed, chosen: Sequence[Weighed]) -> bool:
    """Whether a post says again, or quotes in full, what a chosen one says."""
    text = "".join(one.text.split())
    if len(text) < 20:
        return False
    return any(text == (other := "".join(kept.text.split())) or (len(text) >= 200 and text in other) for kept in chosen)
