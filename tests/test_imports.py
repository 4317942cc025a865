"""Imports point one way, and asking for help loads nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "convert"

# What a module may import: those of its own layer and of the layers after it.
LAYERS = (
    ("cli", "__main__"),
    ("build", "preview", "release", "check", "explain", "doctor", "suggest"),
    ("pipeline",),
    ("render", "style", "audit", "corrections", "structure", "clean", "read"),
    ("document", "ledger", "source", "soup", "decode"),
    ("errors", "uncollected"),
)
# Stages know nothing of one another, but for what passes between them.
STAGES = {
    "audit": set(),
    "corrections": set(),
    "structure": {"clean"},
    "clean": {"read"},
    "read": set(),
    "style": set(),
    "render": {"style"},
}


def part(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.update([node.module] if node.module != "convert" else [f"convert.{alias.name}" for alias in node.names])
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {part(name) for name in found if name.startswith("convert.") and not part(name).startswith("_")}


def layer(name: str) -> int:
    return next(n for n, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = part("convert." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    if own == "__init__":
        assert not imported(path), "the package itself imports nothing"
        return
    for other in imported(path) - {own}:
        assert layer(other) >= layer(own), f"{own} imports {other}"
        if own in STAGES and other in STAGES:
            assert other in STAGES[own], f"the stage {own} imports the stage {other}"


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from convert.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.rpartition("\n")[0].split("\n")[-1].split())
    assert "click" in loaded
    assert not loaded & {"weasyprint", "docx", "bs4", "lxml", "pydantic", "pebble", "pikepdf", "fontTools"}
