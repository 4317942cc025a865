"""`info`: title, occasion, author, date, meeting, jurisdiction and provenance of the canonical document, from the front matter.

The printed lines stand as they are; beside them their meaning: personname and jobtitle, the date as ISO 8601, the meeting, and the
jurisdiction as the title writes it.
"""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import pairwise

from lxml import etree

from convert.document import KB, element
from convert.ledger import Ledger
from convert.source import Line, Source
from convert.structure.draft import Draft, Part, simplified
from convert.structure.front_matter import AUTHORITY, IN_MIDDLE, LAST, MEETING, NAME_ALONE, NAMED, OFFICE, POST_FIRST, REPORTED, SPEAKER
from convert.structure.numbers import iso_date

MET = re.compile(
    rf"(?:日[）)]?[，,\s]*(?:在)?|在|^[（(—\-]*)(?P<meeting>[^日在，,。]{{2,40}}?{MEETING}(?:第[一二三四五六七八九十]{{1,3}}次(?:全体)?会议)?)"
)
REALM = re.compile(
    r"^(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:度)?)?[“”]?(?P<realm>[\u4e00-\u9fff]{2,30}?)(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:度)?)?(?:人民)?政府(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:度)?)?工作报告"
)
YEARS = re.compile(r"^(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:度)?")


def info(draft: Draft, parent: etree._Element, ledger: Ledger) -> etree._Element:
    """The info element, with its lines kept in the ledger."""
    root = element("info", parent)
    titles = [part for part in draft.front if part.kind == "title"]
    title = element("title", root)
    title.text = " ".join(part.printed for part in titles) if latin(titles) else "".join(part.printed for part in titles)
    if not titles:
        title.text = draft.manuscript.source.subject or "无题"
    keep(titles, title, ledger)
    occasions = [part for part in draft.front if part.kind in ("occasion", "front")]
    if occasions:
        subtitle = element("subtitle", root, role="occasion")
        subtitle.text = "".join(part.printed for part in occasions)
        keep(occasions, subtitle, ledger)
    occasion = "".join(part.printed for part in occasions)
    speakers = [part for part in draft.front if part.kind == "speaker"]
    name, post, line = speaker(" ".join(part.printed for part in speakers), occasion)
    if name:
        author = element("author", root)
        element("personname", author).text = re.sub(r"\s", "", name)
        if post:
            element("jobtitle", element("affiliation", author)).text = re.sub(r"\s", "", post)
    facts(root, occasion, title.text)
    if speakers or line:
        misc = element("bibliomisc", root, role="speaker-line")
        misc.text = line
        keep(speakers, misc, ledger)
    return root


def latin(parts: list[Part]) -> bool:
    """Whether lines of a title meet at Latin letters, where joining needs a blank."""
    return any(a.printed[-1:].isascii() and b.printed[:1].isascii() for a, b in pairwise(parts))


def keep(parts: list[Part], node: etree._Element, ledger: Ledger) -> None:
    """Several lines in one block: one entry of the ledger."""
    line: Line | None = None
    for part in parts:
        part.node = node
        line = part.line if line is None else line.join(part.line)
    if line is not None:
        ledger.keep(line, node)


def speaker(line: str, occasion: str) -> tuple[str, str, str]:
    """Name, post and printed line of the speaker, from a line of its own or from the occasion; empty strings when there is none."""
    read = simplified(line)
    for pattern in (SPEAKER, NAMED, OFFICE):
        found = pattern.fullmatch(read)
        if found:
            return cut(line, found, "name"), cut(line, found, "post"), line
    if NAME_ALONE.fullmatch(read) and not AUTHORITY.fullmatch(read):
        return line, "", line
    for pattern in (REPORTED, POST_FIRST, IN_MIDDLE, LAST):
        found = pattern.search(simplified(occasion))
        if found and not line:
            return cut(occasion, found, "name").removesuffix("同志"), cut(occasion, found, "post"), cut(occasion, found, "speaker")
    return "", "", line


def cut(text: str, found: re.Match[str], group: str) -> str:
    """The text as printed where a pattern found a group in its simplified form."""
    return text[slice(*found.span(group))].strip()


def facts(root: etree._Element, occasion: str, title: str) -> None:
    """Date, meeting and jurisdiction, each only where it can be read."""
    date = iso_date(occasion)
    if date:
        element("date", root).text = date
    met = MET.search(simplified(occasion))
    if met:
        element("conftitle", element("confgroup", root)).text = cut(occasion, met, "meeting")
    realm = REALM.match(simplified(title))
    if realm and realm["realm"] not in ("人民", "本级"):
        node = element("bibliocoverage", root, spatial="otherspatial", otherspatial="jurisdiction")
        node.text = cut(title, realm, "realm")


def provenance(draft: Draft, root: etree._Element, counts: dict[str, int]) -> None:
    """kb:source with its files, and how often each rule rewrote a character."""
    source = draft.manuscript.source
    node = etree.SubElement(root, KB + "source")
    for field in fields(Source):
        value = getattr(source, field.name)
        if isinstance(value, str) and value:
            node.set(field.name, value)
    for file in draft.manuscript.files:
        etree.SubElement(node, KB + "file", name=file.name, sha256=file.sha256)
    for rule, n in counts.items():
        if rule:
            etree.SubElement(root, KB + "rule", id=rule, n=str(n))
