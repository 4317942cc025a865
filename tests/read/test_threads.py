"""Threads of several posts and files: which are joined, in what order, and which posts are the report."""

import random
import re

import pytest
from composed.bodies import FORMS
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.report import make_report
from composed.templates import PAGES, Written

from convert import clean, read
from convert.source import parse_page

REPORT = make_report(11)
AUTHOR = "岚川旧档"


def body(lines: list[str]) -> str:
    return FORMS["ideographic_indent"](lines, random.Random(0))


def post(handle: str, text: str, pid: int, clock: str = "20:37:55") -> Written:
    return Written(handle, f"2023-4-25 {clock}", text, str(pid), "12" if handle == AUTHOR else "31")


def page(posts: list[Written], number: int = 1, template: str = "discuz_x3", subject: str = REPORT[0]) -> str:
    made = PAGES[template](subject, posts)
    return made.replace("-1-1.html", f"-{number}-1.html").replace(
        '<div id="postlist"', f'<div class="pg"><a>1</a><strong>{number}</strong></div><div id="postlist"'
    )


THREE = [REPORT[:9], REPORT[9:20], REPORT[20:]]


def test_continuations_by_the_author_are_joined_in_order() -> None:
    posts = [
        post(AUTHOR, body(THREE[0]), 1),
        post("江上客", "沙发！等更新", 2),
        post(AUTHOR, body(THREE[1]), 3),
        post("过路人", body(["（一）关于产业。说了很多年也没有动静，到底什么时候开工，大家心里都没有底。"] * 2), 4),
        post(AUTHOR, body(THREE[2]), 5),
        post(AUTHOR, "谢谢大家支持，发完了。", 6),
    ]
    manuscript = manuscript_of(page(posts))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert unaccounted(manuscript) == ""
    assert {"reply", "remark"} <= {drop.rule for drop in manuscript.drops}


def test_notes_that_the_text_goes_on_are_dropped() -> None:
    posts = [post(AUTHOR, body([*THREE[0], "（未完待续）"]), 1), post(AUTHOR, body(["（接上楼）", *THREE[1], *THREE[2]]), 2)]
    manuscript = manuscript_of(page(posts))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert "continued" in {drop.rule for drop in manuscript.drops}


def test_files_of_one_thread_are_grouped_and_ordered_by_their_page() -> None:
    first = page([post(AUTHOR, body(THREE[0] + THREE[1]), 1), post("江上客", "顶", 2)])
    second = page([post("过路人", "学习了", 7), post(AUTHOR, body(THREE[2]), 8)], 2)
    manuscript = manuscript_of(second, first)
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert [file.name for file in manuscript.files] == ["1.html", "0.html"]
    assert unaccounted(manuscript) == ""


def test_a_missing_page_is_told() -> None:
    first, third = page([post(AUTHOR, body(THREE[0]), 1)]), page([post(AUTHOR, body(THREE[2]), 9)], 3)
    manuscript = manuscript_of(first, third)
    assert [finding.code for finding in manuscript.findings] == ["missing-page"]


def test_a_later_page_alone_is_told() -> None:
    manuscript = manuscript_of(page([post(AUTHOR, body(THREE[2]), 9)], 2))
    assert "missing-page" in [finding.code for finding in manuscript.findings]


@pytest.mark.parametrize("floors", [(1, 4, 3, 2), (4, 3, 2, 1), (1, 3, 2, 4)])
def test_posts_shown_in_another_order_are_read_by_their_floors(floors: tuple[int, ...]) -> None:
    """Newest first with the first post on top or last, and a pinned reply behind the first post."""
    texts = {1: (AUTHOR, body(THREE[0])), 2: (AUTHOR, body(THREE[1])), 3: ("江上客", "顶"), 4: (AUTHOR, body(THREE[2]))}
    shown = page([post(*texts[floor], floor, f"20:3{floor}:00") for floor in floors])
    labels = iter(floors)
    manuscript = manuscript_of(re.sub(r'(<a id="postnum\d+">).*?</a>', lambda m: f"{m[1]}<em>{next(labels)}</em><sup>#</sup></a>", shown))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert (manuscript.source.handle, manuscript.source.posted) == (AUTHOR, "2023-04-25T20:31:00")
    assert unaccounted(manuscript) == ""


def test_without_floors_falling_times_are_turned_round() -> None:
    posts = [post(AUTHOR, body(part), n, f"20:3{n}:00") for n, part in enumerate(THREE)]
    shown = re.sub(r'<a id="postnum\d+">.*?</a>', "", page(posts[::-1]))
    assert texts_of(manuscript_of(shown)) == [bare(line) for line in REPORT]


