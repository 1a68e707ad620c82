#!/usr/bin/env python3
"""Build CPython for WebAssembly into the build cache and link `build/cpython` to the result."""

import argparse
import os
import sys
from pathlib import Path

from interpreter_build.builder import Builder, default_jobs
from interpreter_build.errors import BuildError
from interpreter_build.plan import Mode, plan, plan_library_modules
from interpreter_build.store import cache_root
from interpreter_build.toolchain import check_commands

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]


def main() -> int:
    """Build, and print where the result is."""
    parser = argparse.ArgumentParser(description=__doc__)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--fast", action="store_true", help="without link-time optimisation and profile")
    mode.add_argument("--debug", action="store_true", help="the same, with debugging information")
    parser.add_argument("--jobs", type=int, default=default_jobs(), help="compilers at the same time")
    options = parser.parse_args()
    try:
        check_commands()
        step = plan(HERE, Mode.DEBUG if options.debug else Mode.FAST if options.fast else Mode.RELEASE)
        builder = Builder(cache_root(), options.jobs)
        # They need it; OpenSSL is built beside it, whose optimisation is for minutes the work of one processor.
        builder.result(plan_library_modules(HERE, step))
        result = builder.result(step)
    except BuildError as error:
        print(f"build_cpython.py: {error}", file=sys.stderr)
        return 1
    if not options.debug:
        point_to(CHECKOUT / "build" / "cpython", result)
    print(result)
    return 0


def point_to(link: Path, target: Path) -> None:
    """Make `link` a symbolic link to `target`, replacing the one that is there in one go."""
    link.parent.mkdir(exist_ok=True)
    temporary = link.with_name(f".{link.name}-{os.getpid()}")
    temporary.symlink_to(target)
    temporary.replace(link)


if __name__ == "__main__":
    sys.exit(main())
