"""Footnotes in tagged PDF: WeasyPrint 70 sets them at the foot of the page, but tags them as nothing in particular.

`install` teaches its tagging three element names; `identify` gives each Note the ID that PDF/UA-1 (7.9) asks for.  The notes are the
`x-note` elements of markup.py.
"""

from __future__ import annotations

import inspect

import pydyf  # type: ignore[import-untyped]
from weasyprint.pdf import tags

from convert.errors import SetupError
from convert.render.markup import NOTE

STRUCTURE = {NOTE: "Note", f"{NOTE}::footnote-marker": "Lbl", f"{NOTE}::footnote-call": "Reference"}

_tag = tags._get_pdf_tag


def install() -> None:
    """Replace WeasyPrint's choice of structure types, once a process.  SetupError when it is not the function known here."""
    if str(inspect.signature(_tag)) != "(tag)":
        raise SetupError("this WeasyPrint tags PDF in a way that is not known here; install weasyprint==70.*")
    tags._get_pdf_tag = structure_type


def structure_type(tag: str | None) -> str:
    """The standard structure type (ISO 32000-1, 14.8.4) of an HTML element."""
    return STRUCTURE.get(tag or "") or str(_tag(tag))


def identify(pdf: pydyf.PDF) -> None:
    """Number the notes."""
    notes = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("S") == "/Note"]
    for number, note in enumerate(notes, 1):
        note["ID"] = pydyf.String(f"note-{number}")
