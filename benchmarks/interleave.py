"""Measure distributions in turns: A B C A B C ..., each time in a process of its own."""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from table import Measured, Row

HERE = Path(__file__).resolve().parent
TIME_LIMIT = 600.0


@dataclass(frozen=True)
class Setting:
    """What is measured, and how often."""

    node: str
    dists: list[Path]
    rounds: int


def measure(node: str, dist: Path, script: str, *what: str) -> dict[str, Measured]:
    """Run a measuring script once; a process that crashes or hangs has measured nothing."""
    command = [node, "--expose-gc", str(HERE / script), str(dist), *what]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=TIME_LIMIT)
        result: dict[str, Measured] = json.loads(done.stdout.splitlines()[-1])
    except (subprocess.SubprocessError, IndexError, ValueError) as error:
        print(f"\n{dist} {' '.join(what)}: {str(error)[:200]}", file=sys.stderr)
        return {}
    return result


def interleaved(setting: Setting, script: str, *what: str) -> dict[str, Row]:
    """Measure all in turns and return the medians of each row, a column for each distribution."""
    runs: list[list[dict[str, Measured]]] = [[] for _ in setting.dists]
    for number in range(setting.rounds):
        for results, dist in zip(runs, setting.dists, strict=True):
            label = f"{' '.join(what)[:40]} round {number + 1}/{setting.rounds}"
            print(f"\r{label} {dist!s:60.60}", end="", file=sys.stderr)
            results.append(measure(setting.node, dist, script, *what))
    print("\r" + " " * 120 + "\r", end="", file=sys.stderr)
    names = dict.fromkeys(name for results in runs for run in results for name in run)
    return {name: [_median([run.get(name, "crashed") for run in results]) for results in runs] for name in names}


def _median(values: list[Measured]) -> Measured:
    """Return the median, or why there is none."""
    failures = [value for value in values if isinstance(value, str)]
    return failures[0] if failures else statistics.median(value for value in values if not isinstance(value, str))
