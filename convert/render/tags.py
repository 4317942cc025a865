"""The tags of a PDF where a heading runs in: what stands on several lines is one heading and one paragraph all the same.

What goes in is WeasyPrint's PDF, which is changed in place.  It makes a tag of every box, and an inline box has one for each line, so
a heading of two lines would be read out as two headings, and its paragraph as one for every line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pydyf  # type: ignore[import-untyped]

WHOLE = frozenset({"/H2", "/H3", "/H4", "/H5", "/H6", "/P"})


def join(pdf: pydyf.PDF) -> None:
    """In every Div, neighbours that are parts of one heading or one paragraph become one; only run-in lines are Divs that hold those."""
    for node in list(pdf.objects):
        if isinstance(node, dict) and node.get("Type") == "/StructElem" and node.get("S") == "/Div":
            node["K"] = pydyf.Array(joined(pdf, node["K"]))


def joined(pdf: pydyf.PDF, kids: list[Any]) -> Iterator[Any]:
    """The references of a Div's children, parts of one after its first part left out."""
    for kind, group in groupby(kids, key=lambda kid: kind_of(pdf, kid)):
        parts = list(group)
        if kind not in WHOLE:
            yield from parts
            continue
        first, *rest = (target(pdf, part) for part in parts)
        for part in rest:
            for kid in part["K"]:
                target(pdf, kid)["P"] = first.reference
            first["K"].extend(part["K"])
            part.free = "f"
        yield parts[0]


def kind_of(pdf: pydyf.PDF, kid: Any) -> str:
    """The type of a child's tag."""
    found = target(pdf, kid)
    return str(found["S"]) if isinstance(found, dict) and "S" in found else ""


def target(pdf: pydyf.PDF, reference: Any) -> Any:
    """The object that a reference names; content marks, which are numbers, name none."""
    return pdf.objects[int(reference.split()[0])] if isinstance(reference, bytes) else None
