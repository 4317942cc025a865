"""Line ends that only a look at the whole paragraph can decide: even lines in what is centred, no last line of a single character.

What goes in are XHTML elements of the paper edition, which are changed in place: a `br` where a centred text is to break, and a word
joiner (U+2060, which is not drawn) before a paragraph's last character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from lxml import etree

from convert.render import breaks
from convert.render.markup import NOTE, XHTML
from convert.style import ResolvedStyle

# Where a title reads on naturally after a line end: after a date, a place, a body; before a session's number.
STOP = re.compile("(?<=[，；：])")
SENSE = re.compile(r"(?<=[日省市区县州盟旗乡镇])|(?<=政府)|(?<=大会)|(?<=关于)|(?=第)|(?=在)|(?=工作报告)|(?=政府工作报告)")
BONUS, STOP_BONUS = 0.12, 0.2  # of the text's width that a break at such a place, or after a stop, may be off the middle
TEXT_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div"})
LATIN_WIDTH = 0.55  # em, about, in any face
SEAM = re.compile("(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9fff])")
GAP = 0.25  # em that is left between Han and Latin


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of text in a tree: the text of an element, or what follows it."""

    node: etree._Element
    tail: bool

    @property
    def text(self) -> str:
        """The text."""
        return (self.node.tail if self.tail else self.node.text) or ""

    def write(self, text: str) -> None:
        """Change the text."""
        if self.tail:
            self.node.tail = text
        else:
            self.node.text = text

    def cut(self, index: int) -> None:
        """Break the line before a character."""
        text = self.text
        br = etree.Element(f"{{{XHTML}}}br")
        br.tail = text[index:]
        self.write(text[:index])
        if self.tail:
            parent = self.node.getparent()
            assert parent is not None
            parent.insert(parent.index(self.node) + 1, br)
        else:
            self.node.insert(0, br)


def slots(node: etree._Element) -> Iterator[Slot]:
    """All stretches of text inside an element, in order."""
    yield Slot(node, False)
    for child in node:
        yield from slots(child)
        yield Slot(child, True)


def settle(tree: etree._Element, style: ResolvedStyle) -> None:
    """Prepare every paragraph and heading of a tree."""
    for node in tree.iter(etree.Element):
        name = node.get("class", "")
        role = style.roles.get(name)
        if role is not None and (role.align == "center" or name.startswith("heading-")):
            balance(node, style.page.text_width / role.size - role.indent, by_sense=role.align == "center")
        if etree.QName(node).localname in TEXT_BLOCKS and not holds_blocks(node):
            hold_last(node)
        if name == "noteref" or etree.QName(node).localname == NOTE:
            hold_call(node)


def holds_blocks(node: etree._Element) -> bool:
    """Whether an element holds paragraphs rather than text."""
    runs_in = "run-in-line" in node.get("class", "").split()
    return not runs_in and any(etree.QName(child).localname in TEXT_BLOCKS for child in node)


def hold_last(node: etree._Element) -> None:
    """Keep the last character, with the marks after it, together with the one before it."""
    parts = list(slots(node))
    for slot in reversed(parts):
        text = slot.text.rstrip()
        index = len(text) - 1
        while index >= 0 and text[index] in breaks.MARKS:
            index -= 1
        if index >= 0:
            if index > 0 and breaks.HAN.match(text[index]) and breaks.HAN.match(text[index - 1]):
                slot.write(f"{slot.text[:index]}{breaks.WORD_JOINER}{slot.text[index:]}")
            return


def hold_call(node: etree._Element) -> None:
    """Keep the mark of a note on the line of what it follows."""
    slot = before(node)
    if slot is not None and breaks.is_cjk(slot.text[-1]):
        slot.write(slot.text + breaks.WORD_JOINER)


def before(node: etree._Element) -> Slot | None:
    """The text that ends where an element begins."""
    sibling, parent = node.getprevious(), node.getparent()
    if sibling is not None:
        return next((slot for slot in reversed([*slots(sibling), Slot(sibling, True)]) if slot.text), None)
    if parent is None or etree.QName(parent).localname in TEXT_BLOCKS:
        return Slot(parent, False) if parent is not None and parent.text else None
    return Slot(parent, False) if parent.text else before(parent)


def balance(node: etree._Element, room: float, *, by_sense: bool = False) -> None:
    """Break a title or heading that is wider than the room, in em, into lines of about one width, at places that read on naturally."""
    parts = [(slot, index, char) for slot in slots(node) for index, char in enumerate(slot.text)]
    for end in reversed(ends_of("".join(char for _, _, char in parts), room, by_sense=by_sense)):
        slot, index, _ = parts[end]
        slot.cut(index)


def even(text: str, room: float, *, by_sense: bool = False) -> list[str]:
    """A text as the lines into which `balance` would break it."""
    return [text[start:end] for start, end in pairwise([0, *ends_of(text, room, by_sense=by_sense), len(text)])]


def ends_of(text: str, room: float, *, by_sense: bool = False) -> list[int]:
    """Where the lines of a centred text begin, but for the first; nothing when it fits into the room.  `by_sense` takes one line more where
    else one would end in the middle of a name."""
    sums = list(accumulate(widths_of(text), initial=0.0))
    count = ceil(sums[-1] / room) if room > 0 else 1
    if count < 2:
        return []
    tries = [best_ends(text, sums, count + more, room) for more in range(3)]
    fitting = [ends for ends in tries if all(sums[end] - sums[start] <= room for start, end in pairwise([0, *ends, len(text)]))]
    natural = (ends for ends in fitting[:2] if by_sense and reads_on(text, ends))
    return next(natural, (fitting or tries)[0])


def widths_of(text: str) -> list[float]:
    """The width of each character in em, about, with the room before it where Han and Latin meet."""
    widths = [1.0 if breaks.is_cjk(char) else LATIN_WIDTH for char in text]
    for seam in SEAM.finditer(text):
        widths[seam.start()] += GAP
    return widths


def reads_on(text: str, ends: list[int]) -> bool:
    """Whether all lines end where the text reads on naturally."""
    return {found.start() for pattern in (SENSE, STOP) for found in pattern.finditer(text)}.issuperset(ends)


def best_ends(text: str, sums: list[float], count: int, room: float) -> list[int]:
    """Where `count` lines of about one width begin, but for the first, none wider than the room if that can be; `sums[i]` is the width of
    the first i characters."""
    bonus = {found.start(): BONUS for found in SENSE.finditer(text)} | {found.start(): STOP_BONUS for found in STOP.finditer(text)}
    chosen: list[int] = []
    for number in range(1, count):
        goal = sums[-1] * number / count
        begin = chosen[-1] if chosen else 0
        possible = [end for end in breaks.opportunities(text) if end > begin]
        if not possible:
            break
        fitting = [end for end in possible if sums[end] - sums[begin] <= room and sums[-1] - sums[end] <= room * (count - number)]
        possible = fitting or possible
        off = {end: abs(sums[end] - goal) - sums[-1] * bonus.get(end, 0.0) for end in possible}
        chosen.append(min(possible, key=lambda end: off[end]))
    return chosen
