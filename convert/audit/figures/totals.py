"""`figure-contradicted` between sentences: an amount that the document's own totals deny: a report in, doubts out.

The yardsticks are the gross product and the population; of several statements of one the largest counts, so that a doubt stands on
the weakest claim.  Budget revenue, added value and a single year's investment are measured by the first, households and firms by the
second; the same yearly count stated twice by itself, in documents that lost their points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from convert.audit.figures.contradicted import ABSURD, CHECK, CODE
from convert.audit.figures.doubts import Doubt, Report, about
from convert.audit.figures.numerals import WIDTH, Figure, figures
from convert.audit.figures.percentages import clause_start

VERBS = "预计|初步|核算|可|将|分别|实现|完成|达到|达|为|约|近|突破|超过|超|首次|力争|确保|稳定在|保持在|新增|总额|合计|共|预期|目标"
VERB = rf"(?:{VERBS}|[（(]GDP[）)]|[:：])*$"

# Words that may stand before an indicator without narrowing it to a part, a project or another place; {0} is the level of the area
# itself, which a report names most often (全县).
WHOLE = (
    r"(?:\d{{4}}年末?|今年|去年|上年|全年|年内|年末|一年来|预计|初步|核算|统计|其中|力争|确保|实现|完成|预期|目标|主要|地方|年度|全部|"
    r"[的是为：:“”、（）()]|[全我]{0}|自治{0}|{0}级|本级|全?地区|国内|辖区|按照?可比价|可比价格?|口径|以上|经济|\s)*"
)
OWN = re.compile(r"全([省市区县州旗盟镇乡国])")
SEVERAL_YEARS = re.compile(
    r"累计|[二三四五六七八九十两\d]年[来间]|五年|“?[十一二三四五六七八九]{2,3}五”?|期间|总投资|概算|计划投资|协议|签约|意向|储备|谋划|策划|规划|"
    r"全国|亿美元"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its block, its text, and the words before it in its clause."""

    block: int
    figure: Figure
    words: str
    plain: str

    @property
    def printed(self) -> str:
        """The figure as the document has it."""
        return self.plain[self.figure.start : self.figure.end]


@dataclass(frozen=True, slots=True)
class Amounts:
    """Every amount of a document that is no percentage, what may stand before an indicator of the whole area, and the year that the
    document names most often (0 for none).
    """

    all: Sequence[Amount]
    whole: re.Pattern[str]
    year: int = 0

    def stated(self, name: str, units: tuple[str, ...]) -> Iterator[Amount]:
        """The amounts of an indicator where it stands for the whole area and one year."""
        pattern = re.compile(rf"^(?P<before>.*?)(?:{name}){VERB}")
        for amount in self.all:
            found = pattern.search(amount.words) if amount.figure.unit in units else None
            if found and self.whole.fullmatch(found["before"]) and not SEVERAL_YEARS.search(amount.words):
                yield amount


def rule(report: Report) -> Iterator[Doubt]:
    """The contradicted figures of a document, each measure in turn."""
    amounts = gather(report)
    yield from by_product(amounts, report.lost)
    yield from by_population(amounts)
    if report.lost:
        yield from by_itself(amounts)


def gather(report: Report) -> Amounts:
    """The amounts of a document."""
    found: list[Amount] = []
    levels: Counter[str] = Counter()
    named: Counter[int] = Counter()
    for number, block in enumerate(report.blocks):
        plain = block.bare.translate(WIDTH)
        levels.update(OWN.findall(plain))
        named.update(years(plain, 0, len(plain)))
        for figure in figures(plain):
            if figure.unit not in ("%", "‰", "百分点", "倍"):
                found.append(Amount(number, figure, plain[clause_start(plain, figure.start) : figure.start], plain))
    own = min(levels, key=lambda level: (-levels[level], level), default="县")
    year = max(named, key=lambda year: (named[year], year), default=0)
    return Amounts(found, re.compile(WHOLE.format(own)), year)


# --- the gross product -------------------------------------------------------------------------------------------------------------

