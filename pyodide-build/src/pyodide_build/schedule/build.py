"""Build what a plan lays out, here or on a cluster, and tell the user how it went."""

import os
import sys
import time

from pyodide_build.schedule.crew import Crew, LocalCrew
from pyodide_build.schedule.graph import priorities
from pyodide_build.schedule.plan import Plan
from pyodide_build.schedule.progress import Lines, LiveTable
from pyodide_build.schedule.run import Report, Run
from pyodide_build.schedule.summary import failures, summary
from pyodide_build.schedule.times import add_times, read_times

# What is assumed of recipes that were never built, in seconds.
UNKNOWN = 30.0


def build(plan: Plan, *, scheduler: str | None = None, places: int | None = None, jobs: int | None = None) -> Report:
    """Build all recipes of a plan that have no result.

    Args:
        plan: the recipes, and what is built how.
        scheduler: the address of a Dask cluster's.
        places: how many recipes at the same time.
        jobs: how many compilers each of them may start, if not its share of the processors.

    Raises:
        RecipesFailedError: some could not be built; the others are.
        SchedulerError: the cluster cannot be used.
    """
    names = list(plan.graph.needs)
    missing = plan.missing(names)
    progress = progress_for(len(names), plan.verbosity)
    for name in missing if plan.verbosity else ():
        progress.say(f"{name}: {plan.reason(name)}")
    began = time.monotonic()
    order = priorities(plan.graph, read_times(plan.store.root), UNKNOWN)
    with crew_for(scheduler if missing else None, places, jobs) as crew, progress:
        run = Run(plan.graph, plan.task, crew, progress, order)
        try:
            report = run.all()
        finally:
            add_times(plan.store.root, run.report.built)
    if missing or plan.verbosity:
        print(summary(report, time.monotonic() - began), file=sys.stderr, flush=True)
    if report.failed:
        raise failures(report)
    return report


def crew_for(scheduler: str | None, places: int | None, jobs: int | None) -> Crew:
    """Return who builds."""
    if scheduler:
        from pyodide_build.schedule.cluster import ClusterCrew

        return ClusterCrew(scheduler, places)
    cores = os.process_cpu_count() or 1
    return LocalCrew(places or cores, cores, jobs)


def progress_for(total: int, verbosity: int) -> Lines:
    """Return what tells about the build: on a terminal a table, unless programs write there, too."""
    kind = LiveTable if sys.stderr.isatty() and verbosity < 2 else Lines
    return kind(total, verbose=verbosity > 0)
