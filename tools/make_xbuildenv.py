#!/usr/bin/env python3
"""Make the cross-build environment: what builds of packages need of the target, as one folder.

xbuildenv/
  pyodide-root/
    target.json            versions, and the flags of the platform's ABI
    include/, lib/         Python's headers, and the module that tells sysconfig about the target
    dist/                  the runtime, for virtual environments
  requirements.txt         packages that others compile against, installed beside
  site-packages-extras/    files of such packages that differ on the target
"""

import json
import shutil
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT / "core"), str(CHECKOUT / "core/cpython")]

from interpreter_build.toolchain import ABI_CFLAGS, ABI_LDFLAGS, EMSCRIPTEN_VERSION  # noqa: E402 - see above
from runtime_build.plan import ABI_VERSION, read_version  # noqa: E402

SYSCONFIGDATA = "_sysconfigdata__emscripten_wasm32-emscripten.py"

# sysconfig's variables about folders name those of the target's own file system.
RELOCATE = """

import os as _os

_root = _os.path.dirname(_os.path.dirname(_os.path.dirname(_os.path.abspath(__file__))))
for _name in ("CONFINCLUDEPY", "INCLUDEPY", "INCLUDEDIR", "CONFINCLUDEDIR", "LIBDIR", "LIBPL", "LIBDEST"):
    build_time_vars[_name] = _root + "/" + build_time_vars[_name].lstrip("/")
build_time_vars["prefix"] = build_time_vars["exec_prefix"] = _root
"""


def make(interpreter: Path, dist: Path, out: Path) -> None:
    """Fill a folder that does not exist yet.

    Args:
        interpreter: what core/cpython/build.py has made.
        dist: the distribution.
        out: the folder to make.
    """
    root = out / "pyodide-root"
    version = json.loads((interpreter / "link.json").read_text())["version"]
    python = f"python{version.rpartition('.')[0]}"
    shutil.copytree(interpreter / "include", root / "include")
    (root / "lib" / python).mkdir(parents=True)
    sysconfigdata = (interpreter / "lib" / python / SYSCONFIGDATA).read_text()
    (root / "lib" / python / SYSCONFIGDATA).write_text(sysconfigdata + RELOCATE)
    shutil.copytree(dist, root / "dist", ignore=shutil.ignore_patterns("*.tar.*", ".npm"))
    target = {
        "python_version": version,
        "emscripten_version": EMSCRIPTEN_VERSION,
        "abi_version": ABI_VERSION,
        "pyodide_version": read_version(CHECKOUT),
        "cflags": ABI_CFLAGS,
        "ldflags": ABI_LDFLAGS,
    }
    (root / "target.json").write_text(json.dumps(target, indent=2) + "\n")
    (out / "site-packages-extras").mkdir()
    (out / "requirements.txt").write_text("")


if __name__ == "__main__":
    make(CHECKOUT / "build/cpython", CHECKOUT / "dist", Path(sys.argv[1]))
