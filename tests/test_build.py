"""Many documents: a crash or a hang costs only its own document, and the same input gives the same bytes."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from poison import poisoned

from convert.build.engines import RECYCLE, local
from convert.build.publish import publish
from convert.build.task import Job
from convert.errors import SetupError

INPUT = Path(__file__).parent.parent / "input"
COMMAND = Path(sys.executable).with_name("convert")


def test_a_file_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xml"
    publish(target, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SetupError, match="No space left"):
        publish(target, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.xml"]
    assert target.read_bytes() == b"old"


def test_a_crash_and_a_hang_cost_only_their_own_documents(tmp_path: Path) -> None:
    names = ["a", "crash", "b", "hang", "c", "d"]
    jobs = [Job((Path(name),), tmp_path, "gb9704", ()) for name in names]
    results = list(local(jobs, workers=2, timeout=3.0, work=poisoned))
    assert [r.files[0] for r in results] == names
    assert [r.status for r in results] == ["made", "failed", "made", "failed", "made", "made"]
    assert "exit code 9" in results[1].error
    assert "3 seconds" in results[3].error
    assert RECYCLE > 1


def test_workers_that_do_not_start_are_told_as_a_fault_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.build.engines.guard", partial(os._exit, 3))
    with pytest.raises(SetupError, match="--engine inline"):
        list(local([Job((Path("a"),), tmp_path, "gb9704", ())], workers=1, timeout=20.0, work=poisoned))


def run(folder: Path, output: Path, **environment: str) -> dict[str, bytes]:
    """All outputs of one sample folder as bytes by relative name."""
    command = [COMMAND, "all", folder, "-o", output, "--jobs", "2"]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | environment, timeout=200)
    files = [p for p in sorted(output.rglob("*")) if p.is_file() and ".convert" not in p.parts]
    return {str(p.relative_to(output)): p.read_bytes() for p in files}


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Another folder, time zone, locale and hash seed."""
    first, second = tmp_path / "one", tmp_path / "two" / "deeper"
    for folder in (first, second):
        folder.mkdir(parents=True)
        shutil.copy(INPUT / "20230418_report_yanxi.txt", folder)
        shutil.copy(INPUT / "thread-41207-1-1.html", folder)
    a = run(first, tmp_path / "out-a", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    b = run(second, tmp_path / "elsewhere" / "out-b", TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="77")
    assert sorted(a) == sorted(b)
    assert [name for name in a if a[name] != b[name]] == []
    assert sum(name.endswith((".pdf", ".docx", ".epub", ".xhtml", ".xml")) for name in a) == 10
