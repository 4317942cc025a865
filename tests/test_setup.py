"""The set-up: fonts are mended without being changed, advice is given where rights are missing, the wheel carries what it needs."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

import convert

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import fonts  # noqa: E402 - a script of tools/, found through the line above

# --- CID = glyph id ---------------------------------------------------------------------------------------------------------


def square(width: int) -> T2CharString:
    pen = T2CharStringPen(1000, None)
    pen.moveTo((0, 0))
    for point in ((width, 0), (width, width), (0, width)):
        pen.lineTo(point)
    pen.closePath()
    return pen.getCharString()


def cid_font(path: Path, cids: list[int]) -> None:
    """A CID-keyed font of one square a CID, each of its own size, reached by U+4E00 and on."""
    names = [".notdef", *(f"cid{cid:05d}" for cid in cids)]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x4E00 + i: name for i, name in enumerate(names[1:])})
    builder.setupCFF("Squares", {"FullName": "Squares"}, {name: square(i + 10) for i, name in enumerate(names)}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    make_cid_keyed(builder.font["CFF "].cff.topDictIndex[0])
    builder.save(path)


def make_cid_keyed(top: object) -> None:
    """Turn a name-keyed Top DICT into a CID-keyed one with a single font dict."""
    top.ROS = ("Adobe", "GB1", 5)
    private = top.Private
    del top.Private
    inner = FontDict(strings=top.strings)
    inner.Private, inner.FontName = private, "Squares-Only"
    top.FDArray = FDArrayIndex()
    top.FDArray.append(inner)
    top.FDSelect = FDSelect(format=3)
    top.FDSelect.gidArray = [0] * len(top.charset)
    top.CIDCount = 65535
    top.CharStrings.fdSelect, top.CharStrings.fdArray = top.FDSelect, top.FDArray


def shapes(font: TTFont) -> dict[int, list[object]]:
    """Each character's outline."""
    glyphs, drawn = font.getGlyphSet(), {}
    for character, name in font.getBestCmap().items():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        drawn[character] = pen.value
    return drawn


@pytest.mark.parametrize(
    "cids",
    [
        pytest.param([5, 6, 7, 940, 941, 3000], id="few"),
        pytest.param([*range(10, 300), *range(900, 1300)], id="ranges"),
        pytest.param([cid * 3 + 1 for cid in range(400)], id="scattered"),
    ],
)
def test_cids_become_glyph_ids_and_nothing_else_changes(tmp_path: Path, cids: list[int]) -> None:
    path, mended = tmp_path / "in.otf", tmp_path / "out.otf"
    cid_font(path, cids)
    data, moved = fonts.with_identity(path.read_bytes())
    mended.write_bytes(data)
    before, after = TTFont(path), TTFont(mended, checkChecksums=2)

    assert moved == sum(cid != glyph for glyph, cid in enumerate(cids, 1))
    assert after["CFF "].cff.topDictIndex[0].charset == [".notdef", *(f"cid{i:05d}" for i in range(1, len(cids) + 1))]
    assert shapes(after) == shapes(before)
    changed = {tag for tag in before.reader.tables if before.reader[tag] != after.reader[tag]}
    assert changed == {"CFF ", "head"}  # head holds the checksum of the whole file
    assert fonts.with_identity(data) == (data, 0)


