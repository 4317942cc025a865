"""The typed model of one style.toml; every key may be left out, since a file may extend another.

The model is also the source of the JSON Schema that editors use.  What the finished style must hold is checked when it is resolved.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from convert.style.lengths import ABSOLUTE, NAMED, RELATIVE, is_length
from convert.style.resolved import ROLES


def _absolute(text: str) -> str:
    if not is_length(text, "pt mm"):
        raise ValueError(f"not a length; allowed: {ABSOLUTE}")
    return text


def _relative(text: str) -> str:
    if not is_length(text):
        raise ValueError(f"not a length; allowed: {RELATIVE}")
    return text


def _size(text: str) -> str:
    if not is_length(_relative(text)) or text.startswith("-") or re.match(r"0+(\.0+)?\D", text):
        raise ValueError(f"a size is more than nothing; allowed: {RELATIVE}")
    return text


def _line(text: str) -> str:
    return text if text == "grid" else _size(text)


def _em(text: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+)? ?em", text):
        raise ValueError("not an indent; allowed: em, such as 2em")
    return text


def _color(text: str) -> str:
    if not re.fullmatch("#[0-9a-f]{6}", text):
        raise ValueError("not a colour; allowed: # and six hexadecimal digits in lower case, such as #1a1a1a")
    return text


def _name(text: str) -> str:
    if not text.strip() or re.search(r'["\\\x00-\x1f<>;{}]', text):
        raise ValueError('not the name of a face; allowed: any text without " \\ < > ; { }')
    return text


def _schema(pattern: str, description: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "description": description})


_NAMES = "|".join(NAMED)
_NUMBER = r"-?\d+(\.\d+)? ?"
Absolute = Annotated[str, AfterValidator(_absolute), _schema(f"^({_NUMBER}(pt|mm)|{_NAMES})$", ABSOLUTE)]
Relative = Annotated[str, AfterValidator(_relative), _schema(f"^({_NUMBER}(pt|mm|em|%)|{_NAMES})$", RELATIVE)]
Size = Annotated[str, AfterValidator(_size), _schema(rf"^(\d+(\.\d+)? ?(pt|mm|em|%)|{_NAMES})$", RELATIVE)]
Line = Annotated[str, AfterValidator(_line), _schema(rf"^(grid|\d+(\.\d+)? ?(pt|mm|em|%)|{_NAMES})$", f"grid, {RELATIVE}")]
Em = Annotated[str, AfterValidator(_em), _schema(r"^\d+(\.\d+)? ?em$", "em")]
Color = Annotated[str, AfterValidator(_color), _schema("^#[0-9a-f]{6}$", "#rrggbb")]
FaceName = Annotated[str, AfterValidator(_name), WithJsonSchema({"type": "string"})]
FaceNames = Annotated[list[FaceName], Field(min_length=1)]
RoleName = Literal[ROLES]  # type: ignore[valid-type]


class Tokens(BaseModel):
    """Base of the tables of a style: no unknown keys, no silent conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PageTokens(Tokens):
    """[page]: the sheet, its margins, the grid, page numbers and running heads."""

    width: Absolute | None = None
    height: Absolute | None = None
    top: Absolute | None = None
    bottom: Absolute | None = None
    inside: Absolute | None = None
    outside: Absolute | None = None
    lines: Annotated[int, Field(ge=1, le=200)] | None = None
    characters: Annotated[int, Field(ge=1, le=200)] | None = None
    number: Literal["outside", "center", "none"] | None = None
    number_gap: Absolute | None = None
    number_indent: Em | None = None
    head_left: Literal["", "title", "section"] | None = None
    head_right: Literal["", "title", "section"] | None = None
    head_gap: Absolute | None = None


class FaceTokens(Tokens):
    """[faces.NAME]: the names Word users have, and the free faces that the PDF embeds."""

    han: FaceNames | None = None
    latin: FaceNames | None = None
    print_han: FaceNames | None = None
    print_latin: FaceNames | None = None
    print_weight: Annotated[int, Field(ge=100, le=900, multiple_of=100)] | None = None
    generic: Literal["serif", "sans-serif"] | None = None


class RoleTokens(Tokens):
    """[roles.NAME]: what is left out is as in `body` (face, size, line, color, align, tracking), else nothing."""

    face: str | None = None
    size: Size | None = None
    line: Line | None = None
    bold: bool | None = None
    color: Color | None = None
    align: Literal["left", "center", "right", "justify"] | None = None
    indent: Em | None = None
    left: Em | None = None
    before: Relative | None = None
    after: Relative | None = None
    tracking: Relative | None = None
    keep_next: bool | None = None
    new_page: bool | None = None


class WordTokens(Tokens):
    """[words]: what printers write that is not the document's text; [words_hant]: what they write instead in traditional Chinese."""

    contents: str | None = None
    corrections: str | None = None
    colophon: str | None = None
    statement: str | None = None
    source: str | None = None
    handle: str | None = None
    posted: str | None = None
    file: str | None = None
    edition: str | None = None
    style: str | None = None
    version: str | None = None
    citation: str | None = None
    corrections_count: str | None = None
    cover_note: str | None = None
    back: str | None = None
    skip: str | None = None
    close: str | None = None
    table: str | None = None
    to_term: str | None = None
    picture: str | None = None
    accessibility: str | None = None
    count: str | None = None
    colon: str | None = None
    page_number: str | None = None


class PaletteTokens(Tokens):
    """[palette]: colours of screens, and of links and rules on paper."""

    paper: Color | None = None
    link: Color | None = None
    rule: Color | None = None
    dark_ink: Color | None = None
    dark_paper: Color | None = None
    dark_link: Color | None = None
    dark_rule: Color | None = None


class StyleTokens(Tokens):
    """One style.toml."""

    extends: str | None = None
    title: Annotated[str, Field(min_length=1)] | None = None
    glossary: Literal["end", "footnotes", "both"] | None = None
    contents_depth: Annotated[int, Field(ge=0, le=4)] | None = None
    cover: bool | None = None
    colophon: bool | None = None
    page: PageTokens | None = None
    palette: PaletteTokens | None = None
    words: WordTokens | None = None
    words_hant: WordTokens | None = None
    faces: dict[str, FaceTokens] | None = None
    roles: dict[RoleName, RoleTokens] | None = None
