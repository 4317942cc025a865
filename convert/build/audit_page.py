"""`<slug>.audit.html`: the source coloured by fate beside the result, so that a person sees in a minute whether anything was lost.

What goes in is an Edition; what comes out is one HTML page without script.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.builder import E

from convert.build.index import NOUNS, ORDER, finding, page
from convert.document import DB, XML_ID, local
from convert.errors import Finding
from convert.explain import reason, shorten
from convert.ledger import BLANK, CHROME, Span
from convert.pipeline import Edition


@dataclass(slots=True)
class Stretch:
    """Neighbouring spans of one fate, with the blanks after them; `name` is its anchor on the page."""

    span: Span
    text: str
    name: str = ""

    @property
    def weight(self) -> int:
        """How many characters other than blanks."""
        return sum(not c.isspace() for c in self.text)


def write(found: Edition) -> bytes:
    """The audit page of one edition."""
    files = [list(stretches(found.spans, number)) for number in range(len(found.files))]
    everything = [s for file in files for s in file]
    places = first_places(everything)
    main = E.main(
        E.h1("Audit: ", E.span(found.title, lang=language(found.root))),
        E.section(E.h2(f"Findings ({len(found.findings)})"), *findings(found.findings)),
        E.section(E.h2("What became of the source's characters"), summary(everything), totals(everything)),
        E.section(E.h2("What was dropped, by rule"), *dropped(everything)),
        E.div(
            E.section(E.h2("Source, every character"), legend(), *sources(found.files, files), {"class": "source"}),
            E.section(E.h2("Result"), *result(found.root, places), {"class": "result", "lang": language(found.root)}),
            {"class": "beside"},
        ),
    )
    return page("Audit: " + found.title, E.body(main))


def stretches(spans: Sequence[Span], file: int) -> Iterator[Stretch]:
    """The spans of one file, neighbours of one fate, rule and block as one; each rewritten character stands by itself."""
    open_one: Stretch | None = None
    for span in spans:
        if span.file != file or not span.text:
            continue
        same = open_one is not None and (span.fate, span.rule, span.id) == (open_one.span.fate, open_one.span.rule, open_one.span.id)
        blank = span.rule == BLANK or not span.text.strip()
        if open_one is not None and (blank or (same and span.fate != "rewritten")):
            open_one.text += span.text
        else:
            if open_one is not None:
                yield open_one
            open_one = Stretch(span, span.text)
    if open_one is not None:
        yield open_one


def language(root: etree._Element) -> str:
    """The document's language."""
    return root.get("{http://www.w3.org/XML/1998/namespace}lang", "zh")


AT_ONCE = 20  # findings; more are told when somebody opens them


def findings(found: Sequence[Finding]) -> Iterator[etree._Element]:
    """The findings, gravest first."""
    listed = [told(each) for each in sorted(found, key=lambda f: ORDER[f.severity])]
    yield E.ul(*listed[:AT_ONCE]) if listed else E.p("None.")
    if listed[AT_ONCE:]:
        yield E.details(E.summary(f"{len(listed) - AT_ONCE:,} more"), E.ul(*listed[AT_ONCE:]))


def told(found: Finding) -> etree._Element:
    """A finding with its severity in words and a link to the block that it is about."""
    item = finding(found)
    item.insert(0, E.span(NOUNS[found.severity][0], {"class": "severity"}))
    if found.id:
        item.append(E.a(found.id, href="#" + found.id))
    return item


def summary(everything: Sequence[Stretch]) -> etree._Element:
    """How many characters met each fate, in one sentence."""
    weights: Counter[str] = Counter()
    for stretch in everything:
        weights["outside" if stretch.span.rule == CHROME else stretch.span.fate] += stretch.weight
    total = sum(weights.values())
    share = f" ({weights['kept'] / total:.1%})" if total else ""
    return E.p(
        f"Of {total:,} characters other than blanks, {weights['kept']:,}{share} stand in the document as they are and "
        f"{weights['rewritten']:,} in another form; {weights['dropped']:,} were dropped in posts and "
        f"{weights['outside']:,} outside them. Every character has exactly one fate."
    )


def totals(everything: Sequence[Stretch]) -> etree._Element:
    """A table: fate, rule with a link to what it dropped, how many characters, why."""
    counts: Counter[tuple[str, str]] = Counter()
    changed: dict[str, Counter[str]] = {}
    for stretch in everything:
        span = stretch.span
        if span.fate != "kept":
            counts[span.fate, span.rule] += stretch.weight
        if span.fate == "rewritten":
            changed.setdefault(span.rule, Counter())[f"{shorten(span.text, 12)} → {shorten(span.to, 12)}"] += 1
    table = E.table(E.tr(*(E.th(words, {"scope": "col", "class": words}) for words in ("fate", "rule", "characters", "why"))))
    for (fate, rule), n in sorted(counts.items()):
        if n:
            name = E.a(rule, href="#rule-" + rule) if fate == "dropped" else E.span(rule)
            why = reason(rule) if fate == "dropped" else "; ".join(f"{what} ×{k}" for what, k in changed[rule].most_common(5))
            table.append(
                E.tr(E.td(E.span(fate, {"class": fate})), E.td(name), E.td(f"{n:,}", {"class": "number"}), E.td(why, {"class": "why"}))
            )
    return E.div(table, {"class": "scroll"})


