"""A list of contents that the author set before the text stays text: its lines are the headings that come again below.

目录 / 一、2024年工作回顾 …… 1 / 二、2025年工作安排 …… 5  ->  paragraphs, no headings
"""

from __future__ import annotations

import re

from convert.document import fold
from convert.structure.draft import Draft, Zone

LEADERS = re.compile(r"[\s.．…·—\-_]*[（(]?\d{0,3}[）)]?\s*$")
LONGEST = 200  # characters of a line of contents with its leaders
NAMED = re.compile(r"^目\s*录$|^内容提要$|^主要内容$")


def contents_lists(draft: Draft) -> None:
    """Find the list at the head of the body."""
    for zone in draft.zones:
        if zone.kind == "body":
            listed(zone)


def listed(zone: Zone) -> None:
    """Mark the lines of a list of contents: three or more lines on end that come again later."""
    parts = list(zone.lines())[:60]
    names = [fold(LEADERS.sub("", part.text)) if len(part.text) <= LONGEST else "" for part in parts]
    later: dict[str, int] = {}
    for n, part in enumerate(zone.lines()):
        later[fold(part.text)] = n
    start = next((n for n, part in enumerate(parts) if NAMED.match(part.text)), None)
    first = start + 1 if start is not None else next((n for n, name in enumerate(names) if later.get(name, n) > n), len(parts))
    end = first
    while end < len(parts) and names[end] and len(parts[end].text) <= 60 and later.get(names[end], -1) > end:
        end += 1
    if end - first >= 2:
        for part in parts[first if start is None else start : end]:
            part.decide("item", "contents-lists", "a line of the author's list of contents; the heading itself comes again below")
