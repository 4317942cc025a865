"""Text renditions of forum threads: what a browser's copy, a scraper's get_text or a reader app made of a thread page.

A file with bars (bars.py) is cut into posts at them; one without is one post.  A poster whose name the rendition lost is told apart from
others by the figures of his card, as `?` and these; that is no name to print.  Where chrome was glued to the text, the line is parted
first at words that only the forum says.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from convert.errors import Finding
from convert.read import bars, markdown
from convert.read.facts import CATEGORY, Identity, counts, floor_number, iso_time
from convert.source import Block, Drop, Line, Page, Post, Source, Thread, join_files

NAME = "text"


def recognises(page: Page) -> bool:
    """Every text file is a rendition; whether it has bars shows in what `read` finds."""
    return page.kind == "text"


def identify(page: Page) -> Identity:
    """Subject and first time; a rendition names neither host nor thread number, unless it kept an address."""
    source = read(page).source
    return Identity(subject=source.subject, posted=source.posted, handle=source.handle, tid=source.tid)


def read(page: Page) -> Thread:
    """The posts between the bars; without any bar the whole text is one post."""
    drops: list[Drop] = []
    lines = [part for line in lines_of(page.visible) for part in parted(page, line, drops)]
    template = "rendition"
    blocks: list[Block] = list(lines)
    if markdown.is_markdown(lines):
        template = "markdown"
        blocks, marks = markdown.without_marks(lines)
        drops += marks
    thread = read_blocks(page, blocks)
    return replace(thread, source=replace(thread.source, template=template), drops=tuple(drops))


def parted(page: Page, line: Line, drops: list[Drop]) -> Iterator[Line]:
    """A raw line without stray tags, and cut where the forum's words are glued to it."""
    clean = markdown.without_tags(line, drops) if "<" in line.text or "&" in line.text else iter((line,))
    for one in clean:
        yield from unglued(one)


GLUE = re.compile(r"发表于|發表於|复制链接|查看|浏览|阅读|使用道具|举报|登录|登陆|版规则|快速回复|\d:\d\d")


def unglued(line: Line) -> Iterator[Line]:
    """A line parted before and behind each glued bar, [复制链接] and counter, and before a glued tail."""
    if not GLUE.search(line.text) or (len(line.text) <= 160 and any(bar.fullmatch(line.text) for bar in bars.BARS)):
        yield line
        return
    cuts = {0, len(line.text)}
    for pattern in (bars.GLUED, bars.COPY, bars.COUNTERS):
        for found in pattern.finditer(line.text):
            cuts.update(found.span())
    cuts.update(found.start() for found in bars.GLUED_TAIL.finditer(line.text))
    for found in bars.CLOCKED.finditer(line.text) if len(line.text) > 24 and "最后由" not in line.text and "时间" not in line.text else ():
        # What stands between the last sentence and the time is the card of the next post.
        stop = max(line.text.rfind(c, max(0, found.start() - 60), found.start()) for c in "。！？”）")
        cuts.update((found.start(), found.end(), stop + 1))
    edges = sorted(cuts)
    for number, (start, end) in enumerate(pairwise(edges)):
        part = line.cut(start, end).strip()
        if part.text:
            yield part if not number else replace(part, gap=0, indent=0)


# --- posts -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: the number of its line, and what it says."""

    number: int
    handle: str
    time: str
    floor: int | None
    is_author: bool
    shown: str


