"""Discuz!'s jammer: restored exactly from both forms, and never seen in clean text."""

import random

import pytest
from composed.bodies import jammed, jammer_text, plain
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.renditions import Said, discuz
from composed.report import make_report
from composed.templates import PAGES, Written

from convert.clean.jammer import found, is_certain

RUNS = 500


def in_html(seed: int) -> None:
    random_ = random.Random(seed)
    report = make_report(seed)
    body = jammed(plain(report, random_), random_)
    manuscript = manuscript_of(PAGES["discuz_x3"](report[0], [Written("岚川旧档", "2023-4-25 20:37:55", body, "900101")]))
    assert texts_of(manuscript) == [bare(line) for line in report], seed
    assert unaccounted(manuscript) == ""


def poisoned(lines: list[str], random_: random.Random) -> list[str]:
    """Lines as a rendition shows them: jammer before a line end, or behind it and so before the next line; blank lines hold it alone."""
    made = [""]
    for line in lines:
        made[-1] += line
        for _ in range(2):
            text = jammer_text(random_)
            if random_.random() < 0.5:
                made[-1] += text
                made.append("")
            else:
                made.append(text)
    return made


def in_text(seed: int) -> None:
    random_ = random.Random(seed)
    report = make_report(seed)
    text = discuz("", "")(report[0], [Said("岚川旧档", "2023-4-25 20:37:55", poisoned(report, random_))])
    manuscript = manuscript_of(text, names=["a.txt"])
    assert texts_of(manuscript) == [bare(line) for line in report], seed
    assert unaccounted(manuscript) == ""


def test_poisoned_html_is_restored() -> None:
    for seed in range(40):
        in_html(seed)


def test_poisoned_text_is_restored() -> None:
    for seed in range(40):
        in_text(seed)


@pytest.mark.long
def test_all_runs_in_html() -> None:
    for seed in range(RUNS):
        in_html(seed)


@pytest.mark.long
def test_all_runs_in_text() -> None:
    for seed in range(RUNS):
        in_text(seed)


CLEAN = (
    "A1 B2 C3 D4 E5 F6 六个地块全部出让",
    "完成投资 3 亿元、4 个项目、5 条道路",
    "a + b = c, d - e = f, g * h = i",
    "GDP 增长 5 % , CPI 上涨 2 % ; PM 2.5 下降",
    "1 A 2 B 3 C 4 D 5 E 6 F",
    "I V X L C D M",
    "如: a, b, c; d, e, f; g, h, i.",
    "T h e q u i c k b r o w n f o x",
    "2 0 2 3 年 工 作 报 告",
    "“1 + 3 + N” 体系、“2 + 6 + 4” 布局",
    ") 项 ( 目 ) 表",
)


@pytest.mark.parametrize("line", CLEAN)
def test_clean_lines_are_not_touched(line: str) -> None:
    assert not [line[a:b] for a, b in found(line) if is_certain(line[a:b])]


def test_clean_reports_are_not_touched() -> None:
    for seed in range(300):
        for line in make_report(seed):
            assert not found(line), line
