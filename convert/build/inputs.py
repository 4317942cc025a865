"""What the command line names, as threads: paths in, groups of page files out, each group one thread in page order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from convert.corrections import SUFFIX, files_for, strays
from convert.errors import KanbenError, ProgramError, UsageError
from convert.pipeline import thread_key
from convert.read import identify, together
from convert.read.facts import Identity
from convert.source import file_name, open_page

# A folder holds other things too; a file named on the command line is read whatever it is called.
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht.html", ".php", ".asp", ".aspx", ".jsp", ".txt", ".text", ".md", ".markdown"})
NOT_PAGES = frozenset({"readme.md", "readme.txt", "license.txt", "robots.txt"})
# wget names a file by its address: `viewthread.php?tid=1&page=2`, with @ for ? where Windows is to take the name.
QUERY = re.compile(r"(?<=[a-z])[?@][\w.%-]+=.*", re.DOTALL)


STRAY = "no page of that name stands beside it, so nothing is corrected; name it after its page, with .corrections.toml behind"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is not taken, and why."""

    path: Path
    error: str


def find(inputs: Iterable[Path]) -> list[Path]:
    """The page files under the given files and folders, each once, in the order of their names; links out of a folder are not followed.

    UsageError when a path does not exist or nothing was found.
    """
    found: dict[Path, None] = {}
    for path in inputs:
        if path.is_dir():
            found.update(dict.fromkeys(walk(path)))
        elif path.is_file():
            refuse_own(path)
            found[path] = None
        else:
            fact = "neither a file nor a folder" if path.exists() else "no such file or folder"
            raise UsageError(f"{path}: {fact}; name a page, or a folder of pages")
    if not found:
        names = " ".join(str(path) for path in inputs)
        raise UsageError(f"{names}: no page found ({', '.join(sorted(PAGES))}); name a file to read it whatever its extension")
    return list(found)


def refuse_own(path: Path) -> None:
    """UsageError for a file that is named as a page and is one of ours: corrections, or a canonical document."""
    if path.name.endswith(SUFFIX):
        raise UsageError(f"{path}: these are corrections; name the page that they belong to, and they are applied to it")
    if is_document(path):
        raise UsageError(f"{path}: this is a canonical document, not a page; `convert render` prints it, `convert check` audits it")


def is_document(path: Path) -> bool:
    """Whether a file is a canonical document, by its name and the beginning of its first element."""
    if path.suffix.lower() != ".xml":
        return False
    with path.open("rb") as file:
        return re.search(rb"<article\b[^>]*\bxmlns=\"http://docbook\.org/ns/docbook\"", file.read(2000)) is not None


def walk(folder: Path) -> Iterator[Path]:
    """Page files of a folder and its folders; hidden ones, links, what an earlier run wrote there, and the folder that a browser saves
    beside a page, with the page's pictures and advertisements, are left out.
    """
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda e: e.name)
    if {".convert", "manifest.json"} <= {entry.name for entry in listed} or any(e.name.endswith(".ledger.jsonl") for e in listed):
        return  # an output folder of ours, or an edition in one
    beside = {Path(entry.name).stem + end for entry in listed if is_page(entry.name) for end in ("_files", ".files")}
    for entry in listed:
        if entry.name.startswith(".") or entry.name in beside:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path))
        elif entry.is_file(follow_symlinks=False) and is_page(entry.name):
            yield Path(entry.path)


def is_page(name: str) -> bool:
    """Whether a file of a folder is a page by its name."""
    return name.lower() not in NOT_PAGES and Path(QUERY.sub("", name.lower())).suffix in PAGES


def threads(paths: Sequence[Path]) -> tuple[list[tuple[Path, ...]], list[Unreadable]]:
    """The files grouped by thread in order of first appearance, and the files that cannot be read.

    Two files with the same bytes are one page; the first by order stands.  So does the first of two scrapes of one thread that are not
    pages of one another: they would share a name.  Corrections that would not be applied are told as files that cannot be read.
    """
    scrapes: dict[str, Scrape] = {}
    unreadable = [Unreadable(path, f"{path}: {STRAY}") for path in strays(paths)]
    for path in paths:
        found = scrape(path)
        if isinstance(found, Unreadable):
            unreadable.append(found)
            continue
        standing = scrapes.setdefault(found.sha256, found)
        if set(files_for([path])) - set(files_for([standing.path])):
            fact = f"{path}: the same page as {standing.path}, which was taken; it has corrections of its own"
            unreadable.append(Unreadable(path, f"{fact}, so move one of the two pages away"))
    pages = list(scrapes.values())
    groups: dict[str, tuple[Path, ...]] = {}
    for numbers in sorted(together([page.identity for page in pages]), key=min):
        files = tuple(pages[number].path for number in numbers)
        first = pages[numbers[0]]
        taken = groups.setdefault(thread_key(first.identity, first.sha256), files)
        if taken is not files:
            fact = f"{files[0]}: another scrape of the thread in {taken[0]}, which was taken"
            unreadable.append(Unreadable(files[0], f"{fact}; move one of the two away"))
    return list(groups.values()), unreadable


@dataclass(frozen=True, slots=True)
class Scrape:
    """What is kept of a page while threads are put together: thousands of parsed pages would not fit into memory."""

    path: Path
    sha256: str
    identity: Identity


def scrape(path: Path) -> Scrape | Unreadable:
    """One file's identity, or why it cannot be read."""
    try:
        page = open_page(path)
        return Scrape(path, page.sha256, identify(page))
    except KanbenError as error:
        fact = error.message.removeprefix(f"{path}: ").removeprefix(f"{file_name(path)}: ")
        return Unreadable(path, f"{path}: {fact}")
    except Exception as error:  # one bad document never costs another
        return Unreadable(path, ProgramError(str(path), error).message)
