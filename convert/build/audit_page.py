"""`<slug>.audit.html`: the source coloured by fate beside the result, so that a person sees in a minute whether anything was lost.

What goes in is an Edition; what comes out is one HTML page without script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree
from lxml.builder import E

from convert.build.index import ORDER, finding, page
from convert.document import DB, XML_ID, local
from convert.ledger import Span
from convert.pipeline import Edition


def write(found: Edition) -> bytes:
    """The audit page of one edition."""
    body = E.body(
        E.h1("Audit: " + found.title),
        E.section(E.h2("Findings"), findings(found)),
        E.section(E.h2("What was dropped and rewritten, by rule"), totals(found.spans)),
        E.div(
            E.section(E.h2("Source, every character"), legend(), *sources(found), {"class": "source"}),
            E.section(E.h2("Result"), *result(found.root), {"class": "result"}),
            {"class": "beside"},
        ),
    )
    return page("Audit: " + found.title, body)


def findings(found: Edition) -> etree._Element:
    """The findings, gravest first."""
    if not found.findings:
        return E.p("None.")
    return E.ul(*(finding(f) for f in sorted(found.findings, key=lambda f: ORDER[f.severity])))


def totals(spans: tuple[Span, ...]) -> etree._Element:
    """A table: rule, fate, how many characters other than blanks."""
    counts: Counter[tuple[str, str]] = Counter()
    for span in spans:
        if span.fate != "kept":
            counts[span.fate, span.rule] += sum(not c.isspace() for c in span.text)
    rows = [E.tr(E.td(fate), E.td(rule), E.td(f"{n:,}")) for (fate, rule), n in sorted(counts.items()) if n]
    return E.table(E.tr(E.th("fate"), E.th("rule"), E.th("characters")), *rows)


def legend() -> etree._Element:
    """What the colours mean."""
    return E.p(
        E.span("kept", {"class": "kept"}), " ", E.span("dropped", {"class": "dropped"}), " ", E.span("rewritten", {"class": "rewritten"})
    )


def sources(found: Edition) -> Iterator[etree._Element]:
    """Each file's visible text, coloured."""
    for number, name in enumerate(found.files):
        yield E.h3(name)
        yield E.pre(*(shown(span) for span in found.spans if span.file == number))


def shown(span: Span) -> etree._Element:
    """One span; its rule shows when the pointer rests on it, and a kept one leads to its block."""
    text = "".join(c if c.isprintable() or c in "\n\t " else "\N{REPLACEMENT CHARACTER}" for c in span.text)
    if span.fate == "kept" or (span.fate == "rewritten" and span.id):
        title = "kept" if span.fate == "kept" else f"rewritten to {span.to} by {span.rule}"
        return E.a(text, {"class": span.fate, "href": "#" + span.id, "title": title})
    return E.span(text, {"class": span.fate, "title": span.rule})


HEADINGS = {"title", "subtitle", "bibliomisc"}


def result(root: etree._Element) -> Iterator[etree._Element]:
    """The document's blocks in order, each with its id, its kind and its depth."""
    for node in root.iter(DB + "title", DB + "subtitle", DB + "bibliomisc", DB + "para", DB + "glossterm"):
        if local(node) == "glossterm" and node.get("linkend"):
            continue
        holder = node
        while holder.get(XML_ID) is None and holder.getparent() is not None:
            holder = holder.getparent()  # type: ignore[assignment]
        depth = sum(local(a) in ("section", "appendix") for a in node.iterancestors(DB + "section", DB + "appendix"))
        kind = kind_of(node, holder, depth)
        first = local(node) != "para" or holder is node
        attributes = {"class": "block " + ("heading" if local(node) in HEADINGS or local(node) == "glossterm" else "text"), "title": kind}
        if first:
            attributes["id"] = holder.get(XML_ID) or ""
        yield E.p(E.small(kind), " ", "".join(node.itertext()), attributes)


def kind_of(node: etree._Element, holder: etree._Element, depth: int) -> str:
    """A word for a block: its element or role, with the level of a heading."""
    if local(node) == "title" and local(holder) in ("section", "appendix"):
        return f"{holder.get('role') or local(holder)} {depth}"
    return node.get("role") or holder.get("role") or local(holder)
