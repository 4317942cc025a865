"""Styles: tokens in, ResolvedStyle out, every error at once; the tokens come back out of the CSS."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import tinycss2

from convert.errors import StyleError
from convert.style import ROLES, ResolvedStyle, Role, check, css, diff, names, resolve, schema, shortfalls
from convert.style.lengths import is_length, points
from convert.style.load import folder

SHIPPED = [name for name, _ in names()]


def written(tmp_path: Path, text: str, name: str = "mine") -> Path:
    path = tmp_path / name / "style.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# --- lengths -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三号", 16),
        ("小四", 12),
        ("初号", 42),
        ("10.5pt", 10.5),
        ("25.4mm", 72),
        ("2em", 32),
        ("150%", 24),
        ("-0.21pt", -0.21),
        ("2 em", 32),
    ],
)
def test_a_length_is_points(text: str, expected: float) -> None:
    assert points(text, 16) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "16", "16px", "三号字", "1e3pt", "pt", "--1pt", "1.pt", "nan"])
def test_what_is_no_length_is_refused(text: str) -> None:
    assert not is_length(text)
    with pytest.raises(ValueError):  # noqa: PT011  (the text itself is the message)
        points(text)


# --- shipped styles ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_style_resolves_without_a_fault(name: str) -> None:
    assert check(name) == []
    style = resolve(name)
    assert set(style.roles) == set(ROLES)
    assert style.title != name
    assert resolve(folder() / name).sha256 == style.sha256
    assert all(isinstance(line, str) for line in shortfalls(style))
    assert any(line.startswith("print.css: only the PDF") for line in shortfalls(style)) is bool(style.print_css)


def test_the_styles_that_the_product_promises_are_there() -> None:
    assert set(SHIPPED) >= {"gb9704", "book", "large-print", "screen"}


def test_gb9704_is_the_official_page() -> None:
    style = resolve("gb9704")
    page, body = style.page, style.roles["body"]
    assert (page.lines, page.characters) == (22, 28)
    assert page.text_width == pytest.approx(points("156mm"), abs=0.01)
    assert page.text_height == pytest.approx(points("225mm"), abs=0.01)
    assert (body.size, body.face.han[0], body.indent) == (16, "仿宋_GB2312", 2)
    assert body.line == pytest.approx(points("225mm") / 22, abs=0.01)
    assert [style.roles[f"heading-{n}"].face.han[0] for n in (1, 2, 3)] == ["黑体", "楷体_GB2312", "仿宋_GB2312"]


def test_large_print_has_nothing_small() -> None:
    style = resolve("large-print")
    assert min(role.size for role in style.roles.values()) >= 18
    assert min(style.run_in(n).size for n in range(1, 5)) >= 18


def test_a_heading_that_runs_in_has_the_face_of_its_level_and_the_size_of_the_body() -> None:
    style = resolve("book")
    run_in, heading, body = style.run_in(2), style.roles["heading-2"], style.roles["body"]
    assert (run_in.face, run_in.size, run_in.line) == (heading.face, body.size, body.line)


def test_the_schema_that_editors_read_is_the_model() -> None:
    shipped = json.loads((folder() / "style.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(schema()))


# --- errors ------------------------------------------------------------------------------------------------------------------------


def test_every_error_of_a_file_is_told_in_one_run(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
extends = "gb9704"
contents_dept = 2
[page]
width = "210"
lines = "22"
[roles.bodi]
size = "三号"
[roles.title]
size = "二好"
align = "middle"
face = "xiaobiaosng"
[palette]
link = "red"
""",
    )
    messages = check(path)
    assert all(message.startswith(f"{path}: ") for message in messages)
    said = "\n".join(messages)
    assert len(messages) == 7
    for part in (
        "contents_dept = 2: no such key",
        "did you mean contents_depth?",
        'page.width = "210": not a length; allowed: pt, mm, or a size name',
        'page.lines = "22": allowed: a whole number',
        "roles.bodi: no such role",
        "did you mean body?",
        'roles.title.size = "二好"',
        "roles.title.align = \"middle\": allowed: 'left', 'center', 'right' or 'justify'",
        'palette.link = "red": not a colour; allowed: # and six hexadecimal digits',
    ):
        assert part in said


