"""Glossary entries: numbered or not, term and definition on one line or two, definitions of several paragraphs.

［1］一降三减：      ->  entry “一降三减” with label ［1］, definition “降低…”
降低…
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

from convert.source import Cell, Line, Table
from convert.structure.draft import Draft, Mark, Part, Zone
from convert.structure.numbers import value_of
from convert.structure.sentences import finished, first_sentence

FORMS = (
    ("[1]", re.compile(r"[\[［【〔]\s*(\d{1,3})\s*[\]］】〕]\s*[.．、]?\s*")),
    ("(1)", re.compile(r"[（(]\s*(\d{1,3})\s*[）)]\s*[.．、]?\s*")),
    ("1.", re.compile(r"(\d{1,3})\s*(?:[.．、，,）)]|[：:](?!\d))\s*")),
    ("1“", re.compile(r"(\d{1,2})(?=[“【《])")),
    ("1 ", re.compile(r"(\d{1,3})[\s　]+")),
    ("1字", re.compile(r"(\d{1,2})(?=[“【《\u4e00-\u9fff])")),  # a fold made a bare 1 of ①
    ("①", re.compile(r"([①-⑳㉑-㉟㊱-㊿⑴-⒛])\s*[.．、]?\s*")),
    ("一、", re.compile(r"([一二三四五六七八九十]{1,3})\s*[、.．]\s*")),
    ("（一）", re.compile(r"[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]\s*[、.．]?\s*")),
    ("注1", re.compile(r"(?:注释?|附注)\s*(\d{1,3})\s*[.．、：:]?\s*")),
    ("*", re.compile(r"()[*※★●◆■▲·•]\s*")),
)
LONGEST_TERM = 60
LONGEST_ALONE = 25  # characters: a term without a number alone on its line
QUOTED = re.compile(r"“[^“”]{1,40}”|\"[^\"]{1,40}\"|「[^「」]{1,40}」|《[^《》]{1,40}》|【[^【】]{1,40}】")
PAIR = {"“": "”", '"': '"', "「": "」", "‘": "’"}
EXPLAINS = re.compile(r"(?=[，,]?(?:是指|系指|指的是|是对|是以|指|即|是))|(?=——)|(?=—)")
EXPLAINED = re.compile(r"[，,]?(?:是指|系指|指|即|是|——|—)")
# 紧平衡——收支总量平衡但…
DASHED = re.compile(r"(?!\d{2})[^，。：:；\s—]{2,24}(?=——(?!—).)")
SAID = re.compile(r"[，,]?(?:是指|系指|指的是)")
# An entry without a number and without a colon says 是指, or 指由 and its kin, near its beginning.
SAYS = re.compile(r"[^，。：:；\s—]{2,20}?(?=是指|系指|指的是|指(?:由|以|在|对|按|把|将))")
SEPARATOR = re.compile(r"\s*(?:——?|――?|──?|，|,)\s*")
# 【河湖长制】 heads its entry like a word in a dictionary.
BRACKETED = re.compile(r"(【[^【】]{1,40}】)(?![和与及、“])\s*[：:]?\s*(?=\S)")
# （见第2页）, （报告第3页第8行）: where the print has the term.
PLACE = re.compile(r"\s*[（(]见?(?:《?[\u4e00-\u9fff]{0,8}报告》?|正文)?第?\s*\d{1,3}\s*页[^（）()]{0,8}[）)]$")
JOINT = re.compile(r"[、和与及]?(?=[“\"「《【])")
SUFFIX = re.compile(r"[^，。：:；、是指即—\u3000\u2003]{0,12}(?=[\u3000\u2003]|[ \u00a0]{2}|是指|指|即|，|——|—|：|:|是|$)")
GAP = re.compile(r"[^。；，：:\s]{2,20}(?=[\u3000\u2003]|[ \u00a0]{2})")


@dataclass(slots=True)
class Entry:
    """Where the pieces of an entry's first line stand: label [0, label), term [label, term), definition from `definition`."""

    label: int
    term: int
    definition: int


def glossaries(draft: Draft) -> None:
    """Name the lines of each glossary zone as entries, definitions, or paragraphs before the first entry."""
    for zone in draft.zones:
        if zone.kind == "glossary":
            glossary(draft, zone)


def glossary(draft: Draft, zone: Zone) -> None:
    """One glossary: find the form of its numbers, then follow them; without numbers a term and a colon begin an entry."""
    zone.parts[:] = [each for part in zone.parts for each in rows(part)]
    form = form_of([part.text for part in zone.lines()])
    expected = 1
    begun = False
    last: Part | None = None  # an entry whose definition is still to come
    lonely = terms_alone([part.text for part in zone.lines()]) if not form else set()
    for n, part in enumerate(zone.lines()):
        if part.kind == "entry":
            begun = True
            continue
        label, value = labelled(part.text, form, expected)
        if (form and not label) or (last is not None and not last.text[last.definition :].strip() and not label):
            continue_entry(part, begun)
            last = None
            continue
        entry = Entry(0, len(part.text), len(part.text)) if n in lonely else None if lonely else cut(part.text, label, begun and not form)
        if entry is None:
            continue_entry(part, begun)
            continue
        begin_entry(draft, part, entry, form)
        last = part
        begun, expected = True, (value or expected) + 1
    if not begun:
        draft.find("empty-glossary", "The glossary has a title but no entry could be read in it.", zone.title[0])


