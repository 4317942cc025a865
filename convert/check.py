"""Validate and audit: canonical documents and pages in, findings out; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from convert.audit import audit
from convert.build.inputs import find, threads
from convert.build.publish import publish
from convert.corrections import SUFFIX, files_for
from convert.document import parse
from convert.errors import CorrectionError, Finding, KanbenError
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


def write_suggestions(paths: Sequence[Path]) -> Iterator[str]:
    """Write a corrections file beside the first page of each thread; its path.  CorrectionError where there is one already."""
    for group in threads(find(paths))[0]:
        standing = files_for(group)
        if standing:
            raise CorrectionError(f"{standing[0]}: there already; move it away first, an editor's work is never overwritten")
        target = group[0].with_name(group[0].name + SUFFIX)
        publish(target, suggest(edition(group)).encode())
        yield str(target)