def read_blocks(page: Page, blocks: Sequence[Block]) -> Thread:
    """The thread in blocks of a text file, or of an HTML page whose template sets posts as running text."""
    found = bars_of(blocks)
    posts: list[Post] = []
    findings: list[Finding] = []
    cards: list[str] = []
    under = bars_stand_under(blocks, found)
    for number, bar in enumerate(found):
        if under:
            begin = found[number - 1].number + 1 if number else 0
            inner = without_edges(blocks[begin : bar.number])
            posts.append(Post("", tuple(without_head(inner)), (), "", iso_time(bar.time), "", bar.floor or number + 1))
            continue
        limit = found[number + 1].number if number + 1 < len(found) else len(blocks)
        before = blocks[found[number - 1].number + 1 if number else 0 : bar.number]
        begin = behind_bar(blocks, bar.number + 1, limit)
        end = end_of_text(blocks, begin, limit)
        name, card = poster(before, first=not number)
        cards.append(card)
        handle = bar.handle or name or ("?" + card if card else "")
        if number and bar.is_author:
            handle = posts[0].handle
        inner = without_head(blocks[begin:end]) if not number else blocks[begin:end]
        posts.append(Post(handle, tuple(inner), (), "", iso_time(bar.time), "", bar.floor or number + 1))
        if not posts[-1].posted:
            findings.append(
                Finding("relative-time", "The page gives the time of a post only relatively.", quote=bar.shown[:40], severity="info")
            )
    if not found:
        posts = [Post("", tuple(without_head(without_edges(blocks))), floor=1)]
    posts = named(posts, cards)
    head = blocks[: found[0].number + 1] if found else blocks[:12]
    source = source_of(page, head, posts[0], bool(found))
    return Thread(join_files([page]), source, tuple(posts), (), page.findings + tuple(findings))


def bars_of(blocks: Sequence[Block]) -> list[Bar]:
    """All bars of the first kind that is there; the vaguer kinds only if two lines look so."""
    for kind, pattern in enumerate(bars.BARS):
        found = [bar_of(n, hit) for n, b in enumerate(blocks) if (hit := whole(pattern, blocks, n)) is not None and isinstance(b, Line)]
        if len(found) >= bars.FEW[kind]:
            return found
    return []


def whole(pattern: re.Pattern[str], blocks: Sequence[Block], number: int) -> re.Match[str] | None:
    """A match of a whole line; a bar whose time stands on the next line is read over both."""
    block = blocks[number]
    if not isinstance(block, Line) or len(block.text) > 160:
        return None
    text = block.text
    follower = blocks[number + 1] if number + 1 < len(blocks) else None
    if re.search(r"(?:发表于|發表於)\s*[:：]?$", text) and isinstance(follower, Line):
        text = f"{text} {follower.text}"
    return pattern.fullmatch(text)


def bar_of(number: int, found: re.Match[str]) -> Bar:
    """What a bar says."""
    groups = found.groupdict()
    handle = groups.get("handle") or ""
    author = "楼主" in handle
    floor = floor_number(handle) or floor_number(found[0])
    handle = re.sub(r"^[#*\s]+|[*\s]+$", "", handle)
    handle = re.sub(r"(?:^|[|｜\s])(?:楼主|沙发|板凳|地板|#?\d+\s*[#楼]|#\d+)(?=$|[|｜\s])", " ", handle)
    handle = re.sub(r"^\s*(?:作者|楼主)\s*[:：]\s*", "", handle).strip(" |｜*·")
    # A card glued to the bar: the name stands first, if anything of it is left.
    handle = re.split(rf"\d+(?:\.\d+)?\s*万?\s*{bars.LABELS}|{bars.GROUP}", handle)[0].strip()
    return Bar(number, handle, groups.get("time") or groups.get("time_") or "", floor, author, found[0])


def behind_bar(blocks: Sequence[Block], start: int, limit: int) -> int:
    """The first block of the text: behind the rest of a bar that was broken over lines."""
    while start < limit:
        block = blocks[start]
        rest = isinstance(block, Line) and re.fullmatch(rf"(?:[|｜\s]|{bars.WORDS}|{bars.FROM}|{bars.TIME}|#\d+)+", block.text)
        if not rest:
            break
        start += 1
    return start


def end_of_text(blocks: Sequence[Block], start: int, limit: int) -> int:
    """The number of the block at which a post's text ends."""
    end = next((n for n in range(start, limit) if text_of(blocks[n], bars.TAIL) is not None or opens_buttons(blocks, n)), limit)
    if end == limit and limit < len(blocks):
        end = before_card(blocks, start, limit)
    while end > start and isinstance(last := blocks[end - 1], Line) and bars.BUTTON.fullmatch(last.text):
        end -= 1
    return end


def bars_stand_under(blocks: Sequence[Block], found: Sequence[Bar]) -> bool:
    """Whether the text stands over the bars rather than under them: the page's head never outweighs its posts."""
    if not found:
        return False
    first = found[0].number
    head = sum(len(b.text) for b in blocks[:first] if isinstance(b, Line))
    rest = sum(len(b.text) for b in blocks[first + 1 :] if isinstance(b, Line))
    return head > 300 and head > rest


