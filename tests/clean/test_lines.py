"""What cleaning does to a post's lines: wraps and fragments joined, notices, site phrases and portal chrome dropped, the rest untouched."""

import random

import pytest
from composed.bodies import pieces, wrapped
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.report import make_report
from composed.templates import PAGES, Written

from convert.clean.portal import chrome_of
from convert.source import Line, Manuscript


def post(body: str, template: str = "discuz_x3") -> Manuscript:
    """The manuscript of a thread with one post."""
    manuscript = manuscript_of(PAGES[template]("岚川县政府工作报告", [Written("岚川旧档", "2023-4-25 20:37:55", body, "900101")]))
    assert unaccounted(manuscript) == ""
    return manuscript


def text(*lines: str) -> Manuscript:
    """The manuscript of a text file."""
    manuscript = manuscript_of("\n".join(lines), names=["a.txt"])
    assert unaccounted(manuscript) == ""
    return manuscript


REPORT = make_report(21)


# --- wraps -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [20, 33, 40, 60])
@pytest.mark.parametrize(("indent", "between"), [("　　", ""), ("", "<br />\r\n"), ("　　", "<br />\r\n")])
def test_paragraphs_cut_at_a_width_are_joined(width: int, indent: str, between: str) -> None:
    report = make_report(width)
    manuscript = post(wrapped(width, indent, between)(report, random.Random(1)))
    assert texts_of(manuscript) == [bare(line) for line in report]


def test_wrapped_text_files_are_joined() -> None:
    report = make_report(8)
    lines = [("　　" + line)[i : i + 36] for line in report for i in range(0, len(line) + 2, 36)]
    assert texts_of(text(*lines)) == [bare(line) for line in report]


def test_lines_wrapped_in_a_grid_of_columns_are_joined() -> None:
    """Mailers count two columns for Han and one for Latin letters and digits."""
    report = make_report(9)
    lines: list[str] = []
    for line in report:
        row, width = "    ", 4
        for char in line:
            size = len(char.encode("gb18030"))
            if width + size > 72:
                lines.append(row)
                row, width = "", 0
            row, width = row + char, width + size
        lines.append(row)
    assert texts_of(text(*lines)) == [bare(line) for line in report]


def test_lines_cut_at_one_length_without_indents_or_gaps_end_where_they_are_shorter() -> None:
    """A paragraph's last line may be one character short of the width; only one that fills it is joined to what follows."""
    report = [line if len(line) % 40 else f"{line[:-1]}！！" for line in make_report(1)]
    assert any(len(line) > 40 and len(line) % 40 > 36 for line in report)
    manuscript = post(wrapped(40, "", "")(report, random.Random(1)))
    assert texts_of(manuscript) == [bare(line) for line in report]


@pytest.mark.parametrize(("indent", "between"), [("    ", "\n"), ("", "\n\n")])
def test_a_few_wrapped_lines_are_joined_where_indents_or_blank_lines_agree(indent: str, between: str) -> None:
    lines = [
        "岚川县人民法院工作报告",
        "各位代表：",
        "一年来，全县法院受理案件一万二千件，审结一万一千八百件，结案率达到百分之九十八点三，比上年提高一点二个百分点，当庭宣判率也有所上升。",
        "一、围绕大局",
        "审结商事案件三千二百件，标的额十八亿六千万元，为企业挽回损失八千四百万元，盘活闲置土地一百二十亩，服务了县域经济的高质量发展和营商环境。",
        "二、司法为民",
        "设立巡回审判点二十六个，就地立案、就地开庭、就地调解四百一十次，减免诉讼费用一百二十万元，发放司法救助金八十六万元，群众满意度继续提高。",
        "谢谢大家！",
    ]
    cut = ["\n".join((indent + line)[n : n + 44] for n in range(0, len(indent + line), 44)) for line in lines]
    assert texts_of(text(*between.join(cut).split("\n"))) == [bare(line) for line in lines]


def test_a_few_lines_cut_at_one_length_to_the_character_are_joined() -> None:
    """No three paragraphs break off in a sentence at the same character."""
    said = [
        "一年来，全县法院受理案件一万二千件，审结一万一千八百件，结案率达到百分之九十八点三，比上年提高一点二个百分点，当庭宣判率也有所上升。",
        "审结商事案件三千二百件，标的额十八亿六千万元，为企业挽回损失八千四百万元，盘活闲置土地一百二十亩，服务了县域经济发展和营商环境。",
        "审结教育、医疗、住房等民生案件九百六十件，为二百一十名农民工追回欠薪四百六十八万元，对三十二名经济困难的当事人缓减免交诉讼费。",
    ]
    cut = [part for line in said for part in (line[:44], line[44:])]
    front = ["岚川县人民法院工作报告", "各位代表："]
    assert texts_of(text(*front, *cut)) == [bare(line) for line in (*front, *said)]


