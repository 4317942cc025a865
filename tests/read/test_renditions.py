"""Text renditions of every manner: the first poster's report, and nothing of the page."""

import random

import pytest
from composed.bodies import FORMS
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.renditions import RENDITIONS, Said, shuffled_noise, text_of
from composed.report import make_report
from composed.templates import PAGES, Written

from convert import read
from convert.source import parse_page

REPLIES = (
    Said("江上客", "2023-4-26 08:01:02", ["谢谢楼主分享，收藏了。"]),
    Said("写材料的人", "2023-4-26 09:01:02", ["（一）关于产业。去年说的园区到现在还没有动静，什么时候才能开工？", "学习了"]),
)


# What a manner tells of the time: minutes, the day alone, nothing where month and day cannot be told apart.
TIMES = {
    "bare": ("", "2023-02-09T08:00:00"),  # as the noise tells
    "bare_indented": ("", "2023-02-09T08:00:00"),
    "bare_portal": ("2019-02-20T08:30:00",),
    "dotted": ("2023-04-25T20:37:00",),
    "phpbb_english": ("2023-04-25T20:37:00",),
    "xenforo_english": ("2023-04-25",),
    "vbulletin_english": ("",),
    "nodebb": ("2023-04-25T20:37:00",),
    "discourse_days": ("2023-04-25",),
    "zhihu": ("", "2023-02-09T08:00:00"),
}


@pytest.mark.parametrize("noise", [False, True])
@pytest.mark.parametrize("manner", RENDITIONS)
def test_the_report_alone_is_left(manner: str, noise: bool) -> None:
    for seed in range(3):
        report = make_report(900 + seed)
        lines = shuffled_noise(report, random.Random(seed)) if noise else report
        text = RENDITIONS[manner](report[0], [Said("岚川旧档", "2023-4-25 20:37:55", lines), *REPLIES])
        manuscript = manuscript_of(text, names=["a.txt"])
        assert texts_of(manuscript) == [bare(line) for line in report]
        assert unaccounted(manuscript) == ""
        assert manuscript.source.posted in TIMES.get(manner, ("2023-04-25T20:37:55",))


@pytest.mark.parametrize("template", ["discuz_x15", "discuz_x2", "discuz_x3", "flarum", "discourse", "phpwind_9", "mybb"])
@pytest.mark.parametrize("form", ["ideographic_indent", "paragraphs", "plain", "word_paste"])
def test_what_get_text_made_of_a_page(template: str, form: str) -> None:
    report = make_report(77)
    posts = [
        Written("岚川旧档", "2023-4-25 20:37:55", FORMS[form](report, random.Random(1)), "900101"),
        Written("江上客", "2023-4-26 08:01:02", "谢谢楼主分享，收藏了。", "900107", "31"),
    ]
    manuscript = manuscript_of(text_of(PAGES[template](report[0], posts), "\n"), names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in report]
    assert unaccounted(manuscript) == ""


def test_head_and_bar_give_the_facts() -> None:
    report = make_report(3)
    text = RENDITIONS["indented"](report[0], [Said("岚川旧档", "2023-4-25 20:37:55", report), *REPLIES])
    source = manuscript_of(text, names=["a.txt"]).source
    assert (source.subject, source.category, source.views, source.replies) == (report[0], "岚川", "641", "2")


def test_the_edit_notice_names_the_first_poster() -> None:
    report = make_report(3)
    said = Said("岚川旧档", "2023-4-25 20:37:55", ["本帖最后由 岚川旧档 于 2023-4-26 02:15 编辑", *report])
    source = manuscript_of(RENDITIONS["indented"](report[0], [said, *REPLIES]), names=["a.txt"]).source
    assert (source.handle, source.edited) == ("岚川旧档", "2023-04-26T02:15:00")


def test_a_poster_without_a_name_is_told_by_his_card() -> None:
    text = "标题\n[复制链接]\n9\n主题\n12\n帖子\n发表于 2023-1-1 10:00 | 只看该作者\n正文一。\n使用道具 举报\n9\n主题\n12\n帖子\n发表于 2023-1-1 11:00 | 只看该作者\n正文二。\n"
    posts = read.read([parse_page(text.encode(), "a.txt")]).posts
    assert posts[0].handle == posts[1].handle != ""
    assert read.read([parse_page(text.encode(), "a.txt")]).source.handle == ""


def test_markdown_keeps_looks_as_evidence_and_drops_marks() -> None:
    text = "# 岚川县政府工作报告\n\n## 一、回顾\n\n**产业向好。**全年 [增长](http://a.example/b) 5\\.2%。\n\n| 指标 | 数值 |\n|---|---|\n| 粮食 | 5 |\n"
    manuscript = manuscript_of(text, names=["a.txt"])
    title, heading, paragraph, table = manuscript.blocks
    assert (title.text, title.element) == ("岚川县政府工作报告", "h1")
    assert (heading.text, heading.element) == ("一、回顾", "h2")
    assert (paragraph.text, paragraph.bold) == ("产业向好。全年 增长 5.2%。", ((0, 5),))
    assert [[cell.lines[0].text for cell in row] for row in table.rows] == [["指标", "数值"], ["粮食", "5"]]
    assert unaccounted(manuscript) == ""
    assert {drop.rule for drop in manuscript.drops} == {"markdown"}