def rows(part: Part) -> list[Part]:
    """A glossary printed as a table: number, term and definition, or term and definition, in each row; other tables stay tables."""
    if not isinstance(part.block, Table) or not all(len(row) in (2, 3) for row in part.block.rows):
        return [part]
    return [entry_of(row) for row in part.block.rows if any(cell.lines for cell in row)]


def entry_of(row: tuple[Cell, ...]) -> Part:
    """One row as an entry; the row of names above them (名词 | 解释) as a paragraph."""
    texts = [[line.strip() for line in cell.lines] for cell in row]
    lines = [reduce(Line.join, cell) for cell in texts if cell]
    whole = reduce(Line.join, lines)
    part = Part(whole)
    number = len(row) == 3 and re.fullmatch(r"[\d①-⑳一二三四五六七八九十.．、]{1,4}", lines[0].text)
    named = any(cell.header for cell in row) or re.fullmatch(r"名词|术语|序号|词语|名称", lines[0].text)
    if named or len(lines) < len(row):
        part.decide("para", "glossaries", "the names of the columns of a glossary in a table")
        return part
    part.decide("entry", "glossaries", "a row of a glossary in a table")
    part.label = len(lines[0].text) if number else 0
    part.head = part.definition = part.label + len(lines[1 if number else 0].text)
    return part


def form_of(texts: list[str]) -> str:
    """The form of number with which at least two fifths of the lines, and the first entry, begin; "" for a glossary without numbers."""
    counts = Counter(name for text in texts for name, pattern in FORMS if pattern.match(text))
    order = {name: n for n, (name, _) in enumerate(FORMS)}
    for name, n in sorted(counts.items(), key=lambda item: (-item[1], order[item[0]])):
        counted = ascending(texts, name)
        if (n >= 3 and counted) or (n * 5 >= len(texts) * 2 and (counted or name != "1字")):
            return name
    return ""


def ascending(texts: list[str], name: str) -> bool:
    """Whether the numbers of a form go 1 2 3 through the lines."""
    pattern = dict(FORMS)[name]
    values = [numeral(found[1]) for text in texts if (found := pattern.match(text))]
    return values[:3] == [1, 2, 3]


def labelled(text: str, form: str, expected: int) -> tuple[int, int]:
    """The length and value of an entry's number, (0, 0) when the line has none; far from the expected number it is text."""
    if not form:
        return 0, 0
    for name, pattern in FORMS:
        found = pattern.match(text)
        if found and (name == form or {name, form} <= {"1.", "1 ", "1“"}):
            value = numeral(found[1])
            if form == "*" or expected - 1 <= value <= expected + 3:
                return found.end(), value or expected
    # A scrape that lost its points made 20.2026年 into 202026年: the number that was due still begins the line.
    if form == "1." and text.startswith(str(expected)) and text[len(str(expected)) :][:1].isdecimal():
        return len(str(expected)), expected
    return 0, 0


def numeral(text: str) -> int:
    """The value of an entry's number; 0 for a bullet."""
    return int(text) if text.isdecimal() else value_of(text) if text else 0


def cut(text: str, label: int, strict: bool) -> Entry | None:
    """Term and definition of an entry's first line: at the colon, else after a quoted term, else before 是指 and its kin.

    None when the line cannot begin an entry; `strict` is for a line after others without numbers, which may go on a definition.
    """
    end = quoted_end(text, label)
    found = headed(text, label, end)
    if found:
        return found
    colon = top_level_colon(text, label)
    if 0 < colon - label <= LONGEST_TERM and "。" not in text[label:colon] and "；" not in text[label:colon]:
        return None if strict and is_clause(text[label:colon]) else Entry(label, colon, colon + 1)
    if end and not (strict and not EXPLAINED.match(text, end)):
        return Entry(label, end, separated(text, end))
    says = SAYS.match(text) if not label else None
    if says:
        return Entry(0, says.end(), says.end())
    return said(text, label, strict) or alone(text, label)


def headed(text: str, label: int, end: int) -> Entry | None:
    """A term whose end is plain before any colon: in heavy brackets, before a dash, or quoted (up to `end`) before 是指."""
    bracket = BRACKETED.match(text, label)
    if bracket:
        return Entry(label, bracket.end(1), bracket.end())
    dash = DASHED.match(text, label)
    if dash:
        return Entry(label, dash.end(), separated(text, dash.end()))
    return Entry(label, end, end) if end and SAID.match(text, end) else None


def said(text: str, label: int, strict: bool) -> Entry | None:
    """A term before 指, 即 and their kin; 免申即享 alone on its line is all term."""
    if label and len(text) - label <= LONGEST_ALONE and not finished(text) and not re.search("[—，,]|指", text[label:]):
        return Entry(label, len(text), len(text))
    explained = EXPLAINS.search(text, label + 2)
    if explained and explained.start() - label <= 30 and (label or not strict) and "。" not in text[label : explained.start()]:
        return Entry(label, explained.start(), separated(text, explained.start()))
    return None


