"""A resolved style as CSS: what goes in are tokens, what comes out are rules, one for each role; structure is in the files of render.

`printed` is for paper (lengths in pt, the faces that are embedded), `flowing` for screens (lengths in em, the faces readers have).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from convert.style.resolved import Face, PageStyle, ResolvedStyle, Role

# What a Latin face is used for: letters, digits and signs that Chinese type does not share.  “ ” ‘ ’ … — · × belong to the Han face.
LATIN = "U+20-7E, U+A3, U+A5, U+C0-D6, U+D8-F6, U+F8-24F, U+2010-2013, U+20AC"
LATIN_RANGES = tuple(tuple(int(n, 16) for n in part.removeprefix("U+").split("-")) for part in LATIN.split(", "))
# Roles of words inside a line.  They look like the text around them but for what sets them apart from the body.
INLINE = frozenset({"runin", "enum", "lead", "noteref", "term", "corr", "sic", "glossary-term"})
LARGE = 18.0  # pt, from which on type is large print (WCAG 2.2, note to 1.4.3); smaller styles leave the size to the reader
MEASURE = 36  # em, the least room for text with its margins on a desk: 33 characters a line, also where a small page has fewer
READER = 12.0  # pt, what browsers and reading systems take for 100 %
FONT = ("font-family", "font-size", "font-weight", "color", "letter-spacing")


def rule(selector: str, declarations: Mapping[str, str]) -> str:
    """One CSS rule, or nothing for no declarations."""
    inside = " ".join(f"{key}: {value};" for key, value in declarations.items())
    return f"{selector} {{ {inside} }}\n" if inside else ""


def family(names: Iterable[str], generic: str) -> str:
    """A font-family value."""
    return ", ".join([*(f'"{name}"' for name in names), generic])


def number(value: float) -> str:
    """A number without an exponent or idle zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def points(value: float) -> str:
    """A length in pt."""
    return f"{number(value)}pt"


def every_role(style: ResolvedStyle) -> Iterator[tuple[str, Role]]:
    """The roles and the run-in headings made from them, by class name."""
    yield from style.roles.items()
    for level in range(1, 5):
        yield f"run-in-{level}", style.run_in(level)


def rules(style: ResolvedStyle, declare: Callable[[Role], dict[str, str]]) -> str:
    """A rule for each role; of a role inside a line only what sets it apart from the body."""
    body = declare(style.roles["body"])
    text = ""
    for name, role in every_role(style):
        values = declare(role)
        if name in INLINE or name.startswith("run-in-"):
            values = {key: values[key] for key in FONT if key in values and values[key] != body.get(key)}
        text += rule(f".{name}", values)
    return text


# --- paper -------------------------------------------------------------------------------------------------------------------------


def latin_alias(name: str) -> str:
    """The family under which a Latin face is used for Latin characters only."""
    return f"Latin {name}"


def in_latin(char: str) -> bool:
    """Whether a character is set in the Latin face."""
    return any(span[0] <= ord(char) <= span[-1] for span in LATIN_RANGES)


def latin_faces(style: ResolvedStyle, *, printed: bool) -> str:
    """@font-face rules that keep Latin faces away from marks that Chinese type shares."""
    rules = []
    for name in sorted({n for face in style.faces.values() for n in (face.print_latin if printed else face.latin)}):
        for weight, full in (("normal", name), ("bold", f"{name} Bold")):
            source = f'local("{full}")' if weight == "normal" else f'local("{full}"), local("{name}")'
            values = {"font-family": f'"{latin_alias(name)}"', "src": source, "font-weight": weight, "unicode-range": LATIN}
            rules.append(rule("@font-face", values))
    return "".join(rules)


