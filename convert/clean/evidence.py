"""Whether a post carries a report on, or talks to others: what goes in is a post's text and how far the report has come.

The evidence is what only one of the two has.  A report goes on with its numbering, addresses the deputies, explains terms, gives figures;
talk says I, asks, thanks, speaks of posts and floors.  What shows neither is in doubt, and doubtful text is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["certain", "likely", "doubtful", "talk"]

# Turns of phrase of an official report; a reply that quotes one hardly has three.
MARKS = (
    re.compile(r"工作报告"),
    re.compile(r"各位代表[：:，,！!]"),
    re.compile(r"现在[，,]?我?(?:代表|受).{0,20}(?:报告|审议)"),
    re.compile(r"(?:^|\n)\s*[一二三四五六七八九十]{1,3}、"),
    re.compile(r"(?:^|\n)\s*[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"请予?审(?:议|查)"),
    re.compile(r"(?:增长|同比|完成|达到)\s*\d"),
)
HAN = re.compile("[\u3400-\u9fff]+")

# The line by which a poster says that one post goes on in another; alone on its line, first or last of its post.
JOINT = re.compile(
    r"[\[【(（—\-－…\s]*(?:未完[，,、\s]*待续|待续|上?接(?:上|下|前|第?\s*\d{1,4}|[一二三四五六七八九十]{1,3})[楼#帖贴层文页]|接上|续(?:上|前)[楼帖贴文]?|续[一二三四五六七八九十\d]?"
    r"|(?:下转|转下|见下|下接)[楼帖贴页]|下[一]?[楼帖贴]继续|to be continued)[\]】)）—\-－…：:。.\s]*",
    re.I,
)
# Addressed to the deputies, or the sentence with which a report begins.
ADDRESS = re.compile(r"各位代表[：:，,！!]|现在[，,]?我?(?:代表|受).{0,20}(?:报告|审议)|请予?审(?:议|查)")
TITLE = re.compile(
    r"(?!.*(?:求|请|找|谁|哪|分享|转发|有没有|看))[^，。；！？,!?]{2,40}工作(?:的)?报告\s*(?:[（(][^，。]{1,24}[)）]|全文|摘要|[—\-－].{0,20})?",
    re.S,
)
ANNEX = re.compile(
    r"[（(【]?\s*(?:名词解释|有关名词(?:解释|说明)|名词术语|注释|附[件表注录])\s*[\d一二三四五六七八九十]{0,3}\s*(?:[：:].{0,40})?[)）】]?"
)
ENTRY = re.compile(r"(?:\d{1,3}\s*[.．、]\s*[^，。；：:]{2,40}|[“\"《][^，。；：:]{2,30}[”\"》][^，。；：:]{0,14})[：:].{4,}[。；]?", re.S)
FIGURES = re.compile(r"(?:增长|下降|同比|完成|达到|突破|压减)\s*\d|\d\s*(?:[%％]|个百分点|[万亿]元|公里|万亩)")
TALK = re.compile(
    r"楼[上下主]|\d+楼|顶一下|自己顶|自顶|占楼|沙发|谢谢|感谢(?:大家|支持|各位|分享)|回复\s*\d+[#楼]|不客气|欢迎(?:大家|各位)|求.{0,6}(?:资料|文件|版|全文|一份)|捧场|辛苦了"
    r"|我(?:个人|觉得|看|感觉|想|是本|来|也|再|又|认为|补充|把|发|这)|本人|网友|朋友|大家(?:看|怎|将|讨论|说|一起|参考|帮)|给大家|看完了|看了一遍|说几句|补充(?:一句|一下|两句)|不一定|将就|发不|已更新|请看"
    r"|[吗呢吧啊哈呵嘛呀哦](?:[。！？!?~…\s]|$)|(?:明天|接着|继续|后面|晚上|稍后)(?:再|还|接着|继续)?(?:发|有|更|补)|排版|格式|网站上|重发|转[自发]"
)
# 谢谢大家！ is how a speech ends.
THANKS = re.compile(r"\n\s*谢谢(?:大家|各位(?:代表)?)?[！!。]?\s*$")
STOPS = "。！？；：!?;:…”’）)》】"

NUMBER = r"[一二三四五六七八九十]{1,3}"
ENUMERATORS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"({NUMBER})、",
        rf"[（(]({NUMBER})[)）]",
        r"(\d{1,3})\s*(?:[．、]|\.(?!\d))",
        r"[（(](\d{1,3})[)）]",
        rf"第({NUMBER})[部章节]",
        rf"({NUMBER})是",
    )
)
DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class Progress:
    """How far the report has come: the last number of each kind of enumerator, and whether its last line waits for more."""

    numbers: dict[int, int] = field(default_factory=dict)
    waits: bool = False

    def add(self, text: str) -> None:
        """One more post of the report."""
        self.numbers.update(enumerated(text))
        lines = [line for line in text.split("\n") if line.strip() and not JOINT.fullmatch(line.strip())]
        self.waits = bool(lines) and lines[-1].strip()[-1] not in "。！？；!?;…”’"


def enumerated(text: str) -> Iterator[tuple[int, int]]:
    """(kind, number) of each line that begins with an enumerator."""
    for line in text.split("\n"):
        for kind, pattern in enumerate(ENUMERATORS):
            if found := pattern.match(line.strip()):
                yield kind, value(found[1])


def value(number: str) -> int:
    """十二 → 12, 12 → 12."""
    if number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (DIGITS.find(tens[-1:] or "一") * 10 if ten else 0) + (DIGITS.find(ones[-1]) if ones else 0)


def count_han(text: str) -> int:
    """How many Han characters a text has; run by run, which takes a tenth of the time of one by one."""
    return sum(map(len, HAN.findall(text)))


def verdict(text: str, talks: bool, progress: Progress) -> Verdict:
    """What a post by the report's author is; `talks`: it quotes another post, as answers do."""
    text = text.strip()
    han = count_han(text)
    if is_certain(text, han, progress):
        return "certain"
    talks = talks or TALK.search(THANKS.sub("", text)) is not None
    if talks and han < 300:
        return "talk"
    if not talks and is_likely(text, progress):
        return "likely"
    # A sentence without a word of talk may well be the report's; a few words without a stop are not.
    return "doubtful" if han >= 60 or (han >= 15 and text[-1] in "。！；”") else "talk"


