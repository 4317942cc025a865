"""The end of the report: the closing appeal (各位代表，… ！), the signature and the date line.

各位代表！大道至简，实干为要。让我们…！   ->  para closing
云梧县人民政府                            ->  para signature
2023年1月7日                              ->  para date
"""

from __future__ import annotations

import re

from convert.structure.draft import Draft, Part
from convert.structure.front_matter import BUREAU
from convert.structure.numbers import YEAR

APPEAL = re.compile(r"^(?:各位代表|各位委员|同志们|朋友们|各位[\u4e00-\u9fff]{2,4})[！!，,：:、]")
URGES = re.compile(r"让我们|我们要更加紧密|更加紧密地?团结|而(?:努力)?奋斗|谱写.{0,40}(?:篇章|华章|新篇)|再创辉煌|谢谢大家")
DATE = re.compile(rf"[（(]?{YEAR.pattern}[）)]?")
SIGNATURE = re.compile(
    rf"[\u4e00-\u9fff\s　]{{2,24}}(?:人民政府|政府|办公室|办公厅|委员会|管委会|办事处|法院|检察院|{BUREAU}|厅|公司|集团|大学|学院)(?:[\s　]*[（(]?(?:印|章)[）)]?)?"
)
TAIL = 6  # paragraphs: no closing is longer


def closings(draft: Draft) -> None:
    """Name the last lines of the body and of each annex."""
    for zone in draft.zones:
        if zone.kind != "glossary":
            lines = [part for part in zone.parts if part.text]
            sign(lines[-TAIL:])
    if draft.report and draft.zones:
        appeal([part for part in draft.zones[0].parts if part.text])


def sign(last: list[Part]) -> None:
    """Signature and date line at the very end of a zone."""
    for part in reversed(last):
        if part.kind not in ("para", "heading") or part.run_in:
            return
        if DATE.fullmatch(part.text):
            rename(part, "date", "a date alone at the end")
        elif SIGNATURE.fullmatch(part.text):
            rename(part, "signature", "an authority alone at the end")
        else:
            return


def rename(part: Part, kind: str, evidence: str) -> None:
    """A line that looked like a heading is none after all."""
    part.decide(kind, "closings", evidence)  # type: ignore[arg-type]
    part.head = part.label = part.level = 0


def appeal(lines: list[Part]) -> None:
    """The last paragraph that opens with a form of address, when it urges or the report ends in an exclamation, and what follows it;
    else a last paragraph that urges."""
    tail = [part for part in lines if part.kind not in ("date", "signature")][-TAIL:]
    start = next((n for n in range(len(tail) - 1, -1, -1) if APPEAL.match(tail[n].text)), None)
    if start is None and tail and URGES.search(tail[-1].text):
        start = len(tail) - 1
    urged = start is not None and any(
        URGES.search(part.text) or (part is tail[-1] and part.text.endswith(("！", "!"))) for part in tail[start:]
    )
    if start is None or not urged:
        return
    for part in tail[start:]:
        if part.kind == "heading":
            return
    for part in tail[start:]:
        if part.kind in ("para", "lead", "item"):
            part.decide("closing", "closings", "the appeal at the end of the report")
            part.head = 0
