"""Where a line of Chinese may break, and which neighbours may be pushed apart; pure functions over characters.

Facts from CLREQ (W3C) and GB/T 15834-2011, 5.1: which marks may not begin or end a line, which signs stay together, which blank half a
full-width mark has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# Full-width marks by the half that is blank in type for simplified Chinese.
BLANK_RIGHT = frozenset("、，。．：；！？”’）〕］｝》〉」』】〗")
BLANK_LEFT = frozenset("“‘（〔［｛《〈「『【〖")
MARKS = BLANK_RIGHT | BLANK_LEFT

NOT_FIRST = BLANK_RIGHT | frozenset("…—·～‐–-%％‰℃°″′,.:;!?)]}/／〉々ー\u2060\u200b ")
NOT_LAST = BLANK_LEFT | frozenset("([{$￥¥№#＃@第\u2060")

WORD_JOINER = "\u2060"
INVISIBLE = frozenset("\u2060\u200b\ufe0e\ufe0f")
UNSEEN = INVISIBLE | {" "}

CJK = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u3105-\u312f\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff60\uffe0-\uffe6“”‘’…—·×①-⑳\U00020000-\U0003ffff]"
)
HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LATIN = re.compile("[0-9A-Za-z%‰°$\u00c0-\u024f]")
ORDINARY = re.compile("[^\t\n\r\f\u00ad\u0590-\u08ff\u2028\u2029]*")  # what this knows: no tabs, line ends, soft hyphens, right-to-left

# A number and what it counts: never apart.  The first Han character after digits is held anyway; here are units of several characters.
QUANTITY = re.compile(
    "[0-9.,]+(?:个百分点|百分点|个[百千万亿]+|[百千万亿]+(?:平方公里|平方米|立方米|千瓦时?|公里|公顷|美元|人次|元|吨|亩|人|户|家|个|千|斤|株|头)?"
    "|平方公里|平方千米|平方米|立方米|微克|毫克|公斤|公里|公顷|千米|千瓦时?|兆瓦|人次|美元|小时|分钟|周岁|[年月]末|个月|以[上下]|多[个万亿]?)"
)

# Where a long quantity is divided rather than a line pushed far apart: behind 万, 亿, 个, and between the parts of a ratio.
DIVISION = re.compile("(?<=[0-9][万亿个])(?=[\u3400-\u9fff]{2})|(?<=[0-9]亿)(?=[\u3400-\u9fff])|(?<=[0-9][∶：:])(?=[0-9])")

GROUPED = re.compile("(?<![0-9])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")  # digits in threes (GB/T 15835-2011, 5.1.1): one number

# A Latin word too long for the end of any line, such as an address or a hash, and where it may be cut: after a sign, or by eights.
LONG_WORD = re.compile("[!-~\u00a1-\u024f]{20,}")
SIGN = re.compile(r"(?<=[/?&=_#@.,;:+~-])(?=[0-9A-Za-z])")
HASH = re.compile("[0-9a-f]{16,}")

# What is shaped as one: a dash or an ellipsis of two characters, a word with its blanks; every other character stands alone.
SHAPED = re.compile(f"—+|…+|(?:(?!{CJK.pattern}).)+|.", re.S)


@lru_cache(maxsize=65536)
def is_cjk(char: str) -> bool:
    """Whether a character is set on the Han grid: ideographs, full-width marks and signs."""
    return bool(char) and CJK.match(char) is not None


def has_cjk(text: str) -> bool:
    """Whether any character is."""
    return CJK.search(text) is not None


def is_ours(text: str) -> bool:
    """Whether lines of a text are set here: what holds Han, or several words, and nothing that only Pango knows how to set."""
    return (has_cjk(text) or " " in text.strip(" ")) and ORDINARY.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def wants_gap(left: str, right: str) -> bool:
    """Whether a Han and a Latin character meet here."""
    return bool((HAN.match(left) and LATIN.match(right)) or (LATIN.match(left) and HAN.match(right)))


@lru_cache(maxsize=65536)
def stretches(left: str, right: str) -> bool:
    """Whether a justified line may be pushed apart here: beside Han and after blanks, never inside words, numbers, —— and ……."""
    if left == right and left in "—…":
        return False
    if (right in BLANK_RIGHT and not is_cjk(left)) or (left in BLANK_LEFT and not is_cjk(right)):
        return False  # a mark stands close to the word that it closes or opens
    return left == " " or (right != " " and (is_cjk(left) or is_cjk(right)))


def visible_neighbours(text: str) -> list[tuple[int, int]]:
    """For each visible character its index and that of the next visible one (the text's length after the last)."""
    shown = [index for index, char in enumerate(text) if char not in INVISIBLE]
    return list(zip(shown, [*shown[1:], len(text)], strict=True))


@lru_cache(maxsize=256)
def opportunities(text: str) -> tuple[int, ...]:
    """The indices at which a line may end, ascending, without the end of the text."""
    return tuple(_opportunities(text))


def _opportunities(text: str) -> Iterator[int]:
    whole = (found for pattern in (QUANTITY, GROUPED) for found in pattern.finditer(text))
    held = {index for found in whole for index in range(found.start() + 1, found.end())}
    cuts = {cut for word in LONG_WORD.finditer(text) for cut in cuts_of(word[0], word.start())}
    for index in range(1, len(text)):
        if (index not in held and may_break(text[index - 1], text[index])) or index in cuts:
            yield index


@lru_cache(maxsize=256)
def divisions(text: str) -> tuple[int, ...]:
    """The indices at which a line may end where it would else be loose.

    >>> divisions("完成152.3亿元，比8.5∶40")
    (8, 15)
    """
    return tuple(found.start() for found in DIVISION.finditer(text))


def cuts_of(word: str, start: int) -> Iterator[int]:
    """Where a long Latin word that begins at an index may be cut."""
    for sign in SIGN.finditer(word):
        yield start + sign.start()
    for digits in HASH.finditer(word):
        yield from range(start + digits.start() + 8, start + digits.end(), 8)


@lru_cache(maxsize=65536)
def may_break(left: str, right: str) -> bool:
    """Whether a line may end between two characters.

    >>> may_break("好", "。"), may_break("说", "“"), may_break("8", "亿"), may_break("达", "8")
    (False, True, False, True)
    """
    if left in "\u200b " and right not in UNSEEN:
        return True
    if right in NOT_FIRST or left in NOT_LAST:
        return False
    if left.isdigit() and left.isascii() and HAN.match(right):
        return False
    if left in "－+±" and right.isdigit():  # a sign and its number
        return False
    return is_cjk(left) or is_cjk(right)
