#!/usr/bin/env python3
"""Build the runtime into `dist/`, on top of the CPython that core/cpython/build_cpython.py has made."""

import argparse
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
sys.path.insert(0, str(HERE / "cpython"))

from interpreter_build.builder import Builder, default_jobs  # noqa: E402 - found through the line above
from interpreter_build.errors import BuildError  # noqa: E402
from interpreter_build.plan import Mode  # noqa: E402
from interpreter_build.store import cache_root  # noqa: E402
from pyodide_lock import InfoSpec  # noqa: E402
from runtime_build import dist  # noqa: E402
from runtime_build.lock_file import write_lock_file  # noqa: E402
from runtime_build.own_wheel import own_wheel  # noqa: E402
from runtime_build.package_index import write_index_file  # noqa: E402
from runtime_build.plan import ABI_VERSION, PLATFORM, plan_runtime, read_version  # noqa: E402
from runtime_build.stdlib_packages import StdlibPackages  # noqa: E402

PYTHON_VERSION = "3.13.5"
# The console takes the one beside it for `?build=debug`.
FOLDERS = {Mode.FAST: "dist", Mode.RELEASE: "dist", Mode.DEBUG: "debug"}
INTERMEDIATE = frozenset({"runtime.pre.js", "texts"})


def build(mode: Mode, jobs: int) -> Path:
    """Make every part that is not in the cache and arrange the distribution."""
    version = read_version(CHECKOUT)
    builder = Builder(cache_root(), jobs)
    results = {
        type(step): sorted(builder.result(step).iterdir()) for step in plan_runtime(CHECKOUT, mode, version, os.environ)
    }
    files = {path.name: path for made in results.values() for path in made if path.name not in INTERMEDIATE}
    static = [path for name in dist.STATIC for path in (HERE / "runtime" / name).iterdir() if path.is_file()]
    files |= {path.name: path for path in static}
    cpython_modules = [path.name for path in results[StdlibPackages]]
    wheels = {path.name: path for path in builder.result(own_wheel(CHECKOUT / "micropip")).iterdir()}
    folder = CHECKOUT / FOLDERS[mode]
    dist.arrange(folder, files | wheels)

    info = InfoSpec(platform=PLATFORM, version=version, python=PYTHON_VERSION, abi_version=ABI_VERSION)
    write_lock_file(folder / "pyodide-lock.json", info, wheels, cpython_modules)
    write_index_file(folder / "pyodide-index.json")
    core = sorted(files.keys() - {*cpython_modules, *wheels} | dist.GENERATED)
    dist.write_json(folder / "package.json", dist.package_json(version, core))
    return folder


def main() -> int:
    """Build, and print where the result is."""
    parser = argparse.ArgumentParser(description=__doc__)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--fast", action="store_true", help="for developers: without link-time optimisation and profile")
    kind.add_argument("--debug", action="store_true", help="with debugging information and checks, into debug/")
    parser.add_argument("--jobs", type=int, default=default_jobs(), help="compilers at the same time")
    options = parser.parse_args()
    try:
        mode = Mode.DEBUG if options.debug else Mode.FAST if options.fast else Mode.RELEASE
        print(build(mode, options.jobs))
    except BuildError as error:
        print(f"build_runtime.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
