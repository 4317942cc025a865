"""Text renditions of a thread, in the manners of browsers' copies, scrapers and archives."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bs4 import BeautifulSoup

from composed.templates import BOARD, SITE


@dataclass(frozen=True)
class Said:
    """One post: who, when, and its lines."""

    handle: str
    time: str
    lines: Sequence[str]


Rendition = Callable[[str, Sequence[Said]], str]
TAIL = "您需要登录后才可以回帖 登录 | 立即注册\n\n本版积分规则\n\n客服中心\n关闭\n在线时间:\n周一~周五\n联系电话:\n010-00000000\n在线咨询\n\nPowered by lanchuan X3.4 Licensed© 2008-2018 lanchuan Inc.\n\n快速回复 返回顶部 返回列表\n"


def card(said: Said, number: int) -> list[str]:
    """The author's card as get_text leaves it; the first poster's name is lost, as in captures."""
    name = [said.handle] if number else ["• TA的每日心情", "奋斗", "昨天 21:21", "• 签到天数: 750 天", "[LV.10]以坛为家III"]
    figures = ["0", "主题", str(number + 2), "帖子", str(number + 7), "积分"] if number else ["1万", "主题", "1万", "帖子", "15万", "积分"]
    return [*name, *figures, "新手上路" if number else "版主", "Rank: 7Rank: 7Rank: 7", "积分", str(number + 7) if number else "151589"]


def head(subject: str, posts: Sequence[Said]) -> str:
    return f"设为首页收藏本站\n查看: 641|回复: {len(posts) - 1}\n\n[岚川] {subject}\n\n[复制链接]\n"


def discuz(pad: str, between: str) -> Rendition:
    def rendition(subject: str, posts: Sequence[Said]) -> str:
        text = head(subject, posts)
        for number, said in enumerate(posts):
            text += "".join(f"{pad}{line}\n{between}" for line in card(said, number))
            text += f"{pad}发表于 {said.time} | {'只看该作者' if number else '显示全部楼层 |阅读模式'}\n{between}"
            text += "".join(f"{pad}{line}\n{between}" for line in said.lines)
            text += f"\n{pad}回复\n\n{pad}使用道具 举报\n\n"
        return text + TAIL

    return rendition


def glued(subject: str, posts: Sequence[Said]) -> str:
    text = f"设为首页收藏本站查看: 641|回复: {len(posts) - 1}[岚川] {subject}[复制链接]"
    for number, said in enumerate(posts):
        text += ("" if not number else f"\n{said.handle}\n0主题2帖子7积分\n新手上路\n") + f"发表于 {said.time} | 只看该作者"
        text += "\n".join(said.lines) + "回复使用道具 举报\n"
    return text + "您需要登录后才可以回帖 登录 | 立即注册本版积分规则" + TAIL


def broken_bar(subject: str, posts: Sequence[Said]) -> str:
    """Every text node on a line of its own."""
    text = head(subject, posts)
    for number, said in enumerate(posts):
        text += "\n".join(card(said, number)) + f"\n楼主\n发表于\n{said.time}\n|\n只看该作者\n|\n倒序浏览\n|\n阅读模式\n"
        text += "\n".join(said.lines) + "\n收藏\n0\n分享\n回复\n使用道具\n举报\n"
    return text + TAIL


def markdown_archive(subject: str, posts: Sequence[Said]) -> str:
    """A thread archive in Markdown: `####  name`, `##### 1#  发表于 …`."""
    text = f"> 本文库由论坛存档\n\n# {subject}\n\n"
    for number, said in enumerate(posts):
        label = "楼主" if said.handle == posts[0].handle and number else ""
        text += (
            f"####  {said.handle}\n##### {number + 1}#  {label}       发表于 {said.time}\n\n"
            + "\n\n".join(marked(line) for line in said.lines)
            + "\n\n*****\n\n"
        )
    return text


def marked(line: str) -> str:
    """A heading bold, a number's dot escaped, as converters write them."""
    return f"**{line}**" if len(line) < 30 and "。" not in line else line.replace("1.“", "1\\.“")


