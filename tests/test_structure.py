"""What must hold of structure for any text: a valid document, a ledger from which the source can be rebuilt, no word changed or moved."""

from __future__ import annotations

import json
import os
import re
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from outlines import manuscript, outline, structured
from reports import report

from convert.document import DB, dump, faults, parse
from convert.document import fold as letters
from convert.pipeline import edition
from convert.source import Cell, Drop, File, Line, Manuscript, Picture, Source, Table
from convert.structure import structure
from convert.structure.punctuation import fold, folded_marks, restored

FRAGMENTS = [
    "一、", "（一）", "(二)", "1.", "（1）", "①", "第一章 ", "一是", "——", "“", "”", "《", "。", "，", ",", ":", "：", "!", "...", "--",
    "\"", "'", "各位代表：", "各位代表！", "名词解释", "附件1", "附件", "注释", "目录", "2023年汀原市政府工作报告", "市长 林远",
    "2023年1月7日在汀原市人民代表大会会议上", "工作回顾", "两新", "“两新”：大规模设备更新。", "［1］", "增长35%", "1,200", "9:30",
    "http://a.cn/b,c", "\u3000", " ", "是指", "全市上下团结一心，完成了各项任务。", "记者 林君摄", "来源：汀原日报", "汀原市人民政府",
    "2023年1月7日",
]  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join), max_size=14)


@given(LINES, st.sampled_from(["", "2023年汀原市政府工作报告", "闲聊"]))
@settings(max_examples=150, deadline=None)
def test_any_lines_give_a_valid_document_and_a_whole_ledger(lines: list[str], subject: str) -> None:
    result = structured(lines, subject)
    root = parse(dump(result.root))
    kept = "".join(span.to or span.text for span in result.ledger.spans() if span.fate != "dropped")
    info = root.find(DB + "info")
    assert info is not None
    body = "".join("".join(child.itertext()) for child in root if child is not info)
    assert not Counter(bare(body)) - Counter(bare(kept))


def bare(text: str) -> str:
    """Text without blanks."""
    return "".join(text.split())


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_restoring_marks_is_reversible(lines: list[str]) -> None:
    folded = folded_marks(lines)
    for text in lines:
        line = Line(text, array("I", range(len(text))))
        rewrites: dict[int, str] = {}
        drops: list[Drop] = []
        result = restored(line, folded, rewrites, drops)
        assert fold(result.text) == fold(text)
        assert restored(replace(result, at=array("I", range(len(result.text)))), folded, {}, []).text == result.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("占比63%~68%,海拔1,200~3,500米", "占比63%～68%，海拔1,200～3,500米"),
        (
            "详见http://www.a.cn/1/2.html?x=1,2;y:3,或拨打(0471)1234567,(010)12345678转801",
            "详见http://www.a.cn/1/2.html?x=1,2;y:3，或拨打(0471)1234567,(010)12345678转801",
        ),
        ('抗击COVID-19疫情,推广"5G+"应用,C919、A/B股、R&D、TOP10、T+0', "抗击COVID-19疫情，推广“5G+”应用，C919、A/B股、R&D、TOP10、T+0"),
        ("----------", "----------"),
        (
            "执行GB/T 9704-2012、ISO 9001:2015,升级v2.3.1,公式f(x)=2x,a+b=c",
            "执行GB/T 9704-2012、ISO 9001:2015，升级v2.3.1，公式f(x)=2x,a+b=c",
        ),
        ("1.农业;(2)工业,会议10:30开始,比例1:1", "1.农业；（2）工业，会议10:30开始，比例1:1"),
        (
            "The meeting, held on Jan. 18, was great! Is it? Yes (sure); A, B:",
            "The meeting, held on Jan. 18, was great! Is it? Yes (sure); A, B:",
        ),
        ('整治"1·24"事故,"N+2"办好,推进15"屏换新,"N=1"起步', '整治“1·24”事故，“N+2”办好，推进15"屏换新，“N=1”起步'),
        ("第1,2,3号楼,9:30:15,K3+200~K5+100段", "第1,2,3号楼，9:30:15,K3+200~K5+100段"),
    ],
)
def test_numbers_codes_and_foreign_phrases_keep_their_marks(text: str, expected: str) -> None:
    folded = frozenset(",;:!?()~-.\"'")
    result = restored(Line(text, array("I", range(len(text)))), folded, {}, []).text
    assert fold(result) == fold(text)
    assert result == expected


