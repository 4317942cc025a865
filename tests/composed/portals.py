"""Whole pages around one article, after the templates of portals and newspapers (names and places only; the words are made up)."""

from collections.abc import Callable

Portal = Callable[[str, str], str]

SITE, PAPER = "岚川县人民政府", "岚川日报"
TOP = (
    '<div class="top"><a>无障碍</a> <a>简</a> <a>繁</a></div><ul class="nav"><li>首页</li><li>政务公开</li><li>政民互动</li></ul>'
    '<div class="position">您当前的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>政府工作报告</a></div>'
)
INDEX = (
    '<table class="xxgk"><tr><td>索 引 号：</td><td>LC001-2023-00017</td><td>主题分类：</td><td>综合政务</td></tr>'
    "<tr><td>发布机构：</td><td>县政府办公室</td><td>成文日期：</td><td>2023-04-20</td></tr></table>"
)
TOOLS = '<div class="info">发布时间：2023-04-25 20:37　来源：岚川日报　浏览次数：<span id="hits">1,204</span> 次　字号：[<a>大</a> <a>中</a> <a>小</a>] <a>打印</a></div>'
FOOT = (
    '<div class="bdsharebuttonbox"><a>微信</a><a>微博</a></div><div class="print"><a>打印本页</a> <a>关闭窗口</a></div>'
    "<ul class='updown'><li>上一篇：<a>关于召开座谈会的通知</a></li><li>下一篇：<a>本县今日气温</a></li></ul>"
    '<div class="footer">主办：岚川县人民政府办公室　ICP备00000000号　网站标识码 0000000000</div></body></html>'
)


def head(title: str, metas: bool = True) -> str:
    said = (
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2023-04-25 20:37"><meta name="ContentSource" content="{PAPER}"><meta name="SiteName" content="{SITE}"><meta name="ColumnName" content="政府工作报告">'
        if metas
        else ""
    )
    return f"<html><head>{said}<title>{title}_{SITE}</title></head><body>{TOP}"


def jcms(title: str, body: str) -> str:
    return f'{head(title)}{INDEX}<table id="article"><tr><td class="title">{title}</td></tr><tr><td>{TOOLS}</td></tr><tr><td><div id="zoom"><!--<$[信息内容]>begin--><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{body}<meta name="ContentEnd"><!--ZJEG_RSS.content.end--><!--<$[信息内容]>end--><p>扫一扫在手机打开当前页</p></div></td></tr></table>{FOOT}'


def ucap(title: str, body: str) -> str:
    return f'{head(title)}<div class="content"><h1>{title}</h1>{TOOLS}<div id="zoomcon"><div class="pages_content"><ucapcontent>{body}</ucapcontent></div></div></div>{FOOT}'


def ucap_whole(title: str, body: str) -> str:
    """The title stands inside the container."""
    return f'{head(title)}<div id="UCAP-CONTENT"><h1 style="text-align:center">{title}</h1>{body}</div>{FOOT}'


def trs_parts(title: str, body: str) -> str:
    """An editor's container a part, as pages joined by a reader show it."""
    half = body.find("</p>", len(body) // 2) + 4 if "</p>" in body else len(body)
    first, second = body[:half], body[half:]
    rest = f'<div class="fenye"><a>上一页</a> <span>1</span> <a>2</a> <a>下一页</a></div><div class="TRS_Editor">{second}</div>'
    return f'{head(title)}<div class="xl"><h2 id="ti">{title}</h2>{TOOLS}<div class="TRS_Editor">{first}</div>{rest if second.strip() else ""}</div>{FOOT}'


def trs_editor(title: str, body: str) -> str:
    return f'{head(title)}<div class="article"><h1>{title}</h1>{TOOLS}<div class="view TRS_UEDITOR trs_paper_default trs_word">{body}<p><span style="display:none">附件列表</span></p></div></div>{FOOT}'


def vsb(title: str, body: str) -> str:
    return f'{head(title, False)}<form name="_newscontent_fromname"><h1>{title}</h1>{TOOLS}<div id="vsb_content"><div class="v_news_content">{body}</div></div><div id="div_vote_id"></div></form>{FOOT}'


def digital_paper(title: str, body: str) -> str:
    """A newspaper's digital edition; its markup repeats the text for printers."""
    hidden = f'<input type="checkbox" style="display:none"><div style="display:none"><!--enpcontent-->{body}<!--/enpcontent--></div>'
    return f'<html><head><title>{title}-{PAPER}</title></head><body><div class="paperdate">2023-04-25 20:37 星期二</div><div class="list"><a>第01版：要闻</a><a>第02版：综合</a></div><h1>{title}</h1><div id="ozoom"><founder-content><!--enpcontent-->{body}<!--/enpcontent--></founder-content></div>{hidden}<div>放大 缩小 默认</div></body></html>'


def peoples(title: str, body: str) -> str:
    return f'<html><head><title>{title}--{PAPER}</title><meta name="publishdate" content="2023-04-25"></head><body>{TOP}<div class="layout"><h1>{title}</h1><div class="channel">2023年04月25日20:37 | 来源：<a>{PAPER}</a></div><div class="rm_txt_con"><div class="paper_num">《 {PAPER} 》（ 2023年04月25日 第 01 版）</div>{body}<div class="edit clearfix">(责编：岳某、杨某)</div></div></div><div class="relnews"><h3>相关新闻</h3><a>岚川县两会闭幕</a></div></body></html>'


def wechat(title: str, body: str) -> str:
    return f'<html><head><meta property="og:title" content="{title}"><title></title></head><body id="activity-detail"><div id="page-content"><div id="img-content"><h1 class="rich_media_title" id="activity-name">\n{title}\n</h1><div id="meta_content"><span id="profileBt"><a id="js_name">\n岚川发布 </a></span><em id="publish_time"></em></div><div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{body}<mp-style-type data-value="3"></mp-style-type></div></div></div><script>var ct = "1682426275";</script></body></html>'


def unknown(title: str, body: str) -> str:
    """No names that anybody knows; the title as an h2 inside, a pager in the text."""
    pager = '<div class="fy">首页 上一页 <b>1</b> 2 下一页 尾页</div>'
    half = body.find("</p>", len(body) // 2) + 4 if "</p>" in body else 0
    return f'{head(title, False)}<div class="w1200"><div class="bt"><h2>{title}</h2><div class="fbt">2023-04-25 20:37 来源：{PAPER} 【字体：大 中 小】</div></div><div class="nr">{body[:half]}{pager if half else ""}{body[half:]}</div></div>{FOOT}'


PORTALS: dict[str, Portal] = {
    "jcms": jcms,
    "ucap": ucap,
    "ucap_whole": ucap_whole,
    "trs_parts": trs_parts,
    "trs_editor": trs_editor,
    "vsb": vsb,
    "digital_paper": digital_paper,
    "peoples": peoples,
    "wechat": wechat,
    "unknown": unknown,
}
