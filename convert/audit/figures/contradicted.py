"""`figure-contradicted`: a figure that its own sentence denies: a report in, doubts out.

A range that runs downwards, a rise from more to less, a part above its whole, an addition above the total it adds to.  A lost decimal
point only ever makes a figure larger, so of two that disagree the larger one is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.audit.figures.doubts import Doubt, Report, about
from convert.audit.figures.numerals import WIDTH, Figure, figures
from convert.audit.figures.percentages import SERIES

CODE = "figure-contradicted"
CHECK = "compare another edition of the report"
ABSURD = 5000.0  # one lost point makes a figure 10, 100 or 1,000 times as large; beyond that two amounts were misread as one kind


def rule(report: Report) -> Iterator[Doubt]:
    """The contradicted figures of every block, in order."""
    for number, block in enumerate(report.blocks):
        plain = block.bare.translate(WIDTH)
        found = figures(plain)
        yield from ranges(number, found)
        yield from changes(number, plain, found)
        yield from additions(number, plain, found)
        yield from parts(number, plain, found)


def ranges(block: int, found: Sequence[Figure]) -> Iterator[Doubt]:
    """35%～6%: a range whose first end is the larger one."""
    for figure in found:
        if figure.low > figure.high and figure.low < figure.high * ABSURD:
            yield about(CODE, block, figure, f"a range cannot run from {figure.digits.replace('～', ' down to ')}; {CHECK}")


RISES = re.compile(r"提高|提升|增加|增长|上升|扩大|攀升|跃升|拓展|增至|升至|增到|升到|发展到|壮大")
DROPS = re.compile(r"下降|降低|减少|缩小|缩短|压减|压缩|下调|降至|降到|减至|减到|缩至|回落|精简")
FROM = re.compile(r"[由从自][^，,。；;]{0,14}$")
TO = re.compile(r"[^。；;由从自]{2,30}(?:[到至为]|[到至为][^，,。；;]{0,6}年的?|约|近|超|超过|达)")


def changes(block: int, plain: str, found: Sequence[Figure]) -> Iterator[Doubt]:
    """由502%提高到55%: a rise to less, or a fall to more."""
    for n, (first, second) in enumerate(pairwise(found)):
        between = plain[first.end : second.start]
        rise, drop = bool(RISES.search(between)), bool(DROPS.search(between))
        if rise == drop or first.unit != second.unit or not TO.fullmatch(between) or plain[first.end - 1] == "名":
            continue  # 由20名上升到12名 is a rank
        larger, smaller = (first, second) if rise else (second, first)
        floor = max(found[n - 1].end if n else 0, first.start - 18)  # 由2.86%升至4.17%，覆盖率降至131%: 由 belongs to the first
        if smaller.high < larger.low < smaller.high * ABSURD and FROM.search(plain[floor : first.start]):
            verb = "rise" if rise else "fall"
            message = f"a {verb} from {plain[first.start : first.end]} to {plain[second.start : second.end]} is none; {CHECK}"
            yield about(CODE, block, larger, message)


NEWLY = re.compile(r"(?:新增|净增|增加|新认定|新培育|新建成?|新开通?|新登记|新获批|新入选|新评|新设|新改扩?建|新注册)[^，。；;]{0,24}$")
TOTAL = re.compile(
    r"[，,、]?(?:其中)?(?P<sum>累计|总数|总量|总计|总规模|存量|保有量|总)?(?:已|已经|分别|均|也)*(?:达到|达|增至|增加到|共有|增到|升至|扩大到)?(?:近|超|超过|约|突破|了)*"
)


def additions(block: int, plain: str, found: Sequence[Figure]) -> Iterator[Doubt]:
    """新增54万台、累计达到9万台: more was added than there is.  Two series of the same length are compared one by one."""
    groups = list(series(plain, found))
    for first, second in pairwise(groups):
        between = plain[first[-1].end : second[0].start]
        total = TOTAL.fullmatch(between)
        if not total or len(first) != len(second) or not (total["sum"] or re.search("达|至|到|共有", between)):
            continue
        if not NEWLY.search(plain[max(0, first[0].start - 30) : first[0].start]):
            continue
        for added, whole in zip(first, second, strict=True):
            if added.unit == whole.unit and added.unit not in ("%", "百分点", "") and whole.high < added.low < whole.high * ABSURD:
                yield about(CODE, block, added, f"more was added than the total of {plain[whole.start : whole.end]} that follows; {CHECK}")


def series(plain: str, found: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures grouped: those that only a comma or 和 parts stand together."""
    group: list[Figure] = []
    for figure in found:
        if group and not (SERIES.fullmatch(plain[group[-1].end : figure.start]) and group[-1].unit == figure.unit):
            yield group
            group = []
        group.append(figure)
    if group:
        yield group


SENTENCE = re.compile(r"[。；;！!\n]")
SENTENCE_LONG = 300
# What is measured otherwise than its neighbours: an average, a bound, money that other money brings, the sum of several years.
OTHERWISE = re.compile(r"带动|撬动|拉动|吸引|引导|人均|户均|每|均|单价|标准|年薪|最高|最低|(?<!规模)(?<!限额)以[上下]|占|总投资|协议|授信")


def parts(block: int, plain: str, found: Sequence[Figure]) -> Iterator[Doubt]:
    """完成投资52亿元，其中工业投资317亿元: a part above all amounts of its kind that stand before 其中 in its sentence, or in the one
    before that where 其中 begins its own.
    """
    starts = [f.start for f in found]
    for mark in re.finditer("其中", plain):
        start = sentence_start(plain, mark.start())
        stop = SENTENCE.search(plain, mark.end(), mark.end() + SENTENCE_LONG)
        end = stop.start() if stop else mark.end() + SENTENCE_LONG
        inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
        part = next((f for f in inside if f.start >= mark.end() and f.unit != "%"), None)
        if part is None or (part.unit in ("", "百分点", "倍", "元") and not part.scaled):
            continue
        wholes = [f for f in inside if f.start < mark.start() and f.unit == part.unit]
        if not wholes or any(OTHERWISE.search(plain, max(start, f.start - 8), f.start) for f in (*wholes, part)):
            continue
        whole = sum(f.high for f in wholes)  # 议案120件、提案95件，其中215件…: the part may be of all of them
        if whole < part.low < whole * ABSURD:
            given = "、".join(plain[f.start : f.end] for f in wholes)
            yield about(CODE, block, part, f"this part is larger than the whole that stands before it, {given}; {CHECK}")


def sentence_start(plain: str, end: int) -> int:
    """Where the sentence that goes on at a place begins; the sentence before, where a new one begins right there."""
    floor = max(0, end - SENTENCE_LONG)
    starts = [m.end() for m in SENTENCE.finditer(plain, floor, end)]
    if starts and not plain[starts[-1] : end].strip():
        starts.pop()
    return starts[-1] if starts else floor
