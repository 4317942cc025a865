"""Lines of Chinese: where they break, and that they stand where they should, measured on the printed page."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pymupdf
import pytest
import weasyprint

from convert import document
from convert.errors import SetupError
from convert.render import breaks, pdf, typeset
from convert.render.lines import ends_of, even, shortened, widths_of
from convert.style import resolve

HAN = "全市经济运行稳中向好产业结构持续优化创新动能加快积聚城乡面貌焕然一新民生福祉不断增进改革开放纵深推进生态环境明显改善"
LATIN = ["1358.6亿元", "6.2%", "2031年1月8日", "PM2.5", "31微克/立方米", "12.4万吨", "5G", "第3届", "0.8个百分点"]
MARKS = ["，", "。", "；", "、", "”，“", "”。", "）、（", "：“", "》《", "——", "……"]


def report(*paragraphs: str) -> bytes:
    """A canonical document of plain paragraphs."""
    body = "".join(f'<para xml:id="p{n}">{text}</para>' for n, text in enumerate(paragraphs))
    return (
        f'<article xmlns="{document.NSMAP[None]}" xmlns:kb="urn:kanben:1" role="report" version="5.2" xml:id="r" xml:lang="zh-Hans-CN">'
        f'<info><title xml:id="t">试排</title><kb:source><kb:file name="a" sha256="{"0" * 64}"/></kb:source></info>{body}</article>'
    ).encode()


def invented(seed: int, length: int = 400) -> str:
    """A paragraph of made-up words, numbers and marks."""
    pick = random.Random(seed)
    text = ""
    while len(text) < length:
        start = pick.randrange(len(HAN) - 8)
        text += HAN[start : start + pick.randint(3, 8)] + (pick.choice(LATIN) if pick.random() < 0.3 else "") + pick.choice(MARKS)
    return text.strip("”，。；、）》《（“：—…") + "。"


@dataclass(frozen=True)
class Character:
    char: str
    x: float
    size: float
    right: float


Lines = list[list[Character]]


@cache
def lines(style: str, *paragraphs: str) -> list[Lines]:
    """The characters of each line of each page's type area, by their origins."""
    page = resolve(style).page
    found = []
    with pymupdf.open(stream=pdf.write(document.parse(report(*paragraphs)), resolve(style))) as opened:
        for sheet in opened:
            rows: dict[float, list[Character]] = defaultdict(list)
            for block in sheet.get_text("rawdict")["blocks"]:
                for span in (span for line in block.get("lines", []) for span in line["spans"]):
                    for c in span["chars"]:
                        rows[round(c["origin"][1], 1)].append(Character(c["c"], c["origin"][0], span["size"], c["bbox"][2]))
            inside = (y for y in sorted(rows) if page.top < y < page.height - page.bottom + 1)
            found.append([sorted(rows[y], key=lambda c: c.x) for y in inside])
    return found


def report_lines(style: str, *paragraphs: str) -> list[Lines]:
    """The lines of the report's pages, without cover, title and colophon."""
    pages = lines(style, *paragraphs)[2 if resolve(style).cover else 0 : -1]
    return [page if number else page[1:] for number, page in enumerate(pages)]


def text_of(line: list[Character]) -> str:
    return "".join(c.char for c in line if not c.char.isspace())


# --- where lines may break ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pair", ["好。", "好，", "好”", "（好", "“好", "《好", "——", "……", "8亿", "8%", "ab", "a1", "第3", "％。", "山·", "好\u2060"]
)
def test_these_stay_together(pair: str) -> None:
    assert not breaks.may_break(*pair)


@pytest.mark.parametrize("pair", ["好人", "说“", "”说", "。好", "，“", "达8", "a好", "好a", "》《", " a", "…我"])
def test_here_a_line_may_end(pair: str) -> None:
    assert breaks.may_break(*pair)


@pytest.mark.parametrize("quantity", ["1358.6亿元", "12个百分点", "85万平方米", "3.2万吨", "400人次", "31微克", "5年末"])
def test_a_number_keeps_its_unit(quantity: str) -> None:
    assert breaks.opportunities(f"达{quantity}好") == (1, len(quantity) + 1)


def test_digits_in_threes_are_one_number_and_a_sign_keeps_its_number() -> None:
    assert breaks.opportunities("达1 358.6亿元好") == (1, 10)
    assert breaks.opportunities("温－12") == (1,)


