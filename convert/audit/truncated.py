"""`text-truncated`: a report that ends before its end: the canonical tree in, findings out.

A paragraph that ends in a comma, a last paragraph that ends without a stop, a heading at the end with nothing under it, and a report
to a congress without the appeal that closes every one (all of 117 that were read).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from convert.audit.blocks import SETTLED, note
from convert.document import DB, XML_ID, text_of
from convert.errors import Finding, Severity

CODE = "text-truncated"
STOPPED = "。！？!?…）)”》；;：:."
SHORT = 24  # a signature, a date, a greeting needs no stop
MANY = 5
APPEAL = re.compile(
    r"各位代表|各位委员|同志们|朋友们|让我们|奋斗|篇章|贡献(?![率度])|谢谢|而努力|奋力|奋进|前进|新局面|胜利|敬礼|辉煌|答卷|加油|祝|明天(?:一定|必将)?会?更"
)
ADVICE = "look whether the thread has a further page or a further post, or compare another edition"


def check(root: etree._Element) -> Iterator[Finding]:
    """The places where text breaks off; other threads than reports end as they like."""
    if not is_report(root):
        return
    yield from commas(root)
    body = [p for p in root.iter(DB + "para") if not in_back(p) and not in_table(p) and not is_deleted(p)]
    if not body or is_settled(body[-1]):
        return
    yield from endings(root, body)


def in_back(node: etree._Element) -> bool:
    """Whether a node stands in an annex or the glossary."""
    return any(a.tag in (DB + "appendix", DB + "glossary") for a in node.iterancestors())


def in_table(node: etree._Element) -> bool:
    """Whether a node stands in a table."""
    return any(a.tag == DB + "informaltable" for a in node.iterancestors())


def is_deleted(para: etree._Element) -> bool:
    """Whether an editor has deleted all words of a paragraph."""
    return para.get("role") == "empty" and len(para) > 0


def is_settled(para: etree._Element) -> bool:
    """Whether an editor has changed or marked the last words of a paragraph."""
    return len(para) > 0 and para[-1].get("role") in SETTLED and not (para[-1].tail or "").strip()


def name(node: etree._Element) -> str:
    """The xml:id of a node or of the nearest block around it."""
    return node.get(XML_ID) or next((a.get(XML_ID) or "" for a in node.iterancestors() if a.get(XML_ID)), "")


def commas(root: etree._Element) -> Iterator[Finding]:
    """Paragraphs that end in a comma; where there are many, one finding."""
    broken = [p for p in root.iter(DB + "para") if not in_table(p) and text_of(p).rstrip()[-1:] in ("，", ",", "、") and text_of(p).strip()]
    broken = [p for p in broken if not is_settled(p)]
    if len(broken) > MANY:
        message = f"{len(broken)} paragraphs end in a comma: the lines of the page were taken apart, or text is missing; {ADVICE}"
        yield note(CODE, message, name(broken[0]), text_of(broken[0]).rstrip()[-20:])
        return
    for para in broken:
        yield note(CODE, f"the sentence breaks off at a comma; {ADVICE}", name(para), text_of(para).rstrip()[-20:])


def endings(root: etree._Element, body: list[etree._Element]) -> Iterator[Finding]:
    """The ends of the text proper and of the whole document."""
    last = body[-1]
    everything = [p for p in root.iter(DB + "para") if not in_table(p) and not is_deleted(p)]
    open_ended = [p for p in dict.fromkeys((last, everything[-1])) if is_open(text_of(p).rstrip())]
    for para in open_ended:  # a slogan is printed without a stop now and then
        severity: Severity = "info" if closes(para) else "warning"
        yield note(CODE, f"the last sentence has no end; {ADVICE}", name(para), text_of(para).rstrip()[-20:], severity)
    if open_ended:
        return
    if last.get("role") == "empty":
        title = text_of(last.getparent().find(DB + "title")) if last.getparent() is not None else ""  # type: ignore[union-attr]
        yield note(CODE, f"the text ends in a heading with nothing under it; {ADVICE}", name(last), title[:20])
    elif is_spoken(root) and not any(closes(p) for p in body[-4:]):
        yield note(CODE, f"the report has no closing appeal; {ADVICE}", name(last), text_of(last).rstrip()[-20:], "info")


def is_open(text: str) -> bool:
    """Whether a text is a sentence without its end (one that ends in a comma was named before)."""
    return len(text) >= SHORT and text[-1] not in STOPPED + "，,、"


def is_report(root: etree._Element) -> bool:
    """Whether the document calls itself a report, or is spoken to an audience."""
    return "报告" in text_of(root.find(f"{DB}info/{DB}title")) or is_spoken(root)


def is_spoken(root: etree._Element) -> bool:
    """Whether the document is addressed to an audience."""
    return any(p.get("role") == "salutation" for p in root.iter(DB + "para"))


def closes(para: etree._Element) -> bool:
    """Whether a paragraph is a closing."""
    if para.get("role") in ("closing", "salutation"):
        return para.get("role") == "closing"
    return bool(APPEAL.search(text_of(para)[:12]) or APPEAL.search(text_of(para)[-24:]))
