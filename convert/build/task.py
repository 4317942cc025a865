"""One thread's work, from its files to its outputs: a `Job` goes in, a `Result` comes out; no exception escapes.

It runs in a worker process or in the driver.  A step whose recipe is unchanged is not done again; a file that a person has edited is
kept, and printed from when it is the canonical document, until `force` sets it aside as `.orig`.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import convert
from convert.build.publish import publish
from convert.build.store import Made, Record, recorded
from convert.corrections import files_for
from convert.document import dump, parse, sha256
from convert.errors import Finding, KanbenError, ProgramError, SetupError
from convert.pipeline import Edition, code_hash, edition
from convert.source import file_name

if TYPE_CHECKING:
    from lxml import etree

    from convert.style import ResolvedStyle


@dataclass(frozen=True, slots=True)
class Job:
    """One thread to make: its page files in reading order, where to, in which style and formats.

    `record` is what the store knows of it; `source` its key in the store.
    """

    files: tuple[Path, ...]
    output: Path
    style: str
    formats: tuple[str, ...]
    force: bool = False
    source: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job.  `exit_code` is that of the error, 0 without one."""

    files: tuple[str, ...]
    status: Literal["made", "unchanged", "failed"]
    source: str = ""
    record: Record | None = None
    error: str = ""
    exit_code: int = 0
    seconds: float = 0.0


def source_key(files: tuple[Path, ...]) -> tuple[str, dict[str, str]]:
    """The identity of a thread's files and corrections (names and bytes), and each one's hash by name.

    Files of two folders may share a name: the later one is then told with its folder's.
    """
    hashes: dict[str, str] = {}
    for path in (*files, *files_for(files)):
        name = file_name(path)
        name = f"{file_name(path.parent)}/{name}" if name in hashes else name
        hashes[name] = sha256(path.read_bytes())
    return hashlib.sha256(json.dumps(hashes).encode()).hexdigest(), hashes


def make(job: Job) -> Result:
    """Do the job.  Any error becomes a failed Result with a message for the user."""
    began = time.perf_counter()
    names = tuple(str(path) for path in job.files)
    maker = Maker(job)
    try:
        maker.prints(*maker.canonical())
    except KanbenError as error:
        return Result(names, "failed", job.source, None, error.message, error.exit_code, time.perf_counter() - began)
    except Exception as error:  # one bad document never costs another: what nobody foresaw is told and the run goes on
        message = ProgramError(names[0], error).message
        return Result(names, "failed", job.source, None, message, 1, time.perf_counter() - began)
    seconds = time.perf_counter() - began
    if maker.missing:
        return Result(names, "failed", job.source, maker.record, maker.missing, SetupError.exit_code, seconds)
    return Result(names, "made" if maker.fresh else "unchanged", job.source, maker.record, seconds=seconds)


