"""An editor's overlay: what it changes, what it records, and what it refuses."""

from pathlib import Path

import pytest
from lxml import etree

from convert.corrections import apply, files_for, read
from convert.document import DB, KB, XML_ID, assign_ids, dump, element, parse, text_of
from convert.errors import CorrectionError
from convert.ledger import Ledger
from convert.source import File, Line, array

LINES = ["某县政府工作报告", "一、工作回顾", "收入增长35%，投资下降。", "收入增长35%，稳中有进。", "二、安排", "做好工作。"]


def made() -> tuple[etree._Element, Ledger]:
    """A document of two sections and the ledger of the text it was made from."""
    ledger = Ledger([File("a.txt", "0" * 64, "\n".join(LINES))])
    root = element("article", version="5.2", role="report")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-Hans-CN")
    info = element("info", root)
    start = 0

    def put(node: etree._Element, block: etree._Element, text: str) -> None:
        nonlocal start
        node.text = text
        ledger.keep(Line(text, array("I", range(start, start + len(text)))), block)
        start += len(text) + 1

    title = element("title", info)
    put(title, title, LINES[0])
    etree.SubElement(etree.SubElement(info, KB + "source"), KB + "file", name="a.txt", sha256="0" * 64)
    for text in LINES[1:]:
        if text[1] == "、":
            section = element("section", root)
            put(element("title", section), section, text)
        else:
            para = element("para", section)
            put(para, para, text)
    assign_ids(root)
    return root, ledger


def corrected(tmp_path: Path, toml: str) -> tuple[etree._Element, Ledger]:
    path = tmp_path / "a.txt.corrections.toml"
    path.write_text(toml, encoding="utf-8")
    root, ledger = made()
    apply(root, ledger, read(files_for([tmp_path / "a.txt"])))
    return parse(dump(root)), ledger


def kept(ledger: Ledger) -> str:
    return "".join(s.to if s.fate == "rewritten" else s.text for s in ledger.spans() if s.fate != "dropped")


def test_a_replacement_shows_and_keeps_the_original(tmp_path: Path) -> None:
    root, ledger = corrected(tmp_path, '[[correction]]\nanchor="35%，投资"\nold="35%"\nnew="3.5%"\nreason="lost point"\nwho="ed"')
    phrase = next(p for p in root.iter(DB + "phrase") if p.get("role") == "corr")
    assert (phrase.text, phrase.get("revisionflag")) == ("3.5%", "changed")
    note = root.find(f"{DB}info/{KB}correction")
    assert note is not None
    assert dict(note.attrib) == {"target": phrase.get(XML_ID), "kind": "replace", "was": "35%", "reason": "lost point", "who": "ed"}
    assert "收入增长3.5%，投资下降。" in kept(ledger)
    assert "".join(s.text for s in ledger.spans()) == "\n".join(LINES)
    assert [s.rule for s in ledger.spans() if s.rule == "correction"]


def test_text_is_inserted_and_deleted(tmp_path: Path) -> None:
    root, ledger = corrected(tmp_path, '[[correction]]\nanchor="做好"\nnew="各项"\n[[correction]]\nanchor="，稳中有进"\nold="，稳中有进"')
    texts = [text_of(p) for p in root.iter(DB + "para")]
    assert texts[1:] == ["收入增长35%。", "做好各项工作。"]
    assert kept(ledger) == "".join(LINES).replace("，稳中有进", "").replace("做好", "做好各项")


def test_doubtful_text_is_marked_and_left(tmp_path: Path) -> None:
    root, ledger = corrected(tmp_path, '[[correction]]\nanchor="投资下降"\nold="下降"\nsic=true\nreason="?"')
    assert [p.text for p in root.iter(DB + "phrase") if p.get("role") == "sic"] == ["下降"]
    assert kept(ledger) == "".join(LINES)


def test_a_line_becomes_a_heading_and_the_sections_are_nested_anew(tmp_path: Path) -> None:
    root, _ = corrected(tmp_path, '[[correction]]\nanchor="收入增长35%，投资"\nkind="heading"\nlevel=2')
    inner = root.findall(f"{DB}section/{DB}section")
    assert [text_of(s.find(DB + "title")) for s in inner] == ["收入增长35%，投资下降。"]
    assert [text_of(p) for p in inner[0].findall(DB + "para")] == ["收入增长35%，稳中有进。"]


def test_a_heading_becomes_text_of_the_section_before(tmp_path: Path) -> None:
    root, _ = corrected(tmp_path, '[[correction]]\nanchor="二、"\nkind="text"')
    assert len(root.findall(DB + "section")) == 1
    assert [text_of(p) for p in root.iter(DB + "para")][2:] == ["二、安排", "做好工作。"]


def test_a_lead_sentence_becomes_a_runin(tmp_path: Path) -> None:
    root, _ = corrected(tmp_path, '[[correction]]\nanchor="收入增长35%，投"\nkind="runin"')
    found = root.find(f".//{DB}formalpara")
    assert [text_of(x) for x in found] == ["收入增长35%，投", "资下降。"]  # type: ignore[union-attr]


def test_metadata_is_set(tmp_path: Path) -> None:
    root, ledger = corrected(
        tmp_path, '[metadata]\ntitle="某县2023年政府工作报告"\nhandle="某人"\noccasion="2023年1月5日"\ndate="2023-01-05"'
    )
    info = root.find(DB + "info")
    assert info is not None
    assert [x.text for x in info if x.tag.startswith(DB)] == ["某县2023年政府工作报告", "2023年1月5日", "2023-01-05"]
    assert info.find(KB + "source").get("handle") == "某人"  # type: ignore[union-attr]
    assert kept(ledger).startswith("某县2023年政府工作报告")


@pytest.mark.parametrize(
    ("toml", "fact"),
    [
        ('[[correction]]\nanchor="收入增长35%"\nold="35%"\nnew="3%"', "fits 2 places"),
        ('[[correction]]\nanchor="没有"\nold="没有"', "does not hold"),
        ('[[correction]]\nold="35%"', "no anchor"),
        ('[[correction]]\nanchor="甲"\nold="乙"', "not part of the anchor"),
        ('[[correction]]\nanchor="甲"', "nothing to do"),
        ('[[correction]]\nanchor="二、"\nkind="heading"', "level from 1 to 6"),
        ('[[correction]]\nanchor="甲"\nnwe="乙"', "unknown key 'nwe'"),
        ('[metadata]\ncolour="red"', "unknown"),
        ("[[correction", "not TOML"),
    ],
)
def test_what_cannot_be_applied_is_an_error(tmp_path: Path, toml: str, fact: str) -> None:
    with pytest.raises(CorrectionError, match=fact):
        corrected(tmp_path, toml)
