"""A stand-in for the work of a worker process, in a module that the process can import."""

import os

from convert.build.task import Job, Result


def poisoned(job: Job) -> Result:
    """A job named crash kills its worker, one named hang never ends, any other is well."""
    name = job.files[0].name
    if name == "crash":
        os._exit(9)
    while name == "hang":
        pass
    return Result((name,), "made")
