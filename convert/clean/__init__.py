"""Thread to Manuscript: the author's lines alone, each at its place, and a reason for everything else.

The report's post and its continuations are chosen; then the passes go over their lines in the order of PASSES.  What no pass keeps and
no rule names outside the chosen posts is the forum's own and falls to `forum-chrome`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace

from convert.clean.characters import CONTROL, ZERO_WIDTH, compose, drop_invisible
from convert.clean.choice import choose
from convert.clean.draft import Draft
from convert.clean.fragments import join_fragments
from convert.clean.jammer import drop_jammer
from convert.clean.notices import drop_notices
from convert.clean.portal import drop_portal_front
from convert.clean.rules import RULES
from convert.clean.run_on import part_run_on
from convert.clean.sites import drop_site_phrases
from convert.clean.stamps import drop_bbcode, drop_stamps
from convert.clean.tail import drop_portal_tail
from convert.clean.wraps import join_wraps
from convert.errors import Finding
from convert.ledger import CHROME
from convert.source import Block, Drop, File, Line, Manuscript, Post, Source, Table, Thread, drops_of, ranges

PASSES: tuple[Callable[[Draft], None], ...] = (
    drop_jammer,  # before all else: its grammar counts every character
    drop_invisible,  # before any words are looked for: they may be strewn with zero-width characters
    compose,
    part_run_on,  # lines must be lines before they are judged
    drop_bbcode,  # the notices stand inside its tags
    drop_notices,
    drop_stamps,
    drop_site_phrases,
    drop_portal_tail,  # its lines follow the last paragraph without a gap, and must not be taken for the rest of it
    join_wraps,  # noise between two lines must be gone before they can be one
    join_fragments,  # after the wraps, whose lines begin with any mark
    drop_portal_front,  # tells the front from the first paragraph, which must be whole
)


def clean(thread: Thread) -> Manuscript:
    """The manuscript of a thread; every non-blank visible character is in a block, in a drop, or in the thread's subject."""
    visible = "".join(file.visible for file in thread.files)
    choice = choose(thread.posts)
    draft = Draft(visible, thread.source.site, [list(post.blocks) for post in choice.chosen], choice.is_report)
    draft.drops += thread.drops
    for post in choice.chosen:
        draft.drops += post.drops
    for post, rule in choice.others:
        draft.drops += post.drops
        draft.drops += drops_of_post(post, rule)
    for step in PASSES:
        step(draft)
    blocks = tuple(block for blocks in draft.posts for block in blocks)
    source = source_of(thread, choice.chosen, draft)
    subject = (source.subject_at,) if source.subject_at is not None else ()
    draft.rewrites.update(rewritten(visible, (*blocks, *subject), draft.rewrites))
    drops = tuple(fates(visible, blocks, source.subject_at, draft.drops))
    findings = (*thread.findings, *choice.findings, *draft.findings, *refused_links(thread.files, lines_of(blocks)))
    return Manuscript(thread.files, source, blocks, drops, draft.rewrites, findings)


def refused_links(files: Sequence[File], lines: Iterable[Line]) -> Iterator[Finding]:
    """The finding for links of the text that have no address, since they would run a script or open a file; menus are full of them."""
    ordered = sorted((line for line in lines if line.at), key=lambda line: line.at[0])
    starts = [line.at[0] for line in ordered]
    links = [(file.start + link.start, file.start + link.end) for file in files for link in file.links if not link.address]
    told = sum(is_in(ordered[begun - 1], start, end) for start, end in links if (begun := bisect_left(starts, end)))
    if told:
        which = "link of the text leads" if told == 1 else "links of the text lead"
        yield Finding(
            "refused-link", f"{told} {which} to a script or a file; the words were kept, the address was left out.", severity="info"
        )


def is_in(line: Line, start: int, end: int) -> bool:
    """Whether any of a line's text comes from a stretch of the source."""
    first = bisect_left(line.at, start)
    return first < len(line.at) and line.at[first] < end


