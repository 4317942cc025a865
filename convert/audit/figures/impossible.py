"""`figure-impossible`: a figure that cannot be true whatever it counts: a report in, doubts out.

A fall by more than 100 %, a share of a whole above 100 %, a numeral that begins with 0 and has no point, a life expectancy above 120
years, more than 366 clean days in a year, PM25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.audit.figures.doubts import Doubt, Report, about
from convert.audit.figures.numerals import WIDTH, Figure, figures
from convert.audit.figures.percentages import Percentage, clause_start, percentages

CODE = "figure-impossible"
CHECK = "compare another edition of the report"


def rule(report: Report) -> Iterator[Doubt]:
    """The impossible figures of every block, in order."""
    for number, block in enumerate(report.blocks):
        plain = block.bare.translate(WIDTH)
        for percentage in percentages(plain):
            message = beyond(percentage)
            if message:
                yield about(CODE, number, percentage.figure, message)
        for figure in figures(plain):
            message = leading_zero(figure) or past_nature(plain, figure)
            if message:
                yield about(CODE, number, figure, message)
        yield from spelled(number, plain)


def spelled(block: int, plain: str) -> Iterator[Doubt]:
    """What is no amount by how it is written: years at school, a point that is another mark, and PM25."""
    for found in SCHOOLING.finditer(plain):
        if float(found[1]) > MOST_SCHOOLING:
            yield Doubt(CODE, block, found.start(1), found.end(), f"nobody goes to school for {found[1]} years; {CHECK}")
    for found in POINT.finditer(plain):
        message = f"no figure is written {found[0]}: another mark stands for the decimal point; {CHECK}"
        yield Doubt(CODE, block, found.start(), found.end(), message)
    for found in PM25.finditer(plain):
        message = f"fine particles are PM2.5, there is no PM25: a decimal point is lost here, so look at the figures around; {CHECK}"
        yield Doubt(CODE, block, found.start(), found.end(), message)


SCHOOLING = re.compile(r"受教育年限[^，。；]{0,10}?(?<![\d.])(\d{2,}(?:\.\d+)?)年")
MOST_SCHOOLING = 25.0
POINT = re.compile(r"(?<![\d.·])\d{1,4}(?:[。·]|\s\.\s?)\d{1,2}(?:[%‰]|个?百分点|[万亿](?![多余名人户]))")
PM25 = re.compile(r"PM\s?25(?![\d.])", re.ASCII)


def beyond(percentage: Percentage) -> str:
    """Why a fall or a share cannot be; "" when it can."""
    figure = percentage.figure
    if figure.high <= percentage.limit:
        return ""
    if percentage.role == "fall":
        return f"nothing falls by {figure.high:g} %: a fall ends at 100 %, all there was; {CHECK}"
    return f"a share of a whole cannot be {figure.high:g} %, it ends at 100 %; {CHECK}"


def leading_zero(figure: Figure) -> str:
    """Why 08个百分点 is no numeral; "" for one that is."""
    digits = figure.digits
    if not re.match(r"0\d", digits) or "." in digits or figure.unit in ("date", "ordinal"):
        return ""
    return f"no amount is written {digits}: its decimal point may be lost (0.{digits.lstrip('0') or '0'}…); {CHECK}"


# What nature and the calendar allow: words in the clause, unit, most.  Japan's life expectancy, the highest, is 84 years.
NATURE = (
    (re.compile(r"预期寿命"), "岁", 120.0, "no people's life expectancy is {0:g} years"),
    (re.compile(r"(?:优良|达标|无霜|日照)天?[^，。；]{0,8}天数|优良天"), "天", 366.0, "a year has no {0:g} days"),
)


def past_nature(plain: str, figure: Figure) -> str:
    """Why a figure passes what nature or the calendar allows; "" when it does not."""
    for words, unit, most, message in NATURE:
        if figure.unit == unit and figure.high > most and words.search(plain, clause_start(plain, figure.start), figure.start):
            return f"{message.format(figure.high)}; {CHECK}"
    return ""