def converted_page(subject: str, posts: Sequence[Said]) -> str:
    """A page put through an HTML-to-Markdown converter."""
    text = "[设为首页](#)[收藏本站](#)\n\n"
    text += f"[{SITE}](./) › [{BOARD}](forum-41-1.html) › [{subject}](thread-1-1-1.html)\n\n查看: 641|回复: {len(posts) - 1}\n\n# [[岚川]](x) {subject}\n\n[[复制链接]](x)\n\n"
    for said in posts:
        text += (
            f"[{said.handle}](space-uid-12.html)\n\n| [1万](a) 主题 |\n\n_版主_\n\n发表于 {said.time} | [只看该作者](x) | [倒序浏览](y)\n\n"
            + "\n\n".join(marked(line) for line in said.lines)
            + "\n\n[回复](x) [使用道具](y) [举报](z)\n\n"
        )
    return text + "您需要登录后才可以回帖 [登录](x) | [立即注册](y)\n\n**本版积分规则**\n\nPowered by **Discuz!** X3.4\n"


def print_page(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE}\n标题: {subject} [打印本页]\n"
    for said in posts:
        text += f"作者: {said.handle}    时间: {said.time}\n" + "\n".join(said.lines) + "\n"
    return text + f"欢迎光临 {SITE} (http://bbs.lanchuan.example/)\tPowered by Discuz! X3.4\n"


def theme_bar(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE}\n{subject}\n"
    for said in posts:
        text += f"作者：{said.handle} | 时间：{said.time} | 阅读：641\n" + "\n".join(f"　　{line}" for line in said.lines) + "\n收藏 分享\n"
    return text + "上一主题 下一主题\n返回列表\n"


def phpbb(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE}\nSkip to content\n{subject}\nPost Reply\n{len(posts)} posts • Page 1 of 1\n"
    for said in posts:
        text += f"{subject}\nPost by {said.handle} » {said.time}\n\n" + "\n\n".join(said.lines) + "\nTop\n"
    return text + "Post Reply\nReturn to “公报”\n"


def one_a_line(card_: Callable[[Said, int, str], list[str]], foot: Callable[[Said], list[str]], end: list[str]) -> Rendition:
    """An engine's page with every text node on a line of its own: the lines over each text, the lines under it, the page's foot."""

    def rendition(subject: str, posts: Sequence[Said]) -> str:
        lines = [SITE, "首页", "登录", "注册", BOARD, subject]
        for number, said in enumerate(posts, 1):
            lines += [*card_(said, number, subject), *said.lines, *foot(said)]
        return "\n".join([*lines, *end]) + "\n"

    return rendition


def dashed(time: str) -> str:
    """2023-4-25 20:37:55 as 2023-04-25 20:37:55."""
    day, clock = time.split()
    return "-".join(part.zfill(2) for part in day.split("-")) + " " + clock


