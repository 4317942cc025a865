"""style.toml to ResolvedStyle: what goes in is a style's name or path, what comes out is the resolved style, or every error at once.

A message is made of the file, the key's path, the value, what is allowed, and the nearest key where one is unknown.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from math import floor
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

import convert
from convert.errors import SetupError, StyleError
from convert.style import legibility
from convert.style.lengths import ABSOLUTE, is_length, points
from convert.style.resolved import ROLES, Face, PageStyle, ResolvedStyle, Role
from convert.style.tokens import StyleTokens

Table = dict[str, Any]
INHERITED = ("face", "size", "line", "color", "align", "tracking")  # what a role takes from `body` when it does not say


def folder() -> Path:
    """Where the shipped styles are: `_styles` in the package (a wheel), else `styles` beside it (the repository)."""
    package = Path(convert.__file__).parent
    shipped = package / "_styles"
    return shipped if shipped.is_dir() else package.parent / "styles"


def names() -> list[tuple[str, str]]:
    """Name and title of every shipped style, in order of names; a style in error has its name for a title."""
    found = []
    for path in sorted(folder().glob("*/style.toml")):
        try:
            found.append((path.parent.name, resolve(path).title))
        except StyleError:
            found.append((path.parent.name, path.parent.name))
    return found


def locate(name_or_path: str | Path) -> Path:
    """The style.toml of a shipped style's name, of a folder, or of a file.  StyleError when there is none."""
    path = Path(name_or_path)
    if path.is_dir() and (path / "style.toml").is_file():
        return path / "style.toml"
    if path.is_file():
        return path
    shipped = folder() / path.name / "style.toml"
    if str(name_or_path) == path.name and shipped.is_file():
        return shipped
    known = [p.parent.name for p in sorted(folder().glob("*/style.toml"))]
    raise StyleError(
        f"no style {str(name_or_path)!r}; shipped: {', '.join(known)}{nearest(str(name_or_path), known)}; or give the path of a style.toml"
    )


def resolve(name_or_path: str | Path) -> ResolvedStyle:
    """The style with every token worked out.  StyleError with one line for each thing that is wrong."""
    path = locate(name_or_path)
    messages: list[str] = []
    tokens = merged(path, messages)
    if not messages:
        messages += [f"{path}: {m}" for m in missing(tokens)]
    if messages:
        raise StyleError("\n".join(messages))
    tokens |= {name: own_css(path, f"{name.removesuffix('_css')}.css") for name in ("print_css", "screen_css")}
    style = worked_out(tokens, path.parent.name if path.name == "style.toml" else path.stem)
    messages = [f"{path}: {m}" for m in legibility.faults(style)]
    if messages:
        raise StyleError("\n".join(messages))
    return style


def check(path: str | Path) -> list[str]:
    """What is wrong with a style, one message each; nothing when it can be printed with."""
    try:
        resolve(path)
    except StyleError as error:
        return error.message.split("\n")
    return []


def begin(target: Path, base: str) -> Path:
    """Write a style.toml that extends a base and shows in comments what the base says; its path.

    StyleError when the base is unknown, or the name is taken; SetupError when the folder cannot be written.
    """
    origin = locate(base)
    path = target / "style.toml"
    if (folder() / target.name / "style.toml").is_file():
        raise StyleError(f"{target}: the name of a shipped style; choose another, so that --style {target.name} means one of the two")
    if path.exists():
        raise StyleError(f"{path}: there already; choose another name, or edit it")
    shown = [f"# {line}".rstrip() for line in origin.read_text("utf-8").splitlines() if not line.startswith(("#", "title", "extends"))]
    parent = base if (folder() / base / "style.toml") == origin else str(origin.parent.resolve())
    head = [
        f"title = {json.dumps(target.name, ensure_ascii=False)}",
        f"extends = {json.dumps(parent)}",
        "",
        "# What is not said here is as in the base:",
    ]
    try:
        target.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*head, *shown]) + "\n", "utf-8")
    except OSError as error:
        raise SetupError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
    return path


def schema() -> Table:
    """The JSON Schema of style.toml, for editors."""
    return StyleTokens.model_json_schema()


# --- files to tokens ---------------------------------------------------------------------------------------------------------------


