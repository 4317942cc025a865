"""An editor's overlay: what it changes, what it records, and what it refuses."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from convert.corrections import apply, files_for, read
from convert.corrections.anchors import loose
from convert.document import DB, KB, XML_ID, assign_ids, dump, element, parse, text_of
from convert.errors import CorrectionError, Finding
from convert.ledger import Ledger
from convert.pipeline import edition
from convert.render.editorial import correction_lines
from convert.source import File, Line, array
from convert.suggest import suggest

SAMPLES = Path(__file__).resolve().parent.parent / "input"
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
        ('[correction]\nanchor="甲"', "two brackets"),
        ('metadata="甲"', "no table"),
        ('[[correction]]\nanchor="甲"\nold="甲"\nnew="甲"', "are both"),
        ('[[correction]]\nanchor="甲"\nold="甲"\nnew="乙"\nsic=true', "sic marks old"),
        ('[[correction]]\nanchor="二、"\nkind="text"\nold="二"\nnew="三"', "second entry"),
        ('[[correction]]\nanchor="二、"\nkind="text"\nlevel=1', "no level"),
        ('[[correction]]\nanchor="某县"\nkind="text"', "neither a heading nor a paragraph"),
        ('[[correction]]\nanchor=" "\nold=" "\nnew="甲"', "no anchor"),
        ("[[correction]]\nanchor=“甲”", "straight quotation marks"),
        ('[[correction]]\nanchor="二、"\nkind="text"\n[[correction]]\nanchor="二、安排"\nlevel=2', "both set the kind of the line"),
        ('[metadata]\ntitle="甲"\n[[correction]]\nanchor="某县政府"\nold="某县"\nnew="乙县"', "metadata.title sets this text anew"),
        ('[metadata]\ndate="昨天"', "write it as 2024-01-19"),
    ],
)
def test_what_cannot_be_applied_is_an_error(tmp_path: Path, toml: str, fact: str) -> None:
    with pytest.raises(CorrectionError, match=fact):
        corrected(tmp_path, toml)


def one(entry: str) -> str:
    return "[[correction]]\n" + entry.replace(" | ", "\n") + "\n"


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    toml = one('anchor="没有" | old="没有"') + one('anchor="收入增长35%" | old="35%"') + one('anchor="做好工作" | old="做" | new="干"')
    with pytest.raises(CorrectionError) as caught:
        corrected(tmp_path, toml)
    assert caught.value.message.count("\n") == 1
    assert "correction 1: the document does not hold" in caught.value.message
    assert "correction 2: the anchor '收入增长35%' fits 2 places" in caught.value.message
    toml = one('anchor="甲" | nwe="乙"') + one('anchor="甲" | level="2"') + one('old="35%"') + '[metadata]\ncolour="red"\ntitle=[]'
    with pytest.raises(CorrectionError) as caught:
        corrected(tmp_path, toml)
    assert [line.split(": ", 1)[0].rsplit(" ", 1)[-1] for line in caught.value.message.splitlines()][:3] == ["1", "2", "3"]
    assert "colour" in caught.value.message
    assert "metadata.title" in caught.value.message


def test_anchors_quote_the_text_without_corrections(tmp_path: Path) -> None:
    toml = one('anchor="35%，投资下降" | old="35%" | new="3.5%"') + one('anchor="增长35%，投资下降" | old="下降" | new="上升"')
    root, ledger = corrected(tmp_path, toml)
    assert "收入增长3.5%，投资上升。" in [text_of(p) for p in root.iter(DB + "para")]
    assert "收入增长3.5%，投资上升。" in kept(ledger)


def test_an_anchor_survives_other_blanks_and_other_forms_of_marks(tmp_path: Path) -> None:
    toml = one('anchor="收入 增长３５%,投资" | old=" 增长３５%," | new="增长3.5%；"') + one(
        'anchor="投资下 降." | old="下降." | new="上升。"'
    )
    with pytest.raises(CorrectionError, match=r"correction 2: old = .* is not part of the anchor"):
        corrected(tmp_path, toml)
    root, ledger = corrected(tmp_path, toml[: toml.index("[[", 2)])
    assert "收入增长3.5%；投资下降。" in kept(ledger)
    assert [note.get("was") for note in root.iter(KB + "correction")] == ["增长35%，"]
    root, _ = corrected(tmp_path, one('anchor="收入增长35%,投" | kind="runin" | level=2'))
    assert text_of(root.find(f"{DB}section/{DB}section/{DB}title")) == "收入增长35%，投"


def test_an_anchor_never_quotes_a_part_of_one_character() -> None:
    assert list(loose("第⑪期占⑫%", "11期")) == [(1, 3)]
    assert list(loose("第⑪期占⑫%", "1期")) == list(loose("第⑪期占⑫%", "占1")) == []


def test_an_anchor_that_fits_but_for_its_marks_in_two_places_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="fits 2 places"):
        corrected(tmp_path, one('anchor="收入增长35%," | old="35%" | new="3.5%"'))


def test_an_anchor_with_other_marks_gets_the_words_of_the_document(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="it holds '35%，投资'"):
        corrected(tmp_path, one('anchor="35%；投资" | old="35%" | new="3.5%"'))


def test_an_anchor_over_the_end_of_a_line_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="runs over the end of a line or of a heading"):
        corrected(tmp_path, one('anchor="工作回顾收入增长" | old="回顾" | new="总结"'))


def test_a_new_reading_and_notes_are_one_line_that_prints(tmp_path: Path) -> None:
    for new in ("\\u0001", "a\\nb", "\\u202e3", "\\ue000"):
        with pytest.raises(CorrectionError, match="one line of characters that print"):
            corrected(tmp_path, one(f'anchor="投资下降" | old="下降" | new="{new}"'))
    root, _ = corrected(tmp_path, one('anchor="投资下降" | old="下降" | new="上升" | reason="见公报\\n第3页"'))
    assert [note.get("reason") for note in root.iter(KB + "correction")] == ["见公报 第3页"]
    with pytest.raises(CorrectionError, match="characters that print"):
        corrected(tmp_path, '[metadata]\ntitle="a\\u0000"')


def test_a_change_takes_the_links_and_note_marks_it_holds_with_it(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    lines = ["2031年砚溪县政府工作报告", "——2031年1月8日在砚溪县第三届人民代表大会第二次会议上", "县长 李明", "各位代表：", "一、去年工作"]
    lines += ["推进“三河共治”行动［1］，清淤三十公里。", "各位代表，让我们努力奋斗！", "名词解释", "1.三河共治：对三条河的统一治理。"]
    page.write_text("\n".join(lines), encoding="utf-8")
    root = edition([page]).root
    assert len(root.findall(f".//{DB}para/{DB}glossterm")) == 1
    assert len(root.findall(f".//{DB}para/{DB}phrase[@role='noteref']")) == 1
    beside = tmp_path / "a.txt.corrections.toml"
    beside.write_text(
        one('anchor="推进“三河共治”行动［1］，清淤" | old="“三河共治”行动［1］，" | new="“五河共治”行动，"'), encoding="utf-8"
    )
    found = edition([page])
    (para,) = [p for p in found.root.iter(DB + "para") if "清淤" in text_of(p)]
    assert dump(para).decode().count("<phrase") == 1
    assert text_of(para) == "推进“五河共治”行动，清淤三十公里。"
    assert [note.get("was") for note in found.root.iter(KB + "correction")] == ["“三河共治”行动［1］，"]
    assert "".join(span.text for span in found.spans) == page.read_text(encoding="utf-8")


def test_the_printed_list_says_where_words_were_added_and_taken_out(tmp_path: Path) -> None:
    root, _ = corrected(
        tmp_path,
        one('anchor="投资下降" | old="下降" | who="编者"')
        + one('anchor="做好" | new="“各项”"')
        + one('anchor="二、" | new="全年"')
        + one('anchor="收入增长35%，稳" | old="收入"'),
    )
    lines = ["“增长35%，投资”后删“下降”，编者。", "“做好”后补“‘各项’”。", "“二、”后补“全年”。", "删“收入”。"]
    assert list(correction_lines(root)) == lines


def test_corrections_that_overlap_are_named_both(tmp_path: Path) -> None:
    toml = one('anchor="投资下降" | old="投资下降" | new="投资上升"') + one('anchor="投资下降。" | old="下降" | new="上升"')
    with pytest.raises(CorrectionError, match=r"correction 1 and a\.txt\.corrections\.toml, correction 2: both change the same words"):
        corrected(tmp_path, toml)


def test_words_and_kind_of_one_line_change_together(tmp_path: Path) -> None:
    toml = (
        one('anchor="收入增长35%，投" | level=2') + one('anchor="35%，投资" | old="35%" | new="3.5%"') + one('anchor="二、" | kind="text"')
    )
    root, ledger = corrected(tmp_path, toml)
    assert [text_of(t) for t in root.iter(DB + "title")][1:] == ["一、工作回顾", "收入增长3.5%，投资下降。"]
    assert "收入增长3.5%，投资下降。" in kept(ledger)
    notes = [dict(note.attrib) for note in root.iter(KB + "correction")]
    assert [note["kind"] for note in notes] == ["structure", "replace", "structure"]
    assert [note.get("was") for note in notes] == ["text", "35%", "heading 1"]


def test_a_line_becomes_a_runin_heading_of_a_level_and_text_again(tmp_path: Path) -> None:
    entry = one('anchor="收入增长35%，投" | kind="runin" | level=2')
    root, ledger = corrected(tmp_path, entry + one('anchor="资下降" | old="下降" | new="上升"'))
    section = root.find(f"{DB}section/{DB}section")
    assert section is not None
    assert section.get("role") == "runin"
    assert [text_of(child) for child in section] == ["收入增长35%，投", "资上升。", "收入增长35%，稳中有进。"]
    assert kept(ledger) == "".join(LINES).replace("下降", "上升")
    ids = {node.get(XML_ID) for node in root.iter()}
    assert {span.id for span in ledger.spans() if span.id} <= ids


def test_a_runin_heading_becomes_text_with_what_follows_it(tmp_path: Path) -> None:
    root, ledger = made()
    path = tmp_path / "a.txt.corrections.toml"
    path.write_text(one('anchor="收入增长35%，投" | kind="runin" | level=2'), encoding="utf-8")
    apply(root, ledger, read([path]))
    info = root.find(DB + "info")
    assert info is not None
    info.remove(info[-1])
    path.write_text(one('anchor="收入增长35%，投" | kind="text"'), encoding="utf-8")
    apply(root, ledger, read([path]))
    assert next(text_of(p) for p in parse(dump(root)).iter(DB + "para")) == "收入增长35%，投资下降。"
    assert kept(ledger) == "".join(LINES)
    assert {span.id for span in ledger.spans() if span.id} <= {node.get(XML_ID) for node in root.iter()}


def test_a_printed_number_can_be_corrected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.corrections.toml"
    path.write_text(one('anchor="二、安排" | old="二" | new="三"'), encoding="utf-8")
    root, ledger = made()
    title = root.findall(f"{DB}section/{DB}title")[1]
    label = element("phrase", title, role="label")
    title.text, label.text, label.tail = "", "二、", "安排"
    apply(root, ledger, read([path]))
    root = parse(dump(root))
    label = root.findall(f"{DB}section/{DB}title/{DB}phrase")[0]
    assert label.get("role") == "label"
    assert text_of(label) == "三、"


def test_missing_metadata_is_added_where_the_contract_wants_it(tmp_path: Path) -> None:
    toml = '[metadata]\nmeeting="某县第三届人民代表大会第一次会议"\nspeaker="县长 温澍"\ndate=2023-01-05\nhandle="某人"'
    root, ledger = corrected(tmp_path, toml)
    notes = {note.get("reason"): note.get("was") for note in root.iter(KB + "correction")}
    assert notes == {"meeting": None, "speaker": None, "date": None, "handle": None}
    assert "县长 温澍" in kept(ledger)


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.corrections.toml"
    path.write_text(one('anchor="做好工作" | old="做" | new="干"'), encoding="utf-8-sig")
    assert len(read([path]).entries) == 1


def test_one_of_two_equal_paragraphs_is_named_by_its_id_and_deleted(tmp_path: Path) -> None:
    page = damaged_page(tmp_path)
    first = edition([page])
    doubled = next(finding for finding in first.findings if finding.code == "text-doubled")
    text = next(text_of(p) for p in first.root.iter(DB + "para") if p.get(XML_ID) == doubled.id)
    path = tmp_path / (page.name + ".corrections.toml")
    path.write_text(one(f'anchor="{text}" | old="{text}"'), encoding="utf-8")
    with pytest.raises(CorrectionError, match=f"fits 2 places.*{doubled.id}.*name one by its id"):
        edition([page])
    path.write_text(one(f'anchor="{text}" | id="{doubled.id}" | old="{text}"'), encoding="utf-8")
    second = edition([page])
    assert "text-doubled" not in [finding.code for finding in second.findings]
    assert [p.get("role") for p in second.root.iter(DB + "para") if p.get(XML_ID) == doubled.id] == ["empty"]


def damaged_page(folder: Path) -> Path:
    """A sample that lost its points, with a paragraph doubled, a quotation mark lost and a reading put in."""
    lines = (SAMPLES / "20230418_report_yanxi.txt").read_text(encoding="utf-8").split("\n")
    longest = max(range(len(lines)), key=lambda n: len(lines[n]))
    lines.insert(longest + 1, lines[longest])
    other = max((n for n, line in enumerate(lines) if line != lines[longest]), key=lambda n: len(lines[n]))
    lines[other] = lines[other][:30] + "“两重" + lines[other][30:70] + "增(zēng)长" + lines[other][70:]
    page = folder / "page.txt"
    page.write_text("\n".join(lines), encoding="utf-8")
    return page


def test_every_suggested_entry_is_sound_alone_and_all_are_together(tmp_path: Path) -> None:
    page = damaged_page(tmp_path)
    found = edition([page])
    path = tmp_path / (page.name + ".corrections.toml")
    entries = []
    for block in suggest(found).split("\n\n")[1:]:
        lines = block.splitlines()
        assert all(line.startswith("# ") for line in lines)
        if "# [[correction]]" in lines:
            entries.append("\n".join(line[2:] for line in lines[lines.index("# [[correction]]") :]))
    assert {"text-doubled", "quote-unpaired", "pinyin-gloss", "figure-impossible"} <= {finding.code for finding in found.findings}
    assert len(entries) == sum(bool(finding.id) for finding in found.findings)
    for entry in [*entries, "\n".join(entries)]:
        path.write_text(entry, encoding="utf-8")
        settled = edition([page])
        assert len(settled.root.findall(f"{DB}info/{KB}correction")) == entry.count("[[correction]]")
    left = {finding.code for finding in settled.findings if finding.id}
    assert not left & {"text-doubled", "quote-unpaired", "pinyin-gloss", "figure-impossible", "figure-contradicted"}


def test_a_doubtful_heading_is_suggested_as_what_it_was_not_taken_for(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    shutil.copy(SAMPLES / "20230418_report_yanxi.txt", page)
    found = edition([page])
    title = found.root.find(f"{DB}section/{DB}title")
    para = found.root.find(f"{DB}section//{DB}para")
    assert title is not None
    assert para is not None
    doubts = [
        Finding("doubtful-heading", "It might be text.", str(title.getparent().get(XML_ID)), text_of(title)[:30]),  # type: ignore[union-attr]
        Finding("doubtful-heading", "It might be a heading.", str(para.get(XML_ID)), text_of(para)[:30]),
    ]
    blocks = suggest(replace(found, findings=tuple(doubts))).split("\n\n")[1:]
    assert ['# kind = "text"' in block for block in blocks] == [True, False]
    assert ['# kind = "heading"' in block for block in blocks] == [False, True]
    path = tmp_path / (page.name + ".corrections.toml")
    for block in blocks:
        path.write_text(block[block.index("# [[") :].replace("# ", ""), encoding="utf-8")
        assert edition([page]).root.find(f"{DB}info/{KB}correction") is not None
