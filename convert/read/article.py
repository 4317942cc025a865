"""Pages that hold one article: WeChat accounts, government and newspaper portals, Discuz!'s own portal.

Facts, read on saved pages, fixtures and scrapers of 2015 to 2026: WeChat sets the text in `#js_content` (hidden until its script runs), the
title in `#activity-name`, the account in `#js_name`, the time in `#publish_time` or, for its scripts, in the variables createTime and ct.
Government sites carry the meta tags ArticleTitle, PubDate, ContentSource, SiteName, ColumnName; the text stands in `#UCAP-CONTENT` and
<ucapcontent> (www.gov.cn, provinces), `.TRS_Editor`, `.TRS_UEDITOR` and `.trs_editor_view` (TRS), `.pages_content`, `#vsb_content` or
`.v_news_content` (VSB), `#ivs_content`, `#zoom` and `#zoomcon` (jcms), `.article_content`, `#conlun2_box_text` (the archive of reports); jcms and
the digital editions of newspapers (`#ozoom`) also mark its ends by comments: ZJEG_RSS.content.begin,
enpcontent; the latter say title, date and author in another: enpproperty.  Newspapers' sites have
`#rwb_zw`, `.rm_txt_con`, `.show_text` (People's Daily), `#artibody`; Discuz!'s portal has `td#article_content`.
The article is taken as one post whose author is the account or the source named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from bs4.element import Comment, Tag

from convert.errors import Finding
from convert.read.body import Body, read_between, read_body
from convert.read.facts import Identity, count, iso_time
from convert.read.markup import Markup, after, attribute, markup, nodes_inside, text_inside
from convert.read.pagers import chrome_rule
from convert.read.particulars import HOME, Names, addresses_said, crumbs_of
from convert.read.template import spill
from convert.read.threads import host_of, line_of, title_parts
from convert.read.titles import LONGEST, title_above
from convert.source import Page, Post, Source, Thread, join_files

NAME = "article"
BODIES = (
    "#js_content",
    "#UCAP-CONTENT",
    "<ucapcontent>",
    "trs_editor_view",
    "TRS_Editor",
    "TRS_UEDITOR",
    "pages_content",
    "v_news_content",
    "#vsb_content",
    "#ivs_content",
    "#conlun2_box_text",
    "rm_txt_con",
    "#rwb_zw",
    "show_text",
    "#artibody",
    "#ozoom",
    "article_content",
    "article-content",
    "Article_content",
    "#article_content",
    "#zoomcon",
    "#zoom",
    "#Zoom",
)
# What editors put around their text: a page may hold several, each a part of the article.
EDITORS = frozenset(("<ucapcontent>", "trs_editor_view", "TRS_Editor", "TRS_UEDITOR", "v_news_content"))
MARKS = (("ZJEG_RSS.content.begin", "ZJEG_RSS.content.end"), ("enpcontent", "/enpcontent"))
ENOUGH = 200  # Han characters, less than which is a teaser
NOISE = {
    "rich_media_tool": "portal-chrome",
    "article-tag-card": "portal-chrome",
    "share": "portal-chrome",
    "bdsharebuttonbox": "portal-chrome",
    "editor": "portal-chrome",
    "print": "portal-chrome",
    "fontsize": "portal-chrome",
    "related": "related-links",
    "relnews": "related-links",
    "paper_num": "portal-chrome",
    "mp_profile_iframe_wrp": "portal-chrome",
}


def recognises(page: Page) -> bool:
    """Whether the page has one of the known containers with text in it."""
    return page.soup is not None and body_of(page, markup(page)) is not None


def body_of(page: Page, index: Markup) -> Tag | None:
    """The container of the article; of several by an editor, what is around them all."""
    for name in BODIES:
        sized = [e for e in index.outermost(index.fitting(name)) if len(text_inside(page, e)) >= ENOUGH]
        if sized:
            return around(index, sized) if name in EDITORS else max(sized, key=lambda e: len(text_inside(page, e)))
    return None


def around(index: Markup, elements: Sequence[Tag]) -> Tag:
    """The smallest element around some, itself when it is one."""
    inner, last = elements[0], index.position(elements[-1])
    while index.last(inner) < last and inner.parent is not None:
        inner = inner.parent
    return inner


def identify(page: Page) -> Identity:
    """The article's address stands for a thread number."""
    source = read(page).source
    host, path = address(markup(page))
    number = re.search(r"[?&]page=(\d+)|_(\d{1,2})\.s?html?$", path)
    return Identity(host, "", source.site, source.subject, source.handle, source.posted, int(number[1] or number[2]) if number else None)


def address(index: Markup) -> tuple[str, str]:
    """(host, address) of the page as it gives them itself."""
    link = next(iter(addresses_said(index)), "")
    return host_of(link), link


