"""The formats agree: the same text in the same order, the same headings on the same levels, and the same bytes on a second run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import agreement
import demanding
import pymupdf
import pytest
from agreement import Outline, solid
from lxml import etree

from convert.build.inputs import find, threads
from convert.document import XML_LANG, parse
from convert.pipeline import edition
from convert.render import WRITERS
from convert.render.docx import read_back
from convert.style import names, resolve, traditional

HERE = Path(__file__).parent
THREADS = threads(find([HERE.parent / "input"]))[0]
INVENTED: dict[str, Callable[[], bytes]] = {"every-element": (HERE / "every-element.xml").read_bytes, "demanding": demanding.source}
SAMPLES = dict.fromkeys(INVENTED) | {files[0].stem: files for files in THREADS}
PRINTS = [(sample, style) for style, _ in names() for sample in SAMPLES]
DEEPEST = 5  # HTML's h6: the title is its h1


@cache
def canonical(sample: str) -> etree._Element:
    files = SAMPLES[sample]
    return edition(files).root if files else parse(INVENTED[sample]())


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


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_contents_list_the_headings(sample: str, style: str) -> None:
    """Contents are generated, but not at will: all headings down to the style's depth, without the mark that ends one that runs in."""
    outline = [(level, text.rstrip("。")) for level, text in agreement.xml_outline(canonical(sample))]
    listed = [(level, text) for level, text in outline if level <= resolve(style).contents_depth]
    assert agreement.epub_contents(printed(sample, style, "epub")) == outline
    assert agreement.xhtml_contents(printed(sample, style, "xhtml")) == listed
    assert agreement.docx_contents(printed(sample, style, "docx")) == listed


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_terms_lead_to_their_entries_in_every_format(sample: str, style: str) -> None:
    root, colon = canonical(sample), resolve(style).words["colon"]
    links = agreement.xml_links(root)
    for name in ("xhtml", "epub"):
        assert agreement.html_links(printed(sample, style, name)) == links
    ways = agreement.docx_links(printed(sample, style, "docx"))
    there = [(words, at) for words, at in ways if any(at.startswith(term) for _, term, _ in links)]
    assert [words for words, _ in there] == [words for words, _, _ in links]
    assert all(at.startswith(term) for (_, at), (_, term, _) in zip(there, links, strict=True))
    backs = [words for words, at in ways if (words, at) not in there]
    assert all(any(words in term for _, term, _ in links) for words in backs)
    terms = {unquoted(term) for _, term, _ in links}
    reached = {
        term for at in map(unquoted, agreement.pdf_links(printed(sample, style, "pdf"))) for term in terms if at.startswith(term + colon)
    }
    assert reached == terms


def unquoted(text: str) -> str:
    """A text without quotation marks, which paper prints round terms that the document marks."""
    return text.replace("“", "").replace("”", "")


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_paper_holds_the_same_text_and_headings(sample: str, style: str, tool: Callable[[str], Path]) -> None:
    root, resolved = canonical(sample), resolve(style)
    pdf = printed(sample, style, "pdf")
    words = resolved.words
    text = solid(agreement.xml_text(root, words["colon"], words["picture"]))
    assert agreement.unrepeated(agreement.pdf_text(pdf, resolved), root, text) == text
    assert agreement.unrepeated(agreement.pdf_text_by_poppler(pdf, resolved, tool("pdftotext")), root, text) == text
    assert cut(agreement.pdf_outline(pdf, resolved)) == cut(agreement.xml_outline(root))
    own = [2] * (bool(root.findall("{*}info/{*}correction")) + resolved.colophon)
    assert agreement.pdf_tags(pdf) == [1, *(level + 1 for level, _ in cut(agreement.xml_outline(root))), *own]


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
    printed = solid("".join(agreement.pdf_text(pdf, style)))
    for number, note in enumerate(notes, 1):
        line = note if re.match(rf"\D?{number}(?!\d)", note) else f"{number}{note}"  # its own number serves where it is the same
        assert printed.count(line) == (2 if mode == "both" and line == note else 1), "once more in the glossary, with the same number"
        printed = printed.replace(line, "", 1)
    called = agreement.xml_noted(root, mode, calls=True)
    assert printed == solid(agreement.xml_text(called, style.words["colon"], style.words["picture"]))
    assert cut(agreement.pdf_outline(pdf, style)) == cut(outline)


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_a_second_run_gives_the_same_bytes(sample: str, style: str) -> None:
    for name in ("docx", "epub", "xhtml"):
        assert WRITERS[name](canonical(sample), resolve(style)) == printed(sample, style, name)


@pytest.mark.parametrize(("sample", "style"), PRINTS)
def test_a_docx_gives_back_its_canonical_document(sample: str, style: str) -> None:
    from convert.document import dump

    assert read_back(printed(sample, style, "docx")) == (dump(canonical(sample)), False)


def everything(data: bytes) -> str:
    """All text of a print, whatever it is for."""
    if data.startswith(b"%PDF"):
        with pymupdf.open(stream=data) as pdf:
            return "".join("".join(page.get_text().split()) for page in pdf)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            named = [name for name in package.namelist() if name.endswith(("html", "document.xml"))]
            return "".join(everything(package.read(name)) for name in named)
    return "".join("".join(text.split()) for text in etree.fromstring(data).itertext())


@pytest.mark.parametrize("format_name", list(WRITERS))
def test_what_printers_write_in_a_traditional_document_is_traditional(format_name: str) -> None:
    """The document's own words stay as they are; contents, the editor's notes and the colophon are in its script."""
    root = parse(INVENTED["every-element"]())
    root.set(XML_LANG, "zh-Hant-TW")
    text = everything(WRITERS[format_name](root, resolve("book")))
    told = [
        "目錄",
        "校訂說明",
        "“二氧化碳”原作“二氧化炭”",
        "版本說明",
        "本文件由程式據網上論壇所載文本整理排印",
        "來源：示例论坛",
        "發布時間",
        "2處",
    ]
    assert [words for words in told if words not in text] == []
    untold = ["目录", "校订说明", "版本说明", "整理排印，不是发文机关", "来源："]
    assert [words for words in untold if words in text] == []


@pytest.mark.parametrize(
    ("lang", "told"), [("zh-Hans-CN", False), ("zh-Hant", True), ("zh-TW", True), ("zh-Hans-HK", False), ("en", False)]
)
def test_the_script_is_said_by_the_language_or_its_region(lang: str, told: bool) -> None:
    assert traditional(lang) is told
