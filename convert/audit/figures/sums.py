"""`figure-contradicted` by a sum: amounts that do not add up to the whole that is printed beside them: a report in, doubts out.

The shares of the three industries make 100; the three industries make the gross product, exports and imports the trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.audit.figures.contradicted import CHECK, CODE
from convert.audit.figures.doubts import Doubt, Report
from convert.audit.figures.numerals import WIDTH, Figure, figures


def rule(report: Report) -> Iterator[Doubt]:
    """The sums of every block, in order."""
    for number, block in enumerate(report.blocks):
        plain = block.bare.translate(WIDTH)
        yield from industry_shares(number, plain)
        yield from sums(number, plain, figures(plain))


TRIPLE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s?[:：∶]\s?(\d+(?:\.\d+)?)\s?[:：∶]\s?(\d+(?:\.\d+)?)(?!\.?\d)(?!\s?[:：∶]\s?\d)")
INDUSTRIES = re.compile(r"(?:三次产业|三大产业|三产|一二三产|一、二、三|产业)[^。；;]{0,40}$")


def industry_shares(block: int, plain: str) -> Iterator[Doubt]:
    """三次产业结构为51:402:547: the shares of the three industries make 100 (to rounding)."""
    for found in TRIPLE.finditer(plain):
        total = sum(float(part) for part in found.groups())
        if total > 101.5 and INDUSTRIES.search(plain[max(0, found.start() - 50) : found.start()]):
            message = f"shares of the three industries make 100, these make {total:g}; {CHECK}"
            yield Doubt(CODE, block, found.start(), found.end(), message)


SAYS = r"(?:预计|初步|核算|可|分别|实现|完成|达到|达|为|约|突破|超过|超|增加值|总额|总值|额|\s)*$"
NEXT = r"(?:^|[，、；。：,;:]|其中|和|及)(?:实现|完成)?"
# A whole, what makes it up, and what the two are called.
SUMS = (
    (
        re.compile(r"(?:生产总值|GDP)(?:[（(]GDP[）)])?" + SAYS),
        tuple(re.compile(rf"第?{n}(?:次)?产业{SAYS}") for n in "一二三"),
        "three industries",
        "gross product",
    ),
    (
        re.compile(r"(?:外贸|货物|对外贸易)?进出口" + SAYS),
        (re.compile(rf"{NEXT}出口{SAYS}"), re.compile(rf"{NEXT}进口{SAYS}")),
        "exports and imports",
        "total of trade",
    ),
)
NEAR = 120
ROUNDING = 0.02  # each amount is printed with three or four digits
EXACT = 0.004


def sums(block: int, plain: str, found: Sequence[Figure]) -> Iterator[Doubt]:
    """地区生产总值412.7亿元，其中第一产业123亿元、第二产业168.9亿元、第三产业231.5亿元: the three make the whole."""
    money = [f for f in found if f.unit in ("元", "美元")]
    for whole_name, names, parts_name, name in SUMS:
        for n, whole in enumerate(money):
            parts = money[n + 1 : n + 1 + len(names)]
            if not whole_name.search(plain[max(0, whole.start - 24) : whole.start]) or not makes_up(plain, whole, parts, names):
                continue
            total = sum(f.high for f in parts)
            if abs(total - whole.high) > ROUNDING * max(total, whole.high):
                first, last = culprit(whole, parts)
                given = plain[whole.start : whole.end]
                message = f"the {parts_name} make {total / 1e8:.10g}亿{whole.unit}, the {name} is given as {given}; {CHECK}"
                yield Doubt(CODE, block, first.start, last.end, message)


def makes_up(plain: str, whole: Figure, parts: Sequence[Figure], names: Sequence[re.Pattern[str]]) -> bool:
    """Whether the amounts after a whole are all its parts, each once."""
    if len(parts) < len(names) or parts[-1].start - whole.end > NEAR or any(f.unit != whole.unit for f in parts):
        return False
    words = [plain[max(0, f.start - 16) : f.start] for f in parts]
    return all(sum(bool(name.search(before)) for before in words) == 1 for name in names)


def culprit(whole: Figure, parts: Sequence[Figure]) -> tuple[Figure, Figure]:
    """The one figure that a lost point would explain, twice; or the first and the last of them all."""
    total = sum(f.high for f in parts)
    found = []
    for places in (10.0, 100.0):
        if abs(total * places - whole.high) < EXACT * whole.high:
            found.append(whole)
        for figure in parts:
            mended = total - figure.high + figure.high / places
            if abs(mended - whole.high) < EXACT * whole.high:
                found.append(figure)
    return (found[0], found[0]) if len(found) == 1 else (whole, parts[-1])
