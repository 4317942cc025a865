"""What pages say about a thread: times, counts, numbers, as written there and as the records want them.

Forums write a time as `2024-3-2 08:32:16`, `2024/3/2 08:32`, `2024年3月2日 08:32`, `2010-12-5 04:39 PM`, or relatively (`昨天 08:32`,
`3 小时前`); the relative ones say nothing without the clock of the reader, and are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DATE = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
CLOCK = r"(?:T|\s|,)*(上午|下午|AM|PM)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(AM|PM)?"
TIME = re.compile(DATE + CLOCK, re.I)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Sun May 11 19:22:30 2014, as C writes it, and boards made for terminals
CTIME = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(\d{4})\b")
# Mar 10, 2016 at 10:43 AM; May 20, 2024, 7:04 PM; 20 May 2024 19:04
ENGLISH = re.compile(
    r"(?:(\d{1,2})\s+)?\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
    r"(?:,?\s*(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(AM|PM)?)?",
    re.I,
)
DAY = re.compile(DATE)
RELATIVE = re.compile(
    r"(?:半|\d+)\s*(?:秒|分钟|小时|天|日|周|个月|月|年)(?:钟)?前|昨天|前天|今天|刚刚"
    r"|\b(?:\d+|an?)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago\b|\b(?:Today|Yesterday)\b"
    r"|(?<!\d)\d{1,2}(?:月\d{1,2}日|[-/]\d{1,2})\s+\d{1,2}:\d{2}(?!\d)",  # without a year
    re.I,
)
COUNTS = re.compile(r"查看\s*[:：]?\s*(\d+)\s*[|｜]?\s*回复\s*[:：]?\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one thread from another, cheaply found; `page` is the number of this page within its thread, None when unsaid."""

    host: str = ""
    tid: str = ""
    site: str = ""
    subject: str = ""
    handle: str = ""
    posted: str = ""
    page: int | None = None


def iso_time(text: str) -> str:
    """The first time in a text as ISO 8601 local time (`2024-03-02T08:32:16`, a bare day as `2024-03-02`), "" when there is none."""
    if found := TIME.search(text):
        year, month, day, before, hour, minute, second, behind = found.groups()
        return stamp((year, int(month), int(day)), (hour, minute, second), before or behind or "")
    if found := CTIME.search(text):
        name, day, hour, minute, second, year = found.groups()
        return stamp((year, MONTHS.index(name.lower()) + 1, int(day)), (hour, minute, second), "")
    if found := ENGLISH.search(text):
        early, name, late, year, hour, minute, second, half = found.groups()
        if early or late:
            return stamp((year, MONTHS.index(name.lower()) + 1, int(early or late)), (hour, minute, second), half or "")
    if found := DAY.search(text):
        return stamp((found[1], int(found[2]), int(found[3])), ("", "", ""), "")
    return ""


def stamp(day: tuple[str, int, int], clock: tuple[str, str, str], half: str) -> str:
    """ISO 8601 from the parts of a time; without a clock the bare day, "" when month, day, hour or minute cannot be."""
    year, month, date = day
    if not (1 <= month <= 12 and 1 <= date <= 31):
        return ""
    hour, minute, second = clock
    if not hour:
        return f"{year}-{month:02}-{date:02}"
    hours = int(hour)
    if half.upper() in ("下午", "PM"):
        hours = hours % 12 + 12
    elif half.upper() in ("上午", "AM"):
        hours %= 12
    return f"{year}-{month:02}-{date:02}T{hours:02}:{minute}:{second or '00'}" if hours < 24 and int(minute) < 60 else ""


FLOORS = {"楼主": 1, "沙发": 2, "板凳": 3, "地板": 4}
FLOOR = re.compile(r"(\d{1,6})\s*(?:#|楼|F\b)|#\s*(\d{1,6})|^(\d{1,6})$")


def floor_number(text: str) -> int | None:
    """The floor that a label names (楼主, 沙发, `5#`, `#5`, `5楼`), counted from 1; None when it names none."""
    text = text.strip()
    if text in FLOORS:
        return FLOORS[text]
    found = FLOOR.search(text)
    return int(found[1] or found[2] or found[3]) if found else None


def counts(text: str) -> tuple[str, str]:
    """(views, replies) from `查看: 641|回复: 0`, as written; "" when unsaid."""
    found = COUNTS.search(text)
    return (found[1], found[2]) if found else ("", "")


NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s*[万萬wk]?)(?![\d:.-]|\s*[位名])"
WORDS = {
    "views": r"(?:阅读|浏览|查看|点击|访问|人气|閱讀|瀏覽|Views?|Hits|Read)",
    "replies": r"(?:回复|回帖|评论|回復|回應|跟帖|Repl(?:y|ies)|Comments?)",
}


def count(text: str, what: str) -> str:
    """The number that a text gives of `views` or `replies`, its first number when `what` is ""; without separators, 万 as written.

    A label with a colon goes before a number with a label behind it: `阅读：1204回复：1` has one reply, `1204阅读3回复` three.
    """
    if not what:
        found = re.search(NUMBER, text, re.I)
    else:
        word = WORDS[what] + r"(?:数|量|次数|人数|数量)?"
        behind = re.finditer(rf"(?<![\d,./:-]){NUMBER}[ \xa0]*(?:次|人|个|條|条)?(?:已|的)?{word}", text, re.I)
        found = (
            re.search(rf"{word}\s*[:：]\s*{NUMBER}", text, re.I)
            or next((one for one in behind if not LABELLED.search(text[max(0, one.start() - 12) : one.start()])), None)
            or re.search(rf"{word}[ \xa0]*{NUMBER}", text, re.I)
        )
    return re.sub(r"[,\s]", "", found[1]) if found else ""


# A word that has a number of its own before it: the number behind is another's.
LABELLED = re.compile(rf"(?<![\d万次人个条])(?<![\d万次人个条] )(?:{'|'.join(WORDS.values())})[ \xa0]*$", re.I)


CATEGORY = re.compile(r"^\s*[\[【]\s*([^\[\]【】]{1,20})\s*[\]】]\s*")
