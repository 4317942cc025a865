"""The figures of a text: a string in, each amount and each per cent in it out, with its place, its value and its unit.

Figures are written as GB/T 15835 has it: 358亿元, 5.2%, 63%～68%, 3万至5万户, 4.6个百分点, 二成.  Years and dates, ordinals, codes
(GB/T 9704-2012, S43, 5G, 7×24小时), names (“1650”, 4+5) and printed numbers are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

# Full-width digits, points and signs as half-width ones, and the Traditional forms of the words that stand about figures as Simplified
# ones, one character for one, so that places stay.
TRADITIONAL = (
    "億萬戶長產總縣區業農達為與從較縮減漲佔個點優滿蓋壓擴體財資預費額員國經濟會畝噸隻條項處臺輛間張類塊棟數歲對組門單筆計劃標務實現約連續穩維鞏確淨虧報貢獻"
    "節負簡調準補獎過進後時號線級強幾餘來運轉認積護綠鎮鄉複氣壽轄確滯"
)
SIMPLIFIED = (
    "亿万户长产总县区业农达为与从较缩减涨占个点优满盖压扩体财资预费额员国经济会亩吨只条项处台辆间张类块栋数岁对组门单笔计划标务实现约连续稳维巩确净亏报贡献"
    "节负简调准补奖过进后时号线级强几余来运转认积护绿镇乡复气寿辖确滞"
)
WIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("．"): ".", ord("％"): "%", ord("－"): "-", ord("／"): "/", ord("＋"): "+"}
WIDTH |= {ord("︰"): ":", ord("﹕"): ":", ord("∶"): ":"} | {ord(t): s for t, s in zip(TRADITIONAL, SIMPLIFIED, strict=True)}

SCALES = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4}
SCALES |= {"千": 1e3, "百": 1e2}
DATES = "年代|年|月份|月|日|号|时|点|分|秒|届|期|后|周岁"
ORDINALS = "位|级|名列|号|强|版|伏|千伏|国道|省道|线|路"
UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|标准立方米|微克|毫克|千克|公斤|公里|公顷|千瓦时|千瓦|兆瓦|厘米|毫米|海里|美元|欧元|"
    "港元|日元|英镑|标准箱|人次|人（次）|人(次)|剂次|架次|班次|艘次|张次|车次|个工作日|工作日|个小时|小时|分钟|个月|床位|吨级|吨|斤|克|升|"
    "亩|米|度|元|人|名|户|家|个|项|件|条|座|所|处|台|辆|套|间|张|场|次|起|例|批|种|类|宗|幅|块|片|栋|幢|艘|架|列|班|箱|头|只|羽|株|棵|部|"
    "份|篇|册|岁|天|倍|对|支|组|门|枚|口|眼|孔|盏|颗|单|笔"
)


def either(words: str) -> str:
    """A pattern for any of the words in `words`, which | parts, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words.split("|"), key=len, reverse=True))


NUMERAL = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
TOKEN = re.compile(
    rf"(?<![\d.])(?P<num>{NUMERAL})(?!\.?\d)\s?"
    rf"(?:(?P<percent>[%‰])|(?P<scale>(?!千[瓦米克伏卡]|百分)(?:{either('|'.join(SCALES))}))?(?P<more>多|余|来|几)?(?P<scale2>万|亿)?"
    rf"(?:(?P<date>(?:{either(DATES)})(?!钟|均|度|元))|(?P<ordinal>{either(ORDINALS)})|(?P<unit>{either(UNITS)}))?)"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?P<half>五)?(?=[以左，。；、的多])"
    r"|百分之(?P<han>[〇零一二两三四五六七八九十百]+(?:点[〇零一二三四五六七八九]+)?)"
)
GLUED_BEFORE = re.compile(r"[A-Za-z第+×*/_.·]|\d[-—]$")
GLUED_AFTER = re.compile(r"[A-Za-z+×*/_]")
RANGE = re.compile(r"\s?(?:[~～–—-]|至|到)\s?")
FROM = re.compile(r"[由从自][^，,。；;]{0,12}$")
NEGATIVE = re.compile("[由从为是到至达升降长率差额（(]-$")  # 增速由-35.6%回升到-8.3%; not the hyphen of a range or a name