def merged(path: Path, messages: list[str], seen: tuple[Path, ...] = ()) -> Table:
    """The tokens of a file over those of the style it extends; what is wrong in either goes to `messages`."""
    if path.resolve() in seen:
        messages.append(f"{path}: extends = {seen[-1].parent.name!r}: styles extend each other in a circle; take one of them out")
        return {}
    own = read(path, messages)
    parent = own.pop("extends", None)
    if not isinstance(parent, str):
        return own
    try:
        base = base_of(path, parent)
    except StyleError as error:
        messages.append(f"{path}: extends = {parent!r}: {error.message}")
        return own
    return overlay(merged(base, messages, (*seen, path.resolve())), own)


def own_css(path: Path, name: str) -> str:
    """What the files of a name beside a style.toml, and beside those it extends, say; the nearest last."""
    beside = path.with_name(name)
    own = beside.read_text("utf-8") if beside.is_file() else ""
    parent = tomllib.loads(path.read_text("utf-8-sig")).get("extends")
    return own_css(base_of(path, parent), name) + own if parent else own


def base_of(path: Path, parent: str) -> Path:
    """The style.toml that another extends: a neighbour's, else a shipped one's."""
    neighbour = path.parent.parent / parent / "style.toml"
    return neighbour if neighbour.is_file() else locate(parent)


def read(path: Path, messages: list[str]) -> Table:
    """One file's tokens, checked against the model; {} when it cannot be read at all.  Some editors begin a file with a byte order mark."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        messages.append(f"{path}: cannot be read ({error}); a style is a UTF-8 text file")
        return {}
    except tomllib.TOMLDecodeError as error:
        messages.append(f"{path}: not TOML: {error}")
        return {}
    try:
        StyleTokens.model_validate(table)
    except ValidationError as error:
        messages += [f"{path}: {sentence(e)}" for e in error.errors(include_url=False)]
    return table


def overlay(under: Table, over: Table) -> Table:
    """Two tables as one: tables are merged, anything else of `over` stands."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        result[key] = overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return result


# --- messages ----------------------------------------------------------------------------------------------------------------------


def sentence(error: ErrorDetails) -> str:
    """One of pydantic's errors as key path, value, what is allowed, nearest key."""
    place = [part for part in error["loc"] if part != "[key]"]
    key, value = ".".join(map(str, place)), json.dumps(error["input"], ensure_ascii=False, default=str)
    if error["type"] == "extra_forbidden":
        known = keys_at(place[:-1])
        return f"{key} = {value}: no such key; allowed: {', '.join(known)}{nearest(str(place[-1]), known)}"
    if place[:1] == ["roles"] and error["type"] == "literal_error" and len(place) == 2:
        return f"{key}: no such role; allowed: {', '.join(ROLES)}{nearest(str(place[-1]), ROLES)}"
    return f"{key} = {value}: {allowed(error)}"


