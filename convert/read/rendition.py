"""Text renditions of forum threads: what a browser's copy, a scraper's get_text or a reader app made of a thread page.

Facts, read on captures of Discuz! pages (X3.3, X3.4 with and without plugins): head, then for each post an author's card and a bar
`发表于 TIME | …`, then the text, then the buttons 回复 / 使用道具 举报; after the last post the reply form (您需要登录后才可以回帖, 本版积分规则),
plugin blocks and the footer.  The bar is the one line every rendition keeps; the card is lines of numbers and labels in any order.
A poster whose name the rendition lost is told apart from others by his card, as `?` and its figures; that is no name to print.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from convert.errors import Finding
from convert.read.facts import CATEGORY, RELATIVE, Identity, counts, iso_time
from convert.source import Drop, Line, Page, Post, Source, Thread, join_files

NAME = "text"

CLOCK = r"(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|(?:半|\d+)\s*(?:秒|分钟|小时|天)前|(?:昨天|前天|今天)\s*\d{1,2}:\d{2})"
BAR_WORDS = "显示全部楼层|只看该作者|只看楼主|只看大图|倒序浏览|正序浏览|阅读模式|查看全部|来自手机|电梯直达|复制链接|举报|引用|回复|楼主|沙发|板凳|地板"
BAR = re.compile(
    rf"^\s*(?P<before>[^。！？；]{{0,40}}?)[|｜\s]*(?:发表于|發表於|发布于)\s*[:：]?\s*(?P<time>{CLOCK})"
    rf"(?P<behind>(?:[|｜\s]|{BAR_WORDS}|来自[^。|]{{1,20}}|IP属地[^。|]{{1,12}}|\d+\s*[#楼])*)$"
)
TAIL = re.compile(
    r"^(?:回复|评分|支持|反对|使用道具|举报|收藏|分享|转播|淘帖|点评|顶|踩|送花|道具|返回顶部)(?:[\s\d|｜]*(?:回复|评分|支持|反对|使用道具|举报|收藏|分享|转播|淘帖|点评|返回顶部))*[\s\d]*$"
    r"|^[您你]需要(?:先)?登[录陆]后?才(?:可以|能)(?:回帖|回复|发帖)|^本版积分规则|^快速回复(?:\s|$)|^返回列表|^上一主题|^下一主题|^发表回复|^高级模式"
    r"|^Powered by\s|^回帖(?:后跳转到最后一页|并转播)|^游客，?如果您要查看|^相关帖子$|^浏览过的版块|^返回顶部"
)
CARD = re.compile(
    r"^(?:Rank:\s*\d+\s*)+$|^\[LV\.\S+\].*$|^[•·]?\s*(?:TA的每日心情|签到天数).*$|^\d+(?:\.\d+)?\s*[万亿]?$|^当前离线|^当前在线|^发消息|^串个门|^加好友|^打招呼"
    r"|^(?:主题|帖子|积分|好友|精华|威望|金币|金钱|贡献|听众|收听|UID|注册时间|最后登录|在线时间|阅读权限|该用户从未签到|IP卡|狗仔卡|头像|电梯直达|楼主|沙发|板凳|地板|只看该作者|\d+#)[:：]?\s*[\d万.\-: 小时]*$"
    r"|^(?:\d+(?:\.\d+)?万?\s*(?:主题|帖子|积分|好友|听众|精华))+$|^.{0,12}[,，]\s*积分\s*-?\d+.*$|^(?:版主|超级版主|管理员|新手上路|注册会员|中级会员|高级会员|金牌会员|论坛元老|禁止发言|游客|限制会员)$"
)
COUNTERS = re.compile(r"^\s*(?:查看|浏览|阅读)\s*[:：]?\s*\d+\s*[|｜]?\s*(?:回复|评论)\s*[:：]?\s*\d+")


def recognises(page: Page) -> bool:
    """Every text file is a rendition; whether it has bars shows in what `read` finds."""
    return page.kind == "text"


def identify(page: Page) -> Identity:
    """Subject and first time; a rendition names neither host nor thread number."""
    head = Head.of(lines_of(page.visible))
    return Identity(subject=head.subject.text if head.subject else "", posted=head.posted, site=head.site)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first post: subject and category, counts, first time."""

    subject: Line | None
    category: str
    views: str
    replies: str
    posted: str
    site: str
    end: int  # number of the first line behind the head

    @staticmethod
    def of(lines: Sequence[Line]) -> Head:
        """The head of a rendition; `end` is 0 where no bar was found."""
        end = next((n for n, line in enumerate(lines) if BAR.match(line.text)), -1)
        head = lines[: end + 1]
        views, replies = counts("\n".join(line.text for line in head))
        subject, category = subject_of(head)
        posted = iso_time(BAR.match(head[-1].text)["time"]) if end >= 0 else ""  # type: ignore[index]
        return Head(subject, category, views, replies, posted, "", end + 1)