@dataclass(frozen=True, slots=True)
class Figure:
    """text[start:end] read as an amount: `low` and `high` (equal but for ranges) in single units, per cents as they are.

    `digits` is the numeral as printed, `decimal` whether it carries a point, `unit` the measure word ("%", "元", "户" …).
    """

    start: int
    end: int
    digits: str
    low: float
    high: float
    unit: str
    scaled: bool = False

    @property
    def decimal(self) -> bool:
        """Whether the numeral carries a decimal point."""
        return "." in self.digits or "点" in self.digits

    @property
    def percent(self) -> bool:
        """Whether it is a share or rate in per cent."""
        return self.unit == "%"


@lru_cache(maxsize=1 << 14)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in order; ranges are one figure."""
    plain = text.translate(WIDTH)
    found: list[Figure] = []
    pending: Figure | None = None  # a numeral that means something only as the first end of a range: 5 in 5-6%
    for figure in tokens(plain):
        last = pending or (found[-1] if found else None)
        joined = span(plain, last, figure) if last is not None else None
        if joined is not None and joined.unit:
            if pending is None:
                found.pop()
            found.append(joined)
            pending = None
        elif figure.unit or figure.scaled:
            found.append(figure)
            pending = None
        else:
            pending = figure
    return tuple(figure for figure in found if figure.unit not in ("date", "ordinal"))


def tokens(plain: str) -> Iterator[Figure]:
    """Every numeral that is not part of a code or a name, dates and ordinals marked as such."""
    last = 0  # the end of the figure before
    for found in TOKEN.finditer(plain):
        start, end = found.span()
        last, before = end, last
        if found["num"] is None:
            yield han_figure(found)
            continue
        if GLUED_BEFORE.match(plain[start - 1 : start]) or GLUED_AFTER.match(plain[found.end("num") : found.end("num") + 1]):
            continue
        scale = SCALES.get(found["scale"] or "", 1.0) * SCALES.get(found["scale2"] or "", 1.0)
        unit = found["percent"] or ("date" if found["date"] else "ordinal" if found["ordinal"] else found["unit"]) or ""
        value = float(found["num"].replace(",", "")) * scale
        if NEGATIVE.search(plain, max(before, start - 2), start):
            start, value = start - 1, -value
        yield Figure(start, end, found["num"], value, value, same(unit), scale > 1)


def same(unit: str) -> str:
    """One name for units that mean the same."""
    return {"个百分点": "百分点", "人（次）": "人次", "人(次)": "人次", "名": "人", "平方千米": "平方公里", "千克": "公斤"}.get(unit, unit)


HAN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def han_figure(found: re.Match[str]) -> Figure:
    """三成五 and 百分之五点二 in per cent."""
    if found["tenths"]:
        value = 10.0 * HAN[found["tenths"]] + (5 if found["half"] else 0)
        return Figure(*found.span(), found[0], value, value, "%")
    whole, _, tail = found["han"].partition("点")
    value = han_value(whole) + sum(HAN[c] * 10.0 ** -(n + 1) for n, c in enumerate(tail))
    return Figure(*found.span(), found["han"], value, value, "%")


def han_value(numeral: str) -> float:
    """The value of a Han numeral below a thousand."""
    total, digit = 0, 0
    for c in numeral:
        if c in "十百":
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        else:
            digit = HAN[c]
    return float(total + digit)


def span(plain: str, first: Figure, second: Figure) -> Figure | None:
    """Two numerals with ～, - or 至 between them as one range; None when they are no range."""
    between = plain[first.end : second.start]
    if not RANGE.fullmatch(between) or (first.unit and first.unit != second.unit):
        return None
    if "—" in between and first.unit and not first.percent:
        return None  # 共12个—5个镇、7个街道: a dash
    if second.unit in ("date", "ordinal"):
        return replace(second, start=first.start)
    if between.strip() in ("至", "到") and FROM.search(plain[max(0, first.start - 16) : first.start]):
        return None
    scale = second.high / float(second.digits.replace(",", "")) if second.digits[0].isdecimal() and second.high else 1.0
    low = first.low if first.unit or first.scaled else first.low * scale
    digits = first.digits + "～" + second.digits
    return Figure(first.start, second.end, digits, low, second.high, second.unit, first.scaled or second.scaled)
