"""Printed numbers at the start of a line: which family, which value, how long the label is.

The families are those of official documents, GB/T 9704-2012 §7.3.3: 一、 then （一） then 1. then （1）; above them 第一部分, 第一章,
第一节 of longer documents, below them ①.  Enterprises and universities count 1, 1.1, 1.1.1, as GB/T 1.1 does; there the last figure is
the value.  Full-width, half-width and mixed forms count alike.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0, "0": 0, "两": 2}
DIGITS |= {c: n for n, c in enumerate("零壹貳參肆伍陸柒捌玖拾")} | {"贰": 2, "叁": 3, "参": 3, "陆": 6}
STEMS = "甲乙丙丁戊己庚辛壬癸"
DIGITS |= {c: n for n, c in enumerate(STEMS, 1)} | {"元": 1}  # 元月 is January
DIGITS |= dict.fromkeys("—ー－lI", 1)  # what a scanner reads for 一 and 1
HAN = "[一二三四五六七八九十]{1,4}"

# The order in which official documents nest the families, outermost first.
FAMILIES = (
    "part", "chapter", "clause", "formal", "stem", "han", "han-bracket", "ordinal", "arabic", "point", "point-point", "arabic-bracket",
    "circled",
)  # fmt: skip
RANK = {family: n for n, family in enumerate(FAMILIES)}
SAMPLE = {
    "part": "第一部分", "chapter": "第一章", "clause": "第一节", "formal": "壹、", "stem": "甲、", "han": "一、", "han-bracket": "（一）",
    "ordinal": "第一，", "arabic": "1.", "point": "1.1", "point-point": "1.1.1", "arabic-bracket": "（1）", "circled": "①",
    "plain": "a line without a number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A label at the start of a line: its family, its value, and its length with the blanks after it."""

    family: str
    value: int
    length: int


# What a figure counts: 1.5倍, 12 个.  Behind a figure it is no title.
UNIT = "[年月日时点分秒个项家件人名户次亿万千百十元吨亩公里米平立度倍成号届岁所座条台辆处级类种只头株位批轮天周期场套栋对张份支层间道折比]"
BLANKS = "[ \u00a0\u2002\u2003\u3000]"
LABELS = (
    ("part", re.compile(rf"第\s*({HAN}|\d{{1,2}})\s*(?:部分|篇|编)[\s、：:，,]*")),
    ("chapter", re.compile(rf"第\s*({HAN}|\d{{1,2}})\s*章[\s、：:，,]*")),
    ("clause", re.compile(rf"第\s*({HAN}|\d{{1,2}})\s*节[\s、：:，,]*")),
    # The outermost number of official documents in Taiwan.
    ("formal", re.compile(r"([壹貳贰參叁参肆伍陸陆柒捌玖拾])、\s*")),
    # 甲、乙双方 are no labels.
    ("stem", re.compile(rf"([{STEMS}])、(?!\s*[{STEMS}])\s*")),
    # 一、二、三产业增加值… counts industries, it is no label.
    ("han", re.compile(rf"({HAN})\s*[、．.](?!\s*(?:{HAN})\s*(?:[、．.]|产业|级|线|次))\s*")),
    ("han-bracket", re.compile(rf"[（(〔【﹙〈❨⟨]\s*({HAN}|[—ー－])\s*[）)〕】﹚〉❩⟩]\s*[、．.]?\s*")),
    # A scanner loses one bracket, and reads a dash for 一, a letter for 1.
    ("han-bracket", re.compile(rf"({HAN})[）)](?=[“《\u4e00-\u9fff]{{2}})")),
    ("han-bracket", re.compile(rf"[（(]\s*({HAN})(?=[“《\u4e00-\u9fff]{{2}})(?![^（()）]*[）)])")),
    ("han", re.compile(r"([—ー－])、\s*")),
    ("arabic", re.compile(r"([lI])、\s*")),
    ("han-bracket", re.compile(r"([㈠-㈩])\s*[、．.]?\s*")),
    ("point-point", re.compile(rf"\d{{1,2}}[.．]\d{{1,2}}[.．](\d{{1,2}})[.．]?{BLANKS}*(?!{UNIT})(?=[“《\u4e00-\u9fff]{{2}})")),
    ("point", re.compile(rf"\d{{1,2}}[.．](\d{{1,2}})[.．]?{BLANKS}*(?!{UNIT})(?=[“《\u4e00-\u9fff]{{2}})")),
    # 1.5 is a number, 1.全面 and 1.2024年 begin with a label; a line of digits is neither.
    ("arabic", re.compile(r"(\d{1,2})\s*[.．、](?:(?!\d)\s*(?=\D)|(?=(?:19|20)\d\d年))")),
    # GB 2312 has ⒈ to ⒛ beside ⑴ and ①.
    ("arabic", re.compile(r"([⒈-⒛])\s*")),
    ("arabic-bracket", re.compile(r"[（(]\s*(\d{1,2})\s*[）)]\s*[、．.]?\s*")),
    ("arabic-bracket", re.compile(r"([⑴-⒇])\s*")),
    ("arabic-bracket", re.compile(r"(\d{1,2})\s*[）)]\s*")),
    ("circled", re.compile(r"([①-⑳])\s*")),
    # 一　国内形势, as older speeches print it.
    ("han", re.compile(rf"({HAN}){BLANKS}{{1,4}}(?=[“《\u4e00-\u9fff]{{2}}|\d{{4}}年)")),
    # 一 alone on its line numbers a section of older speeches.
    ("han", re.compile(rf"({HAN})$")),
)
# 1　工作回顾 is a label only above 1.1.
BARE = re.compile(rf"(\d{{1,2}}){BLANKS}{{1,4}}(?!{UNIT})(?=[“《\u4e00-\u9fff]{{2}}|(?:19|20)\d\d年)")
# 第一，当前形势 alone above its paragraphs, as speeches of the fifties count their parts.
ORDINAL = re.compile(rf"第({HAN})[，、,：:]\s*(?=[^。；，！？]{{2,24}}$)")
STARTS = frozenset(
    "甲乙丙丁戊己庚辛壬癸第壹貳贰參叁参肆伍陸陆柒捌玖拾一二三四五六七八九十（(〔【﹙〈❨⟨—ー－lI㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩0123456789０１２３４５６７８９"
) | {chr(c) for c in (*range(0x2460, 0x249C),)}