def test_an_address_and_a_hash_may_be_cut_after_signs_and_by_eights() -> None:
    address = "https://www.example.org/a/b.html?id=1"
    cuts = [address[:end] for end in breaks.opportunities(address)]
    assert cuts[:2] == ["https://", "https://www."]
    assert breaks.opportunities("0123456789abcdef" * 2) == (8, 16, 24)
    assert breaks.opportunities("ISO/IEC27001:2022") == ()


def test_a_line_is_not_pushed_apart_between_a_word_and_its_mark() -> None:
    assert not breaks.stretches("O", "、")
    assert not breaks.stretches("（", "G")
    assert breaks.stretches("、", "O")
    assert breaks.stretches("国", "、")


@pytest.mark.parametrize("style", ["gb9704", "book"])
def test_lines_of_latin_words_are_flush_too(style: str) -> None:
    page = resolve(style).page
    words = " ".join(["the policy of opening up and the digital economy shall be implemented in accordance with law by all"] * 6)
    rows = report_lines(style, words)[0]
    assert len(rows) > 5
    for row in rows[1:-1]:
        assert [c for c in row if not c.char.isspace()][-1].right == pytest.approx(page.inside + page.text_width, abs=0.15), text_of(row)


def test_a_single_latin_word_is_left_alone() -> None:
    assert not breaks.is_ours("Kanben")
    assert breaks.is_ours("Kanben 1.0 (2031)")


# --- what is on the page -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["gb9704", "book", "large-print", "screen"])
def test_full_lines_are_flush_at_both_edges(style: str) -> None:
    page = resolve(style).page
    paragraphs = tuple(invented(seed) for seed in range(6))
    checked = 0
    starts = {p[:2] for p in paragraphs}
    for number, sheet in enumerate(report_lines(style, *paragraphs)):
        left = page.outside if number % 2 else page.inside
        right = left + page.text_width
        for line, following in pairwise(sheet):
            first, last = line[0], line[-1]
            if text_of(following)[:2] in starts or text_of(line)[:2] in starts:
                continue  # the last line of a paragraph, or an indented one
            if first.char not in breaks.BLANK_LEFT:
                assert first.x == pytest.approx(left, abs=0.1), text_of(line)
            edge = last.x + last.size if breaks.is_cjk(last.char) and last.char not in "—…" else last.right
            overhang = last.size * 0.5 if last.char in breaks.BLANK_RIGHT else 0.0
            assert right - 0.1 <= edge <= right + overhang + 0.1, text_of(line)
            checked += 1
    assert checked > 50


