"""What pages say of threads and posts: times, edits, counts, crumbs, in the forms in which engines show them."""

import re

import pytest
from composed.boards import BOARDS
from composed.templates import BOARD, PAGES, SITE, TID, Written

from convert import clean, read
from convert.read.facts import count, iso_time
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
        ("发布日期：2016-03-10 浏览次数： 字号：[大]", "", ""),
        ("最近浏览 0位会员，2 名会员查看", "", ""),
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


SUBJECT = "云泽县政府工作报告"
WRITTEN = (Written("旧档", "2023-4-25 20:37:55", BODY, "7"), Written("路人", "2023-4-26 08:01:02", "好", "8"))


@pytest.mark.parametrize(
    ("template", "link"),
    [
        ("mybb", '<div class="post_head"><a href="showthread.php?tid={}&amp;pid=7#pid7">#1</a>'),
        ("phpwind_9", '<div class="bread_crumb"><a href="read.php?tid={}&amp;fid=2">云泽县政府工作报告</a>'),
        ("discuz_7", '<div class="authorinfo"><a href="viewthread.php?tid={}&amp;page=1&amp;authorid=9">只看该作者</a>'),
    ],
)
def test_a_page_without_an_address_names_its_thread_in_its_links(template: str, link: str) -> None:
    page = re.sub("<link[^>]*>", "", PAGES[template](SUBJECT, WRITTEN))
    page = re.sub("tid = parseInt[^;<]*;?", "", page)
    opening = link[: link.index(">") + 1]
    assert opening in page
    page = page.replace(opening, link.format(7788), 1)
    assert read.read([parse_page(page.encode(), "a.html")]).source.tid == "7788"


@pytest.mark.parametrize("template", ["phpbb_2", "subsilver_2", "smf", "invision", "punbb"])
def test_boards_without_a_canonical_link_name_their_thread(template: str) -> None:
    source = read.read([parse_page(BOARDS[template](SUBJECT, WRITTEN).encode(), "a.html")]).source
    assert (source.tid, source.site, source.board) == (TID, SITE, BOARD)


def test_the_head_of_a_thread_says_who_wrote_its_first_post() -> None:
    page = BOARDS["tianya"](SUBJECT, WRITTEN)
    page = page.replace(' _host="旧档"', "", 1).replace(' js_restime="2023-4-25 20:37:55"', "", 1)
    thread = read.read([parse_page(page.encode(), "a.html")])
    assert (thread.posts[0].handle, thread.posts[0].posted) == ("旧档", "2023-04-25T20:37:55")
    assert (thread.posts[1].handle, thread.source.handle) == ("路人", "旧档")


def test_a_theme_without_a_card_names_the_author_above_the_text() -> None:
    made = "".join(
        f'<div id="post_{post.pid}" class="viewbox"><a href="space-uid-5{post.pid}.html" class="face"><img></a><a href="space-uid-5{post.pid}.html">{post.handle}</a>'
        f'<em id="authorposton{post.pid}">发表于 {post.time}</em><td class="t_f" id="postmessage_{post.pid}">{post.body}</td><a href="space-uid-1.html">点评者</a></div>'
        for post in WRITTEN
    )
    head = '<title>云泽县政府工作报告-时政-岚川在线</title></head><body><h1><span id="thread_subject">云泽县政府工作报告</span></h1><p>1204人浏览 7条回复</p>'
    thread = read.read([parse_page(f'<html><head>{head}<div id="postlist">{made}</div></body></html>'.encode(), "a.html")])
    source = thread.source
    assert [post.handle for post in thread.posts] == ["旧档", "路人"]
    assert (source.site, source.views, source.replies) == ("岚川在线", "1204", "7")


@pytest.mark.parametrize(
    ("bar", "site", "board"),
    [
        ('<div class="k1">您的位置：<a>岚川在线</a> &gt; <a>时政</a> &gt; 云泽县政府工作报告</div>', "岚川在线", "时政"),
        ("<td>&gt;&gt; <a>岚川在线</a> → <a>时政</a> → 云泽县政府工作报告</td>", "岚川在线", "时政"),
        ("<p><span><a>岚川在线</a></span> <span>&gt; <a>时政</a></span></p>", "岚川在线", "时政"),
        ("<p><a>登录</a> | <a>注册</a></p>", "", ""),
        ("<p><a>上一页</a> 1 2 <a>下一页 &gt;</a></p>", "", ""),
    ],
)
def test_a_breadcrumb_without_a_name_is_told_by_its_arrows(bar: str, site: str, board: str) -> None:
    rest = "<h1>云泽县政府工作报告</h1><div>各位代表：<br>现在报告工作。去年的任务全部完成，请予审议。</div>"
    source = read.read([parse_page(f"<html><body>{bar}{rest}</body></html>".encode(), "a.html")]).source
    assert (source.site, source.board) == (site, board)


