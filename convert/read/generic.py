"""Pages whose engine nobody knows: the posts are guessed, and the document says so.

Resiliparse's rules tell navigation, cards and footers from content; of what it leaves, the innermost element that holds three fifths of the
sentences (counted by their stops) is the text.  Those rules know no forums and may throw the posts away, so where their remainder is less
than half of what the whole page's densest element holds, that one is taken.  Every board sets posts alike, each with a name and a time
beside it: where elements of one class that hold the text stand in frames of that kind, each is a post; otherwise all of it is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from bs4.element import NavigableString, Tag

from convert.errors import Finding
from convert.read.body import read_between, read_body
from convert.read.bylines import is_name, names_of
from convert.read.facts import RELATIVE, Identity, count, iso_time
from convert.read.markup import (
    Found,
    Markup,
    after,
    attribute,
    class_names,
    inside,
    is_text,
    links_to_member,
    markup,
    nodes_inside,
    text_inside,
)
from convert.read.pagers import chrome_rule
from convert.read.particulars import HOME, LABEL, Names, crumbs_of, declared, named_site, outside, stated
from convert.read.threads import line_of, title_parts
from convert.read.titles import title_above
from convert.source import Page, Post, Source, Thread, join_files

NAME = "unknown"
NAMES = Names((), (), (), crumbs=("breadcrumb", "breadcrumbs", "crumbs", "crumb", "bread_crumb", "position", "location"))
ENDS = re.compile("[。！？]")
STOPS = re.compile("[。，；、！？,.;]")
TALLEST = 80  # levels climbed from a text to the elements around it


def recognises(page: Page) -> bool:
    """Every HTML page."""
    return page.soup is not None


def identify(page: Page) -> Identity:
    """The parts of the title, and the thread's number where the page gives its address."""
    subject, _, site = title_parts(page)
    host, tid, number = declared(markup(page))
    return Identity(host if tid else "", tid, site, subject, page=number if tid else None)


def read(page: Page) -> Thread:
    """The page's posts, or its densest block as one."""
    assert page.soup is not None
    index = markup(page)
    root = text_of(page) or page.soup.body or page.soup
    found = posts_in(page, index, root) or [Found("", root, root)]
    heading = heading_of(page, index, found[0].body)
    names = names_of(page, found) if len(found) > 1 else [""]
    names[0] = names[0] or handle_of(page, found[0])
    posts = tuple(read_post(page, one, name, heading) for one, name in zip(found, names, strict=True))
    line = line_of(page, heading)
    subject, board, site = title_parts(page, line.text if line else "")
    crumbs = crumbs_of(page, index, NAMES, subject)
    around = outside(page, found)
    source = Source(
        site=named_site(index) or site or next((c for c in crumbs[:-1] if not HOME.fullmatch(c)), ""),
        engine=NAME,
        board=crumbs[-1] if crumbs else board,
        tid=declared(index)[1],
        subject=subject,
        handle=posts[0].handle,
        posted=posts[0].posted,
        views=count(around, "views"),
        replies=count(around, "replies"),
        subject_at=line,
    )
    return Thread(join_files([page]), source, posts, (), (*page.findings, guess(page, found)))


def guess(page: Page, found: Sequence[Found]) -> Finding:
    """The finding that says what was taken for the posts, and how much of the page was not."""
    what = f"what looks like its {len(found)} posts" if len(found) > 1 else "its longest text"
    all_, read_ = len(ENDS.findall(page.visible)), sum(len(ENDS.findall(page.visible, *page.span(one.body))) for one in found)
    share = f", with {read_} of the page's {all_} sentences" if all_ else ""
    message = f"The software of the page was not recognised; {what} was read{share}."
    return Finding("guessed-reader", message)


def read_post(page: Page, found: Found, name: str, heading: Tag | None) -> Post:
    """One post; the page's title is no part of it where it stands in front."""
    rule, body = chrome_rule(page, {}), found.body
    starts = heading is not None and any(element is heading for element in inside(body))
    inner = read_between(page, after(heading), after(body), rule) if heading is not None and starts else read_body(page, body, rule)
    return Post(name, inner.blocks, inner.drops, posted=posted_time(page, found))


NEAR = 400  # characters before and behind a text among which its time stands


