"""Discuz! X thread pages for the desktop (template default/forum/viewthread.htm), and the post cells of Discuz! 6 and 7.

Facts, read in the templates of X1.5, X2, X3.1 to X3.5 and X5.0 and on saved pages of X2, X3.3 and X3.4:
the body of every post is the one element `postmessage_PID` (td.t_f in X, div.t_msgfont before); its wrapper is `post_PID` or `pidPID`;
the author's name is the first link to a member inside `.authi` (X) or `.postinfo` (6, 7); `authorpostonPID` holds the time, a relative
one with the absolute time in the title of a span; `postnumPID` the floor; the subject is `#thread_subject` (X2 and later), the link to
the thread in h1.ts (X1.5), or the first h1/h2 of `.viewthread` (6, 7); `i.pstatus` is the edit notice.
Neither the generator nor the footer is asked: sites overwrite both.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from bs4.element import Tag

from convert.errors import Finding
from convert.read.body import read_body
from convert.read.facts import CATEGORY, RELATIVE, Identity, count, counts, floor_number, iso_time
from convert.read.markup import Markup, after, attribute, class_names, first_named, inside, links_to_member, markup, text_inside, within
from convert.read.particulars import addresses_said, named_site
from convert.read.quotes import rule_for
from convert.read.template import relative_time
from convert.read.threads import host_of, line_of, title_parts
from convert.source import Line, Page, Post, Source, Thread, join_files

NAME = "Discuz!"

# Classes of blocks that Discuz! sets inside or right behind a post's cell, and why they are not the author's.
NOISE = {
    "pstatus": "edit-notice",
    "tindex": "post-chrome",  # the list of contents that [index] makes of the headings
    "attach_nopermission": "guest-wall",
    "attach_tips": "guest-wall",
    "pattl": "attachment",
    "tattl": "attachment",
    "t_attachlist": "attachment",
    "postattachlist": "attachment",
    "attach_popup": "attachment",
    "aimg_tip": "attachment",
    "tip": "attachment",
    "locked": "locked",
    "sign": "signature",
    "signatures": "signature",
    "rate": "rating",
    "ratl": "rating",
    "cm": "comment",
    "psth": "rating",
    "modact": "moderation",
    "ptg": "tags",
    "quote": "quote",
    "qdsmile": "mood-plugin",
    "po": "post-chrome",
    "pob": "post-chrome",
    "rsld": "related-threads",
}


def recognises(page: Page) -> bool:
    """Whether the page has a post cell of Discuz!."""
    return bool(re.search(r"""id=["']?postmessage_\d""", page.text)) and any(True for _ in markup(page).with_id("postmessage_"))


def identify(page: Page) -> Identity:
    """Host, tid, page number and the first post's author and time."""
    index = markup(page)
    host, tid, number = address(page, index)
    first = next(index.with_id("postmessage_"), None)
    pid = first[0] if first else ""
    subject = subject_line(page, index)
    text = subject.text if subject else title_parts(page)[0]
    handle, posted = author(page, index, pid)[0], posted_time(page, index, pid)[0]
    return Identity(host, tid, site_name(page, index), text, handle, posted, number)


def read(page: Page) -> Thread:
    """All posts of the page, and what it says about the thread."""
    index = markup(page)
    cells = post_cells(index)
    posts: list[Post] = []
    findings: list[Finding] = []
    for number, (pid, cell) in enumerate(cells):
        following = cells[number + 1][1] if number + 1 < len(cells) else None
        posts.append(read_post(page, pid, cell, following))
        relative = posted_time(page, index, pid)[1]
        if relative:
            findings.append(relative_time(relative))
    return Thread(join_files([page]), source_of(page, index, posts), tuple(posts), (), page.findings + tuple(findings))


def post_cells(index: Markup) -> list[tuple[str, Tag]]:
    """(pid, body) of each post; what a post's own markup makes look like a post is part of it."""
    cells = list(index.with_id("postmessage_"))
    outer = {id(cell) for cell in index.outermost(cell for _, cell in cells)}
    return [(pid, cell) for pid, cell in cells if id(cell) in outer]


def read_post(page: Page, pid: str, cell: Tag, following: Tag | None) -> Post:
    """One post; its body runs on behind its cell when the post's own markup closed the cell too early."""
    index, rule = markup(page), rule_for(page, NOISE)
    last = index.last(cell)
    stop = end_of_body(index, pid, last, following)

    def beyond(element: Tag) -> str:
        if element.name == "i" and "pstatus" in class_names(element):
            return "edit-notice"
        if found := rule(element):
            return found
        # Behind the cell the template's own blocks all carry an id or a class, stray text of the post carries neither.
        outside = index.position(element) > last and (attribute(element, "id") or class_names(element))
        return "post-chrome" if outside and not index_of_frame(element) else ""

    body = read_body(page, cell, beyond, stop)
    posted = posted_time(page, index, pid)[0]
    notice = next(within(cell, "pstatus"), None)
    edited = iso_time(text_inside(page, notice))
    handle = author(page, index, pid)[0]
    floor = floor_number(text_inside(page, index.ids.get(f"postnum{pid}")))
    return Post(handle, body.blocks, body.drops, pid, posted, edited, floor)


