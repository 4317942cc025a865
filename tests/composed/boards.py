"""Whole pages around posts, after the templates of further boards (names and places only; the words are made up)."""

from collections.abc import Sequence

from composed.templates import BOARD, SITE, TID, Page, Written


def head(subject: str, address: str) -> str:
    return f'<html><head><title>{subject} - {SITE}</title><link rel="canonical" href="https://bbs.lanchuan.example/{address}"></head><body>'


def nodebb(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<li component="post" class="pt-4" data-index="{n}" data-pid="{post.pid}" data-uid="{post.uid}" data-username="{post.handle}"><meta itemprop="datePublished" content="{post.time}"><div class="post-header"><a data-username="{post.handle}">{post.handle}</a> <span class="text-muted">写于 <span class="timeago" title="{post.time}"></span></span><span component="post/editor" class="visually-hidden">最后由 编者 编辑 <span class="timeago" title="2024-1-1 07:00:00"></span></span><a class="post-index">#{n + 1}</a></div>'
        f'<div class="content text-break" component="post/content" itemprop="text">\n{post.body}\n</div><div component="post/footer"><div component="post/signature">签名档</div><a>1 条回复</a></div></li>'
        for n, post in enumerate(posts)
    )
    return f'{head(subject, f"topic/{TID}/report")}<ol class="breadcrumb"><li><a>主页</a></li><li><a>{BOARD}</a></li><li><span>{subject}</span></li></ol><h1 component="post/header"><span component="topic/title">{subject}</span></h1><div>3 帖子 1,204 浏览</div><ul component="topic">{made}</ul><p>看起来您没有登录</p></body></html>'


def vbulletin_5(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<li data-node-id="{post.pid}" class="b-post js-post"><div class="b-userinfo"><div class="author"><strong><a><span itemprop="name">{post.handle}</span></a></strong></div><div class="usertitle">高级会员</div><span>Mar 2019</span></div><div class="b-post__content"><div class="b-post__timestamp"><time itemprop="dateCreated" datetime="2001-01-01T00:00:00">{post.time}</time></div><a class="b-post__count">#{n + 1}</a>'
        f'<div class="js-post__content-text restore h-wordwrap" itemprop="text">{post.body}</div><div class="post-signature restore">签名档</div></div><div class="b-post__footer">引用 赞</div></li>'
        for n, post in enumerate(posts)
    )
    return f'{head(subject, "forum/news/4488-report")}<nav class="b-breadcrumbs"><ul class="crumbs"><li><a>首页</a></li><li><a>{BOARD}</a></li></ul></nav><h1 class="main-title">{subject}</h1><ul class="conversation-list">{made}</ul></body></html>'


def tianya(subject: str, posts: Sequence[Written]) -> str:
    info = f'<div class="atl-info"><span>楼主：<a uname="{posts[0].handle}">{posts[0].handle}</a></span> <span>时间：{posts[0].time}</span> <span>点击：1204</span> <span>回复：{len(posts) - 1}</span></div>'
    made = "".join(
        f'<div class="atl-item" _host="{post.handle}" id="{n}" replyid="{post.pid}" js_restime="{post.time}"><div class="atl-content"><div class="atl-con-bd clearfix"><div class="bbs-content">\n\t{post.body}\n</div><div class="atl-reply">来自 客户端 | 举报 | {n}楼 | 打赏 | 回复 | 评论</div></div></div></div>'
        for n, post in enumerate(posts)
    )
    return f'{head(subject, f"post-free-{TID}-1.shtml")}<p class="crumbs"><a>{SITE}</a> &gt; <a>{BOARD}</a></p><h1 class="atl-title"><span class="s_title">{subject}</span></h1>{info}<div class="atl-main">{made}</div><div class="atl-pages">上页 1 下页</div></body></html>'


def nga(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<table class="forumbox postbox"><tr id="post1strow{n}" class="postrow row2"><td class="c1"><span id="posterinfo{n}"><a id="postauthor{n}" class="author b">{post.handle}</a><div class="stat">级别: 学徒 威望: 0.0</div></span></td><td class="c2"><div id="postInfo{n}"><span id="postdate{n}" title="reply time">{post.time}</span></div><span id="postcontentandsubject{n}"><h3 id="postsubject{n}">{subject if not n else ""}</h3><br/><span id="postcontent{n}" class="postcontent ubbcode">{post.body}</span></span><div id="postsign{n}" class="sign">签名：无</div></td></tr></table>'
        for n, post in enumerate(posts)
    )
    return (
        f'{head(subject, f"read.php?tid={TID}")}<div id="m_nav"><a>论坛</a><a>{BOARD}</a></div><div id="m_posts">{made}</div></body></html>'
    )


