"""The main job: every thread under the inputs becomes a folder of outputs, with an index and a manifest of all.

What goes in are paths and `Options`; results come out one by one as they are done, and the index and manifest are written at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from convert.build.engines import run
from convert.build.index import index_page, manifest
from convert.build.inputs import find, threads
from convert.build.publish import publish, sweep, writable
from convert.build.store import Store, opened
from convert.build.task import Job, Result, source_key
from convert.errors import Finding
from convert.source import UNPRINTABLE, file_name

FORMATS = ("docx", "pdf", "xhtml", "epub")


@dataclass(frozen=True, slots=True)
class Options:
    """How the main job is run; `workers` is the number of processes."""

    output: Path
    style: str
    formats: tuple[str, ...] = FORMATS
    engine: str = "local"
    workers: int = 1
    force: bool = False
    timeout: float = 300.0


def build(inputs: Sequence[Path], options: Options, announce: Callable[[int], None] = lambda total: None) -> Iterator[Result]:
    """Make everything, giving each thread's result as it is done; `announce` is told the number of threads first.

    UsageError without input, SetupError when the output folder cannot be written or another run holds it, StyleError.
    """
    from convert.style import resolve

    resolve(options.style)  # a bad style stops the run before any work
    paths = find(inputs)
    writable(options.output)
    with opened(options.output) as store:
        sweep(options.output)
        groups, unreadable = threads(paths)
        announce(len(groups) + len(unreadable))
        failed = [Result((str(bad.path),), "failed", error=bad.error, exit_code=1) for bad in unreadable]
        yield from list(failed)
        jobs = [job(group, options, store) for group in groups]
        for result in run(jobs, options.engine, options.workers, options.timeout):
            if result.status == "failed":
                failed.append(result)
            yield save(store, result)
        publish(options.output / "manifest.json", manifest(store.records(), options.style))
        publish(options.output / "index.html", index_page(store.records(), options.output, map(failure, failed)))


def failure(result: Result) -> tuple[str, str]:
    """The names of a thread's files and what went wrong, without a path of this machine."""
    error = result.error
    for file in result.files:
        error = error.replace(file, file_name(Path(file)))
    return "、".join(file_name(Path(file)) for file in result.files), UNPRINTABLE.sub("\ufffd", error)


def job(files: tuple[Path, ...], options: Options, store: Store) -> Job:
    """The job of one thread, with what the store knows of it."""
    source, _ = source_key(files)
    return Job(files, options.output, options.style, options.formats, options.force, source, store.find(source))


def save(store: Store, result: Result) -> Result:
    """Record a result.  A thread has one edition: that of the newer scrape or corrections, with a finding about the one before."""
    record = result.record
    if record is None:
        return result
    for source, slug in store.standing(record):
        if slug != record.slug:
            message = f"This edition takes the place of that of the same thread in the folder {slug}, which is left as it is; take it away."
        elif source != result.source:
            message = "The folder held an edition of the same thread from other files; this one took its place."
        else:
            continue
        record = replace(record, findings=(*record.findings, Finding("replaced-edition", message, severity="info")))
        result = replace(result, record=record)
    store.save(result.source, record)
    return result
