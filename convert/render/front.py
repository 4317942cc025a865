"""What printers need to know of a canonical document as a whole: which speaker lines are printed, where terms are mentioned, headings.

What goes in is the canonical tree; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from convert.document import DB, XML_ID, fold, local, text_of

HEADED = (f"{DB}section", f"{DB}appendix", f"{DB}glossary")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in order: id of its section, text as printed, level (1 for the sections right under the title), `runin` or own line."""

    id: str
    text: str
    level: int
    runin: bool = False


def title(root: etree._Element) -> str:
    """The report's title as text."""
    return text_of(root.find(f"{DB}info/{DB}title"))


def speaker_lines(root: etree._Element) -> Iterator[etree._Element]:
    """The speaker lines that are printed: those whose words the occasion line does not hold already.

    An occasion line may name the speaker within other words (…会议上省长某某作政府工作报告。); then it says it all.
    """
    occasion = fold(text_of(root.find(f"{DB}info/{DB}subtitle")))
    for line in root.iterfind(f"{DB}info/{DB}bibliomisc"):
        if fold(text_of(line)) not in occasion:
            yield line


def headings(root: etree._Element) -> Iterator[Heading]:
    """All headings of sections, annexes and the glossary, in document order."""
    return _headings(root, 1)


def _headings(node: etree._Element, level: int) -> Iterator[Heading]:
    for child in node.iterchildren(*HEADED):
        runin = child.get("role") == "runin" and runs_in(child)
        yield Heading(child.get(XML_ID, ""), heading_text(child), level, runin)
        yield from _headings(child, level + 1)


def heading_text(node: etree._Element) -> str:
    """A heading as contents and bookmarks show it.

    An annex's label stands on a line of its own in print; a blank keeps it from the title here, or 附件1 and 2012年 would read 附件12012年.
    """
    title = node.find(f"{DB}title")
    label = None if title is None else title.find(f"{DB}phrase[@role='label']")
    if title is None or label is None or title.text or local(node) not in ("appendix", "glossary"):
        return text_of(title)
    rest = text_of(title)[len(text_of(label)) :]
    return f"{text_of(label)}\u3000{rest}" if rest[:1].isalnum() or rest[:1] in "《“" else text_of(title)


QUOTES = "“”"  # the only marks that structure sets aside round a term


def term_text(term: etree._Element) -> str:
    """A glossary term as it is printed, its quotation marks with it."""
    if local(term) == "quote":
        return QUOTES[0] + text_of(term) + QUOTES[1]
    return (term.text or "") + "".join(term_text(part) + (part.tail or "") for part in term)


def runs_in(section: etree._Element) -> bool:
    """Whether a run-in heading has a paragraph to run into; before a table or another heading it stands on a line of its own."""
    after = section.find(f"{DB}title").getnext()  # type: ignore[union-attr]
    return after is not None and local(after) == "para" and after.get("role") in (None, "closing")


def mentions(root: etree._Element) -> Mapping[str, list[str]]:
    """For each glossary entry, by its id, the ids of its mentions in the body, in order."""
    goals = entries(root)
    found: dict[str, list[str]] = {}
    for term in root.iter(f"{DB}glossterm"):
        entry = goals.get(term.get("linkend", "none"))
        if entry is not None:
            found.setdefault(entry.get(XML_ID, ""), []).append(term.get(XML_ID, ""))
    return found


def entries(root: etree._Element) -> Mapping[str, etree._Element]:
    """The glossary entry that each link leads to: by the entry's id, and by the ids of the terms in it."""
    goals = {}
    for entry in root.iter(f"{DB}glossentry"):
        for target in entry.iter(f"{DB}glossentry", f"{DB}phrase"):
            if target.get(XML_ID):
                goals[target.get(XML_ID, "")] = entry
    return goals
