"""Lead sentences that head their paragraph without a number, decided by the company of their siblings.

    乡村振兴全面推进。农作物播种面积…   工业经济提速增效。全年…   ->  two paragraphs with run-in titles

One such sentence proves nothing; two of a length in one section, short and like titles, do.
"""

from __future__ import annotations

import re
from collections import Counter

from convert.structure.draft import Draft, Part
from convert.structure.evidence import whole_bold
from convert.structure.front_matter import SALUTATION
from convert.structure.items import BEGINS
from convert.structure.sentences import ENUMERATED, LEAD_IN, SENTENCE, TELLS, figures, finished, first_sentence, rhythm

SHORTEST, LONGEST = 4, 31  # characters, the stop included
PROVERBS = {4, 5, 7}  # characters in a clause of a proverb or a verse: 为政之要，重在实干
REACH = 2  # paragraphs between siblings, one of them at most without a lead

OPENING = re.compile(r"(?:新的一年|今年|新征程|新时代|面对|站在|我们|必须|过去一年|一年来|当前)")
# What a paragraph that looks back on the work goes on with; its first sentence is rhetoric: 成绩来之不易。这是…的结果。
TAKES_STOCK = re.compile(r"(?:在此|这[是些一]|对此|[一五]年来的|实践告诉|我们也|也要看到|与.{2,20}相比)")
LISTS_FAULTS = re.compile(r"(?:主要是|主要表现)")  # 困难和问题仍然不少。主要是…; 实行从紧的货币政策。主要是… tells how
FAULTS = re.compile(r"问题|困难|矛盾|不足|短板|弱项|挑战|差距|风险")
RHETORIC = re.compile(
    r"来之不易|不容|弥足|极不|令人|充满|(?:依然|仍然)(?:复杂|严峻|艰巨|存在|突出|较大|不足)|(?:大于|多于)挑战|并存|永无止境|正当其时|任重|可贵"
)
COLON = re.compile(r"[\u4e00-\u9fff“”、]{3,14}(?:，[\u4e00-\u9fff“”、]{3,14})?[：:](?=[^：:]{20,})")
GAP = re.compile(r"[\u4e00-\u9fff“”、，]{4,24}(?=[\u3000\u2003]+\S|[ \u00a0]{2,}\S)")
COLUMNS = re.compile(r"[\u3000\u2003\t]+\S|[ \u00a0]{2,}\S")
# A figure counts what is to be done rather than what was reached: 办好10件民生实事。, 推进100个重点项目建设。
COUNTED = re.compile(r"[\u4e00-\u9fff“]{2,8}\d{1,4}(?:个|项|件|条|大|类|座|所)[\u4e00-\u9fff”]{2,14}[。：:]")
REACHED = re.compile(r"达到?\d|增长|下降|完成.{0,6}\d+(?:个|项|件)$|新增|超过|突破")


def run_ins(draft: Draft) -> None:
    """Name the leads of every section of the body and the annexes."""
    if not draft.report:
        return
    for zone in draft.zones:
        if zone.kind == "glossary":
            continue
        section: list[Part] = []
        opened = False  # by the text of a run-in heading
        for part in [*zone.parts, None]:
            if part is None or part.kind == "heading" or SALUTATION.fullmatch(part.text):  # 各位代表！ begins a new passage
                decide(section, opened)
                section, opened = [], part is not None and part.run_in
            elif part.kind == "para" and part.text and not BEGINS.match(part.text):
                section.append(part)  # what stands between siblings as an item of a list does not part them


def decide(section: list[Part], opened: bool) -> None:
    """The leads of one section: its candidates, when at least two of one ending keep each other company."""
    found = [(n, part, end) for n, part in enumerate(section) if (end := lead_end(part))]
    if found and found[0][0] == 0 and not opened and opens_section(section[0].text, found[0][2]):
        del found[0]
    found = [(n, part, end) for n, part, end in found if not takes_stock(part.text, end)]
    endings = [ending(part.text, end) for _, part, end in found]
    for kind in "。：　":
        group = alike([each for each, its in zip(found, endings, strict=True) if its == kind])
        kept = company(group, len(section))
        for _, part, end in kept:
            part.decide("lead", "run-ins", f"a short sentence like a title heads it, as in {len(kept) - 1} sibling paragraphs")
            part.head = end


def ending(text: str, end: int) -> str:
    """How a lead ends: with a stop, a colon, or a wide gap."""
    return "：" if text[end - 1] in "：:" else "。" if text[end - 1] in "。！!？?”’" else "　"