def subject_of(head: Sequence[Line]) -> tuple[Line | None, str]:
    """(subject, category): the line over [复制链接], else one with its category in brackets."""
    copy = next((n for n, line in enumerate(head) if "[复制链接]" in line.text or line.text == "复制链接"), None)
    candidates = [line for line in head[: copy if copy is not None else len(head)] if not COUNTERS.match(line.text)]
    for line in reversed(candidates) if copy is not None else candidates:
        found = CATEGORY.match(line.text)
        if found and len(line.text) > found.end() and not line.text.startswith("[LV"):
            return line.cut(found.end()), found[1]
    if copy is not None:
        own = head[copy].text.partition("[复制链接]")[0].strip()
        if own:
            return head[copy].cut(0, head[copy].text.index("[复制链接]")).strip(), ""
        if candidates:
            return candidates[-1], ""
    return None, ""


def read(page: Page) -> Thread:
    """The posts between the bars; without any bar the whole text is one post."""
    lines = lines_of(page.visible)
    head = Head.of(lines)
    bars = [n for n, line in enumerate(lines) if BAR.match(line.text)]
    posts: list[Post] = []
    drops: list[Drop] = []
    findings: list[Finding] = []
    for number, bar in enumerate(bars):
        limit = bars[number + 1] if number + 1 < len(bars) else len(lines)
        before = lines[bars[number - 1] + 1 if number else 0 : bar]
        end = end_of_text(lines, bar + 1, limit)
        posts.append(post_of(lines[bar + 1 : end], lines[bar].text, before, number + 1))
        if RELATIVE.search(lines[bar].text) and not posts[-1].posted:
            findings.append(Finding("relative-time", "The page gives the time of a post only relatively.", quote=lines[bar].text[:40], severity="info"))
    if not bars:
        posts = [Post("", tuple(lines[: end_of_text(lines, 0, len(lines))]), floor=1)]
    first = posts[0]
    source = Source(
        site=head.site,
        engine=NAME,
        template="rendition",
        subject=head.subject.text if head.subject else "",
        category=head.category,
        handle="" if first.handle.startswith("?") else first.handle,
        posted=first.posted,
        edited=first.edited,
        views=head.views,
        replies=head.replies,
        subject_at=head.subject,
    )
    return Thread(join_files([page]), source, tuple(posts), tuple(drops), page.findings + tuple(findings))


def end_of_text(lines: Sequence[Line], start: int, limit: int) -> int:
    """The number of the line at which a post's text ends: the first of the buttons and forms that follow every post, or the next card."""
    for n in range(start, limit):
        if TAIL.match(lines[n].text):
            return n
    if limit == len(lines):
        return limit
    end = limit
    while end > start and CARD.match(lines[end - 1].text):
        end -= 1
    # The poster's name stands over his card: one short line without a stop.
    if end < limit and end > start and len(lines[end - 1].text) <= 16 and not re.search(r"[。！？：:；，,]", lines[end - 1].text):
        end -= 1
    return end


def post_of(lines: Sequence[Line], bar: str, before: Sequence[Line], floor: int) -> Post:
    """One post from its lines, its bar, and the lines before the bar, which hold the author's card."""
    found = BAR.match(bar)
    time = iso_time(found["time"]) if found else ""
    handle = (found["before"] if found else "").strip(" |｜")
    handle = re.sub(r"^(?:楼主|沙发|板凳|地板|\d+\s*[#楼])\s*[|｜]?\s*|\s*\d+\s*[#楼]$|^作者[:：]\s*", "", handle).strip()
    return Post(handle or poster(before, floor), tuple(lines), (), "", time, "", floor)


def poster(before: Sequence[Line], floor: int) -> str:
    """Who wrote a post, from the card over its bar: the name where the rendition kept it, else the card's figures after a `?`."""
    card: list[str] = []
    for line in reversed(before):
        if not CARD.match(line.text):
            if floor > 1 and card and len(line.text) <= 24 and not TAIL.match(line.text):
                return line.text
            break
        card.append(line.text)
    figures = [text for text in card if re.search(r"\d", text)]
    return "?" + " ".join(figures) if figures else ""


def lines_of(visible: str) -> list[Line]:
    """The non-blank lines of a text, with indents and blank lines before each as evidence."""
    lines: list[Line] = []
    gap = 0
    for text, start in split_lines(visible):
        stripped = text.strip()
        if not stripped:
            gap += 1
            continue
        lead = len(text) - len(text.lstrip())
        at = array("I", range(start + lead, start + lead + len(stripped)))
        lines.append(Line(stripped, at, lead, gap if lines else 0))
        gap = 0
    return lines


def split_lines(visible: str) -> Iterator[tuple[str, int]]:
    """(line, place of its first character) for each line; LF, CR LF, CR, and the Unicode line ends part lines."""
    start = 0
    for found in re.finditer(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", visible):
        yield visible[start : found.start()], start
        start = found.end()
    yield visible[start:], start


__all__ = ["NAME", "identify", "read", "recognises"]