def test_unwrapped_text_is_left_alone() -> None:
    for seed in range(20):
        report = make_report(seed)
        assert texts_of(text(*report)) == [bare(line) for line in report]


def test_headings_of_one_length_beside_whole_paragraphs_are_no_wrapped_lines() -> None:
    lines = ["一七三团团长　狄 成 刚", "（2015年1月20日）", "各位代表、同志们：", "现在，我向大会作工作报告，请予审议。"]
    deeds = ["改造老旧小区，惠及居民九千户", "新建农村公路，群众出行更加方便", "城镇新增就业两万三千人"]
    for chapter, year in (("第一部分", 2014), ("第二部分", 2015)):
        lines += [chapter, f"{year}年工作情况", f"{year}年，全团上下圆满完成了各项目标任务。" + "群众的生活有了新的改善。" * (year - 2012)]
        for n, name in enumerate(["经济总量再上台阶", "农业生产再获丰收", "职工生活再添喜色"]):
            lines += [f"（{'一二三'[n]}）{name}", "，".join(deeds[: n + year - 2013]) + "，各项指标位居前列，人民群众普遍感到满意。"]
    manuscript = post("".join(f"<p>&nbsp; &nbsp; {line}</p>" for line in lines))
    assert texts_of(manuscript) == [bare(line) for line in lines]


# --- fragments ---------------------------------------------------------------------------------------------------------------------


def test_inline_shards_are_joined() -> None:
    sentence = "全市生态环境持续改善，细颗粒物也就是人们常说的"
    made = texts_of(text(*REPORT[:9], sentence, "PM2.5", "浓度下降8%，优良天数增加。", *REPORT[9:]))
    assert made[9] == sentence + "PM2.5浓度下降8%，优良天数增加。"
    assert made[10] == bare(REPORT[9])


def test_a_linked_word_on_a_line_of_its_own_goes_back_into_its_sentence() -> None:
    sentence = ("全年经济运行总体平稳。初步核算，地区生产总值增长5.4%，居民", "消费", "价格上涨0.3%，处于合理区间。")
    made = texts_of(text(*REPORT[:9], *sentence, *REPORT[9:]))
    assert made[9] == "".join(sentence)
    heading = ("全年经济运行总体平稳。初步核算，地区生产总值增长5.4%", "一、消费", "居民消费价格上涨0.3%，处于合理区间。")
    assert texts_of(text(*REPORT[:9], *heading, *REPORT[9:]))[10] == "一、消费"


def test_figures_that_a_scrape_set_on_lines_of_their_own_are_joined_everywhere() -> None:
    """In headings, entries and the meeting line too, where a post does so with all its figures."""
    report = make_report(31)
    manuscript = post("<br />\r\n".join("<br />\r\n".join(map("".join, pieces(line))) for line in report if not line[0].isdigit()))
    assert texts_of(manuscript) == [bare(line) for line in report if not line[0].isdigit()]


def test_a_year_below_a_heading_begins_a_paragraph() -> None:
    cut = ("一、", "2022", "年工作回顾", "2022", "年是汀原发展极不平凡的一年，生产总值增长", "6", "%，收入增长", "7", "%。")
    lines = text(*REPORT[:5], *cut, *("全年完成投资", "32", "亿元，增长", "9", "%。") * 8, *REPORT[-16:])
    assert "一、2022年工作回顾" in texts_of(lines)
    assert "2022年是汀原发展极不平凡的一年，生产总值增长6%，收入增长7%。" in texts_of(lines)


def test_numbers_of_pages_are_not_taken_into_the_text() -> None:
    found = texts_of(text(*REPORT[:5], *(part for n, line in enumerate(REPORT[5:], 1) for part in (line, str(n)))))
    assert all(bare(line) in found for line in REPORT[5:])