OPEN = 12  # different stretches; a longer list is closed until somebody opens it


def dropped(everything: Sequence[Stretch]) -> Iterator[etree._Element]:
    """Every dropped stretch under its rule, each with a link to its place in the source; what stood outside the posts comes last."""
    by_rule: dict[str, list[Stretch]] = {}
    for stretch in everything:
        if stretch.span.fate == "dropped" and stretch.weight:
            by_rule.setdefault(stretch.span.rule, []).append(stretch)
    if not by_rule:
        yield E.p("Nothing.")
    for rule in sorted(by_rule, key=lambda rule: (rule == CHROME, rule)):
        listed = by_rule[rule]
        words = Counter(said(s) for s in listed)
        first = {said(s): s.name for s in reversed(listed)}
        items = (E.li(E.a(text, href="#" + first[text]), f" ×{n}" if n > 1 else "") for text, n in words.items())
        count = f" {len(listed):,} {'stretch' if len(listed) == 1 else 'stretches'}, {sum(s.weight for s in listed):,} characters. "
        details = E.details(E.summary(E.b(rule), count, reason(rule)), E.ul(*items), id="rule-" + rule)
        if rule != CHROME and len(words) <= OPEN:
            details.set("open", "open")
        yield details


def said(stretch: Stretch) -> str:
    """The words of a stretch on one line, shortened."""
    return shorten(" ".join(printable(stretch.text).split()), 80)


def legend() -> etree._Element:
    """What the colours and lines mean."""
    kinds = (("kept", "as it is"), ("dropped", "struck out, after its rule"), ("rewritten", "underlined, before what it became"))
    return E.p(*(E.span(E.span(fate, {"class": fate}), f": {look}. ") for fate, look in kinds), "Runs of blank lines are closed up.")


def sources(names: Sequence[str], files: Sequence[list[Stretch]]) -> Iterator[etree._Element]:
    """Each file's visible text, coloured."""
    for name, file in zip(names, files, strict=True):
        yield E.h3(name)
        yield E.pre(*(shown(stretch) for stretch in file))


BLANKS = re.compile(r"\s+")


def printable(text: str) -> str:
    """A text as a page can show it: runs of blank lines as one line end, what cannot be seen as U+FFFD."""
    closed = BLANKS.sub(lambda run: "\n" if "\n" in run[0] else run[0], text)
    return "".join(c if c.isprintable() or c in "\n\t\u3000\xa0 " else "\N{REPLACEMENT CHARACTER}" for c in closed)


def shown(stretch: Stretch) -> etree._Element:
    """One stretch; a kept one leads to its block, a dropped one says by which rule, a rewritten one what it became."""
    span, text = stretch.span, printable(stretch.text)
    name = {"id": stretch.name} if stretch.name else {}
    if span.fate == "dropped":
        return E.span(text, {"class": "dropped", **name, **({"data-rule": span.rule} if stretch.weight else {})})
    if span.fate == "rewritten":  # a folded report has thousands of them, so no more than is needed
        return E.span(text, {"class": "rewritten", "data-to": span.to, **name})
    return E.a(text, {"href": "#" + span.id, **name})


def first_places(everything: Sequence[Stretch]) -> dict[str, str]:
    """Name what is linked to, every dropped stretch and the first one of each block; the blocks' ones by their ids."""
    places: dict[str, str] = {}
    for n, stretch in enumerate(everything):
        block = stretch.span.id
        if stretch.span.fate == "dropped" or (block and block not in places):
            stretch.name = f"n{n}"
        if block:
            places.setdefault(block, stretch.name)
    return places


HEADINGS = {"title", "subtitle", "bibliomisc", "glossterm"}


def result(root: etree._Element, places: dict[str, str]) -> Iterator[etree._Element]:
    """The document's blocks in order, each with its kind and its depth, which leads to its place in the source."""
    named: set[str] = set()
    for node in root.iter(DB + "title", DB + "subtitle", DB + "bibliomisc", DB + "para", DB + "glossterm"):
        if local(node) == "glossterm" and node.get("linkend"):
            continue
        holder = node
        while holder.get(XML_ID) is None and holder.getparent() is not None:
            holder = holder.getparent()  # type: ignore[assignment]
        name = holder.get(XML_ID) or ""
        depth = sum(local(a) in ("section", "appendix") for a in node.iterancestors(DB + "section", DB + "appendix"))
        kind = kind_of(node, holder, depth)
        small = E.small(E.a(kind, href="#" + places[name])) if name in places else E.small(kind)
        attributes = {"class": "block " + ("heading" if local(node) in HEADINGS else "text")}
        if name not in named:
            named.add(name)
            attributes["id"] = name
        yield E.p(small, " ", "".join(node.itertext()), attributes)


def kind_of(node: etree._Element, holder: etree._Element, depth: int) -> str:
    """A word for a block: its element or role, with the level of a heading."""
    if local(node) == "title" and local(holder) in ("section", "appendix"):
        return f"{holder.get('role') or local(holder)} {depth}"
    return node.get("role") or holder.get("role") or local(holder)