def douban(subject: str, posts: Sequence[Written]) -> str:
    first, *rest = posts
    made = "".join(
        f'<li class="clearfix comment-item reply-item" id="{post.pid}" data-cid="{post.pid}"><div class="reply-doc content"><h4><a href="/people/{post.uid}/">{post.handle}</a> <span class="pubtime">{post.time}</span></h4><div class="reply-content"><div class="markdown">{post.body}</div></div><div class="operation-div"><a>赞</a><a>回应</a></div></div></li>'
        for post in rest
    )
    return (
        f'{head(subject, f"group/topic/{TID}/")}<div id="content"><h1>\n{subject}\n</h1><div class="article"><div class="topic-content clearfix" id="topic-content"><div class="topic-doc"><h3><span class="from">来自: <a href="/people/x/">{first.handle}</a></span><span class="create-time">{first.time}</span></h3><div id="link-report"><div class="rich-content topic-richtext">{first.body}</div></div></div></div>'
        f'<div class="sns-bar"><a>赞 12</a></div><ul class="topic-reply" id="comments">{made}</ul></div><div class="aside"><div class="title"><a>{BOARD}</a></div></div></div></body></html>'
    )


def xiuno(subject: str, posts: Sequence[Written]) -> str:
    first, *rest = posts
    made = "".join(
        f'<li class="media post" data-pid="{post.pid}" data-uid="{post.uid}"><a><img class="avatar-3" src="a.png"></a><div class="media-body"><div class="small"><div><span class="username"><a>{post.handle}</a></span><span class="date text-grey">{post.time}</span></div><div class="text-right"><span class="floor-parent"><span class="floor">{n}</span>楼</span></div></div><div class="message mt-1 break-all">{post.body}</div></div></li>'
        for n, post in enumerate(rest, 2)
    )
    return (
        f'{head(subject, f"thread-{TID}.htm")}<header><a>{SITE}</a></header><ol class="breadcrumb"><li><a href="./"><i class="icon-home"></i></a></li><li><a href="forum-1.htm">{BOARD}</a></li><li><a href="thread-{TID}.htm">{subject}</a></li></ol>'
        f'<div class="card card-thread"><div class="card-body"><div class="media"><a><img class="avatar-3" src="a.png"></a><div class="media-body"><h4 class="break-all">\n{subject}\n</h4><div class="small"><span class="username"><a>{first.handle}</a></span><span class="date">{first.time}</span><span class="ml-2"><i class="icon-eye"></i> 1204</span></div></div></div><hr>'
        f'<div class="message break-all" isfirst="1">{first.body}<fieldset class="fieldset"><legend>上传的附件：</legend><ul class="attachlist"><li>全文（含附表）.doc</li></ul></fieldset></div></div></div>'
        f'<div class="card"><div class="card-title"><b>最新回复</b> (<span class="posts">{len(rest)}</span>)</div><ul class="postlist">{made}<li class="media post"><div class="message"><textarea>写</textarea><button>回帖</button></div></li></ul></div></body></html>'
    )


def startbbs(subject: str, posts: Sequence[Written]) -> str:
    first, *rest = posts
    made = "".join(
        f"<article><div class='cell reply'><table><tr><td><a class='profile_link'><img src='a.png'></a></td><td><div class='pull-right'><small class='snow' id='r{n}'>#{n} - {post.time}</small></div><a class='dark startbbs profile_link'>{post.handle}</a> <span class='snow'>签名档</span><div class='sep5'></div><div class='content reply_content'>{post.body}</div></td></tr></table></div></article>"
        for n, post in enumerate(rest, 1)
    )
    return (
        f"{head(subject, f'forum/view/{TID}')}<div class='box'><article><div class='header'><p><a>首页</a> / <a>{BOARD}</a></p><h1 id='topic_title'>\n{subject}\n</h1><small class='topic-meta'>By <a class='dark startbbs profile_link'>{first.handle}</a> at {first.time}, 1204次浏览 • 3人收藏</small></div>"
        f"<div class='inner'><div class='content topic_content'>{first.body}</div></div></article></div><section><div class='box'><span id='comments'>{len(rest)}</span> 回复<div id='clist'>{made}</div></div></section></body></html>"
    )


