"""Characters that the faces of a style do not have: what goes in are tree and style, what comes out are findings.

A character that the first Han face lacks is printed in the next one that has it (勠 in a FandolFang text), which an editor should know;
one that no face of the stack has is printed in whatever face the system finds, or as a box.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache

from lxml import etree

from convert.document import XML_LANG
from convert.errors import Finding
from convert.render import paper
from convert.render.breaks import INVISIBLE
from convert.style import Face, ResolvedStyle
from convert.style.css import in_latin


def findings(root: etree._Element, style: ResolvedStyle) -> tuple[Finding, ...]:
    """One finding for each character and face, most frequent first; none where fontconfig's tools are missing."""
    if shutil.which("fc-list") is None:
        return ()
    counts = used(root, style)
    found = [(count, char, name) for (name, char), count in counts.items() if not char.isspace() and char not in INVISIBLE]
    lines = [line for _, char, name in sorted(found, key=lambda f: (-f[0], f[1], f[2])) if (line := lack(style, name, char, counts))]
    return tuple(lines)


def used(root: etree._Element, style: ResolvedStyle) -> Counter[tuple[str, str]]:
    """How often each character is set in each face."""
    counts: Counter[tuple[str, str]] = Counter()
    for face, text in faced(paper.tree(root, style.worded(root.get(XML_LANG, ""))), style, style.roles["body"].face.name):
        counts.update((face, char) for char in text)
    return counts


def faced(node: etree._Element, style: ResolvedStyle, face: str) -> Iterator[tuple[str, str]]:
    """Each stretch of text with the name of its face; what is outside the body is not set."""
    if etree.QName(node).localname == "head":
        return
    for name in node.get("class", "").split():
        role = style.run_in(int(name[-1])) if name.startswith("run-in-") and name[-1].isdigit() else style.roles.get(name)
        face = face if role is None else role.face.name
    yield face, node.text or ""
    for child in node:
        yield from faced(child, style, face)
        yield face, child.tail or ""


def lack(style: ResolvedStyle, name: str, char: str, counts: Counter[tuple[str, str]]) -> Finding | None:
    """What is to be said of a character in a face, None when its first choice has it."""
    face = style.faces[name]
    stack = faces_for(face, char)
    has = next((family for family in stack if ord(char) in charset(family)), None)
    if has == stack[0] or not charset(stack[0]):  # a face that is not installed is doctor's to tell
        return None
    where = f"{char} (U+{ord(char):04X}), {counts[name, char]} ×"
    if has is None:
        message = f"No face of {name} ({', '.join(stack)}) has {where}; name one that has it in print_han."
        return Finding("glyph-missing", message, quote=char)
    return Finding("glyph-fallback", f"{stack[0]} has no {where}; printed in {has}.", quote=char, severity="info")


def faces_for(face: Face, char: str) -> tuple[str, ...]:
    """The families that are tried for a character, in order."""
    return (*face.print_latin, *face.print_han) if in_latin(char) else face.print_han


@cache
def families() -> frozenset[str]:
    """The font families that fontconfig knows; empty without fontconfig's tools."""
    if shutil.which("fc-list") is None:
        return frozenset()
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return frozenset(name.strip().replace("\\-", "-") for line in listed.splitlines() for name in line.split(","))


def unprintable(style: ResolvedStyle) -> list[str]:
    """The faces of a style of whose Han, or Latin, families not one is installed, with the families' names."""
    there = families()
    stacks = [(face.name, stack) for face in style.faces.values() for stack in (face.print_han, face.print_latin)]
    return [f"{name} ({', '.join(stack)})" for name, stack in stacks if there and there.isdisjoint(stack)]


@cache
def charset(family: str) -> frozenset[int]:
    """The code points of an installed family, empty when it is not there; fontconfig writes them as ranges of hexadecimal numbers."""
    listed = subprocess.run(["fc-list", family, "--format", "%{charset}\n"], capture_output=True, text=True, check=False).stdout
    points: set[int] = set()
    for part in listed.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)