def printed(style: ResolvedStyle) -> str:
    """The style's rules for paper: pages, heads, page numbers, and every role."""
    root = rule("html", printed_role(style.roles["body"]) | {"text-indent": "0"})
    height = rule(":root", {"--type-height": points(style.page.text_height)})
    # Mirrored margins make a book: what follows its front matter begins on a right-hand page.
    front = rule(".cover, .contents", {"break-after": "page" if style.page.inside == style.page.outside else "right"})
    # The title of an annex that is a glossary stands as far below its label as any annex's.
    labelled = rule(".annex-label + .glossary-title", {"margin-top": points(style.roles["annex-title"].before)})
    # A line is left free under the title block, whatever stands last in it and whatever follows.
    block_end = rule(".front > :last-child", {"margin-bottom": points(style.roles["body"].line)})
    return palette(style) + height + pages(style) + root + rules(style, printed_role) + front + labelled + block_end


def printed_family(face: Face) -> str:
    """Latin characters in the Latin face, all others in the first Han face that has them."""
    return family([*map(latin_alias, face.print_latin), *face.print_han], face.generic)


def printed_role(role: Role) -> dict[str, str]:
    """A role's declarations for paper."""
    values = {
        "font-family": printed_family(role.face),
        "font-size": points(role.size),
        "line-height": points(role.line),
        "font-weight": weight(role),
        "color": role.color,
        "letter-spacing": points(role.tracking) if role.tracking else "normal",
    }
    return values | block(role)


def weight(role: Role) -> str:
    """Bold where the role is, or where a bold face stands in for one that is not free."""
    return str(max(role.face.print_weight, 700 if role.bold else 0))


def block(role: Role) -> dict[str, str]:
    """A role's declarations as a block: alignment, indents, spaces, breaks; an em of an indent is a character with its tracking."""
    em = role.size + role.tracking
    values = {
        "text-align": role.align,
        "text-indent": points(role.indent * em),
        "margin": f"{points(role.before)} 0 {points(role.after)} {points(role.left * em)}",
    }
    if role.keep_next:
        values["break-after"] = "avoid"
    if role.new_page:
        values["break-before"] = "page"
    return values


def pages(style: ResolvedStyle) -> str:
    """@page rules: the sheet, mirrored margins, running heads and page numbers."""
    page = style.page
    sheet = {
        "size": f"{points(page.width)} {points(page.height)}",
        "margin": f"{points(page.top)} {points(page.outside)} {points(page.bottom)}",
    }
    text = rule("@page", sheet)
    for side, left, right in (("right", page.inside, page.outside), ("left", page.outside, page.inside)):
        boxes = head_box(style, side) + number_box(style, side)
        text += f"@page :{side} {{ margin-left: {points(left)}; margin-right: {points(right)};\n{boxes}}}\n"
        text += f"@page bare:{side} {{ @top-center {{ content: none; }} @bottom-{corner(page, side)} {{ content: none; }} }}\n"
    return text + turned_pages(page, style.roles["page-number"], style.words["page_number"])


def turned_pages(page: PageStyle, role: Role, pattern: str) -> str:
    """@page rules of the sheets that are turned for a wide table, as GB/T 9704-2012 (7.4) has them: the table's head is at the binding on
    right-hand pages and at the cut on left-hand ones, and the page number stays where it is on all other sheets."""
    text = ""
    for side, head, foot in (("right", page.inside, page.outside), ("left", page.outside, page.inside)):
        margin = " ".join(map(points, (head, page.top, foot, page.bottom)))
        text += f"@page turned:{side} {{ size: {points(page.height)} {points(page.width)}; margin: {margin};\n"
        text += f"@top-center {{ content: none; }} @bottom-{corner(page, side)} {{ content: none; }}\n"
        text += turned_number(page, role, pattern, corner(page, side)) + "}\n"
    return text


def turned_number(page: PageStyle, role: Role, pattern: str, where: str) -> str:
    """The margin box of the page number on a turned sheet: what is its foot elsewhere is its left edge."""
    if page.number == "none":
        return ""
    indent = page.number_indent * role.size
    edge, origin, across, down = {
        "right": ("bottom", "100% 100%", -page.number_gap - role.line, -indent),
        "left": ("top", "0 0", page.bottom - page.number_gap, indent),
        "center": ("middle", "50% 50%", (page.bottom - role.line) / 2 - page.number_gap, 0.0),
    }[where]
    values = number_text(role, pattern) | {
        "width": points(page.bottom),
        "vertical-align": edge,
        "text-align": where,
        "transform-origin": origin,
        "transform": f"translate({points(across)}, {points(down)}) rotate(90deg)",
    }
    return rule(f"@left-{edge}", values)