def test_a_line_that_begins_with_a_closing_mark_is_joined() -> None:
    made = texts_of(text(*REPORT[:9], "严格执行《中华人民共和国著作权法", "》第五条的规定，加强保护。", *REPORT[9:]))
    assert made[9:11] == ["严格执行《中华人民共和国著作权法》第五条的规定，加强保护。", bare(REPORT[9])]


def test_a_heading_cut_in_two_is_left_to_the_structure_stage() -> None:
    made = texts_of(
        text(*REPORT[:9], "三、持续提升政府", "治理效能和服务水平", "过去一年，我们坚持依法行政，" + "成效明显。" * 20, *REPORT[9:])
    )
    assert made[9:11] == ["三、持续提升政府", "治理效能和服务水平"]


# --- notices and phrases -----------------------------------------------------------------------------------------------------------

NOTICES = (
    ("本帖最后由 岚川旧档 于 2023-5-6 07:08 编辑", "edit-notice"),
    ("[ 本帖最后由 岚川旧档 于 2023-5-6 07:08 AM 编辑 ]", "edit-notice"),
    ("本贴由 版主甲 于 2009-12-5 04:39 PM 修改", "edit-notice"),
    ("马上注册，结交更多好友，享用更多功能，让你轻松玩转社区。", "guest-wall"),
    ("您需要 登录 才可以下载或查看，没有帐号？立即注册 x", "guest-wall"),
    ("附表.xls (96.01 KB, 下载次数: 2)", "attachment"),
    ("游客，如果您要查看本帖隐藏内容请回复", "locked"),
    ("游客，本帖隐藏的内容需要积分高于 10 才可浏览，您当前积分为 0", "locked"),
    ("本主题由 版主甲 于 2023-5-6 07:08 加入精华", "moderation"),
    ("复制代码", "post-chrome"),
    ("更多公文请访问岚川论坛 bbs.lanchuan.example", "site-phrase"),
    ("本文来自岚川论坛，转载请注明出处", "site-phrase"),
)  # fmt: skip
STAMPS = (
    "【转载】",
    "发自我的 HUAWEI Mate 9",
    "转自：岚川县人民政府网站",
    "原文链接：http://www.lanchuan.example/art/2023/2/20/art_11.html",
    "发自我的 iPhone 客户端",
    "来自 岚川论坛Android客户端",
    "—— 来自 某某阅读 v3.2.91",
    "[发帖际遇]: 岚川旧档 发帖时在路边捡到 3 金钱.",
    "该贴已经同步到 岚川旧档的微博",
    "补充内容 (2023-5-6 07:08):",
    "点击上方蓝字关注我们",
)


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("place", [0, len(REPORT)])
def test_stamps_at_the_edges_of_a_post_go(stamp: str, place: int) -> None:
    manuscript = post("<br />\r\n".join([*REPORT[:place], stamp, *REPORT[place:]]))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert {drop.rule for drop in manuscript.drops} & {"poster-stamp", "site-phrase"}


LIKE_STAMPS = (
    "转自新区的企业有十二家，产值增长6%。",
    "来自全县的代表共商发展大计。",
    "发自内心地为群众办实事。",
    "点击率、关注度、满意度明显提升。",
)


@pytest.mark.parametrize("line", LIKE_STAMPS)
def test_sentences_like_stamps_stay(line: str) -> None:
    lines = [*REPORT[:-1], line, REPORT[-1]]
    assert texts_of(post("<br />\r\n".join(lines))) == [bare(line) for line in lines]


def test_bbcode_that_the_board_did_not_read_goes() -> None:
    marked = [
        f"[align=center][b]{REPORT[0]}[/b][/align]",
        f"[size=4][color=#333333]{REPORT[1]}[/color][/size]",
        *REPORT[2:],
        "[attach]4711[/attach]",
    ]
    manuscript = post("<br />\r\n".join(marked))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert "stray-markup" in {drop.rule for drop in manuscript.drops}


def test_note_marks_are_no_bbcode() -> None:
    lines = [*REPORT[:8], "深入实施“一降三减”行动[3]，落实〔2019〕12号文件[i]。", *REPORT[8:]]
    assert texts_of(post("<br />\r\n".join(lines))) == [bare(line) for line in lines]


@pytest.mark.parametrize(
    "style", ["position:absolute;left:-9999px", "text-indent:-999em;display:block", "opacity:0;", "clip:rect(0 0 0 0)"]
)
def test_text_off_the_screen_goes(style: str) -> None:
    lines = [f'{line[:6]}<span style="{style}">岚川论坛复制无效</span>{line[6:]}' for line in REPORT]
    manuscript = post("<br />\r\n".join(lines))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert "hidden-text" in {drop.rule for drop in manuscript.drops}


