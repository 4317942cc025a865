"""Text renditions of forum threads: what a browser's copy, a scraper's get_text or a reader app made of a thread page.

A file with bars (dividers.py) is cut into posts at them, and what recurs beside the bars (between.py) goes with them; one without is one
post.  A poster whose name the rendition lost is told apart from others by the figures of his card, as `?` and these; that is no name to
print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from convert.errors import Finding
from convert.read import bars, markdown
from convert.read.between import NOTHING, Recurring, begin_under, end_of_last, end_over, is_name, recurring_of, shape
from convert.read.dividers import Bar, bars_of, feet_of
from convert.read.facts import Identity, iso_time
from convert.read.text_heads import source_of, without_head
from convert.read.text_lines import lines_of, unglued, untagged, without_link_marks
from convert.source import Block, Drop, Line, Page, Post, Thread, join_files

NAME = "text"


def recognises(page: Page) -> bool:
    """Every text file is a rendition; whether it has bars shows in what `read` finds."""
    return page.kind == "text"


def identify(page: Page) -> Identity:
    """Subject and first time; a rendition names neither host nor thread number, unless it kept an address."""
    source = read(page).source
    return Identity(subject=source.subject, posted=source.posted, handle=source.handle, tid=source.tid)


def read(page: Page) -> Thread:
    """The posts between the bars; without any bar the whole text is one post."""
    drops: list[Drop] = []
    lines = without_link_marks(lines_of(page.visible), drops)
    lines = [part for line in lines for part in untagged(line, drops)]
    template = "rendition"
    blocks: list[Block] = list(lines)
    if markdown.is_markdown(lines):
        template = "markdown"
        blocks, marks = markdown.without_marks(lines)
        drops += marks
    blocks = [part for block in blocks for part in (unglued(block) if isinstance(block, Line) else (block,))]
    thread = read_blocks(page, blocks)
    return replace(thread, source=replace(thread.source, template=template), drops=tuple(drops))


def read_blocks(page: Page, blocks: Sequence[Block]) -> Thread:
    """The thread in blocks of a text file, or of an HTML page whose template sets posts as running text."""
    found = bars_of(blocks)
    feet = feet_of(blocks)
    if feet and ("客户端" in feet[0].shown or bars_stand_under(blocks, feet)):
        posts = over_feet(blocks, feet)
    elif found and bars_stand_under(blocks, found):
        posts = over_bars(blocks, found)
    elif found:
        posts = under_bars(blocks, found)
    else:
        posts = [Post("", tuple(without_head(without_edges(blocks))), floor=1)]
    head = blocks[: found[0].end] if found else blocks[:12]
    source = source_of(page, head, posts[0], bool(found))
    return Thread(join_files([page]), source, tuple(posts), (), page.findings + tuple(untold(posts, found)))


def untold(posts: Sequence[Post], found: Sequence[Bar]) -> list[Finding]:
    """A finding for each bar whose time cannot be told."""
    note = "The page gives the time of a post only relatively."
    return [
        Finding("relative-time", note, quote=bar.shown[:40], severity="info")
        for post, bar in zip(posts, found, strict=False)
        if not post.posted
    ]


def under_bars(blocks: Sequence[Block], found: Sequence[Bar]) -> list[Post]:
    """The posts of a text whose bars stand over their posts."""
    common = recurring_of(blocks, found)
    posts: list[Post] = []
    cards: list[str] = []
    for number, bar in enumerate(found):
        last = number + 1 == len(found)
        limit = len(blocks) if last else found[number + 1].start
        begin, under = begin_under(blocks, bar.end, limit, common)
        end = end_of_text(blocks, begin, limit, common, last=last)
        name, card = poster(blocks[found[number - 1].end if number else 0 : bar.start], common, first=not number)
        cards.append(card)
        handle = bar.handle or under or name or ("?" + card if card else "")
        if number and bar.is_author:
            handle = posts[0].handle
        inner = without_head(blocks[begin:end]) if not number else blocks[begin:end]
        posts.append(Post(handle, tuple(inner), (), "", iso_time(bar.time), "", bar.floor or number + 1))
    return named(posts, cards)


def over_bars(blocks: Sequence[Block], found: Sequence[Bar]) -> list[Post]:
    """The posts of a text whose bars stand under their posts."""
    starts = [0, *(bar.end for bar in found)]
    return [
        Post("", tuple(without_head(without_edges(blocks[start : bar.start]))), (), "", iso_time(bar.time), "", bar.floor or number)
        for number, (start, bar) in enumerate(zip(starts, found, strict=False), 1)
    ]


def over_feet(blocks: Sequence[Block], feet: Sequence[Bar]) -> list[Post]:
    """The posts of a text where floor and time stand under the post, and the author's name, his level and its number over it (Tieba)."""
    posts: list[Post] = []
    for number, foot in enumerate(feet):
        start = feet[number - 1].end if number else 0
        opening = [b.text if isinstance(b, Line) else "" for b in blocks[start : min(foot.start, start + 60)]]
        level = max((n for n, text in enumerate(opening) if bars.LEVEL.fullmatch(text)), default=-1)
        name = opening[level - 1] if level > 0 else ""
        begin = start + level + 1
        if level >= 0 and begin < foot.start and re.fullmatch(r"\d{1,2}", opening[level + 1]):
            begin += 1
        inner = without_head(blocks[begin : foot.start]) if not number else blocks[begin : foot.start]
        posts.append(Post(name, tuple(inner), (), "", iso_time(foot.time), "", foot.floor or number + 1))
    return posts


