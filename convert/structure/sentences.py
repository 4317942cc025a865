"""Shapes of Chinese sentences that several rules ask about: where the first one ends, whether a line is finished, how alike two are."""

from __future__ import annotations

import re

ENDS = frozenset("。！？!?")
OPEN = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "〔": "〕", "【": "】"}
CLOSERS = frozenset("”’）)》」』〕】\"'")
FINISHED = re.compile(r"[。！？!?…：:；;][”’）)》」』〕】\"'\s]*$")
HAN_CHAR = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff]")

# 是 as a verb: 就业是民生之本. Not in 于是, 还是, 求是 and their kin, nor in quotes.
COPULA = r"^[^“]*(?<![于但还凡求别其尤就都正或若只也不])是(?![否非])"
# What a sentence has and a title has not: a speaker, a time of speaking, a lead-in, a copula, an appeal.
SENTENCE = re.compile(
    r"我们|我代表|各位|同志们|^现在|^当前|^(?:与此)?同时|总的看|总之|^回[顾首]|^展望|这[是些一]|(?:^|，)以[上下]|其中|如下|为此|因此|此外|但是"
    r"|清醒|认识到|来之不易|[一二两三四五]年来|过去[的一五]|^(?:\d{4}|[〇○零一二三四五六七八九]{4}|[今去明]|新的一)年"
    r"|^[“‘]?十[一二三四五六]五[”’]?(?:时期)?，|^在.{2,20}(?:下|中|的同时)，"
    r"|^(?:根据|按照|综合|围绕|实现|完成|做好|确定)(?:上述|各|以上|这些|今年|全年)|" + COPULA
)

# What tells what happened or what must happen, and so is no title; 人民生活有了改善 names what was reached.
TELLS = re.compile(
    r"(?<!有)了(?!解|然)|^(?:由于|为了|经过|通过|今后|目前|虽然|尽管|只有|如果)|还(?:要|存在)|不少|也|正在|十分|非常|很(?!大)|应[当该]|必须"
    r"|不[可能得]|(?:取得|获得|得到)[^。，]*(?:进展|发展|成绩)，"
)

# What leads into a list or a sentence rather than naming a subject.
LEAD_IN = re.compile(
    r"(?:是|为|有|如下|包括|认识到|指出|强调|要求|目标|问题|工作|任务|(?:[几个各些下等]|主要|重点)方面|措施|挑战|困难|不足)[：:]$"
)
ENUMERATED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[，、,]|——|—|--|[●•◆■★·])")


def first_sentence(text: str, start: int = 0, marks: frozenset[str] = ENDS, limit: int = 200) -> int:
    """Where the first sentence after `start` ends, its stop and closing quotes included; -1 when none ends within `limit` characters.

    Stops inside quotes and brackets do not count: 坚持“稳字当头！”推动… is one sentence.
    """
    waiting: list[str] = []
    for i in range(start, min(len(text), start + limit)):
        c = text[i]
        if waiting and c == waiting[-1]:
            waiting.pop()
        elif c in OPEN:
            waiting.append(OPEN[c])
        elif c in marks and not waiting:
            end = i + 1
            while end < len(text) and (text[end] in CLOSERS or text[end] in ENDS):
                end += 1
            return end
    return -1


def finished(text: str) -> bool:
    """Whether a line ends as a sentence, a clause of a list, or a lead-in does."""
    return FINISHED.search(text) is not None


def unclosed(text: str) -> str:
    """The mark that would close the innermost bracket or quote still open at the end of a text, "" when none is."""
    waiting: list[str] = []
    for c in text:
        if waiting and c == waiting[-1]:
            waiting.pop()
        elif c in OPEN:
            waiting.append(OPEN[c])
    return waiting[-1] if waiting else ""


def rhythm(text: str) -> tuple[int, ...]:
    """The lengths of a text's clauses, marks left out: 优化结构，增强动力 → (4, 4)."""
    return tuple(len(clause) for clause in re.split(r"[，,、；;：:\s]+", text.strip("。！？!?；;：:，, ")) if clause)


def han(text: str) -> int:
    """How many Han characters a text has."""
    return len(HAN_CHAR.findall(text))


FIGURE = re.compile(
    r"\d[\d.]*\s*(?:%|％|亿|万|元|个|家|项|公里|吨|人|户|倍|位|件|所|亩|平方)"
    # Older reports write their figures out: 六十七种, 三万四千亩, 百分之八.
    r"|百分之|[一二三四五六七八九十]+[百千万亿][一二三四五六七八九十百千万亿]*(?:多|余)?(?:元|种|人|户|亩|吨|处|个|头|公里)"
    r"|[一二三四五六七八九]?十[一二三四五六七八九]种"
)


def figures(lead: str) -> bool:
    """Whether a sentence reports a figure (完成投资 12.6 亿元) rather than naming a subject (“1+3”功能区, 5G应用)."""
    return FIGURE.search(lead) is not None
