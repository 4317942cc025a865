"""Where the text of a post ends in a text rendition: over the buttons, the comments, the thread's tags, a card, the page's foot.

In: the blocks of a text, where a post's text begins, how far it can reach, and what recurs beside the bars.  Out: the number of a block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from convert.read import bars
from convert.read.between import Recurring, end_of_last, end_over, is_foot, is_poster, shape
from convert.read.dividers import text_of
from convert.source import Block, Line


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


def opens_buttons(blocks: Sequence[Block], number: int) -> bool:
    """收藏 / 0 / 分享, 支持1 / 反对0, each on a line: the buttons under the first post, behind which a signature may stand; 点评 with
    a time below it: the comments."""
    near = [block.text for block in blocks[number : number + 7] if isinstance(block, Line)]
    if len(near) < 2:
        return False
    if re.fullmatch(r"(?:收藏|支持)\s*\d*", near[0]):
        return any(re.fullmatch(r"(?:分享|转播|淘帖|反对)\s*\d*", text) for text in near[1:4])
    return near[0] == "点评" and any(re.search(rf"(?:发表于|發表於)\s*{bars.TIME}$", text) for text in near[1:])


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