def fly(subject: str, posts: Sequence[Written]) -> str:
    first, *rest = posts
    made = "".join(
        f'<li data-id="{post.pid}" class="jieda-daan"><div class="detail-about detail-about-reply"><div class="fly-detail-user"><a class="fly-link"><cite>{post.handle}</cite></a></div><div class="detail-hits"><span>{post.time}</span></div></div><div class="detail-body jieda-body photos">{post.body}</div></li>'
        for post in rest
    )
    return (
        f'{head(subject, f"topic/{TID}")}<div class="fly-panel detail-box"><h1>{subject}</h1><div class="fly-detail-info"><span class="fly-list-nums"><a href="#comment"><i class="iconfont" title="回答"></i> {len(rest)}</a><i class="iconfont" title="人气"></i> 1204</span></div><div class="detail-about"><div class="fly-detail-user"><a class="fly-link"><cite>{first.handle}</cite></a><span>{first.time}</span></div></div>'
        f'<div class="detail-body photos">{first.body}</div></div><div class="fly-panel detail-box" id="flyReply"><ul class="jieda" id="jieda">{made}</ul></div></body></html>'
    )


def carbon(subject: str, posts: Sequence[Written]) -> str:
    first, *rest = posts
    made = "".join(
        f'<div class="commont-item"><a name="Post{post.pid}"></a><div class="commont-data"><div class="commont-content"><div><div class="float-left text-bold fs14"><a>{post.handle}</a></div><span class="float-right grey fs12">{post.time}&nbsp;&nbsp;<span class="commonet-count">#{n}</span></span></div><div class="c"></div>{post.body}</div><div class="commont-button">回复</div></div></div>'
        for n, post in enumerate(rest, 1)
    )
    return (
        f'{head(subject, f"t/{TID}")}<div class="main-content"><div class="main-box"><div class="topic-title"><div class="topic-title-main"><h1>{subject}</h1><div class="topic-title-date">By <a>{first.handle}</a>\n at {first.time} • 3人收藏 • 1204人点击</div></div></div><div class="topic-content">{first.body}</div><div class="topic-tags"><a>公报</a></div></div>'
        f'<div class="title">{len(rest)} 回复 | 直到 2023-4-26</div><div class="main-box">{made}</div></div></body></html>'
    )