def number_text(role: Role, pattern: str) -> dict[str, str]:
    """The page number with the words round it, as its role has it."""
    before, _, after = pattern.partition("{page}")
    return printed_role(role) | {"content": f"{quoted(before)} counter(page) {quoted(after)}", "text-indent": "0", "margin": "0"}


def corner(page: PageStyle, side: str) -> str:
    """Where the page number of a right or left page stands."""
    return side if page.number == "outside" else "center"


def number_box(style: ResolvedStyle, side: str) -> str:
    """The page number's margin box."""
    page, role = style.page, style.roles["page-number"]
    if page.number == "none":
        return ""
    where = corner(page, side)
    values = number_text(role, style.words["page_number"]) | {
        "vertical-align": "top",
        "text-align": where,
        "padding-top": points(page.number_gap),
    }
    if where != "center":
        values[f"padding-{where}"] = f"{number(page.number_indent)}em"
    return rule(f"@bottom-{where}", values)


def head_box(style: ResolvedStyle, side: str) -> str:
    """The running head's margin box."""
    page, role = style.page, style.roles["running-head"]
    shown = page.head_right if side == "right" else page.head_left
    if not shown:
        return ""
    values = printed_role(role) | {
        "content": f"string({shown})",
        "vertical-align": "bottom",
        "text-indent": "0",
        "margin": "0",
        "padding-bottom": points(page.head_gap),
    }
    return rule("@top-center", values)


def quoted(text: str) -> str:
    """A CSS string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f'"{escaped}"'


def palette(style: ResolvedStyle) -> str:
    """The style's colours and generated marks as custom properties, which the files of render use."""
    values = {f"--{key.replace('_', '-')}": value for key, value in style.palette.items()}
    values |= {"--ink": style.roles["body"].color, "--colon": quoted(style.words["colon"])}
    return rule(":root", values)


# --- screens -----------------------------------------------------------------------------------------------------------------------


def flowing(style: ResolvedStyle) -> str:
    """The style's rules for screens, in rem, so that a reader's own size stands; colours other than the ink apply in light mode only."""
    ink = style.roles["body"].color
    body = style.roles["body"].size
    measure = rule(":root", {"--measure": f"{max(style.page.characters + 6, MEASURE)}em"})
    if body >= LARGE:
        measure += rule(":root", {"font-size": f"{number(body / READER * 100)}%"})
    roles = rules(style, lambda role: flowing_role(role, body))
    colours = "".join(rule(f".{name}", {"color": role.color}) for name, role in every_role(style) if role.color != ink)
    light = f"@media (prefers-color-scheme: light) {{\n{colours}}}\n" if colours else ""
    return palette(style) + measure + roles + light


def flowing_family(face: Face) -> str:
    """The customary faces, and the free ones for readers who have those."""
    return family([*map(latin_alias, face.latin), *dict.fromkeys([*face.han, *face.print_han])], face.generic)


def flowing_role(role: Role, body: float) -> dict[str, str]:
    """A role's declarations for screens; `body` is the body's size in pt, which is 1 rem there."""
    return {
        "font-family": flowing_family(role.face),
        "font-size": f"{number(role.size / body)}rem",
        "line-height": number(role.line / role.size),
        "font-weight": weight(role),
        "letter-spacing": f"{number(role.tracking / role.size)}em" if role.tracking else "normal",
        "text-align": role.align,
        "text-indent": f"{number(role.indent)}em",
        "margin": f"{number(role.before / role.size)}em 0 {number(role.after / role.size)}em {number(role.left)}em",
    }
