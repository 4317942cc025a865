"""The paper edition: tagged, archival, the same bytes each time, its source inside, drawn alike by two readers."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import demanding
import pikepdf
import pymupdf
import pytest
from lxml import etree

from convert import document
from convert.document import DB, XML_ID
from convert.errors import DocumentError, SetupError, StyleError
from convert.render import coverage, front, pdf
from convert.style import ROLES, ResolvedStyle, Role, names, resolve
from convert.style.compare import has_bold

HERE = Path(__file__).parent
EVERY = (HERE / "every-element.xml").read_bytes()
STYLES = [name for name, _ in names()]


def styled(tmp_path: Path, tokens: str) -> Path:
    path = tmp_path / "mine" / "style.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'title = "x"\n{tokens}\n', encoding="utf-8")
    return path


@cache
def printed(style: str) -> bytes:
    return pdf.write(document.parse(EVERY), resolve(style))


def pages(data: bytes) -> list[str]:
    with pymupdf.open(stream=data) as opened:
        return ["".join(page.get_text().split()) for page in opened]


# --- conformance -------------------------------------------------------------------------------------------------------------------


def test_every_style_is_accessible_and_archival(tmp_path: Path, verapdf: Callable[..., None]) -> None:
    paths = []
    for style in STYLES:
        paths.append(tmp_path / f"{style}.pdf")
        paths[-1].write_bytes(printed(style))
    paths.append(tmp_path / "demanding.pdf")
    paths[-1].write_bytes(pdf.write(demanding.document(), resolve("gb9704")))
    verapdf("ua1,3a", *paths)


def test_footnotes_are_accessible_and_archival(tmp_path: Path, verapdf: Callable[..., None]) -> None:
    for mode in ("footnotes", "both"):
        style = resolve(styled(tmp_path / mode, f'extends = "gb9704"\nglossary = "{mode}"'))
        data = pdf.write(document.parse(EVERY), style)
        (tmp_path / f"{mode}.pdf").write_bytes(data)
        found = "".join(pages(data))
        assert "1.三区三线：三区指城镇空间" in found
        assert found.count("三区指城镇空间") == (2 if mode == "both" else 1)
        assert "附件2名词解释" in found  # in either mode: entries that are never mentioned stay at the end
    verapdf("ua1,3a", tmp_path / "footnotes.pdf", tmp_path / "both.pdf")


def test_every_footnote_is_on_the_page_of_its_call(tmp_path: Path) -> None:
    terms = [f"{number}号工程" for number in "甲乙丙丁戊己庚辛壬癸"]
    filler = "全市经济运行稳中向好产业结构持续优化创新动能加快积聚，" * 3
    body = "".join(
        f'<para xml:id="p{n}">{filler * (n % 4)}实施<glossterm linkend="e{n}" xml:id="x{n}">{term}</glossterm>，{filler * 2}</para>'
        for n, term in enumerate(terms)
    )
    listed = "".join(
        f'<glossentry xml:id="e{n}"><glossterm>{term}</glossterm><glossdef><para xml:id="d{n}">释义{n}，{filler * 2}</para></glossdef></glossentry>'
        for n, term in enumerate(terms)
    )
    article = EVERY[: EVERY.index(b"<para ")].decode() + body + f'<glossary xml:id="g"><title>名词解释</title>{listed}</glossary></article>'
    root = etree.fromstring(article.encode())
    for node in root.iter(document.KB + "correction"):
        node.getparent().remove(node)  # type: ignore[union-attr]
    found = pages(pdf.write(root, resolve(styled(tmp_path, 'extends = "gb9704"\nglossary = "footnotes"'))))
    assert sum("释义" in page for page in found) > 2
    for n, term in enumerate(terms):
        (page,) = (page for page in found if f"释义{n}，" in page)
        assert page.count(term) == 2, term


def noted(paragraphs: list[str], definitions: list[str]) -> etree._Element:
    """A report whose paragraphs each mention one term, in {}, and a glossary with their definitions."""
    mention = '<glossterm linkend="e{0}" xml:id="x{0}">工程{0}</glossterm>'
    body = "".join(f'<para xml:id="p{n}">{text.format(mention.format(n))}</para>' for n, text in enumerate(paragraphs))
    listed = "".join(
        f'<glossentry xml:id="e{n}"><glossterm><phrase role="label">{n + 1}.</phrase>工程{n}</glossterm>'
        f'<glossdef><para xml:id="d{n}">{text}</para></glossdef></glossentry>'
        for n, text in enumerate(definitions)
    )
    info = EVERY[: EVERY.index(b"<kb:correction")].decode() + "</info>"
    return document.parse(f'{info}{body}<glossary xml:id="g"><title>名词解释</title>{listed}</glossary></article>'.encode())


def test_the_mark_of_a_note_stands_whole_on_the_line_of_its_word(tmp_path: Path) -> None:
    style = resolve(styled(tmp_path, 'extends = "gb9704"\nglossary = "footnotes"'))
    root = noted([f"{'市' * length}{{}}，全市经济运行稳中向好。" for length in range(14, 27)], ["释义。"] * 13)
    with pymupdf.open(stream=pdf.write(root, style)) as opened:
        lines = [line for sheet in opened for line in "".join(sheet.get_text()).splitlines()]
    assert not [line for line in lines if line.startswith("，") or (line.strip().isdigit() and int(line) > 12)]
    assert sum("好" in line for line in lines) == 13


@pytest.mark.parametrize("before", range(8, 15))
def test_a_line_that_calls_a_note_and_the_note_go_to_the_next_page_together(tmp_path: Path, before: int) -> None:
    style = resolve(styled(tmp_path, 'extends = "gb9704"\nglossary = "footnotes"'))
    paragraphs = ["短。"] * before + [f"{'市' * 60}{{}}，{'县' * 60}。"]
    found = pages(pdf.write(noted(paragraphs, ["短释。"] * before + ["释" * 140]), style))
    (page,) = (page for page in found if "释释" in page)
    assert page.count(f"工程{before}") == 2
    (first,) = (page for page in found if "短。" * before in page)
    assert "市" * 52 in first  # the lines before it stay


def test_marks_and_words_at_the_seams_of_a_paragraph_with_a_heading_in_it_are_whole(tmp_path: Path) -> None:
    style = resolve(styled(tmp_path, 'extends = "gb9704"\nglossary = "footnotes"'))
    terms = [f"“赛马{number}”" for number in range(10, 38)]
    mention = '<glossterm linkend="e{0}" xml:id="x{0}">{1}</glossterm>，稳中向好'
    entry = '<glossentry xml:id="e{0}"><glossterm>{1}</glossterm><glossdef><para xml:id="d{0}">释义。</para></glossdef></glossentry>'
    body = "".join(
        f'<section role="runin" xml:id="s{n}"><title>{"市" * 20}。</title><para xml:id="p{n}">{"县" * (n + 12)}{mention.format(n, term)}。</para></section>'
        for n, term in enumerate(terms)
    )
    listed = "".join(entry.format(n, term) for n, term in enumerate(terms))
    info = EVERY[: EVERY.index(b"<kb:correction")].decode() + "</info>"
    root = document.parse(f'{info}{body}<glossary xml:id="g"><title>名词解释</title>{listed}</glossary></article>'.encode())
    with pymupdf.open(stream=pdf.write(root, style)) as opened:
        lines = [line.strip() for sheet in opened for line in "".join(sheet.get_text()).splitlines()]
    assert not [line for line in lines if line.endswith("“") or line.startswith(("”", "，"))]
    assert all(term[1:-1] in "".join(lines) for term in terms)


def test_a_definition_too_long_for_a_note_stays_in_the_glossary(tmp_path: Path) -> None:
    style = resolve(styled(tmp_path, 'extends = "gb9704"\nglossary = "footnotes"'))
    found = pages(pdf.write(noted(["实施{}。", "推进{}。"], ["长" * 400, "短。"]), style))
    assert [n for n, page in enumerate(found) if "短。" in page] == [n for n, page in enumerate(found) if "推进" in page]
    (glossary,) = (page for page in found if "长长" in page)
    assert "名词解释" in glossary
    assert "实施" not in glossary


def test_a_note_whose_entry_is_numbered_alike_shows_the_number_once(tmp_path: Path) -> None:
    style = resolve(styled(tmp_path, 'extends = "gb9704"\nglossary = "footnotes"'))
    text = "".join(pages(pdf.write(noted(["实施{}。", "推进{}。"], ["释义甲。", "释义乙。"]), style)))
    assert "1.工程0：释义甲" in text
    assert "11.工程0" not in text


WORDS = ["城镇居民人均可支配收入", "固定资产投资", "社会消费品零售总额"]


def tabled(rows: list[list[str]]) -> etree._Element:
    """A report of one table with a head."""
    cells = [
        "".join(f'<{"td" if r else "th"}><para xml:id="c{r}x{c}">{text}</para></{"td" if r else "th"}>' for c, text in enumerate(row))
        for r, row in enumerate(rows)
    ]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    info = EVERY[: EVERY.index(b"<kb:correction")].decode() + "</info>"
    lead = '<para xml:id="p1">指标如下：</para>'
    return document.parse(f'{info}{lead}<informaltable xml:id="b1">{table}</informaltable></article>'.encode())


@pytest.mark.parametrize("style", ["gb9704", "book", "screen"])
def test_no_figure_and_no_unit_of_a_table_is_torn(style: str) -> None:
    rows = [["指标", "单位", *(f"{2019 + n}年" for n in range(10))]]
    rows += [[word, "亿元", *(f"{1000 * n + 0.25:.2f}" for n in range(1, 11))] for word in WORDS]
    with pymupdf.open(stream=pdf.write(tabled(rows), resolve(style))) as opened:
        words = [word for sheet in opened for word in sheet.get_text("words")]
        width = max(sheet.rect.width for sheet in opened if "城镇居民" in sheet.get_text()) - min(
            resolve(style).page.inside, resolve(style).page.outside
        )
    told = [word[4] for word in words]
    assert all(f"{1000 * n + 0.25:.2f}" in told for n in range(1, 11))
    assert told.count("亿元") == 3
    assert max(word[2] for word in words) <= width + 0.1


def test_the_line_that_announces_a_table_is_on_its_page() -> None:
    root = tabled([["指标", "单位"], *([word, "亿元"] for word in WORDS)])
    (lead,) = (node for node in root.iter(DB + "para") if node.text == "指标如下：")
    for number in range(19):
        lead.addprevious(etree.Element(DB + "para", {XML_ID: f"q{number}"}))
        lead.getprevious().text = "全市。"  # type: ignore[union-attr]
        found = pages(pdf.write(root, resolve("gb9704")))
        (page,) = (page for page in found if "指标如下：" in page)
        assert "城镇居民" in page


WIDE = [
    ["序号", "项目名称", *(f"{2019 + n}年完成投资（亿元）" for n in range(12))],
    *([f"{n}", f"汀原至白水公路第{n}标段及附属工程", *(f"{n * 7 + k}.{k:02}" for k in range(12))] for n in range(1, 15)),
]


@pytest.mark.parametrize("style", STYLES)
def test_a_table_too_wide_for_its_type_stands_on_turned_sheets_with_the_line_that_announces_it(style: str) -> None:
    page, root = resolve(style).page, tabled(WIDE)
    etree.SubElement(root, DB + "para", {XML_ID: "p2"}).text = "此后照旧。"
    with pymupdf.open(stream=pdf.write(root, resolve(style))) as opened:
        turned = [sheet for sheet in opened if sheet.rect.width > sheet.rect.height]
        assert len(turned) > 1
        assert [turned[0].rect.width, turned[0].rect.height] == pytest.approx([page.height, page.width], abs=0.1)
        assert "指标如下：" in turned[0].get_text()
        told = [word[4] for sheet in turned for word in sheet.get_text("words")]
        assert all(f"{n * 7 + k}.{k:02}" in told for n in range(1, 15) for k in range(12))
        (after,) = (sheet for sheet in opened if "此后照旧。" in sheet.get_text())
        assert after.rect.width < after.rect.height
        numbers = [sheet.get_label() for sheet in opened if sheet.number >= turned[0].number]
        assert numbers == [str(int(numbers[0]) + n) for n in range(len(numbers))]


def test_the_number_of_a_turned_sheet_stands_where_that_of_others_does() -> None:
    """What is the foot of the sheet elsewhere is its left edge, read from top to bottom; on right-hand sheets the table's head is at the
    binding, on left-hand ones at the cut (GB/T 9704-2012, 7.4)."""
    page = resolve("gb9704").page
    with pymupdf.open(stream=pdf.write(tabled(WIDE), resolve("gb9704"))) as opened:
        for sheet in (sheet for sheet in opened if sheet.rect.width > sheet.rect.height):
            (box,) = (line for block in sheet.get_text("dict")["blocks"] for line in block.get("lines", []) if line["dir"] == (0.0, 1.0))
            assert "".join(span["text"] for span in box["spans"]).replace(" ", "") == f"—{sheet.get_label()}—"
            _, top, right, bottom = box["bbox"]
            assert right == pytest.approx(page.bottom - page.number_gap, abs=4)
            if int(sheet.get_label()) % 2:
                assert bottom == pytest.approx(sheet.rect.height - page.outside - 14, abs=4)
            else:
                assert top == pytest.approx(page.outside + 14, abs=4)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("words", [30, 150, 600])
def test_no_text_is_lost_with_a_head_taller_than_a_page(style: str, words: int) -> None:
    page, head = resolve(style).page, "".join(f"乙{n:03}。" for n in range(words))
    with pymupdf.open(stream=pdf.write(tabled([[head, "单位"], *([f"丙{n:03}", "亿元"] for n in range(12))]), resolve(style))) as opened:
        area = pymupdf.Rect(0, page.top, page.width, page.height - page.bottom)
        text = "".join("".join(sheet.get_text(clip=area).split()) for sheet in opened)
    assert text.count("乙") % words == 0 < text.count("乙")  # a head that is repeated is there again
    assert {f"{n:03}" for n in range(words)} <= set(re.findall("[0-9]{3}", text))


LONG_TITLE = "临江市第八届人民代表大会第三次会议关于2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划（草案）的报告"


def test_a_long_title_leaves_its_cover_on_one_page() -> None:
    root = document.parse(EVERY)
    root.find(f"{DB}info/{DB}title").text = LONG_TITLE  # type: ignore[union-attr]
    found = pages(pdf.write(root, resolve("book")))
    assert LONG_TITLE in found[0]
    assert "第三届人民代表大会第二次会议上" in found[0]
    assert resolve("book").words["cover_note"] in found[0]


def test_a_title_block_of_a_title_alone_stands_a_line_above_the_text() -> None:
    text = EVERY[: EVERY.index(b"<kb:correction")].decode() + '</info><para xml:id="p1">特此报告。</para></article>'
    root = document.parse(text.encode())
    info = root.find(f"{DB}info")
    assert info is not None
    for node in [*info.iterfind(f"{DB}subtitle"), *info.iterfind(f"{DB}bibliomisc")]:
        info.remove(node)
    with pymupdf.open(stream=pdf.write(root, resolve("gb9704"))) as opened:
        at = {word[4]: word for word in opened[0].get_text("words")}
    assert at["特此报告。"][1] - at["2031"][3] > resolve("gb9704").roles["body"].line


def test_a_glossary_that_is_an_annex_stands_a_line_below_its_label() -> None:
    text = EVERY[: EVERY.index(b"<kb:correction")].decode() + '</info><para xml:id="p1">好。</para>'
    title = '<title><phrase role="label">附件1</phrase>名词解释</title>'
    entry = '<glossentry xml:id="e1"><glossterm>甲</glossterm><glossdef><para xml:id="d1">乙。</para></glossdef></glossentry>'
    root = document.parse(f'{text}<glossary xml:id="g1">{title}{entry}</glossary></article>'.encode())
    with pymupdf.open(stream=pdf.write(root, resolve("gb9704"))) as opened:
        (sheet,) = (sheet for sheet in opened if "乙。" in sheet.get_text())
        at = {word[4]: word for word in sheet.get_text("words")}
    assert at["名词解释"][1] - at["附件1"][3] > resolve("gb9704").roles["body"].line * 0.9


@pytest.mark.parametrize("style", STYLES)
def test_the_file_is_sound(tmp_path: Path, tool: Callable[[str], Path], style: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(printed(style))
    done = subprocess.run([tool("qpdf"), "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("style", STYLES)
def test_every_font_is_embedded_with_its_characters(style: str) -> None:
    with pikepdf.open(io.BytesIO(printed(style))) as opened:
        fonts = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert {"/FontFile2", "/FontFile3"} & set(described.FontDescriptor.keys())
            if "/DescendantFonts" in font:
                assert "/ToUnicode" in font


@pytest.mark.parametrize("style", STYLES)
def test_two_readers_draw_the_same_pages(tmp_path: Path, tool: Callable[[str], Path], style: str) -> None:
    """Poppler takes glyphs by their number in the font, MuPDF by the font's own charset: a wrong glyph shows in one of them."""
    (tmp_path / "a.pdf").write_bytes(printed(style))
    subprocess.run([tool("pdftoppm"), "-r", "72", "-gray", tmp_path / "a.pdf", tmp_path / "p"], check=True)
    with pymupdf.open(tmp_path / "a.pdf") as opened:
        images = sorted(tmp_path.glob("p-*.pgm"))
        assert len(images) == len(opened)
        for page, image in zip(opened, images, strict=True):
            ours, theirs = page.get_pixmap(dpi=72, colorspace="gray"), pymupdf.Pixmap(str(image))
            assert abs(ours.width - theirs.width) <= 1
            assert difference(ours, theirs) < 0.02, f"page {page.number + 1} of {style}"


