"""What the runner prints and writes."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cpython_suite.outcome import BAD, ModuleRun

VERDICTS = {
    "passed": "passed",
    "partly": "with expected failures",
    "failed": "not as expected",
    "skipped": "skipped",
}


def progress(run: ModuleRun, number: int, total: int) -> str:
    """Return the lines that a module gets when it is over."""
    counts = count_tests([run])
    numbers = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    lines = [f"[{number}/{total}] {run.module}: {VERDICTS[run.verdict]} ({numbers}; {run.seconds:.1f} s)"]
    return "\n".join([*lines, *(f"    {surprise}" for surprise in run.surprises)])


def count_tests(runs: Sequence[ModuleRun]) -> dict[str, int]:
    """Count the tests by what became of them."""
    counts = Counter(each.outcome for run in runs for each in run.tests.values())
    return {
        "passed": counts["passed"],
        "failed": sum(counts[bad] for bad in BAD),
        "skipped": counts["skipped"] + counts["left out"],
    }


def summary(runs: Sequence[ModuleRun]) -> str:
    """Return the line at the end."""
    verdicts = Counter(run.verdict for run in runs)
    tests = count_tests(runs)
    modules = ", ".join(f"{verdicts[each]} {words}" for each, words in VERDICTS.items())
    return (
        f"{len(runs)} modules: {modules}; {sum(tests.values())} tests: "
        f"{tests['passed']} passed, {tests['failed']} failed, {tests['skipped']} skipped"
    )


def write_results(path: Path, runs: Sequence[ModuleRun]) -> None:
    """Write everything as JSON."""
    data = {
        "summary": summary(runs),
        "tests": count_tests(runs),
        "modules": {
            run.module: {
                "verdict": run.verdict,
                "seconds": round(run.seconds, 1),
                "surprises": run.surprises,
                "tests": {name: {"outcome": each.outcome, "why": each.why} for name, each in run.tests.items()},
            }
            for run in sorted(runs, key=lambda run: run.module)
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n")
