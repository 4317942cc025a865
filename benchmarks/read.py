"""Source to Manuscript, beside other extractors: python benchmarks/read.py [FOLDER | FILE ...] [--runs N] [--upto MB]

Every page (of input/ by default) is read from its bytes to the author's lines, in this process; trafilatura and resiliparse take the main
text out of the same bytes in the same run.  Times are processor times.  Then pages of growing size in several shapes (sizes.py), with the
time per kilobyte, the exponent of its growth (1 is linear), and the peak memory of a fresh process that reads one such page, above what it
holds when idle, per byte of the page.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from math import log
from pathlib import Path
from statistics import median

import sizes
from timing import INPUT, best, fresh, missing, row

SIZES = (10, 100, 1000, 5000, 10000)  # KB
COUNTED = 1000  # KB; below, the fixed costs of a page bend the curve
PAGES = (".html", ".htm", ".txt", ".md")


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("inputs", nargs="*", type=Path, default=[INPUT])
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--upto", type=float, default=10, help="size of the largest page in MB (10)")
    asked.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.memory_of:
        memory_of(options.memory_of)
        return
    compare(list(pages(options.inputs)), options.runs)
    grow([size for size in SIZES if size <= options.upto * 1000], options.runs)


def pages(inputs: Iterable[Path]) -> Iterable[Path]:
    """The page files that were named, and those of the folders that were."""
    for path in inputs:
        yield from sorted(p for p in path.iterdir() if p.suffix in PAGES and p.stem != "README") if path.is_dir() else [path]


def ours(data: bytes, name: str) -> int:
    """Characters of the author's lines."""
    from convert.clean import clean
    from convert.read import read
    from convert.source import Line, parse_page

    manuscript = clean(read([parse_page(data, name)]))
    return sum(len(block.text) for block in manuscript.blocks if isinstance(block, Line))


def peers() -> dict[str, Callable[[bytes], object]]:
    """The other extractors at hand, with their own defaults; each decodes the bytes by its own means."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    found: dict[str, Callable[[bytes], object]] = {}
    if not missing("trafilatura", "trafilatura", "its column"):
        import trafilatura

        found["trafilatura"] = trafilatura.extract
    found["resiliparse"] = lambda data: extract_plain_text(bytes_to_str(data, detect_encoding(data) or "utf-8"), main_content=True)
    return found


def compare(files: list[Path], runs: int) -> None:
    """One row a page: milliseconds of each tool, our ratio to each; their medians.  The others read no text renditions."""
    others = peers()
    ratios: dict[str, list[float]] = {name: [] for name in others}
    row("milliseconds", ["KB", "kanben", *others, *(f"/{name}" for name in others)])
    for path in files:
        data = path.read_bytes()
        tools: dict[str, Callable[[bytes], object]] = {"kanben": partial(ours, name=path.name)}
        if path.suffix.startswith(".htm"):
            tools |= others
        times = in_turn(tools, data, runs)
        quotients = {name: times["kanben"] / times[name] if name in times else None for name in others}
        for name, quotient in quotients.items():
            ratios[name] += [] if quotient is None else [quotient]
        row(path.name, [len(data) / 1000, *(times.get(name) for name in ("kanben", *others)), *quotients.values()])
    for name, known in ratios.items():
        if known:
            print(f"median ratio to {name}: {median(known):.2f} (least {min(known):.2f}, greatest {max(known):.2f}, {len(known)} pages)")


def in_turn(tools: dict[str, Callable[[bytes], object]], data: bytes, runs: int) -> dict[str, float]:
    """The least milliseconds of each tool on one page, by turns, so that what else the machine does falls on all; the first is not counted.

    A tool begins as it does on a page that is new to it: without the caches that trafilatura filled with this page's text the time
    before, and without garbage of others.
    """
    times = dict.fromkeys(tools, float("inf"))
    for turn in range(runs + 1):
        for name, tool in tools.items():
            if name == "trafilatura":
                import_module("trafilatura.meta").reset_caches()
            gc.collect()
            took, _ = best(1, lambda tool=tool: tool(data))  # type: ignore[misc]
            if turn:  # what is loaded once a process is loaded now
                times[name] = min(times[name], took)
    return times


def grow(kilobytes: list[int], runs: int) -> None:
    """One row a size and shape: milliseconds, microseconds per KB, the exponent of growth since the size before, memory per byte."""
    print()
    row("pages of growing size", ["KB", "characters", "ms", "us/KB", "exponent", "MB peak", "MB idle", "peak-idle/KB"], 13)
    exponents = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (ending, make) in sizes.SHAPES.items():
            last: tuple[int, float] | None = None
            for size in kilobytes:
                data = make(size * 1000)
                path = Path(folder, f"{size}.{ending}")
                path.write_bytes(data)
                took, characters = best(runs if size < COUNTED else 2, lambda data=data, path=path: ours(data, path.name))  # type: ignore[misc]
                idle, peak = map(float, fresh([sys.executable, __file__, "--memory-of", path]).split())
                power = None if last is None else log(took / last[1]) / log(len(data) / last[0])
                last = len(data), took
                exponents += [] if power is None or size < COUNTED else [power]
                cells: list[float | str | None] = [
                    len(data) / 1000,
                    str(characters),
                    took,
                    took * 1e6 / len(data),
                    power,
                    peak / 1e6,
                    idle / 1e6,
                ]
                row(f"{name}, {size} KB", [*cells, (peak - idle) / len(data)], 13)
    if exponents:
        print(f"exponent of growth from {COUNTED} KB on: median {median(exponents):.2f}, greatest {max(exponents):.2f} (1 is linear)")
    print("peak-idle/KB: memory above the idle process, in sizes of the page; it tells from 1000 KB on")


def memory_of(path: Path) -> None:
    """Print the bytes that this process held at most before reading a page, with everything loaded, and after."""
    ours(sizes.FRAME.read_bytes(), sizes.FRAME.name)
    idle = peak_memory()
    ours(path.read_bytes(), path.name)
    print(idle, peak_memory())


def peak_memory() -> int:
    """Bytes held at most so far.

    Linux carries ru_maxrss over from the parent that started the process (getrusage(2) counts the memory before exec), so VmHWM of proc(5),
    which does not, is asked first.  Elsewhere: ru_maxrss, in bytes on macOS.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
