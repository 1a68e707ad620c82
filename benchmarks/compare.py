#!/usr/bin/env python3
"""Compare distributions side by side: `compare.py start|programs|size --peer DIR`.

Runs A B A B ... in processes of their own under one Node.js and prints medians and ratios; below 1 is faster (or
smaller) than the peer. A peer is any folder with a `pyodide.mjs`, such as node_modules/pyodide.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
# What a page downloads before it can run 1+1.
DOWNLOADED = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")


def measure(node: str, dist: Path, *what: str) -> dict[str, float]:
    """Run measure.mjs once."""
    command = [node, str(HERE / "measure.mjs"), str(dist), *what]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def interleaved(node: str, ours: Path, peer: Path, rounds: int, *what: str) -> dict[str, tuple[float, float]]:
    """Measure both in turns and return the medians of each row."""
    runs: tuple[list[dict[str, float]], list[dict[str, float]]] = ([], [])
    for number in range(rounds):
        for results, dist in zip(runs, (ours, peer), strict=True):
            print(f"\rround {number + 1}/{rounds} {dist.name:20}", end="", file=sys.stderr, flush=True)
            results.append(measure(node, dist, *what))
    print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    return {
        row: (statistics.median(run[row] for run in runs[0]), statistics.median(run[row] for run in runs[1]))
        for row in runs[0][0]
    }


def brotli_size(path: Path) -> float:
    """Return the size that a server sends, in bytes."""
    done = subprocess.run(["brotli", "--quality=11", "--stdout", str(path)], stdout=subprocess.PIPE, check=True)
    return float(len(done.stdout))


def sizes(ours: Path, peer: Path) -> dict[str, tuple[float, float]]:
    """Return the compressed size of each file of a start, in bytes."""
    rows = {name: (brotli_size(ours / name), brotli_size(peer / name)) for name in DOWNLOADED}
    return rows | {"total": (sum(row[0] for row in rows.values()), sum(row[1] for row in rows.values()))}


def table(rows: dict[str, tuple[float, float]], unit: str) -> None:
    """Print rows, and the geometric mean of their ratios."""
    print(f"{'':20} {'ours':>12} {'peer':>12} {unit:5} ratio")
    for name, (ours, peer) in rows.items():
        print(f"{name:20} {ours:12.1f} {peer:12.1f} {'':5} {ours / peer:.3f}")
    mean = statistics.geometric_mean(ours / peer for ours, peer in rows.values())
    print(f"{'geometric mean':51} {mean:.3f}")


def main() -> int:
    """Compare what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["start", "programs", "size"])
    parser.add_argument("--peer", type=Path, required=True, help="the other distribution's folder")
    parser.add_argument("--dist", type=Path, default=CHECKOUT / "dist", help="ours (default: dist/)")
    parser.add_argument(
        "--node", default=shutil.which("node"), help="the Node.js to run under (default: the one on PATH)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="processes per distribution (default: 3)")
    options = parser.parse_args()
    ours, peer = options.dist.resolve(), options.peer.resolve()
    if options.what == "size":
        table(sizes(ours, peer), "bytes")
        return 0
    programs = sorted(path.stem for path in (HERE / "programs").glob("*.py")) if options.what == "programs" else []
    table(interleaved(options.node, ours, peer, options.rounds, options.what, *programs), "ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
