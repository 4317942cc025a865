"""Bytes to files, whole or not at all: written beside the target, flushed to the disk, renamed over it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from convert.document import sha256
from convert.errors import SetupError

TEMPORARY = ".kanben-"


def publish(path: Path, data: bytes) -> str:
    """Write a file atomically and return the sha256 of its bytes.  SetupError when the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SetupError(f"{path}: cannot be written ({error.strerror}); choose another folder with -o, or mend its permissions") from error
    return sha256(data)


def sweep(folder: Path) -> None:
    """Take away temporary files that an interrupted run left in an output folder."""
    for path in folder.glob(f"*/{TEMPORARY}*.tmp"):
        path.unlink(missing_ok=True)
    for path in folder.glob(f"{TEMPORARY}*.tmp"):
        path.unlink(missing_ok=True)


def writable(folder: Path) -> None:
    """Make the output folder and prove that it can be written.  SetupError with the reason when not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SetupError(f"{folder}: not a folder that can be written ({error.strerror}); choose another with -o") from error
