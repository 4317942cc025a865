"""Properties over pages that were not made here: the samples, and with KANBEN_CORPUS real pages: nothing lost, nothing twice."""

from pathlib import Path

import pytest
from composed.check import bare, lines_of, texts_of, unaccounted
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from convert import clean, read
from convert.errors import KanbenError
from convert.source import Manuscript, open_page, parse_page

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(p for p in (ROOT / "input").iterdir() if p.suffix in (".html", ".txt"))


def cleaned(path: Path) -> Manuscript:
    return clean.clean(read.read([open_page(path)]))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_samples_are_accounted_for(path: Path) -> None:
    manuscript = cleaned(path)
    assert unaccounted(manuscript) == ""
    assert sum(map(len, texts_of(manuscript))) > 500
    assert {drop.rule for drop in manuscript.drops} <= set(clean.RULES)


def test_the_samples_in_two_files_are_one_thread() -> None:
    groups = read.group([open_page(path) for path in SAMPLES])
    assert sorted(len(group) for group in groups) == [1] * (len(SAMPLES) - 2) + [2]


def pages_of(corpus: Path, folder: str) -> list[Path]:
    return sorted(p for p in (corpus / folder).iterdir() if p.suffix in (".html", ".txt"))


@pytest.mark.parametrize("folder", ["pages", "forums", "texts"])
def test_real_pages_are_accounted_for(corpus: Path, folder: str) -> None:
    for path in pages_of(corpus, folder):
        manuscript = cleaned(path)
        assert unaccounted(manuscript) == "", path.name
        assert {drop.rule for drop in manuscript.drops} <= set(clean.RULES), path.name


@pytest.mark.timeout(120)  # a page that hangs is a failure
def test_posts_of_real_forums_keep_their_text(corpus: Path) -> None:
    for path in pages_of(corpus, "forums"):
        thread = read.read([open_page(path)])
        assert thread.posts, path.name
        first = "".join(bare(line.text) for line in lines_of(thread.posts[0].blocks))
        assert first.replace("复制代码", "") in "".join(texts_of(clean.clean(thread))), path.name


# --- anything at all ---------------------------------------------------------------------------------------------------------------

TAGS = "div p br b font span table tr td ul li a h1 pre center script style noscript textarea select blockquote ignore_js_op body html head title".split()  # noqa: SIM905
FRAME = (
    '<div id="post_7"><table id="pid7"><tr><td class="pls"><div class="authi"><a href="space-uid-1.html">某人</a></div></td><td><table><tr>'
    '<td class="t_f" id="postmessage_7">{}</td></tr></table><div id="comment_7"></div></td></tr></table></div>'
)
words = st.sampled_from(
    [
        "各位代表：",
        "增长5.2%。",
        "一、回顾",
        "发表于 2023-1-1 10:00 | 只看该作者",
        "x",
        " ",
        "\n",
        "&nbsp;",
        "&#8;",
        "&amp;",
        "<",
        ">",
        "\u200b",
        "e\u0301",
        "本帖最后由 甲 于 2023-1-1 10:00 编辑",
        "来源：某报",
        "; t5 }& r; N0 U3 @2 z- J",
    ]
)
tags = st.builds(
    lambda name, close, extra: f"</{name}>" if close else f"<{name}{extra}>",
    st.sampled_from(TAGS),
    st.booleans(),
    st.sampled_from(
        [
            "",
            ' class="quote"',
            ' style="display:none"',
            ' id="postmessage_9"',
            ' colspan="9"',
            " align=center",
            ' class="jammer"',
            ' class="message"',
            " hidden",
        ]
    ),
)
soups = st.lists(words | tags | st.text(max_size=6), max_size=40).map("".join)


def ends_well(data: bytes, name: str) -> None:
    """A manuscript in which all is accounted for, or a clear error."""
    try:
        manuscript = clean.clean(read.read([parse_page(data, name)]))
    except KanbenError as error:
        message = str(error)
    else:
        message, lost = name, unaccounted(manuscript)
        assert lost == ""
    assert name in message


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(soup=soups, framed=st.booleans())
def test_malformed_markup(soup: str, framed: bool) -> None:
    ends_well((FRAME.format(soup) if framed else f"<html>{soup}").encode("utf-8", "replace"), "a.html")


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(words | st.text(max_size=20), max_size=30))
def test_any_text(lines: list[str]) -> None:
    ends_well("\n".join(lines).encode("utf-8", "replace"), "a.txt")


@settings(max_examples=500, deadline=None)
@given(data=st.binary(max_size=200), html=st.booleans())
@example(data="\ufb2e\x01\u0101".encode("utf-16-le"), html=False)  # a character that becomes two, beside one that goes
def test_any_bytes(data: bytes, html: bool) -> None:
    ends_well(b"<html><body>" + data if html else data, "a.html")


@pytest.mark.long
@settings(max_examples=20000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(soup=soups, framed=st.booleans())
def test_malformed_markup_at_length(soup: str, framed: bool) -> None:
    ends_well((FRAME.format(soup) if framed else f"<html>{soup}").encode("utf-8", "replace"), "a.html")


# --- hostile pages -----------------------------------------------------------------------------------------------------------------

HOSTILE = {
    "a hundred thousand tags": "<div>" * 50_000 + "正文。",
    "tags never closed": "<b>" * 30_000 + "正文。",
    "tables in tables": "<table><tr><td>" * 8_000 + "正文。",
    "hidden in hidden": '<div style="display:none">' * 10_000 + "正文。" * 300,
    "post in post": "".join(f'<div id="post_{n}"><p><div id="postmessage_{n}">字。' for n in range(5_000)),
    "class in class": "post_body" + '<div class="post" id="post_1">' * 10_000,
    "containers in containers": '<div class="TRS_Editor">' * 10_000 + "字。" * 300,
    "quotations": '<blockquote class="quote">' * 10_000 + "甲 发表于",
    "frames": "<blockquote>" * 20_000 + "字。",
    "one long line": "增长百分之五，" * 100_000,
    "one long word": "a." * 300_000,
    "blanks": "字" + " " * 500_000 + "字",
    "line breaks": "x<br>" * 30_000,
    "columns": "<table><tr><td colspan=1000000000>一</td><td>二</td></tr><tr><td rowspan=99999>三</td><td>四</td></tr></table>",
    "combining marks": "e" + "\u0301" * 200_000,
    "links": '<a href="thread-1-1-1.html">看</a> &gt; ' * 20_000,
    "labels": "来源：" * 500 + "<br>一、正文",
}


@pytest.mark.timeout(120)  # they take a second or two where nothing hangs
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_end_well(case: str) -> None:
    ends_well(f"<html><body>{FRAME.format(HOSTILE[case])}</body></html>".encode(), "a.html")
    ends_well(f"<html><body>{HOSTILE[case]}</body></html>".encode(), "a.html")
