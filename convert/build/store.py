"""What is up to date: for every file in the output folder, the recipe it was made from and the hash of what was written.

The recipe (key) covers the source's bytes, the program's code, the style and the versions of the printing libraries; the hash tells a file
that a person has edited since.  One SQLite file, `.convert/state.db` in the output folder, written by the driver alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from convert.errors import Finding, SetupError

SCHEMA = """
create table if not exists documents (source text primary key, slug text not null unique, record text not null);
create index if not exists threads on documents (substr(slug, -8));
"""


@dataclass(frozen=True, slots=True)
class Made:
    """One output file: the recipe it was made by and the hash of its bytes; that of the bytes in its place, when a person has edited the
    canonical document and the prints were made from it.
    """

    key: str
    sha256: str
    edited: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the store knows of one thread; `outputs` by file name inside the document's folder."""

    slug: str
    title: str
    sources: Mapping[str, str]
    outputs: Mapping[str, Made] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class Store:
    """Records by the identity of their source files (see `task.source_key`)."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "state.db", isolation_level=None)
        self.connection.execute("pragma journal_mode=wal")
        self.connection.execute("pragma synchronous=normal")
        self.connection.executescript(SCHEMA)

    def find(self, source: str) -> Record | None:
        """The record of a thread, None when it was never made here."""
        row = self.connection.execute("select record from documents where source = ?", (source,)).fetchone()
        return None if row is None else load(row[0])

    def standing(self, record: Record) -> list[tuple[str, str]]:
        """The editions that a record takes the place of, each as its source and slug: those of its slug, and those of its thread (a slug
        ends in 8 digits of the thread's identity) that were made of one of its files under another title.
        """
        of_thread = "select source, slug, record from documents where substr(slug, -8) = ? order by slug"
        rows = self.connection.execute(of_thread, (record.slug[-8:],))
        files = set(record.sources.values())
        return [(source, slug) for source, slug, text in rows if slug == record.slug or files & set(load(text).sources.values())]

    def save(self, source: str, record: Record) -> None:
        """Put a record in the place of those that stand there."""
        text = json.dumps(asdict(record), ensure_ascii=False)
        for _, earlier in self.standing(record):
            self.connection.execute("delete from documents where slug = ?", (earlier,))
        self.connection.execute("delete from documents where source = ?", (source,))
        self.connection.execute("insert into documents values (?, ?, ?)", (source, record.slug, text))

    def records(self) -> Iterator[Record]:
        """All records in the order of their slugs."""
        for (text,) in self.connection.execute("select record from documents order by slug"):
            yield load(text)

    def close(self) -> None:
        """Flush and let go of the file."""
        self.connection.close()


def recorded(output: Path, slug: str) -> Record | None:
    """What the store of an output folder knows of a slug, read beside the driver that writes it; None when nothing."""
    path = output / ".convert" / "state.db"
    if not path.exists():
        return None
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("select record from documents where slug = ?", (slug,)).fetchone()
    finally:
        connection.close()
    return None if row is None else load(row[0])


def load(text: str) -> Record:
    """A record from its JSON."""
    data = json.loads(text)
    outputs = {name: Made(**made) for name, made in data["outputs"].items()}
    return Record(data["slug"], data["title"], data["sources"], outputs, tuple(Finding(**f) for f in data["findings"]))


@contextmanager
def opened(output: Path) -> Iterator[Store]:
    """The store of an output folder, locked against a second run.  SetupError when another run holds it."""
    folder = output / ".convert"
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise SetupError(f"{output}: another convert is writing there; wait for it, or choose another folder with -o") from error
    store = Store(folder)
    try:
        yield store
    finally:
        store.close()
        lock.release()