vbulletin = one_a_line(
    lambda said, number, subject: [
        *dashed(said.time).replace(" ", ", \n").split("\n"),
        f"#{number}",
        said.handle,
        "查看资料",
        "高级会员",
        "注册日期",
        "Mar 2009",
        subject,
    ],
    lambda said: ["此心安处是吾乡", "回复时引用此帖"],
    ["Powered by vBulletin® 版本 4.2.5"],
)
flarum = one_a_line(
    lambda said, number, subject: [said.handle, dashed(said.time), f"第 {number} 条", dashed(said.time)[:10]],
    lambda said: ["赞", "清溪客", " 觉得很赞", "白鹭 回复了此帖"],
    [],
)
xenforo = one_a_line(
    lambda said, number, subject: [said.handle, "活跃会员", "注册", "2018-05-01", "消息", "233", dashed(said.time), f"#{number}"],
    lambda said: ["天行健，君子以自强不息", "举报", "回复", "清溪客, 白鹭 和其他 3 人"],
    ["您必须登录或注册才能在此回复。", "分享:", "Community platform by XenForo® © 2010-2022 XenForo Ltd."],
)
mybb = one_a_line(
    lambda said, number, subject: [said.handle, "初级会员", "帖子: 31", "主题: 4", "注册时间: Mar 2019", f"#{number}", dashed(said.time)],
    lambda said: ["宁静致远", "查找", "回复"],
    ["Powered By MyBB, © 2002-2021 MyBB Group."],
)
discourse = one_a_line(
    lambda said, number, subject: [said.handle, dashed(said.time), str(number)],
    lambda said: ["6 个赞"],
    ["首页", "服务条款", "由 Discourse 提供技术支持，启用 JavaScript 以获得最佳体验"],
)
broken_phpbb = one_a_line(
    lambda said, number, subject: [
        said.handle,
        "论坛会员",
        "帖子:",
        "87",
        "注册时间:",
        " 2018-05-06 11:20",
        subject,
        "引用",
        "帖子",
        "由 ",
        said.handle,
        " » ",
        dashed(said.time),
    ],
    lambda said: ["页首"],
    ["回复", "返回到 “公报”"],
)


def tieba(subject: str, posts: Sequence[Said]) -> str:
    """Author over the text, floor and time under it, a comment on the first post."""
    text = f"网页资讯贴吧\n望川吧\n看贴\n{subject}\n只看楼主收藏回复\n"
    for number, said in enumerate(posts, 1):
        level = ("初级粉丝7", "中级粉丝\n9", "正式会员10")[number % 3]
        text += f"{said.handle}\n{level}\n" + "\n".join(said.lines) + f"\n送TA礼物\n来自Android客户端{number}楼{dashed(said.time)}\n回复\n"
        text += "清溪客: 谢谢楼主。\n2018-8-2 10:11 回复\n我也说一句\n" if number == 1 else ""
    return text + "登录百度账号\n贴吧热议榜\n1今年暑期出游指南\n©2018 Baidu贴吧协议\n"


def link_marks(subject: str, posts: Sequence[Said]) -> str:
    """lynx -dump: a number before every link, the addresses below."""
    text, link = f"   [1]{SITE} [2]{subject}\n", 2
    for number, said in enumerate(posts, 1):
        text += f"   [{link + 1}]{said.handle}\n   初级会员\n   [{link + 2}]#{number}\n   {dashed(said.time)}\n"
        text += "".join(f"   {line}\n" for line in said.lines) + f"   [{link + 3}]查找\n   [{link + 4}]回复\n"
        link += 4
    return text + "\nReferences\n\n   Visible links:\n" + "".join(f"   {n}. https://bbs.lanchuan.example/{n}\n" for n in range(1, link + 1))


def layout_table(subject: str, posts: Sequence[Said]) -> str:
    """html2text of a page set as tables: the bar in emphasis, bars of the table at its ends."""
    text = f"[{SITE}](./) _›_ [{subject}](thread-1-1-1.html)\n\n"
    for said in posts:
        text += f"**[{said.handle}](space-uid-12.html)** _当前离线_ _[注册会员](x)_| 12主题| 118帖子| 604积分\n---|---|---\n\n"
        text += f"_发表于 {said.time}_ |只看该作者|倒序浏览| " + "  \n".join(said.lines) + "  \n  \n---  \n| _回复_ 使用道具举报\n---|---\n"
    return text + "您需要登录后才可以回帖 登录 | 立即注册\n"


def english(time: str, form: str) -> str:
    """2023-4-25 20:37:55 as an English board writes it."""
    return datetime.strptime(time, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC).strftime(form)