def test_only_cid_keyed_fonts_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "named.otf"
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({0x61: "a"})
    builder.setupCFF("Named", {}, {name: square(10) for name in (".notdef", "a")}, {})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "a"], (1000, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    with pytest.raises(ValueError, match="not a CID-keyed font"):
        fonts.with_identity(path.read_bytes())
    with pytest.raises(ValueError, match="CFF outlines"):
        fonts.with_identity(b"\x89PNG\r\n\x1a\n")


def test_installed_faces_have_cids_that_are_glyph_ids() -> None:
    folder = fonts.user_folder()
    if not fonts.up_to_date(folder):
        outcome = pytest.fail if os.environ.get("KANBEN_REQUIRE_TOOLS") == "1" else pytest.skip
        outcome(f"the Fandol faces are not in {folder}: run `make`")
    for face in fonts.FACES:
        with TTFont(folder / f"{face}.otf", lazy=True) as font:
            charset = font["CFF "].cff.topDictIndex[0].charset
        assert charset[1:] == [f"cid{i:05d}" for i in range(1, len(charset))], face


def test_faces_come_from_a_folder_too(tmp_path: Path) -> None:
    source, target = tmp_path / "source" / "deep", tmp_path / "target"
    source.mkdir(parents=True)
    for face in fonts.FACES[1:]:
        cid_font(source / f"{face}.otf", [7, 9])
    assert not fonts.install(tmp_path / "source", target)
    assert not target.exists()
    cid_font(source / f"{fonts.FACES[0]}.otf", [7, 9])
    assert fonts.install(tmp_path / "source", target)
    assert fonts.up_to_date(target)
    (target / f"{fonts.FACES[2]}.otf").unlink()
    assert not fonts.up_to_date(target)


# --- system packages ----------------------------------------------------------------------------------------------------------


def packages(folder: Path, group: str, **commands: str) -> subprocess.CompletedProcess[str]:
    """tools/packages.sh on a machine that has these commands (name: shell script) and a few harmless ones."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    for name in ("env", "grep", "mkdir"):
        (bin_folder / name).symlink_to(f"/usr/bin/{name}" if Path(f"/usr/bin/{name}").exists() else f"/bin/{name}")
    for name, script in commands.items():
        path = bin_folder / name.replace("_", "-")
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
    environment = {"PATH": str(bin_folder), "LOG": str(folder / "log")}
    command = ["/bin/sh", str(ROOT / "tools/packages.sh"), group]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=30)


NOTHING_INSTALLED = "exit 1"
ALL_INSTALLED = "printf installed"
LOGGED = 'echo "$0 $*" >>"$LOG"'
PRINT_PACKAGES = (
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-liberation"  # what the styles' pages need
)


def test_without_rights_the_command_to_run_is_printed(tmp_path: Path) -> None:
    done = packages(tmp_path, "print", apt_get=LOGGED, dpkg_query=NOTHING_INSTALLED, id="echo 1000")
    assert done.returncode == 3
    assert f"apt-get update && apt-get install -y --no-install-recommends {PRINT_PACKAGES}\n" in done.stdout
    assert not (tmp_path / "log").exists()


def test_only_missing_packages_are_installed(tmp_path: Path) -> None:
    present = '[ "$4" = libharfbuzz-subset0 ] || printf installed'
    done = packages(tmp_path, "print", apt_get=LOGGED, apt_cache="echo '  Candidate: 6.0'", dpkg_query=present, id="echo 0")
    assert done.returncode == 0, done.stderr
    update, install = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert update.endswith("update -qq")
    assert install.endswith("--no-install-recommends libharfbuzz-subset0")


def test_a_name_unknown_to_the_archive_keeps_out_no_other(tmp_path: Path) -> None:
    known = '[ "$2" = chromium ] && echo "  Candidate: (none)" || echo "  Candidate: 1"'
    done = packages(tmp_path, "tools", apt_get=LOGGED, apt_cache=known, dpkg_query=NOTHING_INSTALLED, id="echo 0", npm="")
    assert done.returncode == 3
    assert "Not to be had from this system's archive: chromium" in done.stdout
    install = (tmp_path / "log").read_text(encoding="utf-8").splitlines()[1]
    assert "qpdf" in install
    assert "chromium" not in install
    assert "npm" not in install


def test_nothing_is_said_or_done_when_all_is_there(tmp_path: Path) -> None:
    done = packages(tmp_path, "print", apt_get=LOGGED, dpkg_query=ALL_INSTALLED)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "log").exists()


def test_off_debian_the_advice_is_given_once(tmp_path: Path) -> None:
    done = packages(tmp_path, "print", uname="echo Darwin")
    assert done.returncode == 3
    assert "brew install pango harfbuzz" in done.stdout
    again = subprocess.run(
        ["/bin/sh", str(ROOT / "tools/packages.sh"), "print"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (again.returncode, again.stdout) == (0, "")


def test_a_missing_library_is_an_error_of_the_environment(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", encoding="utf-8")
    sample = sorted((ROOT / "input").glob("thread-*.html"))[0]
    command = [sys.executable, "-m", "convert", "all", str(sample), "-o", str(tmp_path / "out"), "--engine", "inline"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3, done.stderr
    assert "libpango-1.0-0" in done.stdout + done.stderr
    assert "convert doctor" in done.stdout + done.stderr


# --- what is published ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_wheel_carries_the_styles_and_everything_in_the_package(installed_wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z", "convert", "styles"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    if not listed:
        pytest.skip("not a git checkout")
    for name in listed.split("\0")[:-1]:
        shipped = installed_wheel / re.sub("^styles/", "convert/_styles/", name)
        if (ROOT / name).exists():
            assert shipped.read_bytes() == (ROOT / name).read_bytes(), name


def test_styles_are_found_from_the_wheel(installed_wheel: Path, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(installed_wheel)!r}); from convert.cli import main; main(['style', 'list'])"
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    names = {path.parent.name for path in (ROOT / "styles").glob("*/style.toml")}
    assert {line.split()[0] for line in done.stdout.splitlines()} == names


def test_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (\S+)$", citation, re.MULTILINE)[1] == convert.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.search(r"^## \[(\d\S*)\]", changelog, re.MULTILINE)
    assert released is None or released[1] == convert.__version__


def test_every_import_is_a_declared_dependency() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in declared}
    owners = packages_distributions() | {"pydantic_core": ["pydantic"]}  # pydantic's compiled half, which it pins exactly
    for path in (ROOT / "convert").rglob("*.py"):
        for module in imported(ast.parse(path.read_text(encoding="utf-8"))) - sys.stdlib_module_names - {"convert"}:
            assert names & {owner.lower() for owner in owners.get(module, [])}, f"{path.name} imports {module}"


def imported(tree: ast.Module) -> set[str]:
    """The top-level modules that a file imports, wherever in it."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in found}


def test_both_commands_are_one() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts == {"convert": "convert.cli:main", "kanben": "convert.cli:main"}


@pytest.mark.parametrize("workflow", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(workflow: Path) -> None:
    used = re.findall(r"uses:\s*(\S+)(.*)", workflow.read_text(encoding="utf-8"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r"\s+# v\d+\.\d+\.\d+", comment), f"{action} does not tell its version"


def test_snapshots_are_not_rewritten_in_ci(tool: Callable[[str], Path]) -> None:
    command = [str(tool("pytest")), "--update", "--collect-only", "-q", "tests/test_setup.py"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"CI": "true"}, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "refused where CI is set" in done.stderr