CELL = 12  # pixels: about one character at 72 dpi


def difference(one: pymupdf.Pixmap, other: pymupdf.Pixmap) -> float:
    """Share of the cells of a grid whose ink differs by more than a character's edges may."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    first, second = one.samples_mv, other.samples_mv
    wrong = cells = 0
    for top in range(0, height - CELL, CELL):
        for left in range(0, width - CELL, CELL):
            a = sum(sum(first[y * one.stride + left : y * one.stride + left + CELL]) for y in range(top, top + CELL))
            b = sum(sum(second[y * other.stride + left : y * other.stride + left + CELL]) for y in range(top, top + CELL))
            white = 255 * CELL * CELL
            if min(a, b) < 0.97 * white:
                cells += 1
                wrong += abs(a - b) > 0.2 * white
    return wrong / cells if cells else 0.0


# --- what is inside ----------------------------------------------------------------------------------------------------------------


def test_the_canonical_document_is_attached_as_the_source() -> None:
    with pikepdf.open(io.BytesIO(printed("gb9704"))) as opened:
        assert opened.attachments["report.xml"].get_file().read_bytes() == document.dump(document.parse(EVERY))
        assert [str(spec.AFRelationship) for spec in opened.Root.AF] == ["/Source"]


def test_the_document_knows_its_title_language_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with pikepdf.open(io.BytesIO(pdf.write(document.parse(EVERY), resolve("gb9704")))) as opened:
        assert opened.Root.Lang == "zh-Hans-CN"
        assert opened.docinfo["/Title"] == "2031年青川市政府工作报告"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20310425203755")


@pytest.mark.parametrize("style", STYLES)
def test_all_headings_are_bookmarks_and_their_pages_are_those_printed(style: str) -> None:
    root = document.parse(EVERY)
    headings = list(front.headings(root))
    places = pdf.heading_pages(printed(style))
    assert set(places) == {heading.id for heading in headings}
    with pymupdf.open(stream=printed(style)) as opened:
        marks = opened.get_toc()
        labels = [page.get_label() for page in opened]
    assert [title for _, title, _ in marks[1:]][: len(headings)] == [heading.text for heading in headings]
    assert [level - 1 for level, _, _ in marks[1:]][: len(headings)] == [min(heading.level, 5) for heading in headings]
    assert [labels[number - 1] for _, _, number in marks[1:]][: len(headings)] == [str(places[h.id]) for h in headings]


@pytest.mark.parametrize("style", STYLES)
def test_the_contents_show_the_same_pages(style: str) -> None:
    places = pdf.heading_pages(printed(style))
    text = "".join("".join(pages(printed(style))[:4]).split())
    for heading in front.headings(document.parse(EVERY)):
        if heading.level <= resolve(style).contents_depth:
            entry = "".join(heading.text.rstrip("。").split())
            after = text[text.index(entry) + len(entry) :].lstrip(".·…")
            assert after.startswith(str(places[heading.id])), heading.text


def test_structure_tags_name_headings_and_paragraphs() -> None:
    with pikepdf.open(io.BytesIO(printed("gb9704"))) as opened:
        tags = [str(t.S) for t in opened.objects if isinstance(t, pikepdf.Dictionary) and t.get("/Type") == "/StructElem"]
    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/P", "/Link", "/Table", "/TH", "/TD"} <= set(tags)


def test_a_heading_that_runs_over_a_line_is_one_heading_and_its_paragraph_one_paragraph() -> None:
    data = pdf.write(demanding.document(), resolve("gb9704"))
    with pikepdf.open(io.BytesIO(data)) as opened:
        tags = [t for t in opened.objects if isinstance(t, pikepdf.Dictionary) and t.get("/Type") == "/StructElem"]
        runs = [[str(kid.S) for kid in tag.K] for tag in tags if tag.S == "/Div" and str(tag.K[0].S).startswith("/H")]
        runs = [kids for kids in runs if "/Table" not in kids]  # a turned sheet
        assert runs == [["/H2", "/P"], ["/H3", "/P"], ["/H4", "/P"], ["/H5", "/P"]]
        assert all(
            kid.P.objgen == tag.objgen
            for tag in tags
            for kid in tag.K
            if isinstance(kid, pikepdf.Dictionary) and "/P" in kid and kid.get("/Type") == "/StructElem"
        )


def test_every_head_of_a_table_says_what_it_heads() -> None:
    """PDF/UA-1, 7.5; the table has heads that cover two columns and two rows."""
    with pikepdf.open(io.BytesIO(printed("gb9704"))) as opened:
        cells = [t for t in opened.objects if isinstance(t, pikepdf.Dictionary) and str(t.get("/S")) in ("/TH", "/TD")]
        assert sorted(str(cell.A.Scope) for cell in cells if cell.S == "/TH") == ["/Column", "/Column", "/Row"]
        assert not [cell for cell in cells if "/Headers" in cell.A]


def test_the_report_begins_on_a_right_hand_page_with_number_one() -> None:
    for style in ("gb9704", "book"):
        with pymupdf.open(stream=printed(style)) as opened:
            labels = [page.get_label() for page in opened]
        assert labels.index("1") % 2 == 0


def test_no_heading_is_the_last_line_of_a_page() -> None:
    root = document.parse(EVERY)
    texts = {"".join(h.text.split()) for h in front.headings(root) if not h.runin}
    for page in pages(printed("gb9704")):
        assert not any(page.rstrip("—0123456789").endswith(text) for text in texts if len(text) > 4 and "截断" not in text)


# --- parity: the tokens, read back out of the page ---------------------------------------------------------------------------------

# Words of every-element.xml that stand in each role.
SAID = {
    "cover-title": "工作报告", "title": "2031年青川市政府", "occasion": "日在青川市", "speaker": "青川市人民政府市长",
    "salutation": "各位代表：", "heading-1": "年工作回顾", "heading-2": "截断之处", "heading-3": "1．工业", "heading-4": "装备制造",
    "runin": "生态环境持续", "body": "粮食总产量", "lead": "稳中求进，", "closing": "让我们携手", "signature": "青川市人民政府",
    "date": "2031年1月8日", "enum": "一是", "definition": "三区指城镇", "glossary-term": "三区三线", "glossary-title": "名词解释",
    "annex-label": "附件", "annex-title": "年重点项目", "note": "青川大桥", "table-cell": "基础设施", "table-head": "数值",
    "corrections": "小数点疑", "colophon": "本文件由程序", "contents-title": "目录", "contents-1": "补充说明", "contents-2": "截断之处",
    "contents-3": "1．工业", "run-in-2": "（一）", "noteref": "②", "term": "三区三线", "corr": "二氧化碳", "sic": "358亿元",
    "running-head": "2031年青川市政府工作报告", "page-number": "1",
}  # fmt: skip
LISTED = ("contents-1", "contents-2", "contents-3")  # lines with dotted leaders
LINKED = ("term", "glossary-term", "noteref")  # links have the palette's colour
LINES = ("title", "occasion", "speaker", "salutation", "heading-1", "heading-2", "body", "closing", "signature", "date", "corrections")
LINES += ("definition", "annex-label", "annex-title", "glossary-title", "contents-title", "colophon", "note", "run-in-2", "glossary-term")


@dataclass(frozen=True)
class Said:
    """How some words are set: size, face, weight and colour, and where their line begins and ends from the left of the type area."""

    size: float
    face: str
    bold: bool
    color: str
    start: float
    end: float


@cache
def rows(style: str) -> list[list[tuple[str, Said]]]:
    """Each character of each line of a printed document, in order of pages."""
    page, found = resolve(style).page, []
    with pymupdf.open(stream=printed(style)) as opened:
        for number, sheet in enumerate(opened):
            left = page.outside if number % 2 else page.inside
            lines: dict[float, list[tuple[float, float, str, dict[str, Any]]]] = {}
            spans = [s for b in sheet.get_text("rawdict")["blocks"] for line in b.get("lines", []) for s in line["spans"]]
            for span in spans:
                for c in span["chars"]:
                    lines.setdefault(round(c["origin"][1]), []).append((c["origin"][0] - left, c["bbox"][2] - left, c["c"], span))
            for _, row in sorted(lines.items()):
                row = sorted((c for c in row if not c[2].isspace()), key=lambda c: c[0])
                if row:
                    found.append([(c[2], said(c[3], row[0][0], row[-1][1])) for c in row])
    return found


def said(span: dict[str, Any], start: float, end: float) -> Said:
    name = span["font"].split("+")[-1]
    return Said(span["size"], name.removesuffix("-Bold"), name.endswith("-Bold"), f"#{span['color']:06x}", start, end)


def shown(style: ResolvedStyle, name: str) -> bool:
    """Whether a style prints a role at all."""
    page = style.page
    without = {"cover-title": not style.cover, "contents-3": style.contents_depth < 3, "running-head": not page.head_left}
    return not without.get(name, False)


def mismatches(style: ResolvedStyle) -> set[str]:
    """The roles of a style that are not on the page as their tokens say."""
    roles = dict(style.roles) | {"run-in-2": style.run_in(2)}
    return {
        name for name in SAID if shown(style, name) and not any(agrees(style, roles[name], name, words) for words in places(style, name))
    }


def places(style: ResolvedStyle, name: str) -> Iterator[Said]:
    """Where the words of a role stand."""
    number = "".join(style.words["page_number"].format(page=1).split())
    for row in rows(style.name):
        text = "".join(char for char, _ in row)
        at = text.find(SAID[name])
        if name == "page-number":
            if text == number:
                yield row[at][1]
        elif at >= 0 and (".." in text or name not in LISTED):
            yield row[at + len(SAID[name]) - 1][1]


def agrees(style: ResolvedStyle, role: Role, name: str, found: Said) -> bool:
    """Whether words are set as a role says."""
    digits = SAID[name].isascii()
    face = f"Latin {role.face.print_latin[0]}" if digits else role.face.print_han[0]
    bold = (role.bold or role.face.print_weight >= 600) and has_bold(face) and not digits
    colours = {role.color, style.palette["link"]} if name in LINKED else {role.color}
    type_is_right = abs(found.size - role.size) < 0.11 and found.face == face.replace(" ", "-")
    return type_is_right and found.bold == bold and found.color in colours and (name not in LINES or stands(style, role, found))


def stands(style: ResolvedStyle, role: Role, found: Said) -> bool:
    """Whether a line begins, or ends, where its alignment and indents say."""
    em, width = role.size + role.tracking, style.page.text_width
    if role.align == "center":
        return abs(found.start + found.end - width) < em
    if role.align == "right":
        return abs(found.end - width) < em / 2
    return abs(found.start - (role.indent + role.left) * em) < em * 0.6  # an opening mark gives up half


@pytest.mark.parametrize("style", STYLES)
def test_every_role_is_set_as_its_tokens_say(style: str) -> None:
    assert set(SAID) >= set(ROLES)
    assert mismatches(resolve(style)) == set()


@pytest.mark.parametrize(
    "change", [{"size": 2.0}, {"bold": True}, {"color": "#123456"}, {"face": "other"}, {"indent": 3.0}, {"align": "other"}], ids=str
)
@pytest.mark.parametrize("style", STYLES)
def test_a_wrong_token_of_any_role_would_be_seen(style: str, change: dict[str, Any]) -> None:
    resolved = resolve(style)
    ((key, value),) = change.items()
    for name, role in resolved.roles.items():
        if not shown(resolved, name) or (
            key in ("indent", "align") and (name not in LINES or (key == "indent") == (role.align in ("center", "right")))
        ):
            continue
        if key == "color" and name in LINKED:
            continue
        if (name, key) == ("term", "bold"):  # a bold entry of the glossary has the same words
            continue
        if key == "face" and SAID[name].isascii():  # digits are in the Latin face, which faces share
            continue
        if key == "bold" and (SAID[name].isascii() or role.face.print_weight >= 600 or not has_bold(role.face.print_han[0])):
            continue
        new = {
            "size": role.size + 2, "bold": not role.bold, "indent": role.indent + 3, "align": "right" if role.align != "right" else "left",
            "face": resolved.faces["kaiti" if role.face.name != "kaiti" else "heiti"],
        }.get(key, value)  # fmt: skip
        wrong = replace(resolved, roles={**resolved.roles, name: replace(role, **{key: new})})
        assert name in mismatches(wrong), name


# --- the same bytes, the same memory -----------------------------------------------------------------------------------------------

AGAIN = """
import sys, hashlib
from convert import document
from convert.render import WRITERS
from convert.style import resolve
print(hashlib.sha256(WRITERS["pdf"](document.parse(open(sys.argv[1], "rb").read()), resolve("book"))).hexdigest())
"""


def test_another_process_folder_time_zone_locale_and_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    hashes = set()
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("7", "Asia/Tokyo", "C")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(HERE.parent)}
        command = [sys.executable, "-c", AGAIN, str(HERE / "every-element.xml")]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        hashes.add(done.stdout)
    assert len(hashes) == 1


MANY = """
import sys
from convert import document
from convert.render import WRITERS
from convert.style import resolve
root, style = document.parse(open(sys.argv[1], "rb").read()), resolve("gb9704")
for number in range(1, 25):
    WRITERS["pdf"](root, style)
    if number % 8 == 0:
        print(int(open("/proc/self/statm").read().split()[1]) * 4 // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads the size of a process from /proc")
def test_memory_of_a_worker_stays_flat_over_many_documents() -> None:
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    command = [sys.executable, "-c", MANY, str(HERE / "every-element.xml")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    first, _, last = map(int, done.stdout.split())
    assert last - first < 24, f"{first} MB after 8 documents, {last} MB after 24"


# --- hostile or lacking ------------------------------------------------------------------------------------------------------------


def test_printing_fetches_nothing() -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        pdf.Nowhere().fetch("file:///etc/passwd")
    with pytest.raises(ValueError, match="not an installed font"):
        pdf.InstalledFonts().fetch("file:///etc/passwd")
    with pytest.raises(ValueError, match="not an installed font"):
        pdf.InstalledFonts().fetch("https://example.org/a.ttf")


def test_a_warning_about_fonts_stops_the_printing() -> None:
    with pytest.raises(SetupError, match="printing stopped: Unable to subset"), pdf.loud():
        pdf.logging.getLogger("weasyprint").warning("Unable to subset font")


def test_a_style_whose_fonts_are_not_installed_is_not_printed_in_others(tmp_path: Path, tool: Callable[[str], Path]) -> None:
    tool("fc-list")
    style = resolve(styled(tmp_path, 'extends = "gb9704"\n[faces.kaiti]\nprint_han = ["No Such Kai"]'))
    with pytest.raises(SetupError, match=r"no font is installed for kaiti \(No Such Kai\); run `convert doctor`"):
        pdf.write(document.parse(EVERY), style)
    style = resolve(styled(tmp_path / "latin", 'extends = "gb9704"\n[faces.kaiti]\nprint_latin = ["No Such Latin"]'))
    with pytest.raises(SetupError, match=r"no font is installed for kaiti \(No Such Latin\)"):
        pdf.write(document.parse(EVERY), style)


def test_css_of_a_style_that_is_not_understood_is_told(tmp_path: Path) -> None:
    path = styled(tmp_path, 'extends = "gb9704"')
    path.with_name("print.css").write_text("p { colour: red; }\n", encoding="utf-8")
    with pytest.raises(StyleError, match=r"print\.css of mine: .*colour"):
        pdf.write(document.parse(EVERY), resolve(path))


def test_an_element_without_a_case_is_an_error() -> None:
    root = document.parse(EVERY)
    etree.SubElement(root, DB + "itemizedlist")
    with pytest.raises(DocumentError, match="unknown element"):
        pdf.write(root, resolve("gb9704"))


def test_a_character_that_a_face_lacks_is_told_with_its_stand_in(tool: Callable[[str], Path]) -> None:
    tool("fc-list")
    if not coverage.charset("FandolFang"):
        pytest.skip("the Fandol faces are not installed")
    root = document.parse(EVERY)
    assert coverage.findings(root, resolve("gb9704")) == ()
    (paragraph,) = (node for node in root.iter(DB + "para") if node.get(XML_ID) == "p0000008")
    paragraph.text = "勠力同心，勠力同德。\U0002a6b2"
    found = coverage.findings(root, resolve("gb9704"))
    assert (found[0].code, found[0].quote) == ("glyph-fallback", "勠")
    assert found[0].message == "FandolFang has no 勠 (U+52E0), 2 ×; printed in Noto Serif CJK SC."
