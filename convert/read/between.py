"""What stands between two posts: the foot of the one, the card of the next.

No list of words ends, but one fact holds for every forum: a page says the same round each of its posts.  Lines over one bar and over another
have the same shape (names and figures aside), and so have lines under them; so what recurs beside two bars is the forum's.  Only what
hangs together with a bar is judged so, never a line in the middle of a post, and no sentence unless it is the same in most of the posts.
A report that is posted twice, or quoted whole, recurs too; a post that says again the sentences of another is no witness.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from convert.read import bars
from convert.read.dividers import SAID, Bar, is_name
from convert.source import Block, Line, Picture

REACH = 40  # lines over or under a bar that can be its post's card and foot
SHORT = 60  # characters
STOP = re.compile(r"[。！？；!?;]|[:：，,、]$")


def shape(block: Block) -> str:
    """A line with its figures folded and its blanks gone, "" when it is too long to be a forum's."""
    if not isinstance(block, Line) or len(block.text) > SHORT:
        return ""
    return re.sub(r"\d+(?:[.,:/-]\d+)*", "0", "".join(block.text.split()))


@dataclass(frozen=True, slots=True)
class Recurring:
    """Shapes of lines that stand beside two bars or more, at which distances over all bars there may be a name, and at which there is."""

    over: frozenset[str]
    under: frozenset[str]
    slots: frozenset[int]
    first: int  # the name's distance under the bars, -1 when no name is there
    last: int  # the name's distance over the bars, 0 when no name is there
    names: frozenset[str] = frozenset()  # of all that post on the page
    bars: bool = True  # whether the text has any


NOTHING = Recurring(frozenset(), frozenset(), frozenset(), -1, 0)
NO_BARS = replace(NOTHING, bars=False)


