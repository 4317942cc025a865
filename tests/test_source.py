"""Bytes to Page: what is decoded how, what is refused, and that the visible text is whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.errors import SourceError
from convert.source import LIMIT, IndependentText, Line, array, open_page, parse_page

PAGE = "<html><head><meta charset={}><title>题</title></head><body><p>前文 朱镕基 陶喆 后文</p></body></html>"


@pytest.mark.parametrize("label", ["gb2312", "gbk", "GB18030", "x-gbk"])
def test_chinese_labels_are_read_as_gb18030(label: str) -> None:
    page = parse_page(PAGE.format(label).encode("gb18030"), "a.html")
    assert (page.encoding, page.visible) == ("gb18030", "前文 朱镕基 陶喆 后文")


def test_a_byte_order_mark_wins_over_the_declared_charset() -> None:
    page = parse_page(b"\xef\xbb\xbf" + PAGE.format("gbk").encode(), "a.html")
    assert (page.encoding, page.visible) == ("utf-8", "前文 朱镕基 陶喆 后文")


def test_a_wrong_label_is_told() -> None:
    page = parse_page(PAGE.format("utf-8").encode("gb18030"), "a.html")
    assert "朱镕基" in page.visible
    assert [f.code for f in page.findings] == ["charset-mismatch"]


def test_big5_is_read() -> None:
    assert parse_page(
        "<body>政府工作報告 臺灣</body>".encode("big5hkscs").replace(b"<body>", b"<meta charset=big5><body>"), "a.html"
    ).visible == ("政府工作報告 臺灣")


def test_big5_without_a_label_is_told_from_gb18030() -> None:
    text = "政府工作報告各位代表現在我代表縣人民政府向大會報告工作請予審議，我們的發展是在黨的領導下" * 3
    page = parse_page(text.encode("big5hkscs"), "a.txt")
    assert (page.encoding, page.visible) == ("big5hkscs", text)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_a_string_that_the_forum_cut_inside_a_character_is_told(encoding: str) -> None:
    half = "报".encode(encoding)[:-1]
    head = f"<html><head><meta charset={encoding}></head><body><p>".encode()
    page = parse_page(
        head + "各位代表，现在我代表政府报告工作，".encode(encoding) * 60 + half + b"</p><p>after</p></body></html>", "a.html"
    )
    assert page.visible.endswith("\ufffdafter")
    assert [f.code for f in page.findings] == ["cut-characters"]


def test_posts_that_stand_only_in_noscript_are_read() -> None:
    html = "<html><body><div id=app></div><noscript><p>" + "各位代表，现在报告工作。" * 30 + "</p></noscript></body></html>"
    page = parse_page(html.encode(), "a.html")
    assert page.visible.startswith("各位代表")
    assert [f.code for f in page.findings] == ["read-from-noscript"]


LINE = "各位代表，现在我代表云泽县人民政府向大会报告工作，请予审议。"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("byte", [5, 6, 7, 8])
def test_one_spoilt_byte_costs_one_character(encoding: str, byte: int) -> None:
    lines = ["<html><body>", *(f"<p>{LINE}</p>" for _ in range(90)), "</body></html>"]
    data = "\n".join(lines).encode(encoding)
    at = data.index(LINE.encode(encoding.removesuffix("-sig"))) + byte
    page = parse_page(data[:at] + b"\xff" + data[at + 1 :], "a.html")
    assert [f.code for f in page.findings] == ["undecodable-bytes"]
    assert str(at) in page.findings[0].message or encoding == "utf-8-sig"
    first, *rest = page.visible.split()
    assert set(rest) == {LINE}
    assert first.count("\ufffd") <= 3
    assert len([c for c in LINE if c not in first]) <= 1


BLOCK = "欢迎访问岚川论坛，本站公告见首页。"


@pytest.mark.parametrize(("encoding", "other"), [("utf-8", "gbk"), ("gbk", "utf-8"), ("utf-8", "big5"), ("big5", "utf-8")])
@pytest.mark.parametrize("block", [BLOCK, BLOCK[1:], "县长信箱"])
def test_a_block_in_another_encoding_is_read_in_that(encoding: str, other: str, block: str) -> None:
    line = LINE
    if "big5" in (encoding, other):
        table = str.maketrans("现报议欢访问岚论坛见页县长", "現報議歡訪問嵐論壇見頁縣長")
        line, block = "各位代表，現在我代表縣人民政府向大會報告工作，請予審議。", block.translate(table)
    page = f"<html><head><meta charset={encoding}></head><body>" + f"<p>{line}</p>" * 30
    data = page.encode(encoding) + f"<div>{block}</div></body></html>".encode(other)
    read = parse_page(data, "a.html")
    assert read.visible == line * 30 + block
    assert [f.code for f in read.findings] == ["mixed-encoding"]


@pytest.mark.parametrize(("encoding", "label"), [("utf-8", "gbk"), ("utf-8", "big5"), ("big5hkscs", "gb2312"), ("gb18030", "big5")])
def test_a_label_that_bytes_contradict_is_not_believed(encoding: str, label: str) -> None:
    # Both lines decode whole under the label, to nonsense.
    line = "政府工作報告各位代表現在我代表縣人民政府" if encoding == "big5hkscs" else "现在报告政府工作各位代表请予审议发展经济"
    page = parse_page(f"<html><head><meta charset={label}></head><body><p>{line}</p></body></html>".encode(encoding), "a.html")
    assert page.visible == line
    assert [f.code for f in page.findings] == ["charset-mismatch"]


def test_utf_16_without_its_mark_is_read() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert parse_page(f"<html><body><p>{LINE}</p></body></html>".encode(encoding), "a.html").visible == LINE


def test_bytes_of_no_encoding_are_an_error_that_names_the_byte() -> None:
    data = "各位代表：\n现在报告工作。\n".encode() + b"\xff\xfe\x80\x80\xff" + "完".encode() * 9
    with pytest.raises(SourceError, match=r"byte \d+ \(0x[0-9A-F]{2}\)"):
        parse_page(data, "a.txt")


def test_a_page_cut_inside_a_character_loses_only_that_character() -> None:
    page = parse_page("各位代表：现在报告工作".encode()[:-1], "a.txt")
    assert page.visible == "各位代表：现在报告工"
    assert [f.code for f in page.findings] == ["truncated-file"]


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "empty"), (b" \r\n\0", "empty"), (b"\x89PNG\r\n\x1a\n0000", "PNG"), (b"%PDF-1.7", "PDF"), (bytes(range(32)) * 9, "binary")],
)
def test_what_is_no_page_is_refused_with_its_kind(data: bytes, word: str) -> None:
    with pytest.raises(SourceError, match=word):
        parse_page(data, "page.html")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(SourceError, match="over the limit"):
        open_page(path)


def test_text_below_256_levels_is_not_lost() -> None:
    page = parse_page(("<body>" + "<div>" * 3000 + "深处" + "</div>" * 3000 + "后文</body>").encode(), "a.html")
    assert page.visible == "深处后文"
    assert [f.code for f in page.findings] == ["parser-fallback"]


def test_silent_elements_and_comments_are_not_visible_but_hidden_ones_are() -> None:
    html = "<body>甲<script>乙</script><style>丙</style><!--丁--><noscript>戊</noscript><span style='display:none'>己</span></body>"
    assert parse_page(html.encode(), "a.html").visible == "甲己"


def test_places_lead_back_to_the_text() -> None:
    page = parse_page("<body><p>一<b>二三</b></p>四</body>".encode(), "a.html")
    assert page.soup is not None
    for node in page.soup.find_all(string=True):
        if id(node) in page.places:
            assert page.visible[page.place(node) :].startswith(str(node))
    bold = page.soup.b
    assert bold is not None
    assert page.span(bold) == (1, 3)


@given(st.text(st.sampled_from("一二三，。 a1<>&/pbrdiv=\"'\n\t;#x"), max_size=200))
def test_no_han_character_is_lost_whatever_the_markup(body: str) -> None:
    page = parse_page(f"<html><body>{body}</body></html>".encode(), "a.html")
    events = IndependentText()
    events.feed(page.text)
    events.close()
    lost = [f for f in page.findings if f.code == "parser-loss"]
    if not lost:
        assert sorted(c for c in page.visible if c >= "一") == sorted(c for c in "".join(events.parts) if c >= "一")


def test_a_line_keeps_its_places_when_cut_and_joined() -> None:
    line = Line("abcdef", array("I", range(10, 16)), bold=((1, 4),))
    assert (line.cut(2, 5).text, list(line.cut(2, 5).at), line.cut(2, 5).bold) == ("cde", [12, 13, 14], ((0, 2),))
    joined = line.cut(0, 2).join(line.cut(4))
    assert (joined.text, list(joined.at)) == ("abef", [10, 11, 14, 15])
    assert line.select([0, 2, 3]).bold == ((1, 3),)


def test_a_title_of_several_lines_in_plain_text_is_whole() -> None:
    from convert.pipeline import edition_of

    lines = [
        "关于临川县2024年国民经济和社会发展计划",
        "执行情况与2025年计划（草案）的报告",
        "——2025年1月8日在临川县第十八届人民代表大会第四次会议上",
        "临川县发展和改革局",
        "各位代表：",
        "受县人民政府委托，现将有关情况报告如下，请予审议。",
        "一、2024年计划执行情况",
        "全县地区生产总值完成186.4亿元，增长5.2%，其中第一产业增加值42.1亿元，增长3.8%，好于预期。",
    ]
    made = edition_of([parse_page("\n".join(lines).encode(), "plain.txt")])
    assert "".join(made.title.split()) == lines[0] + lines[1]
