#!/usr/bin/env python3
"""Compare distributions side by side: `compare.py start|programs|ffi|interrupts|packages|size --peer DIR [--peer DIR]`.

Runs A B C A B C ... in processes of their own under one Node.js and prints medians, and ratios to the best peer; below
1 is faster (or smaller). A peer is any folder with a `pyodide.mjs`, such as node_modules/pyodide.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from table import Measured, Row, as_data, print_table

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
# What a page downloads before it can run 1+1.
DOWNLOADED = ("pyodide.mjs", "pyodide.asm.*js", "pyodide.asm.wasm", "python_stdlib.zip")
TIME_LIMIT = 180.0
# What is interrupted: the rows of measure_interrupts.mjs.
INTERRUPTS = (
    "a loop in Python",
    "a loop of calls",
    "a loop in C",
    "arithmetic in C",
    "time.sleep",
    "a handler of stdin",
    "JavaScript that asks",
    "a task that spins",
)


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


def interleaved(node: str, dists: list[Path], rounds: int, script: str, *what: str) -> dict[str, Row]:
    """Measure all in turns and return the medians of each row, a column for each distribution."""
    runs: list[list[dict[str, Measured]]] = [[] for _ in dists]
    for number in range(rounds):
        for results, dist in zip(runs, dists, strict=True):
            print(f"\r{' '.join(what)[:40]} round {number + 1}/{rounds} {dist!s:60.60}", end="", file=sys.stderr)
            results.append(measure(node, dist, script, *what))
    print("\r" + " " * 120 + "\r", end="", file=sys.stderr)
    names = dict.fromkeys(name for results in runs for run in results for name in run)
    return {name: [_median([run.get(name, "crashed") for run in results]) for results in runs] for name in names}


def _median(values: list[Measured]) -> Measured:
    """Return the median, or why there is none."""
    failures = [value for value in values if isinstance(value, str)]
    return failures[0] if failures else statistics.median(value for value in values if not isinstance(value, str))


def brotli_size(path: Path) -> float:
    """Return the size that a server sends, in bytes."""
    done = subprocess.run(["brotli", "--quality=11", "--stdout", str(path)], stdout=subprocess.PIPE, check=True)
    return float(len(done.stdout))


def sizes(dists: list[Path]) -> dict[str, Row]:
    """Return the compressed size of each file of a start, in bytes."""
    rows = {name: [brotli_size(next(dist.glob(name))) for dist in dists] for name in DOWNLOADED}
    return {**rows, "total": [sum(column) for column in zip(*rows.values(), strict=True)]}


def version(dist: Path) -> str:
    """Return what to call a distribution."""
    package: dict[str, str] = json.loads((dist / "package.json").read_text())
    return package["version"]


def main() -> int:
    """Compare what the command line names; fail if a row of ours is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["start", "programs", "ffi", "interrupts", "packages", "size"])
    parser.add_argument("--peer", type=Path, action="append", required=True, help="another distribution's folder")
    parser.add_argument("--dist", type=Path, default=CHECKOUT / "dist", help="ours (default: dist/)")
    parser.add_argument(
        "--node", default=shutil.which("node"), help="the Node.js to run under (default: the one on PATH)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="processes per distribution (default: 3)")
    parser.add_argument("--wheel", type=Path, action="append", default=[], help="for packages: a wheel to load")
    parser.add_argument("--only", default="", help="of the programs or topics, those whose name has this in it")
    parser.add_argument("--json", type=Path, help="also write the medians to this file")
    options = parser.parse_args()
    dists = [path.resolve() for path in (options.dist, *options.peer)]
    rows: dict[str, Row]
    match options.what:
        case "size":
            unit, rows = "bytes", sizes(dists)
        case "ffi":
            topics = sorted(path.stem for path in (HERE / "ffi").glob("*.mjs") if options.only in path.stem)
            unit, rows = "µs", {}
            for topic in topics:
                rows |= interleaved(options.node, dists, options.rounds, "measure_ffi.mjs", topic)
        case "interrupts":
            unit, rows = "ms", {}
            for name in INTERRUPTS:
                rows |= interleaved(options.node, dists, options.rounds, "measure_interrupts.mjs", name)
        case "packages":
            chromium = shutil.which("chromium") or parser.error("packages are loaded in chromium, which is not on PATH")
            paths = [str(path) for path in options.wheel]
            if not paths:
                parser.error("name the files to load: --wheel FILE [--wheel FILE]")
            unit, rows = "", interleaved(options.node, dists, options.rounds, "measure_packages.mjs", chromium, *paths)
        case what:
            names = sorted(path.stem for path in (HERE / "programs").glob("*.py") if options.only in path.stem)
            chosen = [what, *names] if what == "programs" else [what]
            unit, rows = "ms", interleaved(options.node, dists, options.rounds, "measure.mjs", *chosen)
    columns = ["ours", *(version(dist) for dist in dists[1:])]
    if options.json:
        options.json.write_text(json.dumps(as_data(rows, columns, unit), indent=2) + "\n")
    return print_table(rows, columns, unit)


if __name__ == "__main__":
    sys.exit(main())
