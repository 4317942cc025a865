"""The last touches to a PDF before it is written: what WeasyPrint leaves out of PDF/A-3a and PDF/UA-1 in one file.

What goes in are WeasyPrint's document and its pydyf objects, which are changed in place.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import pydyf  # type: ignore[import-untyped]
from lxml import etree

from convert.render import notes, tags

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
PARSED = {f"{{{RDF}}}parseType": "Resource"}


def finish(laid_out: Any, pdf: pydyf.PDF, said: Mapping[str, str]) -> None:
    """Claim PDF/UA-1 beside PDF/A-3a, number pages as printed, and footnotes, say what heads head, describe links.

    `said` has the words for each id that links lead to.
    """
    claim(pdf)
    once(pdf)
    label_pages(laid_out, pdf)
    notes.identify(pdf)
    tags.join(pdf)
    scope_headers(laid_out)
    say_links(pdf, said)
    compress(pdf)
    let_go(laid_out)


def compress(pdf: pydyf.PDF) -> None:
    """Compress every stream now.  pydyf does it whenever it asks for one's bytes, which is twice: to write the file, and to hash it."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.compress:
            _, _, plain = pydyf.Stream(thing.stream).data.partition(b"stream\n")
            thing.stream, thing.compress = [zlib.compress(plain.removesuffix(b"\nendstream"), 9)], False
            thing.extra["Filter"] = "/FlateDecode"


def scope_headers(laid_out: Any) -> None:
    """What each head of a table heads (PDF/UA-1, 7.5): its column or its row.  WeasyPrint 70 lists the heads of each cell instead, and counts
    wrong where cells are joined."""
    for cell in (box for page in laid_out.pages for box in page._page_box.descendants() if getattr(box, "mark", None)):
        if cell.mark["S"] == "/TH":
            cell.mark["A"]["Scope"] = "/Row" if cell.element.get("scope") == "row" else "/Column"
        cell.mark["A"].pop("Headers", None)


def say_links(pdf: pydyf.PDF, said: Mapping[str, str]) -> None:
    """Each link's description in words (PDF/UA-1, 7.18.5); WeasyPrint writes the name of the place it leads to."""
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Subtype") == "/Link" and "Dest" in thing:
            words = said.get(thing["Dest"].string)
            if words:
                thing["Contents"] = pydyf.String(words)


def let_go(laid_out: Any) -> None:
    """Drop the whole font files that were subset: the document is garbage in a circle, which Python collects much later."""
    for font in laid_out.fonts.values():
        font.file_content = b""


def claim(pdf: pydyf.PDF) -> None:
    """PDF/UA-1 in the packet that holds PDF/A-3's, with the schema description that PDF/A-3 (ISO 19005-3, 6.6.2.3) asks for."""
    reference = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[reference]
    packet = stream.stream[0]
    start, end = packet.index(b"<rdf:RDF"), packet.index(b"</rdf:RDF>") + len(b"</rdf:RDF>")
    rdf = etree.fromstring(packet[start:end])
    about = {f"{{{RDF}}}about": ""}
    etree.SubElement(rdf, f"{{{RDF}}}Description", about, nsmap={"pdfuaid": UA}).set(f"{{{UA}}}part", "1")
    names = {"pdfaExtension": EXTENSION, "pdfaSchema": SCHEMA, "pdfaProperty": PROPERTY}
    described = etree.SubElement(rdf, f"{{{RDF}}}Description", about, nsmap=names)
    bag = etree.SubElement(etree.SubElement(described, f"{{{EXTENSION}}}schemas"), f"{{{RDF}}}Bag")
    schema = etree.SubElement(bag, f"{{{RDF}}}li", PARSED)
    for name, text in (("schema", "PDF/UA Universal Accessibility Schema"), ("namespaceURI", UA), ("prefix", "pdfuaid")):
        etree.SubElement(schema, f"{{{SCHEMA}}}{name}").text = text
    sequence = etree.SubElement(etree.SubElement(schema, f"{{{SCHEMA}}}property"), f"{{{RDF}}}Seq")
    entry = etree.SubElement(sequence, f"{{{RDF}}}li", PARSED)
    for name, text in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "Part of ISO 14289 that is followed"),
    ):
        etree.SubElement(entry, f"{{{PROPERTY}}}{name}").text = text
    stream.stream[0] = packet[:start] + etree.tostring(rdf) + packet[end:]


def once(pdf: pydyf.PDF) -> None:
    """Each associated file once: WeasyPrint 70 lists it by its name and by its object."""
    files = pdf.catalog.get("AF")
    if files is not None:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(files))


def label_pages(laid_out: Any, pdf: pydyf.PDF) -> None:
    """Page labels as printed: roman before the report, arabic from its first page."""
    first = next((i for i, page in enumerate(laid_out.pages) if page._page_box.page_type.name == "report"), 0)
    ranges: list[Any] = [0, pydyf.Dictionary({"S": "/r"})] if first else []
    ranges += [first, pydyf.Dictionary({"S": "/D", "St": 1})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})
