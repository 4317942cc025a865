"""Canonical tree and resolved style to bytes: one module a format, each with `write(root, style) -> bytes`.

A printer is imported when it is first used, so that a command that prints nothing loads no printer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from convert.document import XML_LANG
from convert.errors import SetupError

if TYPE_CHECKING:
    from lxml import etree

    from convert.style import ResolvedStyle

Writer = Callable[..., bytes]


def printing(module: str) -> Any:
    """The module that prints a format.  SetupError when its libraries are not there."""
    try:
        return import_module(f"convert.render.{module}")
    except OSError as error:  # WeasyPrint looks for Pango when it is imported
        raise SetupError(f"{module} cannot be printed: {error}; run `convert doctor`, which says what to install") from error


def _printer(module: str) -> Writer:
    def write(root: etree._Element, style: ResolvedStyle, **options: Any) -> bytes:
        result: bytes = printing(module).write(root, style.worded(root.get(XML_LANG, "")), **options)
        return result

    return write


# In the order in which they are made: the contents of the DOCX take their page numbers from the PDF.
WRITERS: Mapping[str, Writer] = {name: _printer(name) for name in ("xhtml", "epub", "pdf", "docx")}