def test_an_author_who_types_a_tilde_means_it() -> None:
    assert "~" in folded_marks(["占比63%~68%,增长"])
    assert not folded_marks(["占比63%~68%，增长"])


def test_restoring_twice_changes_nothing_more() -> None:
    text = '现在,我代表政府(区级)报告:"实干"出成绩!完成了吗?能......--好~'
    line = restored(Line(text, array("I", range(len(text)))), folded_marks([text]), {}, [])
    assert line.text == "现在，我代表政府（区级）报告：“实干”出成绩！完成了吗？能……——好~"
    assert restored(line, folded_marks([line.text]), {}, []) is line


def test_two_runs_give_the_same_bytes() -> None:
    lines, _ = report(7)
    assert dump(structured(lines).root) == dump(structured(lines).root)


def test_every_line_has_a_decision() -> None:
    lines, _ = report(3)
    result = structured(lines)
    assert len(result.decisions) >= len(lines)
    assert all(decision.rule and decision.evidence for decision in result.decisions)


def test_nothing_at_all_is_still_a_document() -> None:
    result = structured([])
    assert [finding.code for finding in result.findings] == ["no-title", "no-text", "not-a-report"]
    assert "p (empty)" in outline(result)


def test_the_subject_is_the_title_of_a_post_without_one() -> None:
    lines = ["各位代表：", "现在，我向大会报告工作。", "一、工作回顾", "过去一年，全市上下团结一心，完成了各项任务。"]
    assert outline(structured(lines, "2023年汀原市政府工作报告"))[0] == "title: 2023年汀原市政府工作报告"
    titled = structured(["汀原市政府工作报告", *lines], "[汀原] 2023年汀原市政府工作报告")
    assert outline(titled)[0] == "title: 汀原市政府工作报告"
    assert {span.rule for span in titled.ledger.spans()} >= {"thread-subject"}


def test_tables_and_pictures_stand_where_they_stood() -> None:
    source = manuscript(["2023年汀原市政府工作报告", "各位代表：", "一、工作回顾", "下表为主要指标完成情况。", "指标", "增长"])
    *lines, head, value = source.blocks
    assert isinstance(head, Line)
    assert isinstance(value, Line)
    table = Table(((Cell((head,), header=True, colspan=2), Cell((value,))),))
    result = structure(Manuscript(source.files, source.source, (*lines, table, Picture("图", "a.png", 0)), ()))
    assert not list(faults(result.root))
    assert outline(result)[-2:] == ["(informaltable)", "(mediaobject)"]


def test_a_glossary_in_a_table_has_entries() -> None:
    texts = ["2023年汀原市政府工作报告", "各位代表：", "一、工作回顾", "推进两新工作，建设海绵城市。", "名词解释", "序号", "名词", "解释"]
    texts += ["1", "两新", "新农村、新市镇。", "2", "海绵城市", "能吸水的城市。"]
    source = manuscript(texts)
    lines = [block for block in source.blocks if isinstance(block, Line)]
    rows = tuple(tuple(Cell((line,)) for line in lines[n : n + 3]) for n in (5, 8, 11))
    result = structure(Manuscript(source.files, source.source, (*lines[:5], Table(rows)), ()))
    assert not list(faults(result.root))
    assert outline(result)[-4:] == [
        "glossary 名词解释",
        "p 序号名词解释",
        "g [1] 两新 := 新农村、新市镇。",
        "g [2] 海绵城市 := 能吸水的城市。",
    ]


