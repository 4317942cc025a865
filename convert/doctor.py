"""What this machine has for printing: a style's name in, one line for each library and face out, with the command that mends it."""

from __future__ import annotations

import platform
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import convert
from convert.errors import KanbenError

PACKAGES = (
    "weasyprint",
    "pydyf",
    "python-docx",
    "lxml",
    "beautifulsoup4",
    "soupsieve",
    "pikepdf",
    "pydantic",
    "fonttools",
    "pebble",
    "click",
)
LIBRARIES = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0   (macOS: brew install pango harfbuzz)"
FONTS = "run `make`, which installs them, or: apt-get install -y fonts-noto-cjk fontconfig   (macOS: brew install font-noto-serif-cjk-sc)"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: its state, whether that is well, and the command that mends it ("" when well)."""

    what: str
    state: str
    ok: bool = True
    remedy: str = ""


def examine(style: str) -> list[Line]:
    """Everything that printing in a style needs, in order: program, packages, libraries, faces."""
    return [program(), *packages(), *libraries(), *faces(style)]


def program() -> Line:
    """Our own version and Python's."""
    return Line("kanben", f"{convert.__version__}, Python {platform.python_version()}")


def packages() -> list[Line]:
    """The Python packages that the outputs depend on."""
    lines = []
    for name in PACKAGES:
        try:
            lines.append(Line(name, version(name)))
        except PackageNotFoundError:
            lines.append(Line(name, "not installed", False, "pip install --upgrade kanben"))
    return lines


def libraries() -> list[Line]:
    """Pango and HarfBuzz, through WeasyPrint; without HarfBuzz's subsetter a PDF takes ten times as long."""
    try:
        from weasyprint.text import ffi
    except OSError as error:
        return [Line("Pango", f"cannot be loaded ({error})".replace("\n", " "), False, LIBRARIES)]
    number = ffi.pango.pango_version()  # 15012 for 1.50.12
    lines = [Line("Pango", f"{number // 10000}.{number // 100 % 100}.{number % 100}")]
    if ffi.harfbuzz_subset is None:
        lines.append(Line("HarfBuzz subset", "missing: PDFs take ten times as long", False, LIBRARIES))
    else:
        lines.append(Line("HarfBuzz subset", "present"))
    return lines


def faces(style: str) -> list[Line]:
    """For each face that a role of the style names, the family that is really there: the first of its stack that fontconfig finds."""
    from convert.style import resolve

    try:
        resolved = resolve(style)
    except KanbenError as error:
        return [Line(f"style {style}", error.message, False, "mend the style, or choose another with --style")]
    installed = families()
    if installed is None:
        return [Line("fontconfig", "fc-list was not found, so the faces cannot be looked up", False, "apt-get install -y fontconfig")]
    lines = []
    for face in sorted(resolved.faces.values(), key=lambda f: f.name):
        roles = [name for name, role in resolved.roles.items() if role.face.name == face.name]
        if not roles:
            continue
        for script, stack in (("Han", face.print_han), ("Latin", face.print_latin)):
            lines.append(face_line(f"face {face.name}, {script} ({', '.join(roles[:4])}{'…' if len(roles) > 4 else ''})", stack, installed))
    return lines


def face_line(what: str, stack: tuple[str, ...], installed: set[str]) -> Line:
    """Which family of a stack is used; not well when the first choice is missing."""
    there = next((family for family in stack if family in installed), None)
    if there is None:
        return Line(what, f"none of {', '.join(stack)} is installed", False, FONTS)
    if there != stack[0]:
        return Line(what, f"{there}, in place of {stack[0]}, which is not installed", False, FONTS)
    return Line(what, there)


def families() -> set[str] | None:
    """The font families that fontconfig knows, None without fontconfig's tools."""
    command = shutil.which("fc-list")
    if command is None:
        return None
    listed = subprocess.run([command, ":", "family"], capture_output=True, text=True, check=False).stdout
    return {name.strip().replace("\\-", "-") for line in listed.splitlines() for name in line.split(",")}
