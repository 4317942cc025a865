#!/usr/bin/env python3
"""Fandol's faces for this user: Debian's TeX package, or a folder of the original OTF files, in;
faces that every PDF viewer draws right, out.

WeasyPrint writes glyph ids into a PDF where CIDs belong.  A viewer that follows the font's own charset (MuPDF, and by PDF 32000-1
§9.7.4.2 any other) then shows a wrong glyph wherever the two differ, as they do for some 1,470 signs of each Fandol face; Poppler
does not, so the page looks right where one would check it.  While the faces are installed, their charset is therefore made the
identity.  Nothing else in them changes: outlines, character map, metrics and features all count in glyph ids.

Needs nothing but Python's library; `apt-get download` needs no rights.  Exit code 3, and advice, when the faces are not to be had.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

FACES = ("FandolFang-Regular", "FandolHei-Regular", "FandolHei-Bold", "FandolKai-Regular", "FandolSong-Regular", "FandolSong-Bold")
PACKAGE = "texlive-lang-chinese"
NOTE = "README.txt"
FORM = "Written by Kanben's tools/fonts.py, form 1"  # counts up when what it writes changes, so that it is written anew
ADVICE = f"""\
The Fandol faces (仿宋, 楷体) are not installed; pages are printed in Noto instead. To add them, one of:
  apt-get update && tools/fonts.py          (Debian, Ubuntu: takes them out of the package {PACKAGE}; TeX is not installed)
  tools/fonts.py --from FOLDER              (anywhere: FOLDER holds the OTF files of CTAN's package "fandol")"""


def main() -> int:
    """Install what is missing; 0 when the faces are there."""
    parser = argparse.ArgumentParser(description="Installs the Fandol faces into the user's font folder, each with CID = glyph id.")
    parser.add_argument("--from", dest="source", type=Path, metavar="FOLDER", help="take the OTF files found under FOLDER")
    parser.add_argument("--to", dest="target", type=Path, metavar="FOLDER", default=user_folder(), help="default: %(default)s")
    arguments = parser.parse_args()
    if arguments.source is None and up_to_date(arguments.target):
        return 0
    with tempfile.TemporaryDirectory(prefix="kanben-fonts-") as scratch:
        source = arguments.source or download(Path(scratch))
        if source is None or not install(source, arguments.target):
            print(ADVICE, file=sys.stderr)
            return 3
    if shutil.which("fc-cache"):
        subprocess.run(["fc-cache", str(arguments.target)], check=False)
    print(f"Fandol faces installed in {arguments.target}")
    return 0


def user_folder() -> Path:
    """Our folder among the user's fonts, where fontconfig looks (XDG Base Directory Specification)."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data) / "fonts" / "kanben"


def up_to_date(folder: Path) -> bool:
    """Whether every face is there as this program would write it."""
    note = folder / NOTE
    return note.is_file() and FORM in note.read_text("utf-8") and all((folder / f"{face}.otf").is_file() for face in FACES)


# --- where they come from -------------------------------------------------------------------------------------------------------


def download(scratch: Path) -> Path | None:
    """The unpacked Debian package, None where that cannot be had."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return None
    print(f"Downloading Debian's {PACKAGE} (about 50 MB) for its Fandol faces ...", flush=True)
    if not fetch(scratch):
        update = ["apt-get", "update", "-qq"]
        if os.geteuid() != 0:
            update = ["sudo", "-n", *update]
        if not run(update, scratch) or not fetch(scratch):
            return None
    package = next(scratch.glob(f"{PACKAGE}_*.deb"))
    return scratch / "package" if run(["dpkg", "-x", package.name, "package"], scratch) else None


def fetch(folder: Path) -> bool:
    """Whether the package could be downloaded; apt checks it against the archive's signed lists."""
    # As root apt would warn that its own user may not write here.
    sandbox = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
    return run(["apt-get", *sandbox, "download", "-qq", PACKAGE], folder)


def run(command: list[str], folder: Path) -> bool:
    """Whether a command is there and succeeds."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, check=False).returncode == 0


# --- what is done to them -------------------------------------------------------------------------------------------------------


def install(source: Path, target: Path) -> bool:
    """Write each face found under source, mended, into target, and a note that says so; False when one is missing."""
    found = {path.stem: path for path in sorted(source.rglob("Fandol*.otf"))}
    missing = [face for face in FACES if face not in found]
    if missing:
        print(f"not found: {', '.join(missing)}", file=sys.stderr)
        return False
    target.mkdir(parents=True, exist_ok=True)
    lines = []
    for face in FACES:
        font, moved = with_identity(found[face].read_bytes())
        publish(target / f"{face}.otf", font)
        lines.append(f"{face}.otf: {moved} CIDs changed; sha256 {hashlib.sha256(font).hexdigest()}")
    copy_licence(source, target)
    publish(target / NOTE, note(lines).encode())
    return True


def note(lines: list[str]) -> str:
    """What the folder says about itself: the licence (GPL with font exception) asks that changes be told."""
    return "\n".join(
        [
            "Fandol fonts by Clerk Ma and Jie Su, GNU General Public License with font exception (see COPYING).",
            "Changed by Kanben: in each face the CFF charset is the identity, so that CID = glyph id; nothing else.",
            *lines,
            FORM,
            "",
        ]
    )


def copy_licence(source: Path, target: Path) -> None:
    """The licence's text, where the source has it."""
    for path in sorted(source.rglob("fandol/COPYING*")):
        data = path.read_bytes()
        publish(target / "COPYING", gzip.decompress(data) if path.suffix == ".gz" else data)


def publish(path: Path, data: bytes) -> None:
    """Write beside and rename: a reader finds the old file or the new one, never half of one."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(data)
    beside.replace(path)


# --- CID = glyph id -------------------------------------------------------------------------------------------------------------
# OpenType 1.9 "OpenType Font File" (table directory, checksums); Adobe Technical Note 5176 (CFF): §5 INDEX, §4 DICT, §13 Charsets.

CHARSET, CHARSTRINGS, ROS = 15, 17, (12, 30)


def with_identity(font: bytes) -> tuple[bytes, int]:
    """A font like the given one with CID = glyph id, and how many CIDs that changes (0: the same bytes).

    Only a CID-keyed OpenType/CFF font has CIDs; ValueError for any other.  The new charset is one range, never longer than
    the old one, so it is written over it, and no offset in the file moves.
    """
    tables = {tag: (at, length) for tag, _, at, length in directory(font)}
    if "CFF " not in tables:
        raise ValueError("not an OpenType font with CFF outlines")
    start, length = tables["CFF "]
    cff = bytearray(font[start : start + length])
    top = top_dict(cff)
    if ROS not in top:
        raise ValueError("not a CID-keyed font: its glyphs have names, not CIDs")
    glyphs = int.from_bytes(cff[top[CHARSTRINGS][0] :][:2], "big")
    at = top[CHARSET][0]
    old, size = charset(cff, at, glyphs)
    moved = sum(cid != glyph for glyph, cid in enumerate(old))
    if not moved:
        return font, 0
    cff[at : at + size] = identity_charset(glyphs, size)
    return with_checksums(font[:start] + bytes(cff) + font[start + length :]), moved


def directory(font: bytes) -> list[tuple[str, int, int, int]]:
    """Tag, place of the record, offset and length of each table."""
    if font[:4] != b"OTTO":
        return []
    records = range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16)
    return [(font[at : at + 4].decode("ascii"), at, *struct.unpack_from(">II", font, at + 8)) for at in records]


def top_dict(cff: bytes | bytearray) -> dict[int | tuple[int, int], list[int]]:
    """The first font's Top DICT: operands by operator."""
    after_names = index(cff, cff[2])[-1]
    offsets = index(cff, after_names)
    return parse_dict(bytes(cff[offsets[0] : offsets[1]]))


def index(cff: bytes | bytearray, at: int) -> list[int]:
    """Where the items of an INDEX begin, and last where it ends."""
    count = int.from_bytes(cff[at : at + 2], "big")
    if not count:
        return [at + 2]
    width = cff[at + 2]
    base = at + 2 + (count + 1) * width  # offsets count from the byte before the data
    places = range(at + 3, at + 3 + (count + 1) * width, width)
    return [base + int.from_bytes(cff[place : place + width], "big") for place in places]


def parse_dict(data: bytes) -> dict[int | tuple[int, int], list[int]]:
    """A DICT's whole operands by operator; real numbers, which we never need, read as 0."""
    found: dict[int | tuple[int, int], list[int]] = {}
    operands: list[int] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte <= 21:
            operator, at = ((12, data[at + 1]), at + 2) if byte == 12 else (byte, at + 1)
            found[operator], operands = operands, []
        else:
            value, at = number(data, at)
            operands.append(value)
    return found


def number(data: bytes, at: int) -> tuple[int, int]:
    """One operand and where the next begins (Technical Note 5176, table 3)."""
    byte = data[at]
    if byte == 28:
        return int.from_bytes(data[at + 1 : at + 3], "big", signed=True), at + 3
    if byte == 29:
        return int.from_bytes(data[at + 1 : at + 5], "big", signed=True), at + 5
    if byte == 30:  # a real number: nibbles up to 0xf
        end = next(i for i in range(at + 1, len(data)) if data[i] & 0xF == 0xF)
        return 0, end + 1
    if byte <= 246:
        return byte - 139, at + 1
    if byte <= 250:
        return (byte - 247) * 256 + data[at + 1] + 108, at + 2
    return -(byte - 251) * 256 - data[at + 1] - 108, at + 2


def charset(cff: bytes | bytearray, at: int, glyphs: int) -> tuple[list[int], int]:
    """The CID of each glyph, and how many bytes say so."""
    cids, place, form = [0], at + 1, cff[at]
    while len(cids) < glyphs:
        first = int.from_bytes(cff[place : place + 2], "big")
        left = int.from_bytes(cff[place + 2 : place + 2 + form], "big")  # form 0: no count; 1: one byte; 2: two
        cids.extend(range(first, first + left + 1))
        place += 2 + form
    return cids, place - at


def identity_charset(glyphs: int, size: int) -> bytes:
    """A charset of exactly `size` bytes that gives every glyph its own id: one range, then zeros that nothing reads."""
    left = glyphs - 2  # glyph 0 is never listed, and a range counts those after its first
    form = 1 if left < 256 else 2
    return (bytes([form]) + (1).to_bytes(2, "big") + left.to_bytes(form, "big")).ljust(size, b"\0")


def with_checksums(font: bytes) -> bytes:
    """The font with the checksum of its CFF table and of the whole file made right."""
    out = bytearray(font)
    records = {tag: (record, at, length) for tag, record, at, length in directory(font)}
    record, at, length = records["CFF "]
    struct.pack_into(">I", out, record + 4, checksum(font[at : at + length]))
    head = records["head"][1]
    struct.pack_into(">I", out, head + 8, 0)
    struct.pack_into(">I", out, head + 8, (0xB1B0AFBA - checksum(out)) % 2**32)
    return bytes(out)


def checksum(data: bytes | bytearray) -> int:
    """The sum of the big-endian 32-bit words, the last one filled up with zeros."""
    padded = bytes(data) + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) % 2**32


if __name__ == "__main__":
    sys.exit(main())
