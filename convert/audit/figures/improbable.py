"""`figure-improbable`: a figure out of line with its neighbours, which may be true: a report in, doubts out, at most one a paragraph.

In a sound document only a rate far beyond its neighbours; in one that lost its decimal points also what such a loss explains better
than the economy does: growth of three digits, an income that grows by half, a plan completed fivefold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from convert.audit.figures.doubts import Doubt, Report
from convert.audit.figures.numerals import WIDTH, figures
from convert.audit.figures.percentages import SINCE, Percentage, clause_start, percentages

CODE = "figure-improbable"
CHECK = "compare another edition of the report"

Place = tuple[int, int]
Reason = tuple[Place, str]


def rule(report: Report) -> Iterator[Doubt]:
    """One doubt for each paragraph with improbable figures, at the first of them, naming the others."""
    for number, block in enumerate(report.blocks):
        plain = block.bare.translate(WIDTH)
        reasons = [r for r in improbable(plain, report.lost) if (number, r[0][0]) not in report.doubted and not block.is_settled(*r[0])]
        if not reasons:
            continue
        (start, end), why = min(reasons)
        others = sorted({place for place, _ in reasons} - {(start, end)})
        also = f"; in the same paragraph look at {'、'.join(block.text[a:b] for a, b in others)}" if others else ""
        yield Doubt(CODE, number, start, end, f"{why}{also}; {CHECK}")


def improbable(plain: str, lost: bool) -> Iterator[Reason]:
    """The improbable figures of one text."""
    rates = percentages(plain)
    yield from out_of_line(rates)
    yield from steady(rates)
    yield from income_ratios(plain)
    if lost:
        yield from inflated(plain, rates)


FAR, HIGH, ENOUGH = 30.0, 100.0, 3  # 入境游客增长168% beside rates of 8 to 25 % is real; thirty times the others is not seen


def out_of_line(rates: Sequence[Percentage]) -> Iterator[Reason]:
    """增长758% among 5.2%, 6% and 7.1%."""
    growth = [p.figure for p in rates if p.role == "growth"]
    if len(growth) <= ENOUGH:
        return
    usual = median(f.high for f in growth)
    for figure in growth:
        if figure.high >= HIGH and figure.high > FAR * usual:
            yield (figure.start, figure.end), f"growth of {figure.high:g} % stands among rates of about {usual:g} %"


# What moves with the whole economy: in forty years of reports none of these outgrew its neighbours threefold.
STEADY = re.compile(r"(?:生产总值|可支配收入|纯收入|社会消费品零售总额|居民消费价格)[^。；]{0,12}$")
TIMES, LEAST = 3.0, 20.0


def steady(rates: Sequence[Percentage]) -> Iterator[Reason]:
    """城镇居民人均可支配收入增长35% where product and industry grow by 2 %."""
    growth = [p for p in rates if p.role == "growth"]
    for n, rate in enumerate(growth):
        others = [p.figure.high for p in growth[max(0, n - 4) : n + 5] if p is not rate]
        high = rate.figure.high
        yearly = STEADY.search(WORDS_AFTER.sub("", rate.words)) and not SINCE.search(rate.words)
        if yearly and len(others) >= 2 and high >= LEAST and high > TIMES * median(others):
            why = f"growth of {high:g} % is out of line with the {median(others):g} % of what moves with it"
            yield (rate.figure.start, rate.figure.end), why


WORDS_AFTER = re.compile(r"(?:达到|为|达)?[\d.]+(?:万?亿?元)?")

INCOMES = re.compile(r"收入(?:之?比|倍差|差距)[^。；]{0,50}")
RATIO = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?:\s?[:：]\s?1(?![\d.])|(?=[，,、。；）]|$))")
HIGHEST_RATIO = 10.0  # town to country; the highest of any province in any year was below 6


def income_ratios(plain: str) -> Iterator[Reason]:
    """城乡居民收入比缩小至204:1."""
    for words in INCOMES.finditer(plain):
        for found in RATIO.finditer(plain, words.start(), words.end()):
            if float(found[1]) > HIGHEST_RATIO:
                yield found.span(), f"incomes in town are nowhere {found[1]} times those in the country"


RAPID, TENFOLD = 30.0, 500.0
DUST = 200.0  # µg/m³; no Chinese city's yearly mean of PM2.5 reached it


def inflated(plain: str, rates: Sequence[Percentage]) -> Iterator[Reason]:
    """What a lost decimal point explains best: 增长128%, 完成年度计划的1083%, 提高115个百分点, PM2.5浓度323微克."""
    for rate in rates:
        figure = rate.figure
        growing = rate.role == "growth" and not figure.decimal
        if growing and figure.high >= (RAPID if STEADY.search(WORDS_AFTER.sub("", rate.words)) else HIGH):
            yield (figure.start, figure.end), f"growth of {figure.high:g} % may be a tenth or a hundredth of that: the points are lost here"
        elif rate.role == "completion" and figure.high >= TENFOLD:
            yield (figure.start, figure.end), f"a plan completed to {figure.high:g} % may be a tenth of that: the points are lost here"
    for figure in figures(plain):
        words = plain[clause_start(plain, figure.start) : figure.start]
        if (figure.unit == "百分点" and figure.high >= HIGH) or (figure.unit == "微克" and figure.high >= DUST and "浓度" in words):
            yield (figure.start, figure.end), f"{figure.digits} is out of proportion for this measure: the points are lost here"
