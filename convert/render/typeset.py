"""Chinese line setting for WeasyPrint: where lines may break, and where every character of a line stands.

WeasyPrint 70 stretches only spaces, knows no squeezing of marks and no gap between Han and Latin.  `install` replaces four of its
functions, the splitting of text into lines, the break between two boxes, the alignment of a line and its justification, and wraps two.  They follow
CLREQ (W3C, Requirements for Chinese Text Layout) and GB/T 15834-2011, 5.1: marks keep away from the wrong edge of a line, adjacent
marks share their blank halves, marks give up theirs at the edges of a line, Han and Latin stand a quarter em apart, a number stays with
its unit, and what is left of the line is spread evenly.  No character is added to the text for any of this.

Lengths are CSS pixels.  SetupError when the WeasyPrint at hand is not of the series that this is made for.
"""

from __future__ import annotations

import inspect
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango, unicode_to_char_p

from convert.errors import SetupError
from convert.render import breaks
from convert.render.breaks import BLANK_LEFT, BLANK_RIGHT

SERIES = "70."
UNITS = 1024  # Pango units in a pixel
GAP = 0.25  # em between Han and Latin (CLREQ: a quarter, shrinking to an eighth)
HALF = 0.5  # em that a full-width mark may give up
SPARE = 0.06  # em of white that a squeezed mark keeps
LOOSEST = 1.0  # em between characters; a line that would need more stays ragged
HAIR = 0.002  # pixels
HAN = "国"  # marks take their form, and —— its ligature, from the script of what stands beside them
KNOWN = 20000  # shaped words that are remembered for each face and size
WORTH = 0.5  # em of white at the line's end from which on squeezing one more character in is tried
LOOSEST_SHARE = 1 / 7  # of the line that may be white before a long quantity is divided (152.3亿/元)
LOOSE = 2.0  # em of white in a line from which on the line before it may give it a word or two
AHEAD = 6  # places at which that line may end instead

_split = line_break.split_first_line
_can_break = line_break.can_break_text
_align = inline.text_align
_justify = inline.justify_line
_next_line = inline.get_next_linebox
_split_box = inline.split_text_box
SIGNATURES = {
    _split: "(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False)",
    _can_break: "(text, lang)",
    _align: "(context, line, available_width, last)",
    _justify: "(context, line, extra_width)",
    _next_line: "(context, linebox, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes, "
    "first_letter_style, first_line_style)",
    _split_box: "(context, box, available_width, skip, is_line_start=True)",
}


def install() -> None:
    """Replace WeasyPrint's functions, once a process.  SetupError when they are not the ones this module knows."""
    if inline.text_align is align:
        return
    known = all(str(inspect.signature(function)) == signature for function, signature in SIGNATURES.items())
    if not weasyprint.__version__.startswith(SERIES) or not known:
        raise SetupError(f"WeasyPrint {weasyprint.__version__} sets lines in a way that is not known here; install weasyprint=={SERIES}*")
    inline.split_first_line = preferred.split_first_line = split
    inline.can_break_text = can_break
    inline.text_align = align
    inline.justify_line = justify
    inline.get_next_linebox = next_line
    inline.split_text_box = split_box


def uninstall() -> None:
    """Put WeasyPrint's own functions back, to compare."""
    inline.split_first_line = preferred.split_first_line = _split
    inline.can_break_text = _can_break
    inline.text_align = _align
    inline.justify_line = _justify
    inline.get_next_linebox = _next_line
    inline.split_text_box = _split_box


# --- a line with a place for every character --------------------------------------------------------------------------------------


