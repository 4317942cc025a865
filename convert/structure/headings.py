"""Headings of every kind, and their levels: 一、 （一） 1. （1） ①, 第一部分, and lines without a number; on a line of their own or run in.

    （一）经济运行持续向好。全年…  ->  a section of its level with that sentence as its title, run in

What each line looks like by itself gives the costs of its readings; `search` chooses the reading of the whole zone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from convert.source import Line
from convert.structure.draft import Draft, Part, Zone
from convert.structure.evidence import CLAUSE, FRAME, HALF, OWN, PHRASED, SET_OFF, Evidence, evidence, is_slogan, known_name, stands_alone
from convert.structure.numbers import RANK, SAMPLE, Number, bare_number, number_of, ordinal
from convert.structure.search import Candidate, Choice, search
from convert.structure.sentences import ENUMERATED, LEAD_IN, SENTENCE, TELLS, figures, finished, first_sentence, han
from convert.structure.siblings import clusters

NUMBERED = 90  # characters: unless it is numbered and has no stop
COLON = 26  # characters: with a colon at its end, 工业经济：
TOPIC = 16  # characters: （一）工业经济： before one sentence that tells facts
WIDE_GAP = re.compile(r"[^。；，]{4,30}?(?=[\u3000\u2003]{2}|[ \u00a0]{4})")
# What a line announces whose list follows, not its sections: 主要目标是：, 办好以下十件实事：; below 做了以下工作： come sections as often.
ANNOUNCED = re.compile(r"(?:实事|目标|指标)(?:如下|是|为|有|主要是|主要有|包括)?[：:]$")
SHORT = 20  # Han characters: a title with a stop, above its paragraph
ITEM = 80  # characters: an item under a line that ends in a colon
RUN_IN = 85  # characters: nor is a run-in one, its number and stop included

NOT_A_TITLE = re.compile(r"^(?:各位|同志们|谢谢|以上|此致|敬礼|特此|注[：:]|（.*）$|\(.*\)$|[\d\s.,%-]+$|[—\-●•·◆■★])|[：:；;，,、]$")
STOPS = frozenset("。！？!?：:；;")  # 主办单位：省教育厅 names and tells, it heads nothing
ADDRESS = re.compile(r"^(?:各位代表|同志们|各位)")


@dataclass(slots=True)
class Shape:
    """A line seen as a heading: the part, its number if it has one, where its run-in title would end; the evidence for a line without.
    `told` where the title reports figures and does not open as its siblings do."""

    part: Part
    number: Number | None
    head: int
    plain: Evidence | None = None
    told: bool = False


def headings(draft: Draft) -> None:
    """Decide which lines of the body and of each annex are headings, and their levels."""
    for zone in draft.zones:
        if zone.kind != "glossary" and draft.report:
            read_zone(draft, zone)


def read_zone(draft: Draft, zone: Zone) -> None:
    """One zone: its candidates, the search, and the decisions."""
    number_paragraphs(zone)
    labels = labels_of(zone)
    shapes = {n: shape for n, part in enumerate(zone.parts) if (shape := shape_of(part, labels.get(n))) is not None}
    weigh(zone, shapes)
    tell(list(shapes.values()))
    listed = sentence_lists(zone, shapes)
    candidates = []
    previous = -1
    for n, shape in shapes.items():
        before = zone.parts[previous]
        content = previous < 0 or n - previous > 1 or 0 < before.head < len(before.text)
        candidates.append(candidate(shape, content, text_follows(zone, n, labels), n in listed))
        shape.part.head = shape.head  # provisional: what follows knows whether text came with it
        previous = n
    readings = search(candidates)
    for shape, choice, made in zip(shapes.values(), readings, candidates, strict=True):
        decide(draft, shape, choice, made)
    gaps(draft, [(shape, choice.value) for shape, choice in zip(shapes.values(), readings, strict=True)])


def number_paragraphs(zone: Zone) -> None:
    """Where every paragraph has its number, 1 2 3 through the whole text over headings without numbers, the numbers head nothing."""
    numbered = [(n, number) for n, part in enumerate(zone.parts) if part.kind == "para" and (number := number_of(part.text)) is not None]
    through = [number.value for _, number in numbered] == list(range(1, len(numbered) + 1))
    if len(numbered) < 6 or not through or any(number.family != "arabic" for _, number in numbered):
        return
    between = sum(1 for (a, _), (b, _) in pairwise(numbered) if any(may_be_title(part.text) for part in zone.parts[a + 1 : b]))
    if between < 2 or any(not finished(zone.parts[n].text) or len(zone.parts[n].text) < 2 * SHORT for n, _ in numbered):
        return
    for n, number in numbered:
        zone.parts[n].decide("item", "headings", "paragraphs are numbered through the whole text, over headings without numbers")
        zone.parts[n].label = number.length


def gaps(draft: Draft, shapes: list[tuple[Shape, int]]) -> None:
    """Report numbers of headings that are missing, doubled or begin late; the value is what the search took a number for."""
    last: list[tuple[str, int]] = []
    through: dict[tuple[str, int], int] = {}
    for shape, value in shapes:
        part, number = shape.part, shape.number
        if part.kind != "heading":
            continue
        before = last[part.level - 1] if part.level <= len(last) else ("", 0)
        family = number.family if number is not None else before[0] if value else ""
        if number is None and value:
            draft.find("numbering-gap", f"A heading without a number stands where {value} is due; it seems that its number is lost.", part)
        due = before[1] + 1 if before[0] == family else 1
        counted = through.get((family, part.level), 0) + 1  # chapters may count on from part to part
        through[family, part.level] = value
        if number is not None and number.value not in (due, counted):
            how = "its number is wrong" if value != number.value else "a heading is missing"
            draft.find("numbering-gap", f"The number {number.value} stands where {due} is due; it seems that {how}.", part)
        del last[part.level - 1 :]
        last += [("", 0)] * (part.level - 1 - len(last)) + [(family, value)]


def text_follows(zone: Zone, n: int, labels: dict[int, Number]) -> bool:
    """Whether finished text comes after a line: a paragraph, or the first of a list further in."""
    if n + 1 >= len(zone.parts) or not finished(zone.parts[n + 1].text):
        return False
    own, inner = labels.get(n), labels.get(n + 1)
    return inner is None or (own is not None and inner.value == 1 and RANK[inner.family] > RANK[own.family])


def labels_of(zone: Zone) -> dict[int, Number]:
    """The printed numbers at the beginnings of a zone's lines, by place.  Where headings count 1.1 a figure alone may be a label, and
    第一， where it stands above running text, twice at least."""
    numbers = {n: number for n, part in enumerate(zone.parts) if (number := number_of(part.text)) is not None}
    if any(number.family == "point" for number in numbers.values()):
        numbers |= {n: bare for n, part in enumerate(zone.parts) if n not in numbers and (bare := bare_number(part.text)) is not None}
    ordinals = {n: found for n, part in enumerate(zone.parts) if (found := ordinal(part.text)) is not None and heads_text(zone, n)}
    return numbers | (ordinals if len(ordinals) > 1 else {})


def shape_of(part: Part, number: Number | None) -> Shape | None:
    """The line as a candidate; None for what can only be text."""
    if not isinstance(part.block, Line) or part.kind != "para":
        return None
    if number is not None:
        return None if counts_on(part.text, number) else Shape(part, number, head_of(part, number))
    return Shape(part, None, len(part.text)) if may_be_title(part.text) else None


def counts_on(text: str, number: Number) -> bool:
    """Whether the numbers 1. 2. 3. go on inside the paragraph, which so is a list in itself."""
    following = rf"[。；;]\s*[（(]?{number.value + 1}[.．、）)](?!\d)"
    return RANK[number.family] >= RANK["arabic"] and number.value == 1 and re.search(following, text) is not None


def may_be_title(text: str) -> bool:
    """Whether a line without a number is short and unstopped enough for a title; one 。 at its end is looked at by `weigh`."""
    if SET_OFF.fullmatch(text) or PHRASED.fullmatch(text):
        return True
    if not (2 if known_name(text) else 3) <= len(text) <= OWN or ENUMERATED.match(text) or NOT_A_TITLE.search(text):
        return False
    end = first_sentence(text, marks=STOPS)
    whole = end == -1 or (end == len(text) and text.endswith("。")) or is_slogan(text)
    return whole and han(text) * 2 >= len(text)


def weigh(zone: Zone, shapes: dict[int, Shape]) -> None:
    """The evidence for lines without a number.  One that ends in 。 is a candidate only as one of three like it, each before text; one
    with a colon inside only as one of two couplets or three phrases; one set off by 【】 or ◎ only as one of two."""
    places = [n for n, shape in shapes.items() if shape.number is None]
    stopped = [n for n in places if zone.parts[n].text.endswith("。")]
    numbers = clusters(timeless(zone.parts[n].text) for n in stopped)
    sizes = Counter(numbers)
    names = named_in_turn(zone, stopped)
    for n, number in zip(stopped, numbers, strict=True):
        if sizes[number] < 3 and n not in names:
            del shapes[n]
    for n in [n for n in stopped if n in shapes]:
        after = zone.parts[n + 1].text if n + 1 < len(zone.parts) else ""
        if len(after) < len(zone.parts[n].text) or n + 1 in shapes:
            del shapes[n]
    texts = {n: zone.parts[n].text for n in places}
    for n in strays(zone, texts):
        del shapes[n]
    places = [n for n in places if n in shapes]
    kin = like_numbered(zone, shapes)
    for n, found in zip(places, evidence(zone, places), strict=True):
        if n in kin:
            found = replace(found, signs=(*found.signs, "like the headings with numbers"), weight=found.weight + 1.5, named=True)
        shapes[n].plain = found


def timeless(text: str) -> str:
    """A sentence without the adverbial of time it begins with: 过去一年，… is how any paragraph begins."""
    found = CLAUSE.match(text)
    return text[found.end() :] if found else text


def like_numbered(zone: Zone, shapes: dict[int, Shape]) -> set[int]:
    """The lines without a number that look like two numbered headings or more, on lines of their own: one whose number is lost."""
    titles = {
        n: zone.parts[n].text[shape.number.length if shape.number else 0 :]
        for n, shape in shapes.items()
        if shape.head == len(shape.part.text)
    }
    groups = dict(zip(titles, clusters(titles.values()), strict=True))
    numbered = Counter(groups[n] for n in titles if shapes[n].number is not None)
    plain = Counter(groups[n] for n in titles if shapes[n].number is None)
    return {n for n in titles if shapes[n].number is None and numbered[groups[n]] > 1 and plain[groups[n]] == 1}


def strays(zone: Zone, texts: dict[int, str]) -> set[int]:
    """Of the lines that prove nothing alone those without company: couplets and brackets need one like them, phrases two above running
    text, lines with an ornament one above running text."""
    couplets = {n for n, text in texts.items() if is_slogan(text)}
    phrases = {n for n, text in texts.items() if PHRASED.fullmatch(text)} - couplets
    brackets = {n for n, text in texts.items() if text[0] in "【〖" and SET_OFF.fullmatch(text)}
    ornaments = {n for n, text in texts.items() if SET_OFF.fullmatch(text)} - brackets
    names = Counter(re.split("[：:]", texts[n])[0] for n in phrases)
    own = {n for n in phrases if names[re.split("[：:]", texts[n])[0]] == 1}  # 主办单位：省教育厅 comes back: a field of a list
    above = {n for n in own | ornaments if heads_text(zone, n)}
    found: set[int] = set()
    for group, kept, least in (
        (couplets, couplets, 2),
        (phrases, own & above, 3),
        (brackets, brackets, 2),
        (ornaments, ornaments & above, 2),
    ):
        found |= group - kept if len(kept) >= least else group
    return found


def heads_text(zone: Zone, n: int) -> bool:
    """Whether a paragraph of running text, longer than the line, comes right after it."""
    after = zone.parts[n + 1].text if n + 1 < len(zone.parts) else ""
    return finished(after) and len(after) > len(zone.parts[n].text) and number_of(after) is None and not SET_OFF.match(after)


def tell(shapes: list[Shape]) -> None:
    """Whether run-in titles report figures.  以守护之力保平安，批捕416人。 and 以服务之为促发展，挽回损失68万元。 open as titles do, and alike:
    the figures behind the comma are no sign of a list then."""
    run_in = [shape for shape in shapes if shape.number is not None and 0 < shape.head < len(shape.part.text)]
    told = [shape for shape in run_in if figures(shape.part.text[: shape.head])]
    openings = [re.split("[，,]", shape.part.text[shape.number.length if shape.number else 0 : shape.head])[0] for shape in told]
    numbers = clusters(openings)
    sizes = Counter(numbers)
    for shape, opening, number in zip(told, openings, numbers, strict=True):
        shape.told = sizes[number] < 2 or figures(opening) or len(opening) < 4


def named_in_turn(zone: Zone, stopped: list[int]) -> set[int]:
    """Of the lines that end in 。 those that name a subject in a few characters, each before its paragraph, when there are three or more:
    综合实力稳步提升。 / …"""
    found = []
    for n in stopped:
        text = zone.parts[n].text
        if len(text) <= SHORT and "，" not in text and is_title(text) and not TELLS.search(text) and stands_alone(zone, n):
            found.append(n)
    places = set(found)
    beside = {n for n in found if not places.isdisjoint((n - 3, n - 2, n + 2, n + 3))}
    return beside if len(beside) >= 3 else set()


def head_of(part: Part, number: Number) -> int:
    """Where the title of a numbered line ends: all of a short line, else its bold beginning, its first sentence, or 0 for neither."""
    text = part.text
    end = first_sentence(text, number.length, limit=max(RUN_IN, len(text) if len(text) <= NUMBERED else 0))
    if end == -1:
        limit = COLON if text.endswith(("：", ":")) else NUMBERED
        if len(text) <= limit and not text.endswith(("；", ";", "，", ",")) and "；" not in text:
            return len(text)
        return gap_or_colon(text, number.length)
    bold = next((b for a, b in part.line.bold if a <= number.length and b > number.length + 1), 0)
    if 0 < bold < end and text[bold - 1] not in "，,、":
        return bold
    gap = WIDE_GAP.match(text, number.length)
    if gap and "，" in text[gap.end() :]:
        return gap.end()
    colon = gap_or_colon(text[:end], number.length)
    topic = colon and colon <= TOPIC and text[colon - 1] in "：:" and not LEAD_IN.search(text[:colon])
    told = topic and ((end == len(text) and figures(text[colon:])) or (end < len(text) and end - colon > TOPIC))
    return colon if colon and (told or RANK[number.family] >= RANK["arabic"]) else end


def gap_or_colon(text: str, start: int) -> int:
    """Where a title before a wide gap or a colon ends, 0 when there is neither near the beginning."""
    gap = re.compile(r"[^。；，]{4,40}?(?=[\u3000\u2003]|[ \u00a0]{2,})").match(text, start)
    if gap and gap.end() < len(text):
        return gap.end()
    colon = re.compile(r"[^。；：:，]{2,22}[：:]").match(text, start)
    return colon.end() if colon and colon.end() < len(text) else 0


def sentence_lists(zone: Zone, shapes: dict[int, Shape]) -> set[int]:
    """The places of lines that count 1 2 3 with nothing between them and are a list by what they are: single sentences, all of them; or
    short ones in Arabic figures right under a line that announces a list."""
    found: set[int] = set()
    start = 0
    while start < len(zone.parts):
        run = run_from(zone, start)
        texts = [zone.parts[n].text for n in run]
        led = start > 0 and ANNOUNCED.search(zone.parts[start - 1].text) is not None
        inner = bool(run) and RANK[zone_number(zone, start)[0]] >= RANK["arabic"]
        topics = not inner and all(n in shapes and shapes[n].part.text[: shapes[n].head].endswith(("：", ":")) for n in run)
        single = len(run) >= 3 and not topics and all(single_sentence(text) for text in texts)
        short = len(run) >= 3 and led and inner and all(len(text) <= ITEM and finished(text) for text in texts)
        if single or short:
            found.update(run)
        start += max(1, len(run))
    return found


def run_from(zone: Zone, start: int) -> range:
    """The lines from a place on that count 1 2 3 in one family with nothing between them; empty when that line is no 1."""
    end = start
    family = zone_number(zone, start)[0]
    while end < len(zone.parts) and zone_number(zone, end) == (family, end - start + 1):
        end += 1
    return range(start, end)


def zone_number(zone: Zone, n: int) -> tuple[str, int]:
    """Family and value of the label of a part; empty for none."""
    number = number_of(zone.parts[n].text)
    return (number.family, number.value) if number is not None else ("", 0)


def single_sentence(text: str) -> bool:
    """Whether a line is one sentence with its stop, or one member of a sentence that ends in a semicolon."""
    if is_title(text) and "，" not in text and han(text) <= SHORT:
        return False  # （一）突出政治引领。 is a name
    return text.endswith(("；", ";")) or (finished(text) and first_sentence(text, limit=len(text)) == len(text))


# --- costs -------------------------------------------------------------------------------------------------------------------------


def candidate(shape: Shape, content: bool, text_follows: bool, listed: bool) -> Candidate:
    """The costs of the readings of one line by itself."""
    number, plain = shape.number, shape.plain
    if plain is not None:
        text_of = shape.part.text
        text = 1.0 + max(0.0, min(plain.weight, 4.0))
        return Candidate(
            plain.family,
            0,
            max(0.0, 3.0 - plain.weight),
            99.0,
            text,
            content,
            2.0 if FRAME.fullmatch(text_of) or HALF.fullmatch(text_of) else 1.5 if plain.named else 0.0,
        )
    assert number is not None
    heading, item, text = numbered_costs(shape)
    if shape.head == len(shape.part.text) and text_follows:
        item += 1.5  # an item has its text on its own line
        if finished(shape.part.text) and is_title(shape.part.text[number.length :]) and han(shape.part.text) <= SHORT:
            heading -= 1.3  # 1.农业基础不断夯实。 above its paragraph
    if listed:
        heading += 3.0
    return Candidate(number.family, number.value, heading, item, text, content)


def numbered_costs(shape: Shape) -> tuple[float, float, float]:
    """Heading, item, text: by the family and by whether the line is all title, begins with one, or has none."""
    number, text = shape.number, shape.part.text
    assert number is not None
    rank = RANK[number.family]
    inner = rank >= RANK["arabic"]
    if rank <= RANK["clause"]:
        return (0.0 if shape.head else 3.0), 5.0, 9.0 if shape.head == len(text) else 4.0
    if shape.head == len(text):
        if text.endswith(("：", ":")):
            return 1.0, 2.0, 3.0
        if finished(text):
            return (2.5, 0.5, 5.0) if inner else (0.4, 1.6, 6.0)
        return (0.6 if inner else 0.0), (1.5 if inner else 4.0), 7.0
    if shape.head:
        if not inner:
            long = 0.0 if shape.head <= 50 else 1.0 if shape.head <= 62 else 2.2
            return (1.5 + long, 1.2, 4.0) if shape.told else (0.3 + long, 2.5, 5.0)
        titled = number.family == "arabic" and is_title(text[number.length : shape.head])
        return (0.6, 1.4, 5.0) if titled else (1.8, 0.6, 5.0)
    return 6.0, 0.5 if inner else 1.0, 2.5


def is_title(lead: str) -> bool:
    """Whether a first sentence names a subject (粮食生产喜获丰收。) rather than telling a fact."""
    return len(lead) <= 45 and not SENTENCE.search(lead) and not figures(lead) and lead.endswith(("。", "：", ":"))


# --- decisions ---------------------------------------------------------------------------------------------------------------------


def decide(draft: Draft, shape: Shape, choice: Choice, made: Candidate) -> None:
    """Write the reading of one candidate into its part."""
    part, number = shape.part, shape.number
    signs = ", ".join(shape.plain.signs) if shape.plain is not None else ""
    signs += f", where number {choice.value} is due" if number is None and choice.value else ""
    if choice.reading != "heading":
        part.head = 0
        if choice.reading == "item" and number is not None:
            part.decide("item", "headings", f"{SAMPLE[number.family]} counts an item of a list here")
            part.label = number.length
            if shape.head > 0 and shape.told and made.heading - made.item < 2.0:
                part.doubt = "a heading that runs in"
                draft.find("doubtful-heading", "Read as an item of a list; it might be a heading that runs into its paragraph.", part)
        elif number is None and made.text - made.heading > -0.6:
            part.doubt = f"a heading ({signs or 'a short line without a stop'})"
            draft.find("doubtful-heading", "Left as text; it might be a heading on a line of its own.", part)
        return
    part.level = choice.level
    part.label = len(part.text[: number.length].rstrip()) if number else 0
    kind = "run in" if part.run_in else "on a line of its own"
    if number is not None:
        taken = "" if choice.value == number.value else f", taken for {choice.value}"
        how = f"number {number.value}{taken} in the manner of {SAMPLE[number.family]}, level {choice.level}, {kind}"
        part.decide("heading", "headings", how)
        return
    part.decide("heading", "headings", f"no number, level {choice.level}: {signs}")
    if made.heading > 0.5:
        part.doubt = "a paragraph of text"
        draft.find("doubtful-heading", f"Read as a heading of level {choice.level} ({signs}); it might be text.", part)
