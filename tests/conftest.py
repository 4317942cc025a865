"""What tests ask of the machine: external tools, a folder of real pages, a PDF validator, snapshots.

A missing tool skips the test that needs it, with the reason; with KANBEN_REQUIRE_TOOLS=1 it fails it, so that a machine meant
for conformance cannot pass by skipping.  KANBEN_CORPUS (a folder) and KANBEN_VERAPDF (a command) name what no package
manager installs; without them the tests that read them skip everywhere.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Beside PATH: what pip and npm installed for this checkout (see `make tools`).
TOOL_FOLDERS = (Path(sys.executable).parent, ROOT / ".make/npm/node_modules/.bin")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected files of snapshot tests; review the diff")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and os.environ.get("CI"):
        raise pytest.UsageError("--update rewrites what tests expect, so it is refused where CI is set")


@pytest.fixture(scope="session")
def tool() -> Callable[[str], Path]:
    """A function from a command's name to its path: `tool("soffice")`."""

    def find(name: str) -> Path:
        path = os.pathsep.join([*map(str, TOOL_FOLDERS), os.environ.get("PATH", os.defpath)])
        found = shutil.which(name, path=path)
        if found is None:
            lack(f"needs {name}: run `make tools`")
        return Path(found)

    return find


def lack(reason: str) -> None:
    """Skips the test, or fails it where the tools are required."""
    if os.environ.get("KANBEN_REQUIRE_TOOLS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages that KANBEN_CORPUS names."""
    folder = os.environ.get("KANBEN_CORPUS")
    if not folder:
        pytest.skip("KANBEN_CORPUS names no folder of real pages")
    if not Path(folder).is_dir():
        pytest.fail(f"KANBEN_CORPUS names {folder}, which is no folder", pytrace=False)
    return Path(folder)


@pytest.fixture(scope="session")
def verapdf() -> Callable[..., None]:
    """A function that fails the test unless every PDF passes: `verapdf("ua1,3a", pdf, ...)`; veraPDF's names of flavours."""
    command = os.environ.get("KANBEN_VERAPDF")
    if not command:
        pytest.skip("KANBEN_VERAPDF names no command that validates PDF/UA and PDF/A")

    def check(flavours: str, *pdfs: Path) -> None:
        done = subprocess.run([command, flavours, *map(str, pdfs)], capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return check


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """A function that compares text with an expected file, or with `--update` rewrites it; a missing file fails."""
    update = bool(request.config.getoption("--update"))

    def compare(expected: Path, actual: str) -> None:
        if update:
            expected.write_text(actual, encoding="utf-8", newline="\n")
        assert expected.is_file(), f"{expected} is missing: `pytest --update` writes it, then read it"
        assert actual == expected.read_text(encoding="utf-8")

    return compare
