"""Text renditions of a thread, in the manners of browsers' copies, scrapers and archives."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