class Line(line_break.Layout):  # type: ignore[misc]
    """A line of text in which `after[i]` pixels are added to the advance of character i, and `lead` to where the first one stands."""

    def __init__(self, text: str, after: Sequence[float], lead: float = 0.0) -> None:
        self.text = text
        self.after = tuple(after)
        self.lead = lead
        self.first_line_direction = 0
        self.max_width = None
        self.justification_spacing = 0

    def set_text(self, text: str, justify: bool = False) -> None:
        """The text as it is, without the spacing that Pango would add."""
        self.text = text
        pango.pango_layout_set_text(self.layout, unicode_to_char_p(text)[0], -1)

    def get_first_line(self) -> tuple[Any, None]:
        """Pango's line, each glyph as wide as its character shall be."""
        line = pango.pango_layout_get_line_readonly(self.layout, 0)
        self.first_line_direction = line.resolved_dir
        place(line, self)
        return line, None

    def deactivate(self) -> None:
        """Let go of Pango's objects; a line that was never drawn has none."""
        if hasattr(self, "layout"):
            super().deactivate()

    def spread(self, more: Sequence[float]) -> Line:
        """The same line with more room after each character."""
        return Line(self.text, [a + b for a, b in zip(self.after, more, strict=True)], self.lead)


def place(line: Any, setting: Line) -> None:
    """Write the advances of a line's characters into its glyphs.

    WeasyPrint cuts the difference to a font's own advance down to thousandths of an em; so that the rests do not add up to a ragged
    edge, each is carried over to the next glyph.
    """
    size = setting.style["font_size"]
    thousandths = 1000 / (UNITS * size)
    rest = 0.0
    lead = setting.lead * 1000 / size
    done = 0
    for info, index in glyphs(line, setting.text):
        more, done = sum(setting.after[done : index + 1]), index + 1  # —— may be one glyph
        if info.glyph == pango.PANGO_GLYPH_EMPTY:
            continue
        own = info.geometry.width * thousandths
        rounded = round(own)
        if lead:
            info.geometry.x_offset = round(lead * size)
        wanted = rounded - own - more * 1000 / size - lead + rest
        lead = 0.0
        kerning = round(wanted)
        rest = wanted - kerning
        nudge = 0.3 if kerning > 0 else -0.3 if kerning < 0 else 0.0  # cut towards nothing, 5.3 is 5
        info.geometry.width = round((rounded - kerning - nudge) / thousandths)


def glyphs(line: Any, text: str) -> Iterator[tuple[Any, int]]:
    """Each glyph with the index of the last character of its cluster, left to right."""
    ends = character_ends(text)
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        count, clusters, infos = string.num_glyphs, string.log_clusters, string.glyphs
        for number in range(count):
            end = clusters[number + 1] if number + 1 < count else item.length
            yield infos[number], ends[item.offset + end]
        run = run.next


@lru_cache(maxsize=64)
def character_ends(text: str) -> dict[int, int]:
    """Index of the character that ends at each byte of the text's UTF-8."""
    ends, place_ = {0: 0}, 0
    for index, char in enumerate(text):
        place_ += 1 if char < "\x80" else 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
        ends[place_] = index
    return ends


class Widths(dict[str, list[float]]):
    """Advances of words and characters in one face and size, shaped when they are first asked for: a report has few different ones."""

    def __init__(self, style: Any) -> None:
        self.style = style

    def __missing__(self, part: str) -> list[float]:
        if len(self) > KNOWN:
            self.clear()
        widths = shaped(f"{HAN}{part}{HAN}", self.style)[1:-1] if breaks.is_cjk(part[0]) else shaped(part, self.style)
        self[part] = widths
        return widths


