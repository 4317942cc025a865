"""Manuscript to validated XML: python benchmarks/structure.py [FOLDER | FILE ...] [--runs N] [--upto MB]

For each thread (of input/ by default), the milliseconds of processor time of structuring its manuscript, writing the document, and parsing and validating what
was written, as the program does it.  Then reports of growing size (sizes.py), with the time per kilobyte of XML.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import sizes
from timing import INPUT, best, row

if TYPE_CHECKING:
    from convert.source import Manuscript

PAGES = (10, 30, 100, 300, 1000, 3000, 10000)  # KB of the page; its XML is about half of that
STEPS = ("structure", "dump", "parse")
COUNTED = 50  # KB of XML from which on the time per KB is more than the fixed costs


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("inputs", nargs="*", type=Path, default=[INPUT])
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--upto", type=float, default=5, help="size of the largest report's XML in MB (5)")
    options = asked.parse_args()
    threads(options.inputs, options.runs)
    grow(options.runs, options.upto)


def validated(manuscript: Manuscript, runs: int) -> tuple[list[float], bytes]:
    """Milliseconds of each of STEPS, and the XML."""
    from convert.document import dump, parse
    from convert.structure import structure

    structured_in, structured = best(runs, lambda: structure(manuscript))
    dumped_in, xml = best(runs, lambda: dump(structured.root))
    parsed_in, _ = best(runs, lambda: parse(xml))
    return [structured_in, dumped_in, parsed_in], xml


def threads(inputs: list[Path], runs: int) -> None:
    """One row a thread."""
    from convert.build import inputs as found
    from convert.clean import clean
    from convert.read import read
    from convert.source import open_page

    row("milliseconds", ["KB of XML", *STEPS, "all", "all/KB"])
    rates = []
    for files in found.threads(found.find(inputs))[0]:
        manuscript = clean(read([open_page(path) for path in files]))
        validated(manuscript, 1)  # the schema is loaded once a process
        times, xml = validated(manuscript, runs)
        rates.append(sum(times) / len(xml) * 1000)
        row(files[0].name, [len(xml) / 1000, *times, sum(times), rates[-1]])
    print(f"median ms per KB of XML: {median(rates):.2f} (least {min(rates):.2f}, greatest {max(rates):.2f}, {len(rates)} threads)")


def grow(runs: int, upto: float) -> None:
    """One row a size: milliseconds, microseconds per KB of XML, and their ratio to the first report's that is large enough to tell."""
    from convert.clean import clean
    from convert.read import read
    from convert.source import parse_page

    print()
    row("one report, repeated", ["KB of XML", *STEPS, "all", "us/KB", "ratio"])
    unit = None
    for size in PAGES:
        manuscript = clean(read([parse_page(sizes.page(size * 1000), f"{size}.html")]))
        times, xml = validated(manuscript, runs if size < 1000 else 1)
        rate = sum(times) * 1e6 / len(xml)
        if unit is None and len(xml) >= COUNTED * 1000:
            unit = rate
        row(f"page of {size} KB", [len(xml) / 1000, *times, sum(times), rate, None if unit is None else rate / unit])
        if len(xml) * 3 > upto * 1e6 * 2:  # the next is three times as large
            break
    print(f"ratio: time per KB of XML over that of the first report of at least {COUNTED} KB")


if __name__ == "__main__":
    main()
