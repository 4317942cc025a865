"""The forms in which a report's lines stand in a post's HTML, and the noise that boards put between them."""

import random
from collections.abc import Callable, Sequence
from html import escape

Form = Callable[[Sequence[str], random.Random], str]
BR = "<br />\r\n"


def plain(lines: Sequence[str], _: random.Random) -> str:
    return f"{BR}{BR}".join(escape(line) for line in lines)


def ideographic_indent(lines: Sequence[str], _: random.Random) -> str:
    return f"{BR}{BR}".join("　　" + escape(line) for line in lines)


def nbsp_indent(lines: Sequence[str], _: random.Random) -> str:
    return BR.join("&nbsp; &nbsp; " + escape(line) for line in lines)


def paragraphs(lines: Sequence[str], _: random.Random) -> str:
    return "\n".join(f'<p style="text-indent:2em;line-height:28px">{escape(line)}</p>' for line in lines)


def word_paste(lines: Sequence[str], random_: random.Random) -> str:
    """MsoNormal paragraphs with every figure in a span of its own and empty paragraphs between."""
    made = []
    for line in lines:
        parts = ["".join(part) for part in pieces(line)]
        spans = "".join(
            f'<span lang="EN-US" style="font-family:&quot;Times New Roman&quot;">{escape(part)}</span>'
            if part[0].isdigit()
            else escape(part)
            for part in parts
        )
        made.append(
            f'<p class="MsoNormal"\nstyle="text-indent:32.0pt"><span style="font-size:16.0pt;font-family:\n仿宋_GB2312">{spans}<o:p></o:p></span></p>'
        )
        if random_.random() < 0.2:
            made.append('<p class="MsoNormal"><span><o:p>&nbsp;</o:p></span></p>')
    return "\r\n".join(made)


def pieces(line: str) -> list[str]:
    """A line cut between digits and the rest."""
    parts: list[str] = []
    for char in line:
        if parts and parts[-1][-1].isdigit() == char.isdigit():
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def div_soup(lines: Sequence[str], random_: random.Random) -> str:
    made = []
    for line in lines:
        depth = random_.randint(1, 6)
        made.append("<div>" * depth + f"<span><font>　　{escape(line)}</font></span>" + "</div>" * depth)
        if random_.random() < 0.3:
            made.append("<div><br></div>")
    return "".join(made)


def centred_bold(lines: Sequence[str], _: random.Random) -> str:
    made = []
    for line in lines:
        if len(line) < 40:
            made.append(f'<div align="center"><font face="黑体"><font size="5"><strong>{escape(line)}</strong></font></font></div>{BR}')
        else:
            lead, stop, rest = line.partition("。")
            made.append(f'<font face="仿宋_GB2312">　　<strong>{escape(lead + stop)}</strong>{escape(rest)}</font>{BR}{BR}')
    return "".join(made)


def wrapped(width: int, indent: str, between: str) -> Form:
    """Lines cut at a width as mailers and old editors do."""

    def form(lines: Sequence[str], _: random.Random) -> str:
        made = []
        for line in lines:
            text = indent + line
            rows = [text[i : i + width] for i in range(0, len(text), width)]
            made.append(BR.join(escape(row) for row in rows))
        return f"{BR}{between}".join(made)

    return form


def in_table(lines: Sequence[str], _: random.Random) -> str:
    rows = "".join(f"<tr><td>　　{escape(line)}</td></tr>" for line in lines)
    return f'<table class="t_table" cellspacing="0" style="width:98%"><tbody>{rows}</tbody></table>'


def in_one_cell(lines: Sequence[str], random_: random.Random) -> str:
    return f"<table><tr><td>{paragraphs(lines, random_)}</td></tr></table>"


def preformatted(lines: Sequence[str], _: random.Random) -> str:
    return "<pre>" + "\n\n".join("    " + escape(line) for line in lines) + "</pre>"


def listed(lines: Sequence[str], _: random.Random) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def code_frame(lines: Sequence[str], _: random.Random) -> str:
    items = "".join(f"<li>{escape(line)}<br />\r\n</li>" for line in lines)
    return f'<div class="blockcode"><div id="code_x1"><ol>{items}</ol></div><em onclick="copycode()">复制代码</em></div>'


def quote_frame(lines: Sequence[str], random_: random.Random) -> str:
    return f'<div class="quote"><blockquote>{plain(lines, random_)}</blockquote></div>'


def inline_marks(lines: Sequence[str], _: random.Random) -> str:
    """Text broken by inline tags, links and source line ends, none of which may leave a trace."""
    made = []
    for line in lines:
        text = "".join(
            f"<b>{part}</b>" if part.isdigit() else f'<a href="/k?x=1">{part[:2]}</a>{part[2:]}' if len(part) > 9 else part
            for part in map(escape, pieces(line))
        )
        made.append(f"<p>\n{text}\n</p>")
    return "\n".join(made)


FORMS: dict[str, Form] = {
    "plain": plain,
    "ideographic_indent": ideographic_indent,
    "nbsp_indent": nbsp_indent,
    "paragraphs": paragraphs,
    "word_paste": word_paste,
    "div_soup": div_soup,
    "centred_bold": centred_bold,
    "wrapped_both": wrapped(40, "　　", "<br />\r\n"),
    "wrapped_indent": wrapped(38, "　　", ""),
    "wrapped_blank": wrapped(33, "", "<br />\r\n"),
    "in_table": in_table,
    "in_one_cell": in_one_cell,
    "preformatted": preformatted,
    "listed": listed,
    "code_frame": code_frame,
    "quote_frame": quote_frame,
    "inline_marks": inline_marks,
}