class Rooms(dict[tuple[str, str], tuple[float, float]]):
    """Room and tracking between two neighbours in one face and size; after the last character of a text, "", there is no room."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self.tracking = 0.0 if style["letter_spacing"] == "normal" else float(style["letter_spacing"])

    def __missing__(self, neighbours: tuple[str, str]) -> tuple[float, float]:
        if len(self) > KNOWN:
            self.clear()
        left, right = neighbours
        track = self.style["word_spacing"] if left == " " else self.tracking if breaks.stretches(left, right) else 0.0
        self[neighbours] = pair(left, right, self.style) if right else 0.0, track
        return self[neighbours]


_measures: dict[tuple[Any, ...], tuple[Widths, Rooms]] = {}


def measures(style: Any) -> tuple[Widths, Rooms]:
    """What is known of the face and size of a style."""
    names = ("font_size", "font_weight", "font_style", "lang", "letter_spacing", "word_spacing")
    key = (tuple(style["font_family"]), *(style[name] for name in names))
    if key not in _measures:
        _measures[key] = Widths(style), Rooms(style)
    return _measures[key]


def shaped(text: str, style: Any) -> list[float]:
    """What each character of a text is wide, shaped by Pango; the advance of a ligature is that of its last character."""
    layout = line_break.Layout(style)
    pango.pango_layout_set_text(layout.layout, unicode_to_char_p(text)[0], -1)
    widths = [0.0] * len(text)
    for info, index in glyphs(pango.pango_layout_get_line_readonly(layout.layout, 0), text):
        widths[index] += info.geometry.width / UNITS
    return widths


_blanks: dict[tuple[Any, ...], tuple[float, float]] = {}


def blanks(char: str, style: Any) -> tuple[float, float]:
    """White to the left and to the right of a mark's ink, in em, in the face that draws it."""
    key = (char, tuple(style["font_family"]), style["font_weight"], style["lang"])
    if key not in _blanks:
        layout = line_break.Layout(style)
        pango.pango_layout_set_text(layout.layout, unicode_to_char_p(char)[0], -1)
        ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(pango.pango_layout_get_line_readonly(layout.layout, 0), ink, logical)
        em = style["font_size"] * UNITS
        _blanks[key] = ink.x / em, (logical.width - ink.x - ink.width) / em
    return _blanks[key]


def trim(char: str, style: Any, marks: frozenset[str], side: int) -> float:
    """How many pixels a mark can give up on the left (side 0) or right (1): half an em, or what white it has there."""
    if char not in marks:
        return 0.0
    return max(0.0, min(HALF, blanks(char, style)[side] - SPARE)) * float(style["font_size"])


def pair(left: str, right: str, style: Any) -> float:
    """Room between two neighbours beyond their own: negative between marks, a quarter em between Han and Latin."""
    if right in breaks.MARKS and left in BLANK_RIGHT:
        return -trim(left, style, BLANK_RIGHT, 1)
    if left in BLANK_LEFT and right in BLANK_LEFT:
        return -trim(right, style, BLANK_LEFT, 0)
    if breaks.wants_gap(left, right):
        return GAP * float(style["font_size"])
    return 0.0


# --- breaking ----------------------------------------------------------------------------------------------------------------------


def next_line(context: Any, linebox: Any, *arguments: Any) -> Any:
    """As WeasyPrint's get_next_linebox; remembers the line that is being filled, and how wide lines are."""
    context.kanben_line, context.kanben_width = linebox, arguments[3].width
    return _next_line(context, linebox, *arguments)


def split_box(context: Any, box: Any, available_width: float, skip: int, is_line_start: bool = True) -> Any:
    """As WeasyPrint's split_text_box, which takes all that stands in the first inline box of a line for the line's beginning, and would tear
    a word there that does not fit."""
    line = getattr(context, "kanben_line", None)
    begins = line is None or box.position_x <= line.position_x + line.text_indent + HAIR
    return _split_box(context, box, available_width, skip, is_line_start=is_line_start and begins)


