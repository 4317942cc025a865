"""One thread through all stages: page files in, the edition out.

The order of the stages is the order of the lines in `edition`; each stage is one function of its own module.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import convert
from convert import corrections
from convert.audit import audit
from convert.clean import clean
from convert.document import DB, dump, parse, text_of
from convert.errors import Finding
from convert.ledger import Span
from convert.read import identify, read
from convert.read.facts import Identity
from convert.source import Page, open_page
from convert.structure import Decision, structure

if TYPE_CHECKING:
    from lxml import etree


NO_CORRECTIONS = corrections.Corrections()


@dataclass(frozen=True, slots=True)
class Edition:
    """What extraction gives for one thread: the canonical document and everything that was decided on the way to it.

    `xml` is the canonical bytes of `root`; `ledger` the bytes of the ledger file; `files` the names of the page files.
    """

    slug: str
    title: str
    files: tuple[str, ...]
    root: etree._Element
    xml: bytes
    ledger: bytes
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]


def edition(paths: Sequence[Path]) -> Edition:
    """The edition of one thread from its page files in reading order.

    SourceError for a file that is no page; CorrectionError for an anchor that does not fit; DocumentError or LedgerError when
    the program would break its own promises.
    """
    overlay = corrections.read(corrections.files_for(paths))
    return edition_of([open_page(path) for path in paths], overlay)


def edition_of(pages: Sequence[Page], overlay: corrections.Corrections = NO_CORRECTIONS) -> Edition:
    """The same, from pages and corrections that were read before."""
    thread = read(pages)
    manuscript = clean(thread)
    structured = structure(manuscript)
    corrections.apply(structured.root, structured.ledger, overlay)
    xml = dump(structured.root)
    root = parse(xml, " ".join(page.name for page in pages))  # what was written is what is validated and printed
    found = [*(f for page in pages for f in page.findings), *thread.findings, *manuscript.findings]
    found += [*structured.findings, *audit(root)]
    title = text_of(root.find(f"{DB}info/{DB}title"))
    return Edition(
        slug(title, pages),
        title,
        tuple(page.name for page in pages),
        root,
        xml,
        structured.ledger.dump(convert.__version__),
        tuple(structured.ledger.spans()),
        tuple(dict.fromkeys(found)),
        structured.decisions,
    )


# --- names -------------------------------------------------------------------------------------------------------------------------

# Characters that some file system or shell refuses or hides: separators, controls, bidi and zero-width marks.
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\s]+')
LONGEST = 120  # bytes of the title in UTF-8; with the hash and an extension a name stays far below the 255 that file systems allow


def slug(title: str, pages: Sequence[Page]) -> str:
    """The title in its own script, safe as a file name, and 8 hex digits of the thread's identity."""
    name = UNSAFE.sub("-", unicodedata.normalize("NFC", title)).strip("-. ")
    name = name.encode()[:LONGEST].decode(errors="ignore").strip("-. ") or "untitled"
    return f"{name}-{thread_key(identify(pages[0]), pages[0].sha256)[:8]}"


def thread_key(first: Identity, sha256: str) -> str:
    """A thread's identity as a hash: what its first page tells, host and tid, else site, title, handle and time; else the page's hash."""
    key: tuple[str, ...]
    if first.tid:
        key = ("tid", first.host or first.site, first.tid)
    elif first.posted and first.subject:
        key = ("post", first.site, first.subject, first.handle, first.posted)
    else:
        key = ("file", sha256)
    return hashlib.sha256("\0".join(key).encode()).hexdigest()


@cache
def code_hash() -> str:
    """The hash of the program's own files: a rule that changed makes what it made stale, whatever the version says."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(here.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".rng", ".css", ".json", ".toml", ".icc") and "_styles" not in path.parts:
            digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
