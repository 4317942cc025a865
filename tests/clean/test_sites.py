"""A site's credit is told by its form; the author's short paragraphs that share words with one stay."""

import pytest
from composed.check import bare, manuscript_of, texts_of
from composed.report import make_report

from convert.clean.sites import CREDIT, KNOWN

OWN = (
    "来自全区32个社区的网格员走进政务大厅。",
    "更多外来人才请进来、留得住。",
    "免费开放图书馆，欢迎市民走进书香。",
    "最新技术下载到田间地头。",
    "来源于基层社区的意见全部办结",
    "来自企业的订单增长12%",
    "免费义务教育，欢迎随迁子女就近入学",
    "更多群众登录政务网站办事。",
    "详细地址：岚川西街9号，网址：http://www.lanchuan.com",
)
CREDITS = (
    "本文来自 岚川论坛",
    "转自：岚川社区",
    "来自 岚川论坛",
    "（本帖转载自bbs.lanchuan.example.com）",
    "更多精彩内容请访问 www.lanchuan.com",
    "最新资料尽在岚川论坛！",
    "版权所有，转载请注明出处",
    "———— 转载请注明出自岚川论坛，原文地址：http://bbs.lanchuan.com/thread-1-1-1.html",
    "本文来自: 岚川论坛(http://bbs.lanchuan.com) 详细出处参考：http://bbs.lanchuan.com/thread-1-1-1.html",
)


@pytest.mark.parametrize("line", OWN)
def test_the_author_s_short_paragraphs_are_no_credits(line: str) -> None:
    assert not CREDIT.fullmatch(line)


@pytest.mark.parametrize("line", CREDITS)
def test_credits_are_told(line: str) -> None:
    assert CREDIT.fullmatch(line)


def test_a_phrase_at_line_ends_is_told_over_all_the_author_s_posts() -> None:
    report = make_report(81)
    said = [line + " 本文来自岭上论坛 www.lingshan.example.org" if number in (1, 4, 12, 15) else line for number, line in enumerate(report)]
    posts = [said[:9], said[9:]]
    text = "[复制链接]\n" + "".join(
        f"岚川旧档\n12\n主题\n340\n帖子\n发表于 2023-4-25 20:3{n}:55 | 只看该作者\n" + "\n".join(lines) + "\n使用道具 举报\n"
        for n, lines in enumerate(posts)
    )
    assert texts_of(manuscript_of(text, names=["a.txt"])) == [bare(line) for line in report]


def test_a_known_phrase_may_end_in_a_comma() -> None:
    assert KNOWN.search("迈上新台阶。. Waral 博客有更多文章,")
