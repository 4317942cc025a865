"""Lengths as styles write them: what goes in is a string such as `16pt`, `7mm`, `2em`, `50%` or `三号`, what comes out is points."""

from __future__ import annotations

import re

# Type sizes by name, in points, as Chinese word processors have them.  CLREQ's table of historical sizes differs (三号 15.75).
NAMED = {
    "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
    "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5.0,
}  # fmt: skip

MILLIMETRE = 72 / 25.4  # points
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?) ?(pt|mm|em|%)")
ABSOLUTE = f"pt, mm, or a size name ({' '.join(NAMED)})"
RELATIVE = f"pt, mm, em, %, or a size name ({' '.join(NAMED)})"


def points(text: str, base: float = 0.0) -> float:
    """A length in points; `em` and `%` are taken of `base` points.  ValueError when the text is no length.

    >>> points("三号"), points("25.4mm"), points("150%", 16)
    (16.0, 72.0, 24.0)
    """
    if text in NAMED:
        return NAMED[text]
    found = NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(text)
    factor = {"pt": 1.0, "mm": MILLIMETRE, "em": base, "%": base / 100}[found[2]]
    return round(float(found[1]) * factor, 4)


def is_length(text: str, units: str = "pt mm em %") -> bool:
    """Whether the text is a length in one of the units; size names count as absolute lengths."""
    found = NUMBER.fullmatch(text)
    return text in NAMED if found is None else found[2] in units.split()