def test_provenance_and_rule_counts() -> None:
    visible = "2023年汀原市政府工作报告\n各位代表:\n现在,我代表政府报告工作,请予审议。\n"
    blocks = []
    start = 0
    for text in visible.split("\n")[:-1]:
        blocks.append(Line(text, array("I", range(start, start + len(text)))))
        start += len(text) + 1
    source = Source(site="汀原论坛", tid="41207", posted="2023-04-25T20:37:55")
    result = structure(Manuscript((File("a.txt", "f" * 64, visible),), source, tuple(blocks), ()))
    text = etree.tostring(result.root, encoding="unicode")
    assert 'tid="41207"' in text
    assert 'engine=""' not in text
    assert re.search(r'kb:rule [^>]*id="restore-comma" n="2"', text)


@pytest.mark.parametrize("line", ["附件1", "名词解释", "一、", "（一）", "“", "第一章", "——", "1.", "［1］", "各位代表："])
@pytest.mark.timeout(60)  # a second or two where nothing hangs
def test_many_short_lines_come_out_as_they_went_in(line: str) -> None:
    lines = [f"{line}{n % 7}" for n in range(3000)]
    assert "".join(structured(lines).root.itertext()).count(line[-1]) >= 3000


def corpus_files(pattern: str) -> list[Path]:
    """Files of the folder that KANBEN_CORPUS names."""
    folder = os.environ.get("KANBEN_CORPUS")
    return sorted(Path(folder).glob(pattern)) if folder else []


def stem(path: Path | None) -> str:
    return path.stem if path else "none"


@pytest.mark.parametrize("path", corpus_files("texts/*.txt") or [None], ids=stem)
def test_every_sentence_of_a_real_report_stands_in_its_document(path: Path | None, corpus: Path) -> None:
    """All that the labels call text, once, in its order, and nothing else."""
    assert path is not None
    lines = labelled(corpus, path.name, f"{path.stem}.json", range(1, 1 << 20))
    proves(structured(lines).root, lines)


@pytest.mark.parametrize("path", corpus_files("pages/*.json") or [None], ids=stem)
def test_every_sentence_of_a_report_on_a_real_page_stands_in_its_document(path: Path | None, corpus: Path) -> None:
    """The same from the pages of forums, where other people's posts and the page's own text stand around the report."""
    assert path is not None
    page = json.loads(path.read_text(encoding="utf-8"))
    files = [path.with_name(file["file"]) for file in page.get("files", [{"file": f"{page['id']}.txt"}])]
    lines = labelled(corpus, page["source"], page["labels"], page.get("report_lines", range(1, 1 << 20)))
    proves(edition(files).root, lines)


def labelled(corpus: Path, text: str, labels: str, numbers: Iterable[int]) -> list[str]:
    """The lines of a text with these numbers that its labels call text of the report."""
    listed = json.loads((corpus / "labels" / labels).read_text(encoding="utf-8"))["lines"]
    chrome = {line["line"] for line in listed if line["kind"] == "chrome"}
    lines = dict(enumerate((corpus / "texts" / text).read_text(encoding="utf-8").split("\n"), 1))
    return [lines[n] for n in numbers if n in lines and n not in chrome and lines[n].strip()]


def proves(root: etree._Element, lines: list[str]) -> None:
    """The letters and figures of a document are those of the lines, so that no sentence is lost, doubled, moved or added; the marks
    aside, which scrapes fold and styles print, and the points of decimals with them.
    """
    info = root.find(DB + "info")
    assert info is not None
    body = "".join("".join(child.itertext()) for child in root if child is not info)
    whole = letters("".join(lines))
    # The speaker's line stands in info once more where it is part of the line about the meeting.
    fronts = [[DB + "title", DB + "subtitle", DB + "bibliomisc"], [DB + "title", DB + "subtitle"]]
    found = [letters("".join("".join(node.itertext()) for node in info if node.tag in front) + body) for front in fronts]
    assert whole in found, next((n, a, b) for n, (a, b) in enumerate(zip(found[0], whole, strict=False)) if a != b)
