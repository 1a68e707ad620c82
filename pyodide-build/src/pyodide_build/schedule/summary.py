"""Sum up a build: how long each recipe took, what failed and why, what could not be built for that."""

from pyodide_build.errors import RecipesFailedError
from pyodide_build.schedule.progress import duration
from pyodide_build.schedule.run import Report


def summary(report: Report, total_seconds: float) -> str:
    """Return the times of what was built, the longest first, and the count of what was there."""
    lines = []
    if report.built:
        width = max(map(len, report.built))
        longest_first = sorted(report.built.items(), key=lambda item: -item[1])
        lines += [f"  {name:<{width}}  {duration(seconds):>12}" for name, seconds in longest_first]
    idle = not report.built and not report.failed
    counts = ["nothing to build" if idle else f"{len(report.built)} built"]
    if report.reused:
        counts.append(f"{len(report.reused)} were there")
    if report.failed:
        counts.append(f"{len(report.failed)} failed")
    if report.blocked:
        counts.append(f"{len(report.blocked)} not built for that")
    return "\n".join([*lines, f"{', '.join(counts)}, in {duration(total_seconds)}"])


def failures(report: Report) -> RecipesFailedError:
    """Return the error about everything that failed."""
    parts = list(report.failed.values())
    if report.blocked:
        parts.append(
            "Not built, since they need what failed:"
            + "".join(f"\n  {name} (needs {cause})" for name, cause in sorted(report.blocked.items()))
        )
    count = "One recipe" if len(report.failed) == 1 else f"{len(report.failed)} recipes"
    return RecipesFailedError("\n\n".join([f"{count} could not be built.", *parts]))
