"""Make steps in the order of their needs, independent ones at the same time, each only once."""

import os
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from interpreter_build.fetch import fetch
from interpreter_build.pins import Pin
from interpreter_build.process import Runner
from interpreter_build.step import Step, Workspace
from interpreter_build.store import Site, Store
from interpreter_build.toolchain import CHILD_ENVIRONMENT


def default_jobs() -> int:
    """Return how many compilers may run at the same time: PYODIDE_JOBS, else one a processor."""
    return int(os.environ.get("PYODIDE_JOBS") or os.cpu_count() or 1)


class Builder:
    """Turns steps into folders in the cache."""

    def __init__(self, cache: Path, jobs: int) -> None:
        self._artifacts = cache / "artifacts"
        self._downloads = cache / "downloads"
        self._store = Store(self._artifacts)
        self._jobs = jobs
        self._start = time.monotonic()
        # Several steps need the same one, at the same time: the first makes it, the others wait here.
        self._once: defaultdict[str, Lock] = defaultdict(Lock)

    def result(self, step: Step) -> Path:
        """Return the folder of the step's result; make it and what it needs if it is not there."""
        with self._once[step.key]:
            return self._store.get(step.name, step.key, lambda site: self._make(step, site))

    def source(self, pin: Pin) -> Path:
        """Return the pinned archive."""
        self._downloads.mkdir(parents=True, exist_ok=True)
        return fetch(pin, self._downloads)

    def _make(self, step: Step, site: Site) -> None:
        needs = step.needs()
        if needs:
            with ThreadPoolExecutor(len(needs)) as pool:
                list(pool.map(self.result, needs))
        began = time.monotonic()
        self._say(f"{step.name} …")
        log = self._artifacts / "logs" / f"{step.name}-{step.key[:16]}.log"
        run = Runner(log, {**CHILD_ENVIRONMENT, "HOME": str(site.work)}, site.lock)
        step.build(Workspace(site.out, site.work, self._jobs, run, self.result, self.source))
        self._say(f"{step.name} done in {time.monotonic() - began:.0f} s")

    def _say(self, line: str) -> None:
        print(f"[{time.monotonic() - self._start:4.0f} s] {line}", file=sys.stderr, flush=True)
