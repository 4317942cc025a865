"""Which posts are the report: none of the author's report text is left out, none of the talk comes in."""

from array import array

import pytest

from convert.clean.choice import choose
from convert.source import Line, Post

PARAGRAPH = "全区生产总值增长6.3%，财政收入增长5.1%，新增城镇就业三千人，改造老旧小区十二个，群众的获得感进一步增强。"
FRONT = ("岚川区政府工作报告", "——2031年1月8日在岚川区第五届人民代表大会第二次会议上", "岚川区人民政府区长 贺知行", "各位代表：")
OPENING = ("现在，我代表区人民政府向大会报告工作，请予审议。",)
FIRST = ("一、2030年工作回顾", *[PARAGRAPH] * 3)
SECOND = ("二、2031年工作安排", *[PARAGRAPH] * 9)
ASKER = "求一份区政府工作报告全文，写材料用，先谢过。"


def post(handle: str, *lines: str, floor: int | None = None) -> Post:
    return Post(handle, tuple(Line(line, array("I", range(len(line)))) for line in lines), floor=floor)


def taken(*posts: Post) -> list[str]:
    """The lines of the posts that are the report."""
    return [block.text for one in choose(posts).chosen for block in one.blocks if isinstance(block, Line)]


def rules(*posts: Post) -> list[str]:
    """The rules by which the others go."""
    return [rule for _, rule in choose(posts).others]


def test_a_short_first_part_behind_a_question_is_the_beginning() -> None:
    posts = (post("问路人", ASKER), post("旧档", *FRONT, *OPENING), post("路过", "学习了"), post("旧档", *FIRST), post("旧档", *SECOND))
    assert taken(*posts) == [*FRONT, *OPENING, *FIRST, *SECOND]
    assert rules(*posts) == ["reply", "reply"]
    assert [finding.code for finding in choose(posts).findings] == ["report-not-first"]


def test_a_short_first_part_opens_the_thread() -> None:
    assert taken(post("旧档", *FRONT), post("旧档", *OPENING, *FIRST, *SECOND)) == [*FRONT, *OPENING, *FIRST, *SECOND]


def test_a_report_of_many_small_posts_outweighs_the_question() -> None:
    parts = [
        post("旧档", *FRONT, *OPENING),
        post("旧档", *FIRST[:3]),
        post("旧档", *FIRST[3:]),
        post("旧档", *SECOND[:4]),
        post("旧档", *SECOND[4:7]),
    ]
    assert taken(post("问路人", ASKER), *parts) == [*FRONT, *OPENING, *FIRST, *SECOND[:7]]


CONTINUED = (
    ("二、今年的打算",),
    ("名词解释", "1.四好农村路：建好、管好、护好、运营好农村公路。"),
    ("（接上楼）", "扎实做好安全生产。"),
    ("各位代表！让我们一起努力。", "谢谢大家！"),
    ("“一网通办”：指群众办事进一张网。",),
    ("“三公”经费压减5%。",),
    ("严格落实各项规定，把每一分钱用在刀刃上，坚持过紧日子。",),
)


@pytest.mark.parametrize("lines", CONTINUED)
def test_a_continuation_is_told_by_its_marks_not_by_its_length(lines: tuple[str, ...]) -> None:
    assert taken(post("旧档", *FRONT, *OPENING, *FIRST), post("路过", "顶"), post("旧档", *lines))[-len(lines) :] == [*lines]


def test_numbers_that_go_on_outweigh_words_of_talk() -> None:
    first = post("旧档", *FRONT, *OPENING, *FIRST, "名词解释", "1.四好农村路：建好农村公路。")
    assert taken(first, post("旧档", "2.网友留言：大家看过的意见。"))[-1] == "2.网友留言：大家看过的意见。"


TALK = (
    "谢谢支持",
    "谢谢大家！",
    "不客气，后面还有",
    "补充一句：我个人觉得今年的报告比去年务实得多，特别是交通和教育部分，希望明年能看到铁路开工，也希望各位网友多提意见，我会汇总后交给朋友。",
    "我觉得增长6.3%有点难，去年也就完成了5.9%，还是要看下半年。",
)


@pytest.mark.parametrize("text", TALK)
def test_talk_of_any_length_is_a_remark(text: str) -> None:
    assert rules(post("旧档", *FRONT, *OPENING, *FIRST), post("旧档", text)) == ["remark"]


def test_what_shows_neither_is_kept_with_a_finding() -> None:
    posts = (post("旧档", *FRONT, *OPENING, *FIRST, *SECOND), post("旧档", "坚持勤俭办事，压缩会议文件，切实为基层减负。"))
    assert taken(*posts)[-1] == "坚持勤俭办事，压缩会议文件，切实为基层减负。"
    assert [finding.code for finding in choose(posts).findings] == ["continuation-unsure"]


def test_two_posts_without_a_name_are_one_person_only_on_evidence() -> None:
    first = post("", *FRONT, *OPENING, *FIRST)
    stranger = post(
        "",
        "这条路修了三年还没有修好，一到下雨天全是泥，老人孩子出门都不方便，希望有关部门去现场走一走，不要只看材料，停车的难题也请一并考虑。",
    )
    assert taken(first, stranger, post("", *SECOND)) == [*FRONT, *OPENING, *FIRST, *SECOND]


def test_without_a_report_the_first_post_is_the_text() -> None:
    assert taken(post("旧档", "今天天气不错"), post("路过", "是的")) == ["今天天气不错"]
