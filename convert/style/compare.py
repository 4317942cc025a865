"""Two resolved styles side by side, and what a style asks for that a format cannot give."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from convert.style.load import resolve
from convert.style.resolved import ResolvedStyle

BOLD = 180  # fontconfig's weight from which on a face is at least semibold


def diff(one: str, other: str) -> list[tuple[str, str, str]]:
    """Key path and both values ("" where a style has no such face) of every token in which two styles differ, in order of paths."""
    left, right = dict(leaves(asdict(resolve(one)))), dict(leaves(asdict(resolve(other))))
    paths = sorted(left.keys() | right.keys())
    return [(path, left.get(path, ""), right.get(path, "")) for path in paths if left.get(path) != right.get(path)]


def leaves(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of nested tables with its path; a role's face is its name, lists are joined by commas."""
    for key, value in table.items():
        where = f"{path}.{key}" if path else key
        if path.startswith("roles.") and key == "face":
            yield where, value["name"]
        elif isinstance(value, Mapping):
            yield from leaves(value, where)
        elif where not in ("name", "sha256") and not (path.startswith("faces.") and key == "name"):
            yield where, ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def shortfalls(style: ResolvedStyle) -> list[str]:
    """What a format cannot do of this style, one sentence each."""
    lines = []
    for name, role in style.roles.items():
        first = role.face.print_han[0]
        if role.bold and not has_bold(first):
            lines.append(f"roles.{name}.bold: {first} has no bold, so the PDF is plain there; DOCX, XHTML and EPUB are bold")
    for name, face in style.faces.items():
        missing = [family for family in (*face.print_han, *face.print_latin) if shutil.which("fc-list") and not weights(family)]
        if missing:
            lines.append(
                f"faces.{name}: {', '.join(missing)} is not installed here; the PDF needs one of each list, `convert doctor` says how"
            )
        if face.print_weight > 400:
            lines.append(f"faces.{name}: the PDF sets a bold {face.print_han[0]} for {face.han[0]}, which is not free")
    lines.append("page.lines, page.characters, margins, page numbers and running heads: XHTML and EPUB flow, so they have none")
    lines.append("roles.*.keep_next, roles.*.new_page: EPUB readers and browsers follow them only when they print")
    lines.append("page.number: on the turned sheet of a wide table DOCX has the number at its foot, the PDF where other sheets have it")
    own = (("print.css", style.print_css, "the PDF"), ("screen.css", style.screen_css, "the XHTML"))
    return lines + [f"{name}: only {medium} follows it" for name, text, medium in own if text]


def has_bold(family: str) -> bool:
    """Whether an installed family has a bold face; True where that cannot be found out."""
    found = weights(family)
    return not found or max(found) >= BOLD


@cache
def weights(family: str) -> tuple[float, ...]:
    """The weights of an installed family's faces; none when it is not installed, or fontconfig's tools are missing."""
    if shutil.which("fc-list") is None:
        return ()
    listed = subprocess.run(["fc-list", family, "--format", "%{weight}\n"], capture_output=True, text=True, check=False).stdout
    return tuple(float(number) for line in listed.splitlines() for number in line.strip("[]").split() if number.replace(".", "").isdigit())
