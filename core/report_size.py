#!/usr/bin/env python3
"""Say what takes how much room in a main module: its sections, and its functions by where they come from.

The main module of `make debug` has the names of all its functions; others have those of what they export, which is
all but C's static functions.
"""

import argparse
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT / "core"))

from runtime_build.size_report import measure, table  # noqa: E402 - found through the line above


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dist", type=Path, nargs="?", default=CHECKOUT / "dist", help="a distribution (default: dist/)")
    parser.add_argument("--top", type=int, default=25, help="how many functions and groups to show (default: 25)")
    options = parser.parse_args()
    wasm = options.dist / "pyodide.asm.wasm"
    if not wasm.is_file():
        print(f"report_size.py: {wasm} is not there: run `make` first", file=sys.stderr)
        return 1
    print(table(measure(wasm.read_bytes()), options.top))
    return 0


if __name__ == "__main__":
    sys.exit(main())
