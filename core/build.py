#!/usr/bin/env python3
"""Build the runtime into `dist/`, on top of the CPython that core/cpython/build.py has made."""

import argparse
import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
sys.path.insert(0, str(HERE / "cpython"))

from interpreter_build.builder import Builder  # noqa: E402 - found through the line above
from interpreter_build.errors import BuildError  # noqa: E402
from interpreter_build.plan import Mode, plan  # noqa: E402
from interpreter_build.store import cache_root  # noqa: E402
from interpreter_build.toolchain import ABI_CFLAGS, ABI_LDFLAGS, WASM_PACKAGES, package_versions  # noqa: E402
from runtime_build import dist  # noqa: E402
from runtime_build.console import CONSOLE_PACKAGES, ConsolePage  # noqa: E402
from runtime_build.main_module import MainModule  # noqa: E402
from runtime_build.native import NativeObjects  # noqa: E402
from runtime_build.sources import read_tree  # noqa: E402
from runtime_build.stdlib import StandardLibrary  # noqa: E402
from runtime_build.typescript import Bundles, Declarations, tool_version  # noqa: E402

ABI_VERSION = "2025_0"  # the platform of PEP 783 whose flags these are
OPTIMIZE = {Mode.FAST: ("-O2",), Mode.RELEASE: ("-O3", "-flto")}


def read_version() -> str:
    """Return the version that pyodide-core and pyodide-py share, from its only place."""
    text = (CHECKOUT / "pyodide-py/src/pyodide/_version.py").read_text()
    match = re.search(r'__version__ = "(.+)"', text)
    assert match, "pyodide-py/src/pyodide/_version.py has no __version__"
    return match[1]


def build(mode: Mode, jobs: int) -> Path:
    """Make every part that is not in the cache and arrange the distribution."""
    version = read_version()
    builder = Builder(cache_root(), jobs)
    interpreter = plan(HERE / "cpython", mode)
    packages = package_versions(WASM_PACKAGES)
    bundles = Bundles(
        runtime=read_tree(HERE / "runtime", ["*.ts"]),
        adaptor=(HERE / "native/call_adaptor/adaptor.wat").read_text(),
        version=version,
        abi_version=ABI_VERSION,
        esbuild_version=tool_version("esbuild"),
    )
    objects = NativeObjects(read_tree(HERE / "native", ["*.c", "*.h", "*.s"]), interpreter, ABI_CFLAGS, packages)
    main_module = MainModule(
        objects=objects,
        bundles=bundles,
        interpreter=interpreter,
        library=(HERE / "runtime/boundary/library.gen.js").read_text()
        + (HERE / "runtime/glue-overrides.js").read_text(),
        glue_export=(HERE / "runtime/glue-export.js").read_text(),
        optimize=OPTIMIZE[mode],
        abi_flags=ABI_LDFLAGS,
        packages=packages,
        version=version,
    )
    declarations = Declarations(
        runtime=read_tree(HERE / "runtime", ["*.ts"]),
        settings=(HERE / "tsconfig.json").read_text(),
        typescript_version=tool_version("typescript"),
    )
    stdlib = StandardLibrary(interpreter, read_tree(CHECKOUT / "pyodide-py/src", ["*.py"]), version)
    console = ConsolePage(
        source=read_tree(HERE / "console", ["*.ts", "*.py", "*.html", "*.css"]),
        versions=tuple((name, tool_version(name)) for name in CONSOLE_PACKAGES),
    )

    folder = CHECKOUT / "dist"
    steps = (bundles, declarations, main_module, stdlib, console)
    results = [path for step in steps for path in builder.result(step).iterdir()]
    static = [path for name in dist.STATIC for path in (HERE / "runtime" / name).iterdir() if path.is_file()]
    dist.arrange(folder, [path for path in results if path.name != "runtime.pre.js"] + static)
    python_version = "3.13.5"
    dist.write_json(folder / "pyodide-lock.json", dist.lock_file(version, python_version, ABI_VERSION))
    files = sorted(path.name for path in folder.iterdir() if path.suffix not in dist.KEPT)
    dist.write_json(folder / "package.json", dist.package_json(version, files))
    return folder


def main() -> int:
    """Build, and print where the result is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--fast", action="store_true", help="for developers: without link-time optimisation and profile"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="compilers at the same time")
    options = parser.parse_args()
    try:
        print(build(Mode.FAST if options.fast else Mode.RELEASE, options.jobs))
    except BuildError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