# --- noise -------------------------------------------------------------------------------------------------------------------------


def jammer_text(random_: random.Random) -> str:
    """Discuz!'s own: at least 5 and at most 15 times chr(32..59), a blank, chr(63..126)."""
    text = ""
    count = 0
    while count < random_.randint(5, 15):
        text += chr(random_.randint(32, 59)) + " " + chr(random_.randint(63, 126))
        count += 1
    return text


def jammed(body: str, random_: random.Random) -> str:
    """Every line end of a post replaced by jammer in one of its two forms."""

    def jam() -> str:
        text = escape(jammer_text(random_)).replace("  ", "&nbsp;&nbsp;")
        return random_.choice((f'<font class="jammer">{text}</font>\r\n', f'\r\n<span style="display:none">{text}</span>'))

    return "".join(part + jam() for part in body.split("\r\n"))


def edit_notice(body: str, _: random.Random) -> str:
    return f'<i class="pstatus"> 本帖最后由 岚川旧档 于 2023-5-6 07:08 编辑 </i><br />\r\n<br />\r\n{body}'


def edit_notice_text(body: str, _: random.Random) -> str:
    return f"[ 本帖最后由 岚川旧档 于 2023-5-6 07:08 编辑 ]<br />\r\n{body}"


def advertisement(body: str, _: random.Random) -> str:
    return f'<div class="a_pr"><script>var google_ad_client = "ca-pub-0";</script><a href="//ad.example/">友情推荐：县级年鉴全套下载</a></div>{body}'


def share_buttons(body: str, random_: random.Random) -> str:
    name = random_.choice(
        ["bdsharebuttonbox", "jiathis_style", "bshare-custom icon-medium", "social-share", "addthis_toolbox", "sharedaddy"]
    )
    return f'{body}<div class="{name}"><span>分享到微博微信</span><a href="#">更多</a></div>'


def scripts(body: str, _: random.Random) -> str:
    return f'<script type="text/javascript">replyreload += "," + 7;</script><style>.pcb{{margin-right:0}}</style>{body}<script>checkBlind()</script>'


def zero_width(body: str, random_: random.Random) -> str:
    return "".join(
        char + random_.choice(("\u200b", "\ufeff", "\u2060")) if char in "，。" and random_.random() < 0.3 else char for char in body
    )


def portal(body: str, _: random.Random) -> str:
    front = "下载<br />\r\n打印<br />\r\n【字号：<br />\r\n加大<br />\r\n还原<br />\r\n减小<br />\r\n】<br />\r\n来源：砚溪日报　发布时间：2023-02-09 08:00　浏览次数：321<br />\r\n"
    back = "<br />\r\n责任编辑：柳三变<br />\r\n扫一扫在手机打开当前页<br />\r\n相关报道：<br />\r\n干部群众热议报告<br />\r\n打印本页<br />\r\n关闭窗口"
    return front + body + back


def attachment(body: str, _: random.Random) -> str:
    return body + (
        "<ignore_js_op><dl class='tattl'><dd><p class='attnm'><a href='forum.php?mod=attachment'>全文（含附表）.doc</a></p>"
        "<p>61.5 KB, 下载次数: 37, 下载积分: 金钱 -1 </p></dd></dl></ignore_js_op>"
    )


def wall(body: str, _: random.Random) -> str:
    return (
        '<div class="attach_nopermission attach_tips"><div><h3><strong>马上注册，结交更多好友，享用更多功能，让你轻松玩转社区。</strong></h3>'
        '<p>您需要 <a href="member.php">登录</a> 才可以下载或查看，没有帐号？<a href="member.php">立即注册</a> </p></div><span class="atips_close">x</span></div>'
        + body
    )


def reply_quote(body: str, _: random.Random) -> str:
    return (
        '<div class="quote"><blockquote>江上客 发表于 2023-2-1 09:10<br />\r\n请问去年的报告在哪里找得到 ...</blockquote></div><br />\r\n'
        + body
    )


def site_phrases(body: str, random_: random.Random) -> str:
    del random_
    return body.replace("。<br />", "。. From 1point 3acres bbs<br />")


def hidden_spam(body: str, _: random.Random) -> str:
    return f'{body}<div style="display:none">岚川论坛 县级年鉴 下载 公报 数据</div><span style="font-size:0px">转载请注明岚川论坛</span>'


NOISES: dict[str, Form | Callable[[str, random.Random], str]] = {
    "none": lambda body, _: body,
    "jammed": jammed,
    "edit_notice": edit_notice,
    "edit_notice_text": edit_notice_text,
    "advertisement": advertisement,
    "share_buttons": share_buttons,
    "scripts": scripts,
    "zero_width": zero_width,
    "portal": portal,
    "attachment": attachment,
    "wall": wall,
    "reply_quote": reply_quote,
    "site_phrases": site_phrases,
    "hidden_spam": hidden_spam,
}
BOILERPLATE = (
    "本帖最后由", "友情推荐", "google_ad", "replyreload", "checkBlind", "下载次数", "责任编辑", "砚溪日报", "热议报告", "关闭窗口", "字号", "立即注册", "江上客",
    "分享到", "1point", "转载请注明", "复制代码", "全文（含附表）",
)  # fmt: skip