def test_stray_tags_and_entities_go() -> None:
    manuscript = manuscript_of("各位代表：<BR>现在，我代表政府&amp;机关报告工作。<br/>一、回顾&nbsp;\n" + "正文。" * 30, names=["a.txt"])
    assert texts_of(manuscript)[:3] == ["各位代表：", "现在，我代表政府&机关报告工作。", "一、回顾"]
    assert unaccounted(manuscript) == ""


def test_the_author_s_later_posts_go_on_and_name_him() -> None:
    """The first card lost its name; a later one with the same figures has it."""
    report = make_report(41)
    card = "1万\n主题\n1万\n帖子\n15万\n积分\n版主\nRank: 7\n积分\n151589\n"
    other = "江上客\n0\n主题\n2\n帖子\n7\n积分\n新手上路\nRank: 1\n积分\n7\n"
    bar, tail = "发表于 2023-4-25 20:37:55 | 只看该作者\n", "\n回复\n\n使用道具 举报\n\n"
    text = (
        f"查看: 641|回复: 3\n[岚川] {report[0]}\n[复制链接]\n{card}{bar}"
        + "\n\n".join(report[:12])
        + f"{tail}{other}{bar}沙发，等更新{tail}"
        f"岚川旧档\n{card}{bar}"
        + "\n\n".join(report[12:])
        + f"{tail}{other}{bar}学习了，写得好{tail}您需要登录后才可以回帖 登录 | 立即注册\n"
    )
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in report]
    assert manuscript.source.handle == "岚川旧档"
    assert unaccounted(manuscript) == ""


@pytest.mark.parametrize("between", ["", " "])
def test_names_and_times_alone_are_bars_and_the_head_of_a_quotation_is_none(between: str) -> None:
    report = make_report(5)
    quoted = ("江上客 发表于 2023-2-1 09:10", "请问去年的报告在哪里找得到 ...")
    lines = [f"岚川旧档{between}2023-4-25 20:37:55", *quoted, *report, f"过路人{between}2023-4-26 08:00:00", "谢谢楼主分享，收藏了"]
    manuscript = manuscript_of("\n".join([report[0], *lines]), names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in report]
    assert manuscript.source.handle == "岚川旧档"
    assert unaccounted(manuscript) == ""


def test_a_list_of_names_and_times_below_the_text_is_no_bar() -> None:
    report = make_report(6)
    listed = [f"岚川县第{n}次会议 2023-4-2{n} 08:00:00" for n in "2345"]
    found = texts_of(manuscript_of("\n".join([*report, *listed]), names=["a.txt"]))
    assert found[: len(report)] == [bare(line) for line in report]


BAR = "{0}\n发表于 {1} | 只看该作者\n"
FOOT = "\n回复\n使用道具 举报\n"


def thread_of(*posts: tuple[str, str, str]) -> str:
    """A Discuz! thread as text, of posts by name, time and text."""
    return "查看: 641|回复: 3\n工作报告\n[复制链接]\n" + "".join(BAR.format(name, time) + text + FOOT for name, time, text in posts)


def test_a_report_posted_twice_is_no_forum_s_word() -> None:
    report = make_report(8)
    text = thread_of(("岚川旧档", "2023-4-25 20:37:55", "\n".join(report)), ("岚川旧档", "2023-4-25 20:40:02", "\n".join(report)))
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in report]
    assert manuscript.source.handle == "岚川旧档"


def test_the_head_of_a_quotation_is_no_bar() -> None:
    report = make_report(9)
    quotation = "岚川旧档 发表于 2023-4-25 20:37\n" + "\n".join(report[:4]) + " ...\n数据很全，收藏了"
    posts = [("岚川旧档", "2023-4-25 20:37:55", "\n".join(report)), ("江上客", "2023-4-26 08:00:00", quotation)]
    thread = read.read([parse_page(thread_of(*posts).encode(), "a.txt")])
    assert [post.handle for post in thread.posts] == ["岚川旧档", "江上客"]
    assert texts_of(manuscript_of(thread_of(*posts), names=["a.txt"])) == [bare(line) for line in report]


def test_a_copy_with_the_newest_post_first_is_turned_round() -> None:
    report = make_report(10)
    first, second = ("岚川旧档", "2023-4-25 20:37:55", "\n".join(report[:12])), ("岚川旧档", "2023-4-25 20:40:02", "\n".join(report[12:]))
    last = ("江上客", "2023-4-26 08:00:00", "谢谢楼主")
    for posts in ((last, second, first), (first, last, second)):
        assert texts_of(manuscript_of(thread_of(*posts), names=["a.txt"])) == [bare(line) for line in report]


