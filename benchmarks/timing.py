"""What the benchmarks share: the least time of several runs, runs in a fresh process, and plain tables.

Times are milliseconds, of wall time or of processor time.  A machine with other work makes every time longer, wall times most, so what counts
are ratios of times taken in one run.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
INPUT = TOP / "input"


def processor() -> float:
    """Seconds of processor time that this process and those it waited for have taken, on all cores."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def best(runs: int, work: Callable[[], Any], clock: Callable[[], float] = processor) -> tuple[float, Any]:
    """The least milliseconds of several runs, and what the last run gave."""
    least, result = float("inf"), None
    for _ in range(runs):
        began = clock()
        result = work()
        least = min(least, (clock() - began) * 1000)
    return least, result


def fresh(command: Sequence[str | Path]) -> str:
    """What a command prints; SystemExit with its complaint when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def missing(module: str, package: str, column: str) -> bool:
    """Whether an optional package is not installed; says so."""
    if find_spec(module) is not None:
        return False
    print(f"{package} is not installed, so {column} is left out; pip install -e '.[bench]' installs it")
    return True


def row(name: str, cells: Sequence[float | str | None], width: int = 12) -> None:
    """Print one line of a table: numbers with two decimals below 10, one above; "-" for what there is not."""
    print(f"{name[:29]:30}" + "".join(f"{written(cell):>{width}}" for cell in cells))


def written(cell: float | str | None) -> str:
    """A cell as text."""
    if cell is None:
        return "-"
    return cell if isinstance(cell, str) else f"{cell:.{2 if abs(cell) < 10 else 1}f}"
