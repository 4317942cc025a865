"""`index.html` and `manifest.json`: what was made, and what needs an editor's eye.

What goes in are the store's records; what comes out are bytes without a clock, a path of this machine or an order of chance.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
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
            "outputs": {name: made.sha256 for name, made in sorted(record.outputs.items())},
            "findings": dict(sorted(Counter(f.code for f in record.findings).items())),
        }
        for record in records
    ]
    about = {"manifest": 1, "program": f"kanben {convert.__version__}", "style": Path(style).name, "documents": documents}
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def index_page(records: Iterable[Record], output: Path) -> bytes:
    """The page that opens every edition and lists its findings."""
    rows = [row(record, output) for record in records]
    body = E.body(
        E.h1("Editions"), E.p(f"{len(rows)} documents. Findings that need an editor's eye stand under each title."), E.main(*rows)
    )
    return page("Editions", body)


def row(record: Record, output: Path) -> etree._Element:
    """One document: title, links to its outputs, its findings."""
    folder = quote(record.slug)
    names = [name for name in sorted(record.outputs) if (output / record.slug / name).exists()]
    links: list[etree._Element | str] = []
    for name in names:
        links += [E.a(label(name, record.slug), href=f"{folder}/{quote(name)}"), " "]
    section = E.section(E.h2(record.title), E.p(*links, {"class": "outputs"}))
    found = sorted(record.findings, key=lambda f: ORDER[f.severity])
    if found:
        section.append(E.ul(*(finding(f) for f in found)))
    return section


def finding(found: Finding) -> etree._Element:
    """One finding as a list item."""
    item = E.li(E.b(found.code), " ", found.message, {"class": found.severity})
    if found.quote:
        item.append(E.q(found.quote))
    return item


def label(name: str, slug: str) -> str:
    """What a link to an output is called: its extension."""
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
