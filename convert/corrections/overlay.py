"""Corrections files: paths in, entries and metadata out, or one error that names everything in them that says nothing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from convert.errors import CorrectionError

SUFFIX = ".corrections.toml"
KEYS: Mapping[str, type] = {
    "anchor": str, "id": str, "old": str, "new": str, "kind": str, "level": int, "sic": bool, "reason": str, "who": str, "source": str,
}  # fmt: skip
NOTES = ("reason", "who", "source")
KINDS = ("heading", "text", "runin")
DEEPEST = 6
SOURCE_KEYS = ("site", "board", "tid", "pid", "subject", "category", "handle", "posted", "edited", "views", "replies", "place")
INFO_KEYS = ("title", "occasion", "speaker", "date", "meeting")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry; `place` is where it stands, for messages (file and number)."""

    place: str
    anchor: str
    id: str = ""
    old: str = ""
    new: str = ""
    kind: str = ""
    level: int = 0
    sic: bool = False
    reason: str = ""
    who: str = ""
    source: str = ""

    @property
    def operation(self) -> str:
        """What the entry does, in the document's word for it."""
        if self.sic:
            return "sic"
        if self.kind:
            return "structure"
        return "replace" if self.old and self.new else "insert" if self.new else "delete"


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one thread, of all its pages' files in order."""

    entries: tuple[Correction, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


def files_for(pages: Sequence[Path]) -> list[Path]:
    """The corrections files that belong to page files: beside each page, then in `corrections/` there."""
    found: dict[Path, None] = {}
    for page in pages:
        for folder in (page.parent, page.parent / "corrections"):
            for name in (page.name, page.stem):
                path = folder / (name + SUFFIX)
                if path.is_file():
                    found[path] = None
    return list(found)


def strays(pages: Sequence[Path]) -> Iterator[Path]:
    """The corrections files beside page files, or in `corrections/` there, that belong to no file there."""
    for folder in dict.fromkeys(page.parent for page in pages):
        names = {name for path in folder.iterdir() for name in (path.name, path.stem)}
        found = sorted([*folder.glob(f"*{SUFFIX}"), *folder.glob(f"corrections/*{SUFFIX}")])
        yield from (path for path in found if path.name.removesuffix(SUFFIX) not in names)


def read(paths: Sequence[Path]) -> Corrections:
    """All entries of corrections files.  CorrectionError, a line for each fault, naming file, entry, key and what is allowed."""
    entries: list[Correction] = []
    metadata: dict[str, str] = {}
    faults: list[str] = []
    for path in paths:
        table = parsed(path, faults)
        faults += (
            f"{path}: unknown table {key!r}; allowed are [[correction]] and [metadata]" for key in table.keys() - {"correction", "metadata"}
        )
        listed, about = table.get("correction", []), table.get("metadata", {})
        if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
            faults.append(f"{path}: correction is no list of tables; begin each entry with [[correction]], in two brackets")
        elif not isinstance(about, dict):
            faults.append(f"{path}: metadata is no table; begin it with [metadata] on a line of its own")
        else:
            for number, entry in enumerate(listed, 1):
                place = f"{path.name}, correction {number}"
                wrong = [f"{place}: {fault}" for fault in faults_of(entry)]
                faults += wrong
                if not wrong:
                    kind = entry.get("kind") or ("heading" if entry.get("level") else "")
                    entries.append(Correction(place, **{**entry, "kind": kind}))
            faults += (f"{path}: metadata.{fault}" for fault in metadata_faults(about))
            metadata.update((key, str(value)) for key, value in about.items())
    if faults:
        raise CorrectionError("\n".join(faults))
    return Corrections(tuple(entries), metadata)


def parsed(path: Path, faults: list[str]) -> dict[str, Any]:
    """A file's tables; none, and a fault, when it is not TOML.  Some editors begin a file with a byte order mark."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        faults.append(f"{path}: not TOML: {error}; mend the line (strings stand in straight quotation marks), and save the file as UTF-8")
        return {}


def faults_of(entry: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with an entry: its keys and types first, then what they say together."""
    wrong = [f"unknown key {key!r}; allowed are {', '.join(KEYS)}" for key in entry if key not in KEYS]
    for key, wanted in KEYS.items():
        if key in entry and type(entry[key]) is not wanted:
            wrong.append(f"{key} = {entry[key]!r}; it must be a {NAMES[wanted]}")
    if wrong:
        yield from wrong
    elif not entry.get("anchor", "").strip():
        yield "no anchor; quote the text of the document that it is about"
    else:
        yield from contradictions(Correction("", **entry))


NAMES = {str: "string in quotation marks", int: "whole number", bool: "true or false, without quotation marks"}


def contradictions(found: Correction) -> Iterator[str]:
    """What is wrong with an entry whose keys and types are right."""
    yield from (line_faults(found) if found.kind or found.level else word_faults(found))
    for key in ("new", *NOTES):
        text = str(getattr(found, key))
        if unprintable(text if key == "new" else "".join(text.split())):
            yield f"{key} = {text!r}; it must be one line of characters that print"
    if found.old and found.old not in found.anchor:
        yield f"old = {found.old!r} is not part of the anchor {found.anchor!r}"
    elif found.old and found.anchor.count(found.old) > 1:
        yield f"{found.old!r} stands twice in the anchor {found.anchor!r}; choose another anchor"


def line_faults(found: Correction) -> Iterator[str]:
    """What is wrong with an entry about the kind or level of a line."""
    if found.kind not in ("", *KINDS):
        yield f"kind = {found.kind!r}; allowed are {', '.join(KINDS)}"
    elif found.kind == "text" and found.level:
        yield "a line of text has no level; take level out"
    elif found.kind != "text" and not (found.kind == "runin" and not found.level) and not 1 <= found.level <= DEEPEST:
        yield f"a heading needs a level from 1 to {DEEPEST}"
    if found.old or found.new or found.sic:
        yield "kind and level are about the whole line; make a second entry for old, new or sic"


def word_faults(found: Correction) -> Iterator[str]:
    """What is wrong with an entry about words."""
    if found.sic and (found.new or not found.old):
        yield "sic marks old as doubtful and leaves it; give old, and no new"
    elif not (found.old or found.new):
        yield "nothing to do; give old, new, kind or level"
    elif found.old == found.new:
        yield f"old and new are both {found.old!r}; say in new what is right, or sic = true instead"


DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def unprintable(text: str) -> bool:
    """Whether a text holds what no page can show: line breaks, control and direction marks, private and unassigned characters."""
    return any(unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") for c in text)


def metadata_faults(about: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the metadata of a file."""
    for key, value in about.items():
        if key not in SOURCE_KEYS + INFO_KEYS:
            yield f"{key}: unknown; allowed are {', '.join(INFO_KEYS + SOURCE_KEYS)}"
        elif isinstance(value, (dict, list, bool, float)) or not str(value).strip() or unprintable(str(value)):
            yield f"{key} = {value!r}; it must be a string of characters that print, and not empty"
        elif key == "date" and not DATE.fullmatch(str(value)):
            yield f"date = {value!r}; write it as 2024-01-19, 2024-01 or 2024"