def test_the_head_of_a_reader_service_is_the_page_s() -> None:
    report = make_report(11)
    head = f"Title: {report[0]} - 岚川论坛\n\nURL Source: https://bbs.lanchuan.example/thread-77-1-1.html\n\nMarkdown Content:\n"
    page = parse_page((head + "\n\n".join(report)).encode(), "a.txt")
    assert texts_of(manuscript_of(page.text, names=["a.txt"])) == [bare(line) for line in report]
    assert (read.identify(page).host, read.identify(page).tid) == ("bbs.lanchuan.example", "77")


def test_copies_of_pages_are_joined_by_the_numbers_in_their_names() -> None:
    report = make_report(12)
    trail = f"岚川论坛 › 论坛 › 公报 › {report[0]}\n下一页\n"
    bodies = [
        trail + thread_of(("岚川旧档", f"2023-4-25 20:3{n}:55", "\n".join(part))) for n, part in enumerate((report[:12], report[12:]))
    ]
    pages = [parse_page(bodies[n - 1].encode(), f"thread-881-{n}-1.txt") for n in (2, 1)]
    (group,) = read.group(pages)
    assert [page.name for page in group] == ["thread-881-1-1.txt", "thread-881-2-1.txt"]
    assert texts_of(manuscript_of(*bodies, names=["thread-881-1-1.txt", "thread-881-2-1.txt"])) == [bare(line) for line in report]


def test_line_breaks_written_out_make_no_page_of_a_text() -> None:
    report = make_report(13)
    text = "查看: 1|回复: 0\n[复制链接]\n发表于 2023-4-25 20:37:55 | 只看该作者\n" + "<BR>&nbsp;&nbsp;".join(report) + "\n回复 举报\n"
    assert parse_page(text.encode(), "a.txt").kind == "text"
    assert texts_of(manuscript_of(text, names=["a.txt"])) == [bare(line) for line in report]


def test_cells_of_a_table_lose_their_marks() -> None:
    text = "**岚川县**\n\n| **指标** | 数值 |\n|---|---|\n| [粮食](http://a.example/b) | 5\\.2 |\n"
    table = manuscript_of(text, names=["a.txt"]).blocks[-1]
    assert [[cell.lines[0].text for cell in row] for row in table.rows] == [["指标", "数值"], ["粮食", "5.2"]]


@pytest.mark.parametrize("title", ["岚川市人民代表大会常务委员会工作报告", "关于岚川市2025年预算执行情况和2026年预算草案的报告"])
def test_a_title_that_names_a_meeting_is_found_behind_the_page_s_head(title: str) -> None:
    report = [title, *make_report(14)[1:]]
    head = ["邮箱 | 微信 | 微博 | ENGLISH", "要闻", "服务", "您的位置：首页 > 公开 > 政府工作报告", title, "日期：2026-02-12 09:30", "朗读"]
    assert texts_of(manuscript_of("\n".join([*head, *report]), names=["a.txt"])) == [bare(line) for line in report]


def test_a_text_quoted_from_beginning_to_end_loses_its_marks() -> None:
    report = make_report(15)
    assert texts_of(manuscript_of("> " + "\n>\n> ".join(report), names=["a.txt"])) == [bare(line) for line in report]


@pytest.mark.parametrize("last", ["反馈渠道进一步畅通", "创建于1958年的县中学办得更好", "支持：指财政贴息，含担保费补贴", "人口：45万"])
def test_a_last_line_like_a_note_of_the_forum_stays(last: str) -> None:
    lines = [*make_report(16), last]
    alone = texts_of(manuscript_of("\n".join(lines), names=["a.txt"]))
    thread = texts_of(manuscript_of(thread_of(("岚川旧档", "2023-4-25 20:37:55", "\n".join(lines))), names=["a.txt"]))
    assert alone == thread == [bare(line) for line in lines]


def test_the_line_breaks_of_verse_stay() -> None:
    lines = [
        "渡口",
        *["黄昏的渡口把一天的喧哗系在缆绳上面", "有人在等船有人在等一封不会到的信呢", "河水流过我的名字也流过所有人的名字"] * 4,
    ]
    assert texts_of(manuscript_of("\n\n".join(["\n".join(lines[n : n + 4]) for n in range(0, len(lines), 4)]), names=["a.txt"])) == lines


def test_days_with_numbers_in_a_report_are_no_bars() -> None:
    report = make_report(17)
    lines = [*report[:6], "1957年7月7日", "1", "1958年1月8日", "2", *report[6:]]
    kept = "".join(texts_of(manuscript_of("\n".join(lines), names=["a.txt"])))
    assert kept == "".join(map(bare, lines))


def test_a_thread_of_one_post_is_told_by_the_head_of_its_page() -> None:
    report = make_report(18)
    text = RENDITIONS["xenforo_english"](report[0], [Said("chuanliu", "2023-4-25 20:37:55", [*report, "Last edited: Apr 26, 2023"])])
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in report]
    assert manuscript.source.handle == "chuanliu"