def test_a_copy_with_a_remark_or_a_few_other_lines_is_taken_once() -> None:
    again = ["上面格式乱了，重发一遍", *REPORT]
    corrected = [*REPORT[:8], REPORT[8].replace("，", "，也就是说，", 1), *REPORT[9:]]
    assert corrected != REPORT
    for copy in (again, corrected):
        manuscript = manuscript_of(page([post(AUTHOR, body(REPORT), 1), post(AUTHOR, body(copy), 2)]))
        assert texts_of(manuscript) == [bare(line) for line in REPORT]
        assert unaccounted(manuscript) == ""
    assert "copy-differs" in [finding.code for finding in manuscript.findings]


def test_a_second_report_of_the_author_is_left_out_and_told() -> None:
    other = make_report(12)
    manuscript = manuscript_of(page([post(AUTHOR, body(REPORT), 1), post("江上客", "顶", 2), post(AUTHOR, body(other), 3)]))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert "other-report" in [finding.code for finding in manuscript.findings]
    assert unaccounted(manuscript) == ""


def test_a_touch_page_without_a_host_joins_its_desktop_page() -> None:
    first = page([post(AUTHOR, body(THREE[0] + THREE[1]), 1)])
    second = page([post(AUTHOR, body(THREE[2]), 9)], 2, template="touch_35")
    grouped = read.group([parse_page(text.encode(), f"{n}.html") for n, text in enumerate((first, second))])
    assert [len(group) for group in grouped] == [2]


def test_other_threads_stay_apart() -> None:
    one = page([post(AUTHOR, body(REPORT), 1)])
    other = one.replace("40721", "40722")
    elsewhere = one.replace("bbs.lanchuan.example", "bbs.tingyuan.example")
    pages = [parse_page(text.encode(), f"{n}.html") for n, text in enumerate((one, other, elsewhere))]
    assert [len(group) for group in read.group(pages)] == [1, 1, 1]


def test_without_a_number_site_title_and_page_must_agree() -> None:
    def made(number: int, subject: str) -> str:
        text = PAGES["vbulletin_3"](subject, [post(AUTHOR, body(THREE[number - 1]), number)])
        return text.replace("<title>", f"<link rel=canonical href='http://a.example/showthread.php?page={number}'><title>")

    pages = [made(1, REPORT[0]), made(2, REPORT[0]), made(2, "别的报告")]
    grouped = read.group([parse_page(text.encode(), f"{n}.html") for n, text in enumerate(pages)])
    assert [len(group) for group in grouped] == [2, 1]


def test_two_saves_of_one_page_give_the_report_once() -> None:
    first = page([post(AUTHOR, body(REPORT), 1), post("江上客", "顶", 2)])
    manuscript = manuscript_of(first, first.replace("顶", "顶楼主"))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert unaccounted(manuscript) == ""
    assert "repeated-post" in {drop.rule for drop in manuscript.drops}


def test_a_report_posted_twice_is_taken_once() -> None:
    posts = [post(AUTHOR, body(REPORT), 1), post(AUTHOR, body(REPORT), 2), post("江上客", body(REPORT), 3)]
    manuscript = manuscript_of(page(posts))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert unaccounted(manuscript) == ""


def test_a_report_that_is_not_in_the_first_post_is_found_and_told() -> None:
    posts = [
        post("求助的人", "哪位有去年的政府工作报告？急用，谢谢。", 1),
        post("江上客", "同求", 2),
        post(AUTHOR, body(THREE[0] + THREE[1]), 3),
        post(AUTHOR, body(THREE[2]), 4),
    ]
    manuscript = manuscript_of(page(posts, subject="求岚川政府工作报告"))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert "report-not-first" in [finding.code for finding in manuscript.findings]
    assert manuscript.source.handle == AUTHOR
    assert unaccounted(manuscript) == ""


def test_a_quotation_of_the_report_in_a_reply_is_dropped() -> None:
    quoted = f'<div class="quote"><blockquote><font color="#999999">{AUTHOR} 发表于 2023-4-25 20:37</font><br />\n{REPORT[5]} {REPORT[6][:80]} ...</blockquote></div><br />\n这一段写得好'
    manuscript = manuscript_of(page([post(AUTHOR, body(REPORT), 1), post("江上客", quoted, 2)]))
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert unaccounted(manuscript) == ""


def test_a_thread_without_a_report_keeps_the_first_author() -> None:
    posts = [post(AUTHOR, "周末去岚川河边钓鱼，有没有一起的？", 1), post("江上客", "算我一个", 2)]
    manuscript = manuscript_of(page(posts, subject="周末钓鱼"))
    assert texts_of(manuscript) == ["周末去岚川河边钓鱼，有没有一起的？"]


def test_a_page_with_an_empty_post_is_no_fault() -> None:
    manuscript = manuscript_of(page([post(AUTHOR, "", 1)]))
    assert manuscript.blocks == ()
    assert unaccounted(manuscript) == ""


def test_every_rule_that_drops_has_a_reason() -> None:
    for seed, template in enumerate(PAGES):
        report = make_report(seed)
        text = PAGES[template](report[0], [post(AUTHOR, body(report), 1), post("江上客", "顶", 2)])
        assert {drop.rule for drop in manuscript_of(text).drops} <= set(clean.RULES)
