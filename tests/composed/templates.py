"""Whole pages around posts, after the templates of the engines (names and places only; the words are made up)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

SITE, BOARD, TID = "岚川论坛", "政府公报", "40721"


@dataclass(frozen=True)
class Written:
    """One post: who, when, and its body in HTML."""

    handle: str
    time: str
    body: str
    pid: str
    uid: str = "12"


Page = Callable[[str, Sequence[Written]], str]


def discuz_head(subject: str, body: str = "nv_forum") -> str:
    return (
        f'<html><head><title>{subject} - {BOARD} - {SITE} -  Powered by Discuz!</title>\n<link href="http://bbs.lanchuan.example/thread-{TID}-1-1.html" rel="canonical" />'
        f"<script>var STYLEID = '1', discuz_uid = '0';</script></head><body id=\"{body}\" class=\"pg_viewthread\">\n"
        '<div id="toptb" class="cl"><div class="z"><a href="#">设为首页</a><a href="#">收藏本站</a></div></div>\n'
        '<div id="hd"><div class="wp"><form id="lsform"><em>用户名</em><a>找回密码</a><a>立即注册</a>只需一步，快速开始</form></div></div>\n'
        f'<div id="pt" class="bm cl"><div class="z"><a href="./" class="nvhm">{SITE}</a> <em>&rsaquo;</em> <a href="forum-41-1.html">{BOARD}</a> <em>&rsaquo;</em> <a href="thread-{TID}-1-1.html">{subject}</a></div></div>\n'
        f"<script>var fid = parseInt('41'), tid = parseInt('{TID}');</script>\n"
    )


DISCUZ_FOOT = (
    '<div id="f_pst" class="pl bm bmw"><form id="fastpostform">高级模式 B Color Image <div class="pt hm">您需要登录后才可以回帖 <a>登录</a> | <a>立即注册</a></div>'
    "<a>本版积分规则</a><button><strong>发表回复</strong></button> <label>回帖后跳转到最后一页</label></form></div>\n"
    '<div id="ft"><div id="flk">|<a>Archiver</a>|<a>小黑屋</a></div><div id="frt"><p>Powered by <strong>lanchuan</strong> <em>X3.4</em></p></div></div>'
    "<div id='scrolltop'>快速回复 返回顶部 返回列表</div></body></html>"
)
FLOORS = ("楼主", "沙发", "板凳", "地板")


def floor(number: int) -> str:
    return FLOORS[number] if number < len(FLOORS) else f"<em>{number + 1}</em><sup>#</sup>"


def discuz_post(post: Written, number: int, subject_html: str, *, old: bool = False) -> str:
    del subject_html
    card = (
        f'<div class="pi"><div class="authi"><a href="space-uid-{post.uid}.html" class="xw1">{post.handle}</a></div></div>'
        f'<div class="tns xg2"><table><th><p><a>1万</a></p>主题</th><th><p><a>1万</a></p>帖子</th><td><p><a>15万</a></p>积分</td></table></div><p><em><a>版主</a></em></p>'
    )
    inner = card if old else f'<div id="favatar{post.pid}" class="pls favatar">{card}</div>'
    return (
        f'<div id="post_{post.pid}"><table id="pid{post.pid}" class="plhin" cellspacing="0"><tr><td class="pls" rowspan="2">{inner}</td><td class="plc">'
        f'<div class="pi"><strong><a id="postnum{post.pid}">{floor(number)}</a></strong><div class="pti"><div class="authi"><em id="authorposton{post.pid}">发表于 {post.time}</em>'
        '<span class="pipe">|</span><a>只看该作者</a></div></div></div><div class="pct"><style>.pcb{margin-right:0}</style><div class="pcb"><div class="t_fsz">'
        f'<table cellspacing="0"><tr><td class="t_f" id="postmessage_{post.pid}">\n{post.body}</td></tr></table>\n</div>'
        f'<div id="comment_{post.pid}" class="cm"></div><div id="post_rate_div_{post.pid}"></div></div></div></td></tr>'
        '<tr><td class="plc plm"><div id="p_btn">收藏<span>0</span> 分享</div><div class="sign">全县资料大全签名档</div></td></tr>'
        '<tr><td class="pls"></td><td class="plc"><div class="po"><div class="pob cl"><a class="fastre">回复</a> 使用道具 举报</div></div></td></tr></table></div>\n'
    )


def discuz(heading: str, *, old: bool = False) -> Page:
    def page(subject: str, posts: Sequence[Written]) -> str:
        counts = f'<div class="hm"><span class="xg1">查看:</span> <span class="xi1">641</span><span class="pipe">|</span><span class="xg1">回复:</span> <span class="xi1">{len(posts) - 1}</span></div>'
        title = f'<td class="plc vwthd"><h1 class="ts"><a href="forum.php?mod=forumdisplay&amp;fid=41&amp;filter=typeid&amp;typeid=5">[岚川]</a> {heading.format(subject=subject, tid=TID)}</h1> <a>[复制链接]</a></td>'
        body = "".join(discuz_post(post, n, title, old=old) for n, post in enumerate(posts))
        return f'{discuz_head(subject)}<div id="ct" class="wp cl"><div id="postlist" class="pl bm"><table><tr><td class="pls">{counts}</td>{title}</tr></table>\n{body}</div></div>{DISCUZ_FOOT}'

    return page


def discuz_7(subject: str, posts: Sequence[Written]) -> str:
    made = ""
    for number, post in enumerate(posts):
        title = f'<div id="threadtitle"><h1>{subject}</h1></div>' if not number else ""
        made += (
            f'<div id="post_{post.pid}"><table id="pid{post.pid}" summary="pid{post.pid}"><tr><td class="postauthor" rowspan="2"><div class="postinfo"><a href="space.php?uid={post.uid}" class="bold">{post.handle}</a></div>'
            f'<p><em>版主</em></p><dl class="profile s_clear"><dt>UID</dt><dd>12&nbsp;</dd></dl></td><td class="postcontent"><div class="postinfo"><strong><a id="postnum{post.pid}"><em>{number + 1}</em><sup>#</sup></a></strong>'
            f'<div class="posterinfo"><div class="authorinfo"><em id="authorposton{post.pid}">发表于 {post.time}</em> | <a>只看该作者</a></div></div></div>'
            f'<div class="defaultpost"><div class="postmessage firstpost">{title}<div class="t_msgfontfix"><table><tr><td class="t_msgfont" id="postmessage_{post.pid}">{post.body}</td></tr></table></div></div></div></td></tr>'
            f'<tr><td class="postcontent postbottom"><div class="signatures">签名档</div></td></tr></table></div>'
        )
    return (
        f'<html><head><title>{subject} - {BOARD} -  {SITE} -  Powered by Discuz!</title></head><body id="viewthread"><div id="nav"><a href="index.php">{SITE}</a> &raquo; <a href="forumdisplay.php?fid=41">{BOARD}</a> &raquo; {subject}</div>'
        f'<script>var tid = parseInt(\'{TID}\');</script><div id="postlist" class="mainbox viewthread">{made}</div><div id="footer">Powered by <strong>Discuz!</strong> <em>7.2</em></div></body></html>'
    )


def touch_35(subject: str, posts: Sequence[Written]) -> str:
    made = ""
    for number, post in enumerate(posts):
        counts = (
            f'<span class="y"><i class="dm-eye"></i><em>641</em><i class="dm-chat-s"></i><em>{len(posts) - 1}</em></span>'
            if not number
            else ""
        )
        made += (
            f'<div class="plc cl" id="pid{post.pid}"><div class="display pi"><ul class="authi"><li class="mtit"><span class="y">{FLOORS[number] if number < 4 else f"{number + 1}#"}</span>'
            f'<span class="z"><a href="home.php?mod=space&uid={post.uid}">{post.handle}</a></span></li><li class="mtime">{counts}{post.time}</li></ul><div class="message">\n{post.body}</div>'
            '<ul class="post_attlist"><li>表.xls</li></ul></div><div class="threadlist_foot cl"><ul><li>评分</li></ul></div></div>'
        )
    return (
        f'{discuz_head(subject, "forum").split("<div id=")[0]}<div class="header cl"><h2><a href="forum.php?mod=forumdisplay&fid=41&">{BOARD}</a></h2></div><div class="viewthread"><div class="view_tit">\n<em>[岚川]</em>\n{subject}\n</div>{made}'
        f'<div class="txtlist cl"><div class="mtit cl">全部回复</div></div></div><div class="foot">首页 发帖 我的</div><a href="forum.php?mod=viewthread&tid={TID}">电脑版</a></body></html>'
    )


def touch_31(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div class="plc cl" id="pid{post.pid}"><span class="avatar"></span><div class="display pi"><ul class="authi"><li class="grey"><em>{floor(n)}</em><b><a href="home.php?mod=space&uid={post.uid}" class="blue">{post.handle}</a></b></li>'
        f'<li class="grey rela">{post.time}</li></ul><div class="message">{post.body}</div></div></div>'
        for n, post in enumerate(posts)
    )
    return (
        f'{discuz_head(subject, "forum").split("<div id=")[0]}<header class="header"><span class="name">{BOARD}</span></header><div class="postlist"><h2>\n[岚川]\n{subject}\n<a href="forum.php?mod=viewthread&tid={TID}&page=1&authorid=12" class="blue">只看楼主</a></h2>{made}</div>'
        "<div>标准版 | 触屏版 | 电脑版</div></body></html>"
    )


def archiver(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<p class="author"><strong>{post.handle}</strong> 发表于 {post.time}</p><h3>{subject if not n else ""}</h3>{post.body}'
        for n, post in enumerate(posts)
    )
    return (
        f'<html><head><title>{subject} - {SITE} - Powered by Discuz! Archiver</title></head><body><div id="nav"><a href="./">{SITE}</a> &rsaquo; <a href="?fid-41.html">{BOARD}</a> &rsaquo; {subject}</div><div id="content">{made}'
        f'<div class="page"><strong>1</strong></div></div><div id="end">查看完整版本: <a href="../thread-{TID}-1-1.html"><strong>{subject}</strong></a></div><div id="footer">Powered by Discuz! X3.4 Archiver</div></body></html>'
    )


def printed(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<hr noshade size="2" width="100%"><b>作者: </b>{post.handle}&nbsp; &nbsp; <b>时间: </b>{post.time}<br />{f"<b>标题: </b>{subject}<br />" if not n else ""}\n{post.body}\n'
        for n, post in enumerate(posts)
    )
    return (
        f"<html><head><title>{subject} - {SITE} - Powered by Discuz!</title><script>SITEURL = 'http://bbs.lanchuan.example/';</script></head><body><h1>{SITE}</h1><b>标题: </b>{subject} <b><a>[打印本页]</a></b><br />{made}"
        f'<br /><br /><hr noshade size="2"><table><tr><td>欢迎光临 {SITE} (http://bbs.lanchuan.example/)</td><td>Powered by Discuz! X3.4</td></tr></table></body></html>'
    )


def phpbb(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div id="p{post.pid}" class="post has-profile bg2"><div class="inner"><dl class="postprofile"><dt><a class="username">{post.handle}</a></dt><dd>Posts: 7</dd></dl><div class="postbody"><div><h3><a>{subject}</a></h3>'
        f'<p class="author"><span>by <strong><a class="username">{post.handle}</a></strong> » </span><time datetime="2023-02-01T00:00:00+00:00">{post.time}</time></p><div class="content">{post.body}</div><div class="signature">sig</div></div></div></div></div>'
        for post in posts
    )
    return f'<html><head><title>{subject} - {SITE}</title></head><body id="phpbb" class="section-viewtopic"><ul class="breadcrumbs"><a>Board index</a><a>{BOARD}</a></ul><h2 class="topic-title"><a>{subject}</a></h2>{made}<div>Return to</div></body></html>'


def xenforo_2(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<article class="message message--post js-post" data-author="{post.handle}" data-content="post-{post.pid}" id="js-post-{post.pid}"><div class="message-user"><h4 class="message-name">{post.handle}</h4><h5>Member</h5></div>'
        f'<header class="message-attribution"><ul class="message-attribution-main"><li><time class="u-dt" datetime="2023-02-01T00:00:00+0800" title="x">{post.time}</time></li></ul><ul class="message-attribution-opposite"><li>#{n + 1}</li></ul></header>'
        f'<div class="message-userContent"><article class="message-body js-selectToQuote"><div class="bbWrapper">{post.body}</div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div><div class="message-lastEdit">最后编辑: 2023-5-6</div>'
        f'<aside class="message-signature"><div class="bbWrapper">签名档</div></aside></article>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject} | {SITE}</title><link rel="canonical" href="https://bbs.lanchuan.example/threads/report.{TID}/"></head><body><ul class="p-breadcrumbs"><li><a>论坛</a></li><li><a>{BOARD}</a></li></ul><h1 class="p-title-value">{subject}</h1>{made}<footer>Forum software by XenForo</footer></body></html>'


def xenforo_1(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<li id="post-{post.pid}" class="message" data-author="{post.handle}"><div class="messageUserInfo"><a class="username">{post.handle}</a></div><div class="messageInfo"><article><blockquote class="messageText SelectQuoteContainer ugc baseHtml">{post.body}<div class="messageTextEndMarker">&nbsp;</div></blockquote></article>'
        f'<div class="messageMeta"><a class="datePermalink"><span class="DateTime" title="{post.time}">{post.time}</span></a><a class="postNumber">#{n + 1}</a></div></div></li>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject} | {SITE}</title></head><body><div class="titleBar"><h1>{subject}</h1></div><ol class="messageList">{made}</ol></body></html>'


def mybb(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div class="post" id="post_{post.pid}"><div class="post_author"><div class="author_information"><strong><span class="largetext"><a href="member.php">{post.handle}</a></span></strong><br><span class="smalltext">Junior Member</span></div></div>'
        f'<div class="post_content"><div class="post_head"><div class="float_right"><strong>#{n + 1}</strong></div><span class="post_date">{post.time} <span class="post_edit"></span></span></div><div class="post_body scaleimages" id="pid_{post.pid}">{post.body}</div>'
        '<div class="post_meta"></div></div><div class="post_controls">Find Reply</div></div>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject}</title></head><body><div class="navigation"><a>{SITE}</a> › <a>{BOARD}</a> › <span class="active">{subject}</span></div><div id="posts">{made}</div></body></html>'


def flarum(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div class="PostStream-item" data-index="{n}" data-number="{n + 1}" data-id="{post.pid}"><article class="CommentPost Post"><header class="Post-header"><h3 class="PostUser-name"><span class="username">{post.handle}</span></h3><time datetime="2023-02-01" title="x">{post.time}</time></header>'
        f'<div class="Post-body">{post.body}</div><footer class="Post-footer">赞</footer></article></div>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject} - {SITE}</title></head><body><h1 class="DiscussionHero-title">{subject}</h1><div class="PostStream">{made}</div><noscript><div class="container"><h1>{subject}</h1></div></noscript></body></html>'


def misago(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<li id="post-{post.pid}" class="post"><div class="post-side"><a class="item-title">{post.handle}</a></div><div class="post-heading"><a class="btn posted-on" title="posted {post.time}">x</a></div><div class="post-body"><article class="misago-markup" data-author="@{post.handle}">{post.body}</article></div><div class="post-footer">Like</div></li>'
        for post in posts
    )
    return f'<html><head><title>{subject} | {SITE}</title></head><body><div class="page-header"><h1>{subject}</h1></div><ul class="posts-list">{made}</ul></body></html>'


def discourse(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div id="post_{n + 1}" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator"><a><span itemprop="name">{post.handle}</span></a></span><span class="crawler-post-infos"><time class="post-time" datetime="x">{post.time}</time></span></div>'
        f'<div class="post" itemprop="text">{post.body}</div><div itemprop="interactionStatistic"></div></div>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject} - {BOARD} - {SITE}</title></head><body><div id="topic-title"><h1><a>{subject}</a></h1></div>{made}<footer>Powered by Discourse</footer></body></html>'


def vbulletin_4(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<li class="postbitlegacy postbitim postcontainer" id="post_{post.pid}"><div class="posthead"><span class="postdate old"><span class="date">{post.time}</span></span><a class="postcounter">#{n + 1}</a></div><div class="userinfo"><div class="username_container"><a class="username"><strong>{post.handle}</strong></a></div><span class="usertitle">Member</span></div>'
        f'<div class="postbody"><div class="content"><div id="post_message_{post.pid}"><blockquote class="postcontent restore">{post.body}</blockquote></div></div><div class="after_content"><blockquote class="signature">签名</blockquote></div></div></li>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject}</title></head><body><div id="pagetitle"><h1>Thread: <span class="threadtitle"><a>{subject}</a></span></h1></div><ol id="posts">{made}</ol></body></html>'


def vbulletin_3(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<table class="tborder" id="post{post.pid}"><tr><td class="thead">{post.time}</td><td class="thead">#{n + 1}</td></tr><tr><td class="alt2"><a class="bigusername">{post.handle}</a></td></tr><tr><td class="alt1" id="td_post_{post.pid}"><div id="post_message_{post.pid}">{post.body}</div></td></tr></table>'
        for n, post in enumerate(posts)
    )
    return f"<html><head><title>{subject} - {SITE}</title></head><body>{made}</body></html>"


def phpwind_8(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div class="read_t" id="readfloor_{post.pid if n else "tpc"}"><table class="floot"><tr><td class="floot_left"><div class="r_name"><a href="u.php?uid={post.uid}">{post.handle}</a></div><p>级别: 版主</p></td><td class="floot_right"><div class="tipTop">发表于: {post.time}</div>'
        f'<div class="tpc_content"><div class="f14" id="read_{post.pid if n else "tpc"}">{post.body}</div></div></td></tr></table></div>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject} - {BOARD} - {SITE} - Powered by phpwind</title></head><body><div id="breadCrumb"><a>{SITE}</a><a>{BOARD}</a></div><h1 id="subject_tpc">{subject}</h1>{made}</body></html>'


def phpwind_9(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div class="floor cc J_read_floor" id="read_{n and post.pid}"><table><tr><td class="floor_left"><div class="name"><a href="/u/12">{post.handle}</a></div><ul class="integral"><li><em>积分</em>9</li></ul></td><td class="box_wrap"><div class="floor_title">{f"<h1 id=J_post_title>{subject}</h1>" if not n else ""}</div>'
        f'<div class="floor_top_tips cc"><span class="lou">{n + 1}#</span><span class="fl">发布于：{post.time}</span></div><div id="{"J_read_main" if not n else ""}"><div class="editor_content">{post.body}</div></div></td></tr></table></div>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject} - {SITE}</title></head><body><div class="bread_crumb"><a>{SITE}</a><a>{BOARD}</a></div>{made}</body></html>'


def tieba(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f"""<div class="l_post l_post_bright" data-field='{{"author":{{"user_name":"{post.handle}"}},"content":{{"post_id":{post.pid},"post_no":{n + 1}}}}}'><div class="d_author"><a class="p_author_name">{post.handle}</a></div><div class="d_post_content_main"><div id="post_content_{post.pid}" class="d_post_content j_d_post_content clearfix">{post.body}</div>"""
        f'<div class="core_reply_tail"><span class="tail-info">来自Android客户端</span><span class="tail-info">{n + 1}楼</span><span class="tail-info">{post.time}</span></div></div></div>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject}_岚川吧_百度贴吧</title></head><body><div class="card_title"><a class="card_title_fname">岚川吧</a></div><h3 class="core_title_txt">{subject}</h3><div id="j_p_postlist">{made}</div></body></html>'


def wechat(subject: str, posts: Sequence[Written]) -> str:
    return (
        f'<html><head><meta property="og:title" content="{subject}"><title></title></head><body><div id="img-content"><h1 class="rich_media_title" id="activity-name">\n{subject}\n</h1><div id="meta_content"><a id="js_name">{posts[0].handle}</a><em id="publish_time">{posts[0].time}</em></div>'
        f'<div class="rich_media_content" id="js_content" style="visibility: hidden;">{posts[0].body}</div></div><div class="rich_media_tool">阅读 100+ 赞</div><script>var ct = "1";</script></body></html>'
    )


def government(subject: str, posts: Sequence[Written]) -> str:
    return (
        f'<html><head><meta name="ArticleTitle" content="{subject}"><meta name="PubDate" content="{posts[0].time}"><meta name="Author" content="{posts[0].handle}"><meta name="SiteName" content="{SITE}"><title>{subject}-{SITE}</title></head><body><div class="nav"><a>首页</a><a>政务公开</a></div>'
        f'<div class="article"><h1>{subject}</h1><div class="info">来源：岚川日报 浏览次数：3</div><div class="TRS_Editor">{posts[0].body}</div><div class="print">打印 关闭</div></div><div class="footer">主办：岚川办公室 ICP备0号</div></body></html>'
    )


PAGES: dict[str, Page] = {
    "discuz_x15": discuz('<a href="forum.php?mod=viewthread&amp;tid={tid}">{subject}</a>', old=True),
    "discuz_x2": discuz('<a href="thread-{tid}-1-1.html" id="thread_subject">{subject}</a>', old=True),
    "discuz_x3": discuz('<span id="thread_subject">{subject}</span>'),
    "discuz_7": discuz_7,
    "touch_35": touch_35,
    "touch_31": touch_31,
    "archiver": archiver,
    "printed": printed,
    "phpbb": phpbb,
    "xenforo_2": xenforo_2,
    "xenforo_1": xenforo_1,
    "mybb": mybb,
    "flarum": flarum,
    "misago": misago,
    "discourse": discourse,
    "vbulletin_4": vbulletin_4,
    "vbulletin_3": vbulletin_3,
    "phpwind_8": phpwind_8,
    "phpwind_9": phpwind_9,
    "tieba": tieba,
    "wechat": wechat,
    "government": government,
}
ARTICLES = ("wechat", "government")
