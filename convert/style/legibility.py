"""Whether a resolved style can be read: contrast on paper and screens, and a text area that holds its grid.

What goes in is a ResolvedStyle, what comes out are sentences, one for each fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from convert.style.resolved import ResolvedStyle

CONTRAST = 4.5  # WCAG 2.2, 1.4.3, level AA for text of any size
LEAST = 4  # characters that a line must hold
SLACK = 0.05  # pt; rounding of millimetres


def faults(style: ResolvedStyle) -> Iterator[str]:
    """Everything that makes the style unreadable or breaks its own grid."""
    yield from contrast_faults(style)
    yield from page_faults(style)
    if style.page.text_width > 0 and style.page.text_height > 0:
        yield from grid_faults(style)
        yield from role_faults(style)


def contrast_faults(style: ResolvedStyle) -> Iterator[str]:
    """Text and links against their ground."""
    palette = style.palette
    pairs = [(f"roles.{name}.color", role.color, "paper") for name, role in style.roles.items()]
    pairs += [("palette.link", palette["link"], "paper")]
    pairs += [("palette.dark_ink", palette["dark_ink"], "dark_paper"), ("palette.dark_link", palette["dark_link"], "dark_paper")]
    for key, colour, ground in pairs:
        ratio = contrast(colour, palette[ground])
        if ratio < CONTRAST:
            yield f'{key} = "{colour}": contrast {ratio:.1f}:1 on palette.{ground} ({palette[ground]}); allowed: {CONTRAST}:1 or more'


def page_faults(style: ResolvedStyle) -> Iterator[str]:
    """A type area that is not there, or that page numbers and heads leave."""
    page = style.page
    if page.text_width <= 0 or page.text_height <= 0:
        yield f"page: the margins leave no type area ({page.text_width:.1f} × {page.text_height:.1f} pt); make them smaller"
    for key in ("top", "bottom", "inside", "outside", "number_gap", "head_gap"):
        if getattr(page, key) < 0:
            yield f"page.{key}: less than nothing; allowed: 0pt or more"
    room = style.roles["page-number"].size + page.number_gap
    if page.number != "none" and room > page.bottom:
        yield f"page.number_gap: the page number needs {room:.1f} pt, the bottom margin has {page.bottom:.1f} pt"
    if (page.head_left or page.head_right) and page.head_gap + style.roles["running-head"].size > page.top:
        yield f"page.head_gap: the running head does not fit into the top margin of {page.top:.1f} pt"


def role_faults(style: ResolvedStyle) -> Iterator[str]:
    """A role whose lines run into each other, or whose indents leave no room for a word."""
    for name, role in style.roles.items():
        if role.line < role.size:
            yield f"roles.{name}.line: {role.line:g} pt is less than the size of the characters, {role.size:g} pt"
        used = (role.indent + role.left + LEAST) * role.size
        if used > style.page.text_width:
            yield f"roles.{name}: a line of {style.page.text_width:.0f} pt has no room for its indents and {LEAST} characters of {role.size:g} pt"


def grid_faults(style: ResolvedStyle) -> Iterator[str]:
    """A body whose lines and characters do not fill the grid that [page] promises."""
    page, body = style.page, style.roles["body"]
    lines = int((page.text_height + SLACK) / body.line)
    if lines != page.lines:
        yield f"page.lines = {page.lines}: the type area holds {lines} lines of {body.line:g} pt; change roles.body.line or the margins"
    # The tracking after the last character of a line is not drawn, but Pango counts it when it breaks lines.
    characters = int((page.text_width + 0.001) / (body.size + body.tracking))
    if characters != page.characters:
        yield (
            f"page.characters = {page.characters}: a line holds {characters} characters of {body.size:g} pt with tracking "
            f"{body.tracking:g} pt; change roles.body.size, roles.body.tracking or the margins"
        )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (`#rrggbb`), 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