@dataclass(slots=True)
class Maker:
    """The state of one job: the record as it grows, whether anything was written, and what the machine lacks for a format."""

    job: Job
    fresh: bool = False
    missing: str = ""
    record: Record = field(init=False)
    kept: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.record = self.job.record or Record("", "", {})

    @property
    def folder(self) -> Path:
        return self.job.output / self.record.slug

    def canonical(self) -> tuple[etree._Element, bytes]:
        """The canonical tree and its bytes: extracted, or as they stand when they are up to date or edited by hand."""
        key = recipe("xml", self.job.source)
        made = self.record.outputs.get(f"{self.record.slug}.xml")
        if made and made.key == key and not self.job.force:
            path = self.folder / f"{self.record.slug}.xml"
            if path.exists():
                data = path.read_bytes()
                self.printed_from(path.name, made, data)
                return parse(data, path.name), data
        found = edition(self.job.files)
        # A new scrape of a thread has other bytes, hence no record of its own: what stands there was made from the earlier scrape.
        earlier = self.job.record or recorded(self.job.output, found.slug)
        outputs = dict(earlier.outputs) if earlier and earlier.slug == found.slug else {}
        self.record = Record(found.slug, found.title, source_key(self.job.files)[1], outputs, found.findings)
        name = found.slug
        data = self.write(f"{name}.xml", found.xml, key)
        made = self.record.outputs.get(f"{name}.xml")
        if made and data != found.xml:
            self.printed_from(f"{name}.xml", made, data)
        self.write(f"{name}.ledger.jsonl", found.ledger, key)
        self.write(f"{name}.audit.html", audit_page(found), key)
        return (found.root if data == found.xml else parse(data, f"{name}.xml")), data

    def prints(self, root: etree._Element, xml: bytes) -> None:
        """All printed formats, the PDF first, since the DOCX contents take their page numbers from it."""
        from convert.style import resolve

        style = resolve(self.job.style)
        for format_name in sorted(self.job.formats, key=lambda f: f != "pdf"):
            key = recipe(format_name, sha256(xml), style.sha256, "with pages" if "pdf" in self.job.formats else "")
            name = f"{self.record.slug}.{format_name}"
            if not self.stale(name, key):
                continue
            try:
                data = print_format(format_name, root, style, self.pages(format_name))
            except SetupError as error:  # the other formats may not need what is missing
                self.missing = error.message
                continue
            self.write(name, data, key)
        if "pdf" in self.job.formats and not self.missing:
            from convert.render import coverage

            self.kept += coverage.findings(root, style)
        self.record = replace(self.record, findings=tuple(dict.fromkeys((*self.unedited(), *self.kept))))

    def pages(self, format_name: str) -> Mapping[str, int] | None:
        """The page numbers of headings for a format that prints them, when the PDF is made too and stands there."""
        path = self.folder / f"{self.record.slug}.pdf"
        if format_name != "docx" or "pdf" not in self.job.formats or not path.exists():
            return None
        return pages_of(path.read_bytes())

    def unedited(self) -> list[Finding]:
        """The findings of extraction; those of an edited file and of faces are found anew in each run."""
        return [f for f in self.record.findings if f.code not in ("edited-by-hand", "glyph-fallback", "glyph-missing")]

    def stale(self, name: str, key: str) -> bool:
        """Whether an output must be made: never made, made by another recipe, or gone.  One edited by hand is kept, with a finding."""
        path, made = self.folder / name, self.record.outputs.get(name)
        if not path.exists() or self.job.force:
            return True
        if made and sha256(path.read_bytes()) != made.sha256:
            self.edited(name)
            return False
        return made is None or made.key != key

    def write(self, name: str, data: bytes, key: str) -> bytes:
        """Publish an output unless a person has edited the one that stands there; return the bytes that stand there afterwards."""
        path, made = self.folder / name, self.record.outputs.get(name)
        if path.exists():
            standing = path.read_bytes()
            foreign = sha256(standing) != made.sha256 if made else standing != data
            if foreign and not self.job.force:
                self.edited(name)
                return standing
            if foreign:
                publish(path.with_name(path.name + ".orig"), standing)
        digest = publish(path, data)
        self.record = replace(self.record, outputs={**self.record.outputs, name: Made(key, digest)})
        self.fresh = True
        return data

    def printed_from(self, name: str, made: Made, data: bytes) -> None:
        """Note which bytes of the canonical document everything is printed from: as it was made, or as a person edited it."""
        digest = sha256(data)
        edited = digest if digest != made.sha256 else ""
        if edited:
            self.edited(name)
        self.record = replace(self.record, outputs={**self.record.outputs, name: replace(made, edited=edited)})

    def edited(self, name: str) -> None:
        """Note that a file was left as a person edited it."""
        message = f"{name} was edited by hand and left as it is; --force makes it anew and saves yours as {name}.orig."
        self.kept.append(Finding("edited-by-hand", message, severity="info"))


def print_format(name: str, root: etree._Element, style: ResolvedStyle, pages: Mapping[str, int] | None) -> bytes:
    """One printed format as bytes."""
    from convert.render import WRITERS

    if name == "docx" and pages is not None:
        return WRITERS[name](root, style, pages=pages)
    return WRITERS[name](root, style)


def pages_of(pdf: bytes) -> Mapping[str, int]:
    """The page on which each heading of a printed PDF stands, by section id."""
    from convert.render.pdf import heading_pages

    return heading_pages(pdf)


def audit_page(found: Edition) -> bytes:
    """The page on which a person sees what became of every character."""
    from convert.build.audit_page import write

    return write(found)


def recipe(name: str, *parts: str) -> str:
    """The key of an output: its kind, what it is made from, the program, the printing libraries and the clock."""
    libraries = LIBRARIES.get(name, ())
    about = [name, *parts, convert.__version__, code_hash(), *(version(library) for library in libraries)]
    if name != "xml":
        about.append(os.environ.get("SOURCE_DATE_EPOCH", ""))
    return hashlib.sha256("\0".join(about).encode()).hexdigest()


LIBRARIES = {
    "xml": ("lxml", "beautifulsoup4"),
    "pdf": ("weasyprint", "pydyf", "pikepdf"),
    "docx": ("python-docx", "lxml"),
    "epub": ("lxml",),
}


def render_file(path: Path, output: Path, style_name: str, formats: tuple[str, ...]) -> dict[str, str]:
    """Print one canonical document into a folder: file name -> sha256.  DocumentError when the document breaks its contract."""
    from convert.style import resolve

    try:
        data = path.read_bytes()
    except OSError as error:
        raise SetupError(f"{path}: cannot be read ({error.strerror})") from error
    root = parse(data, str(path))
    data = dump(root)
    style = resolve(style_name)
    written: dict[str, str] = {}
    pages: Mapping[str, int] | None = None
    for name in sorted(formats, key=lambda f: f != "pdf"):
        printed = print_format(name, root, style, pages)
        if name == "pdf":
            pages = pages_of(printed)
        target = output / f"{path.stem}.{name}"
        written[target.name] = publish(target, printed)
    return written