@pytest.mark.parametrize(
    ("title", "site", "board"),
    [
        ("云泽县政府工作报告-时政要闻-岚川在线", "岚川在线", "时政要闻"),
        ("云泽县政府工作报告_时政要闻_论坛_岚川在线", "岚川在线", "时政要闻"),
        ("云泽县政府工作报告 | 岚川在线", "岚川在线", ""),
        ("云泽县政府工作报告", "", ""),
    ],
)
def test_what_follows_the_subject_in_the_title(title: str, site: str, board: str) -> None:
    rest = "<h1>云泽县政府工作报告</h1><div>各位代表：<br>现在报告工作。去年的任务全部完成，请予审议。</div>"
    source = read.read([parse_page(f"<html><head><title>{title}</title></head><body>{rest}</body></html>".encode(), "a.html")]).source
    assert (source.subject, source.site, source.board) == ("云泽县政府工作报告", site, board)


@pytest.mark.parametrize(
    ("above", "behind"),
    [
        (
            '<div class="PostAuthor"><span class="AuthorName"><a>旧档</a></span><span>地方志爱好者</span></div>',
            "<p>发布于 2023-04-25 20:37・IP 属地贵州</p>",
        ),
        ('<div>由 <span class="author vcard">旧档</span></div><p>2023-04-25 20:37</p>', ""),
        ("<div>发布者：旧档　发布时间：2023-04-25 20:37　来源：转载</div>", ""),
        ("<div><a href='/user/7'>旧档</a> 注册时间：<span>2015-03-02 08:00</span></div><div>2023-04-25 20:37</div>", ""),
    ],
)
def test_an_article_of_an_unknown_site_says_who_and_when(above: str, behind: str) -> None:
    text = "各位代表：<br>" + "现在报告工作。去年的任务全部完成，请予审议。" * 3
    page = f"<html><body><nav>首页</nav>{above}<div class=z>{text}</div>{behind}</body></html>"
    (post,) = read.read([parse_page(page.encode(), "a.html")]).posts
    assert (post.handle, post.posted) == ("旧档", "2023-04-25T20:37:00")


def test_a_page_of_an_unknown_site_is_known_by_its_address() -> None:
    text = "各位代表：<br>" + "现在报告工作。去年的任务全部完成，请予审议。" * 3
    link = '<link rel="canonical" href="https://bbs.lanchuan.example/discussion/7788/report">'
    pages = [parse_page(f"<html><head>{link}</head><body><div>{text}</div></body></html>".encode(), name) for name in ("a.html", "b.html")]
    assert read.read(pages[:1]).source.tid == "7788"
    assert (read.identify(pages[0]).host, read.identify(pages[0]).tid) == ("bbs.lanchuan.example", "7788")


@pytest.mark.parametrize("text", ["发信站: 岚川旧雨 (Tue Apr 25 20:37:55 2023), 站内", "2023-4-25 20:37:55", "Apr 25, 2023 at 8:37:55 PM"])
def test_times_in_the_forms_of_many_boards(text: str) -> None:
    assert iso_time(text) == "2023-04-25T20:37:55"


def test_counts_saved_without_blanks_end_before_a_subject_that_begins_with_a_year() -> None:
    page = PAGES["discuz_x3"]("2021年" + SUBJECT, WRITTEN)
    page = page.replace('<a href="forum.php?mod=forumdisplay&amp;fid=41&amp;filter=typeid&amp;typeid=5">[岚川]</a> ', "")
    source = read.read([parse_page(page.encode(), "a.html")]).source
    assert (source.views, source.replies) == ("641", "1")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ('<span class="xg1">来自 四川眉山</span>', "四川眉山"),
        ('<span class="xg1">来自手机</span>', ""),
        ('<span class="xg1">来自: iPhone客户端</span> 来自 四川眉山', "四川眉山"),
        ("", "岚川西街"),
    ],
)
def test_a_place_is_not_what_a_post_was_written_on(said: str, place: str) -> None:
    box = "" if said else '<div class="mobile-location">岚川西街</div>'
    bar = '<span class="pipe">|</span><a>只看该作者'
    changes = {bar: said + bar, '<td class="plc plm">': '<td class="plc plm">' + box}
    assert thread_of("discuz_x3", "2023-4-25 20:37:55", changes).source.place == place


def test_a_touch_page_without_its_site_in_the_title_names_its_board_in_its_head() -> None:
    title = {f"<title>{SUBJECT} - {BOARD} - {SITE} -": f"<title>{SUBJECT} - {BOARD} - 手机版 -"}
    source = thread_of("touch_35", "2023-4-25 20:37:55", title).source
    assert (source.board, source.site) == (BOARD, "bbs.lanchuan.example")


def test_the_archivers_first_crumb_may_be_the_name_of_a_menu_item() -> None:
    source = thread_of("archiver", "2023-4-25 20:37:55", {f'<a href="./">{SITE}</a>': '<a href="./">论坛</a>'}).source
    assert (source.site, source.board) == (SITE, BOARD)