def end_of_text(blocks: Sequence[Block], start: int, limit: int, common: Recurring, *, last: bool) -> int:
    """The number of the block at which a post's text ends."""
    # A word that ends posts elsewhere does not end one that says more behind it than before.
    half, said, end = weight(blocks[start:limit]) / 2, 0, limit
    for number in range(start, limit):
        if said >= half and (text_of(blocks[number], bars.TAIL) is not None or opens_buttons(blocks, number)):
            end = number
            break
        said += weight(blocks[number : number + 1])
    if last:
        end = end_of_last(blocks, start, end, common)
    elif end == limit:
        end = end_over(blocks, start, limit, common)
    return above_foot(blocks, start, end, common)


def weight(blocks: Sequence[Block]) -> int:
    """How many characters of running text stand in blocks."""
    return sum(len(block.text) for block in blocks if isinstance(block, Line) and len(block.text) > 60)


def above_foot(blocks: Sequence[Block], start: int, end: int, common: Recurring) -> int:
    """Where the text ends over the buttons and what else recurs at the foot of posts."""
    while end > start and isinstance(last := blocks[end - 1], Line) and (bars.BUTTON.fullmatch(last.text) or shape(last) in common.over):
        end -= 1
    return end


def bars_stand_under(blocks: Sequence[Block], found: Sequence[Bar]) -> bool:
    """Whether the text stands over the bars rather than under them: the page's head never outweighs its posts."""
    if not found:
        return False
    first = found[0].start
    head = sum(len(b.text) for b in blocks[:first] if isinstance(b, Line))
    rest = sum(len(b.text) for b in blocks[first + 1 :] if isinstance(b, Line))
    return head > 300 and head > rest


def opens_buttons(blocks: Sequence[Block], number: int) -> bool:
    """收藏 / 0 / 分享, each on a line: the buttons under the first post, behind which a signature may stand."""
    near = [block.text for block in blocks[number : number + 4] if isinstance(block, Line)]
    return bool(near) and near[0] == "收藏" and any(text in ("分享", "转播", "淘帖") for text in near[1:])


def text_of(block: Block, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Where a pattern is found in a block that is a line."""
    return pattern.search(block.text) if isinstance(block, Line) and len(block.text) <= 200 else None


def poster(before: Sequence[Block], common: Recurring, *, first: bool) -> tuple[str, str]:
    """(name, figures) of a post's author, from the card over its bar; "" for what the rendition lost.

    The name stands where names recur; else on top of the card, but over the first card stands the page's head, so there a name is taken
    only from a heading of Markdown.
    """
    if common.last and isinstance(top := before[-common.last], Line):
        return re.split(rf"\s*(?:当前(?:离线|在线)|{bars.GROUP})", top.text)[0] or top.text, ""
    card: list[str] = []
    name = ""
    for block in reversed(before):
        if not isinstance(block, Line):
            break
        if not bars.CARD.fullmatch(block.text):
            named = is_name(block) and not text_of(block, bars.TAIL) and (block.element.startswith("h") or not first)
            name = block.text if named else ""
            break
        card.append(block.text)
    figures = [text for text in card if re.search(r"\d{2}|\d万", text) and not re.search(r"[天年月:]|LV|Rank", text)]
    return name, " ".join(sorted(set(figures)))


def named(posts: list[Post], cards: Sequence[str]) -> list[Post]:
    """The posts with the first author's name, where his edit notice or a later card with the same figures gives it."""
    first = posts[0]
    if first.handle and not first.handle.startswith("?"):
        return posts
    name = ""
    for block in first.blocks[:3]:
        found = re.search(r"本[帖贴]最后由\s*(\S.{0,30}?)\s*于\s*\d{4}", block.text) if isinstance(block, Line) else None
        name = name or (found[1] if found else "")
    for post, card in zip(posts[1:], cards[1:], strict=False):
        # Figures of three digits or more in common are one member's; small ones any two beginners may share.
        if not name and card and card == cards[0] and re.search(r"\d{3}|万", card) and not post.handle.startswith("?"):
            name = post.handle
    return [replace(post, handle=name) if post.handle in (first.handle, name) else post for post in posts] if name else posts


def without_edges(blocks: Sequence[Block]) -> Sequence[Block]:
    """A text without bars, less the forum's words at its beginning and end."""
    feet = [n for n, block in enumerate(blocks) if isinstance(block, Line) and bars.FOOT.fullmatch(block.text)]
    start, end = 0, feet[0] if feet else len(blocks)
    copied = next((n for n, block in enumerate(blocks[:80]) if text_of(block, bars.COPY)), -1)
    while start < end and (start <= copied or is_head(blocks[start])):
        start += 1
    return blocks[start : end_of_text(blocks, start, end, NOTHING, last=True)]


def is_head(block: Block) -> bool:
    """A line of the page's head or of a card."""
    return isinstance(block, Line) and (bars.HEAD.fullmatch(block.text) or bars.CARD.fullmatch(block.text)) is not None