def read(page: Page) -> Thread:
    """One post: the article."""
    index = markup(page)
    root = body_of(page, index)
    assert root is not None
    said = {
        (attribute(e, "name") or attribute(e, "property")).lower(): attribute(e, "content").strip() for e in index.names.get("meta", [])
    }
    subject, _, site = title_parts(page)
    enpp = property_of(page)
    title = said.get("articletitle") or said.get("og:title") or enpp.get("title") or subject
    heading = title_of(page, index, root, title)
    line = line_of(page, heading)
    subject, board, site = title_parts(page, line.text if line else "")
    crumbs = crumbs_of(page, index, NAMES, line.text if line else title)
    inner = text_of(page, index, root, heading)
    account = text_inside(page, index.ids.get("js_name"))
    start = page.span(root)[0]
    front, outside = page.visible[max(0, start - NEAR) : start], page.visible[:start] + page.visible[page.span(root)[1] :]
    shown = (said.get("pubdate", ""), enpp.get("date", "").removesuffix(" 00:00:00.0"), text_inside(page, index.ids.get("publish_time")))
    posted = next((t for text in shown if (t := iso_time(text))), "") or variable_time(page) or iso_time(front)
    handle = account or said.get("author") or enpp.get("author") or said.get("contentsource") or named_in_front(front)
    source = Source(
        site="微信公众平台"
        if account
        else said.get("sitename") or said.get("og:site_name") or site or next((c for c in crumbs[:-1] if not HOME.fullmatch(c)), ""),
        engine="WeChat" if account or "js_content" in index.ids else NAME,
        template="article",
        board=said.get("columnname") or (crumbs[-1] if crumbs else board),
        subject=line.text if line else title,
        handle=handle,
        posted=posted,
        views=count(outside, "views"),
        subject_at=line,
    )
    post = Post(handle, inner.blocks, inner.drops, posted=posted, floor=1)
    return Thread(join_files([page]), source, (post,), (), (*page.findings, *elsewhere(page, root)))


NEAR = 400  # characters before an article among which its time and source stand
ORIGIN = re.compile(r"(?:来\s*源|发\s*布\s*者)\s*[:：]\s*([^\s|｜:：]{2,30}?)(?=[\s|｜]|发布|时间|来源|浏览|点击|字[体号]|$)")
NAMES = Names((), (), (), crumbs=("breadcrumb", "breadcrumbs", "crumbs", "bread_crumb", "position", "location", "#pt"))


def named_in_front(front: str) -> str:
    """The source, or else who put the article there, as the lines above it say."""
    said = {found[0][0]: found[1] for found in ORIGIN.finditer(front)}
    return said.get("来", "") or said.get("发", "")


def text_of(page: Page, index: Markup, root: Tag, heading: Tag | None) -> Body:
    """The article's blocks: between its marks, or behind its title, where the body has them, else all of the body."""
    rule = chrome_rule(page, NOISE)
    for begin, end in MARKS if any(begin in page.text for begin, _ in MARKS) else ():
        comments = [node for node in nodes_inside(root) if isinstance(node, Comment) and node.strip() in (begin, end)]
        if [node.strip() for node in comments[:2]] == [begin, end]:
            return read_between(page, comments[0].next_element, comments[1], rule)
    if heading is not None and index.position(root) < index.position(heading) <= index.last(root):
        return read_between(page, after(heading), spill(page, root, None) or after(root), rule)
    return read_body(page, root, rule, spill(page, root, None))


def elsewhere(page: Page, root: Tag) -> tuple[Finding, ...]:
    """The finding for a page with more sentences outside the article than in it."""
    inside_, all_ = len(ENDS.findall(page.visible, *page.span(root))), len(ENDS.findall(page.visible))
    if all_ <= 2 * inside_:
        return ()
    message = f"The article was told by its container, which holds {inside_} of the page's {all_} sentences; compare it with the page."
    return (Finding("text-elsewhere", message),)


ENDS = re.compile("[。！？]")


def title_of(page: Page, index: Markup, root: Tag, said: str) -> Tag | None:
    """The article's title: outside its body, or a heading in front of all its sentences that says what the page's title says."""
    begin, end, start = index.position(root), index.last(root), page.span(root)[0]
    title = "".join(said.split())
    named = [index.ids[name] for name in ("activity-name", "ti", "title") if name in index.ids]
    for element in [*named, *index.names.get("h1", [])[:HEADINGS], *index.names.get("h2", [])[:HEADINGS]]:
        text = "".join(text_inside(page, element).split())
        if not 0 < len(text) <= LONGEST or (index.position(element) < begin and index.last(element) >= begin):
            continue
        if not begin < index.position(element) <= end:
            return element
        if (text in title or title in text) and title and not ENDS.search(page.visible, start, page.span(element)[0]):
            return element
    return title_above(page, index, root, said)


PROPERTY = re.compile(r"<!--enpproperty(.{,4000}?)/enpproperty-->", re.S)


def property_of(page: Page) -> dict[str, str]:
    """What a digital edition by Founder says of its article in a comment: title, date, author."""
    found = PROPERTY.search(page.text)
    return dict(re.findall(r"<(title|date|author)>([^<>]+)</\1>", found[1])) if found else {}


HEADINGS = 50  # of a level that are looked at


def variable_time(page: Page) -> str:
    """The time that WeChat's page gives its scripts: in words, or as seconds since 1970, which its readers see in China's time."""
    if found := re.search(r"createTime\s*=\s*['\"](\d{4}-\d{2}-\d{2} \d{2}:\d{2})", page.text):
        return iso_time(found[1])
    if found := re.search(r"\bvar\s+ct\s*=\s*[\"'](\d{10})[\"']", page.text):
        return datetime.fromtimestamp(int(found[1]), timezone(timedelta(hours=8))).strftime("%Y-%m-%dT%H:%M:%S")
    return ""
