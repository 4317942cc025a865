"""Where the entries of the glossary are printed: at the end, as footnotes at the first mention, or both; and what links to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from convert.document import DB, XML_ID

Mode = Literal["end", "footnotes", "both"]


@dataclass(frozen=True, slots=True)
class Glossary:
    """What is known of a document's glossary before it is printed.

    `entries` are the entries by what may be linked to (an entry's id, or that of a term in it), `mentions` the first mention of each of
    these in the document, `noted` the ids of the entries that become footnotes, in the order of those.
    """

    entries: Mapping[str, etree._Element]
    mentions: Mapping[str, str]
    noted: tuple[str, ...]
    mode: Mode

    def stays(self, entry: etree._Element) -> bool:
        """Whether an entry stands at the end: always, but where footnotes stand for it."""
        return self.mode != "footnotes" or entry.get(XML_ID) not in self.noted

    def notes(self) -> Iterator[etree._Element]:
        """The entries that become footnotes, in the order of those."""
        return (self.entries[name] for name in self.noted)

    def shown(self, glossary: etree._Element) -> bool:
        """Whether anything is left to print at the end."""
        return any(node.tag == DB + "para" or (node.tag == DB + "glossentry" and self.stays(node)) for node in glossary)


def survey(root: etree._Element, mode: Mode) -> Glossary:
    """The glossary of a document; `mode` is the style's."""
    entries: dict[str, etree._Element] = {}
    for entry in root.iter(DB + "glossentry"):
        for node in entry.iter(DB + "glossentry", DB + "phrase"):
            entries.setdefault(node.get(XML_ID, ""), entry)
    entries.pop("", None)
    mentions: dict[str, str] = {}
    noted: dict[str, None] = {}
    for mention in root.iter(DB + "glossterm"):
        target = mention.get("linkend", "")
        if target in entries:
            mentions.setdefault(target, mention.get(XML_ID, ""))
            if next(mention.iterancestors(DB + "glossentry"), None) is None:
                noted[entries[target].get(XML_ID, "")] = None
    return Glossary(entries, mentions, tuple(noted) if mode != "end" else (), mode)
