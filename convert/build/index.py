"""`index.html` and `manifest.json`: what was made, and what needs an editor's eye.

What goes in are the store's records; what comes out are bytes without a clock, a path of this machine or an order of chance.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from lxml import etree
from lxml.builder import E

import convert
from convert.build.store import Record
from convert.errors import Finding

ORDER = {"error": 0, "warning": 1, "info": 2}


def manifest(records: Iterable[Record], style: str) -> bytes:
    """All editions with the hashes of their sources and outputs, as JSON."""
    documents = [
        {
            "slug": record.slug,
            "title": record.title,
            "sources": [{"file": name, "sha256": digest} for name, digest in record.sources.items()],
            "outputs": {name: made.edited or made.sha256 for name, made in sorted(record.outputs.items())},
            "findings": dict(sorted(Counter(f.code for f in record.findings).items())),
        }
        for record in records
    ]
    about = {"manifest": 1, "program": f"kanben {convert.__version__}", "style": Path(style).name, "documents": documents}
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def index_page(records: Iterable[Record], output: Path, failed: Iterable[tuple[str, str]] = ()) -> bytes:
    """The page that opens every edition, those first that need an editor's eye most; `failed` are names of files and what went wrong."""
    listed: dict[str, list[Record]] = {heading: [] for heading in HEADINGS.values()}
    for record in records:
        listed[HEADINGS[gravest(record.findings)]].append(record)
    main = E.main(E.h1("Editions"))
    lost = sorted(failed)
    if lost:
        lines = [E.li(E.b(name, lang="zh"), " ", error) for name, error in lost]
        main.append(section("Not made", len(lines), E.ul(*lines)))
    for heading, those in listed.items():
        if those:
            main.append(section(heading, len(those), *(row(record, output) for record in those)))
    main.insert(1, E.p(said(listed, len(lost))))
    return page("Editions", E.body(main))


HEADINGS = {"error": "Look at these first", "warning": "Look at these", "info": "With notes only", "": "Nothing to look at"}


def gravest(findings: Iterable[Finding]) -> str:
    """The gravest severity among findings, "" without any."""
    return min((found.severity for found in findings), key=ORDER.__getitem__, default="")


def section(heading: str, count: int, *parts: etree._Element) -> etree._Element:
    """A part of the page, with the number of what it lists in its heading."""
    return E.section(E.h2(f"{heading} ({count:,})"), *parts)


def said(listed: Mapping[str, Sequence[Record]], lost: int) -> str:
    """What was made and what needs an eye, in two sentences."""
    made = counted(sum(map(len, listed.values())), "edition", "editions")
    urgent, look = (len(listed[HEADINGS[severity]]) for severity in ("error", "warning"))
    told = [f"{urgent:,} may hold wrong or missing text"] * bool(urgent) + [f"{look:,} should be looked at"] * bool(look)
    first = f"{made}; from {counted(lost, 'thread', 'threads')} none could be made" if lost else made
    return f"{first}. {', '.join(told).capitalize() or 'None needs an eye'}."


def counted(n: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{n:,} {one if n == 1 else more}"


def row(record: Record, output: Path) -> etree._Element:
    """One document: title, links to its outputs, the gravest of its findings; all of them when somebody opens them."""
    folder = quote(record.slug)
    names = [name for name in record.outputs if (output / record.slug / name).exists()]
    links = E.p({"class": "outputs"})
    for name in sorted(names, key=lambda name: (place(label(name, record.slug)), name)):
        links.append(E.a(CALLED.get(label(name, record.slug), label(name, record.slug)), href=f"{folder}/{quote(name)}"))
        links[-1].tail = " "
    article = E.article(E.h3(record.title, lang="zh"), links)
    found = sorted(record.findings, key=lambda f: ORDER[f.severity])
    if len(found) > 1:
        article.append(E.details(E.summary(tally(found)), E.ul(*(finding(f) for f in found))))
        article.insert(2, E.ul(finding(found[0])))
    elif found:
        article.append(E.ul(finding(found[0])))
    return article


NOUNS = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}


def tally(found: Sequence[Finding]) -> str:
    """How many findings of each severity: `1 error, 14 warnings`."""
    counts = Counter[str](f.severity for f in found)
    return "All findings: " + ", ".join(counted(counts[severity], *NOUNS[severity]) for severity in ORDER if counts[severity])


def finding(found: Finding) -> etree._Element:
    """One finding as a list item."""
    item = E.li(E.b(found.code), " ", found.message, {"class": found.severity})
    if found.quote:
        item.append(E.q(found.quote, lang="zh"))
    return item


# What links to outputs are called, in the order in which a person wants them: what is read, then what shows where it came from.
CALLED = {
    "pdf": "PDF", "docx": "Word", "epub": "EPUB", "xhtml": "web page", "audit.html": "audit: source beside result",
    "xml": "canonical XML", "ledger.jsonl": "ledger",
}  # fmt: skip


def place(extension: str) -> int:
    """Where a link stands."""
    return [*CALLED, extension].index(extension)


def label(name: str, slug: str) -> str:
    """An output's extension."""
    return name.removeprefix(slug + ".")


def page(title: str, body: etree._Element) -> bytes:
    """A complete HTML page with our own style sheet inside, fit to be opened from a folder."""
    css = Path(__file__).with_name("pages.css").read_text(encoding="utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": policy}),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.title(title),
        E.style(css),
    )
    html = E.html(head, body, lang="en")
    return b"<!DOCTYPE html>\n" + etree.tostring(html, method="html", encoding="utf-8") + b"\n"
