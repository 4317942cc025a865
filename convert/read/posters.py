"""Who wrote the posts of a text rendition: names from the cards over the bars, or told by what the posts have in common.

In: the blocks of a text, its bars and what recurs beside them.  Out: a name and the figures of a card for each post.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from convert.read import bars
from convert.read.between import Recurring
from convert.read.dividers import Bar, may_be_name, text_of
from convert.source import Block, Line, Picture, Post

LONGEST = 200  # characters of a line that begins with a name and its card


def posters_of(blocks: Sequence[Block], found: Sequence[Bar], common: Recurring) -> list[tuple[str, str]]:
    """(name, figures) of the author of each post."""
    parts = [blocks[start : bar.start] for start, bar in zip([0, *(bar.end for bar in found)], found, strict=False)]
    others = [poster(part, common, first=False) for part in parts[1:]]
    told = name_under_copy(parts[0])
    first = (told, "") if told else poster(parts[0], common, first=not any(name for name, _ in others))
    return [first if first[0] else (name_ending(parts[0], [name for name, _ in others]), first[1]), *others]


def name_ending(head: Sequence[Block], later: Sequence[str]) -> str:
    """The name of a later poster with which the line over the first bar ends, where the page lost its line ends; "" for none."""
    last = head[-1] if head else None
    return next((name for name in later if name and isinstance(last, Line) and last.text.endswith(f" {name}")), "")


def poster(before: Sequence[Block], common: Recurring, *, first: bool) -> tuple[str, str]:
    """(name, figures) of a post's author, from the card over its bar; "" for what the rendition lost.

    The name stands where names recur; else on top of the card, or between the card and the bar.  Over the first card stands the page's head,
    so there (`first`) a name needs more: a heading of Markdown, [复制链接] or the end of the head above it, or names in other posts.
    """
    if common.last and isinstance(top := before[-common.last], Line):
        below = before[1 - common.last] if common.last > 1 else None
        if len(top.text) == 1 and isinstance(below, Line) and below.text.casefold().startswith(top.text.casefold()):
            top = below  # a member without a picture has the first letter of his name for one
        return name_in(top.text), ""
    card: list[str] = []
    name = ""
    for number in range(len(before) - 1, -1, -1):
        block = before[number]
        if isinstance(block, Picture):
            continue
        if not isinstance(block, Line):
            break
        if not (bars.CARD.fullmatch(block.text) or bars.POINTS.fullmatch(block.text)):
            told = not first or is_told(before, number) or under_card(before, number) or (len(card) > 3 and ends_head(before, number))
            name = name_in(block.text) if told and may_post(block) else ""
            break
        card.append(block.text)
    figures = [text for text in card if re.search(r"\d{2}|\d万", text) and not re.search(r"[天年月:]|LV|Rank", text)]
    return name, " ".join(sorted(set(figures)))


def name_under_copy(before: Sequence[Block]) -> str:
    """The name right under the [复制链接] over the first card, whatever words the card has; "" where the card itself begins there."""
    copy = next((n for n, block in enumerate(before) if text_of(block, bars.COPY)), len(before))
    card = before[copy + 1 :]
    if len(card) < 2 or any(isinstance(block, Line) and "。" in block.text for block in card) or not isinstance(line := card[0], Line):
        return ""
    return name_in(line.text) if may_post(line) and not bars.CARD.fullmatch(line.text) else ""


def name_in(text: str) -> str:
    """The name in a line on top of a card, without the group behind it or the state before it (离线某人, the icon's word in phpwind)."""
    return bars.CARD_BEGINS.split(re.sub(r"^(?:离线|在线)(?=\S)", "", text[:LONGEST]))[0] or text


def may_post(line: Line) -> bool:
    """Whether a line can be the name over a card, or begin with it: no word of the forum."""
    return (
        may_be_name(name_in(line.text))
        and not text_of(line, bars.TAIL)
        and not any(pattern.fullmatch(line.text) for pattern in (bars.BUTTON, bars.HEAD, bars.COPY))
    )


def is_told(before: Sequence[Block], number: int) -> bool:
    """Whether the page's head tells that a name stands here: as a heading, or under the [复制链接] that Discuz! sets behind the subject."""
    line, above = before[number], before[number - 1] if number else None
    return (isinstance(line, Line) and line.element.startswith("h")) or (isinstance(above, Line) and bool(bars.COPY.fullmatch(above.text)))


def ends_head(before: Sequence[Block], number: int) -> bool:
    """Whether the page's head ends over a line, with one of its buttons, or has been left out."""
    above = before[number - 1] if number else None
    return above is None or (isinstance(above, Line) and bars.HEAD.fullmatch(above.text) is not None)


def under_card(before: Sequence[Block], number: int) -> bool:
    """Whether a line stands between a card and its bar, as names do where the board sets them in the bar."""
    above = before[number - 1] if number else None
    return number + 1 == len(before) and isinstance(above, Line) and bars.CARD.fullmatch(above.text) is not None


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