def rewritten(visible: str, blocks: Iterable[Block], known: dict[int, str]) -> Iterator[tuple[int, str]]:
    """(place, rule) of characters that differ from the page's: blanks for line ends, and entities that a rendition spelled out."""
    for line in lines_of(blocks):
        if line.text != text_at(visible, line):
            for char, place in zip(line.text, line.at, strict=True):
                if char != visible[place] and place not in known:
                    yield place, "line-end" if char.isspace() else "stray-markup"


def text_at(visible: str, line: Line) -> str:
    """What the page shows at a line's places."""
    if line.unbroken:
        return visible[line.at[0] : line.at[-1] + 1]
    return "".join([visible[place] for place in line.at])


def source_of(thread: Thread, chosen: tuple[Post, ...], draft: Draft) -> Source:
    """The thread's facts, with the author and time of the post that carries the report, without invisible characters."""
    source = thread.source
    if chosen and thread.posts and chosen[0] is not thread.posts[0]:
        post = chosen[0]
        handle = "" if post.handle.startswith("?") else post.handle
        source = replace(source, handle=handle, posted=post.posted, edited=post.edited, pid=post.pid)
    said = {field.name: shown(value) for field in fields(source) if isinstance(value := getattr(source, field.name), str)}
    return replace(source, **said, subject_at=cleaned_subject(source.subject_at, draft))


def shown(text: str) -> str:
    """A fact as the document may hold it: composed, on one line, without what cannot be seen."""
    return " ".join(unicodedata.normalize("NFC", ZERO_WIDTH.sub("", CONTROL.sub("", text))).split())


def cleaned_subject(subject: Line | None, draft: Draft) -> Line | None:
    """The thread's subject without invisible characters; None when nothing else is in it."""
    if subject is None:
        return None
    alone = Draft(draft.visible, "", [[subject]], drops=draft.drops, rewrites=draft.rewrites)
    drop_invisible(alone)
    compose(alone)
    return next((line for line in lines_of(alone.posts[0])), None)


def drops_of_post(post: Post, rule: str) -> Iterator[Drop]:
    """A whole post by one rule."""
    for line in lines_of(post.blocks):
        yield from drops_of(line, rule)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """All lines of blocks, those in tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Table):
            yield from (line for row in block.rows for cell in row for line in cell.lines)


KEPT = 255


def fates(visible: str, blocks: Iterable[Block], subject: Line | None, drops: Sequence[Drop]) -> Iterator[Drop]:
    """Drops in order and disjoint: each place by the first rule that names it, none over a kept one, the rest `forum-chrome`.

    The fates are one byte a character: 0 for none, the number of the rule, or KEPT.
    """
    rules = ["", CHROME, *sorted({drop.rule for drop in drops} - {CHROME})]
    numbers = {rule: number for number, rule in enumerate(rules)}
    codes = bytearray(len(visible))
    for drop in reversed(drops):
        codes[drop.start : drop.end] = bytes([numbers[drop.rule]]) * (drop.end - drop.start)
    for line in [*lines_of(blocks), *([subject] if subject else [])]:
        for start, end in [(line.at[0], line.at[-1] + 1)] if line.unbroken else ranges(line.at):
            codes[start:end] = bytes([KEPT]) * (end - start)
    for run in RUN.finditer(codes):
        code = run[0][0]
        if code == 0:
            yield from (
                Drop(run.start() + hit.start(), run.start() + hit.end(), CHROME) for hit in WORDS.finditer(visible[run.start() : run.end()])
            )
        elif code != KEPT:
            yield Drop(run.start(), run.end(), rules[code])


RUN = re.compile(rb"(.)\1*", re.DOTALL)
WORDS = re.compile(r"\S+(?:\s+\S+)*")


__all__ = ["PASSES", "RULES", "clean"]
