"""The paper edition: canonical tree and resolved style to PDF, PDF/A-3a and PDF/UA-1 in one, the canonical XML attached.

What comes out are bytes, the same for the same input, style, fonts and libraries.  SetupError when a font cannot be had,
StyleError when a style's own CSS is not understood.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from convert import document
from convert.errors import SetupError, StyleError
from convert.render import coverage, front, notes, paper, typeset, xmp
from convert.render.clock import clock
from convert.style import ResolvedStyle, css
from convert.uncollected import uncollected

ATTACHED = "report.xml"


def write(root: etree._Element, style: ResolvedStyle) -> bytes:
    """The document as PDF."""
    typeset.install()
    notes.install()
    time = clock(root)
    fonts, sheets = typesetting(style)
    page = HTML(string=paper.source(root, style), url_fetcher=Nowhere())
    data = document.dump(root)
    attachment = Attachment(string=data, name=ATTACHED, description="DocBook XML", relationship="Source", created=time, modified=time)
    with loud(), uncollected():
        result: bytes = page.write_pdf(
            stylesheets=sheets, font_config=fonts, pdf_variant="pdf/a-3a", pdf_identifier=bytes.fromhex(document.sha256(data)[:32]),
            attachments=[attachment], finisher=partial(xmp.finish, said=paper.descriptions(root, style)),
        )  # fmt: skip
    return result


# --- WeasyPrint --------------------------------------------------------------------------------------------------------------------


class Nowhere(URLFetcher):  # type: ignore[misc]
    """Fetches nothing: a document names no resources, and if it does they stay where they are."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Always refuses."""
        raise ValueError(f"{url}: printing fetches nothing")


class InstalledFonts(URLFetcher):  # type: ignore[misc]
    """Fetches only files with the name of a font, for the `local()` faces that fontconfig found."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """A font file's bytes."""
        if not url.startswith("file:") or not url.lower().endswith((".ttf", ".otf", ".ttc")):
            raise ValueError(f"{url}: not an installed font")
        return super().fetch(url, headers)


_typesetting: dict[tuple[str, str, str], tuple[FontConfiguration, list[CSS]]] = {}


def typesetting(style: ResolvedStyle) -> tuple[FontConfiguration, list[CSS]]:
    """Fonts and parsed CSS of a style, kept for the process: loading them takes as long as several pages do."""
    key = style.sha256, style.words["page_number"], style.words["colon"]  # the words that CSS writes
    if key not in _typesetting:
        lacking = coverage.unprintable(style)
        if lacking:
            raise SetupError(f"no font is installed for {'; '.join(lacking)}; run `convert doctor`, which says how to get them")
        if len(_typesetting) >= 8:
            _typesetting.clear()
        fonts = FontConfiguration()
        files = [Path(__file__).with_name(f"{name}.css").read_text("utf-8") for name in ("base", "print")]
        sheets = [CSS(string=css.latin_faces(style, printed=True), font_config=fonts, url_fetcher=InstalledFonts())]
        sheets += [CSS(string=text, font_config=fonts, url_fetcher=Nowhere()) for text in (files[0], css.printed(style), files[1])]
        _typesetting[key] = fonts, [*sheets, own_sheet(style, fonts)]
    return _typesetting[key]


def own_sheet(style: ResolvedStyle, fonts: FontConfiguration | None = None) -> CSS:
    """A style's own print.css.  StyleError with each thing in it that is not understood."""
    with loud() as alarm:
        sheet = CSS(string=style.print_css, font_config=fonts, url_fetcher=Nowhere())
    if alarm.messages:
        raise StyleError("\n".join(f"print.css of {style.name}: {message}" for message in alarm.messages))
    return sheet


class Alarm(logging.Handler):
    """Keeps what WeasyPrint warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Called by the logger."""
        self.messages.append(record.getMessage())


FATAL = ("Using fontTools instead", "Unable to subset", "Failed to load", "cannot be loaded")


@contextmanager
def loud() -> Iterator[Alarm]:
    """WeasyPrint's warnings about fonts as errors: a page in a wrong face is worse than none."""
    logger, alarm = logging.getLogger("weasyprint"), Alarm()
    logger.addHandler(alarm)
    try:
        yield alarm
    finally:
        logger.removeHandler(alarm)
    for message in alarm.messages:
        if any(text in message for text in FATAL):
            raise SetupError(f"printing stopped: {message}; run `convert doctor`, which says what is missing")


# --- reading back ------------------------------------------------------------------------------------------------------------------


def heading_pages(data: bytes) -> dict[str, int]:
    """Printed page number of each heading, by section id, from the bookmarks and the attached XML of one of our own PDFs."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = etree.fromstring(pdf.attachments[ATTACHED].get_file().read_bytes())
        numbers: dict[Any, int] = {page.objgen: index for index, page in enumerate(pdf.pages)}
        first = first_numbered(pdf)
        with pdf.open_outline() as outline:
            items = list(walk(outline.root))[1:]
            goals: list[Any] = [item.destination for item in items]
            labels = [item.title for item in items]
    places = [numbers[goal[0].objgen] - first + 1 for goal in goals]
    pages, following = {}, iter(zip(labels, places, strict=True))
    for heading in front.headings(root):
        page = next((place for label, place in following if label == heading.text), None)
        if page is not None:
            pages[heading.id] = page
    return pages


def walk(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    """Bookmarks in document order."""
    for item in items:
        yield item
        yield from walk(item.children)


def first_numbered(pdf: pikepdf.Pdf) -> int:
    """Index of the page that is numbered 1: the last start of a range of page labels."""
    starts: Any = pdf.Root.PageLabels.Nums
    return int(starts[-2])
