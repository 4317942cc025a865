"""Text renditions of forum threads: what a browser's copy, a scraper's get_text or a reader app made of a thread page.

A file with bars (dividers.py) is cut into posts at them, and what recurs beside the bars (between.py) goes with them; one without is one
post.  A poster whose name the rendition lost is told apart from others by the figures of his card, as `?` and these; that is no name to
print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from convert.errors import Finding
from convert.read import bars, markdown
from convert.read.between import NO_BARS, NOTHING, Recurring, begin_under, end_of_last, end_over, is_foot, is_poster, recurring_of, shape
from convert.read.dividers import Bar, bars_of, feet_of, names
from convert.read.facts import Identity, iso_time
from convert.read.quotes import ATTRIBUTION, LONG
from convert.read.text_heads import source_of, without_head
from convert.read.text_lines import framed, lines_of, unglued, untagged, without_link_marks, without_reader_head
from convert.read.threads import host_of
from convert.source import Block, Drop, Line, Page, Picture, Post, Thread, drops_of, join_files

NAME = "text"


# thread-881-2-1.txt, viewthread-881-page-2.txt
PAGE_FILE = re.compile(r"(?:^|\D)(?:thread-\d+-|page[-_=]?)(\d{1,4})(?!\d)", re.I)
READER_URL = re.compile(r"^URL Source:\s*(https?://\S+)", re.M)


def recognises(page: Page) -> bool:
    """Every text file is a rendition; whether it has bars shows in what `read` finds."""
    return page.kind == "text"


def identify(page: Page) -> Identity:
    """Subject and first time; a rendition names neither host nor thread number, unless it kept an address.

    Copies lose the pager's mark on the current page; only the name of the file may still say it, as scrapers name files by addresses.
    """
    source = read(page).source
    number = PAGE_FILE.search(page.name)
    host = host_of(found[1]) if (found := READER_URL.search(page.visible[:2000])) else ""
    return Identity(host, source.tid, source.site, source.subject, source.handle, source.posted, int(number[1]) if number else None)


def read(page: Page) -> Thread:
    """The posts between the bars; without any bar the whole text is one post."""
    drops: list[Drop] = []
    lines = without_link_marks(without_reader_head(lines_of(page.visible)), drops)
    lines = [part for line in framed(lines, drops) for part in untagged(line, drops)]
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
    head = blocks[: found[0].end] if found else blocks[: front_of(blocks)]
    source = source_of(page, head, posts[0], bool(found))
    if found:
        source = replace(source, views=source.views or found[0].views, replies=source.replies or found[0].replies)
    return Thread(join_files([page]), source, tuple(posts), (), page.findings + tuple(untold(posts, found)))


def front_of(blocks: Sequence[Block]) -> int:
    """How many of the first blocks stand before the running text."""
    return next((n for n, block in enumerate(blocks[:80]) if isinstance(block, Line) and len(block.text) > 60 and "。" in block.text), 12)


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
    posters = posters_of(blocks, found, common)
    common = replace(common, names=frozenset(name for name in (*(bar.handle for bar in found), *(name for name, _ in posters)) if name))
    posts: list[Post] = []
    for number, (bar, (name, card)) in enumerate(zip(found, posters, strict=True)):
        last = number + 1 == len(found)
        limit = len(blocks) if last else found[number + 1].start
        begin, under = begin_under(blocks, bar.end, limit, common)
        end = end_of_text(blocks, begin, limit, common, last=last)
        handle = bar.handle or under or name or ("?" + card if card else "")
        if number and bar.is_author:
            handle = posts[0].handle
        inner = without_head(blocks[begin:end]) if not number else blocks[begin:end]
        inner, quoted = without_quotations(inner)
        posts.append(Post(handle, tuple(inner), tuple(quoted), "", iso_time(bar.time), "", bar.floor))
    return named(posts, [card for _, card in posters])


def without_quotations(blocks: Sequence[Block]) -> tuple[list[Block], list[Drop]]:
    """A post without its frames of quotation that open with who wrote what they quote; an author frames text of his own, too."""
    kept: list[Block] = []
    drops: list[Drop] = []
    for framed_, group in groupby(blocks, lambda block: isinstance(block, Line) and block.element == "blockquote"):
        run = list(group)
        lines = [block for block in run if isinstance(block, Line)]
        if framed_ and ATTRIBUTION.search(lines[0].text[:80]) and sum(len(line.text) for line in lines) < LONG:
            drops += (drop for line in lines for drop in drops_of(line, "quote"))
        else:
            kept += run
    return kept, drops


def over_bars(blocks: Sequence[Block], found: Sequence[Bar]) -> list[Post]:
    """The posts of a text whose bars stand under their posts."""
    starts = [0, *(bar.end for bar in found)]
    return [
        Post("", tuple(without_head(without_edges(blocks[start : bar.start]))), (), "", iso_time(bar.time), "", bar.floor)
        for start, bar in zip(starts, found, strict=False)
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
        inner = blocks[begin : above_foot(blocks, begin, foot.start, NOTHING)]
        inner = inner if number else without_head(inner)
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
    """How many Han characters of running text stand in blocks; a forum's own lines hold few, those of a wrapped text 24 and more."""
    counts = (len(HAN.findall(block.text)) for block in blocks if isinstance(block, Line) and len(block.text) > 20)
    return sum(count for count in counts if count > 20)


HAN = re.compile("[\u3400-\u9fff]")