def phpbb_english(subject: str, posts: Sequence[Said]) -> str:
    """prosilver copied from a browser: the author's card stands under his text, over the next post's subject."""
    text = f"{SITE}\nSkip to content\nBoard index ‹ {BOARD}\nPrint view\nFAQ\n\n{subject}\n\nPost a reply\n\n{len(posts)} posts • Page 1 of 1\n\n"
    for number, said in enumerate(posts):
        text += f"{'Re: ' * (number > 0)}{subject}\nby {said.handle} » {english(said.time, '%a %b %d, %Y %I:%M %p').replace('AM', 'am').replace('PM', 'pm')}\n\n"
        text += "\n\n".join(said.lines) + f"\n\n{said.handle}\n \nPosts: {number + 12}\nJoined: Mon Mar 02, 2015 3:11 pm\nTop\n\n"
    return (
        text + "Display posts from previous:  Sort by \n\nPost a reply\nReturn to 公报\n\nWho is online\nPowered by phpBB® Forum Software\n"
    )


def xenforo_english(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE}\nLog in\nRegister\n{subject}\nThread starter {posts[0].handle}\nStart date {english(posts[0].time, '%b %d, %Y')}\n"
    for number, said in enumerate(posts, 1):
        text += f"{said.handle[0]}\n{said.handle}\nActive member\n{english(said.time, '%b %d, %Y')}\n#{number}\n"
        text += "\n".join(said.lines) + "\nReactions: 白鹭 and 清溪客\n"
    return text + "You must log in or register to reply here.\nShare:\nFacebook X Reddit Email Link\n"


def vbulletin_english(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE} > {BOARD}\nReload this Page {subject}\nUser Name\t   Remember Me?\nPassword\t\n\n"
    for number, said in enumerate(posts, 1):
        text += f" Old {english(said.time, '%m-%d-%Y, %I:%M %p')}\t  #{number}\n{said.handle}\n{'Senior' if number == 1 else 'Junior'} Member\n \n"
        text += f"Join Date: Mar 2004\nLocation: 岚川\nPosts: {number}\nDefault {subject if number == 1 else ''}\n"
        text += "\n".join(said.lines) + f"\n{said.handle} is offline  \tReply With Quote\n \n"
    return text + "Reply\n\n« Previous Thread | Next Thread »\n\nPosting Rules\nYou may not post replies\nBB code is On\n"


def phpwind(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE}» {BOARD}» {subject}\n发帖\n回复\n返回列表\n1022阅读 {len(posts) - 1}回复\n[转载]{subject}\n楼层直达\n"
    for number, said in enumerate(posts):
        text += f"{said.handle}\n离线{said.handle}\n级别: 新手上路\n\nUID: {number + 5521}\n精华: 2\n发帖: {number + 22}\n加关注\n写私信\n"
        text += f"{'只看该作者' if number else '只看楼主 倒序阅读 使用道具'} {number}楼  发表于: {dashed(said.time)}\n\n"
        text += "\n".join(f"　　{line}" for line in said.lines) + "\n\n回复 引用 分享 举报顶端\n"
        text += (
            ""
            if number
            else "本帖提到的人: @清溪客\n评价一下你浏览此帖子的感受\n精彩 感动 搞笑 开心 愤怒 无聊 灌水\n回复 引用 分享 举报顶端\n"
        )
    return text + "返回列表\n快速回复\n限100 字节\n认证码:\n"


def tianya(subject: str, posts: Sequence[Said]) -> str:
    text = f"天涯论坛 > {BOARD} [我要发帖]\n[史海钩沉] {subject}(转载)\n"
    for number, said in enumerate(posts):
        text += f"{'作者' if number else '楼主'}：{said.handle} 时间：{dashed(said.time)}{'' if number else ' 点击：5220 回复：18'}\n"
        text += "\n".join(f"　　{line}" for line in said.lines)
        text += (
            f"\n来自 举报 | {number}楼 | 埋红包 回复\n"
            if number
            else "\n楼主发言：2次 发图：0张 | 更多\n| 举报 | 分享 | 楼主\n打赏 0 点赞\n"
        )
    return text + "回复(Ctrl+Enter)\n"


