"""The screen edition: one XHTML file, every element known, links both ways, headings in order."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import demanding
import pytest
from lxml import etree

import convert
from convert import document
from convert.document import DB, XML_ID
from convert.errors import DocumentError
from convert.render import WRITERS, front
from convert.render.clock import clock
from convert.render.glossary import listed, survey
from convert.style import names, resolve

H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
EVERY = (Path(__file__).parent / "every-element.xml").read_bytes()
STYLES = [name for name, _ in names()]


@pytest.fixture
def root() -> etree._Element:
    return document.parse(EVERY)


@pytest.fixture
def page(root: etree._Element) -> etree._Element:
    return etree.fromstring(WRITERS["xhtml"](root, resolve("gb9704")))


def test_every_element_uses_every_element_and_role_of_the_schema(root: etree._Element) -> None:
    grammar = etree.parse(str(Path(document.__file__).with_name("document.rng")))
    rng = "{http://relaxng.org/ns/structure/1.0}"
    wanted = {node.get("name") for node in grammar.iter(f"{rng}element") if node.get("name")} | {"td", "th"}
    present = {document.local(node) if node.tag.startswith(DB) else f"kb:{document.local(node)}" for node in root.iter(etree.Element)}
    assert {name for name in wanted if name} <= present
    roles = {value.text for value in grammar.iter(f"{rng}value")} - {"otherspatial", "jurisdiction", "5.2"}
    values = {value for node in root.iter(etree.Element) for value in node.attrib.values()}
    assert roles - values <= {"insert", "delete", "structure", "metadata", "deleted"}


@pytest.mark.parametrize("style", STYLES)
def test_every_element_is_printed_in_every_style(root: etree._Element, style: str) -> None:
    page = etree.fromstring(WRITERS["xhtml"](root, resolve(style)))
    assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans-CN"
    assert page.findtext(f"{H}head/{H}title") == "2031年青川市政府工作报告"


def test_an_element_without_a_case_is_an_error(root: etree._Element) -> None:
    etree.SubElement(root, DB + "itemizedlist")
    with pytest.raises(DocumentError, match="unknown element 'itemizedlist'"):
        WRITERS["xhtml"](root, resolve("gb9704"))


def test_the_tree_is_left_as_it_was(root: etree._Element) -> None:
    before = document.dump(root)
    WRITERS["xhtml"](root, resolve("book"))
    assert document.dump(root) == before


def test_ids_are_unique_and_every_link_leads_somewhere(page: etree._Element) -> None:
    ids = [node.get("id") for node in page.iter(etree.Element) if node.get("id")]
    assert len(ids) == len(set(ids))
    links = [node.get("href") for node in page.iter(H + "a")]
    assert len(links) > 10
    assert {link.removeprefix("#") for link in links} <= set(ids)
    labels = {node.get("aria-labelledby") for node in page.iter(etree.Element)} - {None}
    assert labels <= set(ids)


def test_terms_and_entries_link_both_ways(root: etree._Element, page: etree._Element) -> None:
    by_id = {node.get("id"): node for node in page.iter(etree.Element)}
    for entry, places in front.mentions(root).items():
        backs = [a.get("href") for a in page.iter(H + "a") if a.get("role") == "doc-backlink" and f"#{places[0]}" == a.get("href")]
        assert backs, entry
        for place in places:
            assert by_id[place].get("role") == "doc-glossref"
            assert by_id[place].get(TYPE) == "glossref noteref"


def test_headings_never_skip_a_level_and_stop_at_h6(page: etree._Element) -> None:
    levels = [int(document.local(node)[1]) for node in page.iter(*(f"{H}h{n}" for n in range(1, 7)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) == 6
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_heading_that_runs_in_shares_its_line_with_the_paragraph(page: etree._Element) -> None:
    (line,) = page.iterfind(f".//{H}div[@class='run-in-line body']")
    assert [document.local(node) for node in line] == ["h3", "p"]
    assert "".join(line[0].itertext()) == "（一）经济运行持续向好。"
    assert line[0].get("class") == "run-in-2"


def test_one_that_has_no_paragraph_to_run_into_stands_on_its_own(page: etree._Element) -> None:
    assert any("".join(node.itertext()) == "（二）各项指标如下。" for node in page.iterfind(f".//{H}h3[@class='heading-2']"))


def test_rows_of_header_cells_head_their_table(page: etree._Element) -> None:
    table = next(page.iter(H + "table"))
    head, body = table.findall(H + "thead"), table.findall(H + "tbody")
    assert [["".join(cell.itertext()) for cell in part.find(H + "tr")] for part in head] == [["指标", "数值"]]
    assert [cell.get("scope") for cell in table.iter(H + "th")] == ["col", "col", "row"]
    assert len(body) == 1


@pytest.fixture(scope="module")
def hard() -> etree._Element:
    return etree.fromstring(WRITERS["xhtml"](demanding.document(), resolve("gb9704")))


def test_a_wide_table_scrolls_and_can_be_reached_by_keyboard(hard: etree._Element) -> None:
    boxes = [table.getparent() for table in hard.iter(H + "table")]
    assert [box.get("class") for box in boxes] == ["wide", "wide", None, "pop-up"]
    assert [(box.get("role"), box.get("tabindex")) for box in boxes[:2]] == [("group", "0")] * 2
    tall = demanding.document()
    table = next(tall.iter(DB + "informaltable"))
    table.extend([deepcopy(row) for row in table[1:]])
    made = etree.fromstring(WRITERS["xhtml"](tall, resolve("gb9704")))
    assert next(made.iter(H + "table")).getparent().get("class") == "wide tall"


def test_addresses_may_break_and_dates_and_names_in_the_title_block_may_not(hard: etree._Element) -> None:
    said = {name: ["".join(n.itertext()) for n in hard.iterfind(f".//{H}span[@class='{name}']")] for name in ("long", "held", "name")}
    assert said["long"][0].startswith("https://www.example.org/very/long")
    assert all(len(words) == 64 for words in said["long"][1:]), "hashes in the colophon"
    assert said["held"] == ["2030年", "2031年", "2031年1月8日", "第三届", "第二次", "第一次", "2031年1月12日", "第三届", "第二次"]
    assert said["name"] == ["汀原市发展和改革委员会主任", "欧阳明远·买买提江"]


def test_a_name_of_two_characters_holds_its_blank(root: etree._Element) -> None:
    line = root.find(f"{DB}info/{DB}bibliomisc")
    assert line is not None
    line.text = "区长\u3000方\u3000正"
    made = etree.fromstring(WRITERS["xhtml"](root, resolve("gb9704")))
    assert [n.text for n in made.iterfind(f".//{H}span[@class='name']")] == ["区长", "方\u3000正"]


def test_links_before_the_text_lead_past_the_contents_and_to_them(page: etree._Element) -> None:
    bar = page.find(f"{H}body")[0]  # type: ignore[index]
    assert [(a.get("class"), a.get("href")) for a in bar] == [("skip", "#r0000001"), ("open", "#contents")]
    assert page.find(f".//{H}nav[@id='contents']/{H}a[@class='close']").get("href") == "#open"  # type: ignore[union-attr]


def test_without_headings_there_is_no_contents_and_no_link_to_it(root: etree._Element) -> None:
    for node in root.findall(f"{DB}section") + root.findall(f"{DB}appendix") + root.findall(f"{DB}glossary"):
        root.remove(node)
    made = etree.fromstring(WRITERS["xhtml"](root, resolve("gb9704")))
    assert made.find(f".//{H}nav") is None
    assert [a.get("class") for a in made.find(f"{H}body")[0]] == ["skip"]  # type: ignore[index]


def test_a_doubtful_place_is_quoted_even_where_its_reading_is_not_noted(page: etree._Element) -> None:
    lines = ["".join(p.itertext()) for p in page.iterfind(f".//{H}p[@class='corrections']")]
    assert "“358亿元”存疑，未改，小数点疑已丢失，青川市统计公报。" in lines


def test_roles_of_the_digital_publishing_module_are_set(page: etree._Element) -> None:
    roles = {node.get("role") for node in page.iter(etree.Element)} - {None}
    assert {"doc-subtitle", "doc-chapter", "doc-appendix", "doc-glossary", "doc-toc", "doc-colophon"} <= roles


def test_empty_paragraphs_are_skipped_and_pictures_said(page: etree._Element) -> None:
    assert all("".join(p.itertext()).strip() for p in page.iter(H + "p"))
    assert any("".join(p.itertext()) == "［图片：青川大桥通车］" for p in page.iter(H + "p"))


def test_nothing_is_fetched_and_nothing_can_run(page: etree._Element) -> None:
    text = etree.tostring(page, encoding="unicode")
    assert not {document.local(n) for n in page.iter(etree.Element)} & {"script", "img", "link", "iframe", "object"}
    assert "http" not in text.replace(XML_ID, "").replace("http://www.w3.org/1999/xhtml", "").replace("http://www.idpf.org/2007/ops", "")


def test_markup_in_the_text_stays_text(root: etree._Element) -> None:
    title = root.find(f"{DB}info/{DB}title")
    assert title is not None
    title.text = "</style><script>alert(1)</script>&amp;"
    page = etree.fromstring(WRITERS["xhtml"](root, resolve("gb9704")))
    assert page.find(f".//{H}script") is None
    assert "".join(page.find(f".//{H}h1").itertext()) == title.text


def test_a_speaker_whom_the_occasion_names_is_not_printed_twice(root: etree._Element) -> None:
    subtitle = root.find(f"{DB}info/{DB}subtitle")
    assert subtitle is not None
    assert len(list(front.speaker_lines(root))) == 1
    subtitle.text = "——在会议上青川市人民政府市长李某作政府工作报告。"
    assert list(front.speaker_lines(root)) == []


def test_one_value_of_the_style_changes_the_output(root: etree._Element, tmp_path: Path) -> None:
    path = tmp_path / "mine" / "style.toml"
    path.parent.mkdir()
    path.write_text('extends = "gb9704"\n[roles.title]\nsize = "一号"\n', encoding="utf-8")
    assert b".title { font-family" in WRITERS["xhtml"](root, resolve("gb9704"))
    assert b"font-size: 1.375rem" in WRITERS["xhtml"](root, resolve("gb9704"))
    assert b"font-size: 1.625rem" in WRITERS["xhtml"](root, resolve(path))


def test_the_colophon_says_what_this_is_and_how_to_cite_it(page: etree._Element) -> None:
    (box,) = page.iterfind(f".//{H}section[@role='doc-colophon']")
    text = "".join(box.itertext())
    assert "不是发文机关的正式文件" in text
    assert "李某. 2031年青川市政府工作报告[EB/OL]. (2031-04-25)[引用日期]. 示例论坛，主题 77." in text
    assert document.sha256(document.dump(document.parse(EVERY))) in text
    assert f"Kanben {convert.__version__}" in text


def test_the_edition_lists_only_headings_it_prints(root: etree._Element) -> None:
    assert [h.id for h in listed(root, survey(root, "end"), 9)] == [h.id for h in front.headings(root)]


# --- the clock ---------------------------------------------------------------------------------------------------------------------


def test_the_clock_is_the_environment_then_the_post_then_the_day(root: etree._Element, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert clock(root).isoformat() == "2023-11-14T22:13:20+00:00"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert clock(root).isoformat() == "2031-04-25T20:37:55+00:00"
    source = root.find(f"{DB}info/{document.KB}source")
    assert source is not None
    del source.attrib["posted"]
    assert clock(root).isoformat() == "2031-01-08T00:00:00+00:00"
    date = root.find(f"{DB}info/{DB}date")
    assert date is not None
    date.text = "某日"
    assert clock(root).isoformat() == "1980-01-01T00:00:00+00:00"
