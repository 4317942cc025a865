"""Validate and audit: canonical documents and pages in, findings out, as records and as lines to work with; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from convert.audit import audit
from convert.build.inputs import find, threads
from convert.build.publish import publish
from convert.corrections import SUFFIX, files_for
from convert.document import parse
from convert.errors import CorrectionError, Finding, KanbenError, ProgramError
from convert.pipeline import edition
from convert.suggest import suggest

Checked = tuple[str, tuple[Finding, ...], str]  # name, findings, error ("" when it could be read)


def checked(paths: Sequence[Path]) -> Iterator[Checked]:
    """Each XML file and each thread with its findings, or the error that kept it from being read."""
    documents = [p for p in paths if p.suffix.lower() == ".xml" and p.is_file()]
    for path in documents:
        try:
            yield str(path), tuple(audit(parse(path.read_bytes(), path.name))), ""
        except KanbenError as error:
            yield str(path), (), error.message
    pages = [p for p in paths if p not in documents]
    if not pages:
        return
    groups, unreadable = threads(find(pages))
    for bad in unreadable:
        yield str(bad.path), (), bad.error
    for group in groups:
        name = " ".join(str(path) for path in group)
        try:
            yield name, edition(group).findings, ""
        except KanbenError as error:
            yield name, (), error.message
        except Exception as error:  # one bad document never costs another
            yield name, (), ProgramError(name, error).message


ORDER = ("error", "warning", "info")
FEW = 3  # findings of one kind that are shown of each of many documents


def report(name: str, findings: Sequence[Finding], error: str, brief: bool) -> Iterator[str]:
    """The lines about one document: how many findings, then the findings."""
    count = f"{len(findings) or 'no'} finding{'s' if len(findings) > 1 else ''}"
    yield error if error.startswith(name) else f"{name}: {error or count}"
    yield from grouped(findings, brief)


def grouped(findings: Sequence[Finding], brief: bool) -> Iterator[str]:
    """The lines about findings, gravest first and those of one kind together."""
    ordered = sorted(findings, key=lambda f: (ORDER.index(f.severity), [g.code for g in findings].index(f.code)))
    for (severity, code), group in groupby(ordered, key=lambda f: (f.severity, f.code)):
        yield from kind(f"{severity} {code}", list(group), brief)


def kind(head: str, group: Sequence[Finding], brief: bool) -> Iterator[str]:
    """The findings of one kind: one on one line; several on a line each, what all of them advise said once."""
    if len(group) == 1:
        yield f"  {head}: {shown(group[0], group[0].message)}"
        return
    said = [f.message.rpartition("; ") for f in group]
    advice = said[0][2] if all(part[0] and part[2] == said[0][2] for part in said) else ""
    yield f"  {head}, {len(group)} of them" + (f"; {advice}" if advice else ".")
    for finding, part in list(zip(group, said, strict=True))[: FEW if brief else None]:
        yield f"    {shown(finding, part[0] + '.' if advice else finding.message)}"
    if brief and len(group) > FEW:
        yield f"    … and {len(group) - FEW} more: check this document alone"


def shown(finding: Finding, message: str) -> str:
    """A finding's place, message and words, as far as it has them."""
    return (f"{finding.id}: " if finding.id else "") + message + (f" [{finding.quote}]" if finding.quote else "")


def totals(rows: Sequence[Checked]) -> Iterator[str]:
    """The lines at the end of many documents: how many are sound, and of each kind of finding how many there are in how many of them."""
    failed = sum(bool(error) for _, _, error in rows)
    yield f"{len(rows)} documents: {sum(not f and not e for _, f, e in rows)} without a finding, {failed} could not be read."
    counts = Counter((ORDER.index(f.severity), f.code) for _, found, _ in rows for f in found)
    spread = Counter(key for _, found, _ in rows for key in {(ORDER.index(f.severity), f.code) for f in found})
    for key in sorted(counts):
        yield f"  {ORDER[key[0]]} {key[1]}: {counts[key]} in {spread[key]} document{'s' if spread[key] > 1 else ''}"


def write_suggestions(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """For each thread with findings a corrections file beside its first page: the file, or the page, and why none was written ("" when one
    was).  An editor's file is never overwritten.
    """
    groups, unreadable = threads(find(paths))
    yield from ((str(bad.path), bad.error) for bad in unreadable)
    for group in groups:
        try:
            target = write_suggestion(group)
        except KanbenError as error:
            yield str(group[0]), error.message
        except Exception as error:  # one bad document never costs another
            yield str(group[0]), ProgramError(str(group[0]), error).message
        else:
            if target:
                yield str(target), ""


def write_suggestion(group: Sequence[Path]) -> Path | None:
    """One thread's corrections file, None when there is nothing to suggest.  CorrectionError where there is one already."""
    standing = files_for(group)
    if standing:
        raise CorrectionError(f"{standing[0]}: there already; move it away first, an editor's work is never overwritten")
    found = edition(group)
    if not found.findings:
        return None
    target = group[0].with_name(group[0].name + SUFFIX)
    publish(target, suggest(found).encode())
    return target
