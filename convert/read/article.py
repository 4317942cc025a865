"""Pages that hold one article: WeChat accounts, government and newspaper portals, Discuz!'s own portal.

Facts, read on saved pages, fixtures and scrapers of 2015 to 2026: WeChat sets the text in `#js_content` (hidden until its script runs), the
title in `#activity-name`, the account in `#js_name`, the time in `#publish_time` or the variable createTime.  Government sites carry the
meta tags ArticleTitle, PubDate, ContentSource, SiteName, ColumnName; the text stands in `#UCAP-CONTENT` (www.gov.cn), `.TRS_Editor` and
`.trs_editor_view` (TRS), `.pages_content`, `#vsb_content` or `.v_news_content` (VSB), `#ivs_content`, `.article_content`; Discuz!'s portal sets it in
`td#article_content`.  The article is taken as one post whose author is the account or the source named.
"""

from __future__ import annotations

import re

from bs4.element import Tag

from convert.read.body import read_body
from convert.read.facts import Identity, iso_time
from convert.read.markup import Markup, attribute, inside, markup, text_inside
from convert.read.quotes import rule_for
from convert.read.template import spill
from convert.read.threads import host_of, line_of, title_parts
from convert.source import Line, Page, Post, Source, Thread, join_files

NAME = "article"
BODIES = (
    "#js_content",
    "#UCAP-CONTENT",
    "trs_editor_view",
    "TRS_Editor",
    "TRS_UEDITOR",
    "pages_content",
    "v_news_content",
    "#vsb_content",
    "#ivs_content",
    "article_content",
    "article-content",
    "Article_content",
    "#article_content",
    "#zoom",
    "#Zoom",
)
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
}


def recognises(page: Page) -> bool:
    """Whether the page has one of the known containers with text in it."""
    return page.soup is not None and body_of(page, markup(page)) is not None


def body_of(page: Page, index: Markup) -> Tag | None:
    """The container of the article."""
    for name in BODIES:
        some = [index.ids[name[1:]]] if name[1:] in index.ids and name[0] == "#" else index.classes.get(name, [])
        some = index.outermost(some)
        sized = [(len(text_inside(page, element)), -n) for n, element in enumerate(some)]
        if sized and max(sized)[0] >= ENOUGH:
            return some[-max(sized)[1]]
    return None


def identify(page: Page) -> Identity:
    """The article's address stands for a thread number."""
    source = read(page).source
    host, path = address(markup(page))
    number = re.search(r"[?&]page=(\d+)|_(\d{1,2})\.s?html?$", path)
    return Identity(host, "", source.site, source.subject, source.handle, source.posted, int(number[1] or number[2]) if number else None)


def address(index: Markup) -> tuple[str, str]:
    """(host, address) of the page as it gives them itself."""
    links = [attribute(e, "href") for e in index.names.get("link", []) if attribute(e, "rel").lower() == "canonical"]
    links += [
        attribute(e, "content")
        for e in index.names.get("meta", [])
        if attribute(e, "property") == "og:url" or attribute(e, "name").lower() == "url"
    ]
    link = next(iter(links), "")
    return host_of(link), link


def read(page: Page) -> Thread:
    """One post: the article."""
    index = markup(page)
    root = body_of(page, index)
    assert root is not None
    said = {
        (attribute(e, "name") or attribute(e, "property")).lower(): attribute(e, "content").strip() for e in index.names.get("meta", [])
    }
    inner = read_body(page, root, rule_for(page, NOISE), spill(page, root, None))
    heading = title_of(page, index, root)
    subject, _, site = title_parts(page)
    account = text_inside(page, index.ids.get("js_name"))
    posted = iso_time(said.get("pubdate", "")) or iso_time(text_inside(page, index.ids.get("publish_time"))) or variable_time(page)
    handle = account or said.get("author", "")
    source = Source(
        site="微信公众平台" if account else said.get("sitename") or said.get("og:site_name") or site,
        engine="WeChat" if account or "js_content" in index.ids else NAME,
        template="article",
        board=said.get("columnname", ""),
        subject=heading.text if heading else said.get("articletitle") or said.get("og:title") or subject,
        handle=handle,
        posted=posted,
        subject_at=heading,
    )
    return Thread(join_files([page]), source, (Post(handle, inner.blocks, inner.drops, posted=posted, floor=1),), (), page.findings)


def title_of(page: Page, index: Markup, root: Tag) -> Line | None:
    """The article's title where it stands outside its body."""
    own = {id(element) for element in inside(root)}
    named = [index.ids[name] for name in ("activity-name", "ti", "title") if name in index.ids]
    for element in [*named, *index.names.get("h1", []), *index.names.get("h2", [])]:
        if id(element) not in own and id(root) not in {id(e) for e in inside(element)} and (line := line_of(page, element)):
            return line if len(line.text) <= 120 else None
    return None


def variable_time(page: Page) -> str:
    """The time that WeChat's page gives its scripts."""
    found = re.search(r"createTime\s*=\s*['\"](\d{4}-\d{2}-\d{2} \d{2}:\d{2})", page.text)
    return iso_time(found[1]) if found else ""
