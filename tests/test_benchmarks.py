"""Each benchmark runs on one small page and prints its ratios; no time is judged."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORT = """<html><head><meta charset="utf-8"><title>2031年云渡市政府工作报告</title></head><body>
<div id="post_1"><table><tr><td class="t_f" id="postmessage_1">2031年云渡市政府工作报告<br>
　　各位代表：<br>　　现在，我代表市人民政府，向大会报告政府工作，请予审议。<br>　　一、2030年工作回顾<br>
　　全市生产总值增长6.1%，城镇新增就业3.2万人，新建改建道路86公里。<br>　　二、2031年工作安排<br>
　　新建学校三所，改造老旧小区四十个，让群众的日子一年比一年好。<br></td></tr></table></div></body></html>"""

# Script and options; a pattern for what it prints, by the package it needs.
CASES = {
    "stages": (["--runs", "1"], {"bs4": r"convert --help: .* ratio \d"}),
    "read": (
        ["--runs", "1", "--upto", "0.03"],
        {"resiliparse": r"median ratio to resiliparse: \d(?s:.*)\nrendition, 10 KB ", "trafilatura": r"median ratio to trafilatura: \d"},
    ),
    "structure": (["--runs", "1", "--upto", "0.01"], {"lxml": r"median ms per KB of XML: \d(?s:.*)\npage of 30 KB "}),
    "print": (
        ["--count", "2"],
        {
            "weasyprint": r"ratio pdf kanben/weasyprint: .*\d",
            "pypandoc": r"ratio docx kanben/pandoc: .*\nratio epub kanben/pandoc: .*\d",
            "typst": r"ratio pdf kanben/typst: .*\d",
        },
    ),
}


@pytest.mark.parametrize("script", CASES)
def test_each_benchmark_prints_its_ratios(tmp_path: Path, script: str) -> None:
    options, shown = CASES[script]
    page = tmp_path / "thread-1-1-1.html"
    page.write_text(REPORT, "utf-8")
    command = [sys.executable, str(ROOT / f"benchmarks/{script}.py"), *options, str(page)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    lacking = [package for package in shown if find_spec(package) is None]
    for package in shown.keys() - lacking:
        assert re.search(shown[package], done.stdout), done.stdout
    if lacking:
        pytest.skip(f"{', '.join(lacking)} not installed, the rest was tested; pip install -e '.[bench]'")
