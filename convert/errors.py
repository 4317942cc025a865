"""What can go wrong for a user: one family of errors, a child for each exit code, and the finding, which is no error.

Every message says where, what, and what to do next.  A fault in one document is an error of that document alone; something an editor
should look at is a `Finding`, and the document is made all the same.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click


class KanbenError(click.ClickException):
    """Base of all errors shown to a user; exit code 1: a document failed, the others are done."""

    exit_code = 1


class UsageError(KanbenError):
    """Exit code 2: the command line is off, or no input was found."""

    exit_code = 2


class SetupError(KanbenError):
    """Exit code 3: a font, a library or a writable output folder is missing."""

    exit_code = 3


class StyleError(KanbenError):
    """Exit code 4: style.toml does not say what a style may say."""

    exit_code = 4


class SourceError(KanbenError):
    """A file that cannot be read as a page: empty, too large, of another kind, in no known encoding."""


class DocumentError(KanbenError):
    """A canonical document that breaks its contract (document.rng and the checks beside it)."""


class CorrectionError(KanbenError):
    """An editor's correction that cannot be applied: its anchor fits nowhere or twice, or its entry says nothing."""


class LedgerError(KanbenError):
    """A character of the source without a fate, or with two: a fault of the program, never of the page."""


class ProgramError(KanbenError):
    """What nobody foresaw, at one document: a fault of the program, told so that the other documents are done all the same."""

    def __init__(self, name: str, error: Exception) -> None:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        super().__init__(f"{name}: unexpected {type(error).__name__} at {place}: {error}; please report this page")


Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at.

    `code` is stable (kebab-case, e.g. `not-a-report`); `message` is one plain English sentence; `id` the xml:id of the block it is about
    ("" for the whole document); `quote` the text in question, as short as helps.
    """

    code: str
    message: str
    id: str = ""
    quote: str = ""
    severity: Severity = "warning"
