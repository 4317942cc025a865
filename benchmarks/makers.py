"""One of the processes that print.py times: python benchmarks/makers.py TOOL STYLE OUTPUT INPUT ...

It loads the tool and nothing else, and makes the documents one after the other; OUTPUT holds the last.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def kanben(style: str, output: Path, inputs: list[Path]) -> None:
    """Our printers, by the format that the output's name ends in."""
    from convert.document import parse
    from convert.render import WRITERS
    from convert.style import resolve

    resolved = resolve(style)
    for path in inputs:
        output.write_bytes(WRITERS[output.suffix[1:]](parse(path.read_bytes()), resolved))


def weasyprint(style: str, output: Path, inputs: list[Path]) -> None:
    """WeasyPrint as it is."""
    from weasyprint import HTML

    from convert.render.pdf import Nowhere, typesetting
    from convert.style import resolve

    fonts, sheets = typesetting(resolve(style))
    for path in inputs:
        page = HTML(string=path.read_text("utf-8"), url_fetcher=Nowhere())
        output.write_bytes(page.write_pdf(stylesheets=sheets, font_config=fonts))


def typst(_style: str, output: Path, inputs: list[Path]) -> None:
    """Typst, its fonts looked for once."""
    from typst import Compiler, Fonts

    compiler = Compiler(font_paths=Fonts())
    for path in inputs:
        made = compiler.compile(input=path.read_bytes(), format="pdf")
        assert isinstance(made, bytes)
        output.write_bytes(made)


MAKERS: dict[str, Callable[[str, Path, list[Path]], None]] = {"kanben": kanben, "weasyprint": weasyprint, "typst": typst}


if __name__ == "__main__":
    tool, style, output, *inputs = sys.argv[1:]
    MAKERS[tool](style, Path(output), [Path(path) for path in inputs])
