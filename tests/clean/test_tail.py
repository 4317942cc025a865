"""Behind the text a portal's labels go with the titles under them, and nothing of the author's goes with them."""

from array import array

import pytest

from convert.clean.draft import Draft
from convert.clean.tail import drop_portal_tail
from convert.source import Line

FRONT = ["岚川区政府工作报告", "各位代表：", "现在，我代表区人民政府向大会报告工作，请予审议。"]


def cleaned(*lines: str) -> tuple[list[str], list[str]]:
    """(the lines that are left, the codes of the findings)."""
    start = 0
    blocks = []
    for line in lines:
        blocks.append(Line(line, array("I", range(start, start + len(line)))))
        start += len(line)
    draft = Draft("".join(lines), "", [list(blocks)])
    drop_portal_tail(draft)
    gone = "".join(draft.visible[drop.start : drop.end] for drop in draft.drops)
    left = [block.text for block in draft.posts[0] if isinstance(block, Line)]
    assert gone == "".join(lines[len(left) :])
    return left, [finding.code for finding in draft.findings]


OWN = (
    ["相关链接", "名词解释", "1.一网通办：指群众办事进一张网。", "岚川区人民政府", "2031年1月8日"],
    [
        "相关链接：什么是“十项行动”？",
        "“十项行动”是区委确定的工作抓手，涵盖产业、交通、民生等方面。",
        "各位代表！让我们一起努力。",
        "谢谢大家！",
    ],
    ["延伸阅读", "“四好农村路”：指建好、管好、护好、运营好农村公路"],
    ["分享到：微信", "一、2030年工作回顾", "全区生产总值增长6.3%。"],
    ["打印本页", "岚川区人民政府"],
    ["关闭", "二〇三一年一月八日"],
    ["推荐阅读", "（三）加强政府自身建设"],
    ["附件下载：主要指标表（略）"],
)


@pytest.mark.parametrize("lines", OWN, ids=[lines[0] for lines in OWN])
def test_the_author_s_lines_stop_a_label(lines: list[str]) -> None:
    assert cleaned(*FRONT, *lines) == ([*FRONT, *lines], [])


def test_labels_go_with_the_titles_under_them_and_it_is_told() -> None:
    tail = ["责任编辑：柳三变", "相关报道：", "岚川干部群众热议报告", "开局之年怎么干？", "打印本页", "关闭窗口"]
    assert cleaned(*FRONT, *tail) == (FRONT, ["tail-dropped"])


def test_labels_alone_need_no_finding() -> None:
    assert cleaned(*FRONT, "（责编：柳三变）", "扫一扫在手机打开当前页") == (FRONT, [])


def test_signature_and_date_stay_before_a_label() -> None:
    assert cleaned(*FRONT, "岚川区人民政府", "2031年1月8日", "责任编辑：柳三变") == ([*FRONT, "岚川区人民政府", "2031年1月8日"], [])


def test_a_post_without_a_sentence_is_left_alone() -> None:
    assert cleaned("岚川区政府工作报告", "分享到：微信", "相关链接") == (["岚川区政府工作报告", "分享到：微信", "相关链接"], [])


def test_an_excerpt_of_the_beginning_is_not_the_end_of_the_text() -> None:
    """Where an article may be shared its portal shows title and first words again."""
    body = ["全区生产总值增长6.3%。"] * 12
    left, codes = cleaned(*FRONT, *body, "责任编辑：柳三变", "打印本页", FRONT[0], "各位代表：现在，我代表区人民政府向大会报告工作...")
    assert left == [*FRONT, *body]
    assert codes == ["tail-dropped"]


@pytest.mark.parametrize("notice", ["声明：凡注明来源本网的作品，未经授权不得转载。", "版权所有 岚川日报社 未经许可不得转载"])
def test_a_notice_of_rights_is_a_label(notice: str) -> None:
    left, _ = cleaned(*FRONT, "全区生产总值增长6.3%。", "相关链接：", notice)
    assert left == [*FRONT, "全区生产总值增长6.3%。"]


FOOT = [
    "主办单位：岚川县人民政府办公室",
    "联系电话：010-00000000",
    "岚ICP备00000000号-1",
    "岚公网安备00000000000001号",
    "网站地图 | 联系我们",
    "技术支持：岚川信息",
    "您是第 123456 位访问者",
]


def test_the_foot_of_a_portal_s_page_goes_and_the_signature_over_it_stays() -> None:
    body = ["全区生产总值增长6.3%。", "岚川县人民政府", "2026年1月15日"]
    assert cleaned(*FRONT, *body, *FOOT) == ([*FRONT, *body], [])


def test_an_owner_s_line_without_a_number_of_registration_is_the_author_s() -> None:
    body = ["全区生产总值增长6.3%。", "一、新建公办幼儿园六所", "主办单位：县教育局", "协办单位：各乡镇人民政府"]
    assert cleaned(*FRONT, *body) == ([*FRONT, *body], [])


@pytest.mark.parametrize(
    "tail",
    [
        ["— END —", "来源 | 岚川日报", "编辑丨小舟", "责编丨大海", "点分享", "点收藏", "点点赞", "点在看"],
        ["供稿：县人大办", "图片：资料图", "编辑 | 小舟", "分享收藏点赞在看"],
    ],
)
def test_the_credits_of_a_public_account_go(tail: list[str]) -> None:
    assert cleaned(*FRONT, "全区生产总值增长6.3%。", *tail) == ([*FRONT, "全区生产总值增长6.3%。"], [])


@pytest.mark.parametrize(
    "tail",
    [
        ["长按二维码，关注岚川发布", "下载APP，阅读体验更佳", "点赞12人赞过", "打赏作者，鼓励TA继续创作", "投票已经结束"],
        ["扫码关注公众号，每天看资讯", "楼主热帖", "周末骑行召集", "猜你喜欢", "老街改造前后对比"],
    ],
)
def test_what_plugins_set_behind_a_post_goes(tail: list[str]) -> None:
    assert cleaned(*FRONT, "全区生产总值增长6.3%。", *tail)[0] == [*FRONT, "全区生产总值增长6.3%。"]


@pytest.mark.parametrize("own", ["推行扫码办事，扫描二维码即可查询进度。", "共有1200人点赞岚川好人。", "下载客户端的群众达到三成。"])
def test_sentences_on_codes_and_clients_are_the_author_s(own: str) -> None:
    assert cleaned(*FRONT, "全区生产总值增长6.3%。", own) == ([*FRONT, "全区生产总值增长6.3%。", own], [])


def test_owners_of_projects_are_not_the_page_s() -> None:
    works = ["一、新建学校3所。", "主办单位：区教育局", "二、改造公路20公里。", "主办单位：区交通局"]
    left, _ = cleaned(*FRONT, "全区生产总值增长6.3%。", *works, "联系电话：0000-1234567", "岚ICP备12345678号")
    assert left == [*FRONT, "全区生产总值增长6.3%。", *works]


def test_the_owner_of_the_page_is_not_the_author_s() -> None:
    left, _ = cleaned(*FRONT, "全区生产总值增长6.3%。", "主办单位：岚川区人民政府办公室", "岚ICP备12345678号")
    assert left == [*FRONT, "全区生产总值增长6.3%。"]
