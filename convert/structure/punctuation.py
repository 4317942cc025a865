"""Punctuation that a scrape folded to half width comes back beside Han: 请予审议,并请 -> 请予审议，并请.

What is restored is what Unicode's NFKC folds (，；：！？（）～…) and what plain keyboards lack (“” ——).  A mark is restored only in a
document that shows the fold: half-width ones beside Han outnumber the full-width ones.  Numbers, times, addresses and codes keep theirs,
no other character changes, and folding the result gives the folded source again.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from convert.source import Drop, Line
from convert.structure.draft import Draft

# Han, and the marks and quotes that no fold touches; a half-width mark next to one of these stands in Chinese text.
CHINESE = r"\u3400-\u9fff\uf900-\ufaff\u3001-\u3003\u3005-\u3011\u3014-\u301b“”‘’，；：！？（）～…—％\U00020000-\U0003ffff"
BESIDE = re.compile(f"[{CHINESE}]")
FOLDED = {"，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "～": "~", "“": '"', "”": '"', "…": "."}

# What keeps its marks: addresses, file names, times, numbers grouped by commas, decimals, ratios, codes of standards, telephone numbers.
# Each is tried where its run of characters begins and nowhere inside, so that a line of one run takes no time; RFC 5321 allows 64
# characters before the @.
PROTECTED = re.compile(
    r"(?:(?:https?|ftp)\s?:\s?//|www\.)[!-'*-~]*[\w/=&#%+~-]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
    r"|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{1,100}\.(?:html?|docx?|pdf|xlsx?|jpe?g|png|com|cn|org|net)\b"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,3}(?:,\d{3})+(?!\d)|(?<!\d)\d+[.:]\d+|(?<![A-Z])[A-Z]{2,}(?:/[A-Z]+)?\s?\d+(?:[.:-]\d+)*"
    r"|\(?\d{3,4}\)?-\d{7,8}|\(0\d{2,3}\)\s?\d{7,8}|&[a-z]{2,8};",
    re.ASCII,
)
MARKS = re.compile(r"[,;:!?()~\"']|\.{3,}|-{2,}")
RANGE = re.compile(r"[\d%‰C]\d")  # what stands about the ~ of a range: 63%~68%, 5°C~10°C
SURE = frozenset(",;:()!?")  # NFKC folds these and ～ alike; an author who types ~ alone means it
SINGLE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
NAMES = {
    ",": "restore-comma", ";": "restore-semicolon", ":": "restore-colon", "!": "restore-exclamation", "?": "restore-question",
    "(": "restore-brackets", ")": "restore-brackets", "~": "restore-tilde", '"': "restore-quotes", "'": "restore-quotes",
    ".": "restore-ellipsis", "-": "restore-dash",
}  # fmt: skip
RULES = frozenset(NAMES.values())


@dataclass(slots=True)
class Edits:
    """Changes to one text: what a stretch [start, end) becomes, by start; and the text as it will be, place by place."""

    text: str
    to: dict[int, tuple[int, str]] = field(default_factory=dict)
    now: dict[int, str] = field(default_factory=dict)

    def change(self, start: int, end: int, new: str) -> None:
        """Let the stretch [start, end) become marks of one kind."""
        self.to[start] = end, new
        self.now.update(dict.fromkeys(range(start, end), new[0]))

    def at(self, index: int) -> str:
        """The character at an index as it will be; "" outside the text."""
        if not 0 <= index < len(self.text):
            return ""
        return self.now.get(index, self.text[index])

    def beside(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether Chinese stands left and right of a stretch."""
        return bool(BESIDE.match(self.at(start - 1))), bool(BESIDE.match(self.at(end)))


def punctuation(draft: Draft) -> None:
    """Restore folded marks in every line, with a rewrite for each place."""
    parts = [part for part in draft.parts() if part.text]
    folded = folded_marks(part.text for part in parts)
    if not folded:
        return
    for part in parts:
        line = restored(part.line, folded, draft.rewrites, draft.drops)
        if line is not part.block:
            part.block = line
    if draft.subject is not None:
        draft.subject.block = restored(draft.subject.line, folded, draft.rewrites, draft.drops)


def folded_marks(texts: Iterable[str]) -> frozenset[str]:
    """The half-width marks that stand beside Han more often than their full-width forms."""
    half: Counter[str] = Counter()
    full: Counter[str] = Counter()
    for text in texts:
        for c, mark in FOLDED.items():
            if c in text:
                full[mark] += text.count(c)
        if "—" in text:
            full["-"] += text.count("——")
        for found in MARKS.finditer(text):
            around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
            if BESIDE.search(around) or (found.start() == 0 and found[0][0] == "-") or (found[0] == "~" and RANGE.fullmatch(around)):
                half[found[0][0]] += 1
    for count in (half, full):
        count["("] = count[")"] = count["("] + count[")"]  # a pair is restored or left as a pair
    folded = frozenset(mark for mark, n in half.items() if n > full[mark])
    return folded if folded & SURE else folded - {"~"}


def restored(line: Line, folded: frozenset[str], rewrites: dict[int, str], drops: list[Drop]) -> Line:
    """The line with its folded marks restored; rewrites and drops are added for the places that changed."""
    if not MARKS.search(line.text):
        return line
    edits = Edits(line.text)
    found = [m for m in unprotected(line.text) if m[0][0] in folded]
    known = -1
    while known < len(edits.to):  # a restored mark makes what stands beside it Chinese: 农业;(2)工业
        known = len(edits.to)
        brackets(edits, [m for m in found if m[0] in "()"])
        runs(edits, [m for m in found if m[0][0] in "-.~"])
        quotes(edits, [m for m in found if m[0] in "\"'"])
        singles(edits, [m for m in found if m[0] in SINGLE])
    return apply(line, edits, rewrites, drops) if edits.to else line