def number_of(text: str, start: int = 0) -> Number | None:
    """The label at text[start:], None when there is none."""
    if start >= len(text) or text[start] not in STARTS:
        return None
    for family, pattern in LABELS:
        found = pattern.match(text, start)
        if found:
            value = value_of(found[1])
            return Number(family, value, found.end() - start) if value else None
    return None


def ordinal(text: str) -> Number | None:
    """第一， before a title as a label; None when there is none."""
    found = ORDINAL.match(text)
    return Number("ordinal", value_of(found[1]), found.end()) if found else None


def bare_number(text: str) -> Number | None:
    """A figure before blanks and a title as a label; None when there is none."""
    found = BARE.match(text)
    return Number("arabic", int(found[1]), found.end()) if found else None


def value_of(numeral: str) -> int:
    """The value of a Han, Arabic, circled or bracketed numeral up to 99; 0 for what is none."""
    if len(numeral) == 1 and not numeral.isdecimal():
        if numeral in DIGITS:
            return DIGITS[numeral]
        numeral = unicodedata.normalize("NFKC", numeral).strip("().")
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return 0 if len(ones) != 1 else DIGITS.get(ones, 0)
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * (DIGITS.get(tens, 0) if tens else 1) + (DIGITS.get(ones, 0) if ones else 0)


HAN_YEAR = "[〇○零ＯO0一二三四五六七八九]{4}"  # typists write the round zero as a letter or a figure: 二00七年
YEAR = re.compile(
    rf"({HAN_YEAR}|\d{{4}}|(?:中[华華])?民[国國]\s*(?:\d{{2,3}}|[一二三四五六七八九十]{{1,4}}))\s*年\s*([一二三四五六七八九十]{{1,3}}|元|\d{{1,2}})\s*月\s*([一二三四五六七八九十]{{1,3}}|\d{{1,2}})\s*日"
)


def iso_date(text: str) -> str:
    """The first full date in a text, in Arabic or Han numerals, as ISO 8601; "" when there is none."""
    found = YEAR.search(text)
    if not found:
        return ""
    year = found[1] if found[1].isdecimal() else str(common_era(found[1]))
    month, day = value_of(found[2]), value_of(found[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{int(year):04d}-{month:02d}-{day:02d}"


def common_era(year: str) -> int:
    """A year in Han numerals, or of the Republic (民國112年 is 2023), as a number."""
    _, republic, count = year.partition("民")
    if republic:
        return 1911 + value_of(count[1:].strip())
    return int("".join(str(DIGITS[c]) for c in year))
