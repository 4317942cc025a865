"""Each check by its code: text that is sound passes, damaged text fails at the places named; an editor's mark settles a doubt."""

from pathlib import Path

import pytest
from lxml import etree

from convert.audit import CHECKS, audit
from convert.document import DB, KB, XML_ID, assign_ids, element, faults, parse, text_of
from convert.errors import Finding

CASES = Path(__file__).parent / "audit"
CODES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def document(lines: list[str], title: str = "砚溪镇人民政府工作报告") -> etree._Element:
    """A canonical document: a paragraph a line, `# ` a heading, `1= term：definition` a glossary entry."""
    root = element("article", version="5.2", role="report")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-Hans-CN")
    info = element("info", root)
    element("title", info).text = title
    source = etree.SubElement(info, KB + "source")
    etree.SubElement(source, KB + "file", name="page.txt", sha256="0" * 64)
    holder, glossary = root, None
    for line in lines:
        number, equals, rest = line.partition("= ")
        if line.startswith("# "):
            holder = element("section", root, role="unnumbered")
            element("title", holder).text = line[2:]
        elif equals and number.isdecimal():
            if glossary is None:
                glossary = element("glossary", None)
                element("title", glossary).text = "名词解释"
            entry(glossary, number, rest)
        else:
            role = {"role": "salutation"} if line == "各位代表：" else {}
            element("para", holder, **role).text = line
    if glossary is not None:
        root.append(glossary)
    assign_ids(root)
    assert not list(faults(root))
    return root


def entry(glossary: etree._Element, number: str, text: str) -> None:
    term, _, definition = text.partition("：")
    node = element("glossentry", glossary)
    label = element("phrase", element("glossterm", node), role="label")
    label.text, label.tail = number + ".", term
    element("para", element("glossdef", node)).text = definition


def found(root: etree._Element, code: str) -> list[Finding]:
    return [finding for finding in audit(root) if finding.code == code]


def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def test_every_check_has_its_cases() -> None:
    assert len(CODES) >= len(CHECKS)
    for code in CODES:
        assert (CASES / code / "pass.txt").is_file()
        assert (CASES / code / "fail.txt").is_file()


@pytest.mark.parametrize("code", CODES)
def test_sound_text_passes(code: str) -> None:
    for path in (CASES / code).glob("pass*.txt"):
        assert [finding.quote for finding in found(document(read(path)), code)] == [], path.name


@pytest.mark.parametrize("code", CODES)
def test_damaged_text_is_found(code: str) -> None:
    lines = read(CASES / code / "fail.txt")
    end = lines.index(".")
    root = document(lines[:end])
    findings = found(root, code)
    quotes = [finding.quote for finding in findings]
    expected = lines[end + 1 :]
    assert len(quotes) == len(expected), quotes
    assert all(words in quote or words == "*" for quote, words in zip(quotes, expected, strict=True)), quotes
    texts = {node.get(XML_ID): text_of(node) for node in root.iter(DB + "para", DB + "section")}
    for finding in findings:
        assert finding.message
        assert finding.message.endswith(".")
        if finding.id:
            assert finding.quote in texts[finding.id]


@pytest.mark.parametrize("phrase", read(CASES / "figure-impossible" / "phrases.txt"))
def test_falls_and_shares_are_known_in_many_phrasings(phrase: str) -> None:
    assert found(document([phrase]), "figure-impossible")


def test_a_finding_names_one_place_of_its_paragraph() -> None:
    root = document(["办结率972%，好评率972%，满意率达到972%。"])
    text = text_of(root.find(DB + "para"))
    quotes = [finding.quote for finding in found(root, "figure-impossible")]
    assert len(quotes) == 3
    assert all(text.count(quote) == 1 for quote in quotes)


def test_a_report_to_deputies_ends_in_an_appeal() -> None:
    lines = [
        "各位代表：",
        "现在，我向大会报告工作。",
        "# 一、过去一年",
        "道路修好了。",
        "# 二、今年",
        "河道要治理。",
        "农田要改造。",
        "学校要扩建。",
    ]
    assert len(found(document(lines), "text-truncated")) == 1
    assert not found(document([*lines, "各位代表，让我们一起努力奋斗！"]), "text-truncated")
    assert not found(document(lines[1:]), "text-truncated")


def test_a_slogan_without_a_stop_is_only_noted() -> None:
    lines = ["各位代表：", "现在，我向大会报告工作。", "# 一、过去一年", "道路修好了。"]
    slogan, broken = "各位代表，让我们同心同德，把砚溪建设得更加富裕更加美丽", "我们修好了砚溪两岸的道路，整治了砚溪上游的河道，还要把"
    assert [f.severity for f in found(document([*lines, slogan]), "text-truncated")] == ["info"]
    assert [f.severity for f in found(document([*lines, broken]), "text-truncated")] == ["warning"]


def test_what_an_editor_settled_is_no_finding() -> None:
    root = document(["本科上线率达到831%，办结率达到972%。"])
    para = root.find(DB + "para")
    assert para is not None
    para.text = "本科上线率达到"
    mark = element("phrase", para, role="sic")
    mark.set(XML_ID, "w1")
    mark.text, mark.tail = "831%", "，办结率达到972%。"
    assert [finding.quote for finding in found(root, "figure-impossible")] == ["办结率达到972%"]


def test_an_end_that_an_editor_looked_at_is_no_finding() -> None:
    root = document(["各位代表：", "我们沿着这条路走下去，一年接着一年，一步一个脚印，修好每一条路和每一座"])
    assert found(root, "text-truncated")
    para = list(root.iter(DB + "para"))[-1]
    text = para.text or ""
    para.text = text[:-4]
    element("phrase", para, role="sic").text = text[-4:]
    assert not found(root, "text-truncated")


def test_replacement_characters_near_each_other_are_one_stretch() -> None:
    (finding,) = found(document(["鏀归�犲嵄鎴�93鎴�，其中C级58户。"]), "mojibake")
    assert finding.quote == "�犲嵄鎴�93鎴�"


def test_a_correction_does_not_silence_the_alarm() -> None:
    lines = read(CASES / "decimals-lost" / "fail.txt")
    root = document(lines[: lines.index(".")])
    para = next(p for p in root.iter(DB + "para") if "增长46%" in text_of(p))
    head, _, tail = text_of(para).partition("46%")
    para.text = head
    mark = element("phrase", para, role="corr", revisionflag="changed")
    mark.set(XML_ID, "w1")
    mark.text, mark.tail = "4.6%", tail
    assert found(root, "decimals-lost")


def test_what_is_everywhere_is_said_once() -> None:
    lines = [f"今年以來(lái)，面對(duì)困難，全縣第{n}次會議決定修建道路“两重。" for n in range(30)]
    codes = [finding.code for finding in audit(document(lines))]
    assert len(codes) == len(set(codes))
    assert {"pinyin-gloss", "script-mixed", "quote-unpaired"} <= set(codes)


def test_long_paragraphs_take_no_more_than_their_share_of_time() -> None:
    text = "（" * 20_000 + "其中1亿元" * 5_000 + "》" * 20_000 + "增长5%、" * 5_000
    assert any(finding.code == "quote-unpaired" for finding in audit(document([text])))


def test_the_fixture_with_every_element_is_audited() -> None:
    root = parse((Path(__file__).parent / "every-element.xml").read_bytes())
    assert all(finding.code in CODES for finding in audit(root))
