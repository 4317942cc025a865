"""Where the entries of the glossary are printed: at the end, as footnotes at the first mention, or both; and what links to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from convert.document import DB, XML_ID, text_of
from convert.render import front

Mode = Literal["end", "footnotes", "both"]


@dataclass(frozen=True, slots=True)
class Glossary:
    """What is known of a document's glossary before it is printed.

    `entries` are the entries by what may be linked to (an entry's id, or that of a term in it), `mentions` the first mention of each of
    these in the document; `noted` the ids of the entries that become footnotes, in the order of those, each with the mention that calls it.
    """

    entries: Mapping[str, etree._Element]
    mentions: Mapping[str, str]
    noted: Mapping[str, str]
    mode: Mode

    def stays(self, entry: etree._Element) -> bool:
        """Whether an entry stands at the end: always, but where a footnote stands for it."""
        return self.mode != "footnotes" or entry.get(XML_ID) not in self.noted

    def notes(self) -> Iterator[etree._Element]:
        """The entries that become footnotes, in the order of those."""
        return (self.entries[name] for name in self.noted)

    def calls(self, mention: etree._Element) -> bool:
        """Whether a footnote stands at a mention."""
        return self.noted.get(self.entries[mention.get("linkend", "")].get(XML_ID, "")) == mention.get(XML_ID)

    def shown(self, glossary: etree._Element) -> bool:
        """Whether anything is left to print at the end: an entry, or the words before the entries."""
        words = any(node.get("role") != "empty" for node in glossary.iterchildren(f"{DB}para"))
        return words or any(map(self.stays, glossary.iterchildren(f"{DB}glossentry")))


def survey(root: etree._Element, mode: Mode) -> Glossary:
    """The glossary of a document; `mode` is the style's."""
    entries = front.entries(root)
    mentions: dict[str, str] = {}
    noted: dict[str, str] = {}
    for mention in root.iter(f"{DB}glossterm"):
        target, name = mention.get("linkend", ""), mention.get(XML_ID, "")
        if target in entries:
            mentions.setdefault(target, name)
            if mode != "end" and fits(entries[target]) and next(mention.iterancestors(f"{DB}glossentry"), None) is None:
                noted.setdefault(entries[target].get(XML_ID, ""), name)
    return Glossary(entries, mentions, noted, mode)


LONGEST = 300  # characters, some ten lines: a note stands whole on its page, and a longer one would leave the report no room there


def fits(entry: etree._Element) -> bool:
    """Whether an entry may become a footnote: a table or a long text has no room there, and stays where it is with its entry."""
    return next(entry.iter(f"{DB}informaltable"), None) is None and len(text_of(entry)) <= LONGEST


def listed(root: etree._Element, terms: Glossary, depth: int) -> list[front.Heading]:
    """The headings that the contents list, down to a level: those that are printed, so no glossary whose every entry became a footnote."""
    gone = {node.get(XML_ID) for node in root.iter(f"{DB}glossary") if not terms.shown(node)}
    return [heading for heading in front.headings(root) if heading.level <= depth and heading.id not in gone]