FRAME = frozenset(("t_fsz", "pcb", "pct", "t_table", "plc"))


def index_of_frame(element: Tag) -> bool:
    """The template's frame around a post cell, which text that fell out of the cell may stand in."""
    return bool(FRAME.intersection(class_names(element)))


MARKERS = ("comment_{}", "post_rate_div_{}", "_postposition{}", "p_btn", "post_rate_{}")


BEHIND = ("postbottom", "signatures", "sign", "useraction", "modact", "postactions", "plm", "po", "pob")


def end_of_body(index: Markup, pid: str, begin: int, following: Tag | None) -> Tag | None:
    """The first element of the template behind a post cell that ends at position `begin`; None when there is none (then its own end counts)."""
    limit = index.position(following) if following is not None else len(index.order)
    found = [index.ids[name.format(pid)] for name in MARKERS if name.format(pid) in index.ids]
    for name in BEHIND:
        some = index.classes.get(name, [])
        behind = bisect_right(some, begin, key=index.position)  # in document order, so the rest need not be asked for each post
        found += some[behind : behind + 1]
    found = [e for e in found if begin < index.position(e) < limit]
    return min(found, key=index.position, default=None)


# --- facts of a post ---------------------------------------------------------------------------------------------------------------


def wrapper(index: Markup, pid: str) -> Tag | None:
    """The element around a post with its author's card."""
    for name in (f"pid{pid}", f"post_{pid}", f"post{pid}"):
        if name in index.ids:
            return index.ids[name]
    return None


def author(page: Page, index: Markup, pid: str) -> tuple[str, str]:
    """(name, uid) of a post's author, as the card beside the post says; members who are gone have no link."""
    around = wrapper(index, pid)
    for name in ("authi", "postinfo", "postauthor", "pls"):
        for box in within(around, name):
            links = [link for link in inside(box) if links_to_member(link) and text_inside(page, link)]
            if links:
                return re.sub(r"^(?:作者|楼主)\s*[:：]\s*", "", text_inside(page, links[0])), uid_of(links[0])
    for box in within(around, "authi"):
        said = GONE.sub("", text_inside(page, box)).strip()
        if said and "发表于" not in said and len(said) <= 30:
            return said, ""
    links = links_above(index, pid)
    return next(((text, uid_of(link)) for link in links if links_to_member(link) and (text := text_inside(page, link))), ("", ""))


def links_above(index: Markup, pid: str) -> list[Tag]:
    """The links of a post above its body, the author's and those to the thread among them: themes rename and reorder all that is around."""
    around, cell = wrapper(index, pid), index.ids.get(f"postmessage_{pid}")
    if around is None or cell is None:
        return []
    end = index.position(cell)
    return [e for e in inside(around) if e.name == "a" and index.position(e) < end]


GONE = re.compile(r"该用户已被删除|游客.*|匿名.*|\(\d+(?:\.\d+)*\.?[\dx.*]*\)")


def uid_of(link: Tag) -> str:
    """The member's number in a link."""
    found = re.search(r"uid[=-](\d+)", attribute(link, "href"))
    return found[1] if found else ""


def posted_time(page: Page, index: Markup, pid: str) -> tuple[str, str]:
    """(ISO time, "") of a post, or ("", the relative time as shown) where the page gives no other."""
    element = index.ids.get(f"authorposton{pid}")
    if element is None:
        around = wrapper(index, pid)
        boxes = [*within(around, "authi"), *within(around, "postinfo")]
        text = " ".join(text_inside(page, box) for box in boxes)
    else:
        titles = [attribute(e, "title") for e in inside(element)]
        text = " ".join([*titles, text_inside(page, element)])
    time = iso_time(text)
    relative = RELATIVE.search(text)
    return time, "" if time or not relative else relative[0]


# --- facts of the thread -----------------------------------------------------------------------------------------------------------

TID = re.compile(r"\btid\s*=\s*parseInt\(['\"](\d+)['\"]\)")
IN_ADDRESS = re.compile(r"(?:thread-(\d+)-(\d+)-\d+|[?&;]tid=(\d+)(?:.*?[?&;]page=(\d+))?)")


def address(page: Page, index: Markup) -> tuple[str, str, int | None]:
    """(host, tid, page number) from the canonical link, the page's own variables, and its pager."""
    host, tid, number = canonical(index)
    if found := TID.search(page.text):
        tid = found[1]
    if not tid:
        first = next((pid for pid, _ in index.with_id("postmessage_")), "")
        own = (IN_ADDRESS.search(attribute(link, "href")) for link in (*inside_subject(index), *links_above(index, first)))
        tid = next((found[1] or found[3] for found in own if found), "")
    if not host and (found := re.search(r"SITEURL\s*=\s*['\"]([^'\"]+)", page.text)):
        host = host_of(found[1])
    shown = (text_inside(page, first_named(pager, "strong")) for pager in index.classes.get("pg", []))
    return host, tid, next((int(text) for text in shown if text.isdecimal() and len(text) < 7), number)


