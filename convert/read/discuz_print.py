"""Discuz! print pages (viewthread&action=printable).

Facts, read in template/default/forum/viewthread_printable.htm of X2 to X3.5: the page is running text: h1 with the site's name, `标题: SUBJECT
[打印本页]`, then for each post a ruler, `作者: NAME    时间: TIME`, the post's subject as `标题: …` if it has one, and the text; last a ruler and a
table with `欢迎光临 SITE (ADDRESS)` and `Powered by Discuz!`.  No element stands around a post.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from convert.read import discuz, rendition
from convert.read.body import read_body
from convert.read.facts import Identity
from convert.read.quotes import rule_for
from convert.read.threads import host_of, title_parts
from convert.source import Block, Drop, Line, Page, Post, Thread, drops_of

NAME = "Discuz!"
AUTHOR = re.compile(r"作者\s*[:：]\s*\S.{0,40}?\s+时间\s*[:：]\s*\d{4}-")
SUBJECT = re.compile(r"标题\s*[:：]\s*(?=\S)")
FOOTER = re.compile(r"欢迎光临\s|Powered by Discuz!")


def recognises(page: Page) -> bool:
    """Whether the page says 打印本页 and names author and time in running text."""
    return (
        page.soup is not None and "打印本页" in page.visible and "postmessage_" not in page.text and AUTHOR.search(page.visible) is not None
    )


def identify(page: Page) -> Identity:
    """Host and tid from the page's variables and footer."""
    source = read(page).source
    site = re.search(r"SITEURL\s*=\s*'([^']+)'", page.text)
    return Identity(host_of(site[1]) if site else "", source.tid, source.site, source.subject, source.handle, source.posted, None)


def read(page: Page) -> Thread:
    """The posts, read off the page's lines."""
    assert page.soup is not None
    body = read_body(page, page.soup.body or page.soup, rule_for(page, discuz.NOISE))
    thread = rendition.read_blocks(page, body.blocks)
    posts = [trimmed(post) for post in thread.posts]
    subject = next((b for b in body.blocks if isinstance(b, Line) and SUBJECT.match(b.text)), None)
    line = None
    if subject is not None:
        start = SUBJECT.match(subject.text)
        line = subject.cut(start.end() if start else 0)
        line = line.cut(0, len(re.split(r"\s*\[打印本页\]", line.text)[0]))
    title, _, site = title_parts(page)
    tid = re.search(r"[?&;]tid=(\d+)", page.text)
    source = replace(
        thread.source,
        engine=NAME,
        template="print",
        site=site,
        tid=tid[1] if tid else thread.source.tid,
        subject=line.text if line else title,
        subject_at=line,
    )
    return replace(thread, posts=tuple(posts), source=source, drops=thread.drops + body.drops)


def trimmed(post: Post) -> Post:
    """A post without its own subject line before the text and the page's footer behind it."""
    blocks: Sequence[Block] = post.blocks
    drops: list[Drop] = list(post.drops)
    if blocks and isinstance(first := blocks[0], Line) and SUBJECT.match(first.text):
        drops += drops_of(first, "post-chrome")
        blocks = blocks[1:]
    end = next((n for n, b in enumerate(blocks) if isinstance(b, Line) and FOOTER.match(b.text)), len(blocks))
    return replace(post, blocks=tuple(blocks[:end]), drops=tuple(drops))