def test_vbulletin_3_links_to_its_thread_before_the_subject() -> None:
    bar = (
        f'<table><tr><td><span class="navbar"><a href="index.php">{SITE}</a></span> <span class="navbar">&gt; <a href="forumdisplay.php?f=41">'
        f'{BOARD}</a></span></td></tr><tr><td class="navbar"><a href="showthread.php?t=7788"><img src="a.gif" /></a> <strong>{SUBJECT}</strong></td></tr></table>'
    )
    source = thread_of("vbulletin_3", "2023-4-25 20:37", {"<body>": "<body>" + bar}).source
    assert (source.tid, source.subject, source.board) == ("7788", SUBJECT, BOARD)


def test_a_crumb_is_known_for_the_threads_own_by_its_address() -> None:
    crumbs = f'<a href="thread.php?fid=41">{BOARD}</a><a href="read.php?tid=7788">旧题</a>'
    changes = {f"<a>{BOARD}</a>": crumbs, '<h1 id="subject_tpc">': '<h1 id="subject_tpc"><a href="read.php?tid=7788"></a>'}
    assert thread_of("phpwind_8", "2023-4-25 20:37", changes).source.board == BOARD


def comiis(posts: list[Written]) -> str:
    made = "".join(
        f'<div class="comiis_postli comiis_list_readimgs nfqsqi" id="pid{post.pid}"><div class="comiis_postli_top bg_f b_t"><a href="home.php?mod=space&amp;uid={post.uid}">'
        f'<em><img class="top_tximg" /></em></a><h2><span class="f_d y">楼主</span><a href="home.php?mod=space&amp;uid={post.uid}" class="top_user f_b">{post.handle}</a>'
        f' <span class="top_lev">Lv.6</span></h2><div class="comiis_postli_time"><span>{post.time}</span></div></div><div class="comiis_message bg_f view_one b_b cl message">'
        f'<div class="comiis_messages cl"><div class="comiis_a comiis_message_table cl">{post.body}</div></div><div class="comiis_rate">3人打赏</div></div></div>'
        for post in posts
    )
    return (
        f'<html><head><title>{SUBJECT} - {SITE}</title></head><body id="forum"><div id="comiis_head"><h2>{BOARD}</h2></div><div class="comiis_viewtit bg_f cl"><h2>'
        f'<span class="comiis_xifont">[岚川]</span>{SUBJECT}</h2><div>641 阅读 1 评论</div></div><div class="comiis_postlist">{made}</div></body></html>'
    )


def test_the_comiis_theme_for_phones_is_a_touch_template() -> None:
    thread = read.read([parse_page(comiis([*WRITTEN]).encode(), "a.html")])
    source = thread.source
    assert (source.engine, source.template, source.site, source.board) == ("Discuz!", "touch", SITE, BOARD)
    assert (source.subject, source.handle, source.posted, source.pid) == (SUBJECT, "旧档", "2023-04-25T20:37:55", "7")
    assert (source.views, source.replies) == ("641", "1")
    assert [[line.text for line in post.blocks] for post in thread.posts] == [
        ["各位代表：", "群众来信回复：312件，全民阅读：45场。"],
        ["好"],
    ]


def test_links_of_a_page_keep_their_addresses_but_those_that_are_run() -> None:
    body = (
        '见<a href="http://a.example/1">公报</a>、<a href=" java&#9;script:alert(1)">附注</a>、<a href="#a">上文</a>、<a href="file:///c:/a">本机</a>、'
        '<a href="data:text/html,x">数据</a>和<a href="b.html?id=2">附件</a>。'
    )
    thread = read.read([parse_page(PAGES["mybb"](SUBJECT, [Written("旧档", "2023-4-25", body, "7")]).encode(), "a.html")])
    (file,) = thread.files
    said = {file.visible[link.start : link.end]: link.address for link in file.links}
    assert said["公报"] == "http://a.example/1"
    assert said["附件"] == "b.html?id=2"
    assert (said["附注"], said["本机"], said["数据"]) == ("", "", "")
    assert "上文" not in said
    (found,) = (finding for finding in clean.clean(thread).findings if finding.code == "refused-link")
    assert found.message.startswith("3 links of the text")


def test_refused_links_of_the_menus_are_no_finding() -> None:
    page = PAGES["discuz_x3"](SUBJECT, [Written("旧档", "2023-4-25", "见<b>公报</b>。", "7")])
    page = page.replace("<body", '<body><a href="javascript:;">返回顶部</a><i', 1)
    manuscript = clean.clean(read.read([parse_page(page.encode(), "a.html")]))
    assert "" in {link.address for link in manuscript.files[0].links}
    assert "refused-link" not in {finding.code for finding in manuscript.findings}
