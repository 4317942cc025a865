"""`decimals-lost`: no figure of a document carries a decimal point, and it is not by chance: a report in, at most one finding out.

In 15 reports of 2023 to 2026 every second percentage and two in five sums of 万 or 亿 carried a point; so 20 of them without one are
rarer than one in 10,000.  But some authors round all their figures; so the figures must witness to the loss themselves: falls and
shares above 100 %, numerals such as 08, one growth rate in six of three digits (in sound reports one in forty), or the scrape must
have folded the punctuation too, as the tools that lose points do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convert.audit.blocks import Block
from convert.audit.figures.doubts import Doubt
from convert.audit.figures.numerals import WIDTH, Figure, figures
from convert.audit.figures.percentages import percentages
from convert.errors import Finding

CODE = "decimals-lost"
FEWEST = 8  # figures that could carry a point; below that their absence says nothing
MANY = 20
FOLDED = 20  # marks restored; a page typed with an English keyboard here and there has fewer
OFTEN, TWICE = 1 / 6, 3


@dataclass(frozen=True, slots=True)
class Tally:
    """What the figures of a document say about their points: how many could carry one, how many do, growth of three digits, all growth."""

    could: int = 0
    do: int = 0
    large: int = 0
    growth: int = 0


def tally(blocks: Iterable[Block]) -> Tally:
    """Count the figures in digits, those that an editor has settled left out."""
    could = do = large = growth = 0
    for block in blocks:
        plain = block.bare.translate(WIDTH)
        found = [f for f in figures(plain) if f.digits[0].isdecimal() and not block.is_settled(f.start, f.end)]
        do += sum(f.decimal for f in found)
        could += sum(carries(f) for f in found)
        rates = [p.figure.high for p in percentages(plain) if p.role == "growth"]
        growth += len(rates)
        large += sum(rate >= 100 for rate in rates)
    return Tally(could, do, large, growth)


def carries(figure: Figure) -> bool:
    """Whether a figure of this kind often carries a decimal point: per cents, points, sums of 万 and 亿; 100 % never does."""
    return figure.scaled or (figure.unit in ("%", "百分点", "微克") and figure.digits != "100")


def lost(count: Tally, witnesses: int, folded: int) -> bool:
    """Whether a document's figures have lost their points, by their tally, the impossible ones among them and the marks restored."""
    if count.do or count.could < FEWEST:
        return False
    large = count.large >= TWICE and count.large >= OFTEN * count.growth
    return witnesses > 0 or large or (folded >= FOLDED and count.could >= MANY)


def finding(count: Tally, certain: Sequence[Doubt], folded: int) -> Finding:
    """The alarm, with its evidence."""
    evidence = [f"none of the {count.could} percentages and sums of 万 or 亿 has a decimal point"]
    if certain:
        evidence.append(f"{len(certain)} {'figure is' if len(certain) == 1 else 'figures are'} impossible as printed")
    if count.large:
        evidence.append(f"{count.large} of {count.growth} growth rates have three digits or more")
    if folded:
        evidence.append(f"{folded} punctuation marks had been folded to half width")
    advice = "any figure may be ten or a hundred times too large, so compare another edition before quoting one"
    return Finding(CODE, f"the decimal points are lost: {', '.join(evidence)}; {advice}", severity="error")