def unprotected(text: str) -> Iterator[re.Match[str]]:
    """The half-width marks of a text that stand outside protected stretches."""
    spans = [m.span() for m in PROTECTED.finditer(text)]
    n = 0
    for found in MARKS.finditer(text):
        while n < len(spans) and spans[n][1] <= found.start():
            n += 1
        if n == len(spans) or found.end() <= spans[n][0]:
            yield found


def brackets(edits: Edits, found: list[re.Match[str]]) -> None:
    """Pairs of brackets: with Han inside, or between Chinese, or around the number that begins a line."""
    waiting: list[int] = []
    for match in found:
        place = match.start()
        if match[0] == "(":
            waiting.append(place)
        elif waiting:
            start = waiting.pop()
            inside = edits.text[start + 1 : place]
            left, right = edits.beside(start, start)[0], edits.beside(place, place + 1)[1]
            number = start == 0 and inside.strip().isdecimal()
            after = edits.at(place + 1)
            if BESIDE.search(inside) or number or (left and (right or not after or after.isdecimal())):
                edits.change(start, start + 1, "（")
                edits.change(place, place + 1, "）")


def runs(edits: Edits, found: list[re.Match[str]]) -> None:
    """Dots, hyphens and tildes: …… and —— are two characters each, ～ stands between numbers or Han."""
    for match in found:
        start, end = match.span()
        left, right = edits.beside(start, end)
        if match[0][0] == "~":
            amount = edits.at(start - 1).isdecimal() or measured(edits, start)
            if (left and right) or (amount and edits.at(end).isdecimal()):
                edits.change(start, end, "～")
        elif left or right or (start == 0 and match[0][0] == "-" and edits.at(end)):
            edits.change(start, end, "……" if match[0][0] == "." else "——")


def measured(edits: Edits, place: int) -> bool:
    """Whether a sign of measure that no Latin text has in a row with figures stands before a place: %, ‰, and ℃ as it is folded."""
    return edits.at(place - 1) in ("%", "‰") or edits.text[max(0, place - 2) : place] == "°C"


def quotes(edits: Edits, found: list[re.Match[str]]) -> None:
    """Straight quotes by alternation; an odd one out, an apostrophe, and the sign of feet or inches behind a figure stay."""
    for mark, pair in (('"', "“”"), ("'", "‘’")):
        places: list[int] = []
        for match in found:
            after_digit = edits.at(match.start() - 1).isdecimal() and len(places) % 2 == 0  # within a quotation it ends that: “1·24”
            if match[0] == mark and not after_digit and not within_word(edits.text, match.start()):
                places.append(match.start())
        if len(places) % 2:
            continue
        for n, place in enumerate(places):
            edits.change(place, place + 1, pair[n % 2])


def within_word(text: str, place: int) -> bool:
    """Whether a quote mark stands between Latin letters."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def singles(edits: Edits, found: list[re.Match[str]]) -> None:
    """Commas, semicolons, colons, question and exclamation marks beside Chinese."""
    for match in found:
        start, end = match.span()
        left, right = edits.beside(start, end)
        before = edits.at(start - 1)
        if match[0] in ",;":
            wanted = left or right or measured(edits, start)
        elif match[0] == ":":
            wanted = left or (right and before.isalnum())
        else:
            wanted = left or before.isdecimal() or measured(edits, start)
        if wanted:
            edits.change(start, end, SINGLE[match[0]])


def apply(line: Line, edits: Edits, rewrites: dict[int, str], drops: list[Drop]) -> Line:
    """The line with the edits made: each new character stands at the place of an old one, surplus old ones are dropped."""
    if all(end == start + 1 and len(new) == 1 for start, (end, new) in edits.to.items()):
        return exchange(line, edits, rewrites)
    text: list[str] = []
    at = array("I")
    moved = [0] * (len(line.text) + 1)
    index = 0
    while index < len(line.text):
        moved[index] = len(text)
        end, new = edits.to.get(index, (index + 1, line.text[index]))
        if index in edits.to:
            rule = NAMES[line.text[index]]
            for n, c in enumerate(new):
                text.append(c)
                at.append(line.at[min(index + n, end - 1)])
                rewrites[at[-1]] = rule
            drops += [Drop(line.at[i], line.at[i] + 1, rule) for i in range(index + len(new), end)]
            for i in range(index + 1, end):
                moved[i] = len(text)
        else:
            text.append(new)
            at.append(line.at[index])
        index = end
    moved[len(line.text)] = len(text)
    bold = tuple((moved[a], moved[b]) for a, b in line.bold)
    return replace(line, text="".join(text), at=at, bold=bold)


def exchange(line: Line, edits: Edits, rewrites: dict[int, str]) -> Line:
    """The common case: one character for one."""
    chars = list(line.text)
    for index, (_, new) in edits.to.items():
        rewrites[line.at[index]] = NAMES[chars[index]]
        chars[index] = new
    return replace(line, text="".join(chars))


def fold(text: str) -> str:
    """A text as a scrape folds it: NFKC, no blanks, one symbol for each run of dashes, of dots, and for every quote mark.

    Restoring changes nothing that this fold sees: fold(restored) == fold(source).
    """
    text = "".join(unicodedata.normalize("NFKC", text).split())
    text = re.sub('[“”„‟〝〞"]', '"', re.sub("[‘’‚‛']", "'", text))
    return re.sub(r"\.{2,}|…+", "…", re.sub(r"[-‐‑‒–—―─]+", "-", text))
