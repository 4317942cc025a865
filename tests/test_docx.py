"""DOCX: valid, the same everywhere, styled by name, linked both ways, and readable by programs that are not ours."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import demanding
import docx as python_docx
import pymupdf
import pytest
from agreement import W, docx_levels, docx_outline, docx_part, docx_text, solid, xml_text
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from convert.build.inputs import find, threads
from convert.document import dump, parse
from convert.errors import DocumentError
from convert.pipeline import edition
from convert.render import pdf
from convert.render.docx import read_back, write
from convert.style import ResolvedStyle, names, resolve

HERE = Path(__file__).parent
SOURCE = HERE / "every-element.xml"
STYLES = [name for name, _ in names()]
THEME_FONTS = re.compile(rb"w:(ascii|hAnsi|eastAsia|cs)Theme=")


@pytest.fixture(scope="module")
def root() -> etree._Element:
    return parse(SOURCE.read_bytes())


@pytest.fixture(scope="module")
def gb9704() -> ResolvedStyle:
    return resolve("gb9704")


@pytest.fixture(scope="module")
def made(root: etree._Element, gb9704: ResolvedStyle) -> bytes:
    return write(root, gb9704, pages={"s0000001": 1, "s0000010": 3})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def val(node: etree._Element | None) -> str:
    assert node is not None
    return node.get(W + "val", "")


# --- valid, and the same everywhere ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STYLES)
def test_a_validator_finds_nothing(name: str, root: etree._Element, tool: Callable[[str], Path], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(write(root, resolve(name), pages={"s0000001": 1}))
    done = subprocess.run([tool("openxml-audit"), path], capture_output=True, text=True, timeout=60, check=False)
    assert "Errors: 0" in done.stdout, done.stdout


def test_the_bytes_do_not_depend_on_place_time_zone_or_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from convert.document import parse; from convert.style import resolve; from convert.render import docx;"
        "sys.stdout.buffer.write(docx.write(parse(open(sys.argv[1], 'rb').read()), resolve('gb9704')))"
    )
    found = set()
    for number, zone in enumerate(("UTC", "Asia/Shanghai", "America/New_York")):
        folder = tmp_path / str(number)
        folder.mkdir()
        around = os.environ | {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": ("C", "C.UTF-8", "POSIX")[number]}
        done = subprocess.run([sys.executable, "-c", code, SOURCE], cwd=folder, env=around, capture_output=True, timeout=60, check=True)
        found.add(done.stdout)
    assert len(found) == 1
    with zipfile.ZipFile(io.BytesIO(found.pop())) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(2031, 4, 25, 20, 37, 54)}


def test_another_program_reads_it(made: bytes, root: etree._Element) -> None:
    document = python_docx.Document(io.BytesIO(made))
    assert document.core_properties.title == "2031年青川市政府工作报告"
    assert document.core_properties.author == "李某"
    assert document.core_properties.language == "zh-CN"
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert headings[:2] == ["一、2030年工作回顾", "一年来，我们稳中求进、克难奋进"]


def test_a_title_too_long_for_a_property_is_cut_there_alone(root: etree._Element, gb9704: ResolvedStyle) -> None:
    long = parse(dump(root))
    title = "二〇三一年青川市政府工作报告" * 30
    long.find("{*}info/{*}title").text = title
    document = python_docx.Document(io.BytesIO(write(long, gb9704)))
    assert document.core_properties.title == title[:255]
    assert title in "".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize("name", STYLES)
def test_a_word_processor_prints_its_text_and_headings_without_repair(
    name: str, root: etree._Element, tool: Callable[[str], Path], tmp_path: Path
) -> None:
    data = write(root, resolve(name))
    with as_pdf(data, tool("soffice"), tmp_path) as pages:
        text = solid("".join(page.get_text() for page in pages))
        bookmarks = [(level, solid(title)) for level, title, _ in pages.get_toc()]
    for paragraph in root.iterfind(".//{*}para"):
        sentence = solid("".join(paragraph.itertext()))
        assert sentence[:12] in text
    assert "\ufffd" not in text
    outline = [(level, title.removeprefix("附件1：").removeprefix("附件2")) for level, title in docx_outline(data)]
    assert bookmarks == outline


@pytest.mark.parametrize("name", STYLES)
def test_it_has_as_many_pages_as_the_pdf(name: str, tool: Callable[[str], Path], tmp_path: Path) -> None:
    sample = next(files for files in threads(find([HERE.parent / "input"]))[0] if files[0].stem == "thread-52096-1-1")
    root, style = edition(sample).root, resolve(name)
    data = with_part(write(root, style), "word/document.xml", joined)
    blanks = style.page.inside != style.page.outside  # LibreOffice puts page 1 on the right in every document
    with as_pdf(data, tool("soffice"), tmp_path, blanks=blanks) as ours, pymupdf.open(stream=pdf.write(root, style)) as theirs:
        assert len(theirs) >= 15
        assert abs(len(ours) - len(theirs)) <= max(1, 0.05 * len(theirs))


def joined(document: bytes) -> bytes:
    """The document as a program shows it that knows style separators, as LibreOffice does from 24.2 on: headings that run in become
    part of the paragraph after them."""
    tree = etree.fromstring(document)
    for mark in list(tree.iter(W + "specVanish")):
        heading = next(mark.iterancestors(W + "p"))
        follower = heading.getnext()
        place = 1 if follower.find(W + "pPr") is not None else 0
        follower[place:place] = [node for node in heading if node.tag != W + "pPr"]
        heading.getparent().remove(heading)
    return etree.tostring(tree)


def as_pdf(data: bytes, soffice: Path, folder: Path, *, blanks: bool = True) -> pymupdf.Document:
    """The DOCX as LibreOffice prints it, with or without the blank pages before right-hand ones."""
    path = folder / "a.docx"
    path.write_bytes(data)
    options = json.dumps({"IsSkipEmptyPages": {"type": "boolean", "value": "false" if blanks else "true"}})
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", folder, path]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return pymupdf.open(path.with_suffix(".pdf"))


# --- styles ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STYLES)
def test_every_paragraph_style_names_its_faces_size_and_language(name: str, root: etree._Element) -> None:
    data = write(root, resolve(name))
    styles = {style.get(W + "styleId"): style for style in docx_part(data, "word/styles.xml").iter(W + "style")}
    for style in styles.values():
        if style.get(W + "type") != "paragraph":
            continue
        look = style.find(W + "rPr")
        if look is None or look.find(W + "lang") is None:  # a variant of another, which has them
            look = styles[val(style.find(W + "basedOn"))].find(W + "rPr")
        faces = look.find(W + "rFonts")
        assert faces is not None
        assert all(faces.get(W + script) for script in ("ascii", "hAnsi", "eastAsia"))
        assert look.find(W + "lang").get(W + "eastAsia") == "zh-CN"
        assert int(val(look.find(W + "sz"))) > 0
    assert not any(THEME_FONTS.search(content) for content in members(data).values())


# What a paragraph or a run may say beside its style: what follows from its place or its characters, never how its role looks.
PLACED = {"pStyle", "keepNext", "sectPr", "rPr"}, {"rStyle", "rFonts", "vanish", "specVanish"}


@pytest.mark.parametrize("name", STYLES)
def test_looks_stand_in_styles_alone(name: str, root: etree._Element) -> None:
    """So who changes a style in a word processor changes all text of that role."""
    data = write(parse(dump(root)), resolve(name), pages={"s0000001": 1})
    for part in [part for part in members(data) if re.fullmatch(r"word/(document|(head|foot)er\d)\.xml", part)]:
        for node in docx_part(data, part).iter(W + "pPr", W + "rPr"):
            assert {etree.QName(child).localname for child in node} <= PLACED[node.tag == W + "rPr"]
        for fonts in docx_part(data, part).iter(W + "rFonts"):
            assert fonts.attrib == {W + "hint": "eastAsia"}
        for table in docx_part(data, part).iter(W + "tbl"):
            assert val(table.find(f"{W}tblPr/{W}tblStyle")) == "DataTable"
            assert table.find(f"{W}tblPr/{W}tblBorders") is None


@pytest.mark.parametrize("name", STYLES)
def test_no_paragraph_is_empty_but_where_word_wants_one(name: str, root: etree._Element) -> None:
    document = docx_part(write(root, resolve(name)), "word/document.xml")
    for paragraph in document.iter(W + "p"):
        if not "".join(docx_text_of(paragraph)).strip():
            style = val(paragraph.find(f"{W}pPr/{W}pStyle"))
            assert style in ("SectionEnd", "TableCell"), "the end of a section, between tables, and in empty cells"


def test_a_variant_says_only_what_is_different(made: bytes) -> None:
    styles = {style.get(W + "styleId"): style for style in docx_part(made, "word/styles.xml").iter(W + "style")}
    below = styles["AnnexTitleBelow"]
    assert val(below.find(W + "basedOn")) == "AnnexTitle"
    assert [(etree.QName(node).localname, val(node)) for node in below.find(W + "pPr")] == [("pageBreakBefore", "0")]
    assert below.find(W + "rPr") is None


def test_styles_of_headings_have_their_outline_levels(made: bytes) -> None:
    levels = docx_levels(made)
    assert [levels[f"Heading{n}"] for n in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert levels["GlossaryTitle"] == levels["AnnexTitle"] == 1
    assert "Title" not in levels
    assert "TOC1" not in levels


def test_every_style_that_the_text_names_exists(made: bytes) -> None:
    known = {style.get(W + "styleId") for style in docx_part(made, "word/styles.xml").iter(W + "style")}
    for part in ("document", "footnotes", "footer1", "footer2"):
        named = {val(node) for node in docx_part(made, f"word/{part}.xml").iter(W + "pStyle", W + "rStyle")}
        assert named <= known


def test_the_page_and_its_grid_are_those_of_the_official_style(made: bytes) -> None:
    section = docx_part(made, "word/document.xml").find(f"{W}body/{W}sectPr")
    attributes = {etree.QName(node).localname: {etree.QName(k).localname: v for k, v in node.attrib.items()} for node in section}
    assert attributes["pgSz"] == {"w": "11906", "h": "16838"}
    assert attributes["pgMar"] | {"top": "2098", "right": "1474", "bottom": "1984", "left": "1588"} == attributes["pgMar"]
    assert attributes["docGrid"] == {"type": "linesAndChars", "linePitch": "579", "charSpace": "-849"}
    body = docx_part(made, "word/styles.xml").find(f"{W}style[@{W}styleId='Normal']/{W}pPr")
    assert body.find(W + "ind").get(W + "firstLineChars") == "200"
    assert body.find(W + "spacing").get(W + "line") == "579"
    assert val(body.find(W + "jc")) == "both"


def test_a_token_changes_the_style_it_is_for(root: etree._Element, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "style.toml").write_text('extends = "gb9704"\ntitle = "x"\n[roles.heading-1]\nsize = "小二"\ncolor = "#aa0000"\n', "utf-8")
    look = docx_part(write(root, resolve(folder)), "word/styles.xml").find(f"{W}style[@{W}styleId='Heading1']/{W}rPr")
    assert val(look.find(W + "sz")) == "36"
    assert val(look.find(W + "color")) == "aa0000"


# --- text --------------------------------------------------------------------------------------------------------------------------


def test_marks_that_two_scripts_share_are_drawn_in_the_han_face(made: bytes) -> None:
    for run in docx_part(made, "word/document.xml").iter(W + "r"):
        text = "".join(node.text or "" for node in run.iter(W + "t"))
        if re.search("[“”‘’…—]", text):
            assert run.find(f"{W}rPr/{W}rFonts[@{W}hint='eastAsia']") is not None, text


def test_an_apostrophe_between_latin_letters_stays_latin(gb9704: ResolvedStyle) -> None:
    source = SOURCE.read_text("utf-8").replace("粮食总产量", "China’s “粮食”总产量")
    runs = docx_part(write(parse(source.encode()), gb9704), "word/document.xml").iter(W + "r")
    hints = {run.findtext(W + "t"): run.find(f"{W}rPr/{W}rFonts") is not None for run in runs}
    assert hints["’"] is False
    assert hints["s “粮食”总产量41.7万吨。"] is True


def test_letters_of_europe_stay_in_the_latin_face(gb9704: ResolvedStyle) -> None:
    source = SOURCE.read_text("utf-8").replace("粮食总产量", "“粮食”μg、Дом、Müller——总产量")
    runs = list(docx_part(write(parse(source.encode()), gb9704), "word/document.xml").iter(W + "r"))
    hints = {run.findtext(W + "t"): run.find(f"{W}rPr/{W}rFonts") is not None for run in runs}
    assert [hints[text] for text in ("μ", "Дом", "ü")] == [False] * 3
    assert hints["ller——总产量41.7万吨。"] is True


def test_bookmarks_end_where_their_paragraph_ends_and_every_link_has_a_target(made: bytes) -> None:
    document = docx_part(made, "word/document.xml")
    names = [node.get(W + "name") for node in document.iter(W + "bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    for paragraph in document.iter(W + "p"):
        starts = [node.get(W + "id") for node in paragraph.iter(W + "bookmarkStart")]
        assert sorted(starts) == sorted(node.get(W + "id") for node in paragraph.iter(W + "bookmarkEnd"))
    assert {node.get(W + "anchor") for node in document.iter(W + "hyperlink")} <= set(names)


def test_ids_that_word_refuses_get_names_of_their_own(gb9704: ResolvedStyle) -> None:
    odd = "词条.1-" + "x" * 60
    source = SOURCE.read_text("utf-8").replace("e0000001", odd).replace("s0000001", "s-" + "9" * 60)
    document = docx_part(write(parse(source.encode()), gb9704), "word/document.xml")
    names = {node.get(W + "name") for node in document.iter(W + "bookmarkStart")}
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    assert {node.get(W + "anchor") for node in document.iter(W + "hyperlink")} <= names


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1))
@example("a\u2028b\u00a0c\u200d😀𠮷‘’“China’s”")
@settings(max_examples=50, deadline=None)
def test_any_text_comes_through(text: str) -> None:
    root = parse(SOURCE.read_bytes())
    root.find(".//{*}para").text = text
    assert solid(docx_text(write(root, resolve("gb9704")))) == solid(xml_text(root))


def test_terms_link_to_their_entries_and_back(made: bytes) -> None:
    links = {node.get(W + "anchor"): "".join(node.itertext()) for node in docx_part(made, "word/document.xml").iter(W + "hyperlink")}
    assert links["e0000001"] == "三区三线"
    assert links["x0000001"] == "1.三区三线"
    assert links["w0000003"] == "一网通办②"
    assert links["x0000002"] == "一网通办", "the term inside the entry leads back, not the whole entry"


def test_a_heading_that_runs_in_shares_its_line_through_a_style_separator(made: bytes) -> None:
    paragraphs = list(docx_part(made, "word/document.xml").iter(W + "p"))
    separated = [p for p in paragraphs if p.find(f"{W}pPr/{W}rPr/{W}specVanish") is not None]
    assert ["".join(docx_text_of(p)) for p in separated] == ["（一）经济运行持续向好。"]
    assert val(separated[0].find(f"{W}pPr/{W}pStyle")) == "Heading2"
    follower = paragraphs[paragraphs.index(separated[0]) + 1]
    assert "".join(docx_text_of(follower)).startswith("全年规模以上工业")


def docx_text_of(paragraph: etree._Element) -> list[str]:
    return [node.text or "" for node in paragraph.iter(W + "t")]


def test_contents_are_filled_in_with_links_and_the_pages_that_are_known(made: bytes) -> None:
    contents = docx_part(made, "word/document.xml").find(f"{W}body/{W}sdt")
    lines = ["".join(docx_text_of(p)) for p in contents.iter(W + "p")]
    assert lines[:3] == ["目录", "一、2030年工作回顾1", "一年来，我们稳中求进、克难奋进"]
    assert "二、2031年工作安排3" in lines
    codes = [node.text.strip() for node in contents.iter(W + "instrText")]
    assert codes[0].startswith('TOC \\o "1-2"')
    assert codes[1:] == ["PAGEREF _Tocs0000001 \\h", "PAGEREF _Tocs0000010 \\h"]
    settings = members(made)["word/settings.xml"]
    assert b"updateFields" not in settings
    assert b"dirty" not in members(made)["word/document.xml"]


def test_page_numbers_stand_outside(made: bytes) -> None:
    styles = {style.get(W + "styleId"): style for style in docx_part(made, "word/styles.xml").iter(W + "style")}
    sides = {}
    for number in (1, 2):
        footer = docx_part(made, f"word/footer{number}.xml")
        sides[number] = val(styles[val(footer.find(f".//{W}pStyle"))].find(f"{W}pPr/{W}jc"))
        assert "".join(node.text for node in footer.iter(W + "t")) == "— 1 —"
        assert [node.text.strip() for node in footer.iter(W + "instrText")] == ["PAGE"]
    assert sides == {1: "right", 2: "left"}
    assert b"evenAndOddHeaders" in members(made)["word/settings.xml"]


def test_a_long_title_leaves_the_cover_its_one_page_and_the_running_heads_their_one_line(gb9704: ResolvedStyle) -> None:
    style = resolve("book")
    root = parse(SOURCE.read_bytes())
    found = {}
    for title in (
        "青川市政府工作报告",
        "关于青川市贯彻落实国民经济和社会发展计划执行情况的报告" * 2,
        "关于青川市贯彻落实国民经济和社会发展计划执行情况的报告" * 4,
    ):
        root.find("{*}info/{*}title").text = title
        data = write(root, style)
        cover = next(docx_part(data, "word/document.xml").iter(W + "p"))
        found[val(cover.find(f"{W}pPr/{W}pStyle"))] = 1 + len(list(cover.iter(W + "br")))
        head = "".join(node.text for node in docx_part(data, "word/header2.xml").iter(W + "t"))
        assert len(head) * style.roles["running-head"].size <= style.page.text_width
        assert head == title or (head.endswith("…") and title.startswith(head[:-1]))
    assert list(found)[0::2] == ["CoverTitle", "LongTitle50"]
    looks = {look.get(W + "styleId"): look for look in docx_part(data, "word/styles.xml").iter(W + "style")}
    sizes = [int(val(looks[name].find(f"{W}rPr/{W}sz"))) for name in found]
    assert sizes == sorted(set(sizes), reverse=True)
    spacings = [looks[name].find(f"{W}pPr/{W}spacing") for name in found]
    heights = [int(s.get(W + "before")) + n * int(s.get(W + "line")) for s, n in zip(spacings, found.values(), strict=True)]
    role = style.roles["cover-title"]
    assert max(heights) <= 20 * (role.before + 4 * role.line) + 5, "no more than a title of four lines takes"


def test_the_first_page_has_a_number_but_no_running_head(root: etree._Element) -> None:
    data = write(root, resolve("book"))
    section = docx_part(data, "word/document.xml").find(f".//{W}sectPr[{W}headerReference]")
    assert section.find(W + "titlePg") is not None
    texts = {number: "".join(docx_part(data, f"word/header{number}.xml").itertext()).strip() for number in (1, 2, 3)}
    assert texts == {1: "STYLEREF 1 2031年青川市政府工作报告", 2: "2031年青川市政府工作报告", 3: ""}
    assert "PAGE" in "".join(docx_part(data, "word/footer3.xml").itertext())


def test_annexes_glossary_and_notes_have_running_heads_of_their_own(root: etree._Element) -> None:
    data = write(root, resolve("book"))
    document, found = docx_part(data, "word/document.xml"), []
    for section in list(document.iter(f"{W}sectPr"))[3:]:
        assert section.find(W + "pgNumType") is None
        assert section.find(W + "titlePg") is None
        reference = section.find(W + "headerReference")
        assert reference.get(W + "type") == "default"
        target = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        found.append("".join(docx_part(data, f"word/{target}.xml").itertext()))
    assert found == ["附件1：2031年重点项目", "补充说明", "附件2\u3000名词解释", "校订说明", "版本说明"]
    single = docx_part(write(root, resolve("gb9704")), "word/document.xml")
    assert len(list(single.iter(f"{W}sectPr"))) == 2, "contents and report; no running heads, no sections for them"


def test_a_section_ends_behind_a_table_and_behind_an_empty_paragraph() -> None:
    source = SOURCE.read_text("utf-8")
    for end in ('<para xml:id="z1"/>', '<informaltable xml:id="z1"><tr><td/></tr></informaltable>'):
        root = parse(source.replace('<para role="date" xml:id="p0000022">2031年1月8日</para>', end).encode())
        data = write(root, resolve("book"))
        assert len(list(docx_part(data, "word/document.xml").iter(f"{W}sectPr"))) == 8
        assert read_back(data) == (dump(root), False)


def test_tables_fill_their_grid_and_repeat_their_heads(made: bytes) -> None:
    first, *rest = docx_part(made, "word/document.xml").iter(W + "tbl")
    rows = [[int(val(span)) if (span := cell.find(f"{W}tcPr/{W}gridSpan")) is not None else 1 for cell in row.iter(W + "tc")]
            for row in first.iter(W + "tr")]  # fmt: skip
    assert rows == [[1, 2], [1, 1, 1], [1, 1, 1]]
    assert [val(node) for node in first.iter(W + "vMerge")] == ["restart", "continue"]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in first.iter(W + "tr")] == [True, False, False]
    assert len(rest) == 2


def test_ragged_and_overlapping_cells_still_make_a_grid(root: etree._Element, gb9704: ResolvedStyle) -> None:
    table = (
        '<informaltable xml:id="b0000002"><tr><td rowspan="3" colspan="1000"/><td rowspan="9"/></tr><tr><td/></tr>'
        '<tr><td colspan="5"><para xml:id="q1">一</para></td></tr><tr><td/></tr></informaltable>'
    )
    source = re.sub('<informaltable xml:id="b0000002">.*?</informaltable>', table, SOURCE.read_text("utf-8"), flags=re.S)
    data = write(parse(source.encode()), gb9704)
    for node in docx_part(data, "word/document.xml").iter(W + "tbl"):
        columns = len(node.findall(f"{W}tblGrid/{W}gridCol"))
        for row in node.iter(W + "tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(W + "tc")]
            assert sum(1 if span is None else int(val(span)) for span in spans) == columns
    assert solid(docx_text(data)) == solid(xml_text(parse(source.encode())))


def tabled(*rows: str) -> etree._Element:
    """The table of a report: cells parted by blanks, head cells in brackets, "2|" before what reaches down over two rows."""
    numbers = itertools.count()

    def cell(text: str) -> str:
        down, _, words = text.rpartition("|")
        name = "th" if words.startswith("[") else "td"
        spans = f' rowspan="{down}"' if down else ""
        return f'<{name}{spans}><para xml:id="c{next(numbers)}">{words.strip("[]")}</para></{name}>'

    lines = "".join(f"<tr>{''.join(map(cell, row.split()))}</tr>" for row in rows)
    source = SOURCE.read_text("utf-8")
    begin, end = source.index('<informaltable xml:id="b0000002">'), source.index("</section>", source.index('xml:id="b0000002"'))
    root = parse(f'{source[:begin]}<informaltable xml:id="b0000002">{lines}</informaltable>\n{source[end:]}'.encode())
    return docx_part(write(root, resolve("gb9704")), "word/document.xml").findall(f".//{W}tbl")[1]


def widths(table: etree._Element) -> list[int]:
    return [int(column.get(W + "w")) for column in table.find(W + "tblGrid")]


def test_columns_get_room_by_what_they_hold_and_figures_stay_whole() -> None:
    table = tabled("[序号] [内容] [投资]", f"1 {'新建道路与管网，' * 12} 1234567.8")
    number, text, figure = widths(table)
    assert number < figure < text
    assert figure / 20 >= len("1234567.8") * 14 / 2, "half an em each, at the size of the style"
    assert 8844 - 3 <= number + text + figure <= 8844
    assert table.find(f"{W}tblPr/{W}tblLayout").get(W + "type") == "fixed"
    for row in table.iter(W + "tr"):
        assert [int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) for cell in row.iter(W + "tc")] == [number, text, figure]


def test_a_table_too_wide_for_its_type_is_set_in_a_smaller_style() -> None:
    assert val(tabled("[甲] [乙]", "1 2").find(f"{W}tblPr/{W}tblStyle")) == "DataTable"
    months = " ".join(f"[{n}月]" for n in range(1, 14))
    table = tabled(months, " ".join(["98765"] * 12 + ["—"]))
    assert val(table.find(f"{W}tblPr/{W}tblStyle")) == "NarrowTable"
    styles = [[val(node) for node in row.iter(W + "pStyle")] for row in table.iter(W + "tr")]
    assert styles == [["TableHead85"] * 13, ["TableFigure85"] * 12 + ["TableCell85"]]
    assert all(width / 20 >= 5 * 14 * 0.85 / 2 for width in widths(table))


@pytest.mark.parametrize("name", STYLES)
def test_a_table_far_too_wide_stands_on_turned_sheets_with_its_heading(name: str, tool: Callable[[str], Path], tmp_path: Path) -> None:
    style = resolve(name)
    data = write(demanding.document(), style)
    text = docx_part(data, "word/document.xml").find(W + "body")
    sections = [(block, found) for block in text for found in [block.find(f".//{W}sectPr")] if found is not None]
    (block, turned), *others = [pair for pair in sections if pair[1].find(W + "pgSz").get(W + "orient") == "landscape"]
    assert others == []
    size = turned.find(W + "pgSz")
    assert int(size.get(W + "w")) == pytest.approx(style.page.height * 20, abs=1)
    assert int(size.get(W + "h")) == pytest.approx(style.page.width * 20, abs=1)
    table = block.getprevious()
    assert table.tag == W + "tbl"
    assert sum(widths(table)) == pytest.approx(style.page.text_height * 20, abs=20)
    held = ["".join(node.itertext()) for node in (table.getprevious().getprevious(), table.getprevious())]
    assert held == ["二、表格", "如下："]
    before = table.getprevious().getprevious().getprevious()
    assert before.find(f".//{W}sectPr/{W}pgSz").get(W + "orient") is None
    assert read_back(data) == (dump(demanding.document()), False)
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    done = subprocess.run([tool("openxml-audit"), path], capture_output=True, text=True, timeout=60, check=False)
    assert "Errors: 0" in done.stdout, done.stdout


def test_a_head_that_reaches_below_the_heads_does_not_repeat() -> None:
    assert len(list(tabled("[甲] [乙]", "1 2", "3 4").iter(W + "tblHeader"))) == 1
    assert len(list(tabled("2|[甲] [乙]", "[丙]", "3 4").iter(W + "tblHeader"))) == 2
    assert not list(tabled("2|[甲] [乙]", "丙", "3 4").iter(W + "tblHeader"))


def test_a_small_table_stays_on_one_page() -> None:
    small = [row.find(f".//{W}keepNext") is not None for row in tabled(*["一 二"] * 3).iter(W + "tr")]
    assert small == [True, True, False]
    assert tabled(*["一 二"] * 9).find(f".//{W}keepNext") is None


# --- footnotes -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def noting(tmp_path: Path) -> Callable[[str], ResolvedStyle]:
    def style(mode: str) -> ResolvedStyle:
        folder = tmp_path / mode
        folder.mkdir()
        (folder / "style.toml").write_text(f'extends = "gb9704"\ntitle = "x"\nglossary = "{mode}"\n', "utf-8")
        return resolve(folder)

    return style


def notes(data: bytes) -> list[str]:
    return ["".join(docx_text_of(note)).strip() for note in docx_part(data, "word/footnotes.xml") if int(note.get(W + "id")) > 0]


NOTES = [
    "1.河湖长制：由各级负责人担任河长、湖长的制度，与林长制相似。分区、镇、村三级。",
    "2.链长制、链主：由负责人牵头一条产业链；见河湖长制。",
    "无废城市：固体废物产生量最小的城市。",
    "数字孪生：",
]


@pytest.fixture(scope="module")
def noted() -> etree._Element:
    return parse((HERE / "noted.xml").read_bytes())


def test_definitions_become_footnotes_at_the_first_mention(noted: etree._Element, noting: Callable[[str], ResolvedStyle]) -> None:
    data = write(noted, noting("footnotes"))
    document = docx_part(data, "word/document.xml")
    assert notes(data) == NOTES
    numbered = [note.find(f".//{W}footnoteRef") is None for note in docx_part(data, "word/footnotes.xml")[2:]]
    assert numbered == [True, True, False, False], "the entries' own numbers are those of their notes"
    assert docx_part(data, "word/settings.xml").find(f"{W}footnotePr/{W}numRestart") is None
    references = [node.get(W + "id") for node in document.iter(W + "footnoteReference")]
    assert references == ["1", "2", "3", "4"]
    marked = [node.getparent().getprevious().getprevious() for node in document.iter(W + "footnoteReference")]
    assert ["".join(link.itertext()) for link in marked] == ["河湖长制", "链长制", "无废城市", "数字孪生"]
    bookmarks = {
        node.get(W + "name") for part in ("document", "footnotes") for node in docx_part(data, f"word/{part}.xml").iter(W + "bookmarkStart")
    }
    links = {
        node.get(W + "anchor") for part in ("document", "footnotes") for node in docx_part(data, f"word/{part}.xml").iter(W + "hyperlink")
    }
    assert links <= bookmarks
    assert read_back(data) == (dump(noted), False)


def test_entries_with_tables_or_without_mentions_stay_in_the_glossary(
    noted: etree._Element, noting: Callable[[str], ResolvedStyle]
) -> None:
    text = docx_text(write(noted, noting("footnotes")))
    left = text[text.index("名词解释") :]
    assert (
        left
        == "名词解释以下名词以出现先后为序。微改造道路七处小规模、渐进式的改造。林长制只在别的释义里提到的名词。多规合一正文没有提到的名词。"
    )


def test_a_glossary_whose_entries_all_stand_in_footnotes_is_not_printed(noting: Callable[[str], ResolvedStyle]) -> None:
    source = (HERE / "noted.xml").read_text("utf-8").replace('<para xml:id="p0000005">以下名词以出现先后为序。</para>\n', "")
    for entry in ("e0000003", "e0000005", "e0000007"):
        source = re.sub(f'<glossentry xml:id="{entry}">.*?</glossentry>', "", source)
        source = re.sub(f'<glossterm linkend="{entry}" xml:id="x.......">(.*?)</glossterm>', "", source)
    root = parse(source.encode())
    data = write(root, noting("footnotes"))
    assert "名词解释" not in docx_text(data)
    assert "名词解释" not in "".join(docx_text_of(docx_part(data, "word/document.xml").find(f"{W}body/{W}sdt")))
    assert read_back(data) == (dump(root), False)


def test_footnotes_may_stand_beside_the_glossary(noted: etree._Element, noting: Callable[[str], ResolvedStyle]) -> None:
    data = write(noted, noting("both"))
    assert notes(data) == NOTES
    assert solid(docx_text(data)) == solid(xml_text(noted))
    assert read_back(data) == (dump(noted), False)


@pytest.mark.parametrize("mode", ["footnotes", "both"])
def test_a_validator_finds_nothing_in_footnotes(
    mode: str, root: etree._Element, noting: Callable[[str], ResolvedStyle], tool: Callable[[str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(write(root, noting(mode)))
    done = subprocess.run([tool("openxml-audit"), path], capture_output=True, text=True, timeout=60, check=False)
    assert "Errors: 0" in done.stdout, done.stdout


# --- the way back ------------------------------------------------------------------------------------------------------------------


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for member, content in members(data).items():
            target.writestr(member, change(content) if member == name else content)
    return buffer.getvalue()


def test_an_edit_is_noticed_and_the_canonical_document_comes_back_whole(made: bytes, root: etree._Element) -> None:
    edited = with_part(made, "word/document.xml", lambda part: part.replace("两条。".encode(), "三条。".encode()))
    assert edited != made
    assert read_back(made) == (dump(root), False)
    assert read_back(edited) == (dump(root), True)


def replaced(before: str, after: str) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        assert before in part.decode()
        return part.decode().replace(before, after, 1).encode()

    return change


DRAWING = '<w:r><w:drawing><x xmlns="urn:x"/></w:drawing></w:r>'
EDITS = {
    "a word in place of another": ("两条。", "三条。"),
    "a word in a run of its own": ("<w:t>两条。</w:t>", "<w:t>两</w:t></w:r><w:r><w:t>千</w:t></w:r><w:r><w:t>条。</w:t>"),
    "a word behind the colon, in its style": ("<w:t>：</w:t>", "<w:t>：即</w:t>"),
    "a tracked insertion": ("<w:r><w:t>两条。</w:t></w:r>", '<w:r><w:t>两条。</w:t></w:r><w:ins w:id="9"><w:r><w:t>新</w:t></w:r></w:ins>'),
    "a tracked deletion": ("<w:r><w:t>两条。</w:t></w:r>", '<w:del w:id="9"><w:r><w:delText>两条。</w:delText></w:r></w:del>'),
    "a picture": ("<w:r><w:t>两条。</w:t></w:r>", "<w:r><w:t>两条。</w:t></w:r>" + DRAWING),
    "a symbol": ("<w:t>两条。</w:t>", '<w:t>两条。</w:t><w:sym w:font="Wingdings" w:char="F04A"/>'),
    "a word in the printer's own": ("<w:t>版本说明</w:t>", "<w:t>版本说明（内部）</w:t>"),
    "a line of the colophon taken out": ("<w:t>校订：2 处</w:t>", "<w:t />"),
    "a mark at a term": ("<w:t>：</w:t>", "<w:t>——</w:t>"),
    "a paragraph in a form": ("<w:sectPr", "<w:sdt><w:sdtContent><w:p><w:r><w:t>附记</w:t></w:r></w:p></w:sdtContent></w:sdt><w:sectPr"),
}
NO_EDITS = {
    "runs split": ("<w:t>两条。</w:t>", "<w:t>两</w:t></w:r><w:r><w:t>条。</w:t>"),
    "proof marks and a comment": ("<w:r><w:t>两条。</w:t></w:r>", '<w:proofErr w:type="gramStart"/><w:r><w:t>两条。</w:t></w:r>'),
    "a paragraph in a frame": ("<w:r><w:t>两条。</w:t></w:r>", "<w:sdt><w:sdtContent><w:r><w:t>两条。</w:t></w:r></w:sdtContent></w:sdt>"),
    "blanks": ("<w:t>两条。</w:t>", '<w:t xml:space="preserve">两 条。 </w:t>'),
    "a tracked change of looks": (
        "<w:r><w:t>两条。</w:t></w:r>",
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="9"/></w:rPr><w:t>两条。</w:t></w:r>',
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_kind_of_edit_is_noticed(made: bytes, root: etree._Element, edit: str) -> None:
    data = with_part(made, "word/document.xml", replaced(*EDITS[edit]))
    assert read_back(data) == (dump(root), True)


@pytest.mark.parametrize("change", NO_EDITS)
def test_what_word_processors_do_by_themselves_is_no_edit(made: bytes, root: etree._Element, change: str) -> None:
    data = with_part(made, "word/document.xml", replaced(*NO_EDITS[change]))
    assert read_back(data) == (dump(root), False)


def test_contents_out_of_their_frame_and_parts_by_other_names_are_no_edit(made: bytes, root: etree._Element) -> None:
    def unframed(part: bytes) -> bytes:
        tree = etree.fromstring(part)
        frame = tree.find(f"{W}body/{W}sdt")
        for line in frame.find(f"{W}sdtContent"):
            frame.addprevious(line)
        frame.getparent().remove(frame)
        return etree.tostring(tree)

    data = with_part(made, "word/document.xml", unframed)
    assert read_back(data) == (dump(root), False)
    names = {"word/document.xml": "word/document2.xml", "word/styles.xml": "word/styles2.xml"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in members(made).items():
            for before, after in names.items() if name.endswith(("Types].xml", ".rels")) else ():
                content = content.replace(Path(before).name.encode(), Path(after).name.encode())
            target.writestr(names.get(name, name), content)
    assert read_back(buffer.getvalue()) == (dump(root), False)


def test_the_data_taken_out_is_said_to_be_missing(made: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in members(made).items():
            if not name.startswith("customXml/"):
                target.writestr(name, content)
    with pytest.raises(DocumentError, match="custom XML"):
        read_back(buffer.getvalue(), "a.docx")


@given(st.integers(0), st.integers(0, 255))
@settings(max_examples=150, deadline=None)
def test_a_spoilt_file_is_read_back_or_refused(made: bytes, place: int, value: int) -> None:
    spoilt = bytearray(made)
    spoilt[place % len(made)] = value
    with contextlib.suppress(DocumentError):
        read_back(bytes(spoilt))


def test_an_endnote_is_an_edit(made: bytes, root: etree._Element) -> None:
    types = replaced("</Types>", f'<Override PartName="/word/endnotes.xml" ContentType="{ENDNOTES}" /></Types>')
    note = f'<w:endnotes xmlns:w="{W[1:-1]}"><w:endnote w:id="1"><w:p><w:r><w:t>另注。</w:t></w:r></w:p></w:endnote></w:endnotes>'
    buffer = io.BytesIO(with_part(made, "[Content_Types].xml", types))
    with zipfile.ZipFile(buffer, "a") as target:
        target.writestr("word/endnotes.xml", note)
    assert read_back(buffer.getvalue()) == (dump(root), True)


ENDNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
# What LibreOffice writes in other ways: a mark inside a link, which loses its style there, and hyphens that are elements of their own.
REWRITTEN = {
    "三区三线</glossterm>\n<glossdef>": "<quote>三区三线</quote></glossterm>\n<glossdef>",
    "粮食总产量": "粮食总产\u00ad量（A\u2011B\u200b线，O’Neill，😀𠮷㎡）",
}


@pytest.mark.parametrize("name", STYLES)
def test_saving_in_a_word_processor_is_no_edit(name: str, tool: Callable[[str], Path], tmp_path: Path) -> None:
    source = SOURCE.read_text("utf-8")
    for before, after in REWRITTEN.items():
        assert before in source
        source = source.replace(before, after)
    root = parse(source.encode())
    path = tmp_path / "a.docx"
    path.write_bytes(write(root, resolve(name)))
    folder = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [tool("soffice"), profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, path]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    saved = (folder / "a.docx").read_bytes()
    assert saved != path.read_bytes()
    assert read_back(saved) == (dump(root), False)
    part = next(part for part in members(saved) if re.fullmatch(r"word/document\d*\.xml", part))
    assert read_back(with_part(saved, part, lambda text: text.replace("两条。".encode(), "三条。".encode()))) == (dump(root), True)


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_a_part_that_is_missing_is_named(made: bytes, name: str) -> None:
    with pytest.raises(DocumentError, match=rf"a\.docx: not a DOCX file.*'{re.escape(name)}'"):
        read_back(packed({part: content for part, content in members(made).items() if part != name}), "a.docx")


def test_types_that_say_nothing_leave_the_usual_names(made: bytes, root: etree._Element) -> None:
    assert read_back(packed(members(made) | {"[Content_Types].xml": b"<Types />"})) == (dump(root), False)


@pytest.mark.parametrize("names", [["word/document.xml"], [f"customXml/item{n}.xml" for n in range(3, 12)]])
def test_a_package_that_swells_is_refused(made: bytes, names: list[str]) -> None:
    swollen = b"<a>" + b" " * (24 * 2**20 // len(names)) + b"</a>"
    data = packed(members(made) | dict.fromkeys(names, swollen))
    assert len(data) < 2**20
    with pytest.raises(DocumentError, match="MiB of XML"):
        read_back(data)


ENTITY = b'<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def test_no_entity_of_a_package_is_followed(made: bytes, root: etree._Element) -> None:
    def named(part: bytes) -> bytes:
        return ENTITY + part.partition(b"?>")[2].replace("两条。".encode(), b"&x;")

    assert read_back(with_part(made, "word/document.xml", named)) == (dump(root), True)
    data = with_part(made, "customXml/item1.xml", lambda part: ENTITY + part.replace("两条。".encode(), b"&x;"))
    with pytest.raises(DocumentError, match="not well-formed"):
        read_back(data)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"<html/>"])
def test_what_is_no_docx_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a\.docx: not a DOCX"):
        read_back(data, "a.docx")


def test_a_docx_of_another_program_carries_no_canonical_document() -> None:
    buffer = io.BytesIO()
    python_docx.Document().save(buffer)
    with pytest.raises(DocumentError, match="no canonical document"):
        read_back(buffer.getvalue(), "a.docx")
