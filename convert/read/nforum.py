"""Threads of campus boards (水木社区 and its kin) as nForum shows them: each post as it was written for terminals.

Facts, read in crawlers of such boards, 2015 to 2016, and in the format that all of them write: posts are `table.article`, their body is
`td.a-content`, the author `.a-u-name`, the floor `.a-pos`; the text opens with the lines 发信人, 标题 and 发信站 (which gives the time), and ends at a
line `--`, behind which stand the signature and the lines `※ 来源:` and `※ 修改:`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from convert.read.facts import Identity, iso_time
from convert.read.particulars import Names
from convert.read.template import Engine, Template
from convert.source import Block, Drop, Line, Page, Post, Thread

NAME = "nForum"
ENGINE = Engine(
    NAME,
    ("a-content",),
    (
        Template(
            "thread",
            wrapper=("article",),
            body=("a-content",),
            names=Names(author=("a-u-name", "a-u-uid"), time=(), subject=(), floor=("a-pos",)),
        ),
    ),
)
HEAD = re.compile(r"(?:[发發寄]信人|[标標]\s*[题題]|[发發]信站)\s*[:：]")
FOOT = re.compile(r"※\s*(?:来源|來源|修改|转载|轉載)")


def recognises(page: Page) -> bool:
    """Whether the page has posts as nForum sets them."""
    return ENGINE.recognises(page)


def identify(page: Page) -> Identity:
    """What tells the page's thread from others."""
    return replace(ENGINE.identify(page), posted=read(page).source.posted)


def read(page: Page) -> Thread:
    """All posts of the page, without the lines that the board's software wrote around each."""
    thread = ENGINE.read(page)
    posts = tuple(bare(post) for post in thread.posts)
    title, board, site = (said(thread.posts[0].blocks, pattern) for pattern in (TITLE, BOARD, SITE))
    source = thread.source
    source = replace(source, posted=posts[0].posted, subject=title or source.subject, board=board or source.board, site=site or source.site)
    return replace(thread, posts=posts, source=source)


TITLE = re.compile(r"[标標]\s*[题題]\s*[:：]\s*(?:Re:\s*)?(.+)")
BOARD = re.compile(r"信[区區]\s*[:：]\s*(\S+)")
SITE = re.compile(r"[发發]信站\s*[:：]\s*(\S+)")


def said(blocks: Sequence[Block], pattern: re.Pattern[str]) -> str:
    """What the head of a post says of the thread, "" when it does not."""
    return next((found[1] for line in lines_of(blocks[:HEADS]) if (found := pattern.search(line.text))), "")


HEADS = 5  # lines of a head


def bare(post: Post) -> Post:
    """A post without its head and foot, its time taken from the head."""
    head = list(takewhile(lambda block: isinstance(block, Line) and HEAD.match(block.text) is not None, post.blocks))
    end = foot_of(post.blocks)
    posted = next((time for line in lines_of(head) if (time := iso_time(line.text))), post.posted)
    drops = [Drop(line.at[0], line.at[-1] + 1, "post-chrome") for line in lines_of(head)]
    drops += [Drop(line.at[0], line.at[-1] + 1, "signature") for line in lines_of(post.blocks[end:])]
    kept = post.blocks[len(head) : end] + tuple(block for block in post.blocks[end:] if not isinstance(block, Line))
    return replace(post, blocks=kept, drops=(*post.drops, *drops), posted=posted)


def foot_of(blocks: Sequence[Block]) -> int:
    """Where the foot begins: at the last line `--` with the board's own lines behind it, else at the first of those that end the post.
    A poster may copy such a line along over his text."""
    own = [isinstance(block, Line) and FOOT.match(block.text) is not None for block in blocks]
    rule = max((n for n, block in enumerate(blocks) if isinstance(block, Line) and block.text.strip() == "--"), default=len(blocks))
    if any(own[rule:]):
        return rule
    return max((n + 1 for n, is_own in enumerate(own) if not is_own), default=0)


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines among some blocks."""
    return [block for block in blocks if isinstance(block, Line)]
