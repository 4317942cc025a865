"""Annexes and glossary: where the body ends and what follows it.

    附件1
    十件民生实事
    一、稳定和扩大就业
    附件2 名词解释
    1.“两重”：…
->  body | annex “附件1 十件民生实事” | glossary “附件2 名词解释”
"""

from __future__ import annotations

import re
from itertools import takewhile

from convert.source import Table
from convert.structure.draft import Draft, Part, Zone
from convert.structure.glossaries import terms_alone
from convert.structure.numbers import number_of
from convert.structure.sentences import finished, first_sentence

LABEL = re.compile(
    r"附\s*(?:件|录|表)\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:、.．]?\s*|附\s*(?:(?:\d{1,2}|[一二三四五六七八九十])\s*)?[：:]\s*|附(?=《)"
)
TERMS = r"(?:名词|用语|术语|词语|词汇|概念|缩略语|缩略词|缩写|专用语|新词|热词|关键词|词条)"
EXPLAINED = r"(?:解释|注释|释义|注解|说明|解读|简释|浅释|对照)?表?"
GLOSSARY = re.compile(
    rf"[（(【〔]?(?:\d{{4}}年)?(?:《[^》]{{2,40}}》|[\u4e00-\u9fff\d]{{0,18}}报告)?(?:中|里)?(?:的)?(?:有关|相关|部分|若干|主要|重要|专业|专有|新|涉及)*的?(?:内容)?(?:的)?(?:有关|部分|专业|专有)*"
    rf"(?:{TERMS}(?:和|及|与|、)?)+(?:的)?{EXPLAINED}[）)】〕]?[：:]?"
)
NOTES = re.compile(
    r"[（(【〔]?(?:《[^》]{2,40}》|[\u4e00-\u9fff\d]{0,18}报告)?(?:有关|相关|部分)?(?:注释|注解|释义|注|附注|名词|释文|简释)[）)】〕]?[：:]?"
)
PUBLIC_WORKS = re.compile(r"实事|清单|一览表|计划表|任务表|项目表|名单|附表|目录|责任分解|主要指标")
ENTRY_NUMBER = re.compile(
    r"[\[［【〔（(]?\s*(?:\d{1,3}|[①-⑳]|[一二三四五六七八九十]{1,3})\s*(?:[\]］】〕）)][.．、]?|[.．、]|[：:](?!\d)|(?=[“【《]))|[①-⑳]"
)
TERM = re.compile(
    r"[^。！？；：:，—]{2,24}——(?!—)|[^。；，：:\s]{2,20}(?:[\u3000\u2003]|[ \u00a0]{2})|[^。！？；：:]{1,45}[：:]|[“\"][^”\"]{1,30}[”\"]|【[^【】]{1,40}】|[^，。：:；\s]{2,20}?(?:是指|系指|指的是)"
)


def back_matter(draft: Draft) -> None:
    """Cut the body into body, annexes and glossary at their title lines."""
    parts = draft.zones[0].parts
    zone = Zone("body")
    draft.zones = [zone]
    n = 0
    while n < len(parts):
        count = listed_annexes(parts, n)
        if count:
            zone.parts += parts[n : n + count]
            n += count
            continue
        opened = opening(parts, n, zone)
        if opened is None:
            zone.parts.append(parts[n])
            n += 1
            continue
        zone = opened
        draft.zones.append(zone)
        n += len(zone.title)
    for each in draft.zones[1:]:
        name_title(each)


def listed_annexes(parts: list[Part], n: int) -> int:
    """How many lines a list of annexes has that begins at part n, 附件：1.… / 2.… / 3.…; 0 when none does."""
    label = LABEL.match(parts[n].text)
    text = parts[n].text[label.end() :] if label else ""
    if label and re.match(r"1\s*[.．、]", text):
        count, value = 1, 2
    elif label and not text:
        count, value = 1, 1
    else:
        return 0
    while (
        n + count < len(parts)
        and re.match(rf"{value}\s*[.．、](?:\D|\d{{4}}年)", parts[n + count].text)
        and not finished(parts[n + count].text)
    ):
        count, value = count + 1, value + 1
    if value < 3 or (value - 1 > count - 1 and count < 2):
        return 0
    for part in parts[n : n + count]:
        part.decide("item", "back-matter", "a line of the list of annexes")
    return count


