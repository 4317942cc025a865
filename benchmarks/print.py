"""One report printed by us and by others: python benchmarks/print.py [FILE ...] [--count N] [--style NAME] [--formats docx,epub,pdf]

DOCX and EPUB beside pandoc's from the same DocBook XML; PDF beside plain WeasyPrint's (our HTML, CSS and fonts; no PDF variant, no attachment,
none of our functions for setting lines) and Typst's.  FILE is the page files of one thread or a canonical XML file.

Every time is the processor time of a whole process, start and loading included, on both sides: one that makes one document, and one that
makes N.  What each further document takes is the difference.  The N documents differ in every paragraph, since Typst keeps the paragraphs
that it has set before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from timing import INPUT, best, fresh, missing, row

FIRST = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"  # what the paragraphs of the copies begin with
HERE = Path(__file__).parent


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", nargs="*", type=Path, default=[INPUT / "viewthread-8841.html"])
    asked.add_argument("--count", type=int, default=20)
    asked.add_argument("--runs", type=int, default=1)
    asked.add_argument("--style", default="gb9704")
    asked.add_argument("--formats", default="docx,epub,pdf")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_copies(options.files, options.style, Path(folder), max(2, options.count))
        compare(Path(folder), options)


def write_copies(files: Sequence[Path], name: str, folder: Path, count: int) -> None:
    """The report `count` times, as DocBook, HTML and Typst, no two alike."""
    import typst_markup

    from convert import document
    from convert.pipeline import edition
    from convert.render.paper import source
    from convert.style import resolve

    xml = files[0].read_bytes() if files[0].suffix == ".xml" else edition(files).xml
    style = resolve(name)
    for number in range(count):
        root = document.parse(xml)
        for node in root.iter(f"{document.DB}para", f"{document.DB}title"):
            node.text = FIRST[number % len(FIRST)] + (node.text or "")
        copy = folder / f"{number:03}"
        copy.with_suffix(".xml").write_bytes(document.dump(root))
        copy.with_suffix(".html").write_text(source(root, style), "utf-8")
        copy.with_suffix(".typ").write_bytes(typst_markup.markup(root, style))


# --- the processes that are timed ----------------------------------------------------------------------------------------------------

READS = {"kanben": "xml", "pandoc": "xml", "weasyprint": "html", "typst": "typ"}


def command(tool: str, style: str, output: Path, inputs: list[Path]) -> list[str | Path]:
    """How a tool is started."""
    if tool != "pandoc":
        return [sys.executable, HERE / "makers.py", tool, style, output, *inputs]
    import pypandoc

    return [pypandoc.get_pandoc_path(), "lua", HERE / "pandoc.lua", output.suffix[1:], output, *inputs]


# --- the table -----------------------------------------------------------------------------------------------------------------------


def compare(folder: Path, options: argparse.Namespace) -> None:
    """One row for each format and tool, then the ratios."""
    pandoc = [] if missing("pypandoc", "pypandoc_binary", "pandoc") else ["pandoc"]
    others = {"docx": pandoc, "epub": pandoc, "pdf": ["weasyprint", *([] if missing("typst", "typst", "Typst") else ["typst"])]}
    columns = ("a process each", f"{options.count} in one", "each further", "KB")
    row("ms a document", columns, 16)
    ratios = []
    for form in options.formats.split(","):
        rows = {}
        for tool in ("kanben", *others[form]):
            rows[tool] = measure(folder, tool, form, options)
            row(f"{form} {tool}", rows[tool], 16)
        for tool in others[form]:
            parts = (f"{column} {a / b:.2f}" for column, a, b in zip(columns, rows["kanben"], rows[tool], strict=True))
            ratios.append(f"ratio {form} kanben/{tool}: {', '.join(parts)}")
    print("\n".join(ratios))


def measure(folder: Path, tool: str, form: str, options: argparse.Namespace) -> list[float]:
    """Processor milliseconds a document, of a process with one and with many, of each further one in a process, and the KB of the last."""
    inputs = sorted(folder.glob(f"*.{READS[tool]}"))
    output = folder / f"{tool}.{form}"
    one, _ = best(options.runs, lambda: fresh(command(tool, options.style, output, inputs[:1])))
    many, _ = best(options.runs, lambda: fresh(command(tool, options.style, output, inputs)))
    return [one, many / len(inputs), (many - one) / (len(inputs) - 1), output.stat().st_size / 1000]


if __name__ == "__main__":
    main()
