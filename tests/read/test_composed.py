"""Any template, body form and noise: the body is the composed report, nothing is unaccounted for, no boilerplate is left."""

import random

import pytest
from composed.boards import BOARDS
from composed.bodies import BOILERPLATE, FORMS, NOISES
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.report import make_report
from composed.templates import ARTICLES, BOARD, SITE, Written
from composed.templates import PAGES as FIRST

from convert import read
from convert.source import parse_page

PAGES = {**FIRST, **BOARDS}
REPLIES = (
    Written("江上客", "2023-4-26 08:01:02", "谢谢楼主分享，收藏了。", "900107", "31"),
    Written(
        "写材料的人",
        "2023-4-26 09:01:02",
        "（一）关于产业。去年说的园区到现在没有动静。<br />\r\n（二）关于道路。谁走谁知道。",
        "900109",
        "44",
    ),
)
NAMES = list(FORMS), list(NOISES)


def compose(template: str, form: str, noise: str, seed: int) -> tuple[list[str], str]:
    """(the report's lines, the page) of one combination."""
    random_ = random.Random(seed)
    report = make_report(seed)
    body = NOISES[noise](FORMS[form](report, random_), random_)
    posts = [Written("岚川旧档", "2023-4-25 20:37:55", body, "900101"), *(() if template in ARTICLES else REPLIES)]
    return report, PAGES[template](report[0], posts)


def expect(report: list[str], page: str | bytes, where: object) -> None:
    """The manuscript of the page is the report and no more."""
    manuscript = manuscript_of(page)
    texts = texts_of(manuscript)
    assert texts == [bare(line) for line in report], where
    assert unaccounted(manuscript) == "", where
    assert not [words for words in BOILERPLATE if any(words in text for text in texts)], where
    assert (manuscript.source.handle, manuscript.source.posted[:16]) == ("岚川旧档", "2023-04-25T20:37"), where


@pytest.mark.parametrize("template", PAGES)
def test_forms_and_noises_in_every_template(template: str) -> None:
    forms, noises = NAMES
    start = sum(map(ord, template))
    for number in range(start % 3, len(forms), 3):
        form, noise = forms[number], noises[(start + number) % len(noises)]
        report, page = compose(template, form, noise, start + number)
        expect(report, page, (template, form, noise))


@pytest.mark.parametrize("template", BOARDS)
def test_boards_say_who_when_and_where(template: str) -> None:
    report, page = compose(template, "ideographic_indent", "none", 3)
    thread = read.read([parse_page(page.encode(), "a.html")])
    source = thread.source
    assert [(post.handle, post.posted[:16]) for post in thread.posts if post.blocks] == [
        ("岚川旧档", "2023-04-25T20:37"),
        ("江上客", "2023-04-26T08:01"),
        ("写材料的人", "2023-04-26T09:01"),
    ]
    assert (source.subject, source.views or "1204") == (report[0], "1204")
    assert source.site == SITE
    assert source.board in (BOARD, "")
    assert source.replies in ("2", "")
    assert {finding.code for finding in thread.findings} == set()


def test_a_line_of_the_board_that_was_copied_along_ends_no_post() -> None:
    body = "※ 转载自:·江畔夜话 ·<br />" + "<br />".join(make_report(2))
    page = BOARDS["nforum"]("转一份报告", [Written("岚川旧档", "2023-4-25 20:37:55", body, "900101"), *REPLIES])
    texts = texts_of(manuscript_of(page))
    assert [bare(line) for line in make_report(2)] == texts[-len(make_report(2)) :]


@pytest.mark.parametrize("noise", NOISES)
def test_every_noise_in_many_forms(noise: str) -> None:
    for number, form in enumerate(FORMS):
        if number % 2:
            continue
        report, page = compose("discuz_x3", form, noise, 7000 + number)
        expect(report, page, (form, noise))


@pytest.mark.long
def test_all_combinations() -> None:
    for number, template in enumerate(PAGES):
        for form in FORMS:
            for noise in NOISES:
                report, page = compose(template, form, noise, number)
                expect(report, page, (template, form, noise))


ENCODINGS = (
    ("gb18030", "gb2312"),
    ("gb18030", "gbk"),
    ("utf-8-sig", "utf-8"),
    ("utf-8", "gbk"),
    ("utf-16", "utf-8"),
    ("big5hkscs", "big5"),
)