PRODUCT = r"生产总值|GDP"

# An indicator, how many times the gross product it may be in a sound document, and in one that lost its points.  Revenue and added
# value are parts of it.  Investment passed it in some western counties, by several times nowhere.
REVENUE = r"(?:一般)?公共(?:财政)?预算收入|财政(?:总)?收入|税收(?:收入)?|地方财政收入"
ADDED = r"(?:规模以上)?工业增加值|第?[一二三](?:次)?产业增加值|(?:民营|数字)经济增加值|服务业增加值|农[业林牧渔]*增加值"
MEASURES = (
    (REVENUE, 1.0, 1.0, "revenue"),
    (ADDED, 1.0, 1.0, "a part of it"),
    (r"(?:全社会)?固定资产投资(?:总额)?", 5.0, 3.0, "a year's investment"),
)

# Where points are lost, also what is seldom so high: output counts intermediate goods again and again and comes to twice the gross
# product in industrial towns; debt paid off in a year, to a tenth of it.
SELDOM = ((r"(?:规模以上)?工业总产值", 3.0, "industrial output"), (r".{0,6}(?:化解|偿还)\S{0,4}债务", 0.5, "debt paid off in a year"))
SPENT = re.compile(r"完成(?:年度|当年|全年)?投资(?:总额|额)?(?:约|近|超|超过|达|达到)*$")
PROJECT = re.compile(r"^(?:今年|去年|年内|全年|我们|全[省市区县州旗]|将|计划|拟|再)*(?:投资|投入)(?:约|近|超|超过|达)*$")
PROJECT_SOUND, PROJECT_LOST = 3.0, 1.0


def by_product(amounts: Amounts, lost: bool) -> Iterator[Doubt]:
    """一般公共预算收入2001亿元 where the gross product is 358亿元."""
    product = max(amounts.stated(PRODUCT, ("元",)), key=lambda a: a.figure.high, default=None)
    if product is None:
        return
    for name, sound, damaged, what in MEASURES:
        for amount in amounts.stated(name, ("元",)):
            if over(amount, product, damaged if lost else sound):
                yield against(amount, product, f"this is {what}")
    yield from projects(amounts, product, PROJECT_LOST if lost else PROJECT_SOUND)
    for name, times, what in SELDOM if lost else ():
        for amount in amounts.stated(name, ("元",)):
            if over(amount, product, times):
                message = f"{what} is seldom {times:g} times the gross product of the area, {product.printed}, or more; {CHECK}"
                yield about("figure-improbable", amount.block, amount.figure, message)


def projects(amounts: Amounts, product: Amount, times: float) -> Iterator[Doubt]:
    """投资762亿元，继续推进… where the gross product is 358亿元."""
    for amount in amounts.all:
        if amount.figure.unit == "元" and is_project(amount) and over(amount, product, times):
            yield against(amount, product, "this is the investment in projects")


def is_project(amount: Amount) -> bool:
    """Whether the money was spent in one year on projects: 完成年度投资…, or 投资…，新建…; not 投资…的, which may be for many years."""
    if SEVERAL_YEARS.search(amount.words):
        return False
    after = amount.plain[amount.figure.end : amount.figure.end + 1]
    return bool(SPENT.search(amount.words)) or (bool(PROJECT.fullmatch(amount.words)) and after in ("，", ","))


def over(amount: Amount, whole: Amount, times: float) -> bool:
    """Whether an amount is more than so many times another, yet not so much more that the two are of different kinds."""
    return whole.figure.high * times < amount.figure.low < whole.figure.high * ABSURD


def against(amount: Amount, whole: Amount, what: str) -> Doubt:
    """A doubt about an amount that the gross product denies."""
    return about(CODE, amount.block, amount.figure, f"{what}, yet it is above the gross product of the area, {whole.printed}; {CHECK}")


# --- the population ----------------------------------------------------------------------------------------------------------------

