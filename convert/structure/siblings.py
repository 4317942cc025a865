"""Which short lines look like siblings: one opening and about one length, or one rhythm of clauses.

In: texts.  Out: the number of the cluster of each.  Lines are compared inside buckets only, so a page of a hundred thousand short lines
costs no more than their number.
"""

from __future__ import annotations

from collections.abc import Iterable

from convert.structure.sentences import han, rhythm

FEW = 40  # leaders of one bucket that a line is compared with


def clusters(texts: Iterable[str]) -> list[int]:
    """The cluster of each text, numbered from 1 in order of first appearance."""
    numbers: list[int] = []
    openings: dict[str, list[tuple[str, int]]] = {}
    rhythms: dict[tuple[int, ...], int] = {}
    count = 0
    for text in texts:
        beat = rhythm(text)
        found = next((n for leader, n in openings.get(text[:2], ()) if same_opening(leader, text)), 0)
        found = found or (rhythms.get(beat, 0) if len(beat) > 1 else 0)
        if not found:
            count += 1
            found = count
            leaders = openings.setdefault(text[:2], [])
            if len(leaders) < FEW:
                leaders.append((text, found))
            rhythms.setdefault(beat, found)
        numbers.append(found)
    return numbers


def same_opening(one: str, other: str) -> bool:
    """Whether two lines share two Han characters or more at their beginning and are about as long."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    near = abs(len(one) - len(other)) <= max(3, 0.35 * max(len(one), len(other)))
    return near and shared >= 2 and han(one[:shared]) >= 2
