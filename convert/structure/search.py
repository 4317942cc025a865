"""The reading of a whole zone that explains its numbers best.

In: candidates in order, each with the costs of its readings by itself (heading, item of a list, plain text).  Out: a reading for each, with
the level of headings.  A search over stacks of open headings: what continues a sibling's number is cheap, what breaks a sequence, opens
in the middle, turns the families' order round or changes a family's level is dear.  So one odd line costs once and shifts nothing after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from convert.structure.numbers import RANK

Reading = Literal["heading", "item", "text"]
Frame = tuple[str, int]  # family and last value; unnumbered headings have "~", their cluster and a letter for their look
NAMED = "~name"  # the family of known section names
FRAMED = "~frame"  # that of 前言 and 结束语, which have no sections
BEAM = 32
MISPRINT = 4.2  # what it costs to take a number for a misprint of the one that is due
LOST = 1.8  # what it costs to take a known name without a number for the heading whose number is due
UNNAMED = 0.6  # what it costs besides to take another line for it
HOPELESS = 12.0  # a reading that much dearer than the best is not followed


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading.

    `heading`, `item`, `text` are the costs of reading it so, by its own looks; `family` begins with "~" for unnumbered lines;
    `content` tells whether text stands between the candidate before and this one; `top` is how much it looks like a first-level heading.
    """

    family: str
    value: int
    heading: float
    item: float
    text: float
    content: bool = True
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class State:
    """Open headings, the list in progress, at which depth each family was seen, and the last value of each family below the first
    level, with what that cost so far."""

    stack: tuple[Frame, ...]
    items: Frame | None
    depths: tuple[tuple[str, int], ...]
    through: tuple[tuple[str, int], ...]
    cost: float
    reading: Reading = "text"
    level: int = 0
    last: State | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a candidate is: its reading, the level of a heading (0 for others), and the value its number was taken for."""

    reading: Reading
    level: int
    value: int


def search(candidates: Sequence[Candidate]) -> list[Choice]:
    """The cheapest reading of all candidates together."""
    beam = [State((), None, (), (), 0.0)]
    for candidate in candidates:
        best: dict[tuple[object, ...], State] = {}
        for state in beam:
            for step in steps(state, candidate):
                key = (step.stack, step.items, step.depths, step.through)
                if key not in best or step.cost < best[key].cost:
                    best[key] = step
        beam = sorted(best.values(), key=lambda state: state.cost)[:BEAM]
        beam = [state for state in beam if state.cost <= beam[0].cost + HOPELESS]
    choices: list[Choice] = []
    end: State = beam[0]
    while end.last is not None:
        choices.append(Choice(end.reading, end.level, end.stack[end.level - 1][1] if end.level else 0))
        end = end.last
    return choices[::-1]


def steps(state: State, candidate: Candidate) -> list[State]:
    """What a candidate may be, after a state."""
    found = [State(state.stack, state.items, state.depths, state.through, state.cost + candidate.text, "text", 0, state)]
    if candidate.value and candidate.item < 50:
        items = candidate.family, candidate.value
        cost = state.cost + candidate.item + item_cost(state, candidate)
        found.append(State(state.stack, items, state.depths, state.through, cost, "item", 0, state))
    if candidate.heading < 50:
        found += heading_steps(state, candidate)
    return found


def item_cost(state: State, candidate: Candidate) -> float:
    """Going on a list is free, beginning one at 1 nearly so."""
    if state.items == (candidate.family, candidate.value - 1):
        return 0.0
    headed = any(family == candidate.family for family, _ in state.stack)
    if state.items is not None and state.items[0] == candidate.family and candidate.value != 1:
        return 2.0
    return (0.5 if candidate.value == 1 else 3.0) + (0.5 if headed else 0.0)


def heading_steps(state: State, candidate: Candidate) -> list[State]:
    """The depths at which a candidate may stand as a heading: beside one of the open headings, or under the innermost."""
    found = []
    weigh = numbered_cost if candidate.value else unnumbered_cost
    for depth in range(len(state.stack) + 1):
        cost = weigh(state, candidate, depth) + habit(state, candidate.family, depth)
        if depth < len(state.stack) and not candidate.content and state.reading != "item":
            cost += 2.0  # a heading without text between it and the next beside it is a line of a list or of a table of contents
        stack = (*state.stack[:depth], (candidate.family, candidate.value))
        place = (candidate.family, depth)
        depths = state.depths if place in state.depths else (*state.depths, place)
        total = state.cost + candidate.heading
        found.append(
            State(stack, None, depths, counted(state, candidate, depth, candidate.value), total + cost, "heading", depth + 1, state)
        )
        due = misprinted(state, candidate, depth)
        if due:
            stack = (*state.stack[:depth], (candidate.family, due))
            found.append(State(stack, None, depths, counted(state, candidate, depth, due), total + MISPRINT, "heading", depth + 1, state))
        if may_have_lost(state, candidate, depth):
            # It may be the next of those numbers, its own lost; what comes after tells.
            sibling, last = state.stack[depth]
            stack = (*state.stack[:depth], (sibling, last + 1))
            cost = total + LOST + (0.0 if candidate.top else UNNAMED)
            found.append(State(stack, None, state.depths, state.through, cost, "heading", depth + 1, state))
        if depth < len(state.stack) and state.stack[depth][0] == candidate.family:
            break  # no family stands under itself
    return found


def may_have_lost(state: State, candidate: Candidate, depth: int) -> bool:
    """Whether a line without a number may be the next of the numbers at a depth; lines like it under those numbers speak against it."""
    if candidate.value or depth >= len(state.stack) or state.stack[depth][0] not in RANK:
        return False
    return (candidate.family, depth + 1) not in state.depths


def counted(state: State, candidate: Candidate, depth: int, value: int) -> tuple[Frame, ...]:
    """The last value of each family of numbers below the first level, when a heading takes its place there."""
    if not depth or not value:
        return state.through
    return (*(frame for frame in state.through if frame[0] != candidate.family), (candidate.family, value))


def misprinted(state: State, candidate: Candidate, depth: int) -> int:
    """The number that is due at a depth, when the candidate prints another of that family; 0 when it fits or opens something."""
    if not candidate.value or depth >= len(state.stack) or state.stack[depth][0] != candidate.family:
        return 0
    due = state.stack[depth][1] + 1
    return due if due != candidate.value else 0


def habit(state: State, family: str, depth: int) -> float:
    """What it costs a family to take a depth that it never had, when it has another or others have that one."""
    if (family, depth) in state.depths:
        return 0.0
    cost = 2.0 if family.startswith("~") else 1.5
    moved = cost if any(other == family for other, _ in state.depths) else 0.0
    shared = any(at == depth and other in RANK for other, at in state.depths) and family in RANK
    return moved + (0.5 if shared else 0.0)


def numbered_cost(state: State, candidate: Candidate, depth: int) -> float:
    """What it costs to put a number at a depth."""
    family, value = candidate.family, candidate.value
    cost = 0.0
    if depth and state.stack[depth - 1][0].startswith(FRAMED):
        cost += 3.0
    if depth < len(state.stack):
        cost += beside(state.stack[depth], family, value)
    else:
        on = value > 1 and (family, value - 1) in state.through  # chapters may count on from part to part
        cost += 0.3 if value == 1 else 0.8 if on else 3.0 + 0.3 * min(value - 1, 5)
    if depth and state.stack[depth - 1][0] in RANK and RANK[family] < RANK[state.stack[depth - 1][0]]:
        cost += 4.0
    return cost


def beside(sibling: Frame, family: str, value: int) -> float:
    """What it costs to put a number after a sibling: next is free, a gap is not, going back is dear; so is another family, above all one
    that belongs further in."""
    last_family, last = sibling
    if last_family.startswith(FRAMED):
        return 0.3 if value == 1 else 2.0
    if last_family != family:
        inward = last_family in RANK and RANK[family] > RANK[last_family]
        return (2.5 if last_family.startswith("~") else 7.0 if inward else 4.0) + (0.0 if value == 1 else 2.0)
    step = value - last
    if step == 1:
        return 0.0
    if step > 1:
        return 2.5 + 0.6 * min(step - 1, 5)
    if step == 0:
        return 4.0
    return 6.0 if value == 1 else 8.0


def unnumbered_cost(state: State, candidate: Candidate, depth: int) -> float:
    """What it costs to put a line without a number at a depth: beside its like is free, beside numbers dear; lines of another kind
    rather stand under a known section name than beside it."""
    family = candidate.family
    cost = 0.0
    if depth and state.stack[depth - 1][0].startswith(FRAMED):
        cost += 3.0
    if depth < len(state.stack):
        other = state.stack[depth][0]
        if other.startswith(FRAMED) or (family.startswith(FRAMED) and other.startswith("~")):
            cost += 0.3
        elif other != family:
            cost += (0.3 if like(other, family) else 1.6) if other.startswith("~") else 3.0 - min(candidate.top, 1.5)
    else:
        parent = state.stack[-1][0] if state.stack else ""
        cost += (1.8 if like(parent, family) else 2.2 if family.startswith(NAMED) else 0.5) if parent.startswith("~") else 0.5
    return cost + (0.0 if depth == 0 else min(candidate.top, 1.5))


def like(one: str, other: str) -> bool:
    """Whether two families of unnumbered lines may be siblings: both known names or neither, and of one look (the last letter)."""
    return one.startswith("~") and one[-1] == other[-1] and one.startswith(NAMED) == other.startswith(NAMED)
