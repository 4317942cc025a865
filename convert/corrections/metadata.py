"""What changes metadata: the `[metadata]` table in, info changed."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from convert.corrections.overlay import SOURCE_KEYS
from convert.corrections.words import RULE
from convert.document import DB, KB, XML_ID, assign_ids, element, local, text_of
from convert.ledger import Ledger


def describe(root: etree._Element, ledger: Ledger, metadata: Mapping[str, str]) -> None:
    """Set metadata in info, each recorded with what stood there."""
    info = root.find(DB + "info")
    assert info is not None
    source = info.find(KB + "source")
    assert source is not None
    for key, value in metadata.items():
        was = source.get(key, "") if key in SOURCE_KEYS else text_of(standing(info, key))
        if was == value:
            continue
        if key in SOURCE_KEYS:
            source.set(key, value)
        else:
            set_info(info, ledger, key, value)
        about = {"target": str(root.get(XML_ID)), "kind": "metadata", "was": was, "reason": key}
        etree.SubElement(info, KB + "correction", {k: v for k, v in about.items() if v})


PATHS = {
    "title": DB + "title", "occasion": DB + "subtitle", "speaker": DB + "bibliomisc", "date": DB + "date",
    "meeting": f"{DB}confgroup/{DB}conftitle",
}  # fmt: skip


def standing(info: etree._Element, key: str) -> etree._Element | None:
    """The element of info that holds a value."""
    return info.find(PATHS[key])


def set_info(info: etree._Element, ledger: Ledger, key: str, value: str) -> None:
    """Set title, occasion, speaker, date or meeting."""
    node = standing(info, key)
    if node is None:
        node = added(info, key)
        if key in ("occasion", "speaker"):  # text of the document; in the source it follows the title
            title = info.find(DB + "title")
            ledger.amend((), ledger.places(title if title is not None else node), value, RULE)
    else:
        ledger.amend(ledger.places(node), (), value, RULE)
    for child in list(node):
        node.remove(child)
    node.text = value


ORDER = ("title", "subtitle", "author", "date", "confgroup", "bibliocoverage", "bibliomisc", "source", "rule", "correction")
ADDED = {
    "occasion": ("subtitle", "occasion"),
    "speaker": ("bibliomisc", "speaker-line"),
    "date": ("date", ""),
    "meeting": ("confgroup", ""),
}


def added(info: etree._Element, key: str) -> etree._Element:
    """A new element of info in the place that the contract gives it."""
    name, role = ADDED[key]
    node = element(name, None, **({"role": role} if role else {}))
    next(child for child in info if ORDER.index(local(child)) > ORDER.index(name)).addprevious(node)
    if key == "meeting":
        return element("conftitle", node)
    if key != "date":
        assign_ids(info.getroottree().getroot())
    return node
