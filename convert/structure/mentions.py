"""Links from the text to the glossary: the first mention of each entry in each innermost section.

    推进“五个大起底”行动  ->  推进“<glossterm linkend=…>五个大起底</glossterm>”行动

Longest terms first, so that no term is found inside another; never in titles.  Quotes round a whole term do not belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from convert.document import DB, XML_ID, element
from convert.errors import Finding
from convert.structure.draft import Draft, Part

MOST = 20  # phrases in one finding; more help nobody
QUOTES = {"“": "”", '"': '"', "‘": "’", "「": "」", "『": "』", "【": "】"}


def mentions(root: etree._Element, draft: Draft) -> None:
    """Link the mentions and report what the glossary and the text do not share."""
    parts = {part.node: part for part in draft.parts() if part.kind == "entry" and part.node is not None}
    targets = dict(vocabulary(root, draft, parts))
    if not targets:
        return
    pattern = alternatives(targets)
    owner = owners(root)
    used: set[str] = set()
    for section in [root, *root.iter(DB + "section")]:
        linked: set[str] = set()
        for para in paragraphs(section):
            link(para, pattern, targets, owner, linked)
        used |= linked
    for entry in root.iter(DB + "glossentry"):
        if entry.get(XML_ID) not in used:
            draft.find("unused-term", "No paragraph of the text mentions this entry of the glossary.", parts.get(entry), info=True)
    coined(root, draft)


# Quoted phrases that count and that every reader of such reports knows; the glossaries of reports do not explain them.
KNOWN = frozenset(
    """两个确立 两个维护 四个意识 四个自信 四风 三农 一带一路 两个毫不动摇 三个代表 四个全面 五位一体 两个一百年 三公 一国两制 三严三实
    两学一做 四个伟大 六稳 六保 三会一课 两个结合 两山 三重一大 一岗双责 五大发展理念""".split()  # noqa: SIM905
)
COINED = re.compile(r"“((?:[一二三四五六七八九十两双百千]|\d{1,4}[+＋]?)[^“”，。、；：\d]{1,9}|\d[\d+＋A-Z]{1,6})”")
PLAIN = re.compile(r"[一二三四五六七八九十]+五$|[一二三四五六七八九十]+[年月日号]|四川|三峡|百姓|\d+[条年月日号]$")


def coined(root: etree._Element, draft: Draft) -> None:
    """One finding for all quoted phrases that count, “六个百分百”, and that the glossary of a document that has one does not explain."""
    glossary = "".join("".join(node.itertext()) for node in root.iter(DB + "glossary"))
    found: dict[str, None] = {}
    for section in [root, *root.iter(DB + "section")]:
        for para in paragraphs(section):
            words = (match[1] for match in COINED.finditer("".join(para.itertext())))
            found.update(dict.fromkeys(word for word in words if word not in KNOWN and word not in glossary and not PLAIN.match(word)))
    if found:
        shown = "".join(f"“{word}”" for word in list(found)[:MOST]) + (" and others" if len(found) > MOST else "")
        message = f"These quoted phrases look like terms, but the glossary does not explain them: {shown}."
        draft.findings.append((Finding("quoted-term-without-entry", message, quote=f"“{next(iter(found))}”", severity="info"), None))


def alternatives(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern of all terms, the longest that begins at a place first; grouped by first character, so that most places fail at once."""
    groups: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda t: (-len(t), t)):
        groups.setdefault(term[0], []).append(term[1:])
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(map(re.escape, rests))})" for first, rests in groups.items()))


def vocabulary(root: etree._Element, draft: Draft, parts: dict[etree._Element, Part]) -> Iterator[tuple[str, str]]:
    """Each term as the text writes it, with the id its links name: the phrase of one of several terms, else the entry."""
    seen: set[str] = set()
    for entry in root.iter(DB + "glossentry"):
        term = entry.find(DB + "glossterm")
        assert term is not None
        phrases = [p for p in term.findall(DB + "phrase") if p.get("role") == "term"]
        named = [(p, "".join(p.itertext())) for p in phrases] or [(entry, whole(term))]
        for node, text in named:
            text = unquoted(text.strip())
            if len(text) < 2:
                continue
            if text in seen:
                draft.find("term-defined-twice", f"The glossary explains {text} a second time.", parts.get(entry))
                continue
            seen.add(text)
            yield text, node.get(XML_ID) or ""


def whole(term: etree._Element) -> str:
    """A term's text without its printed number."""
    label = term.find(DB + "phrase[@role='label']")
    text = "".join(term.itertext())
    return text if label is None else text[len("".join(label.itertext())) :]


def unquoted(text: str) -> str:
    """A term without quotes round all of it."""
    while len(text) > 2 and QUOTES.get(text[0]) == text[-1] and QUOTES[text[0]] not in text[1:-1]:
        text = text[1:-1]
    return text


def owners(root: etree._Element) -> dict[str, str]:
    """The entry that each id in a glossary belongs to."""
    found = {}
    for entry in root.iter(DB + "glossentry"):
        for node in entry.iter(etree.Element):
            if node.get(XML_ID):
                found[node.get(XML_ID) or ""] = entry.get(XML_ID) or ""
    return found


def paragraphs(section: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a section itself, those of run-in titles too."""
    for child in section:
        if child.tag == DB + "para":
            yield child
        elif child.tag == DB + "formalpara":
            yield from child.findall(DB + "para")


def link(para: etree._Element, pattern: re.Pattern[str], targets: dict[str, str], owner: dict[str, str], linked: set[str]) -> None:
    """Link the terms of one paragraph that its section has not linked yet, the last first so that places stay true."""
    text = "".join(para.itertext())
    wanted = []
    for found in pattern.finditer(text):
        entry = owner[targets[found[0]]]
        if entry not in linked:
            linked.add(entry)
            wanted.append(found)
    for found in reversed(wanted):
        wrap(para, found.start(), found.end(), targets[found[0]])


def wrap(para: etree._Element, start: int, end: int, target: str) -> bool:
    """Put [start, end) of a paragraph's text into a glossterm; False for a stretch that crosses a phrase's border or is linked already."""
    at = 0
    for node, slot in slots(para):
        text = (node.text if slot == "text" else node.tail) or ""
        if at <= start and end <= at + len(text):
            if slot == "text" and (node.tag == DB + "glossterm" or node.get("role") == "noteref"):
                return False
            mention = element("glossterm", None, linkend=target)
            mention.text = text[start - at : end - at]
            mention.tail = text[end - at :]
            if slot == "text":
                node.text = text[: start - at]
                node.insert(0, mention)
            else:
                node.tail = text[: start - at]
                parent = node.getparent()
                assert parent is not None
                parent.insert(parent.index(node) + 1, mention)
            return True
        at += len(text)
    return False


def slots(node: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The text slots inside an element in reading order: an element's text, and the tails of those inside."""
    yield node, "text"
    for child in node:
        yield from slots(child)
        yield child, "tail"