def split(  # noqa: PLR0913  (WeasyPrint's own signature)
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """As much of a text as fits into a width: (layout, length, resume_at, width, height, baseline), as WeasyPrint's own function.

    A single Latin word, or text with preserved white space, is left to WeasyPrint, as is a line into which not even one word fits.
    """
    collapses = style["white_space"] in ("normal", "nowrap")
    if not collapses or style["direction"] != "ltr" or not breaks.is_ours(text):
        return _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    # WeasyPrint widens the room a little at each level of nesting; a line as wide as that would not fit one level up.
    room = float("inf") if max_width is None or style["white_space"] == "nowrap" else max_width - HAIR
    window = 12 + int(1.3 * room / style["font_size"]) if room < 2**21 else len(text)
    while True:
        chunk = Chunk.of(text[:window], style, is_line_start)
        end = chunk.fit(room, whole=window >= len(text))
        if end is not None:
            return set_line(text, style, chunk, eased(text, chunk, end, room, context), room)
        if window >= len(text):
            return _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        window *= 4


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of text, measured.

    `sums[i]` is the width of the first i characters with their tracking and the room between neighbours; `pairs[i]` the room after
    character i; `lead` what the first character gives up at the line's start.
    """

    text: str
    style: Any
    pairs: list[float]
    tracks: list[float]
    sums: list[float]
    lead: float
    starts: bool

    @classmethod
    def of(cls, text: str, style: Any, starts: bool) -> Chunk:
        """Measure a text."""
        known, between = measures(style)
        widths = chain.from_iterable(known[part] for part in breaks.SHAPED.findall(text))
        if breaks.INVISIBLE.isdisjoint(text):
            rooms = [between[neighbours] for neighbours in zip(text, [*text[1:], ""], strict=True)]
        else:
            rooms = [(0.0, 0.0)] * len(text)
            for index, following in breaks.visible_neighbours(text):
                rooms[index] = between[text[index], text[following] if following < len(text) else ""]
        pairs, tracks = [room for room, _ in rooms], [track for _, track in rooms]
        lead = trim(text[0], style, BLANK_LEFT, 0) if starts else 0.0
        sums = list(accumulate(map(sum, zip(widths, pairs, tracks, strict=True)), initial=-lead))
        return cls(text, style, pairs, tracks, sums, lead, starts)

    def last(self, end: int) -> int:
        """Index of the last character before `end` that is drawn."""
        index = end - 1
        while index > 0 and self.text[index] in breaks.UNSEEN:
            index -= 1
        return index

    def width(self, end: int, trimmed: bool = True) -> float:
        """Width of a line that ends before `end`: without blanks, without the room after its last mark."""
        index = self.last(end)
        spare = trim(self.text[index], self.style, BLANK_RIGHT, 1) if trimmed else 0.0
        return self.sums[index + 1] - self.pairs[index] - self.tracks[index] - spare

    def fit(self, room: float, whole: bool) -> int | None:
        """Where the line ends; None when no break is known within the room (or, of a text cut short, within the text)."""
        ends = [*breaks.opportunities(self.text), *([len(self.text)] if whole else [])]
        if not ends:
            return None
        # The sums hold the room after the last character, which may be negative: what is an em shorter than the room fits for certain.
        certain = room - self.style["font_size"]
        number = max(0, bisect_right(ends, certain, key=lambda end: self.sums[end]) - 1)
        best = None
        for end in ends[number:]:
            if self.width(end) > room:
                return self.filled(best, end, room) if best is not None else self.first(end)
            best = end
        return best if whole else None

    def first(self, end: int) -> int | None:
        """The first word although it does not fit: the caller breaks before it, unless it begins a line."""
        return None if self.starts else end

    def filled(self, best: int, following: int, room: float) -> int:
        """The best break, or the next one if it can be squeezed in, or a place in a long quantity where the line would be loose else."""
        end = self.squeezed_in(best, following, room)
        if end == best and self.style["text_align_all"] == "justify" and room - self.width(best) > LOOSEST_SHARE * room:
            inside = (cut for cut in breaks.divisions(self.text) if best < cut < following and self.width(cut) <= room)
            return max(inside, default=best)
        return end

    def white(self, begin: int, room: float) -> float:
        """What is left of a line that begins at an index; nothing where the text ends before the line does."""
        start = self.sums[begin]
        best = begin
        for end in breaks.opportunities(self.text):
            if end > begin:
                if self.width(end) - start > room:
                    return room + start - self.width(self.filled(best, end, room + start)) if best > begin else 0.0
                best = end
        return 0.0

    def squeezed_in(self, best: int, following: int, room: float) -> int:
        """The next break after the best one, when the marks and gaps before it can give up what it lacks; else the best."""
        size = self.style["font_size"]
        if room - self.width(best) < WORTH * size:
            return best
        return following if self.width(following) - room <= sum(self.slack(following)) else best

    def slack(self, end: int) -> list[float]:
        """What the room after each character may give up: half of a mark's blank half, half of a gap."""
        size = self.style["font_size"]
        slack = [0.0] * end
        for index in range(self.last(end)):
            if self.pairs[index] > 0:
                slack[index] = self.pairs[index] / 2
            elif self.pairs[index] == 0 and self.text[index] in BLANK_RIGHT:
                slack[index] = min(trim(self.text[index], self.style, BLANK_RIGHT, 1), HALF / 2 * size)
        return slack


def eased(text: str, chunk: Chunk, end: int, room: float, context: Any) -> int:
    """Where a line ends, when a look at the next one is taken: if a number that goes over whole would leave that one loose, this line gives
    it what makes both about equally full."""
    full, size = getattr(context, "kanben_width", 0.0), chunk.style["font_size"]
    across = int(full / size)
    near = text[end + across - AHEAD : end + int(1.3 * across) + 2]
    if end >= len(text) or room > full or chunk.style["text_align_all"] != "justify" or not LATIN.search(near):
        return end
    ends = [place for place in breaks.opportunities(chunk.text) if place <= end and room - chunk.width(place) < full / 8][-AHEAD:]
    if not ends or ends[-1] != end:
        return end
    following = Chunk.of(text[ends[0] : ends[0] + int(1.3 * across) + AHEAD + 12], chunk.style, False)
    whites = {place: following.white(place - ends[0], full) for place in ends}
    if whites[end] < LOOSE * size:
        return end
    return min(reversed(ends), key=lambda place: max(room - chunk.width(place), whites[place]))


LATIN = re.compile("[0-9A-Za-z]")


def set_line(text: str, style: Any, chunk: Chunk, end: int, room: float) -> tuple[Any, int, int | None, float, float, float]:
    """A line that ends before `end`, in the form of WeasyPrint's split_first_line."""
    stop = chunk.last(end) + 1 if end < len(text) or text[end - 1] in breaks.INVISIBLE else end
    after = [one + other for one, other in zip(chunk.pairs[:stop], chunk.tracks[:stop], strict=True)]
    final = end == len(text) and chunk.width(end, trimmed=False) <= room
    width = chunk.width(end, trimmed=not final)
    after[-1] = 0.0 if final else -trim(text[stop - 1], style, BLANK_RIGHT, 1)
    if final and text[-1] == " ":
        width = chunk.sums[stop]
    if width > room:
        slack = chunk.slack(end)
        share = min(1.0, (width - room) / sum(slack)) if any(slack) else 1.0
        after = [one - other * share for one, other in zip(after, slack, strict=False)]
        width = room if share < 1 else width - sum(slack)  # a first word that is wider still shows the caller that it is
    shown = [index for index in range(stop) if text[index] not in breaks.INVISIBLE]
    line = Line("".join(text[index] for index in shown), [after[index] for index in shown], -chunk.lead)
    if room == float("inf"):
        width += 2 * HAIR  # a box as wide as its text holds its text
    resume = None if end == len(text) else len(text[:end].encode())
    size = style["font_size"]
    height, baseline = line_break.strut(style)
    # The text's box is the em box, centred in the line as the strut is: lines keep their pitch whatever faces they mix.
    return line, len(text[:stop].encode()), resume, width, size, baseline - (height - size) / 2


def can_break(text: str, lang: str) -> bool:
    """Whether a text has a place to break."""
    return any(True for _ in breaks.opportunities(text)) if breaks.is_ours(text) else bool(_can_break(text, lang))


# --- alignment ---------------------------------------------------------------------------------------------------------------------


def align(context: Any, line: Any, available_width: float, last: bool) -> Any:
    """The line's offset, as WeasyPrint's text_align, after the neighbours across boxes have found their room."""
    justified = line.style["text_align_all"] == "justify" and not last
    parts = list(texts(line))
    if any(isinstance(part, boxes.TextBox) and isinstance(part.pango_layout, Line) for part in parts):
        meet(line, parts)
        if justified:
            give_up_end(line, parts)
    return _align(context, line, available_width, last)


def texts(box: Any) -> Iterator[Any]:
    """The text boxes of a line in order, and whatever else takes room in it."""
    if isinstance(box, boxes.TextBox):
        if box.text:
            yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from texts(child)
    else:
        yield box


def meet(line: Any, parts: list[Any]) -> None:
    """Room between the last character of a box and the first of the next."""
    rooms = []
    for left, right in pairwise(parts):
        both = isinstance(left, boxes.TextBox) and isinstance(right, boxes.TextBox)
        style = right.style if both and right.text[0] in BLANK_LEFT else left.style
        room = pair(left.text[-1], right.text[0], style) if both else 0.0
        raised = both and left.style["font_size"] != right.style["font_size"]  # a note mark stands close
        rooms.append(0.0 if raised and room > 0 else room)
    if any(rooms):
        shift(line, parts, rooms, {})


def give_up_end(line: Any, parts: list[Any]) -> None:
    """The blank half of the mark that ends the line hangs out of it."""
    final = parts[-1]
    if not isinstance(final, boxes.TextBox) or not isinstance(final.pango_layout, Line):
        return
    layout = final.pango_layout
    spare = trim(final.text[-1], final.style, BLANK_RIGHT, 1)
    if spare and layout.after[-1] > -spare / 2:
        final.pango_layout = layout.spread([*[0.0] * (len(layout.after) - 1), -spare])
        shift(line, parts, [0.0] * (len(parts) - 1), {len(parts) - 1: -spare})


def justify(context: Any, line: Any, extra_width: float) -> None:
    """Spread what is left of a line over all places between characters that may take it."""
    parts = list(texts(line))
    if not any(isinstance(part, boxes.TextBox) and isinstance(part.pango_layout, Line) for part in parts):
        _justify(context, line, extra_width)
        return
    inside = {n: stretch(part) for n, part in enumerate(parts) if isinstance(part, boxes.TextBox) and isinstance(part.pango_layout, Line)}
    between = [may_stretch(left, right) for left, right in pairwise(parts)]
    places = sum(map(sum, inside.values())) + sum(between)
    if not places or extra_width / places > LOOSEST * line.style["font_size"]:
        return
    share = extra_width / places
    growth = {}
    for number, slots in inside.items():
        parts[number].pango_layout = parts[number].pango_layout.spread([share * slot for slot in slots])
        growth[number] = share * sum(slots)
    shift(line, parts, [share * slot for slot in between], growth)


def stretch(part: Any) -> list[bool]:
    """After which characters of a box the line may stretch; never after its last, which is a matter of two boxes."""
    text = part.text
    return [*(breaks.stretches(a, b) for a, b in pairwise(text)), False]


def may_stretch(left: Any, right: Any) -> bool:
    """Whether a line may stretch between two boxes."""
    if not isinstance(left, boxes.TextBox) or not isinstance(right, boxes.TextBox):
        return False
    return breaks.stretches(left.text[-1], right.text[0])


def shift(line: Any, parts: list[Any], rooms: Sequence[float], growth: dict[int, float]) -> None:
    """Widen text boxes by their growth and move all that follows, with the room between boxes; the boxes around them grow along."""
    moves, total = {}, 0.0
    for number, part in enumerate(parts):
        moves[id(part)] = (total, growth.get(number, 0.0))
        total += growth.get(number, 0.0) + (rooms[number] if number < len(rooms) else 0.0)
    move(line, moves, 0.0)


def move(box: Any, moves: dict[int, tuple[float, float]], carried: float) -> float:
    """Move a box and what is in it; returns how far what follows it moves."""
    if id(box) in moves and not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        distance, growth = moves[id(box)]
        if isinstance(box, boxes.TextBox):
            box.position_x += distance
            box.width += growth
        else:
            box.translate(distance, 0)
        return distance + growth
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return carried
    return move_inside(box, moves, carried)


def move_inside(box: Any, moves: dict[int, tuple[float, float]], carried: float) -> float:
    """Move an inline box with the first text in it, and let it end where its last text ends."""
    inside = [moves[id(part)][0] for part in texts(box) if id(part) in moves]
    start = inside[0] if inside else carried
    if not isinstance(box, boxes.LineBox):
        box.position_x += start
    end = start
    for child in box.children:
        if child.is_in_normal_flow():
            end = move(child, moves, end)
    box.width += end - start
    return end
