"""What stands over and under the posts of a text rendition as the templates of Discuz! set it: trails, cards, bars, buttons, comments."""

import pytest
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.report import make_report

from convert import read
from convert.source import parse_page

REPORT = make_report(71)
BAR = "发表于 2023-4-25 20:37:55 | 只看该作者 |倒序浏览 |阅读模式"
TAIL = "回复\n使用道具 举报\n您需要登录后才可以回帖 登录 | 立即注册\n本版积分规则\nPowered by Discuz! X3.4\n"
MOOD = "TA的每日心情\n开心\n2023-2-9 08:11\n签到天数: 312 天\n连续签到: 4 天\n[LV.8]以坛为家I\n"
COUNTS = "123\n主题\n1862\n帖子\n1万\n积分\n金牌会员\n"


def page(card: str, *, head: str = "", foot: str = "", bar: str = BAR) -> str:
    """A page with one post."""
    return f"{head}查看: 641|回复: 0\n[岚川] {REPORT[0]}\n[复制链接]\n{card}{bar}\n" + "\n\n".join(REPORT) + f"\n{foot}{TAIL}"


@pytest.mark.parametrize(
    "card",
    [
        f"岚川旧档\n{MOOD}{COUNTS}积分\n11862\n",
        f"岚川旧档\n{COUNTS}在线时间\n2216 小时\n阅读权限\n90\n收听TA\n发消息\n电梯直达\n楼主\n",
        f"岚川旧档\n{COUNTS}Rank: 6Rank: 6\n最佳新人活跃会员优秀版主\n电梯直达 跳转到指定楼层\n楼主\n",
        "岚川旧档\nTA的每日心情开心\n2023-2-9 08:11\n签到天数: 312 天[LV.8]以坛为家I123主题1862帖子1万积分\n金牌会员\n积分11862\n",
        "岚川旧档当前离线主题12帖子340积分1208发消息",
        f"{MOOD}{COUNTS}积分\n5231\n, 距离下一级还需 4769 积分\n电梯直达\n1\n#\n岚川旧档\n",
    ],
)
def test_the_name_under_the_copied_link_is_the_poster_s(card: str) -> None:
    manuscript = manuscript_of(page(card), names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert (manuscript.source.handle, manuscript.source.posted) == ("岚川旧档", "2023-04-25T20:37:55")
    assert unaccounted(manuscript) == ""


def test_no_name_is_made_of_a_card_that_lost_it() -> None:
    for card in (MOOD + COUNTS, COUNTS + "收听TA\n发消息\n", "• " + MOOD):
        assert manuscript_of(page(card), names=["a.txt"]).source.handle == ""


def test_neither_the_day_of_a_mood_nor_the_page_s_own_time_is_a_bar() -> None:
    text = page(f"岚川旧档\n{MOOD}{COUNTS}", foot="") + "GMT+8, 2024-6-18 11:02 , Processed in 0.052310 second(s), 21 queries .\n"
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert manuscript.source.posted == "2023-04-25T20:37:55"


@pytest.mark.parametrize("glue", ["\n", " ", ""])
def test_a_trail_names_site_and_board_whatever_parts_it(glue: str) -> None:
    trail = glue.join(["岚川论坛", "»", "论坛", "›", "区域资料", "›", "县域报告", "›", f"{REPORT[0][:12]} ..."])
    head = f"设为首页收藏本站{trail}\n" if not glue else f"设为首页\n收藏本站\n{trail}\n"
    source = manuscript_of(page(f"岚川旧档\n{COUNTS}", head=head), names=["a.txt"]).source
    assert (source.site, source.board) == ("岚川论坛", "县域报告")


def test_a_trail_that_lost_its_end_says_nothing_of_what_is_glued_there() -> None:
    head = f"岚川论坛 » 县域报告 » {REPORT[0]}返回列表回复发帖岚川旧档高级会员UID30217帖子1204精华3积分2210阅读权限70注册时间2008-3-5最后登录2012-2-1当前离线跳转到»打印\n"
    source = manuscript_of(page(f"岚川旧档\n{COUNTS}", head=head), names=["a.txt"]).source
    assert (source.site, source.board, source.subject) == ("岚川论坛", "县域报告", REPORT[0])


@pytest.mark.parametrize(
    "foot",
    [
        "收藏7\n转播\n分享\n淘帖\n支持1\n反对\n",
        "收藏7 转播 分享 淘帖 支持1 反对0\n",
        "支持1\n反对0\n",
        "分享到:  QQ好友和群 QQ空间 腾讯微博\n收藏\n",
        "本主题由 雁门管理 于 2024-3-3 09:20 设置高亮\n来自 中国四川眉山\n收藏7 转播 分享\n",
        "点评\n山月不知\n写得好 发表于 2024-3-4 10:05\n来自 中国四川眉山\n收藏7 转播 分享\n",
        "评分\n参与人数\n2\n威望\n+3\n金钱\n+15\n收起\n理由\n山月不知\n+ 2\n+ 10\n很给力!\n老槐树\n+ 1\n+ 5\n感谢分享\n查看全部评分\n",
        "工作报告\n,\n政府\n收藏7\n转播\n",
        "工作报告, 政府\n报告全文.rar\n96.01 KB, 下载次数: 23\n收藏7\n转播\n",
        "来自 中国四川眉山\n",
        "点评\n山月不知\n写得好\n发表于 2024-3-4 10:05\n老槐树\n收藏了\n发表于 2024-3-4 11:05\n收藏7\n转播\n",
        "2024-3-2 08:32 上传 点击文件名下载附件\n96.01 KB, 下载次数: 23\n售价: 2 金币  [记录]\n",
    ],
)
def test_what_the_forum_sets_under_the_first_post_goes(foot: str) -> None:
    manuscript = manuscript_of(page(f"岚川旧档\n{COUNTS}", foot=foot), names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert unaccounted(manuscript) == ""


@pytest.mark.parametrize("glue", [" ", "\n"])
def test_a_page_of_the_touch_template(glue: str) -> None:
    """Over each post its floor, its author, for the first the counts, and the time; no word between."""
    text = f"县域报告\n[岚川] {REPORT[0]}\n楼主{glue}岚川旧档\n839{glue}2{glue}2023-4-25 20:37\n" + "\n\n".join(REPORT)
    text += f"\n支持1\n反对0\n倒序浏览\n只看楼主\n全部回复2\n沙发{glue}江上客\n2023-4-26 08:01\n谢谢楼主分享\n回复\n板凳{glue}过路人\n2023-4-26 09:01\n顶一个\n回复\n返回顶部\n"
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    source = manuscript.source
    assert (source.handle, source.posted, source.views, source.replies) == ("岚川旧档", "2023-04-25T20:37:00", "839", "2")
    assert unaccounted(manuscript) == ""


def test_the_print_of_an_archive_names_its_full_version_behind_the_text() -> None:
    text = f"岚川旧档 发表于 2023-4-25 20:37:55\n{REPORT[0]}\n" + "\n".join(REPORT[1:]) + f"\n查看完整版本: {REPORT[0]}\n"
    assert texts_of(manuscript_of(text, names=["a.txt"])) == [bare(line) for line in REPORT]


def test_the_author_s_own_mark_on_a_line_of_its_own_hides_no_name() -> None:
    card = "123\n主题\n1862\n帖子\n积分\n11862\n"
    posts = [(REPORT[:9], "岚川旧档", ""), (["顶一个"], "江上客", ""), (REPORT[9:], "岚川旧档", "楼主\n|\n")]
    text = f"查看: 641|回复: 2\n{REPORT[0]}\n[复制链接]\n"
    for number, (lines, name, mark) in enumerate(posts):
        text += f"{name}\n{card if name != '江上客' else card.replace('11862', '7')}{mark}发表于 2023-4-25 20:3{number}:55\n|\n只看该作者\n"
        text += "\n".join(lines) + "\n回复\n使用道具\n举报\n"
    assert texts_of(manuscript_of(text, names=["a.txt"])) == [bare(line) for line in REPORT]


def test_the_buttons_of_a_page_without_line_ends_end_the_text() -> None:
    said = "".join(REPORT)
    head = f"查看: 641|回复: 0{REPORT[0]}[复制链接]岚川旧档123主题1862帖子1万积分发表于 2023-4-25 20:37:55|只看该作者|倒序浏览|阅读模式"
    foot = (
        "收藏7转播分享淘帖支持1反对0回复使用道具举报返回列表高级模式B Color Image Link Quote Code Smilies您需要登录后才可以回帖登录 | 立即注册"
        "本版积分规则发表回复小黑屋|手机版|Archiver|岚川论坛 ( 蜀ICP备10002333号 )GMT+8, 2024-6-18 11:02, Processed in 0.052310 second(s), 21 queries ."
        "Powered by Discuz! X3.4© 2001-2017 Comsenz Inc.\n"
    )
    text = head + said + foot
    manuscript = manuscript_of(text, names=["a.txt"])
    kept = "".join(texts_of(manuscript))
    assert kept.endswith(bare(REPORT[-1]))
    assert "主题" not in kept.replace(bare(said), "")


@pytest.mark.parametrize("glue", ["\n", " "])
def test_a_bar_without_the_word_for_posted_is_told_by_its_own_words(glue: str) -> None:
    head = f"{REPORT[0]} 查看11 | 回复2 | 2023-4-25 20:37:55 | 显示全部楼层 |阅读模式"
    manuscript = manuscript_of(head + glue + glue.join(REPORT) + f"{glue}回复 使用道具 举报\n", names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    source = manuscript.source
    assert (source.posted, source.views, source.replies) == ("2023-04-25T20:37:55", "11", "2")


def test_the_tags_of_a_thread_go_with_the_buttons_under_them() -> None:
    foot = "工作报告, 政府\n收藏7 转播 分享 淘帖 支持1 反对0\n"
    assert texts_of(manuscript_of(page(f"岚川旧档\n{COUNTS}", foot=foot), names=["a.txt"])) == [bare(line) for line in REPORT]


def test_a_row_of_a_page_s_layout_is_read_as_its_cells() -> None:
    """trafilatura sets the tables of a Discuz! page as rows with bars, the post in one of them."""
    text = f"|  查看: 641\\|回复: 0  | {REPORT[0]} [复制链接] | \n|  |  | \n| {'  '.join(REPORT)} | \n小黑屋|手机版|Archiver|岚川论坛 ( 蜀ICP备10002333号 )\nGMT+8, 2024-6-18 11:02\n"
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert (manuscript.source.views, unaccounted(manuscript)) == ("641", "")


def test_a_page_whose_texts_were_joined_with_blanks_has_its_paragraphs() -> None:
    """BeautifulSoup's get_text(" ", strip=True)."""
    said = " ".join(REPORT)
    head = (
        f"设为首页 收藏本站 岚川论坛 » 论坛 › 县域报告 › 报告 ... 返回列表 查看: 641 | 回复: 0 {REPORT[0]} [复制链接] 岚川旧档 123 主题 1862 帖子 1万 积分"
        " 金牌会员 发表于 2023-4-25 20:37:55 | 只看该作者 | 倒序浏览 | 阅读模式"
    )
    text = f"{head} {said} 收藏 7 转播 分享 支持 1 反对 回复 使用道具 举报 返回列表 高级模式\n"
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert manuscript.source.handle == "岚川旧档"
    assert unaccounted(manuscript) == ""


def test_a_name_over_a_card_right_under_the_page_s_head_is_the_poster_s() -> None:
    """Discuz! 7 has no [复制链接]."""
    card = "高级会员\nUID\n30217\n帖子\n1204\n精华\n3\n注册时间\n2008-3-5\n加为好友\n当前离线\n1#\n跳转到 »\n打印字体大小: tT\n"
    text = f"岚川论坛 » 县域报告 » {REPORT[0]}\n返回列表\n回复\n发帖\n岚川旧档\n{card}发表于 2023-4-25 20:37 | 只看该作者\n" + "\n".join(
        REPORT
    )
    manuscript = manuscript_of(text + "\n回复 引用\n举报 道具 TOP\n返回列表\n", names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert manuscript.source.handle == "岚川旧档"


def test_the_posts_of_a_page_joined_with_blanks_are_told_apart() -> None:
    head = (
        f"查看: 641 | 回复: 1 {REPORT[0]} [复制链接] 岚川旧档 123 主题 1862 帖子 1万 积分 电梯直达 楼主 发表于 2023-4-25 20:37:55 | 只看该作者 | 阅读模式"
        " 马上注册，结交更多好友，享用更多功能，让你轻松玩转社区。 您需要 登录 才可以下载或查看，没有帐号？ 立即注册 x"
    )
    foot = (
        "本主题由 雁门管理 于 2024-3-3 09:20 设置高亮 收藏 7 转播 分享 支持 1 反对 回复 使用道具 举报 江上客 0 主题 3 帖子 15 积分 沙发"
        " 发表于 2023-4-26 08:01:02 | 只看该作者 楼主辛苦了 来自 中国四川眉山 回复 支持 反对 使用道具 举报 返回列表 高级模式"
    )
    thread = read.read([parse_page(f"{head} {' '.join(REPORT)} {foot}\n".encode(), "a.txt")])
    assert [post.handle for post in thread.posts] == ["岚川旧档", "江上客"]
    manuscript = manuscript_of(f"{head} {' '.join(REPORT)} {foot}\n", names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert unaccounted(manuscript) == ""


def test_a_name_glued_to_the_head_is_told_by_the_author_s_later_posts() -> None:
    """An archive's page, its texts joined with blanks: the names stand before the times, without a card."""
    posts = [("岚川旧档", "20:37:55", REPORT[:9]), ("江上客", "20:40:02", ["学习了。"]), ("岚川旧档", "20:45:12", REPORT[9:])]
    said = " ".join(f"{name} 发表于 2023-4-25 {time} {' '.join(lines)}" for name, time, lines in posts)
    text = f"岚川论坛 › 县域报告 › {REPORT[0]} {said} 查看完整版本: {REPORT[0]}\n"
    manuscript = manuscript_of(text, names=["a.txt"])
    assert manuscript.source.handle == "岚川旧档"
    kept = "".join(texts_of(manuscript))
    assert bare(REPORT[-1]) in kept
    assert "学习了" not in kept


def test_a_member_s_card_under_the_text_goes_with_his_name() -> None:
    """phpBB sets it behind the text."""
    text = f"岚川论坛 首页 ‹ 县域报告\n{REPORT[0]}\n由 岚川旧档 » 2023-4-25 20:37\n" + "\n".join(REPORT)
    text += "\n岚川旧档\n帖子: 322\n注册: 2011-3-2 12:30\n页首\n回复帖子\n回到 县域报告\n在线用户\n正在浏览此版面的用户：没有注册用户 和 2 访客\n"
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in REPORT]
    assert unaccounted(manuscript) == ""


def test_the_time_of_a_comment_is_no_bar() -> None:
    """Where each text has a line of its own, a comment's time looks like a post's."""
    comments = "点评\n山月不知\n写得好\n发表于 2024-3-4 10:05\n老槐树\n收藏了\n发表于 2024-3-4 11:05\n"
    bar = "发表于 2023-4-25 20:37:55\n|\n只看该作者"
    posts = read.read([parse_page(page(f"岚川旧档\n{COUNTS}", bar=bar, foot=comments).encode(), "a.txt")]).posts
    assert [post.posted for post in posts] == ["2023-04-25T20:37:55"]
    assert texts_of(manuscript_of(page(f"岚川旧档\n{COUNTS}", bar=bar, foot=comments), names=["a.txt"])) == [bare(line) for line in REPORT]
