"""How long each stage takes: python benchmarks/stages.py [FOLDER ...] [--runs N]

Reads every thread under the folders (input/ by default) and prints a table: one row a thread, one column a stage, in milliseconds, the
best of N runs in this process after a first one that is not counted; then the whole job as a command, and what starting a command costs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from timing import INPUT
from timing import best as least

STYLE = "gb9704"
best = partial(least, clock=perf_counter)


def stages(files: tuple[Path, ...], runs: int) -> dict[str, float]:
    """Milliseconds of each stage for one thread."""
    from convert.audit import audit
    from convert.clean import clean
    from convert.document import dump
    from convert.read import read
    from convert.render import WRITERS
    from convert.source import open_page
    from convert.structure import structure
    from convert.style import resolve

    row: dict[str, float] = {}
    row["source"], pages = best(runs, lambda: [open_page(path) for path in files])
    row["read"], thread = best(runs, lambda: read(pages))
    row["clean"], manuscript = best(runs, lambda: clean(thread))
    row["structure"], structured = best(runs, lambda: structure(manuscript))
    row["audit"], _ = best(runs, lambda: list(audit(structured.root)))
    row["dump"], _ = best(runs, lambda: dump(structured.root))
    row["ledger"], _ = best(runs, lambda: structured.ledger.dump("0"))
    style = resolve(STYLE)
    for name in ("xhtml", "epub", "docx", "pdf"):
        row[name], _ = best(runs, lambda name=name: WRITERS[name](structured.root, style))  # type: ignore[misc]
    return row


def seconds(command: list[str], runs: int = 5) -> float:
    """The least wall time of a command."""
    return best(runs, lambda: subprocess.run(command, capture_output=True, check=False))[0] / 1000


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="*", type=Path, default=[INPUT])
    asked.add_argument("--runs", type=int, default=3)
    options = asked.parse_args()

    from convert.build.inputs import find, threads

    groups, _ = threads(find(options.folders))
    rows = {}
    for files in groups:
        stages(files, 1)  # fonts, schema and caches are loaded once a process
        rows[files[0].name] = stages(files, options.runs)
    columns = list(next(iter(rows.values())))
    print(f"{'milliseconds':30}" + "".join(f"{c:>10}" for c in columns) + f"{'all':>10}")
    for name, row in rows.items():
        print(f"{name[:29]:30}" + "".join(f"{row[c]:10.1f}" for c in columns) + f"{sum(row.values()):10.1f}")

    command = str(Path(sys.executable).with_name("convert"))
    with tempfile.TemporaryDirectory() as output:
        job = [command, "all", *map(str, options.folders), "-o", output]
        first, again = seconds(job, 1), seconds(job, 1)
    print(f"\nwhole job, {len(groups)} threads: {first:.2f} s; again, nothing to do: {again:.2f} s")
    bare, helped = seconds([sys.executable, "-c", "pass"]), seconds([command, "--help"])
    print(f"convert --help: {helped * 1000:.0f} ms, a bare python -c pass: {bare * 1000:.0f} ms, ratio {helped / bare:.1f}")


if __name__ == "__main__":
    main()
