"""Which files are read: pages by the names that browsers and scrapers give them, and none of our own files."""

import gc
from pathlib import Path

import pytest
from click.testing import CliRunner

from convert.build.inputs import find, threads
from convert.cli import main
from convert.errors import UsageError
from convert.pipeline import edition
from convert.read import identify
from convert.read.facts import Identity
from convert.source import Page, open_page

SAMPLE = Path(__file__).parent.parent / "input" / "thread-41207-1-1.html"

PAGES = ("a.htm", "viewthread.php?tid=8&page=2", "viewthread.php@tid=8", "forum.php?mod=viewthread&tid=9.0", "b.mhtml.html", "报告.TXT")
OTHERS = ("a.php5x", "mail@example.org", "picture.png?size=3", "page.css?v=1.html", "README.md", ".hidden.html", "notes.toml")


def test_a_folder_gives_its_pages_by_the_names_that_scrapers_give(tmp_path: Path) -> None:
    for name in PAGES + OTHERS:
        (tmp_path / name).touch()
    assert {path.name for path in find([tmp_path])} == set(PAGES)


@pytest.mark.parametrize("end", ["_files", ".files"])
def test_what_a_browser_saves_beside_a_page_is_no_page(tmp_path: Path, end: str) -> None:
    (tmp_path / "thread.html").touch()
    for folder in (f"thread{end}", f"other{end}"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").touch()
    assert find([tmp_path]) == [tmp_path / f"other{end}" / "frame.html", tmp_path / "thread.html"]


def test_files_of_ours_that_are_named_as_pages_are_refused_with_what_to_do(tmp_path: Path) -> None:
    xml = tmp_path / "report.xml"
    xml.write_bytes(edition([SAMPLE]).xml)
    for command in (["all"], ["xml"], ["check", "--suggest"], ["explain"]):
        run = CliRunner().invoke(main, [*command, str(xml)])
        assert (run.exit_code, "convert render" in run.stderr) == (2, True), run.output
    corrections = tmp_path / "page.html.corrections.toml"
    corrections.touch()
    with pytest.raises(UsageError, match="name the page that they belong to"):
        find([corrections])


def test_a_page_saved_as_xml_is_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.xml"
    page.write_bytes(SAMPLE.read_bytes())
    assert find([page]) == [page]


def test_corrections_that_would_not_be_applied_are_told(tmp_path: Path) -> None:
    (tmp_path / "corrections").mkdir()
    for name in ("one.html", "two.html", "other.htm"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes() + name[:1].encode())
    for name in ("one.html", "corrections/two", "corrections/gone", "three.html"):
        (tmp_path / f"{name}.corrections.toml").touch()
    told = [bad.path.name for bad in threads(find([tmp_path]))[1] if "nothing is corrected" in bad.error]
    assert told == ["gone.corrections.toml", "three.html.corrections.toml"]


def test_corrections_of_a_page_that_is_there_twice_are_told(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    assert threads(find([tmp_path])) == ([(tmp_path / "a.html",)], [])
    (tmp_path / "b.html.corrections.toml").touch()
    (bad,) = threads(find([tmp_path]))[1]
    assert bad.path == tmp_path / "b.html"
    assert "corrections of its own" in bad.error


def test_pages_are_let_go_once_their_threads_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = []

    def counted(path: Path) -> Page:
        gc.collect()
        held.append(sum(isinstance(thing, Page) for thing in gc.get_objects()))
        return open_page(path)

    monkeypatch.setattr("convert.build.inputs.open_page", counted)
    for number in range(8):
        (tmp_path / f"{number}.html").write_bytes(SAMPLE.read_bytes().replace(b"41207", f"5120{number}".encode()))
    assert len(threads(find([tmp_path]))[0]) == 8
    assert max(held) - held[0] <= 1


def test_what_nobody_foresaw_when_a_page_is_identified_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(page: Page) -> Identity:
        if page.name == "a.txt":
            raise RecursionError("too deep")
        return identify(page)

    monkeypatch.setattr("convert.build.inputs.identify", fragile)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"今天是{name}。", encoding="utf-8")
    groups, (bad,) = threads(find([tmp_path]))
    assert groups == [(tmp_path / "b.txt",)]
    assert "a.txt: unexpected RecursionError" in bad.error
