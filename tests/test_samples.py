"""The samples of input/ against what their author knows of them (tests/truth), point by point."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from convert.document import DB, KB, text_of
from convert.ledger import rebuild
from convert.pipeline import Edition, edition
from convert.source import open_page

HERE = Path(__file__).parent
TRUTHS = sorted(HERE.glob("truth/*.json"))


def bare(text: str) -> str:
    """Without blanks: a space in a name or between post and name is the printer's business, line ends are the dump's."""
    return "".join(text.split())


def all_bare(texts: list[str]) -> list[str]:
    return [bare(text) for text in texts]


@pytest.fixture(scope="module", params=TRUTHS, ids=lambda p: p.stem)
def sample(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Edition]:
    truth = json.loads(request.param.read_text(encoding="utf-8"))
    return truth, edition([HERE.parent / "input" / name for name in truth["inputs"]])


Sample = tuple[dict[str, Any], Edition]


def headings(root: etree._Element) -> list[dict[str, Any]]:
    """The headings of the body in document order, as the truth lists them."""
    found = []
    for section in root.iter(DB + "section"):
        if any(a.tag == DB + "appendix" for a in section.iterancestors()):
            continue
        level = 1 + sum(a.tag == DB + "section" for a in section.iterancestors())
        kind = section.get("role") or "numbered"
        found.append({"text": bare(text_of(section.find(DB + "title"))), "level": level, "kind": kind})
    return found


def test_headings(sample: Sample) -> None:
    truth, made = sample
    assert headings(made.root) == [h | {"text": bare(h["text"])} for h in truth["headings"]]


def test_front_matter(sample: Sample) -> None:
    truth, made = sample
    info = made.root.find(DB + "info")
    assert info is not None
    told = {
        "title": text_of(info.find(DB + "title")),
        "occasion": text_of(info.find(DB + "subtitle")),
        "speaker_line": text_of(info.find(DB + "bibliomisc")),
        "name": text_of(info.find(f"{DB}author/{DB}personname")),
        "post": text_of(info.find(f"{DB}author/{DB}affiliation/{DB}jobtitle")),
        "salutation": "".join(text_of(p) for p in made.root.iter(DB + "para") if p.get("role") == "salutation"),
    }
    wanted = {key: truth[key] for key in ("title", "occasion", "speaker_line", "salutation")} | truth["speaker"]
    assert {k: bare(v) for k, v in told.items()} == {k: bare(v or "") for k, v in wanted.items()}


def test_run_ins(sample: Sample) -> None:
    truth, made = sample
    found = [text_of(f.find(DB + "title")) for f in made.root.iter(DB + "formalpara")]
    assert all_bare(found) == all_bare(truth["runins"])


def test_annexes(sample: Sample) -> None:
    truth, made = sample
    found = [bare(text_of(a.find(DB + "title"))) for a in made.root.iter(DB + "appendix")]
    assert found == [bare((a["label"] or "") + (a["title"] or "")) for a in truth["annexes"]]


def test_glossary(sample: Sample) -> None:
    truth, made = sample
    found = []
    for entry in made.root.iter(DB + "glossentry"):
        term = entry.find(DB + "glossterm")
        assert term is not None
        label = term.find(DB + "phrase[@role='label']")
        found.append((bare(text_of(term))[len(bare(text_of(label))) :], bare(text_of(entry.find(DB + "glossdef")))))
    wanted = [([bare(t) for t in e["terms"]], bare(e["definition"])) for e in truth["glossary"]]
    assert [definition for _, definition in found] == [definition for _, definition in wanted]
    assert [term for (term, _), (terms, _) in zip(found, wanted, strict=True) if not matches(term, terms)] == []


def matches(term: str, terms: list[str]) -> bool:
    """One term is printed as it is, quotes around it aside; of several in one entry each is printed."""
    return term.strip("“”") == terms[0].strip("“”") if len(terms) == 1 else all(t in term for t in terms)


def test_first_and_last_paragraph(sample: Sample) -> None:
    truth, made = sample
    body = [p for p in made.root.iter(DB + "para", DB + "formalpara") if outside_back(p) and p.get("role") not in ("salutation", "empty")]
    body = [p for p in body if p.getparent() is None or p.getparent().tag != DB + "formalpara"]  # type: ignore[union-attr]
    assert bare(text_of(body[0])).startswith(bare(truth["first"]))
    assert bare(text_of(body[-1])).endswith(bare(truth["last"]))


def outside_back(node: etree._Element) -> bool:
    return not any(a.tag in (DB + "appendix", DB + "glossary", DB + "informaltable") for a in node.iterancestors())


def test_source(sample: Sample) -> None:
    truth, made = sample
    source = made.root.find(f"{DB}info/{KB}source")
    assert source is not None
    wanted = {key: str(value) for key, value in truth["meta"].items() if value not in (None, "")}
    assert {key: source.get(key) for key in wanted} == wanted


def test_nothing_of_the_forum_stays_and_no_figure_changes(sample: Sample) -> None:
    truth, made = sample
    text = bare("".join("".join(node.itertext()) for node in made.root))
    assert [s for s in truth["boilerplate"] if bare(s) in text] == []
    assert [f for f in truth["figures"] if bare(str(f)) not in text] == []


def test_the_ledger_rebuilds_the_pages(sample: Sample) -> None:
    truth, made = sample
    pages = [open_page(HERE.parent / "input" / name) for name in truth["inputs"]]
    assert rebuild(made.ledger) == [page.visible for page in pages]
