"""The audit page: every character of the source is on it with its fate, and every link leads somewhere."""

import re
from pathlib import Path

import pytest
from lxml import html

import convert.build
from convert.build.audit_page import printable, write
from convert.ledger import BLANK, CHROME
from convert.pipeline import Edition, edition

SAMPLES = Path(__file__).resolve().parent.parent / "input"
CSS = (Path(convert.build.__file__).parent / "pages.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=["thread-30518-1-1.html", "20230418_report_yanxi.txt"])
def found(request: pytest.FixtureRequest) -> Edition:
    return edition([SAMPLES / request.param])


@pytest.fixture(scope="module")
def page(found: Edition) -> html.HtmlElement:
    return html.document_fromstring(write(found).decode())


def weight(text: str) -> int:
    return sum(not c.isspace() for c in text)


def test_the_source_is_there_to_the_last_character(found: Edition, page: html.HtmlElement) -> None:
    (shown,) = page.iter("pre")
    visible = "".join(span.text for span in found.spans)
    assert "".join(shown.text_content().split()) == "".join(visible.split())


def test_the_summary_counts_what_the_ledger_counts(found: Edition, page: html.HtmlElement) -> None:
    section = next(s for s in page.iter("section") if s.findtext("h2", "").startswith("What became"))
    total, kept, rewritten, dropped, outside = (
        int(n.replace(",", "")) for n in re.findall(r"(?<![\d.])[\d,]*\d(?![\d.%,])", section.findtext("p", ""))
    )
    assert total == sum(weight(span.text) for span in found.spans) == kept + rewritten + dropped + outside
    assert kept == sum(weight(span.text) for span in found.spans if span.fate == "kept")
    assert outside == sum(weight(span.text) for span in found.spans if span.rule == CHROME)


def test_each_rule_that_dropped_text_lists_it(found: Edition, page: html.HtmlElement) -> None:
    lists = {node.get("id"): node.text_content() for node in page.iter("details")}
    for span in found.spans:
        if span.fate == "dropped" and span.rule != BLANK and span.text.strip():
            assert span.text.split()[0][:40] in lists["rule-" + span.rule]


def test_every_link_leads_to_a_place_on_the_page(page: html.HtmlElement) -> None:
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    links = {node.get("href") for node in page.iter("a")}
    assert len(links) > 50
    assert {str(link).removeprefix("#") for link in links} <= set(ids)


def test_findings_link_to_their_blocks(found: Edition, page: html.HtmlElement) -> None:
    items = [item for item in page.iter("li") if item.get("class") in ("error", "warning", "info")]
    assert len(items) == len(found.findings)
    assert all(item[0].text == {"info": "note"}.get(item.get("class"), item.get("class")) for item in items)


def luminance(colour: str) -> float:
    if len(colour) == 4:
        colour = "#" + "".join(2 * c for c in colour[1:])
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_can_be_read_by_day_and_by_night() -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1; browsers' dark pages are #121212."""
    themes = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block)) for block in re.findall(r":root \{([^}]*)\}", CSS)]
    assert len(themes) == 2
    for theme, paper in zip(themes, ("#ffffff", "#121212"), strict=True):
        for name in ("ink", "quiet", "link", "error", "warning", "info"):
            assert contrast(theme[name], paper) >= 4.5, name
        for fate in ("kept", "dropped", "rewritten"):
            assert contrast(theme[f"{fate}-ink"], theme[fate]) >= 4.5, fate


def test_fates_differ_not_by_colour_alone() -> None:
    looks = {fate: re.search(rf"^\.{fate} \{{[^}}]*text-decoration: ([\w-]+)", CSS, re.MULTILINE) for fate in ("dropped", "rewritten")}
    assert [look and look[1] for look in looks.values()] == ["line-through", "underline"]
    assert "attr(data-rule)" in CSS
    assert "attr(data-to)" in CSS


def test_blanks_are_shown_as_they_are_and_blank_lines_as_one_line_end_however_many() -> None:
    blanks = " \u3000" * 500_000
    assert printable(f"甲{blanks}乙 \n{blanks}\n\n 丙\x07") == f"甲{blanks}乙\n丙\N{REPLACEMENT CHARACTER}"
