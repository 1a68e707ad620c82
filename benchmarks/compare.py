#!/usr/bin/env python3
"""Compare distributions side by side, by parts: size, start, browsers, memory, programs, pyperformance, ffi, ...

Runs A B C A B C ... in processes of their own under one Node.js and prints medians, and ratios to the best peer; below
1 is faster (or smaller). A peer is any folder with a `pyodide.mjs`, such as node_modules/pyodide.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from interleave import HERE, Setting
from parts import PARTS, MissingError, Request
from plot import plot
from table import as_data, print_table

CHECKOUT = HERE.parent
# What `all` leaves out: interrupts are minutes of waiting.
DEFAULT = [name for name in PARTS if name != "interrupts"]


def version(dist: Path) -> str:
    """Return what to call a distribution."""
    package: dict[str, str] = json.loads((dist / "package.json").read_text())
    return package["version"]


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", choices=["all", *PARTS], metavar="PART", help=f"all, {', '.join(PARTS)}")
    parser.add_argument("--peer", type=Path, action="append", required=True, help="another distribution's folder")
    parser.add_argument("--dist", type=Path, default=CHECKOUT / "dist", help="ours (default: dist/)")
    parser.add_argument("--node", default=shutil.which("node"), help="the Node.js to run under (default: on PATH)")
    parser.add_argument("--rounds", type=int, default=3, help="processes per distribution (default: 3)")
    parser.add_argument("--wheel", type=Path, action="append", default=[], help="for packages: a wheel to load")
    parser.add_argument("--only", default="", help="of a part's programs or topics, those whose name has this in it")
    parser.add_argument("--json", type=Path, help="also write the medians to this file")
    parser.add_argument("--plots", type=Path, help="also draw the ratios of each part, into this folder")
    return parser.parse_args()


def main() -> int:
    """Compare what the command line names; fail if a row of ours is missing."""
    options = parse_arguments()
    dists = [path.resolve() for path in (options.dist, *options.peer)]
    request = Request(Setting(options.node, dists, options.rounds), options.only, options.wheel)
    columns = ["ours", *(version(dist) for dist in dists[1:])]
    results, failed = {}, 0
    for name in dict.fromkeys(DEFAULT if "all" in options.parts else options.parts):
        unit, measure = PARTS[name]
        try:
            rows = measure(request)
        except MissingError as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed = 1
            continue
        print(f"\n== {name} ==")
        failed |= print_table(rows, columns, unit)
        results[name] = as_data(rows, columns, unit)
        if options.plots:
            options.plots.mkdir(parents=True, exist_ok=True)
            (options.plots / f"{name}.svg").write_text(plot(name, rows))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        data = {"ours": version(dists[0]), "peers": columns[1:], "parts": results}
        options.json.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
