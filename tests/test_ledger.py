"""The ledger: every character one fate, the source rebuilt from it, and faults that cannot pass."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.document import element
from convert.errors import LedgerError
from convert.explain import rewrites
from convert.ledger import Ledger, rebuild
from convert.pipeline import edition_of
from convert.source import Drop, File, Line, Link, Picture, array, parse_page


def line(text: str, start: int) -> Line:
    return Line(text, array("I", range(start, start + len(text))))


def ledger(text: str) -> Ledger:
    return Ledger([File("a.txt", "0" * 64, text)])


def test_kept_dropped_and_rewritten_spans() -> None:
    book = ledger("顶楼\n  增长,稳\n")
    block = element("para")
    block.set("{http://www.w3.org/XML/1998/namespace}id", "p1")
    book.drop([Drop(0, 2, "reply")])
    book.keep(line("增长，稳", 5), block)
    book.rewrite({7: "comma"})
    records = [json.loads(x) for x in book.dump("9").decode().splitlines()]
    assert records[0] == {"ledger": 1, "version": "9", "files": [{"name": "a.txt", "sha256": "0" * 64}], "text": "", "fate": ""}
    assert [(r["text"], r["fate"], r.get("rule"), r.get("to"), r.get("id")) for r in records[1:]] == [
        ("顶楼", "dropped", "reply", None, None),
        ("\n  ", "dropped", "blank", None, None),
        ("增长", "kept", None, None, "p1"),
        (",", "rewritten", "comma", "，", "p1"),
        ("稳", "kept", None, None, "p1"),
        ("\n", "dropped", "blank", None, None),
    ]


def test_kept_text_of_a_link_carries_its_address() -> None:
    book = Ledger([File("a.html", "0" * 64, "见公报和附注。", links=(Link(0, 3, "http://a.example/1"), Link(4, 6, "b.html")))])
    book.drop([Drop(0, 1, "reply")])
    book.keep(line("公报和附注。", 1), element("para"))
    spans = [(s.text, s.fate, s.address) for s in book.spans()]
    assert spans == [
        ("见", "dropped", ""),
        ("公报", "kept", "http://a.example/1"),
        ("和", "kept", ""),
        ("附注", "kept", "b.html"),
        ("。", "kept", ""),
    ]


def test_a_picture_stands_in_the_ledger_at_its_place_with_its_words_and_address() -> None:
    book = ledger("一二")
    root = element("article")
    book.keep(line("一二", 0), element("para", root))
    book.picture(Picture("会场", "a.jpg", 1), element("mediaobject", root))
    book.picture(Picture("", "b.jpg", 2), element("mediaobject", root))
    book.picture(Picture("删去", "c.jpg", 1), element("mediaobject"))  # of a document that no longer holds it
    spans = [(s.text, s.fate, s.rule, s.to, s.address) for s in book.spans()]
    assert spans == [
        ("一", "kept", "", "", ""),
        ("", "rewritten", "picture", "会场", "a.jpg"),
        ("二", "kept", "", "", ""),
        ("", "kept", "picture", "", "b.jpg"),
    ]
    assert rebuild(book.dump("9")) == ["一二"]


def test_a_character_without_a_fate_cannot_pass() -> None:
    with pytest.raises(LedgerError, match="no fate"):
        ledger("失").dump("9")


def test_a_character_with_two_fates_cannot_pass() -> None:
    book = ledger("重")
    book.keep(line("重", 0), element("para"))
    book.drop([Drop(0, 1, "reply")])
    with pytest.raises(LedgerError, match="kept and dropped by reply"):
        book.dump("9")
    with pytest.raises(LedgerError, match="twice"):
        book.keep(line("重", 0), element("para"))


def test_a_change_without_a_rule_cannot_pass() -> None:
    book = ledger("三")
    book.keep(line("四", 0), element("para"))
    with pytest.raises(LedgerError, match="by no rule"):
        book.dump("9")


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8"), min_size=1, max_size=9), st.sampled_from("kdr")), max_size=20))
def test_the_source_is_rebuilt_exactly(parts: list[tuple[str, str]]) -> None:
    text = "".join(part for part, _ in parts)
    book, start = ledger(text), 0
    for part, fate in parts:
        if fate == "d":
            book.drop([Drop(start, start + len(part), "rule")])
        else:
            kept = line(part if fate == "k" else "改" * len(part), start)
            book.keep(kept, element("para"))
            book.rewrite(dict.fromkeys(kept.at, "rewrite"))
        start += len(part)
    assert "".join(rebuild(book.dump("9"))) == text


def test_a_picture_is_nothing_that_was_rewritten_from_characters_of_the_page() -> None:
    post = '<td id="postmessage_1">现在，我向大会报告工作。<img src="a.jpg" alt="会场">请予审议。</td>'
    found = edition_of([parse_page(f"<html><body><table><tr>{post}</tr></table></body></html>".encode(), "a.html")])
    assert [(span.text, span.to) for span in found.spans if span.rule == "picture"] == [("", "会场")]
    assert not [line for line in rewrites(found) if line.startswith("picture")]
