"""The canonical document: parse, validate, dump.

What goes in and out are the bytes of `report.xml` and the lxml tree of it; `document.rng` beside this file is the contract that says
what the tree may hold, and `CHECKS` here say what RELAX NG cannot.  A tree that passed is what every printer starts from.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

from convert.errors import DocumentError

DB = "{http://docbook.org/ns/docbook}"
KB = "{urn:kanben:1}"
NSMAP = {None: "http://docbook.org/ns/docbook", "kb": "urn:kanben:1"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Elements whose children are elements only: white space between those carries nothing, so `dump` may put line ends there.
ELEMENT_ONLY = frozenset(
    DB + name
    for name in [
        *("article", "info", "author", "affiliation", "confgroup", "section", "appendix", "formalpara"),
        *("glossary", "glossentry", "glossdef", "informaltable", "tr", "td", "th", "mediaobject", "textobject"),
    ]
) | {KB + "source"}

# The letter with which the xml:id of each kind of block begins.
LETTERS = {
    "article": "r", "title": "t", "subtitle": "o", "bibliomisc": "k", "section": "s", "appendix": "a", "para": "p", "formalpara": "f",
    "informaltable": "b", "mediaobject": "m", "glossary": "g", "glossentry": "e", "glossterm": "x", "phrase": "w",
}  # fmt: skip


def element(name: str, parent: etree._Element | None = None, /, **attributes: str) -> etree._Element:
    """A DocBook element, appended to a parent if one is given."""
    if parent is None:
        return etree.Element(DB + name, attributes, nsmap=NSMAP)
    return etree.SubElement(parent, DB + name, attributes)


def local(node: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(node.tag).rpartition("}")[2]


def text_of(node: etree._Element | None) -> str:
    """All text inside an element, "" for None."""
    return "" if node is None else "".join(node.itertext())


# --- parse and dump ----------------------------------------------------------------------------------------------------------------


def parse(data: bytes, name: str = "report.xml") -> etree._Element:
    """The article of a canonical document, validated.

    DocumentError, naming line, fact and remedy, when the bytes are not well-formed XML, bring a DOCTYPE, or break the contract.
    """
    # What begins with the root has no DOCTYPE, so nothing in it swells; libxml2's limits would only refuse a paragraph over 10 MB.
    bare = data.startswith(b"<article")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=bare, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name}: not well-formed XML: {error.msg}; mend the file or make it again from its source") from error
    if root.getroottree().docinfo.doctype:
        raise DocumentError(f"{name}: a DOCTYPE is not allowed; take it out")
    for fault in faults(root):
        raise DocumentError(f"{name}: {fault}")
    return root


def dump(root: etree._Element) -> bytes:
    """C14N 2.0 bytes, UTF-8, LF, Unicode NFC; line ends only inside elements that hold no text of their own.  Leaves the tree alone."""
    copy = deepcopy(root)
    break_lines(copy)
    # Exclusive C14N 1.0 gives the bytes of C14N 2.0 without parameters, and lxml has it in C: seven times as fast.
    text = unicodedata.normalize("NFC", etree.tostring(copy, method="c14n", exclusive=True).decode())
    return (text + "\n").encode()


def break_lines(node: etree._Element) -> None:
    """One child a line in element-only content; white space there is replaced, text elsewhere is not touched."""
    if node.tag not in ELEMENT_ONLY:
        return
    if len(node):
        node.text = "\n"
    for child in node:
        child.tail = "\n"
        break_lines(child)


def sha256(data: bytes) -> str:
    """The identity of an edition: the hash of its canonical bytes."""
    return hashlib.sha256(data).hexdigest()


# --- ids ---------------------------------------------------------------------------------------------------------------------------


def fold(text: str) -> str:
    """Text as ids see it: NFKC without blanks and punctuation, so that a restored comma or a re-run does not change an id."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def assign_ids(root: etree._Element) -> None:
    """Give an xml:id to every block that has none: a letter for its kind and 8 hex digits of the hash of its folded text and its
    ordinal among blocks of equal kind and text.  Ids survive a re-run, and an edit elsewhere."""
    seen: dict[tuple[str, str], int] = {}
    taken = {i for i in (node.get(XML_ID) for node in root.iter()) if i}
    for node in root.iter(etree.Element):
        if node.get(XML_ID) or not wants_id(node):
            continue
        letter, text = LETTERS[local(node)], fold(text_of(heading_or_self(node)))
        ordinal = seen.get((letter, text), 0)
        while True:
            name = letter + hashlib.sha256(f"{letter}\0{text}\0{ordinal}".encode()).hexdigest()[:8]
            ordinal += 1
            if name not in taken:
                break
        seen[letter, text] = ordinal
        taken.add(name)
        node.set(XML_ID, name)