def smf(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE}\n{subject}\n« previous next »\nPrint\nPages: [1]\nAuthor Topic: {subject} (Read 1520 times)\n"
    for number, said in enumerate(posts):
        text += f"{said.handle}\n{'Newbie' if number else 'Full Member'}\n{'*' * (3 - number)}\nPosts: {number + 2}\n{'Re: ' * (number > 0)}{subject}\n"
        text += (
            f"« {f'Reply #{number} ' if number else ''}on: {english(said.time, '%B %d, %Y, %I:%M:%S %p')} »\n"
            + "\n".join(said.lines)
            + "\nLogged\n"
        )
    return text + "Print\nPages: [1]\n« previous next »\nSMF 2.0.15 | SMF © 2017, Simple Machines\n"


def nodebb(subject: str, posts: Sequence[Said]) -> str:
    text = f"{SITE}\n版块\n最新\n{subject}\n{len(posts)} 帖子 2 发布者 233 浏览\n从旧到新\n回复\n"
    for number, said in enumerate(posts, 1):
        text += f"{said.handle}\n写于 {english(said.time, '%Y年%m月%d日 %H:%M')} 最后由 编辑\n#{number}\n" + "\n".join(said.lines)
        text += "\n1 条回复 最后回复\n0\n"
    return text + "登录后回复\n"


def discourse_days(subject: str, posts: Sequence[Said]) -> str:
    """A topic copied from a browser: the day and the number of the post, each on its line."""
    text = f"跳到主要内容\n{SITE}\n登录\n{subject}\n公报\n"
    for number, said in enumerate(posts, 1):
        text += f"{said.handle}\n{english(said.time, '%Y年%m月%d日')}\n{number}\n" + "\n".join(said.lines) + f"\n{number} 个赞\n"
    return text + "创建于 2023年4月25日\n最后回复 2023年4月26日\n1 回复\n233 浏览量\n相关话题\n话题 回复 浏览量 活动\n上牌新规 12 340\n"


def kbs(subject: str, posts: Sequence[Said]) -> str:
    """Boards on telnet, as their web gates show posts: the head of a letter over each."""
    text = ""
    for said in posts:
        ident = f"user{sum(map(ord, said.handle))}"
        text += f"发信人: {ident} ({said.handle}), 信区: History\n标  题: {subject}\n发信站: 望川社区 ({english(said.time, '%a %b %d %H:%M:%S %Y')}), 站内\n\n"
        text += "\n".join(said.lines) + "\n--\n\n※ 来源:·望川社区 http://bbs.wangchuan.example·[FROM: 10.2.3.*]\n"
    return text


def ptt(subject: str, posts: Sequence[Said]) -> str:
    text = (
        f"作者 lanchuan ({posts[0].handle})\n看板 History\n标题 [史料] {subject}\n时间 {english(posts[0].time, '%a %b %d %H:%M:%S %Y')}\n\n"
    )
    text += (
        "\n".join(posts[0].lines) + "\n\n--\n※ 发信站: 望川实业坊(ptt.example), 来自: 10.2.3.4\n※ 文章网址: https://ptt.example/M.1.html\n"
    )
    return text + "".join(f"推 user{n}: {said.lines[0]} 04/26 08:0{n}\n" for n, said in enumerate(posts[1:]))


def zhihu(subject: str, posts: Sequence[Said]) -> str:
    text = f"{subject} - 知乎\n首发于\n岚川观察\n写文章\n登录/注册\n{subject}\n{posts[0].handle}\n地方史爱好者\n关注他\n12 人赞同了该文章\n"
    text += "\n".join(line for line in posts[0].lines if "最后由" not in line)
    return text + "\n编辑于 2023-04-25 20:37 ・IP 属地岚川\n工作报告\n赞同 12\n添加评论\n分享\n文章被以下专栏收录\n岚川观察\n"