def beside(page: Page, found: Found) -> str:
    """What stands beside a post's body in its frame; before it on the page, where it is its own frame."""
    (first, last), (start, end) = page.span(found.wrapper), page.span(found.body)
    if found.wrapper is found.body:
        return page.visible[max(0, start - NEAR) : start]
    return page.visible[max(first, start - NEAR) : start] + "\n" + page.visible[end : min(last, end + NEAR)]


def posted_time(page: Page, found: Found) -> str:
    """The time beside a post, or in an attribute of its frame."""
    inner = {id(e) for e in (found.body, *inside(found.body))}
    apart = found.wrapper is not found.body
    end = page.span(found.body)[1]
    behind = LATER.findall(page.visible, end, end + NEAR)
    said = (beside(page, found), *(stated(found.wrapper, inner) if apart else behind))
    return next((time for text in said if (time := iso_time(OTHERS.sub(" ", text)))), "")


# Times of the member, not of the post, that stand on his card.
OTHERS = re.compile(
    r"(?:注册|加入|最后登[录陆]|上次登[录陆]|生日|Joined|Registered)[^\d\n]{0,8}\n?[^\d\n]{0,4}\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:\s+\d{1,2}:\d{2})?",
    re.I,
)
LATER = re.compile(r"(?:发布|发表|创建)[于日期时间]*\s*[:：]?\s*(\d{4}[^\n]{,20})")  # a time that stands behind an article


LINKS = 40  # before a body, among which its author is named
NAMED = re.compile(r"(?:作\s*者|楼\s*主|发[帖布表][人者])\s*[:：]\s*([^\s|｜/:：]{1,20}?)(?=[\s|｜/]|发布|时间|来源|浏览|点击|字[体号]|$)")


def handle_of(page: Page, found: Found) -> str:
    """The name before a post that is alone: the last link to a member, or what 作者： says."""
    index = markup(page)
    links = index.names.get("a", [])
    last = bisect_left(links, index.position(found.body), key=index.position)
    own = [a for a in links[max(0, last - LINKS) : last] if links_to_member(a) and text_inside(page, a)]
    if own and page.span(found.body)[0] - page.span(own[-1])[1] <= 2 * NEAR:
        return next(text_inside(page, a) for a in own if a.attrs["href"] == own[-1].attrs["href"])
    said = NAMED.search(beside(page, found))
    return said[1] if said else byline(page, index, found)


def byline(page: Page, index: Markup, found: Found) -> str:
    """The first element above a text that is named for the author (class, rel) and says no more than a name."""
    start = index.position(found.body)
    named = (e for name, some in index.classes.items() if AUTHOR.search(name) for e in some[:LINKS])
    linked = (e for e in index.names.get("a", [])[:LINKS] if attribute(e, "rel") == "author")
    above = sorted((e for e in (*named, *linked) if index.position(e) < start), key=index.position)[:LINKS]
    texts = (
        [LABEL.sub("", " ".join(str(node).split())) for node in nodes_inside(e) if id(node) in page.places and str(node).strip()]
        for e in above
    )
    return next((some[0] for some in texts if len(some) == 1 and is_name(some[0])), "")


AUTHOR = re.compile(r"(?<![a-z])author|user-?name|nick-?name|byline|credits", re.I)


HEADINGS = 50  # h1 that are looked at; a page has one


def heading_of(page: Page, index: Markup, body: Tag) -> Tag | None:
    """The page's title: the heading in front of all sentences of the text that says what the title element says, or an h1 outside."""
    start = page.span(body)[0]
    title = "".join(title_parts(page)[0].split())
    for element in inside(body):
        if element.name in ("h1", "h2", "h3"):
            text = text_inside(page, element)
            same = "".join(text.split())
            if same and (same in title or title in same) and not re.search("[。！？]", page.visible[start : page.span(element)[0]]):
                return element
            break
    begin, end = index.position(body), index.last(body)
    apart = (e for e in index.names.get("h1", [])[:HEADINGS] if index.last(e) < begin or index.position(e) > end)
    return next(apart, None) or title_above(page, index, body, title_parts(page)[0])


# --- the posts ---------------------------------------------------------------------------------------------------------------------

HIGHEST = 12  # levels between the text and the frame of a post


def posts_in(page: Page, index: Markup, root: Tag) -> list[Found]:
    """The posts that hold the text of an element: those of one class whose frames all say a time; [] when there are none."""
    element: Tag | None = heaviest(page, root)
    for _ in range(HIGHEST):
        if element is None:
            break
        found = peers(page, index, element)
        if found and weight(page, root) * 9 <= 10 * sum(weight(page, one.body) for one in found):
            return found
        element = element.parent
    return []


