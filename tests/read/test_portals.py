"""Articles of portals, newspapers and accounts: the report whole, nothing of the page around it, and where it came from."""

import random

import pytest
from composed.bodies import FORMS
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.portals import PORTALS
from composed.report import make_report

from convert import read
from convert.source import parse_page

USUAL = ("ideographic_indent", "paragraphs", "word_paste", "inline_marks")


@pytest.mark.parametrize("form", USUAL)
@pytest.mark.parametrize("portal", PORTALS)
def test_portals_give_the_report_alone(portal: str, form: str) -> None:
    seed = sum(map(ord, portal + form))
    report = make_report(seed)
    manuscript = manuscript_of(PORTALS[portal](report[0], FORMS[form](report, random.Random(seed))))
    assert texts_of(manuscript) == [bare(line) for line in report]
    assert unaccounted(manuscript) == ""


@pytest.mark.parametrize("portal", PORTALS)
def test_portals_say_when_and_from_where(portal: str) -> None:
    report = make_report(4)
    source = read.read([parse_page(PORTALS[portal](report[0], FORMS["paragraphs"](report, random.Random(4))).encode(), "a.html")]).source
    assert source.subject == report[0]
    assert source.posted[:16] == "2023-04-25T20:37"
    assert source.views in ("1204", "")
    assert source.handle == ("岚川发布" if portal == "wechat" else "" if portal in ("digital_paper", "unknown") else "岚川日报")


def test_a_title_of_its_own_in_the_body_is_not_doubled() -> None:
    report = make_report(5)
    page = PORTALS["ucap_whole"](report[0], FORMS["paragraphs"](report[1:], random.Random(5)))
    assert texts_of(manuscript_of(page)) == [bare(line) for line in report[1:]]
    assert manuscript_of(page).source.subject == report[0]


def test_a_container_that_holds_a_smaller_part_of_the_page_is_told() -> None:
    teaser = "岚川县今年工作安排。" * 30
    text = "".join(f"<p>{line}</p>" for line in make_report(6))
    page = f'<html><head><title>报告_网</title></head><body><div class="article_content">{teaser}</div><div>{text * 3}</div></body></html>'
    thread = read.read([parse_page(page.encode(), "a.html")])
    assert "text-elsewhere" in {finding.code for finding in thread.findings}


TEXT = "<p>各位代表：</p><p>" + "现在，我向大会报告工作，请予审议。" * 20 + "</p>"


def test_a_title_without_a_name_is_the_line_that_the_page_title_holds() -> None:
    page = (
        "<html><head><title>岚川县人民政府 政府工作报告 岚川县2023年政府工作报告</title></head><body><a>政府工作报告</a>"
        f'<table><tr><td class="bt">岚川县2023年政府工作报告</td></tr><tr><td>发布日期：2023-04-25</td></tr><tr><td><div id="zoom">{TEXT}</div></td></tr></table></body></html>'
    )
    assert read.read([parse_page(page.encode(), "a.html")]).source.subject == "岚川县2023年政府工作报告"


def test_a_digital_edition_says_its_article_in_a_comment() -> None:
    said = "<!--enpproperty <articleid>7</articleid><date>2023-04-25 00:00:00.0</date><author>旧档</author><title>岚川县2023年政府工作报告</title><keyword></keyword>/enpproperty-->"
    page = (
        f'<html><head><title>岚川日报多媒体数字报刊平台</title></head><body><td>上一版</td><div id="ozoom">{said}{TEXT}</div></body></html>'
    )
    source = read.read([parse_page(page.encode(), "a.html")]).source
    assert (source.subject, source.handle, source.posted) == ("岚川县2023年政府工作报告", "旧档", "2023-04-25")


def test_an_article_without_meta_tags_says_where_it_stands_and_who_put_it_there() -> None:
    page = (
        "<html><head><title>岚川县2023年政府工作报告-岚川在线</title></head><body><div>当前位置: <a>首页</a> &gt;&gt; <a>报告</a> &gt;&gt; 正文</div><h2>岚川县2023年政府工作报告</h2>"
        f'<div><span>发布者：旧档</span><span>发布时间：2023-04-25</span></div><div class="v_news_content">{TEXT}</div></body></html>'
    )
    source = read.read([parse_page(page.encode(), "a.html")]).source
    assert (source.site, source.board, source.handle, source.posted) == ("岚川在线", "报告", "旧档", "2023-04-25")


@pytest.mark.parametrize("name", ["岚川在线", "岚川日报多媒体数字报刊平台", ""])
@pytest.mark.parametrize("around", ['<div id="zoom">', '<div class="k1">'])
def test_a_page_that_is_called_by_its_site_has_its_title_above_the_text(name: str, around: str) -> None:
    page = (
        f"<html><head><title>{name}</title></head><body><table><tr><td>第02版：要闻</td></tr><tr><td>· 乡镇人大代表评议工作报告会纪要</td></tr></table>"
        f"<table><tr><td><font size=5><b>岚川县2023年政府工作报告（摘要）</b></font></td></tr><tr><td>日期：2023-04-25 来源：岚川日报</td></tr></table>{around}{TEXT}</div></body></html>"
    )
    assert read.read([parse_page(page.encode(), "a.html")]).source.subject == "岚川县2023年政府工作报告（摘要）"


def test_a_column_named_as_the_end_of_a_title_is_no_title() -> None:
    page = f'<html><head><title>岚川县2023年政府工作报告</title></head><body><ul><li>政府工作报告</li></ul><div class="k1">{TEXT}</div></body></html>'
    assert read.read([parse_page(page.encode(), "a.html")]).source.subject == "岚川县2023年政府工作报告"
