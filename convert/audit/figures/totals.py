"""`figure-contradicted` between sentences: an amount that the document's own totals deny: a report in, doubts out.

The yardsticks are the gross product and the population; of several statements of one the largest counts, so that a doubt stands on
the weakest claim.  Budget revenue, added value and a single year's investment are measured by the first, households and firms by the
second; the same yearly count stated twice by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from convert.audit.figures.contradicted import ABSURD, CHECK, CODE
from convert.audit.figures.doubts import Doubt, Report, about
from convert.audit.figures.numerals import WIDTH, Figure, figures
from convert.audit.figures.percentages import clause_start

VERBS = "预计|初步|核算|可|将|分别|实现|完成|达到|达|为|约|近|突破|超过|超|首次|力争|确保|稳定在|保持在|新增|总额|合计|共|预期|目标"
VERB = rf"(?:{VERBS}|[（(]GDP[）)]|[:：])*$"

# Words that may stand before an indicator without narrowing it to a part, a project or another place.
WHOLE = re.compile(
    r"(?:\d{4}年|今年|去年|上年|全年|年内|一年来|预计|初步|核算|统计|其中|力争|确保|实现|完成|预期|目标|主要|地方|年度|上半年|全部|[的是为：:“”、（）()]|"
    r"(?:全|我)[国省市区县州旗盟镇乡]|自治[区州县旗]|本[级地]|地区|辖区|按照?可比价|可比价格?|口径|以上|新增|经济|\s)*"
)
SEVERAL_YEARS = re.compile(
    r"累计|[二三四五六七八九十两\d]年[来间]|五年|“?[十一二三四五六七八九]{2,3}五”?|期间|总投资|概算|计划投资|协议|签约|意向|储备|谋划|策划|规划|"
    r"全国|亿美元"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its block and the words before it in its clause."""

    block: int
    figure: Figure
    words: str
    plain: str

    @property
    def printed(self) -> str:
        """The figure as the document has it."""
        return self.plain[self.figure.start : self.figure.end]


def rule(report: Report) -> Iterator[Doubt]:
    """The contradicted figures of a document, each measure in turn."""
    amounts = list(gather(report))
    yield from by_product(amounts, report.lost)
    yield from by_population(amounts)
    yield from by_itself(amounts)


def gather(report: Report) -> Iterator[Amount]:
    """Every amount of the document that is no percentage."""
    for number, block in enumerate(report.blocks):
        plain = block.bare.translate(WIDTH)
        for figure in figures(plain):
            if figure.unit not in ("%", "‰", "百分点", "倍"):
                yield Amount(number, figure, plain[clause_start(plain, figure.start) : figure.start], plain)


def stated(amounts: Sequence[Amount], name: str, units: tuple[str, ...]) -> Iterator[Amount]:
    """The amounts of an indicator where it stands for the whole area and one year."""
    pattern = re.compile(rf"^(?P<before>.*?)(?:{name}){VERB}")
    for amount in amounts:
        found = pattern.search(amount.words) if amount.figure.unit in units else None
        if found and WHOLE.fullmatch(found["before"]) and not SEVERAL_YEARS.search(amount.words):
            yield amount


# --- the gross product -------------------------------------------------------------------------------------------------------------

PRODUCT = r"生产总值|GDP"

# An indicator, how many times the gross product it may be in a sound document, and in one that lost its points.  Revenue and added
# value are parts of it.  Investment passed it in some western counties, never several times; a development zone came to twice.
REVENUE = r"(?:一般)?公共(?:财政)?预算收入|财政(?:总)?收入|税收(?:收入)?|地方财政收入"
ADDED = r"(?:规模以上)?工业增加值|第?[一二三](?:次)?产业增加值|(?:民营|数字)经济增加值|服务业增加值|农[业林牧渔]*增加值"
MEASURES = (
    (REVENUE, 1.0, 1.0, "revenue"),
    (ADDED, 1.0, 1.0, "a part of it"),
    (r"(?:全社会)?固定资产投资(?:总额)?", 5.0, 3.0, "a year's investment"),
)
OUTPUT = r"(?:规模以上)?工业总产值"  # counts intermediate goods again and again: up to twice the gross product, in industrial towns
OUTPUT_LIMIT = 3.0
SPENT = re.compile(r"完成(?:年度|当年|全年)?投资(?:总额|额)?(?:约|近|超|超过|达|达到)*$")
PROJECT = re.compile(r"^(?:今年|去年|年内|全年|我们|全[省市区县州旗]|将|计划|拟|再)*(?:投资|投入)(?:约|近|超|超过|达)*$")
PROJECT_SOUND, PROJECT_LOST = 2.0, 1.0


