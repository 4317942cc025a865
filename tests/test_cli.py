"""The commands as a user meets them: exit codes, messages, and that one bad document never costs another."""

import json
import os
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from convert.build.task import source_key
from convert.cli import main
from convert.document import dump, parse
from convert.ledger import rebuild
from convert.source import Manuscript, open_page
from convert.structure import Structured, structure

INPUT = Path(__file__).parent.parent / "input"
SAMPLE = INPUT / "20230418_report_yanxi.txt"
NEWS = "<html><body><div id='nav'>首页 论坛</div><p>今天天气很好，我们去爬山。</p><p>山上有很多人。</p></body></html>"


def convert(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.rglob(pattern)
    return found


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with one sample in the formats that are quick to print."""
    folder = tmp_path_factory.mktemp("made")
    run = convert("all", SAMPLE, "-o", folder, "--engine", "inline", "--format", "xhtml", "--format", "epub")
    assert run.exit_code == 0, run.output
    return folder


def test_all_writes_every_output_of_a_thread(made: Path) -> None:
    slug = only(made, "*.xml").stem
    names = {path.name for path in (made / slug).iterdir()}
    assert names == {f"{slug}.{x}" for x in ("xml", "ledger.jsonl", "audit.html", "xhtml", "epub")}
    told = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert [d["slug"] for d in told["documents"]] == [slug]
    assert quote(slug) in (made / "index.html").read_text(encoding="utf-8")


def test_the_ledger_rebuilds_the_source(made: Path) -> None:
    assert rebuild(only(made, "*.ledger.jsonl").read_bytes()) == [open_page(SAMPLE).visible]


def test_a_second_run_makes_nothing(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made, folder)
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*.xml")}
    run = convert("all", SAMPLE, "-o", folder, "--engine", "inline", "--format", "xhtml", "--format", "epub")
    assert "1 up to date" in run.output
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*.xml")} == before


def test_an_edited_document_is_kept_and_printed_until_force(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made, folder)
    path = only(folder, "*.xml")
    edited = dump(parse(path.read_bytes().replace("请予审议".encode(), "请各位审议".encode())))
    path.write_bytes(edited)
    run = convert("all", SAMPLE, "-o", folder, "--engine", "inline", "--format", "xhtml", "--json")
    assert [f["code"] for f in json.loads(run.stdout)[0]["findings"]].count("edited-by-hand") == 1
    assert path.read_bytes() == edited
    assert "请各位审议" in only(folder, "*.xhtml").read_text(encoding="utf-8")
    assert convert("all", SAMPLE, "-o", folder, "--engine", "inline", "--format", "xhtml", "--force").exit_code == 0
    assert path.read_bytes() != edited
    assert path.with_name(path.name + ".orig").read_bytes() == edited


def bad_inputs(folder: Path) -> None:
    (folder / "empty.html").write_bytes(b"")
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with (folder / "large.html").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    (folder / "folder.html").mkdir()
    shutil.copy(SAMPLE, folder / "good.txt")


def test_bad_files_fail_with_their_names_and_the_good_one_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    bad_inputs(folder)
    run = convert("all", folder, "-o", tmp_path / "out", "--engine", "inline", "--format", "xhtml")
    assert run.exit_code == 1
    for name, fact in (("empty.html", "empty"), ("picture.html", "PNG"), ("large.html", "over the limit")):
        assert any(name in line and fact in line for line in run.output.splitlines()), (name, run.output)
    assert only(tmp_path / "out", "*.xhtml")


def test_a_page_cut_short_is_made_with_what_it_has(tmp_path: Path) -> None:
    page = tmp_path / "cut.html"
    data = (INPUT / "thread-41207-1-1.html").read_bytes()
    page.write_bytes(data[: len(data) * 2 // 3])
    run = convert("xml", page, "-o", tmp_path / "out")
    assert run.exit_code == 0, run.output
    assert only(tmp_path / "out", "*.ledger.jsonl")


def test_a_page_that_is_no_report_is_an_article_with_a_finding(tmp_path: Path) -> None:
    page = tmp_path / "news.html"
    page.write_text(NEWS, encoding="utf-8")
    run = convert("xml", page, "-o", tmp_path / "out", "--json")
    assert run.exit_code == 0
    assert "not-a-report" in [f["code"] for f in json.loads(run.stdout)[0]["findings"]]
    assert "今天天气很好" in only(tmp_path / "out", "*.xml").read_text(encoding="utf-8")
    assert convert("xml", page, "-o", tmp_path / "out2", "--strict").exit_code == 5


def test_a_dangling_link_is_told_and_nothing_is_printed(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    data = only(made, "*.xml").read_bytes()
    assert b'linkend="' in data
    path.write_bytes(data.replace(b'linkend="', b'linkend="x', 1))
    run = convert("render", path, "--format", "xhtml")
    assert run.exit_code == 1
    assert "report.xml" in run.output
    assert not list(tmp_path.glob("*.xhtml"))


def test_an_output_folder_that_cannot_be_written_is_exit_code_3(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    for command in ("all", "xml"):
        run = convert(command, SAMPLE, "-o", blocked / "out")
        assert run.exit_code == 3, run.output
        assert "-o" in run.output


@pytest.mark.parametrize(
    "arguments", [["all", "nowhere"], ["xml", "nowhere"], ["render", "nowhere"], ["all"], ["all", "--engine", "x", "."]]
)
def test_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert convert(*arguments).exit_code == 2


def test_a_folder_without_pages_is_exit_code_2(tmp_path: Path) -> None:
    run = convert("all", tmp_path, "-o", tmp_path / "out")
    assert run.exit_code == 2
    assert "no page found" in run.output


def test_an_unknown_style_is_exit_code_4(tmp_path: Path) -> None:
    run = convert("all", SAMPLE, "-o", tmp_path, "--style", "gb9705")
    assert run.exit_code == 4
    assert "gb9704" in run.output


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    from convert.build.store import opened

    with opened(tmp_path):
        run = convert("all", SAMPLE, "-o", tmp_path, "--engine", "inline")
    assert run.exit_code == 3
    assert "another convert" in run.output


def test_explain_gives_rule_and_evidence() -> None:
    run = convert("explain", SAMPLE)
    assert run.exit_code == 0
    assert "because of" in run.output
    assert "Dropped:" in run.output


def test_check_suggests_corrections_that_can_be_edited_and_applied(tmp_path: Path) -> None:
    page = tmp_path / SAMPLE.name
    shutil.copy(SAMPLE, page)
    run = convert("check", page, "--suggest")
    assert run.exit_code == 0, run.output
    path = only(tmp_path, "*.corrections.toml")
    entries = path.read_text(encoding="utf-8").split("\n\n")
    entry = next(e for e in entries if "# [[correction]]" in e)
    path.write_text("\n".join(line.removeprefix("# ") for line in entry.splitlines() if "=" in line or "[[" in line), encoding="utf-8")
    assert convert("xml", page, "-o", tmp_path / "out").exit_code == 0
    assert "correction" in only(tmp_path / "out", "*.xml").read_text(encoding="utf-8")
    assert convert("check", page, "--suggest").exit_code == 1


def test_release_gathers_artifacts_under_ascii_names(made: Path, tmp_path: Path) -> None:
    run = convert("release", made, "-o", tmp_path)
    assert run.exit_code == 0, run.output
    names = {p.name for p in tmp_path.iterdir()}
    assert all(name.isascii() for name in names)
    assert {"SHA256SUMS", "manifest.json"} < names
    sums = (tmp_path / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    assert len(sums) == len(names) - 1


def test_release_refuses_what_was_changed_since(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made, folder)
    path = only(folder, "*.xhtml")
    path.write_bytes(path.read_bytes() + b" ")
    run = convert("release", folder, "-o", tmp_path / "release")
    assert run.exit_code == 1
    assert "changed since" in run.output


def test_a_new_style_extends_its_base_and_changes_what_it_says(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert convert("style", "new", folder, "--from", "gb9704").exit_code == 0
    assert convert("style", "diff", "gb9704", "book").output.splitlines()[-1] != "0 tokens differ."
    path = folder / "style.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[roles.heading-1]\ncolor = "#b00020"\n', encoding="utf-8")
    assert convert("style", "check", folder).exit_code == 0
    (folder / "print.css").write_text("p { colour: red; }\n", encoding="utf-8")
    told = convert("style", "check", folder)
    assert told.exit_code == 4
    assert "print.css of mine: Ignored `colour: red`" in told.output
    (folder / "print.css").unlink()
    lines = convert("style", "diff", "gb9704", folder).output.splitlines()
    assert "roles.heading-1.color: #000000 → #b00020" in lines
    assert convert("style", "new", folder).exit_code == 4


def test_a_new_scrape_takes_the_place_of_the_edition_that_nobody_edited(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made, folder)
    page = tmp_path / SAMPLE.name
    page.write_text(SAMPLE.read_text(encoding="utf-8").replace("请予审议", "请各位审议"), encoding="utf-8")
    run = convert("all", page, "-o", folder, "--engine", "inline", "--format", "xhtml", "--json")
    (told,) = json.loads(run.stdout)
    assert "replaced-edition" in [f["code"] for f in told["findings"]]
    assert "请各位审议" in only(folder, "*.xml").read_text(encoding="utf-8")


def test_what_a_format_lacks_costs_only_that_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convert.errors import SetupError
    from convert.render import WRITERS

    def lacking(*_: object, **__: object) -> bytes:
        raise SetupError("Pango is missing; install it")

    monkeypatch.setitem(WRITERS, "pdf", lacking)  # type: ignore[arg-type]
    run = convert("all", SAMPLE, "-o", tmp_path, "--engine", "inline")
    assert run.exit_code == 3
    assert "Pango is missing" in run.output
    assert {p.suffix for p in tmp_path.glob("*/*")} >= {".xml", ".docx", ".xhtml", ".epub"}


def test_an_output_folder_inside_the_input_is_not_read(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path)
    for command in (["xml"], ["all", "--engine", "inline", "--format", "xhtml"]):
        for _ in range(2):
            assert convert(*command, tmp_path, "-o", tmp_path / "out").exit_code == 0
        assert len(list(tmp_path.rglob("*.ledger.jsonl"))) == 1


def test_every_command_that_reports_does_so_as_json(made: Path, tmp_path: Path) -> None:
    xml = only(made, "*.xml")
    told = json.loads(convert("render", xml, "-o", tmp_path / "a", "--format", "xhtml", "--json").stdout)
    assert list(told) == [str(only(tmp_path / "a", "*.xhtml"))]
    names = json.loads(convert("release", made, "-o", tmp_path / "b", "--json").stdout)
    assert sorted(p.name for p in (tmp_path / "b").iterdir()) == names
    assert json.loads(convert("style", "check", "book", "--json").stdout)["name"] == "book"


def test_check_groups_findings_by_kind_and_sums_up_many_documents(tmp_path: Path) -> None:
    wrong = [f"第{n}批办结率97{n}%，" for n in range(1, 6)]
    lines = [
        "2031年砚溪县政府工作报告",
        "各位代表：",
        "一、去年工作",
        f"全县新修道路三十公里，{''.join(wrong)}群众满意。",
        "各位代表，让我们努力奋斗！",
    ]
    page = tmp_path / "a.txt"
    page.write_text("\n".join(lines), encoding="utf-8")
    alone = convert("check", page).stdout.splitlines()
    assert alone[0].endswith("a.txt: 6 findings")
    assert [line[:9] for line in alone[1:3]] == ["  error d", "  warning"]
    assert alone[2] == "  warning figure-impossible, 5 of them; compare another edition of the report."
    assert len(alone) == 8
    assert all("[" in line and "compare another" not in line for line in alone[3:])
    (tmp_path / "b.txt").write_text("\n".join([*lines[:3], "全县新修道路三十公里。", lines[-1]]), encoding="utf-8")
    many = convert("check", tmp_path).stdout.splitlines()
    assert "    … and 2 more: check this document alone" in many
    assert many[-3:] == [
        "2 documents: 1 without a finding, 0 could not be read.",
        "  error decimals-lost: 1 in 1 document",
        "  warning figure-impossible: 5 in 1 document",
    ]


def test_a_docx_is_read_back_and_one_that_cannot_be_is_named(made: Path, tmp_path: Path) -> None:
    xml = only(made, "*.xml")
    assert convert("render", xml, "-o", tmp_path, "--format", "docx").exit_code == 0
    printed = only(tmp_path, "*.docx")
    run = convert("xml", printed, "-o", tmp_path / "back")
    assert (run.exit_code, run.stderr) == (0, "")
    assert only(tmp_path / "back", "*.xml").read_bytes() == xml.read_bytes()
    (tmp_path / "broken.docx").write_bytes(printed.read_bytes()[:2000])
    run = convert("xml", tmp_path / "broken.docx", "-o", tmp_path / "back")
    assert run.exit_code == 1
    assert f"{tmp_path / 'broken.docx'}: not a DOCX file" in run.stderr
    with (tmp_path / "huge.docx").open("wb") as file:
        file.truncate(21 * 2**20)
    run = convert("xml", tmp_path / "huge.docx", "-o", tmp_path / "back")
    assert run.exit_code == 1
    assert "huge.docx: over 20 MiB" in run.stderr


def test_a_name_that_is_no_text_is_read_as_such_names_are_and_costs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        shutil.copy(SAMPLE, folder / os.fsdecode("政府工作报告\x01.txt".encode("gb18030")))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (folder / os.fsdecode(b"\xff.txt")).touch()
    run = convert("all", folder, "-o", tmp_path / "out", "--engine", "inline", "--format", "xhtml")
    assert run.exit_code == 1
    assert "1 made, 0 up to date, 1 failed" in run.stdout
    name = "政府工作报告\ufffd.txt"
    assert f'name="{name}"' in only(tmp_path / "out", "*.xml").read_text(encoding="utf-8")
    (told,) = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["documents"]
    assert [source["file"] for source in told["sources"]] == [name]
    assert "\ufffd.txt: the file is empty" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert convert("all", folder, "-o", tmp_path / "out", "--engine", "inline", "--format", "xhtml", "--json").exit_code == 1
    assert convert("check", folder).exit_code == 1


def test_pages_of_one_name_in_two_folders_are_two_sources(tmp_path: Path) -> None:
    pages = [tmp_path / folder / "page.html" for folder in ("one", "two")]
    for page, text in zip(pages, ("甲", "乙"), strict=True):
        page.parent.mkdir()
        page.write_text(text, encoding="utf-8")
    key, hashes = source_key(tuple(pages))
    assert list(hashes) == ["page.html", "two/page.html"]
    pages[0].write_text("丙", encoding="utf-8")
    assert source_key(tuple(pages))[0] != key


def test_a_thread_has_one_edition_also_when_a_correction_changes_its_title(tmp_path: Path) -> None:
    page = Path(shutil.copy(SAMPLE, tmp_path))
    command = ("all", page, "-o", tmp_path / "out", "--engine", "inline", "--format", "xhtml")
    assert convert(*command).exit_code == 0
    before = only(tmp_path / "out", "*.xml").stem
    page.with_name(page.name + ".corrections.toml").write_text('[metadata]\ntitle = "新题目"\n', encoding="utf-8")
    run = convert(*command, "--json")
    (finding,) = [f for f in json.loads(run.stdout)[0]["findings"] if f["code"] == "replaced-edition"]
    assert before in finding["message"]
    (told,) = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["documents"]
    assert told["title"] == "新题目"
    assert convert("release", tmp_path / "out", "-o", tmp_path / "release").exit_code == 0


def test_suggestions_are_written_for_every_page_that_needs_them_and_no_other(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path)
    shutil.copy(INPUT / "viewthread-8841.html", tmp_path)
    (tmp_path / "a.txt").touch()
    run = convert("check", tmp_path, "--suggest", "--json")
    (written,) = json.loads(run.stdout)
    assert (run.exit_code, Path(written).name) == (1, f"{SAMPLE.name}.corrections.toml")
    assert "a.txt: the file is empty" in run.stderr
    shutil.copy(INPUT / "thread-41207-1-1.html", tmp_path)
    run = convert("check", tmp_path, "--suggest")
    assert run.stdout.splitlines() == [str(tmp_path / "thread-41207-1-1.html.corrections.toml")]
    assert "there already" in run.stderr


def test_check_names_a_file_that_cannot_be_read_once(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(b"\x89PNG")
    assert [line.count("a.txt") for line in convert("check", page).stdout.splitlines()] == [1]


def test_what_was_kept_as_edited_is_told_and_findings_of_one_kind_stand_together(tmp_path: Path) -> None:
    command = ("all", SAMPLE, "-o", tmp_path, "--engine", "inline", "--format", "xhtml")
    lines = convert(*command).stderr.splitlines()
    assert sum("compare another edition of the report" in line for line in lines) == 1
    path = only(tmp_path, "*.xml")
    path.write_bytes(path.read_bytes().replace("各位代表".encode(), "诸位代表".encode(), 1))
    assert f"{path.name} was edited by hand and left as it is" in convert(*command).stderr


def test_release_tells_what_stood_in_its_folder_before(made: Path, tmp_path: Path) -> None:
    (tmp_path / "old.pdf").touch()
    run = convert("release", made, "-o", tmp_path)
    assert (run.exit_code, "old.pdf" in run.stderr) == (0, True)


def test_a_new_style_is_refused_the_name_of_a_shipped_one_and_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    run = convert("style", "new", tmp_path / "book")
    assert (run.exit_code, "shipped style" in run.stderr) == (4, True)
    (tmp_path / "file").touch()
    run = convert("style", "new", tmp_path / "file" / "mine")
    assert (run.exit_code, "cannot be written" in run.stderr) == (3, True)
    assert f"--style '{tmp_path / 'my own'}'" in convert("style", "new", tmp_path / "my own").stdout


def test_doctor_names_the_faces_that_the_style_uses_alone() -> None:
    lines = json.loads(convert("doctor", "--style", "book", "--json").stdout)
    assert not [line["what"] for line in lines if "()" in line["what"]]
    assert any(line["what"].startswith("face ") for line in lines)


def test_findings_without_a_place_are_told_without_a_gap(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("今天天气很好。", encoding="utf-8")
    assert "! warning not-a-report: " in convert("explain", page).stdout
    assert convert("check", page, "--suggest").exit_code == 0
    assert "# warning not-a-report: " in only(tmp_path, "*.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["check"], ["explain"], ["xml"], ["all", "--engine", "inline"]])
def test_an_interrupt_has_its_own_exit_code_in_every_command(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("convert.pipeline.read", interrupted)
    output = [] if command[0] in ("check", "explain") else ["-o", tmp_path]
    run = convert(*command, SAMPLE, *output)
    assert (run.exit_code, "Interrupted" in run.stderr) == (130, True), run.output


def test_explain_takes_all_pages_of_a_thread_and_of_no_other(tmp_path: Path) -> None:
    pages = [INPUT / f"thread-52096-{n}-1.html" for n in (2, 1)]
    told = convert("explain", *pages).stdout
    assert told.splitlines()[0].endswith("(thread-52096-1-1.html thread-52096-2-1.html)")
    assert "missing-page" not in told
    run = convert("explain", *pages, SAMPLE)
    assert (run.exit_code, "pages of 2 threads" in run.stderr) == (2, True)
    (tmp_path / "a.txt").touch()
    run = convert("explain", tmp_path / "a.txt")
    assert (run.exit_code, "the file is empty" in run.stderr) == (1, True)


@pytest.mark.parametrize("command", [["check"], ["check", "--suggest"], ["xml"], ["all", "--engine", "inline", "--format", "xhtml"]])
def test_what_nobody_foresaw_at_one_page_costs_no_other(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("a.txt", "今天天气很好，我们去爬山。"), ("b.txt", "明天天气不好。")):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def fragile(manuscript: Manuscript) -> Structured:
        if manuscript.files[0].name == "a.txt":
            raise RecursionError("too deep")
        return structure(manuscript)

    monkeypatch.setattr("convert.pipeline.structure", fragile)
    output = [] if command[0] == "check" else ["-o", tmp_path / "out"]
    run = convert(*command, tmp_path, *output)
    assert run.exit_code == 1
    assert "a.txt: unexpected RecursionError at test_cli.py:" in run.output
    assert ("b.txt" if command[0] == "check" else "无题") in run.output


def test_a_document_that_was_edited_by_hand_is_released_once_it_is_printed(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made, folder)
    path = only(folder, "*.xml")
    before = path.read_bytes()
    path.write_bytes(before.replace("各位代表".encode(), "诸位代表".encode(), 1))
    run = convert("release", folder, "-o", tmp_path / "early")
    assert (run.exit_code, "run `convert all` again" in run.stderr) == (1, True)
    command = ("all", SAMPLE, "-o", folder, "--engine", "inline", "--format", "xhtml", "--format", "epub")
    for again in range(2):
        assert convert(*command).exit_code == 0, again
        assert convert("release", folder, "-o", tmp_path / "release").exit_code == 0
        assert "诸位代表" in only(tmp_path / "release", "*.xml").read_text(encoding="utf-8")
        assert "诸位代表" in only(tmp_path / "release", "*.xhtml").read_text(encoding="utf-8")
    path.write_bytes(before)
    assert "edited-by-hand" not in convert(*command).stderr
    assert convert("release", folder, "-o", tmp_path / "release").exit_code == 0
    assert "诸位代表" not in only(tmp_path / "release", "*.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "fact"), [("{", "not JSON"), ("{}", "not a manifest of editions"), ("[]", "not a manifest of editions")])
def test_a_manifest_that_is_none_is_named(text: str, fact: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    run = convert("release", tmp_path, "-o", tmp_path / "release")
    assert (run.exit_code, fact in run.stderr) == (1, True)


def test_a_style_that_an_editor_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "style.toml").write_text('extends = "book"\n', encoding="utf-8-sig")
    assert convert("style", "check", tmp_path).exit_code == 0


def test_a_docx_that_is_not_there_is_a_wrong_path(tmp_path: Path) -> None:
    run = convert("xml", tmp_path / "no.docx", "-o", tmp_path)
    assert (run.exit_code, "no such file or folder" in run.stderr) == (2, True)