def is_certain(text: str, han: int, progress: Progress) -> bool:
    """Whether a post has what talk never has."""
    if han >= 1000 or (han >= 300 and sum(mark.search(text) is not None for mark in MARKS) >= 2):
        return True
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return False
    goes_on = next((number == progress.numbers.get(kind, -1) + 1 for kind, number in enumerated(text)), False)
    joined = JOINT.fullmatch(lines[0]) is not None or JOINT.fullmatch(lines[-1]) is not None
    signs = (any(pattern.fullmatch(line) for pattern in (TITLE, ANNEX, ENTRY)) for line in lines)
    return goes_on or (joined and len(lines) > 1) or ADDRESS.search(text) is not None or any(signs)


OPENING = re.compile(r"现在[，,]?我?(?:代表|受).{0,20}(?:报告|审议)|请予?审(?:议|查)")
HEAD = 12  # lines: title, occasion, speaker, address and the first sentence stand in them


MEETING = re.compile(r".*(?:大会|会议|届).*")


def begins_report(text: str) -> str:
    """Title and occasion of the report that a post begins, "" when it begins none: there are a title and, near it, the words that lay a
    report before a meeting.  County reports have the same title every year; the occasion tells them apart."""
    head = [line.strip() for line in text.split("\n") if line.strip()][:HEAD]
    title = next((n for n, line in enumerate(head) if TITLE.fullmatch(line)), None)
    if title is None or not OPENING.search("\n".join(head)) or count_han(text) < 300:
        return ""
    occasion = next((line for line in head[title + 1 :] if MEETING.fullmatch(line) and not OPENING.search(line)), "")
    return f"{head[title]} {occasion}".strip()


def is_likely(text: str, progress: Progress) -> bool:
    """Whether a post without a word of talk has numbering or figures, or ends the sentence or chapter that the last one left open."""
    return next(enumerated(text), None) is not None or FIGURES.search(text) is not None or (progress.waits and text[-1:] in STOPS)