def allowed(error: ErrorDetails) -> str:
    """What may stand there, in plain words."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "literal_error":
        expected = str(error["ctx"]["expected"])
        known = re.findall("'(.+?)'", expected)
        return f"allowed: {expected}{nearest(str(error['input']), known)}"
    limits = {key: value for key, value in error.get("ctx", {}).items() if key in LIMITS}
    if limits:
        return f"allowed: {' and '.join(f'{LIMITS[key]} {value}' for key, value in limits.items())}"
    return f"allowed: {KINDS[error['type']]}" if error["type"] in KINDS else error["msg"].lower()


KINDS = {
    "string_type": "a text in quotes", "int_type": "a whole number", "bool_type": "true or false", "list_type": "a list of texts",
    "too_short": "a list of one text or more", "model_type": "a table", "dict_type": "a table", "string_too_short": "a text that is not empty",
}  # fmt: skip
LIMITS = {"le": "at most", "ge": "at least", "multiple_of": "a multiple of"}


def keys_at(place: list[int | str]) -> list[str]:
    """The keys that the table at a path may have."""
    model: type[BaseModel] = StyleTokens
    for part in place:
        field = model.model_fields.get(str(part))
        if field is not None:
            model = next(iter(models_in(field.annotation)), model)
    return list(model.model_fields)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models named inside a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """`; did you mean X?` for the known word that looks most like this one, or nothing."""
    close = difflib.get_close_matches(word, known, 1, 0.5)
    return f"; did you mean {close[0]}?" if close else ""


# --- tokens to a style -------------------------------------------------------------------------------------------------------------


def missing(tokens: Table) -> Iterator[str]:
    """What a finished style must say and this one does not."""
    for name in ("title", "glossary", "contents_depth", "cover", "colophon"):
        if name not in tokens:
            yield f"{name}: missing; give it, or extend a style that has it"
    for table in ("page", "palette", "words"):
        for name in keys_at([table]):
            if name not in tokens.get(table, {}):
                yield f"{table}.{name}: missing; give it, or extend a style that has it"
    for table in ("words", "words_hant"):
        pattern = tokens.get(table, {}).get("page_number", "{page}")
        if "{page}" not in pattern and tokens.get("page", {}).get("number") != "none":
            yield f"{table}.page_number = {json.dumps(pattern, ensure_ascii=False)}: allowed: a text with {{page}} in it"
    yield from missing_faces(tokens)
    yield from missing_body(tokens.get("roles", {}).get("body", {}))


def missing_faces(tokens: Table) -> Iterator[str]:
    """Faces without a token, and roles that name no face."""
    faces, roles = tokens.get("faces", {}), tokens.get("roles", {})
    for name, face in faces.items():
        for key in ("han", "latin", "print_han", "print_latin", "generic"):
            if key not in face:
                yield f"faces.{name}.{key}: missing; give it, or extend a style that has it"
    for name, role in roles.items():
        if "face" in role and role["face"] not in faces:
            yield f"roles.{name}.face = {role['face']!r}: no such face; allowed: {', '.join(faces)}{nearest(role['face'], list(faces))}"


def missing_body(body: Table) -> Iterator[str]:
    """What every role takes from the body and the body does not say."""
    for key in ("face", "size", "color"):
        if key not in body:
            yield f"roles.body.{key}: missing; every other role takes it from there"
    if "size" in body and not is_length(body["size"], "pt mm"):
        yield f"roles.body.size = {body['size']!r}: the body's size is absolute; allowed: {ABSOLUTE}"


def worked_out(tokens: Table, name: str) -> ResolvedStyle:
    """Complete, valid tokens to a ResolvedStyle."""
    page = page_of(tokens["page"])
    faces = {key: face_of(key, face) for key, face in sorted(tokens["faces"].items())}
    roles = {role: role_of(tokens["roles"], role, page, faces) for role in ROLES}
    style = ResolvedStyle(
        name=name, title=tokens["title"], sha256="", page=page, faces=faces, roles=roles,
        words=tokens["words"], words_hant=tokens.get("words_hant", {}), palette=tokens["palette"],
        glossary=tokens["glossary"], contents_depth=tokens["contents_depth"], cover=tokens["cover"], colophon=tokens["colophon"],
        print_css=tokens["print_css"], screen_css=tokens["screen_css"],
    )  # fmt: skip
    values = {f.name: getattr(style, f.name) for f in fields(style)}
    return ResolvedStyle(**{**values, "sha256": fingerprint(style)})


def fingerprint(style: ResolvedStyle) -> str:
    """SHA-256 of the resolved tokens, so that two files that say the same have the same style."""
    return hashlib.sha256(json.dumps(asdict(style), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def page_of(table: Table) -> PageStyle:
    """[page] in points."""
    lengths = ("width", "height", "top", "bottom", "inside", "outside", "number_gap", "head_gap")
    return PageStyle(**{**table, **{key: points(table[key]) for key in lengths}, "number_indent": points(table["number_indent"], 1)})


def face_of(name: str, table: Table) -> Face:
    """[faces.NAME] as a record."""
    lists = {key: tuple(table[key]) for key in ("han", "latin", "print_han", "print_latin")}
    return Face(name=name, **lists, print_weight=table.get("print_weight", 400), generic=table["generic"])


def role_of(roles: Mapping[str, Table], name: str, page: PageStyle, faces: Mapping[str, Face]) -> Role:
    """[roles.NAME] in points, over what `body` gives to every role."""
    body = roles["body"]
    table = {key: body[key] for key in INHERITED if key in body} | roles.get(name, {})
    base = points(body["size"])
    size = points(table["size"], base)
    grid = floor(page.text_height / page.lines * 100) / 100  # rounded down, or the last line would find no room
    line = grid if table.get("line", "grid") == "grid" else points(table["line"], size)
    rest: Table = {key: table[key] for key in ("bold", "color", "align", "keep_next", "new_page") if key in table}
    rest |= {key: points(table[key], 1) for key in ("indent", "left") if key in table}
    rest |= {key: space(table[key], size, line) for key in ("before", "after") if key in table}
    rest |= {key: points(table[key], size) for key in ("tracking",) if key in table}
    return Role(face=faces[table["face"]], size=size, line=round(line, 4), **rest)


def space(text: str, size: float, line: float) -> float:
    """Space before or after: em of the role's size, % of its line pitch."""
    return points(text, line if text.endswith("%") else size)
