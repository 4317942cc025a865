"""What printers take: a style with every token worked out, all lengths in points (indents in em), frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

ROLES = (
    "title", "occasion", "speaker", "salutation",
    "heading-1", "heading-2", "heading-3", "heading-4", "runin",
    "body", "closing", "signature", "date", "enum", "lead", "noteref", "term", "corr", "sic",
    "glossary-title", "glossary-term", "definition", "annex-label", "annex-title",
    "note", "corrections", "table-cell", "table-head",
    "contents-title", "contents-1", "contents-2", "contents-3",
    "running-head", "page-number", "cover-title", "colophon",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A pair of Han and Latin faces.

    `han` and `latin` are the names that Word users have, the customary one first; `print_han` and `print_latin` the free faces that
    the PDF embeds, the fallback last.  `print_weight` is the weight at which the printed Han face is taken where the role is not bold
    (700 where a bold Song stands in for 小标宋).
    """

    name: str
    han: tuple[str, ...]
    latin: tuple[str, ...]
    print_han: tuple[str, ...]
    print_latin: tuple[str, ...]
    print_weight: int
    generic: Literal["serif", "sans-serif"]


@dataclass(frozen=True, slots=True)
class Role:
    """How one role of text looks: `size`, `line` (pitch), `before`, `after`, `tracking` in pt, `indent` (first line) and `left` in em."""

    face: Face
    size: float
    line: float
    bold: bool = False
    color: str = ""
    align: Literal["left", "center", "right", "justify"] = "justify"
    indent: float = 0.0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    tracking: float = 0.0
    keep_next: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The sheet and its type area, in pt; `lines` × `characters` is the grid of the body.

    Margins are mirrored: `inside` is the left margin of odd pages and the right margin of even ones.  Page numbers hang `number_gap`
    below the type area, in by `number_indent` em where they stand outside; running heads stand `head_gap` above it.
    """

    width: float
    height: float
    top: float
    bottom: float
    inside: float
    outside: float
    lines: int
    characters: int
    number: Literal["outside", "center", "none"]
    number_gap: float
    number_indent: float
    head_left: Literal["", "title", "section"]
    head_right: Literal["", "title", "section"]
    head_gap: float

    @property
    def text_width(self) -> float:
        """Width of the type area in pt."""
        return round(self.width - self.inside - self.outside, 4)

    @property
    def text_height(self) -> float:
        """Height of the type area in pt."""
        return round(self.height - self.top - self.bottom, 4)


def traditional(lang: str) -> bool:
    """Whether a language is Chinese in traditional characters; where the script is not said, the region says it."""
    parts = lang.split("-")
    return parts[0] == "zh" and ("Hant" in parts or ("Hans" not in parts and not {"TW", "HK", "MO"}.isdisjoint(parts)))


@dataclass(frozen=True, slots=True)
class ResolvedStyle:
    """One style, worked out.

    `print_css` and `screen_css` are what the style's own files add where tokens cannot say it.
    `words` are the words that printers generate, `words_hant` those that a document in traditional Chinese has instead of some;
    `palette` the colours of screens (paper, link, rule, and the same for dark mode).
    `sha256` identifies the resolved tokens.
    """

    name: str
    title: str
    sha256: str
    page: PageStyle
    faces: Mapping[str, Face]
    roles: Mapping[str, Role]
    words: Mapping[str, str]
    words_hant: Mapping[str, str]
    palette: Mapping[str, str]
    glossary: Literal["end", "footnotes", "both"]
    contents_depth: int
    cover: bool
    colophon: bool
    print_css: str = ""
    screen_css: str = ""

    def worded(self, lang: str) -> ResolvedStyle:
        """The style with the words for documents in a language (BCP 47)."""
        return replace(self, words={**self.words, **self.words_hant}) if traditional(lang) else self

    def run_in(self, level: int) -> Role:
        """A numbered heading of a level (1 to 4) that runs in: the face of its level, set as the body that follows on its line."""
        heading = self.roles[f"heading-{level}"]
        return replace(self.roles["body"], face=heading.face, bold=heading.bold, color=heading.color)
