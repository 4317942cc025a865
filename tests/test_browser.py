"""The screen edition in a real browser, at the widths of a phone, a tablet and a desk: WCAG 2.2 AA by axe-core, nothing cut off."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, lack

from convert import document
from convert.render import WRITERS
from convert.style import names, resolve

HERE = Path(__file__).parent
NODE_MODULES = ROOT / ".make/npm/node_modules"
AXE = NODE_MODULES / "@daisy/axe-core-for-ace/axe.min.js"
PHONE, TABLET, DESK = 390, 820, 1400
Browse = Callable[[Path, int], dict[str, Any]]


@pytest.fixture(scope="module")
def browse(tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Browse:
    """A function that opens a page at a width and gives axe's findings and the page's measures."""
    node, chromium = tool("node"), tool("chromium")
    if not AXE.is_file():
        lack("needs axe-core: run `make tools`")
    folder = tmp_path_factory.mktemp("pictures")
    environment = os.environ | {"NODE_PATH": str(NODE_MODULES), "PUPPETEER_EXECUTABLE_PATH": str(chromium), "HOME": str(folder)}

    def look(page: Path, width: int) -> dict[str, Any]:
        picture = folder / f"{page.stem}-{width}.png"
        command = [str(node), str(HERE / "browse.js"), str(AXE), str(page), str(width), str(picture)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
        assert picture.stat().st_size > 1000
        return found

    return look


def page(folder: Path, style: str) -> Path:
    path = folder / f"{style}.xhtml"
    path.write_bytes(WRITERS["xhtml"](document.parse((HERE / "every-element.xml").read_bytes()), resolve(style)))
    return path


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
@pytest.mark.parametrize("style", [name for name, _ in names()])
def test_a_page_is_accessible_and_fits(browse: Browse, tmp_path: Path, style: str, width: int) -> None:
    found = browse(page(tmp_path, style), width)
    assert found["violations"] == []
    assert found["scroll"] <= width
    assert found["beside"] == (width == DESK)


def test_axe_finds_what_is_wrong(browse: Browse, tmp_path: Path) -> None:
    path = page(tmp_path, "gb9704")
    path.write_text(path.read_text("utf-8").replace("--link: #000000", "--link: #eeeeee"), encoding="utf-8")
    assert any(line.startswith("color-contrast") for line in browse(path, DESK)["violations"])
