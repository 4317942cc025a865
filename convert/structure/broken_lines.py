"""Lines that a scrape broke become one again: headings over two lines, and words that an inline element set on a line of their own.

    三、持续提升政府 / 治理效能和服务水平   ->  三、持续提升政府治理效能和服务水平
    以PM / 2.5 / 浓度持续下降为重点，…。      ->  以PM2.5浓度持续下降为重点，…。

Only a line that cannot end where it ends takes up the next; two finished lines are never joined.
"""

from __future__ import annotations

import re
from collections import Counter

from convert.source import Line
from convert.structure.draft import Draft, Part, Zone
from convert.structure.headings import GOES_ON, OWN, known_name, whole_bold
from convert.structure.numbers import number_of
from convert.structure.sentences import balanced, finished, first_sentence
from convert.structure.siblings import clusters

# What no line of text begins with.
BEGINS_INSIDE = re.compile(r"[，。；、：！？,;:!?”’）)》〕】％%]|的(?![确士])")
FRAGMENT = 12  # characters: an inline element's own words


def broken_lines(draft: Draft) -> None:
    """Join what belongs together in the body, the annexes and the glossary."""
    for zone in draft.zones:
        lonely = lonely_lines(zone)
        joined: list[Part] = []
        for part in zone.parts:
            last = joined[-1] if joined else None
            if last is not None and isinstance(part.block, Line) and belongs(zone, last, part, id(part) in lonely):
                last.block = last.line.join(part.line)
                last.evidence = "joined from lines that a scrape broke"
            else:
                joined.append(part)
        zone.parts[:] = joined


def lonely_lines(zone: Zone) -> set[int]:
    """The short unnumbered lines without a stop that have no sibling like them in the zone, by identity."""
    short = [part for part in zone.lines() if len(part.text) <= OWN and not finished(part.text) and not number_of(part.text)]
    numbers = clusters(part.text for part in short)
    sizes = Counter(numbers)
    return {id(part) for part, number in zip(short, numbers, strict=True) if sizes[number] == 1}


def belongs(zone: Zone, before: Part, part: Part, lonely: bool) -> bool:
    """Whether a line goes on the one before it."""
    if not isinstance(before.block, Line) or finished(before.text) or (number_of(part.text) and not part.text[0].isdecimal()):
        return False
    if cannot_end(before.text) or BEGINS_INSIDE.match(part.text) or (len(before.text) > 30 and before.text[-1].isdecimal()):
        return not (number_of(part.text) and zone.kind == "glossary")
    if number_of(part.text) or not lonely:
        return False
    if len(before.text) > OWN:
        return zone.kind != "glossary" and len(part.text) <= FRAGMENT and not known_name(part.text) and not part.line.centred
    return heading_goes_on(before, part)


def cannot_end(text: str) -> bool:
    """Whether a line breaks off: at a word that wants another, in Latin letters or a number, or inside a bracket or quote."""
    return bool(GOES_ON.search(text)) or not balanced(text) or bool(re.search(r"[，、,A-Za-z]$", text))


def heading_goes_on(before: Part, part: Part) -> bool:
    """Whether a numbered heading goes on in the lonely line below: a single heading right under a heading is not plausible."""
    number = number_of(before.text)
    if number is None or first_sentence(before.text) != -1 or known_name(part.text):
        return False
    if known_name(before.text[number.length :]) or whole_bold(before) != whole_bold(part) or before.line.centred != part.line.centred:
        return False
    return len(before.text) + len(part.text) <= OWN and len(part.text) <= len(before.text) + 6