def heading_or_self(node: etree._Element) -> etree._Element:
    """What a block's id is made from: its heading where it has one (a section keeps its id when a paragraph in it is edited)."""
    path = HEADING.get(local(node))
    found = node.find(path) if path else None
    return node if found is None else found


HEADING = {
    "article": f"{DB}info/{DB}title",
    "section": f"{DB}title",
    "appendix": f"{DB}title",
    "glossary": f"{DB}title",
    "glossentry": f"{DB}glossterm",
}


def kind_of(block: etree._Element | None) -> str:
    """What a line of the text is: "heading 2" (of a section on the second level), "runin" (a lead sentence), or "text"."""
    if block is None or local(block) not in ("section", "formalpara"):
        return "text"
    if local(block) == "formalpara":
        return "runin"
    return f"heading {1 + len(list(block.iterancestors(DB + 'section')))}"


def wants_id(node: etree._Element) -> bool:
    """Whether the profile asks for an xml:id here."""
    if not isinstance(node.tag, str) or not node.tag.startswith(DB) or local(node) not in LETTERS:
        return False
    parent = node.getparent()
    name, role = local(node), node.get("role", "")
    if name == "title":
        return parent is not None and local(parent) == "info"
    if name == "para":
        return parent is None or local(parent) != "formalpara"
    if name == "glossterm":
        return node.get("linkend") is not None
    if name == "phrase":
        return role in ("term", "corr", "sic")
    return True


# --- validation --------------------------------------------------------------------------------------------------------------------


@cache
def schema() -> etree.RelaxNG:
    """document.rng, compiled once a process."""
    return etree.RelaxNG(etree.parse(str(Path(__file__).with_name("document.rng"))))


def faults(root: etree._Element) -> Iterator[str]:
    """What is wrong with a document, one sentence each, the schema's first; nothing when it keeps the contract."""
    grammar = schema()
    if not grammar.validate(root):
        first = grammar.error_log[0]
        yield f"line {first.line}: {first.message}; see document.rng for what may stand there"
        return
    for check in CHECKS:
        yield from check(root)


def links_resolve(root: etree._Element) -> Iterator[str]:
    """Every linkend names a glossary entry, or a term inside one."""
    targets = {n.get(XML_ID) for e in root.iter(DB + "glossentry") for n in e.iter(DB + "glossentry", DB + "phrase")}
    for node in root.iter(DB + "glossterm"):
        link = node.get("linkend")
        if link is not None and link not in targets:
            fact = f"the term {text_of(node)!r} links to {link!r}, which is no glossary entry"
            yield f"line {node.sourceline}: {fact}; mend linkend or take the link out"


def titles_have_text(root: etree._Element) -> Iterator[str]:
    """No heading and no term is empty."""
    for node in root.iter(DB + "title", DB + "glossterm", DB + "subtitle"):
        if not text_of(node).strip():
            yield f"line {node.sourceline}: an empty {local(node)}; give it text or take it out"


def characters_are_clean(root: etree._Element) -> Iterator[str]:
    """No control characters, no private noncharacters: printers would fail on them or draw boxes."""
    for node in root.iter(etree.Element):
        for text in (node.text, node.tail):
            found = CONTROL.search(text or "")
            if found:
                yield f"line {node.sourceline}: the control character U+{ord(found[0]):04X}; take it out"
                return


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def one_salutation(root: etree._Element) -> Iterator[str]:
    """At most one salutation; a later 各位代表， is text."""
    found = [p for p in root.iter(DB + "para") if p.get("role") == "salutation"]
    for extra in found[1:]:
        yield f"line {extra.sourceline}: a second salutation; make it a plain paragraph"


CHECKS: tuple[Callable[[etree._Element], Iterator[str]], ...] = (
    links_resolve,
    titles_have_text,
    characters_are_clean,
    one_salutation,
)