TITLE = re.compile(r"(?![—\-－―])[^在，。]{0,40}报告[）)]?")


def without_head(blocks: Sequence[Block]) -> Sequence[Block]:
    """A post of a rendition without the names, labels and repeated subject that stand before the report's title line.

    Only where the title is sure: it ends in 报告 and a salutation or a meeting follows it within a few lines.
    """
    opening = next(
        (n for n, b in enumerate(blocks[:30]) if isinstance(b, Line) and (len(b.text) > 60 or re.match(r"各位|[一1][、.]", b.text))), 0
    )
    titles = [n for n, b in enumerate(blocks[:opening]) if isinstance(b, Line) and TITLE.fullmatch(b.text)]
    if not titles or titles[-1] == 0:
        return blocks
    title = blocks[titles[-1]]
    before = blocks[: titles[-1]]
    if not all(same(blocks[n], title) for n in titles):
        return blocks
    if all(
        isinstance(b, Line) and len(b.text) <= 40 and not re.search("会议|代表大会|最后由|[。；]|省长|市长|区长|县长|主席", b.text)
        for b in before
    ):
        return blocks[titles[-1] - first_lines(before, title) :]
    return blocks


# A title over several lines names in the earlier ones a year, a place, a body or the matter; a poster's name, a label, a crumb do not.
PART_OF_TITLE = re.compile(r"[年省市县縣区區州旗乡鄉镇鎮盟]|关于|關於|政府|人民|法院|检察院|委员会|国民经济|计划|预算")
CRUMB = re.compile(r"[»›>|｜\[【]|论坛|論壇|首页|发表|回复|查看")


def first_lines(before: Sequence[Block], title: Block) -> int:
    """How many of the lines right before a title line are the first lines of that title."""
    count = 0
    for block in reversed(before):
        text = block.text if isinstance(block, Line) else ""
        if not PART_OF_TITLE.search(text) or CRUMB.search(text) or (isinstance(title, Line) and title.text in text):
            break
        count += 1
    return count


def same(one: Block, other: Block) -> bool:
    """Whether two lines say the same, blanks aside."""
    return isinstance(one, Line) and isinstance(other, Line) and "".join(one.text.split()) == "".join(other.text.split())


def opens_buttons(blocks: Sequence[Block], number: int) -> bool:
    """收藏 / 0 / 分享, each on a line: the buttons under the first post, behind which a signature may stand."""
    near = [block.text for block in blocks[number : number + 4] if isinstance(block, Line)]
    return bool(near) and near[0] == "收藏" and any(text in ("分享", "转播", "淘帖") for text in near[1:])


