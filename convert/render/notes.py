"""Footnotes on paper: tagged as notes, and on the page of their call; WeasyPrint 70 does neither.

`install` teaches its tagging the elements of notes (`x-note` in markup.py), and its layout to leave a note where it belongs: when a line
does not fit, WeasyPrint makes room by moving the page's notes to the next one, and leaves them there even when that was not enough.
`identify` gives each Note the ID that PDF/UA-1 (7.9) asks for.
"""

from __future__ import annotations

import inspect
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.layout import LayoutContext, block
from weasyprint.pdf import tags

from convert.errors import SetupError
from convert.render.markup import NOTE

STRUCTURE = {NOTE: "Note", f"{NOTE}::footnote-marker": "Lbl", f"{NOTE}::footnote-call": "Reference"}

_tag = tags._get_pdf_tag
_lay = LayoutContext.layout_footnote
_report = LayoutContext.report_footnote
_break = block._break_line
SIGNATURES = {
    _tag: "(tag)",
    _lay: "(self, footnote)",
    _report: "(self, footnote)",
    _break: "(context, box, line, new_children, needed, page_is_empty, index, skip_stack, resume_at, absolute_boxes, fixed_boxes)",
}


def install() -> None:
    """Replace WeasyPrint's functions, once a process.  SetupError when they are not the ones this module knows."""
    if any(str(inspect.signature(function)) != signature for function, signature in SIGNATURES.items()):
        raise SetupError("this WeasyPrint sets footnotes in a way that is not known here; install weasyprint==70.*")
    tags._get_pdf_tag = structure_type
    LayoutContext.layout_footnote = lay_footnote
    LayoutContext.report_footnote = report_footnote
    block._break_line = break_line


def lay_footnote(context: Any, footnote: Any) -> Any:
    """As WeasyPrint; remembers a note that found no room, which is rightly moved to the next page."""
    overflows = _lay(context, footnote)
    context.kanben_homeless = footnote if overflows else None
    context.kanben_moved = []
    return overflows


def report_footnote(context: Any, footnote: Any) -> None:
    """As WeasyPrint; remembers a note that is moved only to make room for a line."""
    if footnote is not getattr(context, "kanben_homeless", None):
        context.kanben_moved = [*getattr(context, "kanben_moved", []), footnote]
    _report(context, footnote)


def break_line(context: Any, *arguments: Any) -> Any:
    """As WeasyPrint: the line goes to the next page after all; so the notes that made room for it come back."""
    for footnote in reversed(getattr(context, "kanben_moved", [])):
        if footnote in context.reported_footnotes:
            context.reported_footnotes.remove(footnote)
            context.current_page_footnotes.append(footnote)
            context._update_footnote_area()
    context.kanben_moved = []
    return _break(context, *arguments)


def structure_type(tag: str | None) -> str:
    """The standard structure type (ISO 32000-1, 14.8.4) of an HTML element."""
    return STRUCTURE.get(tag or "") or str(_tag(tag))


def identify(pdf: pydyf.PDF) -> None:
    """Number the notes."""
    notes = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("S") == "/Note"]
    for number, note in enumerate(notes, 1):
        note["ID"] = pydyf.String(f"note-{number}")