@pytest.mark.parametrize(("notice", "rule"), NOTICES)
@pytest.mark.parametrize("place", [0, 8, len(REPORT)])
def test_notices_go_by_their_rule(notice: str, rule: str, place: int) -> None:
    lines = [*REPORT[:place], notice, *REPORT[place:]]
    manuscript = post("<br />\r\n".join(lines))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert rule in {drop.rule for drop in manuscript.drops}


def test_a_wall_that_a_rendition_cut_at_its_links_goes() -> None:
    wall = ("马上注册，结交更多好友，享用更多功能，让你轻松玩转社区。", "您需要", "登录", "才可以下载或查看，没有帐号？", "立即注册", "x")
    assert texts_of(text(*wall, *REPORT)) == [bare(line) for line in REPORT]


def test_a_notice_glued_to_the_text_is_cut_out() -> None:
    manuscript = text("本帖最后由 岚川旧档 于 2023-5-6 07:08 编辑 " + REPORT[0], *REPORT[1:])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]


@pytest.mark.parametrize(
    "phrase", [". From 1point 3acres bbs", "-google 1point3acres", ". Waral 博客有更多文章", ". Χ", "（岚川论坛 bbs.lanchuan.example）"]
)
def test_site_phrases_at_line_ends_go(phrase: str) -> None:
    lines = [line + phrase if number % 3 == 0 else line for number, line in enumerate(REPORT)]
    assert texts_of(post("<br />\r\n".join(lines))) == [bare(line) for line in REPORT]


KEPT = (
    "建成“12345”热线与网站www.lanchuan.gov.example一体受理平台，办结率达到99%。",
    "编辑出版《岚川年鉴》，下载量突破10万次。",
    "加强网络安全，登录政务平台的群众达到30万人次。",
    "（一）回复群众来信120件，举报线索全部办结。",
    "审核：对项目逐一把关，评分排名靠后的予以通报。",
    "相关链接：产业链上下游企业实现就地配套。发展后劲明显增强，创新动能加快集聚，改革活力充分释放，民生福祉持续增进。",
    "来源于省级以上的补助资金增长12%。",
    "收藏文物3000余件，分享发展成果。",
    "时间：2026年底前；责任单位：县交通运输局。",
)  # fmt: skip


@pytest.mark.parametrize("line", KEPT)
@pytest.mark.parametrize("form", ["html", "text"])
def test_the_author_s_own_lines_stay(line: str, form: str) -> None:
    lines = [*REPORT[:9], line, *REPORT[9:]]
    manuscript = post("<br />\r\n".join(lines)) if form == "html" else text(*lines)
    assert bare(line) in texts_of(manuscript)


RATINGS = (
    ["评分", "参与人数 2", "金币 +15", "收起", "理由", "半山", "+ 10", "很给力!", "听雨轩", "+ 5", "赞一个!", "查看全部评分"],
    ["参与人数 1威望 +2 收起 理由", "半山", "+ 2", "原创内容"],
    ["本帖最近评分记录", "清风徐来 威望 +2 精品文章 2012-2-21 08:12", "白鹭 金钱 +20 辛苦 2012-2-22 18:12"],
    ["评分|参与人数 2|战斗力 +3|理由|", "|----|----|---|----|", "| 白鹭| + 1|好评加鹅|", "| 清溪客| + 2|思路广|", "", "查看全部评分"],
)


@pytest.mark.parametrize("lines", RATINGS)
def test_ratings_under_a_post_go_as_a_whole(lines: list[str]) -> None:
    bar = (
        ["# 公报", "####  岚川旧档", "##### 1#  发表于 2023-4-25 20:37"] if "|" in lines[0] else ["发表于 2023-4-25 20:37:55 | 只看该作者"]
    )
    manuscript = text("[复制链接]", *bar, *REPORT, "", *lines)
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert "rating" in {drop.rule for drop in manuscript.drops}


def test_headings_under_a_head_of_ratings_stay() -> None:
    kept = ["一、今年的工作", "（一）工业", "各位代表！"]
    manuscript = text("[复制链接]", "发表于 2023-4-25 20:37:55 | 只看该作者", *REPORT, "参与人数 9999", *kept, *REPORT[5:])
    assert texts_of(manuscript) == [bare(line) for line in (*REPORT, *kept, *REPORT[5:])]


