"""Which posts are the report: the posts of one author that carry it; all others go, each for a reason.

The author is chosen first, by what all his posts hold together, so that a report cut over many small posts is found behind a question
that is as long.  His first post that carries report text is the beginning; talk of his before and between is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from convert.clean.evidence import MARKS, TALK, Progress, begins_report, count_han, verdict
from convert.errors import Finding
from convert.source import Line, Post, Table


@dataclass(frozen=True, slots=True)
class Choice:
    """The posts of the report in order, and (post, rule) for every other."""

    chosen: tuple[Post, ...]
    others: tuple[tuple[Post, str], ...]
    findings: tuple[Finding, ...] = ()
    is_report: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Posts of one author with their text, how many Han characters it has, and how many kinds of a report's turns of phrase."""

    posts: tuple[Post, ...]
    text: str
    han: int
    marks: int

    @staticmethod
    def of(*posts: Post) -> Weighed:
        """Posts of one author, weighed together."""
        text = "\n".join(text_of(post) for post in posts)
        return Weighed(posts, text, count_han(text), sum(mark.search(text) is not None for mark in MARKS))

    @property
    def is_report(self) -> bool:
        """As much as the shortest report has."""
        return self.han >= 300 and self.marks >= 2


BLOCK = 64  # characters
COPY = 0.8  # of a post's text: where the lines that differ are fewer, it is a corrected copy
REMARK = 60  # characters: what a poster says of the copy that he posts again, such as 格式乱了，重发一遍


