"""What the head of a thread's text rendition says: subject, category, trail, counts, address; and where a post's title line begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from convert.read import bars
from convert.read.facts import CATEGORY, count, counts, iso_time
from convert.source import Block, Line, Page, Post, Source, Table

NAME = "text"


def source_of(page: Page, head: Sequence[Block], first: Post, has_bars: bool) -> Source:
    """What the head of the page and the first post say about the thread."""
    lines = [block for block in head if isinstance(block, Line)]
    said = "\n".join(line.text for line in lines if len(line.text) <= SHORT)
    views, replies = counts(said)
    subject, category = subject_of(lines) if has_bars or "复制链接" in said else (None, "")
    place = re.search(r"(?:来自\s*[-:：]?\s*|IP属地\s*[:：]?\s*)([^\s|，。]{2,12})", lines[-1].text) if lines and has_bars else None
    address = re.search(r"(?:[?&]tid=|thread-)(\d+)", page.visible[:4000])
    trail = trail_of(lines)
    powered = re.search(r"Powered by\s+(?!Discuz)([^\s!]{2,20})\s+X\d", page.visible[-2000:])
    edited = next((iso_time(hit[1]) for b in first.blocks[:3] if isinstance(b, Line) and (hit := EDITED.search(b.text))), "")
    return Source(
        site=site_in(trail[0]) or (powered[1] if powered else ""),
        engine=NAME,
        board=trail[-2] if len(trail[-2]) <= LONGEST else "",
        tid=address[1] if address else "",
        subject=subject.text if subject else "",
        category=category,
        handle=starter_of(said) if first.handle.startswith("?") else first.handle or starter_of(said),
        posted=first.posted or ("" if has_bars else published(said)),
        edited=edited,
        views=views or count(said, "views"),
        replies=replies or count(said, "replies"),
        place=place[1] if place else "",
        subject_at=subject,
    )


SHORT = 160  # characters; what says more is no line of a head
LONGEST = 30  # characters of the name of a site or a board
SEPARATOR = re.compile(r"[›»]|&rsaquo;")


def trail_of(lines: Sequence[Line]) -> list[str]:
    """The page's trail, site » … » board › subject, on one line or with each of its links and separators on a line of its own; three
    empty names where there is none.  What is longer than a subject ends it, with whatever is glued there."""
    texts = [line.text for line in lines]
    for number, text in enumerate(texts):
        end = number + 1
        while end + 1 < len(texts) and SEPARATOR.fullmatch(texts[end]):
            end += 2
        said = " ".join(texts[number:end]) if end > number + 1 else text
        parts = [part for piece in SEPARATOR.split(said) if (part := piece.strip(" _*"))]
        long = next((n for n, part in enumerate(parts[1:], 1) if len(part) > SUBJECT), len(parts))
        if len(parts) > 2 and long > 1:
            return parts[: long + 1]
    return ["", "", ""]


SUBJECT = 80  # characters, to which Discuz! cuts subjects


def site_in(text: str) -> str:
    """The site's name at the beginning of a trail, without the words of the page's head that are glued to it."""
    name = re.sub(r"^(?:设为首页|收藏本站|开启辅助访问|切换到[宽窄]版|\s)+|^(?:(?:注册|登[录陆]|搜索|帮助|导航|论坛)\s*){3,}", "", text)
    name = name.split()[-1] if len(name) > LONGEST and name.split() else name
    return name if len(name) <= LONGEST and not bars.HEAD.fullmatch(name) else ""


def starter_of(said: str) -> str:
    """Who began the thread, as XenForo's head says."""
    found = re.search(r"^(?:Thread starter|主题发起人)\s+(\S.{0,30})$", said, re.M)
    return found[1] if found else ""


# A label that says when an article was put up goes before any other; a bare 时间 may be the meeting's, but not to the minute or in dashes.
PUBLISHED = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        rf"(?:发布|发表|上传)(?:时间|日期)\s*[:：]\s*({bars.STAMP})",
        rf"(?:时间|日期)\s*[:：]\s*(\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}(?:\s+{bars.CLOCK})?|{bars.DAY}\s+{bars.CLOCK})",
        rf"^(?!.*(?:最后由|编辑于|会议)).{{0,40}}?({bars.DAY}\s+{bars.CLOCK})(?=\s|$)",
    )
)


def published(said: str) -> str:
    """When the head of an article says that it was published, "" when it does not."""
    return next((iso_time(found[1]) for pattern in PUBLISHED if (found := pattern.search(said))), "")


EDITED = re.compile(rf"(?:最后由|最后编辑)\s*.{{0,40}}?({bars.STAMP})\s*(?:编辑|修改)?")


