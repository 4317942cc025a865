"""The draft: what the rules of this package work on, from the author's lines to a decision about each of them.

In: the blocks of a Manuscript.  Out: the same blocks as parts in zones (front, body, annexes, glossary), each with its kind, its level,
the rule that said so and the evidence for it.  Rules change the draft; only `tree` makes elements of it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from convert.errors import Finding
from convert.source import Block, Drop, Line, Manuscript

Kind = Literal[
    "para", "title", "occasion", "speaker", "front", "salutation", "heading", "lead", "item", "closing", "signature", "date",
    "annex", "glossary", "entry", "definition", "dropped",
]  # fmt: skip
ZoneKind = Literal["body", "annex", "glossary"]
EMPTY = Line("", array("I"))


# The characters of words that rules know (報告, 會議, 縣長, 名詞解釋, 請予審議 …), traditional to simplified.
FORMS = str.maketrans(
    "報會議縣長區鎮鄉總書記員組織關於務經濟發產業動過現將對應當處國團結實農學話談詞釋註說語錄標題顧與計劃項點"
    "進討論級體時間來這們為從見開閉謝請審屆節條號黨軍隊醫養齡創強導環護綠態衛種糧領專門構樣聯網絡認識問難繼續"
    "績設備獎讓奮鬥譜寫華親參觀稱負責統籌優擴壯穩築貫徹簡縮內畫圖選舉僑兩億萬圓歲歷幹東廣臺灣數據轉變聽復補貼"
    "購買賣彙匯綱規劃術層義決調辦",
    "报会议县长区镇乡总书记员组织关于务经济发产业动过现将对应当处国团结实农学话谈词释注说语录标题顾与计划项点"
    "进讨论级体时间来这们为从见开闭谢请审届节条号党军队医养龄创强导环护绿态卫种粮领专门构样联网络认识问难继续"
    "绩设备奖让奋斗谱写华亲参观称负责统筹优扩壮稳筑贯彻简缩内画图选举侨两亿万圆岁历干东广台湾数据转变听复补贴"
    "购买卖汇汇纲规划术层义决调办",
)
TRADITIONAL = re.compile("[" + "".join(map(chr, FORMS)) + "]")


def simplified(text: str) -> str:
    """A text with the words that rules know in simplified characters, of the same length; 「」 stay."""
    return text.translate(FORMS) if TRADITIONAL.search(text) else text


@dataclass(slots=True)
class Mark:
    """A stretch of a part's text that stands in an inline element: [start, end) and the element's role (enum, item, lead, noteref)."""

    start: int
    end: int
    role: str


@dataclass(slots=True)
class Part:
    """One block of the author's text and what was decided about it.

    `head` characters at its start are its run-in title (0: none, or all of it for a heading on a line of its own); `label` characters
    are its printed number; a glossary entry's definition begins at `definition`.  `doubt` names the other reading, in one phrase, where
    the decision was close.
    """

    block: Block
    kind: Kind = "para"
    level: int = 0
    head: int = 0
    label: int = 0
    definition: int = 0
    rule: str = "text"
    evidence: str = "running text"
    doubt: str = ""
    marks: list[Mark] = field(default_factory=list)
    node: etree._Element | None = None
    _read: tuple[Block, str] | None = None

    @property
    def line(self) -> Line:
        """The part's line; an empty one for a table or a picture."""
        return self.block if isinstance(self.block, Line) else EMPTY

    @property
    def text(self) -> str:
        """The part's text as rules read it: traditional forms of the words that they know are simplified, character for character.

        What is printed is `printed`.  "" for a table or a picture.
        """
        if self._read is None or self._read[0] is not self.block:
            self._read = self.block, simplified(self.block.text) if isinstance(self.block, Line) else ""
        return self._read[1]

    @property
    def printed(self) -> str:
        """The part's text as it is; "" for a table or a picture."""
        return self.line.text

    @property
    def run_in(self) -> bool:
        """Whether text follows the heading in the same paragraph."""
        return 0 < self.head < len(self.text)

    def decide(self, kind: Kind, rule: str, evidence: str) -> None:
        """Take a decision about the part."""
        self.kind, self.rule, self.evidence = kind, rule, evidence


@dataclass(slots=True)
class Zone:
    """A stretch of the document whose headings count from 1: the body, an annex, or the glossary; `title` are its title lines."""

    kind: ZoneKind
    title: list[Part] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def lines(self) -> Iterator[Part]:
        """The parts that are lines, tables and pictures left out."""
        return (part for part in self.parts if isinstance(part.block, Line))


@dataclass(slots=True)
class Draft:
    """A document in the making.

    `front` holds what stands before the text, lines that nobody knows among it; `subject` is the thread's title in the page, used when the
    post has none of its own; `taken` are lines that rules set aside from the zones, each with the rule; `findings` are pairs of a finding and the part it is about.
    """

    manuscript: Manuscript
    front: list[Part] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    subject: Part | None = None
    taken: list[Part] = field(default_factory=list)
    report: bool = True
    drops: list[Drop] = field(default_factory=list)
    rewrites: dict[int, str] = field(default_factory=dict)
    findings: list[tuple[Finding, Part | None]] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """All parts of the text after the front, in order."""
        for zone in self.zones:
            yield from zone.title
            yield from zone.parts

    def find(self, code: str, message: str, part: Part | None = None, *, info: bool = False) -> None:
        """Report something that an editor should look at."""
        quote = part.text[:30] if part else ""
        self.findings.append((Finding(code, message, quote=quote, severity="info" if info else "warning"), part))


def draft_of(manuscript: Manuscript) -> Draft:
    """The manuscript as one undivided body: blank lines left out, blanks at both ends of lines too."""
    parts = []
    for block in manuscript.blocks:
        stripped = block.strip() if isinstance(block, Line) else block
        if not isinstance(stripped, Line) or stripped.text:
            parts.append(Part(stripped))
    return Draft(manuscript, zones=[Zone("body", parts=parts)], subject=subject_of(manuscript))


def subject_of(manuscript: Manuscript) -> Part | None:
    """The thread's subject as a part; None when there is none, or when its places are taken by a block or a drop."""
    line = manuscript.source.subject_at
    if line is None or not line.text.strip():
        return None
    line = line.strip()
    places = set(line.at)
    # A subject of Markdown has dropped marks among its places; only a drop of one of them takes it.
    inner = (range(max(drop.start, line.at[0]), min(drop.end, line.at[-1] + 1)) for drop in manuscript.drops)
    taken = any(not places.isdisjoint(part) for part in inner)
    taken = taken or any(isinstance(block, Line) and not places.isdisjoint(block.at) for block in manuscript.blocks)
    return None if taken else Part(line)