def by_product(amounts: Sequence[Amount], lost: bool) -> Iterator[Doubt]:
    """一般公共预算收入2001亿元 where the gross product is 358亿元."""
    product = max(stated(amounts, PRODUCT, ("元",)), key=lambda a: a.figure.high, default=None)
    if product is None:
        return
    for name, sound, damaged, what in MEASURES:
        for amount in stated(amounts, name, ("元",)):
            if over(amount, product, damaged if lost else sound):
                yield against(amount, product, f"this is {what}")
    yield from projects(amounts, product, PROJECT_LOST if lost else PROJECT_SOUND)
    for amount in stated(amounts, OUTPUT, ("元",)) if lost else ():
        if over(amount, product, OUTPUT_LIMIT):
            message = f"industrial output is more than {OUTPUT_LIMIT:g} times the gross product, {product.printed}; {CHECK}"
            yield about("figure-improbable", amount.block, amount.figure, message)


def projects(amounts: Sequence[Amount], product: Amount, times: float) -> Iterator[Doubt]:
    """投资762亿元，继续推进… where the gross product is 358亿元."""
    for amount in amounts:
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

PEOPLE = re.compile(r"(?:常住|户籍|总)人口(?:总数|总量|规模)?(?:稳定在|保持在|增至|增加到|分别|达到|达|为|约|近|超过|超|突破|\s)*$")
PEOPLE_AFTER = re.compile(
    r"(?:多|余)?名?(?:全[省市区县州旗]|[\u4e00-\u9fff]{0,4})?(?:各族|城乡)?"
    r"(?:人民群众|人民|干部群众|父老乡亲|儿女|老百姓|居民群众)"
)
WHOLE_AREA = re.compile(r"全[省市区县州旗盟镇乡]$|[，。；、！,;!]$|团结.{0,4}$|^$")
COUNTED = re.compile(
    r"(?:市场主体|经营主体|个体工商户|(?:民营|中小微?|小微)?企业|居民|农户|农民|村民|群众|困难家庭|家庭|住户)[^，。；]{0,6}$|新增(?:城镇)?就业$|就业$|"
    r"(?:市场主体|经营主体)[^，。；]{0,12}(?:达|达到|总量|总数|突破|超过|超)+$"
)


def by_population(amounts: Sequence[Amount]) -> Iterator[Doubt]:
    """市场主体65万户 where 53万 people live."""
    people = [a for a in amounts if is_population(a)]
    if not people:
        return
    population = max(people, key=lambda a: a.figure.high)
    for amount in amounts:
        unit = amount.figure.unit
        if unit not in ("户", "家", "人") or amount in people or not COUNTED.search(amount.words) or SEVERAL_YEARS.search(amount.words):
            continue
        if over(amount, population, 1.0):
            yield about(
                CODE, amount.block, amount.figure, f"there are more of them here than people in the area, {population.printed}; {CHECK}"
            )


def is_population(amount: Amount) -> bool:
    """Whether an amount counts the people of the area."""
    figure = amount.figure
    if figure.unit == "人" and PEOPLE.search(amount.words):
        return True
    end = figure.end - (amount.plain[figure.end - 1] == "人")  # 53万人民群众
    after = amount.plain[end : end + 16]
    before = amount.plain[max(0, figure.start - 8) : figure.start]
    return figure.scaled and figure.unit in ("", "人") and bool(PEOPLE_AFTER.match(after)) and bool(WHOLE_AREA.search(before))


# --- the same count twice ----------------------------------------------------------------------------------------------------------

YEARLY = (
    (r"城镇新增就业|新增城镇就业(?:人员|人数|人口)?", ("人",)),
    (r"农村劳动力转移就业", ("人", "人次")),
    (r"粮食(?:总)?产量", ("斤", "吨", "公斤")),
    (PRODUCT, ("元",)),
    (r"(?:一般)?公共(?:财政)?预算收入", ("元",)),
    (r"社会消费品零售总额", ("元",)),
    (r"固定资产投资", ("元",)),
)
APART = 8.0  # this year's count and next year's target differ by some per cent; a lost point makes it ten times


def by_itself(amounts: Sequence[Amount]) -> Iterator[Doubt]:
    """城镇新增就业11万人 where the next year's target is 8500人."""
    for name, units in YEARLY:
        for unit in units:
            found = list(stated(amounts, name, (unit,)))
            if not found:
                continue
            least = min(found, key=lambda a: a.figure.high)
            for amount in found:
                if over(amount, least, APART):
                    message = f"the same count is given as {least.printed} in another place; {CHECK}"
                    yield about(CODE, amount.block, amount.figure, message)
