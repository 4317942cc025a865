"""The screen edition in a real browser, at the widths of a phone, a tablet and a desk: WCAG 2.2 AA by axe-core, nothing cut off."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import demanding
import pytest
from agreement import H, html_parts, solid
from conftest import ROOT, lack
from lxml import etree

from convert import document
from convert.render import WRITERS
from convert.style import names, resolve

HERE = Path(__file__).parent
NODE_MODULES = ROOT / ".make/npm/node_modules"
AXE = NODE_MODULES / "@daisy/axe-core-for-ace/axe.min.js"
PHONE, TABLET, DESK = 360, 768, 1440
Look = dict[str, Any]
Browse = Callable[[Path], list[Look]]
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "every-element": (HERE / "every-element.xml").read_bytes,
    "demanding": demanding.source,
    "three-lines": lambda: SHORT.encode(),
}
SHORT = """<article xmlns="http://docbook.org/ns/docbook" xmlns:kb="urn:kanben:1" role="report" version="5.2" xml:lang="zh-Hans-CN" xml:id="r1"><info>
<title xml:id="t1">情况说明</title><kb:source><kb:file name="a.html" sha256="{}"/></kb:source></info><para xml:id="p1">第一行。</para>
<para xml:id="p2">第二行。</para></article>""".format("0" * 64)


@pytest.fixture(scope="module")
def browse(tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Browse:
    """A function that opens a page at every width, light and dark, and gives axe's findings, the page's measures and its words."""
    node, chromium = tool("node"), tool("chromium")
    if not AXE.is_file():
        lack("needs axe-core: run `make tools`")
    folder = tmp_path_factory.mktemp("pictures")
    environment = os.environ | {"NODE_PATH": str(NODE_MODULES), "PUPPETEER_EXECUTABLE_PATH": str(chromium), "HOME": str(folder)}

    def look(page: Path) -> list[Look]:
        command = [str(node), str(HERE / "browse.js"), str(AXE), str(page), str(folder), *map(str, (PHONE, TABLET, DESK))]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)
        found: list[Look] = json.loads(done.stdout)
        assert all(picture.stat().st_size > 1000 for picture in folder.glob("*.png"))
        assert len(found) == 6
        return found

    return look


def page(folder: Path, style: str, name: str = "every-element") -> Path:
    path = folder / f"{name}.{style}.xhtml"
    path.write_bytes(WRITERS["xhtml"](document.parse(DOCUMENTS[name]()), resolve(style)))
    return path


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("style", [name for name, _ in names()])
def test_a_page_is_accessible_and_fits(browse: Browse, tmp_path: Path, style: str, name: str) -> None:
    made = page(tmp_path, style, name)
    text = solid("".join(html_parts(etree.fromstring(made.read_bytes()).find(f".//{H}article"))))
    for look in browse(made):
        assert look["violations"] == []
        assert (look["scroll"], look["cut"]) == (look["width"], 0)
        if name == "three-lines":
            assert look["shown"] is None
            assert look["centre"] == pytest.approx(0.5, abs=0.02), "nothing is beside it"
        else:
            assert (look["shown"], look["beside"]) == ((True, True) if look["width"] == DESK else (False, False))
        if look["shown"] is False:
            assert look["way"] == {"opened": "block", "closed": "none", "below": True, "seen": True}
        if look["width"] == DESK:
            assert look["measure"] == pytest.approx(35, abs=6), "characters in a line"
        # `q` and the colon after a term are the style sheet's: they are seen but are no text.
        assert solid(look["text"]) == solid(look["printed"]) == text


def test_axe_finds_what_is_wrong(browse: Browse, tmp_path: Path) -> None:
    path = page(tmp_path, "gb9704")
    path.write_text(path.read_text("utf-8").replace("--link: #000000", "--link: #eeeeee"), encoding="utf-8")
    assert any(line.startswith("color-contrast") for look in browse(path) for line in look["violations"])


def test_words_that_are_not_shown_are_missed(browse: Browse, tmp_path: Path) -> None:
    path = page(tmp_path, "gb9704")
    path.write_text(path.read_text("utf-8").replace("</style>", ".salutation { display: none; }</style>"), encoding="utf-8")
    assert not any("各位代表：" in look["text"] for look in browse(path))