def text_of(block: Block, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Where a pattern is found in a block that is a line."""
    return pattern.search(block.text) if isinstance(block, Line) and len(block.text) <= 200 else None


def before_card(blocks: Sequence[Block], start: int, limit: int) -> int:
    """Where the card of the next post begins, read upwards from its bar."""
    end = limit
    while end > start and isinstance(last := blocks[end - 1], Line) and bars.CARD.fullmatch(last.text):
        end -= 1
    # The poster's name stands over his card (or is all of it): one short line without a stop.
    if end > start and isinstance(last := blocks[end - 1], Line) and is_name(last):
        end -= 1
        while end > start and isinstance(last := blocks[end - 1], Line) and bars.CARD.fullmatch(last.text):
            end -= 1
    return end


def is_name(line: Line) -> bool:
    """Whether a line can be a poster's name."""
    return (
        len(line.text) <= 20
        and not re.search(r"[。！？：:；，,、]", line.text)
        and (line.element.startswith("h") or line.gap > 0 or line.indent == 0)
    )


def poster(before: Sequence[Block], first: bool) -> tuple[str, str]:
    """(name, figures) of a post's author, from the card over its bar; "" for what the rendition lost.

    Over the first card stands the page's head, so there a name is taken only from a heading of Markdown.
    """
    card: list[str] = []
    name = ""
    for block in reversed(before):
        if not isinstance(block, Line):
            break
        if not bars.CARD.fullmatch(block.text):
            named = is_name(block) and not text_of(block, bars.TAIL) and (block.element.startswith("h") or not first)
            name = block.text if named else ""
            break
        card.append(block.text)
    figures = [text for text in card if re.search(r"\d{2}|\d万", text) and not re.search(r"[天年月:]|LV|Rank", text)]
    return name, " ".join(sorted(set(figures)))


def named(posts: list[Post], cards: Sequence[str]) -> list[Post]:
    """The posts with the first author's name, where his edit notice or a later card with the same figures gives it."""
    first = posts[0]
    if first.handle and not first.handle.startswith("?"):
        return posts
    name = ""
    for block in first.blocks[:3]:
        found = re.search(r"本[帖贴]最后由\s*(\S.{0,30}?)\s*于\s*\d{4}", block.text) if isinstance(block, Line) else None
        name = name or (found[1] if found else "")
    for post, card in zip(posts[1:], cards[1:], strict=False):
        # Figures of three digits or more in common are one member's; small ones any two beginners may share.
        if not name and card and card == cards[0] and re.search(r"\d{3}|万", card) and not post.handle.startswith("?"):
            name = post.handle
    return [replace(post, handle=name) if post.handle in (first.handle, name) else post for post in posts] if name else posts


def without_edges(blocks: Sequence[Block]) -> Sequence[Block]:
    """A text without bars, less the forum's words at its beginning and end."""
    feet = [n for n, block in enumerate(blocks) if isinstance(block, Line) and bars.FOOT.fullmatch(block.text)]
    start, end = 0, feet[0] if feet else len(blocks)
    copied = next((n for n, block in enumerate(blocks[:80]) if text_of(block, bars.COPY)), -1)
    while start < end and (start <= copied or is_head(blocks[start])):
        start += 1
    return blocks[start : end_of_text(blocks[:end], start, end)]


def is_head(block: Block) -> bool:
    """A line of the page's head or of a card."""
    return isinstance(block, Line) and (bars.HEAD.fullmatch(block.text) or bars.CARD.fullmatch(block.text)) is not None


# --- the thread --------------------------------------------------------------------------------------------------------------------


def source_of(page: Page, head: Sequence[Block], first: Post, has_bars: bool) -> Source:
    """What the head of the page and the first post say about the thread."""
    lines = [block for block in head if isinstance(block, Line)]
    said = "\n".join(line.text for line in lines)
    views, replies = counts(said)
    subject, category = subject_of(lines) if has_bars or "复制链接" in said else (None, "")
    place = re.search(r"(?:来自\s*[-:：]?\s*|IP属地\s*[:：]?\s*)([^\s|，。]{2,12})", lines[-1].text) if lines and has_bars else None
    address = re.search(r"(?:[?&]tid=|thread-)(\d+)", page.visible[:4000])
    trail = next(
        (parts for line in lines if len(parts := [p.strip() for p in re.split("[›»]|&rsaquo;", line.text) if p.strip()]) > 2), ["", "", ""]
    )
    powered = re.search(r"Powered by\s+(?!Discuz)([^\s!]{2,20})\s+X\d", page.visible[-2000:])
    edited = next((iso_time(hit[1]) for b in first.blocks[:3] if isinstance(b, Line) and (hit := EDITED.search(b.text))), "")
    return Source(
        site=trail[0] or (powered[1] if powered else ""),
        engine=NAME,
        board=trail[-2],
        tid=address[1] if address else "",
        subject=subject.text if subject else "",
        category=category,
        handle="" if first.handle.startswith("?") else first.handle,
        posted=first.posted,
        edited=edited,
        views=views,
        replies=replies,
        place=place[1] if place else "",
        subject_at=subject,
    )


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
    for line in over:
        if CATEGORY.match(line.text) and not line.text.startswith("[LV") and len(line.text) > 8:
            return without_category(line)
    return None, ""


def without_category(line: Line) -> tuple[Line, str]:
    """A subject and the category before it in brackets."""
    found = CATEGORY.match(line.text)
    return (line.cut(found.end()), found[1]) if found and len(line.text) > found.end() else (line, "")


# --- lines -------------------------------------------------------------------------------------------------------------------------


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