def test_a_face_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    (message,) = check(written(tmp_path, 'extends = "gb9704"\n[roles.title]\nface = "xiaobiaosng"\n'))
    assert "roles.title.face = 'xiaobiaosng': no such face; allowed: " in message
    assert message.endswith("did you mean xiaobiaosong?")


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ('[roles.body]\ncolor = "#bbbbbb"', "contrast 1.9:1 on palette.paper"),
        ('[palette]\ndark_ink = "#333333"', "palette.dark_ink"),
        ('[page]\nlines = 25\n[roles.body]\nline = "29pt"', "page.lines = 25: the type area holds 21 lines of 29 pt"),
        ("[page]\ncharacters = 30", "a line holds 28 characters of 16 pt"),
        ('[page]\nbottom = "5mm"\nlines = 25', "page.number_gap: the page number needs"),
        ('[page]\ninside = "150mm"\noutside = "70mm"', "the margins leave no type area"),
        ('[roles.body]\nsize = "2em"', "the body's size is absolute"),
        ('[roles.body]\nline = "10pt"', "the type area holds 63 lines of 10 pt"),
        ('[roles.title]\nline = "10pt"', "roles.title.line: 10 pt is less than the size of the characters, 22 pt"),
        ('[roles.title]\nsize = "500pt"\nline = "500pt"', "roles.title: a line of 442 pt has no room for its indents and 4 characters"),
        ('[roles.closing]\nindent = "30em"', "roles.closing: a line of 442 pt has no room"),
        ('[words]\npage_number = "第页"', 'words.page_number = "第页": allowed: a text with {page} in it'),
        ("contents_depth = 9", "contents_depth = 9: allowed: at most 4"),
        ('glossary = "footnote"', "'footnotes' or 'both'; did you mean footnotes?"),
        ("[faces.kaiti]\nprint_han = []", "faces.kaiti.print_han = []: allowed: a list of one text or more"),
        ("[faces]\nkaiti = 3", "faces.kaiti = 3: allowed: a table"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, tokens: str, said: str) -> None:
    assert said in "\n".join(check(written(tmp_path, f'extends = "gb9704"\n{tokens}\n')))


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="needs fontconfig's tools")
def test_a_face_that_is_not_installed_is_told(tmp_path: Path) -> None:
    style = resolve(written(tmp_path, 'extends = "gb9704"\n[faces.kaiti]\nprint_han = ["No Such Kai", "Noto Serif CJK SC"]\n'))
    (line,) = (line for line in shortfalls(style) if "not installed" in line)
    assert line.startswith("faces.kaiti: No Such Kai is not installed here")


def test_a_style_that_is_not_whole_says_what_is_missing(tmp_path: Path) -> None:
    messages = check(written(tmp_path, 'title = "x"\n'))
    assert any("page.width: missing" in message for message in messages)
    assert any("roles.body.size: missing" in message for message in messages)


def test_styles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    written(tmp_path, 'extends = "b"\n', "a")
    written(tmp_path, 'extends = "a"\n', "b")
    assert any("in a circle" in message for message in check(tmp_path / "a"))


def test_a_style_may_extend_a_neighbour(tmp_path: Path) -> None:
    written(tmp_path, 'extends = "gb9704"\ntitle = "甲"\n[roles.body]\ncolor = "#111111"\n', "a")
    written(tmp_path, 'extends = "a"\ntitle = "乙"\n', "b")
    style = resolve(tmp_path / "b")
    assert (style.title, style.roles["closing"].color) == ("乙", "#111111")


def test_a_style_may_bring_css_of_its_own(tmp_path: Path) -> None:
    written(tmp_path, 'extends = "gb9704"\ntitle = "甲"\n', "a").with_name("print.css").write_text("h1 { color: red; }\n", encoding="utf-8")
    path = written(tmp_path, 'extends = "a"\n', "b")
    path.with_name("print.css").write_text("h2 { color: blue; }\n", encoding="utf-8")
    path.with_name("screen.css").write_text("h3 { color: green; }\n", encoding="utf-8")
    style = resolve(path)
    assert (style.print_css, style.screen_css) == ("h1 { color: red; }\nh2 { color: blue; }\n", "h3 { color: green; }\n")
    assert style.sha256 != resolve(tmp_path / "a").sha256


