"""The index page: what was made, what was not, and what needs an eye first; every output by a name that says what it is."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from convert.build.index import index_page
from convert.build.run import failure
from convert.build.store import Made, Record
from convert.build.task import Result
from convert.errors import Finding, Severity

NAMES = ("xml", "ledger.jsonl", "audit.html", "docx", "pdf", "epub", "xhtml")


def record(number: int, *severities: Severity) -> Record:
    slug = f"{number}年汀原市政府工作报告-{number:08x}"
    findings = tuple(Finding(f"code-{n}", f"Message {n}.", severity=severity, quote="某句") for n, severity in enumerate(severities))
    outputs = {f"{slug}.{name}": Made("k", "h") for name in NAMES}
    return Record(slug, f"{number}年汀原市政府工作报告", {"a.html": "h"}, outputs, findings)


def shown(folder: Path, *records: Record, failed: tuple[tuple[str, str], ...] = ()) -> html.HtmlElement:
    for each in records:
        (folder / each.slug).mkdir()
        for name in each.outputs:
            (folder / each.slug / name).touch()
    return html.document_fromstring(index_page(records, folder, failed).decode())


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    records = record(1), record(2, "info"), record(3, "warning", "info"), record(4, "info", "warning", "error", "warning"), record(5)
    return shown(tmp_path, *records, failed=(("z.html、z2.html", "z.html: empty"), ("b.html", "b.html: no post found")))


def test_what_needs_an_eye_most_comes_first(page: html.HtmlElement) -> None:
    sections = [(s.findtext("h2"), [h.text for h in s.iter("h3")]) for s in page.iter("section")]
    title = "{}年汀原市政府工作报告".format
    assert sections == [
        ("Not made (2)", []),
        ("Look at these first (1)", [title(4)]),
        ("Look at these (1)", [title(3)]),
        ("With notes only (1)", [title(2)]),
        ("Nothing to look at (2)", [title(1), title(5)]),
    ]
    assert (
        page.findtext(".//main/p")
        == "5 editions; from 2 threads none could be made. 1 may hold wrong or missing text, 1 should be looked at."
    )


def test_the_gravest_finding_is_seen_and_the_others_are_counted(page: html.HtmlElement) -> None:
    article = next(a for a in page.iter("article") if a.findtext("h3", "").startswith("4"))
    assert [li.get("class") for li in article.findall("ul/li")] == ["error"]
    assert article.findtext("details/summary") == "All findings: 1 error, 2 warnings, 1 note"
    assert [li.get("class") for li in article.findall("details/ul/li")] == ["error", "warning", "warning", "info"]


def test_outputs_have_names_that_say_what_they_are(page: html.HtmlElement) -> None:
    links = next(page.iter("article")).findall("p/a")
    assert [a.text for a in links] == ["PDF", "Word", "EPUB", "web page", "audit: source beside result", "canonical XML", "ledger"]
    assert [unquote(a.get("href")).rpartition(".")[2] for a in links] == ["pdf", "docx", "epub", "xhtml", "html", "xml", "jsonl"]


def test_what_could_not_be_made_is_told_with_the_reason(page: html.HtmlElement) -> None:
    assert [li.text_content() for li in next(page.iter("section")).iter("li")] == [
        "b.html b.html: no post found",
        "z.html、z2.html z.html: empty",
    ]


def test_a_failure_names_files_but_no_folder_of_this_machine() -> None:
    result = Result(("/home/me/in/a.html", "/home/me/in/b.html"), "failed", error="/home/me/in/b.html: empty file")
    assert failure(result) == ("a.html、b.html", "b.html: empty file")


@pytest.mark.parametrize(("count", "words"), [(0, "0 editions. None needs an eye."), (1, "1 edition. None needs an eye.")])
def test_a_quiet_run_says_so(tmp_path: Path, count: int, words: str) -> None:
    assert shown(tmp_path, *(record(n) for n in range(count))).findtext(".//main/p") == words


def test_a_large_run_stays_one_page_with_a_row_for_each(tmp_path: Path) -> None:
    page = shown(tmp_path, *(record(n, "warning") for n in range(200)))
    assert len(list(page.iter("article"))) == 200
    assert page.findtext(".//h2") == "Look at these (200)"