def looseness(line: list[Character]) -> float:
    """What stands between Han and Han in a line, in em."""
    gaps = [b.x - a.x - a.size for a, b in pairwise(line) if breaks.HAN.match(a.char) and breaks.HAN.match(b.char)]
    return sorted(gaps)[len(gaps) // 2] / line[0].size if len(gaps) > 5 else 0.0


def test_a_number_that_goes_over_whole_leaves_no_loose_line() -> None:
    """The line before it gives words to its own; a quantity as long as these is divided behind 亿 or 万 where nothing else helps."""
    before = "全市经济运行稳中向好，产业结构持续优化，创新动能加快积聚，城乡面貌焕然一新，民生福祉不断增进"
    for length in range(30, len(before)):
        text = f"{before[:length]}，一般公共预算收入完成12345.67亿元，固定资产投资完成23456.78亿元；改造老旧小区85.25万平方米。"
        rows = [line for page in report_lines("large-print", text) for line in page]
        assert "".join(map(text_of, rows)) == text
        assert max(looseness(row) for row in rows) < 0.2, [text_of(row) for row in rows]


def test_marks_never_stand_at_the_wrong_edge() -> None:
    for sheet in report_lines("gb9704", *(invented(seed) for seed in range(6))):
        for line in sheet:
            assert line[0].char not in breaks.BLANK_RIGHT | frozenset("%·"), text_of(line)
            assert line[-1].char not in breaks.BLANK_LEFT, text_of(line)
            assert not text_of(line).startswith(("亿", "万吨", "个百分点")), text_of(line)


def test_a_line_of_plain_han_holds_28_characters_and_a_page_22_lines() -> None:
    pages = report_lines("gb9704", "国" * 2000)
    assert [len(line) for line in pages[1]] == [28] * 22
    assert [len(line) for line in pages[0][1:]] == [28] * len(pages[0][1:])
    assert len(pages[0][0]) == 26


@pytest.mark.parametrize("length", range(53, 59))
def test_no_single_character_is_left_for_the_last_line(length: int) -> None:
    text = ("市" * length) + "。"
    rows = [text_of(line) for sheet in report_lines("gb9704", text) for line in sheet]
    assert "".join(rows) == text
    assert len(rows[-1].rstrip("。")) > 1


def test_adjacent_marks_share_their_blank_halves() -> None:
    (line,) = report_lines("gb9704", "要做到“甲”、“乙”。")[0]
    at = dict(enumerate(line))
    step = [at[i + 1].x - at[i].x for i in range(len(line) - 1)]
    text = text_of(line)
    assert text == "要做到“甲”、“乙”。"
    tracking = resolve("gb9704").roles["body"].tracking
    plain = 16 + tracking
    assert step[0] == pytest.approx(plain, abs=0.05)
    for index in (text.index("”"), text.index("、"), text.rindex("”")):
        assert step[index] == pytest.approx(plain - 8, abs=1.2), text[index]


def test_han_and_latin_stand_a_quarter_em_apart_and_nothing_is_drawn_between() -> None:
    (line,) = report_lines("gb9704", "达到358亿元")[0]
    drawn = [c for c in line if not c.char.isspace()]
    assert [c.char for c in drawn] == list("达到358亿元")
    assert drawn[2].x - (drawn[1].x + 16) == pytest.approx(4 - 0.215, abs=0.05)
    assert drawn[5].x - drawn[4].right == pytest.approx(4 - 0.215, abs=0.1)


def test_the_joiner_that_holds_last_characters_is_not_in_the_text() -> None:
    with pymupdf.open(stream=pdf.write(document.parse(report("市" * 60 + "。")), resolve("gb9704"))) as opened:
        text = "".join(sheet.get_text() for sheet in opened)
        assert breaks.WORD_JOINER not in text
        assert not any(breaks.WORD_JOINER in title for _, title, _ in opened.get_toc())


WILD = [
    *"国市的，。“”（）《》——……、：；！？·～％%0123456789abcXYZ .,-/é①㈠Ⅲ㎡℃×〇々　",
    "\u2060",
    "\u200b",
    "\u00a0",
    "👍",
    "한",
    "ア",
    "א",
    "ב",
]
WILD += ["\u0301", "\U00020bb7", "\ufe0f", "\u00ad", "\u2028", "A" * 40]


@pytest.mark.parametrize("seed", range(6))
def test_anything_that_is_text_can_be_set(seed: int) -> None:
    pick = random.Random(seed)
    paragraphs = ["".join(pick.choice(WILD) for _ in range(length)).strip() or "空" for length in (1, 2, 30, 120, 400)]
    style = resolve(pick.choice(["gb9704", "book", "screen"]))
    with pymupdf.open(stream=pdf.write(document.parse(report(*paragraphs)), style)) as opened:
        text = "".join("".join(sheet.get_text() for sheet in opened).split())
    for char in "国市的〇々é":
        assert text.count(char) >= sum(paragraph.count(char) for paragraph in paragraphs)


# --- the seam to WeasyPrint --------------------------------------------------------------------------------------------------------


def test_another_series_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    typeset.uninstall()
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(SetupError, match=r"WeasyPrint 71\.0 .* install weasyprint==70\.\*"):
        typeset.install()
    monkeypatch.undo()
    typeset.install()


def test_changed_functions_of_weasyprint_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    typeset.uninstall()
    monkeypatch.setitem(typeset.SIGNATURES, typeset._align, "(context, line)")
    with pytest.raises(SetupError, match="not known here"):
        typeset.install()
    monkeypatch.undo()
    typeset.install()


# --- centred lines -----------------------------------------------------------------------------------------------------------------

OCCASION = "2025年1月8日在苍澜侗族苗族自治州第十五届人民代表大会第四次会议上州长龙秀泽作政府工作报告"


@pytest.mark.parametrize("room", [20, 22, 24, 26, 28, 30, 40])
def test_no_centred_line_is_wider_than_its_room(room: int) -> None:
    assert max(sum(widths_of(line)) for line in even(OCCASION, room)) <= room


def test_a_centred_line_never_ends_within_a_name() -> None:
    lines = ["2025年1月8日在苍澜侗族苗族自治州", "第十五届人民代表大会第四次会议上", "州长龙秀泽作政府工作报告"]
    assert even(OCCASION, 24) == lines


@pytest.mark.parametrize(
    ("title", "room", "lines"),
    [
        (
            "临江市第八届人民代表大会第三次会议关于2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划（草案）的报告",
            25,
            [
                "临江市第八届人民代表大会第三次会议",
                "关于2030年国民经济和社会发展计划执行情况",
                "与2031年国民经济和社会发展计划（草案）的报告",
            ],
        ),
        (
            "关于临江市2030年财政预算执行情况和2031年财政预算草案的报告",
            20,
            ["关于临江市2030年财政预算执行情况", "和2031年财政预算草案的报告"],
        ),
        ("在全市优化营商环境暨民营经济高质量发展大会上的讲话", 20, ["在全市优化营商环境", "暨民营经济高质量发展大会上的讲话"]),
        ("青川市经济技术开发区管理委员会2031年政府工作报告", 17, ["青川市经济技术开发区", "管理委员会2031年政府工作报告"]),
        ("计划执行情况以及财政预算执行情况的报告", 15, ["计划执行情况", "以及财政预算执行情况的报告"]),
        ("关于开展夏季安全生产工作的报告", 9, ["关于开展夏季", "安全生产工作的报告"]),
        ("市" * 30, 20, ["市" * 15, "市" * 15]),
    ],
)
def test_a_title_ends_its_lines_where_it_reads_on(title: str, room: float, lines: list[str]) -> None:
    assert even(title, room) == lines


def test_what_is_too_long_for_a_title_is_left_to_flow() -> None:
    assert ends_of("市" * 2000, 20) == []


def test_a_running_head_is_one_line() -> None:
    assert shortened("2031年临江市政府工作报告", 30) == "2031年临江市政府工作报告"
    assert (
        shortened("临江市第八届人民代表大会第三次会议关于2030年国民经济和社会发展计划的报告", 24) == "临江市第八届人民代表大会第三次会议…"
    )
    assert sum(widths_of(shortened("市" * 90, 24))) <= 24


def headed(style: str, heading: str) -> list[str]:
    """The lines of a report with one heading."""
    article = report("各位代表").decode().replace("</article>", f'<section role="unnumbered" xml:id="s"><title>{heading}</title>')
    article += '<para xml:id="q">好。</para></section></article>'
    with pymupdf.open(stream=pdf.write(document.parse(article.encode()), resolve(style))) as opened:
        return [row for sheet in opened for row in "".join(sheet.get_text()).splitlines()]


def test_a_heading_set_as_the_body_fills_its_lines() -> None:
    heading = "坚持稳中求进，" + "推动产业结构持续优化、城乡面貌焕然一新、民生福祉不断增进和生态环境明显改善"
    assert any(row.startswith(heading[:26]) for row in headed("gb9704", heading))


@pytest.mark.parametrize("style", ["large-print", "screen"])
def test_a_heading_to_the_left_ends_its_lines_where_it_reads_on(style: str) -> None:
    first, second = "这一年，我们坚定不移推动产业结构优化升级，", "发展动能加快转换"
    rows = headed(style, first + second)
    assert first in rows
    assert second in rows


def test_an_entry_of_the_contents_hangs_its_second_line() -> None:
    heading = "这一年，我们坚定不移推动产业结构优化升级，发展动能加快转换"
    article = (
        report("各位代表")
        .decode()
        .replace("</article>", f'<section xml:id="s"><title>{heading}</title><para xml:id="q">好。</para></section></article>')
    )
    with pymupdf.open(stream=pdf.write(document.parse(article.encode()), resolve("large-print"))) as opened:
        words = [word for word in opened[0].get_text("words") if word[4][:2] in ("这一", "发展")]
    size = resolve("large-print").roles["contents-1"].size
    assert words[1][0] - words[0][0] == pytest.approx(2 * size, abs=1)


@pytest.mark.parametrize("style", ["gb9704", "screen"])
def test_a_heading_that_runs_in_never_pushes_what_follows_out_of_the_line(style: str) -> None:
    page = resolve(style).page
    following = '</title><para xml:id="q{0}">PM2.5平均浓度下降到31微克/立方米，“两个不低于”全部实现。</para></section>'
    headings = "".join(
        f'<section role="runin" xml:id="s{length}"><title>{"市" * length}。{following.format(length)}' for length in range(15, 75)
    )
    article = report("各位代表").decode().replace("</article>", f"{headings}</article>").encode()
    with pymupdf.open(stream=pdf.write(document.parse(article), resolve(style))) as opened:
        edges = [
            (c["c"], c["origin"][0] + span["size"] * (0.5 if c["c"] in breaks.BLANK_RIGHT else 1.0) - sheet.rect.width)
            for sheet in opened
            for block in sheet.get_text("rawdict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
            for c in span["chars"]
            if breaks.HAN.match(c["c"]) or c["c"] in breaks.BLANK_RIGHT
        ]
    assert max(edge for _, edge in edges) <= 0.2 - min(page.inside, page.outside)