def canonical(index: Markup) -> tuple[str, str, int | None]:
    """(host, tid, page number) of the address that the page gives as its own."""
    links = addresses_said(index)
    for link in links:
        if found := IN_ADDRESS.search(link):
            return host_of(link), found[1] or found[3], int(found[2] or found[4] or 0) or None
    return host_of(links[0]) if links else "", "", None


def inside_subject(index: Markup) -> list[Tag]:
    """The subject's element and the links in the thread's heading."""
    heading = index.first("ts")
    found = [index.ids["thread_subject"]] if "thread_subject" in index.ids else []
    return found + ([e for e in inside(heading) if e.name == "a"] if heading is not None else [])


def subject_line(page: Page, index: Markup) -> Line | None:
    """The subject as it stands on the page, without the category before it."""
    for element in inside_subject(index):
        if element.get("id") == "thread_subject" or IN_ADDRESS.search(attribute(element, "href")):
            line = line_of(page, element)
            if line is None or "typeid" in attribute(element, "href"):
                continue
            found = CATEGORY.match(line.text)
            return line.cut(found.end()) if found and len(line.text) > found.end() else line
    box = index.first("viewthread", "mainbox")
    return line_of(page, first_named(box, "h1", "h2"))


def category(page: Page, index: Markup) -> str:
    """The category that stands in brackets before the subject."""
    heading = index.first("ts")
    for link in inside(heading) if heading is not None else ():
        if link.name == "a" and ("typeid" in attribute(link, "href") or "sortid" in attribute(link, "href")):
            return text_inside(page, link).strip("[]【】 ")
    subject = index.ids.get("thread_subject")
    found = CATEGORY.match(text_inside(page, subject))
    return found[1] if found else ""


def site_name(page: Page, index: Markup) -> str:
    """The site's name: as the page hands it to its scripts, in its meta tags, or in its title."""
    if found := re.search(r"copyThreadUrl\(this,\s*'([^']+)'\)", page.text):
        return found[1]
    if name := named_site(index):
        return name
    subject = subject_line(page, index)
    return title_parts(page, subject.text if subject else "")[2]


def board(page: Page, index: Markup) -> str:
    """The board: the last link to a board in the breadcrumb."""
    return board_in(page, index.ids.get("pt") or index.ids.get("nav") or index.ids.get("foruminfo")) or title_parts(page)[1]


def board_in(page: Page, crumbs: Tag | None) -> str:
    """The last link to a board in an element, "" when there is none."""
    links = [e for e in inside(crumbs) if e.name == "a"] if crumbs is not None else []
    boards = [e for e in links if re.search(r"forum-\d+-\d+|forumdisplay|[?&;]fid=\d+", attribute(e, "href"))]
    boards = [e for e in boards if not IN_ADDRESS.search(attribute(e, "href"))]
    return next((name for e in reversed(boards) if (name := text_inside(page, e))), "")


def template(page: Page, index: Markup) -> str:
    """The family of the template, from its structure."""
    if index.classes.get("t_msgfont") and not index.classes.get("t_f"):
        return "6-7"
    subject = index.ids.get("thread_subject")
    if subject is None:
        return "X1.5"
    return "X2" if subject.name == "a" else "X3"


def counted(page: Page, index: Markup) -> tuple[str, str]:
    """(views, replies): from their box in the head of the post list, else from all words above the first post.

    What stands behind the box may begin with a figure (a year), and pages saved without blanks set it right behind the replies.
    """
    cell = next(index.with_id("postmessage_"))[1]
    above = page.visible[: page.span(cell)[0]]
    boxes = (text_inside(page, e) for e in index.classes.get("hm", []) if index.position(e) < index.position(cell))
    found = next((said for text in (*boxes, above) if (said := counts(text))[0]), None)
    return found or (count(above, "views"), count(above, "replies"))  # themes word and order them in their own ways


DEVICE = re.compile(r"手机|客户端|微信|触屏|小程序|APP|Android|iPhone|iPad", re.I)  # what a post was written on


def place_of(page: Page, around: Tag | None) -> str:
    """Where a post was written: beside its time (来自 四川眉山), or in the box behind it that phones fill."""
    bars = " ".join(text_inside(page, b) for b in within(around, "pti"))
    said = [*re.findall(r"来自\s*[-:：]?\s*([^\s|]{2,20})", bars), *(text_inside(page, b) for b in within(around, "mobile-location"))]
    return next((place for place in said if place and not DEVICE.search(place)), "")


def source_of(page: Page, index: Markup, posts: list[Post]) -> Source:
    """What the page says about the thread."""
    host, tid, _ = address(page, index)
    first = posts[0]
    subject = subject_line(page, index)
    views, replies = counted(page, index)
    return Source(
        site=site_name(page, index) or host,
        engine=NAME,
        template=template(page, index),
        board=board(page, index),
        tid=tid,
        pid=first.pid,
        subject=subject.text if subject else title_parts(page)[0],
        category=category(page, index),
        handle=first.handle,
        posted=first.posted,
        edited=first.edited,
        views=views,
        replies=replies,
        place=place_of(page, wrapper(index, first.pid)),
        subject_at=subject,
    )


__all__ = ["NAME", "after", "identify", "read", "recognises"]