@pytest.mark.parametrize(("encoding", "label"), ENCODINGS)
def test_any_encoding_and_label(encoding: str, label: str) -> None:
    report, page = compose("discuz_x3", "plain", "none", 31)
    if encoding == "big5hkscs":
        table = str.maketrans(
            "岚乌顾审请让团结创环园优动态业务开产经济乡镇农个条实现长规务积极",
            "嵐烏顧審請讓團結創環園優動態業務開產經濟鄉鎮農個條實現長規務積極",
        )
        page = "".join(c for c in page.translate(table) if encodable(c))
        report = ["".join(c for c in line.translate(table) if encodable(c)) for line in report]
    page = page.replace("<head>", f'<head><meta http-equiv="Content-Type" content="text/html; charset={label}">')
    assert texts_of(manuscript_of(page.encode(encoding))) == [bare(line) for line in report]


def encodable(char: str) -> bool:
    """Whether Big5 has a character."""
    try:
        char.encode("big5hkscs")
    except UnicodeEncodeError:
        return False
    return True


DAMAGES = {
    "bold never closed": lambda body: body.replace("各位代表", "<b>各位代表", 1),
    "font never closed": lambda body: "<font size=3><font face=x>" + body,
    "closed too often": lambda body: body.replace("现在，", "</font></strong></span>现在，", 1),
    "div never closed": lambda body: body.replace("现在，", "<div>现在，", 1),
    "cell closed by the post": lambda body: body.replace("一、", "</td></tr></table>一、", 1),
    "division closed by the post": lambda body: body.replace("一、", "</div></div>一、", 1),
    "a table opened and not closed": lambda body: body.replace("一、", "<table><tr><td>一、", 1),
    "nested paragraphs": lambda body: "<p><p>" + body + "</p>",
    "a NUL": lambda body: body.replace("各位代表", "各位\0代表"),
    "a numeric control character": lambda body: body.replace("各位代表", "各位&#8;代表"),
    "a comment that holds markup": lambda body: body.replace("现在，", "<!-- <b>x</b> -->现在，", 1),
    "upper case": lambda body: body.replace("<br />", "<BR>"),
    "no line ends": lambda body: body.replace("\r\n", ""),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("template", ["discuz_x3", "discuz_x2", "discuz_7"])
def test_damaged_markup_loses_nothing(template: str, damage: str) -> None:
    report = make_report(5)
    body = DAMAGES[damage](FORMS["ideographic_indent"](report, random.Random(5)))
    posts = [Written("岚川旧档", "2023-4-25 20:37:55", body, "900101"), *REPLIES]
    expect(report, PAGES[template](report[0], posts), (template, damage))


@pytest.mark.parametrize(
    "template",
    [
        "touch_35",
        "touch_31",
        "phpbb",
        "xenforo_2",
        "xenforo_1",
        "mybb",
        "flarum",
        "misago",
        "discourse",
        "vbulletin_4",
        "phpwind_9",
        "tieba",
    ],
)
def test_a_stray_end_of_a_division_loses_nothing_in_any_engine(template: str) -> None:
    report = make_report(15)
    body = FORMS["ideographic_indent"](report, random.Random(5)).replace("二、", "</div></div>二、", 1)
    posts = [Written("岚川旧档", "2023-4-25 20:37:55", body, "900101"), *REPLIES]
    manuscript = manuscript_of(PAGES[template](report[0], posts))
    texts = texts_of(manuscript)
    assert texts[: len(report)] == [bare(line) for line in report]
    assert unaccounted(manuscript) == ""
    assert not any("谢谢楼主" in text for text in texts)


@pytest.mark.parametrize(
    "template",
    ["phpbb", "mybb", "xenforo_2", "xenforo_1", "vbulletin_4", "phpwind_9", "flarum", "nodebb", "tianya", "smf", "invision", "punbb"],
)
def test_a_table_that_a_post_leaves_open_takes_in_no_other_post(template: str) -> None:
    report = make_report(16)
    body = FORMS["ideographic_indent"](report, random.Random(5)).replace("二、", "<table><tr><td>二、", 1)
    posts = [Written("岚川旧档", "2023-4-25 20:37:55", body, "900101"), *REPLIES]
    manuscript = manuscript_of(PAGES[template](report[0], posts))
    assert texts_of(manuscript) == [bare(line) for line in report]
    assert unaccounted(manuscript) == ""


@pytest.mark.parametrize("template", ["discuz_x3", "touch_35", "phpbb", "xenforo_2", "printed", "archiver"])
def test_a_page_cut_off_keeps_what_came(template: str) -> None:
    report = make_report(6)
    posts = [Written("岚川旧档", "2023-4-25 20:37:55", FORMS["plain"](report, random.Random(6)), "900101")]
    page = PAGES[template](report[0], posts)
    cut = page[: page.index("二、") + 400]
    manuscript = manuscript_of(cut)
    texts = texts_of(manuscript)
    assert texts[:-1] == [bare(line) for line in report[: len(texts) - 1]]
    assert bare(report[len(texts) - 1]).startswith(texts[-1].removesuffix("<br"))
    assert unaccounted(manuscript) == ""
