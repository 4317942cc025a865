"""`decimals-lost`: no figure of a document carries a decimal point, or hardly one: its blocks in, at most one finding out.

In 15 reports of 2023 to 2026 every second percentage and two in five sums of 万 or 亿 carried a point; so 20 of them without one are
rarer than one in 10,000.  But some authors round all their figures; so the figures must witness to the loss themselves: falls and
shares above 100 %, numerals such as 08, one yearly growth rate in six of three digits (in sound reports one in forty), or half of
them above 40 % (in sound reports 6 %).  Punctuation folded by the same scrape is told, but proves nothing: the fold keeps points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from convert.audit.blocks import Block, note
from convert.audit.figures.doubts import Doubt
from convert.audit.figures.numerals import WIDTH, Figure, figures
from convert.audit.figures.percentages import SINCE, percentages
from convert.errors import Finding

CODE = "decimals-lost"
FEWEST = 5  # figures that could carry a point; below that their absence says nothing,
SURE = 2  # unless so many figures cannot be as printed
STRAY = 40  # one point left in so many (in an annex from another source) does not clear the rest
OFTEN, TIMES = 1 / 6, 3
STEEP, RATES = 40.0, 8


@dataclass(frozen=True, slots=True)
class Tally:
    """What the figures of a document say about their points: how many could carry one, how many do, and the yearly growth in per cent."""

    could: int = 0
    do: int = 0
    growth: tuple[float, ...] = ()

    @property
    def large(self) -> int:
        """How many rates of growth have three digits or more."""
        return sum(rate >= 100 for rate in self.growth)


def tally(blocks: Iterable[Block]) -> Tally:
    """Count the figures in digits, those that an editor has settled left out."""
    could = do = 0
    growth: list[float] = []
    for block in blocks:
        plain = block.bare.translate(WIDTH)
        found = [f for f in figures(plain) if f.digits[0].isdecimal() and not block.is_settled(f.start, f.end)]
        do += sum(f.decimal for f in found)
        could += sum(carries(f) for f in found)
        growth += [p.figure.high for p in percentages(plain) if p.role == "growth" and not SINCE.search(p.words)]
    return Tally(could, do, tuple(growth))


def carries(figure: Figure) -> bool:
    """Whether a figure of this kind often carries a decimal point: per cents, points, sums of 万 and 亿; 100 % never does."""
    return figure.scaled or (figure.unit in ("%", "百分点", "微克") and figure.digits != "100")


def lost(count: Tally, witnesses: int) -> bool:
    """Whether a document's figures have lost their points, by their tally and the impossible ones among them."""
    if count.do * STRAY > count.could or (count.could < FEWEST and witnesses < SURE):
        return False
    large = count.large >= TIMES and count.large >= OFTEN * len(count.growth)
    steep = len(count.growth) >= RATES and median(count.growth) >= STEEP
    return witnesses > 0 or large or steep


def finding(count: Tally, certain: Sequence[Doubt], folded: int) -> Finding:
    """The alarm, with its evidence."""
    evidence = [f"{count.do or 'none'} of the {count.could} percentages and sums of 万 or 亿 has a decimal point"]
    if certain:
        evidence.append(f"{len(certain)} {'figure' if len(certain) == 1 else 'figures'} cannot be as printed")
    if count.large:
        evidence.append(f"{count.large} of {len(count.growth)} growth rates have three digits or more")
    if folded:
        evidence.append(f"{folded} punctuation marks had been folded to half width")
    advice = "any figure may be ten or a hundred times too large, so compare another edition before quoting one"
    return note(CODE, f"the decimal points are lost: {', '.join(evidence)}; {advice}", severity="error")