def separated(text: str, end: int) -> int:
    """Where the definition begins behind a term: a dash or a comma between them stands for the colon."""
    found = SEPARATOR.match(text, end)
    return found.end() if found and found.end() < len(text) else end


def terms_alone(texts: list[str]) -> set[int]:
    """The places of terms that stand alone on their lines, when short lines without a stop and finished ones take turns; else none."""
    found = {
        n
        for n, (text, following) in enumerate(pairwise(texts))
        if 2 <= len(text) <= LONGEST_ALONE and not finished(text) and finished(following) and len(following) > len(text)
    }
    return found if len(found) >= 2 and len(found) * 5 >= len(texts) * 2 else set()


def quoted_end(text: str, label: int) -> int:
    """Where a term that begins with quotes ends, a short suffix included (“八进”活动是指…); 0 when it begins otherwise."""
    quoted = QUOTED.match(text, label)
    if not quoted:
        return 0
    end = quoted.end()
    while (more := JOINT.match(text, end)) and (following := QUOTED.match(text, more.end())):
        end = following.end()
    suffix = SUFFIX.match(text, end)
    return suffix.end() if suffix else end


def alone(text: str, label: int) -> Entry | None:
    """A term before a wide gap, or the term of a numbered entry alone on its line."""
    gap = GAP.match(text, label)
    if gap and len(text) > gap.end() + 4:
        return Entry(label, gap.end(), gap.end())
    if label and len(text) - label <= 40 and not finished(text):
        return Entry(label, len(text), len(text))
    return None


def top_level_colon(text: str, start: int) -> int:
    """The first colon outside quotes and brackets, -1 when there is none before the first full stop."""
    end = first_sentence(text, start, frozenset("：:。"), LONGEST_TERM + 5)
    while end > start and text[end - 1] not in "：:。":
        end -= 1
    return end - 1 if end > start and text[end - 1] in "：:" else -1


CLAUSE = re.compile(
    r"^(?:其中|一是|二是|三是|四是|五是|六是|主要(?:包括|是|内容)|包括|具体|即|分别|也就是|第[一二三四五六](?:[，、,是]|个)|注|——|到\d{4}年)|(?:如下|包括|是指|分别是|主要有|内容是|目标是|标准是|要求是)$"
)


def is_clause(text: str) -> bool:
    """Whether what stands before a colon leads into a list (其中：, 主要包括：) rather than being a term."""
    return bool(CLAUSE.search(text)) or len(text) > 30 or ("，" in text and not QUOTED.search(text))


def begin_entry(draft: Draft, part: Part, entry: Entry, form: str) -> None:
    """Name a line as the first of an entry; the term's terms get marks when there are two."""
    how = f"numbered like its siblings ({part.text[: entry.label].strip()})" if form else "a term and a colon"
    part.decide("entry", "glossaries", f"an entry of the glossary: {how}")
    part.label, part.head, part.definition = entry.label, entry.term, entry.definition
    term = part.text[entry.label : entry.term].rstrip()
    for start, end in terms(term, part.text[entry.definition :]):
        part.marks.append(Mark(entry.label + start, entry.label + end, "term"))


def terms(term: str, definition: str) -> list[tuple[int, int]]:
    """The stretches of two or more terms in one: all quoted, “两重”、“两新”, or joined by 和 and explained one by one; that of one before
    the place where the print has it; else none."""
    place = PLACE.search(term)
    if place:
        bare = term[: place.start()]
        return terms(bare, definition) or [(0, len(bare))]
    quoted = list(QUOTED.finditer(term))
    if len(quoted) > 1 and not re.sub(r"[、和与及，,/\s]", "", QUOTED.sub("", term)):
        return [(m.start() + 1, m.end() - 1) if m[0][0] in PAIR else m.span() for m in quoted]
    alike = re.fullmatch(r"((?:“[^“”]{1,30}”)([\u4e00-\u9fff]{1,8}))[、和与及]((?:“[^“”]{1,30}”)\2)", term)
    if alike:
        return [alike.span(1), alike.span(3)]
    for found in re.finditer(r"[、和与及]", term):
        left, right = term[: found.start()], term[found.end() :]
        outside = term[: found.start()].count("“") == term[: found.start()].count("”")
        if outside and len(left) > 1 and len(right) > 1 and explained(left, definition) and explained(right, definition):
            return [(0, found.start()), (found.end(), len(term))]
    return []


def explained(term: str, definition: str) -> bool:
    """Whether a definition takes up a term and says what it is."""
    return re.search(re.escape(term) + r"[“”]?(?:是指|系指|指|即|是|：|:|，是)", definition) is not None


def continue_entry(part: Part, begun: bool) -> None:
    """A line without a number or term goes on the definition before it; before the first entry it is a paragraph."""
    if begun:
        part.decide("definition", "glossaries", "goes on the definition of the entry above")
    else:
        part.decide("para", "glossaries", "stands before the first entry")