def above_foot(blocks: Sequence[Block], start: int, end: int, common: Recurring) -> int:
    """Where the text ends over the author's card, the buttons, the thread's tags, and what else recurs at the foot of posts."""
    if end < len(blocks):
        end = over_tags(blocks, max(start, end - REACH), end)
    while end > start and isinstance(last := blocks[end - 1], Line):
        if is_foot(last, notes=common.bars) or shape(last) in common.over:
            end -= 1
        elif (card := over_card(blocks, start, end, common)) < end:
            end = card
        else:
            break
    return end


REACH = 12  # lines between the text and the buttons: tags, attachments, a wall for guests
TAGS = re.compile(r"[^\s，。；：、,]{1,12}(?:, [^\s，。；：、,]{1,12})+")  # as Discuz! parts them, with a comma and a blank


def over_tags(blocks: Sequence[Block], start: int, end: int) -> int:
    """Where the thread's tags begin, on one line or with the commas on lines of their own; `end` where a sentence stands under them."""
    texts = [block.text if isinstance(block, Line) else "" for block in blocks[start:end]]
    last = next((n for n in range(len(texts) - 1, -1, -1) if re.search("[。；：！]", texts[n])), -1)
    for number in range(last + 1, len(texts)):
        if TAGS.fullmatch(texts[number]) or (texts[number + 1 : number + 2] == [","] and 0 < len(texts[number]) <= 12):
            return start + number
    return end


def over_card(blocks: Sequence[Block], start: int, end: int, common: Recurring) -> int:
    """Where a card begins that stands under the text, its member's name on top (phpBB); `end` where there is none."""
    top = end
    while top > start and isinstance(line := blocks[top - 1], Line) and bars.CARD.fullmatch(line.text):
        top -= 1
    return top - 1 if start < top < end and is_poster(blocks[top - 1], common) else end


def bars_stand_under(blocks: Sequence[Block], found: Sequence[Bar]) -> bool:
    """Whether the text stands over the bars rather than under them: the page's head never outweighs its posts."""
    if not found:
        return False
    first = found[0].start
    head = sum(len(b.text) for b in blocks[:first] if isinstance(b, Line))
    rest = sum(len(b.text) for b in blocks[first + 1 :] if isinstance(b, Line))
    return head > 300 and head > rest


def opens_buttons(blocks: Sequence[Block], number: int) -> bool:
    """收藏 / 0 / 分享, 支持1 / 反对0, each on a line: the buttons under the first post, behind which a signature may stand; 点评 with
    a time below it: the comments."""
    near = [block.text for block in blocks[number : number + 7] if isinstance(block, Line)]
    if len(near) < 2:
        return False
    if re.fullmatch(r"(?:收藏|支持)\s*\d*", near[0]):
        return any(re.fullmatch(r"(?:分享|转播|淘帖|反对)\s*\d*", text) for text in near[1:4])
    return near[0] == "点评" and any(re.search(rf"(?:发表于|發表於)\s*{bars.TIME}$", text) for text in near[1:])


def text_of(block: Block, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Where a pattern is found in a block that is a line; at the beginning of one too long for a forum's, whose page lost its line ends."""
    if not isinstance(block, Line):
        return None
    return pattern.search(block.text) if len(block.text) <= 200 else pattern.match(block.text)


def posters_of(blocks: Sequence[Block], found: Sequence[Bar], common: Recurring) -> list[tuple[str, str]]:
    """(name, figures) of the author of each post."""
    parts = [blocks[start : bar.start] for start, bar in zip([0, *(bar.end for bar in found)], found, strict=False)]
    others = [poster(part, common, first=False) for part in parts[1:]]
    told = name_under_copy(parts[0])
    first = (told, "") if told else poster(parts[0], common, first=not any(name for name, _ in others))
    return [first if first[0] else (name_ending(parts[0], [name for name, _ in others]), first[1]), *others]


def name_ending(head: Sequence[Block], names: Sequence[str]) -> str:
    """The name of a later poster with which the line over the first bar ends, where the page lost its line ends; "" for none."""
    last = head[-1] if head else None
    return next((name for name in names if name and isinstance(last, Line) and last.text.endswith(f" {name}")), "")


def poster(before: Sequence[Block], common: Recurring, *, first: bool) -> tuple[str, str]:
    """(name, figures) of a post's author, from the card over its bar; "" for what the rendition lost.

    The name stands where names recur; else on top of the card.  Over the first card stands the page's head, so there (`first`) a name is
    taken only from a heading of Markdown or under [复制链接], unless other posts have names there.
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
    return bars.CARD_BEGINS.split(re.sub(r"^(?:离线|在线)(?=\S)", "", text))[0] or text


def may_post(line: Line) -> bool:
    """Whether a line can be the name over a card, or begin with it: no word of the forum."""
    return (
        names(name_in(line.text))
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


def without_edges(blocks: Sequence[Block]) -> Sequence[Block]:
    """A text without bars, less the forum's words at its beginning and end."""
    feet = [n for n, block in enumerate(blocks) if isinstance(block, Line) and bars.FOOT.fullmatch(block.text)]
    start, end = 0, feet[0] if feet else len(blocks)
    copied = next((n for n, block in enumerate(blocks[:80]) if text_of(block, bars.COPY)), -1)
    while start < end and (start <= copied or is_head(blocks[start])):
        start += 1
    return blocks[start : end_of_text(blocks, start, end, NO_BARS, last=True)]


def is_head(block: Block) -> bool:
    """A line of the page's head or of a card."""
    return isinstance(block, Line) and (bars.HEAD.fullmatch(block.text) or bars.CARD.fullmatch(block.text)) is not None