def opening(parts: list[Part], n: int, zone: Zone) -> Zone | None:
    """The zone that begins at part n, with its title lines; None when the text goes on."""
    text = parts[n].text
    if not text or len(text) > 60 or n + 1 >= len(parts):
        return None
    label = LABEL.match(text)
    if label and text[label.end() :].strip():
        return titled(parts, n, text[label.end() :], 1)
    first = n + 1 if label else n
    if broken_title(parts, first):
        return Zone("glossary", title=parts[n : first + 2])
    if label:
        following = parts[n + 1].text
        return titled(parts, n, following, 2) if 0 < len(following) <= 60 else None
    if names_glossary(text) and has_entries(parts, n + 1):
        return Zone("glossary", title=[parts[n]])
    if zone.kind == "glossary" and opens_annex(parts, n):
        return Zone("annex", title=[parts[n]])
    if zone.kind == "body" and PUBLIC_WORKS.search(text) and after_closing(parts, n) and not finished(text):
        return Zone("annex", title=[parts[n]])
    return None


def broken_title(parts: list[Part], n: int) -> bool:
    """Whether a glossary's title stands on two lines: 《政府工作报告》有关 / 名词解释."""
    if n + 2 >= len(parts) or finished(parts[n].text) or len(parts[n + 1].text) > 30:
        return False
    return names_glossary(parts[n].text + parts[n + 1].text) and has_entries(parts, n + 2)


def titled(parts: list[Part], n: int, title: str, lines: int) -> Zone | None:
    """A zone whose label is printed: a glossary by its name and entries, else an annex; None for a line of running text."""
    if first_sentence(title) != -1 and not names_glossary(title):
        return None
    if re.match(r"\s*1\s*[.．、]", title) and re.match(r"\s*2\s*[.．、]", parts[n + lines].text if n + lines < len(parts) else ""):
        return None  # a list of annexes, not an annex
    kind = "glossary" if names_glossary(title) and has_entries(parts, n + lines) else "annex"
    return Zone(kind, title=parts[n : n + lines])  # type: ignore[arg-type]


def names_glossary(text: str) -> bool:
    """Whether a line is a glossary's title: 名词解释, 注释, 《政府工作报告》有关用语说明 and their kin."""
    text = re.sub(r"\s", "", text).strip("—-―─*＊")
    text = re.sub(r"(?<=.)[（(][^（()）]{2,20}[）)]$", "", text)
    return len(text) <= 50 and bool(GLOSSARY.fullmatch(text) or NOTES.fullmatch(text))


def has_entries(parts: list[Part], n: int) -> bool:
    """Whether the lines from n on look like entries: most of the next six, up to another annex, begin with a number, a term and a colon,
    or a quoted term; or they are a table."""
    if n < len(parts) and isinstance(parts[n].block, Table):
        return True
    lines = takewhile(lambda part: not LABEL.match(part.text), parts[n : n + 6])
    following = [part.text for part in lines if part.text]
    entries = sum(1 for text in following if ENTRY_NUMBER.match(text) or TERM.match(text))
    return bool(following) and (entries * 2 >= len(following) or bool(terms_alone(following)))


def opens_annex(parts: list[Part], n: int) -> bool:
    """Whether a line after glossary entries is the title of a second annex: short, unfinished, no entry, and a heading 一、 follows."""
    text = parts[n].text
    if finished(text) or ENTRY_NUMBER.match(text) or len(text) > 40 or len(text) < 4:
        return False
    following = number_of(parts[n + 1].text)
    first = following is not None and following.value == 1 and following.family in ("han", "han-bracket", "chapter", "part")
    return first or (bool(PUBLIC_WORKS.search(text)) and finished(parts[n - 1].text))


def after_closing(parts: list[Part], n: int) -> bool:
    """Whether one of the few lines before is a closing appeal (各位代表 … ！) or a date, so that the report has ended."""
    return any(
        re.match(r"(?:各位代表|同志们)[！!，,：:]?", part.text) and part.text.endswith(("！", "!", "。"))
        for part in parts[max(0, n - 4) : n]
    )


def name_title(zone: Zone) -> None:
    """Decide the title lines; a printed label (附件1) stands in the first of them."""
    kind = "glossary" if zone.kind == "glossary" else "annex"
    for n, part in enumerate(zone.title):
        evidence = "a title such as 名词解释, with entries below it" if kind == "glossary" else "the title line of an annex"
        part.decide(kind, "back-matter", evidence)  # type: ignore[arg-type]
        label = LABEL.match(part.text) if n == 0 else None
        if label:
            part.label = label.end()
            part.evidence = f"the label {label[0].strip()}" + ("" if len(zone.title) == 1 else ", with the title on the next line")
