"""How many jobs are run: in this process (inline), or in a pool of local processes that loses only the job whose worker died (local).

What goes in are jobs and a function; results come out in the order of the jobs.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from convert.build.task import Job, Result, make
from convert.errors import SetupError

TIMEOUT = 300.0  # seconds for one thread; the slowest report of the benchmark takes some ten
RECYCLE = 200  # jobs after which a worker is replaced: memory that a library keeps does not grow for ever


def run(jobs: Iterable[Job], engine: str, workers: int, timeout: float = TIMEOUT) -> Iterator[Result]:
    """Results in the order of the jobs."""
    return ENGINES[engine](jobs, workers, timeout)


def inline(jobs: Iterable[Job], workers: int, timeout: float) -> Iterator[Result]:
    """One after the other in this process; for debugging, without protection against a crash or a hang."""
    yield from map(make, jobs)


def local(jobs: Iterable[Job], workers: int, timeout: float, work: Callable[[Job], Result] = make) -> Iterator[Result]:
    """A pool of processes.  A job that crashes its worker or takes longer than `timeout` seconds fails alone."""
    from pebble import ProcessPool

    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=workers, max_tasks=RECYCLE, context=context, initializer=guard) as pool:
        waiting: deque[tuple[Job, object]] = deque()
        try:
            for job in jobs:
                waiting.append((job, pool.schedule(work, args=(job,), timeout=timeout)))
                if len(waiting) >= 4 * workers:  # a window: a million jobs are not queued at once
                    yield outcome(*waiting.popleft(), timeout)
            while waiting:
                yield outcome(*waiting.popleft(), timeout)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def outcome(job: Job, future: object, timeout: float) -> Result:
    """The result of a scheduled job, whatever became of its worker.  SetupError when no worker lives to do it."""
    from concurrent.futures import Future
    from concurrent.futures import TimeoutError as Late
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    assert isinstance(future, Future)
    names = tuple(str(path) for path in job.files)
    try:
        result = future.result()
        assert isinstance(result, Result)
        return result
    except BrokenProcessPool as error:
        fact = "the worker processes do not start, or are ended from outside (is there memory for them?)"
        raise SetupError(f"{fact}; what is done is kept; go on with fewer --jobs, or with --engine inline") from error
    except Late:
        message = f"{names[0]}: stopped after {timeout:g} seconds; give it more with --timeout, or report the page"
    except ProcessExpired as error:
        message = f"{names[0]}: its worker process died (exit code {error.exitcode}); the others are done; please report this page"
    return Result(names, "failed", job.source, None, message, 1)


ENGINES: dict[str, Callable[[Iterable[Job], int, float], Iterator[Result]]] = {"local": local, "inline": inline}


def guard() -> None:
    """Limits of a worker: no core files, and none outlives a driver that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ.pop(name, None)