@dataclass(slots=True)
class Said:
    """What the chosen posts say, without blanks, to be asked whether another post says it again.

    Each text is known by its blocks of 64 characters; a text of 127 or more that stands anywhere in another begins, at one of its first 64
    places, with one of the other's blocks.  So no post is compared with all others.
    """

    whole: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    holders: dict[str, list[str]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """One more chosen post."""
        self.lines.update(map(solid, text.split("\n")))
        text = solid(text)
        self.whole.add(text)
        for start in range(0, len(text) - BLOCK + 1, BLOCK):
            self.holders.setdefault(text[start : start + BLOCK], []).append(text)

    def share(self, text: str) -> float:
        """How much of a text, 0 to 1, stands line by line in the chosen posts."""
        lines = list(map(solid, text.split("\n")))
        return sum(len(line) for line in lines if line in self.lines) / max(1, sum(map(len, lines)))

    def again(self, text: str) -> bool:
        """Whether a post says again, or quotes in full, what a chosen one says; a few words of its own beside it do not matter."""
        own = [line for line in map(solid, text.split("\n")) if line not in self.lines]
        text = solid(text)
        if len(text) < 20:
            return False
        if text in self.whole:
            return True
        if len(text) < 200:
            return False
        if sum(map(len, own)) <= REMARK and all(TALK.search(line) for line in own):
            return True
        return any(text in other for start in range(BLOCK) for other in self.holders.get(text[start : start + BLOCK], ()))


@dataclass(slots=True)
class Sorting:
    """The choice in the making."""

    chosen: list[Post] = field(default_factory=list)
    others: list[tuple[Post, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    said: Said = field(default_factory=Said)
    title: str = ""  # of the report that the chosen posts begin
    other: str = ""  # of another report by the same author, which has begun since

    def take(self, post: Post, text: str) -> None:
        """A post of the report."""
        self.chosen.append(post)
        self.title = self.title or begins_report(text)
        self.progress.add(text)
        self.said.add(text)

    def leave(self, post: Post, rule: str) -> None:
        """Any other."""
        self.others.append((post, rule))


def choose(posts: Sequence[Post]) -> Choice:
    """The posts of the author who posts a report, else the first post of the thread and its continuations."""
    if not posts:
        return Choice((), ())
    author = author_of(posts)
    sorting = Sorting()
    # Without a report in the thread its first post is the text.
    head = None if author.is_report else author.posts[0]
    for post in posts:
        if sorting.said.again(text_of(post)):
            sorting.leave(post, "repeated-post")
        elif post.handle != author.posts[0].handle:
            sorting.leave(post, "reply")
        else:
            judge(sorting, post, forced=post is head)
    if not sorting.chosen:
        heaviest = max(author.posts, key=lambda post: Weighed.of(post).han)
        sorting.others = [(post, rule) for post, rule in sorting.others if post is not heaviest]
        sorting.take(heaviest, text_of(heaviest))
    if sorting.chosen[0] is not posts[0]:
        number = next(n for n, post in enumerate(posts, 1) if post is sorting.chosen[0])
        note = f"The report begins in post {number} of the thread: {author.han:,} Han characters, {author.marks} of {len(MARKS)} marks of a report."
        sorting.findings.insert(0, Finding("report-not-first", note, severity="info"))
    return Choice(tuple(sorting.chosen), tuple(sorting.others), tuple(sorting.findings), author.is_report)


def author_of(posts: Sequence[Post]) -> Weighed:
    """The author of the report with all his posts; posts without a name have each an author of their own."""
    groups: dict[str, list[Post]] = {}
    for number, post in enumerate(posts):
        groups.setdefault(post.handle or f"\0{number}", []).append(post)
    weighed = [Weighed.of(*group) for group in groups.values()]
    first = weighed[0]
    best = max(weighed, key=lambda one: (min(one.marks, 3), one.han))
    if Weighed.of(posts[0]).is_report or (first.is_report and 2 * first.han > best.han):
        return first
    return best if best.marks >= 3 and best.han >= max(300, 2 * first.han) else first


def judge(sorting: Sorting, post: Post, *, forced: bool) -> None:
    """A post by the report's author: taken, left out as talk or as another report, or taken in doubt with a finding."""
    text = text_of(post)
    if apart(sorting, post, text):
        return
    found = verdict(text, any(drop.rule == "quote" for drop in post.drops), sorting.progress)
    if forced or found in ("certain", "likely"):
        sorting.take(post, text)
    elif found == "talk":
        sorting.leave(post, "remark")
    elif not post.handle:
        # Two posts without a name need not be by one person: only evidence makes the second go on with the first.
        sorting.leave(post, "reply")
    elif not sorting.chosen:
        message = "A post of the report's author before the report shows no mark of a report; it was left out."
        sorting.findings.append(Finding("post-left-out", message, quote=text[:40], severity="warning"))
        sorting.leave(post, "remark")
    else:
        message = "A later post of the author shows neither marks of a report nor of talk; it was kept as text."
        sorting.findings.append(Finding("continuation-unsure", message, quote=text[:40], severity="warning"))
        sorting.take(post, text)


def apart(sorting: Sorting, post: Post, text: str) -> bool:
    """Whether a post begins or carries on a second report: with a title of its own, and the words in which a report is laid before a
    meeting, after the first has had both.  Collections stand so, a year or an office in each post."""
    title = begins_report(text) if sorting.title else ""
    if title and solid(title) == solid(sorting.title) and sorting.said.share(text) >= COPY:
        message = "A later post is a copy of the report in which some lines differ; the first copy was taken. Compare them in the audit."
        sorting.findings.append(Finding("copy-differs", message, quote=title, severity="warning"))
        sorting.leave(post, "repeated-post")
        return True
    if title and solid(title) != solid(sorting.title) and not sorting.other:
        sorting.other = title
        message = "A later post by the report's author begins another report; it was left out, and his posts after it. Save them as a page of their own to print it."
        sorting.findings.append(Finding("other-report", message, quote=title, severity="warning"))
    if sorting.other:
        sorting.leave(post, "other-report")
    return bool(sorting.other)


def solid(text: str) -> str:
    """Text without blanks."""
    return "".join(text.split())


def text_of(post: Post) -> str:
    """A post's lines, those of its tables too."""
    lines: list[str] = []
    for block in post.blocks:
        if isinstance(block, Line):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += (line.text for row in block.rows for cell in row for line in cell.lines)
    return "\n".join(lines)
