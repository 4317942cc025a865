"""Each file under tests/rules holds cases of one rule as text: a title, `.`, lines of a report, `.`, what the outline must be, `.`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from outlines import outline, structured

RULES = Path(__file__).parent / "rules"


def cases() -> Iterator[tuple[str, list[str], list[str]]]:
    """Name, lines and wanted outline of every case."""
    for path in sorted(RULES.glob("*.txt")):
        rows = path.read_text(encoding="utf-8").split("\n")
        while rows:
            title = rows.pop(0)
            if not title.strip() or title.startswith("#"):
                continue
            assert rows.pop(0) == ".", f"{path.name}: a line with a dot after the title {title!r}"
            given, wanted = until_dot(rows), until_dot(rows)
            yield f"{path.stem}: {title}", given, wanted


def until_dot(rows: list[str]) -> list[str]:
    """The rows up to the next line that is a dot, taken off."""
    end = rows.index(".")
    taken, rows[:] = rows[:end], rows[end + 1 :]
    return taken


CASES = list(cases())


@pytest.mark.parametrize(("given", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rule(given: list[str], wanted: list[str]) -> None:
    """The wanted lines stand in the outline in this order; a line `...` skips, a line that begins with `!` must not be there at all."""
    found = outline(structured(given))
    absent = [line[1:] for line in wanted if line.startswith("!")]
    assert not [line for line in found if line in absent]
    position = 0
    skipping = False
    for line in wanted:
        if line == "...":
            skipping = True
            continue
        if line.startswith("!"):
            continue
        rest = found[position:]
        assert line in rest if skipping else rest[:1] == [line], "\n".join(["wanted " + line, "found:", *found])
        position += rest.index(line) + 1
        skipping = False
    assert skipping or position == len(found), "\n".join(["more than wanted:", *found[position:]])
