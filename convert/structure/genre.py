"""Whether the thread carries a report at all; one that does not keeps its title and paragraphs, and gets no headings.

三天两夜自驾游记  ->  finding `not-a-report`
"""

from __future__ import annotations

import re

from convert.structure.closings import URGES
from convert.structure.draft import Draft, Part, Zone
from convert.structure.evidence import known_name
from convert.structure.front_matter import REPORT
from convert.structure.numbers import number_of

OFFICIAL = re.compile(r"人民政府|政府工作|代表大会|报告工作|请予审议|国民经济|财政收入|生产总值|工作报告")
# The form of address of a closing appeal; other authors take leave of 朋友们, too.
DELIVERED = re.compile(r"(?:各位代表|各位委员|代表们|同志们)")
# A news item about a session names its report, meeting and speaker, but delivers none.
NEWS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}[日网报社]讯|本[报网台]讯|新华社[\u4e00-\u9fff]{2,8}\d|[（(]?(?:本报|本网)?(?:记者|通讯员)[\s：:])"
)


def genre(draft: Draft) -> None:
    """Weigh the signs of a report: its name, occasion, form of address, numbers, words, appeal and sections; two of them are enough."""
    parts = [part for part in draft.parts() if part.text]
    if not any(part.kind == "title" for part in draft.front):
        name_first(draft)
    title = "".join(part.text for part in draft.front if part.kind == "title")
    kinds = {part.kind for part in draft.front}
    numbered = sum(
        1 for part in parts if (number := number_of(part.text)) is not None and number.family in ("han", "han-bracket", "chapter", "part")
    )
    words = sum(len(OFFICIAL.findall(part.text)) for part in parts)
    signs = [
        *endings(parts),
        bool(REPORT.search(title)),
        bool(kinds & {"occasion", "front"}),
        "salutation" in kinds,
        numbered >= 2,
        words >= 3,
    ]
    draft.report = sum(signs) >= 2 and not (news(parts[:3]) and numbered < 2 and "salutation" not in kinds)
    if not parts:
        draft.find("no-text", "The author's post holds no text.")
    if not draft.report:
        undivide(draft)
        draft.find("not-a-report", "This thread does not look like an official report; its paragraphs are kept as they are.")


def endings(parts: list[Part]) -> list[bool]:
    """Signs of a report whose beginning is lost: its closing appeal, and a number before the name of a section of reports."""
    appeal = any(DELIVERED.match(part.text) and URGES.search(part.text) for part in parts[-6:])
    numbers = ((part, number_of(part.text)) for part in parts)
    named = any(number is not None and known_name(part.text[number.length :]) for part, number in numbers)
    return [appeal, named]


def news(first: list[Part]) -> bool:
    """Whether the first paragraphs open as a news item does: 本报讯（记者 …）."""
    return any(NEWS.match(part.text) for part in first)


def name_first(draft: Draft) -> None:
    """A document needs a title: the first short line of the text, else a copy of the thread's subject."""
    zone = draft.zones[0]
    first = next((part for part in zone.parts if part.text), None)
    if first is not None and len(first.text) <= 60 and not first.text.endswith("。"):
        zone.parts.remove(first)
        first.decide("title", "genre", "the first line of the text, for want of a title")
        draft.front.insert(0, first)
    elif not draft.manuscript.source.subject:
        draft.find("no-title", "No title was found; 无题 stands for it.")


def undivide(draft: Draft) -> None:
    """One body again: annexes and glossaries are parts of reports."""
    parts = list(draft.parts())
    for part in parts:
        part.decide("para", "genre", "a paragraph of a thread that is no report")
        part.label = 0
    draft.zones = [Zone("body", parts=parts)]
