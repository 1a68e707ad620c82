"""What became of a module of tests."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from cpython_suite.expectations import Expectations, without_match

BAD = frozenset({"failed", "crashed", "timed out"})


@dataclass(frozen=True)
class Outcome:
    """`passed`, `skipped`, `left out` (by us), `failed`, `crashed` or `timed out`, and why."""

    outcome: str
    why: str = ""


@dataclass(frozen=True)
class ModuleRun:
    """The tests of a module by their full names; the module's own name stands for what is no single test."""

    module: str
    tests: dict[str, Outcome]
    seconds: float = 0.0
    surprises: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """`failed`: not as expected; `partly`: as expected, and that is not all of it; `passed` or `skipped`."""
        if self.surprises:
            return "failed"
        outcomes = {each.outcome for each in self.tests.values()}
        if outcomes & BAD:
            return "partly"
        return "passed" if "passed" in outcomes else "skipped"


def read_events(module: str, lines: Iterable[str], ended: str) -> dict[str, Outcome]:
    """Make the outcomes of what record.py said; `ended` is what became of the process if it did not say the end."""
    tests: dict[str, Outcome] = {}
    running, over = module, False
    for line in lines:
        event = json.loads(line)
        match event:
            case {"started": name}:
                running = f"{module}.{name}"
            case {"test": name, "outcome": outcome, "why": why}:
                tests[f"{module}.{name}"] = Outcome(outcome, why)
                running = module
            case {"skipped": why}:
                tests[module], over = Outcome("skipped", why), True
            case {"broken": why}:
                tests[module], over = Outcome("failed", why), True
            case {"over": True}:
                over = True
    if not over:
        tests[running] = Outcome(ended, "the last test that was started" if running != module else "between tests")
    return tests


def judge(module: str, tests: dict[str, Outcome], seconds: float, expected: Expectations) -> ModuleRun:
    """Compare with what is expected: a failure that is not is a surprise, and so is a success that is not."""
    failing = expected.failing_in(module)
    surprises = []
    for name, each in tests.items():
        known = any(fnmatchcase(name, pattern) for pattern in failing)
        if each.outcome in BAD and not known:
            surprises.append(f"{name} {each.outcome}: {_last_line(each.why)}")
        elif each.outcome == "passed" and known:
            surprises.append(f"{name} passed, though expected to fail")
    # What has not come to its end has not named all of its tests.
    if not {each.outcome for each in tests.values()} & {"crashed", "timed out"} and module not in tests:
        unused = without_match((*failing, *expected.skipped_in(module)), tests)
        surprises += [f"{pattern} names no test: take it out of expectations.toml" for pattern in unused]
    return ModuleRun(module, tests, seconds, surprises)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1][:200] if lines else ""