def recurring_of(blocks: Sequence[Block], found: Sequence[Bar]) -> Recurring:
    """What recurs beside the bars of a text; nothing where there is but one."""
    if len(found) < 2:
        return NOTHING
    edges = [0, *(bar.end for bar in found)]
    limits = [*(bar.start for bar in found), len(blocks)]
    parts = [blocks[start:limit] for start, limit in zip(edges, limits, strict=True)]
    most = max(2, (len(found) + 1) // 2)
    again = copies(parts)
    told = [part for number, part in enumerate(parts) if number not in again]
    # Behind the last post stands the page's foot, so the foot of that post may be anywhere in the part.
    ends = [part[:400] if part is parts[-1] else part[-REACH:] for part in told]
    over = Counter(one for part in ends for one in {shape(block) for block in part})
    above = frozenset(one for one, count in over.items() if one and count >= (most if STOP.search(one) else 2))
    card = card_of(told[1:], most)
    posts = [part[: foot_of(part, above, card)] for part in parts[1:]]
    first = [part[: foot_of(part, above, card)] for part in told[1:]]
    under = Counter(one for part in first for one in {shape(block) for block in part[:REACH]})
    # The subject may be said over each post; a title that only some posts have is their author's.
    all_of_them = max(2, len(first))
    below = frozenset(
        one for one, count in under.items() if one and count >= (all_of_them if SAID.search(one) or STOP.search(one) else most)
    )
    slots = frozenset(far for far in range(1, 20) if all(may_name(part, -far) for part in parts[:-1]))
    return Recurring(above, below, slots, name_under(posts, below), name_over(parts[:-1]))


SENTENCE = re.compile("[。；]")
COPY = 200  # characters of sentences that two posts have in common when one copies the other; the foot of a post says less


def copies(parts: Sequence[Sequence[Block]]) -> set[int]:
    """The numbers of the parts that say again what an earlier one says; sentences that most parts have are the forum's."""
    said = [{"".join(b.text.split()) for b in part if isinstance(b, Line) and SENTENCE.search(b.text)} for part in parts]
    counts = Counter(one for sentences in said for one in sentences)
    known: set[str] = set()
    again: set[int] = set()
    for number, sentences in enumerate(said):
        own = {one for one in sentences if counts[one] < 4 or 2 * counts[one] <= len(parts)}
        if sum(map(len, own & known)) >= COPY:
            again.add(number)
        known |= own
    return again


def card_of(parts: Sequence[Sequence[Block]], most: int) -> int:
    """How many lines under the bars are cards: the same shape at the same distance, but for one name or picture at a time."""
    card = far = 0
    while far <= card + 1 and far < 20:
        shapes = Counter(shape(part[far]) for part in parts if far < len(part))
        common, count = shapes.most_common(1)[0] if shapes else ("", 0)
        if common and count >= most:
            card = far + 1
        elif not all(far < len(part) and (may_name(part, far) or isinstance(part[far], Picture)) for part in parts):
            break
        far += 1
    return card


def foot_of(part: Sequence[Block], above: frozenset[str], card: int = 0) -> int:
    """Where the first run of lines begins that recur at the foot of posts, or its length; behind the card, one line is text."""
    last = max(
        (n for n, b in enumerate(part) if isinstance(b, Line) and re.search("[。！？]", b.text) and shape(b) not in above), default=0
    )
    return next((n for n in range(max(last, card) + 1, len(part)) if shape(part[n]) in above), len(part))


def may_name(part: Sequence[Block], place: int) -> bool:
    """Whether a name can stand at a place of a part."""
    if not -len(part) <= place < len(part):
        return False
    block = part[place]
    return isinstance(block, Line) and is_name(block)


def name_over(parts: Sequence[Sequence[Block]]) -> int:
    """How far over the bars the names stand: on top of the cards, where the bars have different words at the same distance."""
    found = 0
    for far in range(1, 20):
        lines = [part[-far] for part in parts if far <= len(part) and isinstance(part[-far], Line)]
        if len(lines) < len(parts) or any(bars.BUTTON.fullmatch(line.text) for line in lines if isinstance(line, Line)):
            break
        if len({shape(line) for line in lines}) == 1 or any(is_card(line, frozenset()) or is_head(line) for line in lines):
            continue
        if not all(may_name(part, -far) for part in parts):
            break
        found = far
    return found


def name_under(parts: Sequence[Sequence[Block]], below: frozenset[str]) -> int:
    """How far under the bars the names stand: where a card follows in all posts."""
    for far in range(3):
        if all(may_name(part, far) and len(part) > far + 1 and is_card(part[far + 1], below) for part in parts) and not all(
            is_card(part[far], below) for part in parts
        ):
            return far
    return -1


def is_card(block: Block, common: frozenset[str]) -> bool:
    """Whether a line beside a bar is the forum's: it recurs there, or it is one of a card's or of the buttons' words."""
    if not isinstance(block, Line):
        return False
    return shape(block) in common or bool(bars.CARD.fullmatch(block.text)) or is_foot(block)


def is_foot(line: Line, *, notes: bool = True) -> bool:
    """Whether a line is one of the buttons or notes that forums set under a post; a report's last line may look like a note."""
    return bool(bars.BUTTON.fullmatch(line.text) or (notes and bars.NOTE.fullmatch(line.text)))


def is_head(block: Block) -> bool:
    """Whether a line is one of the page's head: its menus, or a label in brackets."""
    return isinstance(block, Line) and (block.text[0] in "[【" or bars.HEAD.fullmatch(block.text) is not None)


def end_over(blocks: Sequence[Block], start: int, limit: int, common: Recurring) -> int:
    """Where the text ends that stands over a bar at `limit`: read upwards over the card, the name in it, and the foot."""
    end = limit
    while end > start:
        far = limit - end + 1
        known = is_poster(blocks[end - 1], common) and (far > 1 or under_floor(blocks, start, end - 1))
        if known or is_card(blocks[end - 1], common.over) or (far in common.slots and over_name(blocks, start, end - 1, common)):
            end -= 1
            continue
        break
    return end


def is_poster(block: Block, common: Recurring) -> bool:
    """Whether a line is the name of somebody who posts on the page, the word of his state before it."""
    return isinstance(block, Line) and re.sub(r"^(?:离线|在线)(?=\S)", "", block.text) in common.names


def under_floor(blocks: Sequence[Block], start: int, place: int) -> bool:
    """Whether the number of a floor (#1) stands over a line, as over the name of the post that begins there."""
    above = blocks[place - 1] if place > start else None
    return isinstance(above, Line) and re.fullmatch(bars.NUMBER, above.text) is not None


def over_name(blocks: Sequence[Block], start: int, place: int, common: Recurring) -> bool:
    """Whether the line at a place is the name of the next post's author: it can be one, and it stands free of the text over it."""
    line = blocks[place]
    if not isinstance(line, Line) or not is_name(line):
        return False
    above = blocks[place - 1] if place > start else None
    if above is None or is_card(above, common.over):
        return True
    return line.gap > 0 or line.element.startswith("h") or (isinstance(above, Line) and (above.indent, 0) >= (line.indent, 0))


def begin_under(blocks: Sequence[Block], start: int, limit: int, common: Recurring) -> tuple[int, str]:
    """Where the text begins that stands under a bar, and the author's name where his card stands there."""
    begin, name = start, ""
    said: set[str] = set()  # a subject that the forum says once may be said again by the author, as his title
    while begin < limit:
        block = blocks[begin]
        if begin - start == common.first and isinstance(block, Line):
            name = block.text
        elif isinstance(block, Picture) and begin + 1 < limit and shape(blocks[begin + 1]) in common.under - said:
            pass  # an icon beside the subject
        elif name and isinstance(block, Line) and bars.CARD.fullmatch(block.text) and not re.fullmatch(r"[\d.,\s]+", block.text):
            pass  # the rest of his card; a figure may be the year of a title
        elif not (isinstance(block, Line) and (bars.REST.fullmatch(block.text) or shape(block) in common.under - said)):
            break
        said.add(shape(block))
        begin += 1
    begin = behind_subject(blocks, begin, limit)
    # A post of the forum's words alone is a post of such words.
    return (begin, name) if begin < limit else (start, name)


def behind_subject(blocks: Sequence[Block], begin: int, limit: int) -> int:
    """Behind a subject that its label names (标题: …, on one line or two), where the text goes on."""
    for number in range(begin, min(begin + 2, limit - 1)):
        block = blocks[number]
        if isinstance(block, Line) and (found := re.match(r"(?:标题|標題|主题|主題)\s*[:：]\s*", block.text)):
            return number + (1 if found.end() < len(block.text) or limit - number < 3 else 2)
    return begin


def end_of_last(blocks: Sequence[Block], start: int, limit: int, common: Recurring) -> int:
    """Where the last post ends: at the first line of a foot behind which no sentence stands."""
    return start + foot_of(blocks[start:limit], common.over)