def quoting_archive(subject: str, posts: Sequence[Said]) -> str:
    """The Markdown archive, whose replies quote the first post in a frame that the converter left as HTML."""
    text = markdown_archive(subject, posts[:1])
    for number, said in enumerate(posts[1:], 2):
        text += f"####  {said.handle}\n##### {number}#       发表于 {said.time}\n\n<blockquote>{posts[0].handle} 发表于 {posts[0].time[:-3]}\n\n{posts[0].lines[0]} ...</blockquote>\n"
        text += "\n\n".join(said.lines) + "\n\n*****\n\n"
    return text


def dotted(subject: str, posts: Sequence[Said]) -> str:
    """Markdown with name and time in one line."""
    return f"# {subject}\n\n" + "\n\n---\n\n".join(
        f"**{said.handle}** · {dashed(said.time)[:-3]}\n\n" + "\n\n".join(marked(line) for line in said.lines) for said in posts
    )


def bare_portal(subject: str, posts: Sequence[Said]) -> str:
    """A government's portal: trail and index card over the title, neighbours below."""
    front = [
        "网站首页",
        "政务公开",
        f"您当前所在的位置：首页 > 政务公开 > {BOARD}",
        "索 引 号：",
        "011234567/2019-00021",
        "主题分类：",
        "计划报告",
    ]
    lines = [
        *front,
        subject,
        "发布时间：2019-02-20 08:30",
        "字体：【",
        "大",
        "中",
        "小",
        "】",
        *(line for line in posts[0].lines if "最后由" not in line),
    ]
    return "\n".join([*lines, "上一篇：统计公报", "下一篇：财政预算", "打印本页关闭窗口"]) + "\n"


def bare(subject: str, posts: Sequence[Said]) -> str:
    """The text alone."""
    del subject
    return "\n".join(posts[0].lines)


def bare_indented(subject: str, posts: Sequence[Said]) -> str:
    del subject
    return "\r\n".join(f"　　{line}" for line in posts[0].lines)


RENDITIONS: dict[str, Rendition] = {
    "indented": discuz("    ", "\n"),
    "flush": discuz("", ""),
    "ideographic": discuz("　　", ""),
    "tabbed": discuz("\t", "\n"),
    "glued": glued,
    "broken_bar": broken_bar,
    "markdown_archive": markdown_archive,
    "converted_page": converted_page,
    "print_page": print_page,
    "theme_bar": theme_bar,
    "phpbb": phpbb,
    "vbulletin": vbulletin,
    "flarum": flarum,
    "xenforo": xenforo,
    "mybb": mybb,
    "discourse": discourse,
    "broken_phpbb": broken_phpbb,
    "tieba": tieba,
    "phpbb_english": phpbb_english,
    "xenforo_english": xenforo_english,
    "vbulletin_english": vbulletin_english,
    "phpwind": phpwind,
    "tianya": tianya,
    "quoting_archive": quoting_archive,
    "dotted": dotted,
    "smf": smf,
    "nodebb": nodebb,
    "discourse_days": discourse_days,
    "kbs": kbs,
    "ptt": ptt,
    "zhihu": zhihu,
    "link_marks": link_marks,
    "layout_table": layout_table,
    "bare_portal": bare_portal,
    "bare": bare,
    "bare_indented": bare_indented,
}


def text_of(html: str, separator: str, *, strip: bool = False) -> str:
    """What a scraper's get_text makes of a page."""
    soup = BeautifulSoup(html, "lxml")
    for element in soup(["script", "style", "head", "noscript"]):
        element.decompose()
    return soup.get_text(separator, strip=strip)


def shuffled_noise(lines: Sequence[str], random_: random.Random) -> list[str]:
    """An edit notice before the text and the portal's lines around it."""
    front = random_.sample(["来源：砚溪日报", "【字体：大 中 小】", "打印", "发布时间：2023-02-09 08:00"], 2)
    return ["本帖最后由 岚川旧档 于 2023-4-26 02:15 编辑", *front, *lines, "责任编辑：柳三变", "关闭窗口"]