@pytest.mark.parametrize("text", ["= =", "title = 'a\nb'", "\ufeff\x00"])
def test_what_is_not_toml_is_refused(tmp_path: Path, text: str) -> None:
    assert "not TOML" in check(written(tmp_path, text))[0]


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(StyleError, match="did you mean gb9704"):
        resolve("gb9705")


def test_styles_differ_where_their_tokens_do(tmp_path: Path) -> None:
    path = written(tmp_path, 'extends = "gb9704"\n[roles.title]\nsize = "一号"\n')
    assert diff("gb9704", str(path)) == [("roles.title.size", "22.0", "26.0")]
    assert resolve(path).sha256 != resolve("gb9704").sha256


# --- parity: the tokens, read back out of the CSS ----------------------------------------------------------------------------------


def declared(text: str) -> dict[str, dict[str, str]]:
    """Each class's declarations outside any @-rule."""
    found: dict[str, dict[str, str]] = {}
    for rule in tinycss2.parse_stylesheet(text, skip_whitespace=True, skip_comments=True):
        if rule.type == "qualified-rule":
            where = tinycss2.serialize(rule.prelude).strip()
            inside = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True)
            found.setdefault(where, {}).update({d.lower_name: tinycss2.serialize(d.value).strip() for d in inside})
    return found


def roles_of(style: ResolvedStyle) -> list[tuple[str, Role]]:
    return [*style.roles.items(), *((f"run-in-{n}", style.run_in(n)) for n in range(1, 5))]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_token_of_every_role_is_in_the_css_for_paper(name: str) -> None:
    style = resolve(name)
    rules = declared(css.printed(style))
    body = rules[".body"]
    for role_name, role in roles_of(style):
        inline = role_name in css.INLINE or role_name.startswith("run-in-")
        values = body | rules.get(f".{role_name}", {}) if inline else rules[f".{role_name}"]
        assert points(values["font-size"]) == pytest.approx(role.size, abs=0.001), role_name
        assert [*(f'"Latin {n}"' for n in role.face.print_latin), *(f'"{n}"' for n in role.face.print_han), role.face.generic] == values[
            "font-family"
        ].split(", ")
        assert values["color"] == role.color
        assert int(values["font-weight"]) == max(role.face.print_weight, 700 if role.bold else 0)
        assert (0 if values["letter-spacing"] == "normal" else points(values["letter-spacing"])) == pytest.approx(role.tracking, abs=0.001)
        if not inline:
            before, right, after, left = values["margin"].split()
            assert (points(before), right, points(after)) == (
                pytest.approx(role.before, abs=0.001),
                "0",
                pytest.approx(role.after, abs=0.001),
            )
            em = role.size + role.tracking
            assert points(left) / em == pytest.approx(role.left, abs=0.001)
            assert points(values["text-indent"]) / em == pytest.approx(role.indent, abs=0.001)
            assert points(values["line-height"]) == pytest.approx(role.line, abs=0.001)
            assert values["text-align"] == role.align
            assert (values.get("break-after") == "avoid", values.get("break-before") == "page") == (role.keep_next, role.new_page)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_token_that_screens_can_show_is_in_the_css_for_screens(name: str) -> None:
    style = resolve(name)
    rules = declared(css.flowing(style))
    base = style.roles["body"].size
    for role_name, role in roles_of(style):
        inline = role_name in css.INLINE or role_name.startswith("run-in-")
        values = rules[".body"] | rules.get(f".{role_name}", {}) if inline else rules[f".{role_name}"]
        assert float(values["font-size"].removesuffix("rem")) * base == pytest.approx(role.size, abs=0.01), role_name
        assert f'"{role.face.han[0]}"' in values["font-family"]
        assert values["font-family"].endswith(role.face.generic)
        if not inline:
            assert float(values["line-height"]) * role.size == pytest.approx(role.line, abs=0.01)
            assert (values["text-align"], points(values["text-indent"], 1)) == (role.align, role.indent)
    assert rules[":root"]["--ink"] == style.roles["body"].color


def test_a_colour_of_its_own_is_for_light_mode_only() -> None:
    style = resolve("screen")
    assert style.roles["title"].color not in "".join(values.get("color", "") for values in declared(css.flowing(style)).values())
    assert f".title {{ color: {style.roles['title'].color}; }}" in css.flowing(style)
