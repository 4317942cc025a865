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
from convert.style import ResolvedStyle, Role

# Where a title reads on naturally after a line end: after a date, a place, a body, a stop; before a session's number, a subject, a conjunction.
STOP = re.compile("(?<=[，；：》）])(?!的)")
SENSE = re.compile(
    "(?<=[日省市区县州盟旗乡镇])|(?<=政府)|(?<=大会)|(?<=会议)(?!上)|(?<=会议上)|(?<=情况)|(?=关于)|(?=第[一二三四五六七八九十0-9])"
    "|(?=[在和与及暨《]|以及)|(?=(?:政府)?工作报告)"
)
# What official titles never divide, though a place to break may stand in it.
WORD = re.compile(
    "第[一二三四五六七八九十百0-9]+(?:届|次|个五年)|[省市区县州乡镇院察]长|主任|主席|书记|人民代表大会|人民政府|常务委员会|委员会"
    "|自治[区州县]|[地市社]区|城[市区镇]|乡镇|国民经济|社会发展|社会主义|现代化|(?:政府)?工作报告|执行情况|发展和改革|发展|计划|规划|纲要|草案|预算|财政|会议|情况|报告|代表|决定|意见|建设|总体|全面|和谐|和平|参与|存在|现在|以及|及时|普及"
    "|安全生产|安全|生产|工作|服务|管理|改革|开放|经济|社会|文化|教育|卫生|健康|环境|生态|交通|农村|农业|乡村|振兴|产业|企业|项目|投资|科技|创新"
    "|质量|民生|保障|实施|推进|开展|加强|关于|办法|方案|通知|讲话|总结"
)
COSTS = {
    "stop": 0.0,
    "sense": 0.01,
    "other": 0.2,
    "word": 0.6,
}  # of a line end, beside that of uneven lines (squares of shares of the room)
LINE_COST = 0.03  # of one line more
MOST_LINES = 12  # a text of more is no title and is left to flow
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
        self.insert([br])

    def insert(self, made: list[etree._Element]) -> None:
        """Put elements behind the stretch."""
        into = self.node.getparent() if self.tail else self.node
        assert into is not None
        at = into.index(self.node) + 1 if self.tail else 0
        into[at:at] = made


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
        if role is not None and (role.align == "center" or headed(name, role)) and not len(node.findall(f"{{{XHTML}}}br")):
            balance(node, style.page.text_width / role.size - role.indent)
        if node.get("data-label"):
            room = style.page.text_width / style.roles["running-head"].size
            node.set("data-head", shortened(node.get("data-label", ""), room))
        if etree.QName(node).localname in TEXT_BLOCKS and not holds_blocks(node):
            hold_last(node)
        if name == "noteref" or etree.QName(node).localname == NOTE:
            hold_call(node)


def headed(name: str, role: Role) -> bool:
    """Whether a role is of headings whose lines are not filled; they end where the text reads on, as centred ones do."""
    return name.startswith("heading-") and role.align == "left"


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


def balance(node: etree._Element, room: float) -> None:
    """Break a centred title or heading that is wider than the room, in em, into lines of about one width, at places that read on naturally."""
    parts = [(slot, index, char) for slot in slots(node) for index, char in enumerate(slot.text)]
    for end in reversed(ends_of("".join(char for _, _, char in parts), room)):
        slot, index, _ = parts[end]
        slot.cut(index)


def even(text: str, room: float) -> list[str]:
    """A text as the lines into which `balance` would break it."""
    return [text[start:end] for start, end in pairwise([0, *ends_of(text, room), len(text)])]


def shortened(text: str, room: float) -> str:
    """A text that fits on one line: what is left out of it is shown by an ellipsis, where it reads on naturally if such a place is near."""
    sums = list(accumulate(widths_of(text), initial=0.0))
    if sums[-1] <= room:
        return text
    fitting = {end: kind for end, kind in line_ends(text).items() if sums[end] + 1 <= room}
    natural = [end for end, kind in fitting.items() if kind in ("stop", "sense") and sums[end] > room / 2]
    return f"{text[: max(natural or fitting, default=0)]}…"


def ends_of(text: str, room: float) -> list[int]:
    """Where the lines of a centred text begin, but for the first; nothing when it fits into the room, or is no title at all.

    Lines of about one width that end where the text reads on; one line more where else a line would end within a name.
    """
    sums = list(accumulate(widths_of(text), initial=0.0))
    count = ceil(sums[-1] / room) if room > 0 else 1
    if not 2 <= count <= MOST_LINES:
        return []
    costs = {end: COSTS[kind] for end, kind in line_ends(text).items()}
    tries = [best_ends(sums, costs, count + more, room) for more in range(3)]
    return min(tries, key=lambda found: found[0])[1]


def line_ends(text: str) -> dict[int, str]:
    """Of each place where a line may end, what kind of place it is."""
    kinds = dict.fromkeys(breaks.opportunities(text), "other")
    inside = {index for word in WORD.finditer(text) for index in range(word.start() + 1, word.end())}
    for kind, places in (("sense", starts(SENSE, text)), ("word", inside), ("stop", starts(STOP, text))):
        kinds |= dict.fromkeys(places & kinds.keys(), kind)
    return kinds


def starts(pattern: re.Pattern[str], text: str) -> set[int]:
    """Where a pattern is found."""
    return {found.start() for found in pattern.finditer(text)}


def widths_of(text: str) -> list[float]:
    """The width of each character in em, about, with the room before it where Han and Latin meet."""
    widths = [1.0 if breaks.is_cjk(char) else LATIN_WIDTH for char in text]
    for seam in SEAM.finditer(text):
        widths[seam.start()] += GAP
    return widths


def best_ends(sums: list[float], costs: dict[int, float], count: int, room: float) -> tuple[float, list[int]]:
    """The least cost of `count` lines, none wider than the room, and where they begin but for the first; `sums[i]` is the width of the
    first i characters, `costs` what it costs to end a line at an index.  An infinite cost where there is no way."""
    ideal = sums[-1] / count
    best: dict[int, tuple[float, list[int]]] = {0: (LINE_COST * count, [])}
    for number in range(1, count + 1):
        reached: dict[int, tuple[float, list[int]]] = {}
        for end, cost in (costs if number < count else {len(sums) - 1: 0.0}).items():
            ways = [
                (spent + cost + ((sums[end] - sums[begin] - ideal) / room) ** 2, ends, begin)
                for begin, (spent, ends) in best.items()
                if begin < end and sums[end] - sums[begin] <= room
            ]
            if ways:
                spent, ends, begin = min(ways, key=lambda way: way[0])
                reached[end] = spent, [*ends, begin] if begin else ends
        best = reached
    return best.get(len(sums) - 1, (float("inf"), []))