def opens_section(text: str, end: int) -> bool:
    """Whether a section's first paragraph goes on about us and the time, and so opens it: 打铁必须自身硬。新的一年，我们要…"""
    following = text[end : first_sentence(text, end, limit=len(text))]
    return bool(OPENING.match(following)) or "我们要" in following or "我们将" in following


def takes_stock(text: str, end: int) -> bool:
    """Whether a paragraph that begins with a short sentence is about the work as a whole: 问题不容忽视。主要是…"""
    faults = LISTS_FAULTS.match(text, end) and FAULTS.search(text, 0, end)
    return bool(faults or TAKES_STOCK.match(text, end) or RHETORIC.search(text, 0, end))


def alike(found: list[tuple[int, Part, int]]) -> list[tuple[int, Part, int]]:
    """The candidates that may be siblings: a lead of two clauses needs another of its rhythm or with a phrase of its first clause, two
    others of two clauses, a lead in the paragraphs before and behind it, or clauses of one length, not a proverb's, and two leads beside it."""
    leads = [part.text[:end] for _, part, end in found]
    beats = Counter(map(rhythm, leads))
    words = Counter(word for lead in leads for word in phrases(lead))
    double = sum(1 for lead in leads if "，" in lead)
    places = {n for n, _, _ in found}

    def kept(n: int, lead: str) -> bool:
        kin = beats[rhythm(lead)] > 1 or any(words[word] > 1 for word in phrases(lead))
        beat = set(rhythm(lead))
        couplet = len(found) > 2 and len(beat) == 1 and beat.isdisjoint(PROVERBS)
        return "，" not in lead or double > 2 or kin or {n - 1, n + 1} <= places or couplet

    return [each for each, lead in zip(found, leads, strict=True) if kept(each[0], lead)]


def phrases(lead: str) -> set[str]:
    """The stretches of three characters of a sentence's first clause: …政策要提升效能，… and …政策要灵活适度，… share 政策要."""
    clause = re.split("[，。]", lead)[0]
    return {clause[i : i + 3] for i in range(len(clause) - 2)}


def lead_end(part: Part) -> int:
    """Where the lead of a paragraph would end, 0 when it has none."""
    text = part.text
    if ENUMERATED.match(text):
        return 0
    bold = bold_lead(part)
    if bold:
        return 0 if SENTENCE.search(text[:bold]) or LEAD_IN.search(text[:bold]) else bold
    label = COLON.match(text) or GAP.match(text)
    if label:
        row = not finished(text) or len(COLUMNS.findall(text)) > 1  # of a table
        return 0 if row or SENTENCE.search(label[0]) or LEAD_IN.search(label[0]) else label.end()
    end = first_sentence(text, limit=LONGEST + 2)
    if not SHORTEST + 1 <= end <= LONGEST + 1 or end >= len(text) - 1:
        return 0
    lead = text[:end]
    return end if names(lead) else 0


def names(lead: str) -> bool:
    """Whether a sentence names a subject rather than telling, asking or appealing."""
    if SENTENCE.search(lead) or TELLS.search(lead) or lead.endswith(("！", "!", "？", "?")) or lead.count("，") > 1:
        return False
    return not figures(lead) or (COUNTED.fullmatch(lead) is not None and not REACHED.search(lead))


def bold_lead(part: Part) -> int:
    """The end of a bold beginning that is a sentence or stands before a colon; a bold run-in is one by its look."""
    if whole_bold(part):
        return 0
    for start, end in part.line.bold:
        if start == 0 and SHORTEST <= end <= 50 and end < len(part.text):
            if part.text[end - 1] in "。：:！!":
                return end
            if part.text[end] in "。：:！!" and end + 1 < len(part.text):
                return end + 1
    return 0


def company(found: list[tuple[int, Part, int]], paragraphs: int) -> list[tuple[int, Part, int]]:
    """The candidates that have siblings: two side by side or more, near each other in place and length, and not a few strays among many
    paragraphs."""
    places = {n for n, _, _ in found}
    beside = [step for step in range(-REACH, REACH + 1) if step]
    near = [each for each in found if any(each[0] + step in places for step in beside)]
    if (
        len(near) < 2
        or (len(near) == 2 and near[1][0] - near[0][0] > 1)
        or len(near) * 4 < paragraphs
        or len(near) * 3 < near[-1][0] - near[0][0]
    ):
        return []
    lengths = sorted(end for _, _, end in near)
    middle = lengths[len(lengths) // 2]
    return [each for each in near if each[2] <= max(2.2 * middle, middle + 8)]