def test_ratings_may_follow_ratings_without_end() -> None:
    manuscript = text("[复制链接]", "发表于 2023-4-25 20:37:55 | 只看该作者", *REPORT, *["参与人数 1", "查看全部评分"] * 3000)
    assert texts_of(manuscript) == [bare(line) for line in REPORT]


@pytest.mark.parametrize(
    "line",
    [
        "参与人数 2.3万人次，满意度评分达到96.5分，查看全部评分结果的群众超过七成。",
        "参与人数1200人",
        "购买主题公园服务",
        "已有1200人购买惠民保",
        "统筹：城乡发展一体推进",
        "摄影：大赛入选作品21幅",
        "版权所有制度改革稳步推进",
        "支持：1200万元",
        "反馈：群众满意率98.6%",
        "关键词：稳、进、好",
    ],
)
def test_a_report_s_lines_like_notices_stay(line: str) -> None:
    for lines in ([*REPORT, line], [*REPORT[:9], line, *REPORT[9:]]):
        assert texts_of(text(*lines)) == [bare(one) for one in lines]


# --- portals -----------------------------------------------------------------------------------------------------------------------

PORTAL = (
    "来源 | 岚川发布", "编辑丨小云",
    "来源：岚川日报", "信息来源: 县政府办公室　发布时间：2026-02-09 09:20　浏览次数：123 次", "【字体：大 中 小】", "字号：[大][中][小]", "打印", "分享到：", "2026年02月10日 07时41分",
    "2026-02-09 岚川日报", "首页 > 政务公开 > 政府工作报告", "原创 岚川发布 岚川发布 2022年02月20日 09:33 岚川", "您的位置：网站首页 >> 新闻 >> 要闻", "2026年02月10日 来源：岚川日报",
    "2026-02-10 08:30    来源：岚川日报    作者：    点击：1203 次    【字号：大 中 小】", "分享到：QQ空间新浪微博腾讯微博人人网",
    "时间：2026-02-05", "编辑：柳三变", "扫一扫在手机打开当前页", "】", "县长邵临川作政府工作报告。本报全媒体记者 林 君摄",
)  # fmt: skip


@pytest.mark.parametrize("line", PORTAL)
def test_portal_chrome_is_told(line: str) -> None:
    assert chrome_of(line)


@pytest.mark.parametrize(
    "line",
    [
        *REPORT,
        "（2026年1月15日）",
        "作者：县长　邵临川",
        "会议时间 2031年1月5日 09:00",
        "时间：2016年12月28日　地点：镇政府三楼会议室",
        "2026年1月15日",
        "各位代表",
        "县长　邵临川",
        "中共岚川县委员会",
        "岚川县第十八届人民代表大会第三次会议文件（二）",
    ],
)
def test_a_report_s_lines_are_no_portal_chrome(line: str) -> None:
    assert not chrome_of(line)


def test_labels_and_values_on_lines_of_their_own_go() -> None:
    front = ["下载", "打印", "全屏", "收藏", "【字号：", "加大", "还原", "减小", "】", REPORT[0], "来源：", "岚川日报", "分享："]
    back = [
        "责任编辑：",
        "李三山",
        "扫一扫在手机打开当前页",
        "相关附件>>",
        "abcd39f1fb7f426d9dfb6bd0fa1f2146:",
        "岚川县干部群众热议报告",
        "打印本页",
        "关闭窗口",
    ]
    assert texts_of(text(*front, *REPORT[1:], *back)) == [bare(line) for line in REPORT]


# --- characters --------------------------------------------------------------------------------------------------------------------


def test_invisible_characters_go_and_the_text_becomes_nfc() -> None:
    manuscript = post("各位\u200b代表：\u0007现在\ufeff，我代表e\u0301政府报\uf901告工作\u2028。")
    (line,) = [block for block in manuscript.blocks if isinstance(block, Line)]
    assert bare(line.text) == "各位代表：现在，我代表é政府报更告工作。"
    assert {"zero-width", "control", "nfc"} <= {drop.rule for drop in manuscript.drops}


# --- looks, tables, pictures, links ------------------------------------------------------------------------------------------------