def phpbb_2(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<tr><td width="150" class="row1"><span class="name"><a name="{post.pid}"></a><b>{post.handle}</b><br></span><span class="postdetails">会员<br>注册时间: 2003-04-05</span></td><td class="row1"><table width="100%"><tr><td><span class="postdetails">发表于: {post.time} 文章主题: {subject if not n else "Re"}</span></td><td>引用</td></tr><tr><td colspan="2"><hr></td></tr><tr><td colspan="2"><div class="postbody">{post.body}</div><span class="postbody"><br />_________________<br />签名档</span><span class="gensmall">最后由 某人 于 2024-1-1 07:00 编辑，总计第 1 次编辑</span></td></tr></table></td></tr><tr><td><span class="nav"><a>返回顶部</a></span></td></tr>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{SITE} :: 阅读主题 - {subject}</title></head><body><span class="maintitle">{SITE}</span><a class="maintitle" href="viewtopic.php?t={TID}">{subject}</a><span class="nav"><a class="nav">{SITE}</a> -> <a class="nav">{BOARD}</a></span><table class="forumline">{made}</table></body></html>'


def subsilver_2(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<table class="tablebg"><tr class="row1"><td align="center"><a name="p{post.pid}"></a><b class="postauthor">{post.handle}</b></td><td><table><tr><td class="gensmall"><div>&nbsp;<b>文章主题:</b> <a href="#p{post.pid}">{subject}</a></div><div><b>发表于:</b> {post.time}&nbsp;</div></td></tr></table></td></tr>'
        f'<tr class="row1"><td class="profile"><span class="postdetails"><br><b>注册:</b> 2009-05-01 11:00<br><b>文章:</b> 203</span></td><td><table><tr><td><div class="postbody">{post.body}</div><div class="postbody"><br />_________________<br />签名档</div><span class="gensmall">最后由 某人 于 2024-1-1 07:00 编辑，总共编辑了 1 次</span></td></tr></table></td></tr><tr class="row1"><td class="profile"><strong><a href="#wrapheader">页首</a></strong></td><td><div class="gensmall"><a href="memberlist.php?mode=viewprofile&amp;u={post.uid}"><img alt="个人资料"></a></div></td></tr></table>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{SITE} • 阅读主题 - {subject}</title></head><body><div id="pageheader"><h2><a class="titles" href="./viewtopic.php?f=4&amp;t={TID}&amp;start=0">{subject}</a></h2></div><div id="pagecontent"><table class="tablebg"><tr><td class="cat"><a>上一主题</a></td></tr><tr><th>作者</th><th>内容</th></tr></table>{made}</div><p class="breadcrumbs"><a href="./index.php">论坛首页</a> &#187; <a href="./viewforum.php?f=4">{BOARD}</a></p></body></html>'


def smf(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div class="windowbg" id="msg{post.pid}"><div class="post_wrapper"><div class="poster"><h4><a href="index.php?action=profile;u={post.uid}" title="查看 {post.handle} 的资料">{post.handle}</a></h4><ul class="user_info"><li class="postgroup">中级会员</li><li class="postcount">帖子: 321</li></ul></div><div class="postarea"><div class="keyinfo"><div id="subject_{post.pid}" class="subject_title"><a href="index.php?msg={post.pid}">{subject}</a></div><span class="page_number floatright">#{n + 1}</span><div class="postinfo"><span class="messageicon"></span><a href="index.php?topic={TID}.msg{post.pid}#msg{post.pid}" class="smalltext">{post.time}</a><span class="smalltext modified floatright" id="modified_{post.pid}">最后编辑: 2024-1-1 07:00 作者 某人</span></div></div>'
        f'<div class="post"><div class="inner" data-msgid="{post.pid}" id="msg_{post.pid}">{post.body}</div></div><div class="under_message"><ul><li>赞</li></ul></div></div><div class="moderatorbar"><div class="signature">签名档</div></div></div></div><hr class="post_separator">'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject}</title></head><body><div class="navigate_section"><ul><li><a href="index.php"><span>{SITE}</span></a> &#9658;</li><li><a href="index.php?board=5.0"><span>{BOARD}</span></a></li><li class="last"><a href="index.php?topic={TID}.0"><span>{subject}</span></a></li></ul></div><div id="display_head"><h2 class="display_title"><span id="top_subject">{subject}</span></h2></div><p>0 会员 以及 1 访客 正在阅读本文</p><div id="forumposts">{made}</div></body></html>'


def invision(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f"<article id='elComment_{post.pid}' class='cPost ipsBox ipsComment'><aside class='ipsComment_author cAuthorPane'><h3 class='cAuthorPane_author'><strong><a href='https://bbs.lanchuan.example/profile/{post.uid}-x/'>{post.handle}</a></strong></h3><ul class='cAuthorPane_info'><li>会员</li></ul></aside><div class='ipsColumn'><div id='comment-{post.pid}_wrap' class='ipsComment_content'><div class='ipsComment_meta ipsType_light'><a href='https://bbs.lanchuan.example/topic/{TID}-x/?do=findComment&amp;comment={post.pid}'>发布于<time datetime='2001-01-01T00:00:00Z'>{post.time}</time></a></div>"
        f"<div class='cPost_contentWrap'><div data-role='commentContent' class='ipsType_normal ipsType_richText ipsContained'><div>{post.body}</div><span class='ipsType_reset ipsType_medium ipsType_light' data-excludequote><strong>由某人编辑 2024-1-1 07:00</strong></span></div><div class='ipsItemControls'>引用 赞</div></div><div data-role='memberSignature'>签名档</div></div></div></article>"
        for post in posts
    )
    return f"<html><head><title>{subject} - {BOARD} - {SITE}</title></head><body><nav class='ipsBreadcrumb'><ul data-role='breadcrumbList'><li><a>首页</a></li><li><a>{BOARD}</a></li><li>{subject}</li></ul></nav><h1 class='ipsType_pageTitle'><span>{subject}</span></h1><p>在线用户 最近浏览 0位会员</p>{made}</body></html>"


def punbb(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<div id="p{post.pid}" class="blockpost rowodd"><h2><span><span class="conr">#{n + 1}</span> <a href="viewtopic.php?pid={post.pid}#p{post.pid}">{post.time}</a></span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt><strong><a href="profile.php?id={post.uid}">{post.handle}</a></strong></dt><dd class="usertitle"><strong>会员</strong></dd><dd><span>注册日期: 2012-03-01</span></dd></dl></div>'
        f'<div class="postright"><h3>{subject}</h3><div class="postmsg">{post.body}<p class="postedit"><em>最后由 某人 编辑 (2024-1-1 07:00)</em></p></div><div class="postsignature postmsg"><hr><p>签名档</p></div></div></div></div><div class="postfoot"><p>离线</p></div></div></div>'
        for n, post in enumerate(posts)
    )
    return f'<html><head><title>{subject} / {SITE}</title></head><body><div id="punviewtopic" class="pun"><div id="brdmenu"><ul><li>首页</li></ul></div><div class="crumbsplus"><ul class="crumbs"><li><a href="index.php">首页</a></li><li><span>»</span><a href="viewforum.php?id=3">{BOARD}</a></li><li><span>»</span><strong><a href="viewtopic.php?id={TID}">{subject}</a></strong></li></ul></div>{made}</div></body></html>'


def woltlab(subject: str, posts: Sequence[Written]) -> str:
    made = "".join(
        f'<li id="post{post.pid}"><article class="wbbPost message" data-post-id="{post.pid}"><aside class="messageSidebar member"><div class="messageAuthor"><a href="/user/{post.uid}-x/" class="username userLink"><span>{post.handle}</span></a><span class="badge userTitleBadge">学徒</span></div></aside><div class="messageContent"><header class="messageHeader"><a class="permalink messagePublicationTime"><time datetime="2001-01-01T00:00:00" class="datetime">{post.time}</time></a><ul class="messageQuickOptions"><li><a>#{n + 1}</a></li></ul></header>'
        f'<div class="messageBody"><div class="messageText">{post.body}</div></div><footer class="messageFooter"><p class="messageFooterNote">最后由 某人 编辑 (2024-1-1 07:00)</p><div class="messageSignature"><div>签名档</div></div><ul><li>引用</li></ul></footer></div></article></li>'
        for n, post in enumerate(posts)
    )
    return f'{head(subject, f"thread/{TID}-report/")}<nav class="breadcrumbs"><ol><li><a href="/"><span>论坛</span></a></li><li><a href="/board/3-x/"><span>{BOARD}</span></a></li></ol></nav><h1 class="contentTitle"><span>{subject}</span></h1><ul class="wbbThreadPostList messageList">{made}</ul></body></html>'


def nforum(subject: str, posts: Sequence[Written]) -> str:
    def clock(time: str) -> str:
        day, hour = time.split(" ")
        return f"Tue Apr {day.split('-')[2]} {hour} {day.split('-')[0]}"

    made = "".join(
        f'<a name="a{n}"></a><table class="article"><tr class="a-head"><td class="a-left"><span class="a-u-name"><a href="/user/query/{post.uid}">{post.handle}</a></span></td><td><ul class="a-func"><li>回复</li><li>转寄</li></ul><span class="a-pos">{"楼主" if not n else f"第{n}楼"}</span></td></tr><tr class="a-body"><td class="a-left a-info"><div class="a-u-uid">{post.handle}</div><dl><dt>身份</dt><dd>用户</dd></dl></td>'
        f'<td class="a-content"><p>发信人: {post.handle} (旧友), 信区: {BOARD}<br />标&nbsp;&nbsp;题: {"Re: " if n else ""}{subject}<br />发信站: {SITE} ({clock(post.time)}), 站内<br />&nbsp;&nbsp;<br />{post.body}<br />--<br />签名档<br /><font class="f003">※ 来源:·{SITE} ·[FROM: 10.1.*]</font><br /></p></td></tr></table>'
        for n, post in enumerate(posts)
    )
    return f"<html><head><title>{SITE}</title></head><body><div>文章主题: {subject}</div>{made}<div>贴数:3 分页:1</div></body></html>"


BOARDS: dict[str, Page] = {
    "nodebb": nodebb,
    "vbulletin_5": vbulletin_5,
    "tianya": tianya,
    "nga": nga,
    "douban": douban,
    "xiuno": xiuno,
    "startbbs": startbbs,
    "fly": fly,
    "carbon": carbon,
    "phpbb_2": phpbb_2,
    "subsilver_2": subsilver_2,
    "smf": smf,
    "invision": invision,
    "punbb": punbb,
    "woltlab": woltlab,
    "nforum": nforum,
}