def peers(page: Page, index: Markup, element: Tag) -> list[Found]:
    """An element and those of its name and classes, each in its frame, when each frame says a time outside them."""
    alike = index.outermost(e for e in named_alike(index, element) if e.name == element.name)
    starts = [index.position(e) for e in alike]
    if len(alike) < 2:
        return []
    found: list[Found] = []
    for body in alike:
        frame = body
        for _ in range(HIGHEST):
            around = frame.parent
            if around is None or around.name in ("body", "html", "[document]"):
                break
            if bisect_left(starts, index.last(around) + 1) - bisect_left(starts, index.position(around)) > 1:
                break
            frame = around
        one = Found("", frame, body)
        if frame is body or not says_time(page, one):
            return []
        found.append(one)
    return found


def named_alike(index: Markup, element: Tag) -> list[Tag]:
    """The elements with the same classes, or else with the same id but for the number at its end."""
    if classes := class_names(element):
        return [e for e in index.classes[classes[0]] if class_names(e) == classes]
    name = attribute(element, "id").rstrip("0123456789")
    return index.fitting(f"#{name}*") if name and name != attribute(element, "id") else []


def says_time(page: Page, one: Found) -> bool:
    """Whether a frame gives a time beside its body, as text or in an attribute."""
    text = beside(page, one)
    inner = {id(e) for e in (one.body, *inside(one.body))}
    return any(iso_time(said) or RELATIVE.search(said) for said in (text, *stated(one.wrapper, inner)))


# --- the text ----------------------------------------------------------------------------------------------------------------------


def text_of(page: Page) -> Tag | None:
    """The element that holds the page's text: by Resiliparse's rules where they leave at least half of what stands densest."""
    whole = densest(page, None)
    content = main_content(page)
    if whole is None or content is None:
        return whole
    chosen = densest(page, content)
    return chosen if chosen is not None and weight(page, chosen) * 2 >= weight(page, whole) else whole


def weight(page: Page, element: Tag) -> int:
    """The stops in an element's text."""
    start, end = page.span(element)
    return len(STOPS.findall(page.visible, start, end))


def heaviest(page: Page, root: Tag) -> Tag:
    """The element inside a root (or itself) whose own text has the most stops."""
    weights: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    for node in root.descendants:
        if isinstance(node, NavigableString) and id(node) in page.places and node.parent is not None:
            weights[id(node.parent)] = weights.get(id(node.parent), 0) + len(STOPS.findall(node))
            elements[id(node.parent)] = node.parent
    return elements[max(weights, key=lambda key: weights[key])] if weights else root


def main_content(page: Page) -> str | None:
    """What Resiliparse takes for the page's content, without blanks; None when it was not asked or found nothing."""
    if any(finding.code == "parser-fallback" for finding in page.findings):
        return None
    from resiliparse.extract.html2text import extract_plain_text  # only pages of unknown engines pay for loading it

    return "".join(extract_plain_text(page.text, main_content=True, alt_texts=False).split()) or None


def densest(page: Page, content: str | None) -> Tag | None:
    """The innermost element that holds three fifths of the sentences (of those in `content`, if given)."""
    weights: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    for node in page.soup.descendants if page.soup is not None else ():
        if not isinstance(node, NavigableString) or not is_text(node) or id(node) not in page.places:
            continue
        weight = len(STOPS.findall(node))
        parent = node.parent
        if parent is None or not weight or (content is not None and "".join(node.split())[:80] not in content):
            continue
        weights[id(parent)] = weights.get(id(parent), 0) + weight
        elements[id(parent)] = parent
    return innermost(weights, elements)


def innermost(weights: dict[int, int], elements: dict[int, Tag]) -> Tag | None:
    """Climb from the heaviest element until enough of the total is below it."""
    if not weights:
        return None
    sums: dict[int, int] = {}
    for key, weight in weights.items():
        element: Tag | None = elements[key]
        for _ in range(TALLEST):
            if element is None:
                break
            sums[id(element)] = sums.get(id(element), 0) + weight
            element = element.parent
    total = sum(weights.values())
    best: Tag | None = elements[max(weights, key=lambda k: weights[k])]
    while best is not None and sums.get(id(best), 0) * 5 < total * 3:
        best = best.parent
    return best
