"""Lines that a scrape broke become one again: headings over two lines, and words that an inline element set on a line of their own.

    三、持续提升政府 / 治理效能和服务水平   ->  三、持续提升政府治理效能和服务水平
    以PM / 2.5 / 浓度持续下降为重点，…。      ->  以PM2.5浓度持续下降为重点，…。

Only a line that cannot end where it ends takes up the next; two finished lines are never joined.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from convert.source import Line
from convert.structure.closings import DATE, SIGNATURE
from convert.structure.draft import EMPTY, Draft, Part, Zone
from convert.structure.evidence import CLAUSE, GOES_ON, OWN, known_name, whole_bold
from convert.structure.numbers import number_of
from convert.structure.sentences import finished, first_sentence, unclosed
from convert.structure.siblings import clusters

# What no line of text begins with.
BEGINS_INSIDE = re.compile(r"[，。；、：！？,;:!?”’）)》〕】％%]|的(?![确士])")
BREAKS_OFF = re.compile(r"[的、，,A-Za-z0-9]$")
UNIT = re.compile(r"[年月日时亿万千百个家%％℃]")  # behind a figure
CONJUNCTION = re.compile(r"(?:[及与暨](?!时|会)|和(?![谐平睦美]))")
PERIOD = re.compile(r"过去的?[一五]年|(?:今|未)[后来]五年|[今去明]年|[上下]半年")  # no name of a section by itself
LABELLED = re.compile(r"\w{2,8}[：:]")  # 主办单位：省教育厅 is no heading, nor a piece of one
FRAGMENT = 12  # characters: an inline element's own words
RUMP = 4  # characters: no less than 回顾 or 工作安排 ends a name, and few names are shorter
TEXT, NUMBERED_TEXT = 32, 46  # characters: longer lines are running text rather than headings
LIMIT = 2000  # characters: what grows longer is no broken paragraph but a page without stops


def broken_lines(draft: Draft) -> None:
    """Join what belongs together in the body, the annexes and the glossary."""
    for zone in draft.zones:
        lonely, only = lonely_lines(zone), only_children(zone)
        signed = signatures(zone)
        usual = usual_lengths(zone)
        joined: list[Part] = []
        for part in zone.parts:
            last = joined[-1] if joined else None
            if (
                last is not None
                and isinstance(part.block, Line)
                and id(part) not in signed
                and (
                    belongs(zone, last, part, (id(part) in lonely, id(part) in only), usual)
                    or (id(last) in lonely and clause_goes_on(last, part))
                )
            ):
                last.block = last.line.join(part.line)
                last.evidence = "joined from lines that a scrape broke"
            else:
                joined.append(part)
        zone.parts[:] = joined


def signatures(zone: Zone) -> set[int]:
    """Dates alone on their line and the authorities right above them, by identity: they go on nothing."""
    found = set()
    for before, part in pairwise([Part(EMPTY), *zone.lines()]):
        if DATE.fullmatch(part.text):
            found.add(id(part))
            if SIGNATURE.fullmatch(before.text):
                found.add(id(before))
    return found


def lonely_lines(zone: Zone) -> set[int]:
    """The short unnumbered lines without a stop that have no sibling like them in the zone, by identity."""
    short = [part for part in zone.lines() if len(part.text) <= OWN and not finished(part.text) and not number_of(part.text)]
    numbers = clusters(part.text for part in short)
    sizes = Counter(numbers)
    return {id(part) for part, number in zip(short, numbers, strict=True) if sizes[number] == 1}


def only_children(zone: Zone) -> set[int]:
    """The short lines without a stop right under a numbered one that have no other beside them up to the next number, by identity: a
    heading that stands under another has siblings, what is left of a broken one has none."""
    found = set()
    first: Part | None = None
    for before, part in pairwise([Part(EMPTY), *zone.lines()]):
        if number_of(part.text):
            first = None
        elif len(part.text) <= OWN and not finished(part.text) and not LABELLED.match(part.text):
            if number_of(before.text) and not finished(before.text):
                first = part
                found.add(id(part))
            elif first is not None:
                found.discard(id(first))
    return found


def belongs(zone: Zone, before: Part, part: Part, alone: tuple[bool, bool], usual: dict[str, int]) -> bool:
    """Whether a line goes on the one before it; `alone` tells whether it has no line like it in the zone, and none beside it."""
    lonely = alone[0]
    if not isinstance(before.block, Line) or before.kind != "para" or finished(before.text) or len(before.text) > LIMIT:
        return False
    if zone.kind == "glossary" and number_of(part.text):
        return False
    if BEGINS_INSIDE.match(part.text) or closes(before.text, part.text) or (before.text[-1:].isdecimal() and UNIT.match(part.text)):
        return True
    running = len(before.text) > (NUMBERED_TEXT if number_of(before.text) else TEXT)
    if number_of(part.text) and not (part.text[0].isdecimal() and running):
        return False
    if running:
        return text_goes_on(zone, before, part, lonely)
    return len(part.text) <= OWN and not finished(part.text) and heading_goes_on(before, part, alone, usual)


def clause_goes_on(before: Part, part: Part) -> bool:
    """Whether a sentence that begins with an adverbial of time, 一年来，按照市委部署, is ended by the short line below."""
    open_clause = before.kind == "para" and CLAUSE.match(before.text) is not None and not finished(before.text)
    return open_clause and finished(part.text) and len(part.text) <= OWN


def closes(before: str, text: str) -> bool:
    """Whether a quote or bracket that one line opens is closed in the next before another opens."""
    waiting = unclosed(before)
    first = re.search("[“”‘’（）()《》「」]", text)
    return bool(waiting) and first is not None and first[0] == waiting


def text_goes_on(zone: Zone, before: Part, part: Part, lonely: bool) -> bool:
    """Whether running text that breaks off goes on in the next line."""
    if BREAKS_OFF.search(before.text):
        return True
    fragment = lonely and len(part.text) <= FRAGMENT and not known_name(part.text) and not part.line.centred
    return fragment and zone.kind != "glossary" and first_sentence(before.text) != -1


def heading_goes_on(before: Part, part: Part, alone: tuple[bool, bool], usual: dict[str, int]) -> bool:
    """Whether a heading goes on in the line below: it breaks off there, or a single heading stands right under it, which is not plausible
    when the two together are as long as its siblings are."""
    number, (lonely, only) = number_of(before.text), alone
    if whole_bold(before) != whole_bold(part) or before.line.centred != part.line.centred or first_sentence(before.text) != -1:
        return False
    if number is not None and number.length == len(before.text):
        return True  # a label alone, its title below
    if (
        CONJUNCTION.match(part.text)
        or re.search(r"[的、，,]$|^\D{0,4}\d{4}年(?:度)?$|时期$", before.text)
        or (GOES_ON.search(before.text) and lonely)
    ):
        return True
    name = before.text[number.length if number else 0 :]
    if known_name(name + part.text) and completes(name, part.text):
        return True
    if not any(alone) or known_name(part.text) or known_name(name):
        return False
    length, whole = len(before.text), len(before.text) + len(part.text)
    expected = usual.get(kin(before), 0)
    if lonely and abs(whole - expected) < abs(length - expected):
        return True
    return number is not None and only and whole <= OWN and len(part.text) <= length + 6


def completes(name: str, text: str) -> bool:
    """Whether a line makes a whole of a heading above it: 三、努力 / 建设人民满意政府, 一、过去一年 / 工作回顾, 二、2025年工作 / 安排."""
    if known_name(text):
        return len(name) < RUMP or PERIOD.fullmatch(name) is not None
    return len(text) <= RUMP or not known_name(name)


def kin(part: Part) -> str:
    """What a heading on a line of its own has in common with its siblings: the family of its number, or its first four characters."""
    number = number_of(part.text)
    return number.family if number else part.text[:4]


def usual_lengths(zone: Zone) -> dict[str, int]:
    """How long headings of each kin are: the length that three in four do not pass, of three headings at least."""
    lengths: dict[str, list[int]] = {}
    for part in zone.lines():
        if len(part.text) <= OWN and not finished(part.text):
            lengths.setdefault(kin(part), []).append(len(part.text))
    return {name: sorted(found)[len(found) * 3 // 4] for name, found in lengths.items() if len(found) >= 3}