def subject_of(head: Sequence[Line]) -> tuple[Line | None, str]:
    """(subject, category): the line over [复制链接], else the first heading of Markdown, else a line with its category in brackets."""
    copy = next((n for n, line in enumerate(head) if "复制链接" in line.text), None)
    over = [line for line in head[:copy] if not bars.COUNTERS.search(line.text) and not bars.HEAD.fullmatch(line.text)]
    headings = [line for line in over if line.element in ("h1", "h2")]
    if copy is not None and over:
        return without_category(over[-1])
    if headings:
        return without_category(headings[0])
    if named := next((cut for line in over if (cut := named_subject(line))), None):
        return without_category(named)
    for line in over:
        if CATEGORY.match(line.text) and not line.text.startswith("[LV") and len(line.text) > 8:
            return without_category(line)
    return None, ""


def named_subject(line: Line) -> Line | None:
    """The subject where a label names it (标题: … [打印本页]), or at the end of the page's trail."""
    if found := re.match(r"标题\s*[:：]\s*(\S.*?)\s*(?:\[打印本页\])?$", line.text):
        return line.cut(*found.span(1))
    parts = list(re.finditer(r"[^›»]+", line.text))
    return line.cut(*parts[-1].span()).strip() if len(parts) > 2 and parts[-1][0].strip() and len(line.text) <= SHORT else None


def without_category(line: Line) -> tuple[Line, str]:
    """A subject and the category before it in brackets."""
    found = CATEGORY.match(line.text)
    return (line.cut(found.end()), found[1]) if found and len(line.text) > found.end() else (line, "")


TITLE = re.compile(r"(?![—\-－―])[^在，。]{0,40}报告[）)]?")


def without_head(blocks: Sequence[Block]) -> Sequence[Block]:
    """A post of a rendition without the names, labels and repeated subject that stand before the report's title line.

    Only where the title is sure: it ends in 报告 and a salutation or a meeting follows it within a few lines.
    """
    opening = next(
        (
            n
            for n, b in enumerate(blocks[:80])
            if isinstance(b, Line) and ((len(b.text) > 60 and "。" in b.text) or re.match(r"各位|[一1][、.]", b.text))
        ),
        0,
    )
    titles = [n for n, b in enumerate(blocks[:opening]) if isinstance(b, Line) and TITLE.fullmatch(b.text) and not CRUMB.search(b.text)]
    if not titles or titles[-1] == 0:
        return blocks
    title = blocks[titles[-1]]
    before = blocks[: titles[-1]]
    if not all(same(blocks[n], title) or is_column(blocks[n]) for n in titles):
        return blocks
    notices = [block for block in before if isinstance(block, Line) and re.match(r"\[?\s*本[帖贴]最后由", block.text)]
    if all(stands_over_title(block) or same(block, title) for block in before if block not in notices):
        return [*notices, *blocks[titles[-1] - first_lines(before, title) :]]
    return blocks


CREDIT = re.compile(r"^.{0,100}(?:记者|通讯员|摄影)\s*\S{1,4}\s?\S{0,6}\s*(?:摄|供图)[)）]?。?$")  # a caption, whatever it names
LABELLED = re.compile(r"[^，。：:]{2,10}[:：][^，。]{0,80}$")  # a portal's trail and index card


def stands_over_title(block: Block) -> bool:
    """Whether a block before a title line is no part of the report: a short or labelled line that names no session and no office."""
    if not isinstance(block, Line):
        return isinstance(block, Table)
    if CREDIT.search(block.text):
        return True
    if re.search("会议|代表大会|最后由|[。；]|省长|市长|区长|县长|主席", block.text):
        return False
    return len(block.text) <= 40 or LABELLED.match(block.text) is not None


def is_column(block: Block) -> bool:
    """A portal's column of reports (计划报告), no report's title."""
    return isinstance(block, Line) and len(block.text) <= 6


# A title over several lines names in the earlier ones a year, a place, a body or the matter; a poster's name, a label, a crumb do not.
PART_OF_TITLE = re.compile(r"[年省市县縣区區州旗乡鄉镇鎮盟]|关于|關於|政府|人民|法院|检察院|委员会|国民经济|计划|预算")
CRUMB = re.compile(r"[»›>|｜\[【？?…]|\.{3}|论坛|論壇|首页|发表|回复|查看")


def first_lines(before: Sequence[Block], title: Block) -> int:
    """How many of the lines right before a title line are the first lines of that title."""
    count = 0
    for block in reversed(before):
        text = block.text if isinstance(block, Line) else ""
        if isinstance(title, Line) and title.text.startswith("年") and re.fullmatch(r"(?:19|20)\d\d", text):
            count += 1  # inline tags turned into line ends
            continue
        if not PART_OF_TITLE.search(text) or CRUMB.search(text) or (isinstance(title, Line) and title.text in text):
            break
        count += 1
    return count


def same(one: Block, other: Block) -> bool:
    """Whether two lines say the same, blanks aside; a thread's subject often leaves out the year, or the place."""
    if not (isinstance(one, Line) and isinstance(other, Line)):
        return False
    said, title = ("".join(re.findall(r"[^\s\u200b-\u200f\ufeff]", line.text)) for line in (one, other))
    return said in title or title in said