def test_looks_are_handed_on_as_evidence() -> None:
    manuscript = post(
        '<div align="center"><b>标题</b></div><p style="text-indent:2em">正文<strong>加粗</strong>的一段。</p><center>居中</center><h2>小标题</h2>'
    )
    title, paragraph, centred, heading = (block for block in manuscript.blocks if isinstance(block, Line))
    assert (title.centred, title.bold) == (True, ((0, 2),))
    assert (paragraph.centred, paragraph.bold, paragraph.indent, paragraph.element) == (False, ((2, 4),), 2, "p")
    assert (centred.centred, heading.element) == (True, "h2")


def test_a_table_of_data_is_a_table_and_its_spans_are_clamped() -> None:
    cells = "<tr><th colspan=99999999>指标</th><th>数值</th></tr><tr><td rowspan='7'>粮食</td><td>5.2</td></tr><tr><td>棉花</td><td>1.3</td></tr>"
    manuscript = post(f"前文。<table>{cells}</table>后文。")
    _, table, _ = manuscript.blocks
    assert [[(cell.lines[0].text, cell.colspan, cell.rowspan) for cell in row] for row in table.rows] == [
        [("指标", 2, 1), ("数值", 1, 1)], [("粮食", 1, 2), ("5.2", 1, 1)], [("棉花", 1, 1), ("1.3", 1, 1)],
    ]  # fmt: skip
    assert table.rows[0][0].header


def test_pictures_are_recorded_and_smilies_are_not() -> None:
    manuscript = post(
        '文字<img src="none.gif" file="http://a.example/1.jpg" alt="会场"><img smilieid="4" src="static/image/smiley/x.gif">完'
    )
    _, picture, _ = manuscript.blocks
    assert (picture.alt, picture.address) == ("会场", "http://a.example/1.jpg")


def test_links_keep_their_text() -> None:
    assert texts_of(post('见<a href="javascript:alert(1)">附件</a>和<a href="http://a.example">网站</a>。')) == ["见附件和网站。"]


def test_a_long_folded_block_is_kept_and_short_hidden_text_is_not() -> None:
    chapter = "折叠的一章说明了来年的工作安排。" * 20
    assert texts_of(post(f'<div style="display:none">{chapter}</div>正文<span style="display:none">水印</span>。')) == [chapter, "正文。"]


def test_a_quotation_left_open_goes_on() -> None:
    parts = ["7.“双向揭榜挂帅”：企业找技术、“成果找市场", "揭榜", "挂帅”的简称，由企业带资金、带场景。"]
    made = texts_of(text(*REPORT[:9], *parts, *REPORT[9:]))
    assert made[9] == "".join(parts)
    assert made[10] == bare(REPORT[9])


@pytest.mark.parametrize("indent", ["　　", "\xa0 \xa0\xa0", " \xa0 \xa0\xa0"])
def test_a_report_on_one_line_is_parted_at_its_indents(indent: str) -> None:
    assert texts_of(text(indent + indent.join(line.replace("　", "") for line in REPORT))) == [bare(line) for line in REPORT]


def test_a_frame_of_quotation_around_the_author_s_own_words_is_opened() -> None:
    framed = f'<div class="quote"><blockquote>{REPORT[0]}<br />\r\n{REPORT[1]}</blockquote></div>' + "<br />\r\n".join(REPORT[2:])
    assert texts_of(post(framed)) == [bare(line) for line in REPORT]


def test_facts_and_subject_lose_their_invisible_characters() -> None:
    page = PAGES["discuz_x3"](
        "岚川\u200b县政府&#8;工作报告", [Written("岚\u200b川旧档", "2023-4-25 20:37:55", "<br />".join(REPORT), "900101")]
    )
    source = manuscript_of(page).source
    assert source.subject_at is not None
    assert (source.subject, source.subject_at.text, source.handle) == ("岚川县政府工作报告", "岚川县政府工作报告", "岚川旧档")
    assert unaccounted(manuscript_of(page)) == ""


def test_a_subject_over_two_lines_of_the_page_has_its_blank_accounted_for() -> None:
    page = PAGES["touch_35"]("Lanchuan\nReport 岚川县报告", [Written("岚川旧档", "2023-4-25 20:37:55", "<br />".join(REPORT), "900101")])
    manuscript = manuscript_of(page)
    subject = manuscript.source.subject_at
    visible = "".join(file.visible for file in manuscript.files)
    assert subject is not None
    assert subject.text == "Lanchuan Report 岚川县报告"
    assert all(char == visible[place] or place in manuscript.rewrites for char, place in zip(subject.text, subject.at, strict=True))
