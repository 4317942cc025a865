"""The formats agree: the same text in the same order, the same headings on the same levels, and the same bytes on a second run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import agreement
import pytest
from agreement import Outline, solid
from lxml import etree

from convert.build.inputs import find, threads
from convert.document import parse
from convert.pipeline import edition
from convert.render import WRITERS
from convert.render.docx import read_back
from convert.style import names, resolve

HERE = Path(__file__).parent
THREADS = threads(find([HERE.parent / "input"]))[0]
SAMPLES = {"every-element": None} | {files[0].stem: files for files in THREADS}
PRINTS = [(sample, style) for style, _ in names() for sample in SAMPLES]
DEEPEST = 5  # HTML's h6: the title is its h1


@cache
def canonical(sample: str) -> etree._Element:
    files = SAMPLES[sample]
    return edition(files).root if files else parse((HERE / "every-element.xml").read_bytes())


@cache
def printed(sample: str, style: str, format_name: str) -> bytes:
    return WRITERS[format_name](canonical(sample), resolve(style))


def cut(outline: Outline) -> Outline:
    """Levels as far as HTML tells them apart."""
    return [(min(level, DEEPEST), text) for level, text in outline]


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_screens_and_word_processors_hold_the_same_text_and_headings(sample: str, style: str) -> None:
    root = canonical(sample)
    text, outline = solid(agreement.xml_text(root)), agreement.xml_outline(root)
    assert len(text) > 500
    docx, epub, xhtml = (printed(sample, style, name) for name in ("docx", "epub", "xhtml"))
    assert solid(agreement.docx_text(docx)) == text
    assert solid(agreement.epub_text(epub)) == text
    assert solid(agreement.xhtml_text(xhtml)) == text
    assert agreement.docx_outline(docx) == outline
    assert cut(agreement.epub_outline(epub)) == cut(outline)
    assert cut(agreement.xhtml_outline(xhtml)) == cut(outline)
    assert agreement.epub_contents(epub) == outline


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_paper_holds_the_same_text_and_headings(sample: str, style: str, tool: Callable[[str], Path]) -> None:
    root, resolved = canonical(sample), resolve(style)
    pdf = printed(sample, style, "pdf")
    words = resolved.words
    text = solid(agreement.xml_text(root, words["colon"], words["picture"]))
    assert solid(agreement.pdf_text(pdf, resolved)) == text
    assert solid(agreement.pdf_text_by_poppler(pdf, resolved, tool("pdftotext"))) == text
    assert cut(agreement.pdf_outline(pdf, resolved)) == cut(agreement.xml_outline(root))


@pytest.mark.parametrize("mode", ["footnotes", "both"])
@pytest.mark.parametrize("sample", ["noted", "every-element", "20230418_report_yanxi"])
def test_footnotes_and_what_stands_beside_them_hold_the_same_text(sample: str, mode: str, tmp_path: Path) -> None:
    """Footnotes are compared apart; what has no room in one stays where it is, in every format alike."""
    root = parse((HERE / "noted.xml").read_bytes()) if sample == "noted" else canonical(sample)
    (tmp_path / "style.toml").write_text(f'extends = "gb9704"\ntitle = "x"\nglossary = "{mode}"\n', "utf-8")
    style = resolve(tmp_path)
    docx, pdf, epub, xhtml = (WRITERS[name](root, style) for name in ("docx", "pdf", "epub", "xhtml"))
    beside = agreement.xml_noted(root, mode)
    outline = agreement.xml_outline(beside)
    notes = [solid("".join(agreement.block_parts(entry, style.words["colon"], ""))) for entry in agreement.xml_notes(root).values()]
    assert len(notes) >= 1
    assert list(map(solid, agreement.docx_notes(docx))) == notes
    assert solid(agreement.docx_text(docx)) == solid(agreement.xml_text(beside))
    assert agreement.docx_outline(docx) == outline
    assert read_back(docx)[1] is False
    for text in (agreement.epub_text(epub), agreement.xhtml_text(xhtml)):
        assert solid(text) == solid(agreement.xml_text(root)), "a screen has no foot of the page"
    printed = solid(agreement.pdf_text(pdf, style))
    for number, note in enumerate(notes, 1):
        numbered = note if note.startswith(f"{number}.") else f"{number}{note}"  # a printed number that is the note's is not repeated
        assert printed.count(numbered) == (2 if mode == "both" and numbered == note else 1)
        printed = printed.replace(numbered, "", 1)
    called = agreement.xml_noted(root, mode, calls=True)
    assert printed == solid(agreement.xml_text(called, style.words["colon"], style.words["picture"]))
    assert cut(agreement.pdf_outline(pdf, style)) == cut(outline)


@pytest.mark.parametrize("format_name", ["docx", "epub", "xhtml"])
def test_a_second_run_gives_the_same_bytes(format_name: str) -> None:
    root, style = canonical("every-element"), resolve("gb9704")
    assert WRITERS[format_name](root, style) == WRITERS[format_name](root, style)


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_a_docx_gives_back_its_canonical_document(sample: str, style: str) -> None:
    from convert.document import dump

    assert read_back(printed(sample, style, "docx")) == (dump(canonical(sample)), False)