PEOPLE = r"(?:常住|户籍|总)人口(?:总数|总量|规模)?(?:稳定在|保持在|增至|增加到)?"
PEOPLE_AFTER = re.compile(r"(?:多|余)?名?(?:全[省市区县州旗]|[\u4e00-\u9fff]{0,4})?(?:各族|城乡)?(?:人民|父老乡亲|(?<!中华)儿女)")
WHOLE_AREA = re.compile(r"全[省市区县州旗盟镇乡]$|[，。；、！,;!]$|团结.{0,4}$|^$")
COUNTED = {
    "户": re.compile(r"(?:市场主体|经营主体|个体工商户|企业|居民|农户|农民|村民|家庭|住户)[^，。；]{0,10}$"),
    "家": re.compile(r"(?:市场主体|经营主体|企业)[^，。；]{0,10}$"),
    "人": re.compile(r"(?:新增(?:城镇)?就业|城镇新增就业)[^，。；]{0,6}$"),
}


def by_population(amounts: Amounts) -> Iterator[Doubt]:
    """市场主体65万户 where 53万 people live."""
    people = [*amounts.stated(PEOPLE, ("人",)), *(a for a in amounts.all if addresses(a))]
    if not people:
        return
    population = max(people, key=lambda a: a.figure.high)
    for amount in amounts.all:
        counted = COUNTED.get(amount.figure.unit)
        if counted is None or amount in people or not counted.search(amount.words) or SEVERAL_YEARS.search(amount.words):
            continue
        if over(amount, population, 1.0):
            message = f"there are more of them here than people in the area, {population.printed}; {CHECK}"
            yield about(CODE, amount.block, amount.figure, message)


def addresses(amount: Amount) -> bool:
    """Whether an amount counts the people of the area as reports call them: 53万人民群众, 全县86万父老乡亲."""
    figure = amount.figure
    if not figure.scaled or figure.unit not in ("", "人"):
        return False
    end = figure.end - (amount.plain[figure.end - 1] == "人")  # 53万人民群众
    before = amount.plain[max(0, figure.start - 8) : figure.start]
    return bool(PEOPLE_AFTER.match(amount.plain[end : end + 16]) and WHOLE_AREA.search(before))


# --- the same count twice ----------------------------------------------------------------------------------------------------------

YEARLY = (
    (r"城镇新增就业|新增城镇就业(?:人员|人数|人口)?", ("人",)),
    (r"粮食(?:总)?产量", ("斤", "吨", "公斤")),
    (PRODUCT, ("元",)),
    (r"(?:一般)?公共(?:财政)?预算收入", ("元",)),
    (r"社会消费品零售总额", ("元",)),
    (r"固定资产投资", ("元",)),
)
FEW = 4  # a count stated more often is one of several places or years
ALIKE = (0.65, 1.55)  # this year's count and next year's target differ by some per cent
YEAR = re.compile(r"((?:19|20)\d\d)年")
RECENT = 3  # a report looks back one year and ahead one; an older year is history, when all was smaller


def by_itself(amounts: Amounts) -> Iterator[Doubt]:
    """城镇新增就业11万人 where the next year's target is 8500人: without a lost point the two would be alike."""
    for name, units in YEARLY:
        for unit in units:
            found = [a for a in amounts.stated(name, (unit,)) if is_recent(a, amounts.year)]
            if not 2 <= len(found) <= FEW:
                continue
            least = min(found, key=lambda a: a.figure.high)
            for amount in found:
                if any(ALIKE[0] < amount.figure.low / places / least.figure.high < ALIKE[1] for places in (10, 100)):
                    message = f"the same count is given as {least.printed} in another place; {CHECK}"
                    yield about(CODE, amount.block, amount.figure, message)


def years(plain: str, start: int, end: int) -> list[int]:
    """The years named in plain[start:end]."""
    return [int(year) for year in YEAR.findall(plain, start, end)]


def is_recent(amount: Amount, year: int) -> bool:
    """Whether the last year named shortly before an amount, if there is one, is no history."""
    start = amount.figure.start
    named = years(amount.plain, max(0, start - 60), start)
    return not named or named[-1] >= year - RECENT
