"""What pages say of threads and posts: times, edits, counts, crumbs, in the forms in which engines show them."""

import pytest
from composed.templates import PAGES, Written

from convert import read
from convert.read.facts import count
from convert.source import Thread, parse_page


@pytest.mark.parametrize(
    ("text", "views", "replies"),
    [
        ("阅读：1204回复：1", "1204", "1"),
        ("1204阅读3回复", "1204", "3"),
        ("查看: 641|回复: 0", "641", "0"),
        ("浏览次数：12,345 评论数：1,002", "12345", "1002"),
        ("2.3万次浏览 18条回复", "2.3万", "18"),
        ("阅读 1.2万 回复 35", "1.2万", "35"),
        ("Views: 3,041 Replies: 17", "3041", "17"),
        ("120 views, 4 replies", "120", "4"),
        ("点击：3312 回复：7 时间：2012-03-04 08:15", "3312", "7"),
        ("回复 2021-03-04", "", ""),
        ("最新回复：2021-03-04", "", ""),
        ("全民阅读活动", "", ""),
    ],
)
def test_counts(text: str, views: str, replies: str) -> None:
    assert (count(text, "views"), count(text, "replies")) == (views, replies)


BODY = "各位代表：<br>群众来信回复：312件，全民阅读：45场。"


def thread_of(template: str, time: str, changes: dict[str, str]) -> Thread:
    page = PAGES[template]("云泽县政府工作报告", [Written("旧档", time, BODY, "7"), Written("路人", "2023-4-26 08:01", "好", "8")])
    for old, new in changes.items():
        assert old in page
        page = page.replace(old, new, 1)
    return read.read([parse_page(page.encode(), "a.html")])


def test_what_a_post_says_is_no_count_of_the_thread() -> None:
    source = thread_of("phpbb", "2023-4-25 20:37", {}).source
    assert (source.views, source.replies) == ("", "")


def test_an_edit_notice_inside_the_time_is_another_time() -> None:
    notice = '<span class="post_edit">(最后修改: 2023-5-6, 07:08 由 <a>旧档</a>.)</span>'
    today = '<span title="2023-4-25">今天</span>, 20:37'
    for shown in ("2023-4-25, 20:37", f"{notice}2023-4-25, 20:37"):
        thread = thread_of("mybb", shown, {'<span class="post_edit"></span>': notice})
        assert (thread.posts[0].posted, thread.posts[0].edited) == ("2023-04-25T20:37:00", "2023-05-06T07:08:00")
        assert thread.source.edited == "2023-05-06T07:08:00"
    assert thread_of("mybb", today, {'<span class="post_edit"></span>': notice}).posts[0].posted == "2023-04-25"


@pytest.mark.parametrize(
    ("template", "time", "posted"),
    [
        ("xenforo_1", '<abbr data-datestring="Apr 25, 2023" data-timestring="8:37 PM">Yesterday at 8:37 PM</abbr>', "2023-04-25T20:37:00"),
        ("vbulletin_4", "2023-04-25,&nbsp;<span class='time'>20:37</span>", "2023-04-25T20:37:00"),
        ("phpwind_8", '<span title="2023-04-25 20:37">昨天 20:37</span>', "2023-04-25T20:37:00"),
        ("phpwind_8", '<span title="发表时间: 2023-04-25 20:37:09">昨天 20:37</span>', "2023-04-25T20:37:09"),
    ],
)
def test_a_relative_time_is_resolved_by_what_stands_beside_it(template: str, time: str, posted: str) -> None:
    thread = thread_of(template, time, {})
    assert thread.posts[0].posted == posted
    assert not [finding for finding in thread.findings if finding.code == "relative-time"]


@pytest.mark.parametrize("shown", ["昨天 20:37", "3 小时前", "Yesterday, 08:37 PM", "2 hours ago", "4月25日 20:37", "04-25 20:37"])
def test_a_time_without_its_day_is_told(shown: str) -> None:
    thread = thread_of("phpwind_8", shown, {})
    assert thread.posts[0].posted == ""
    assert [finding.code for finding in thread.findings] == ["relative-time"]


def test_the_crumb_to_the_thread_itself_is_no_board() -> None:
    crumb = "<a>政府公报</a> <a>[转载]云泽县政府工作报告</a>"
    subject = "<h1 id=J_post_title><a>[转载]</a>云泽县政府工作报告</h1>"
    changes = {"<a>政府公报</a>": crumb, "<h1 id=J_post_title>云泽县政府工作报告</h1>": subject}
    assert thread_of("phpwind_9", "2023-4-25 20:37", changes).source.board == "政府公报"
    changes[crumb.split("> ")[1]] = "<a>云泽县政府…</a>"
    assert thread_of("phpwind_9", "2023-4-25 20:37", changes).source.board == "政府公报"
    changes = {"<a>政府公报</a>": "<a>政府工作报告</a>"}
    assert thread_of("phpwind_9", "2023-4-25 20:37", changes).source.board == "政府工作报告"
