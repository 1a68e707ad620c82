"""Write the folder of programs that stand in for the build machine's compilers."""

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

# The program that each name stands for.
C, CXX, REFUSE = "emcc", "em++", ""
TOOLS = {
    **dict.fromkeys(("cc", "gcc", "clang", "emcc", "c99", "c11"), C),
    **dict.fromkeys(("c++", "g++", "clang++", "em++"), CXX),
    **dict.fromkeys(("ar", "gcc-ar", "emar"), "emar"),
    **dict.fromkeys(("ranlib", "gcc-ranlib", "emranlib"), "emranlib"),
    **dict.fromkeys(("strip", "emstrip"), "emstrip"),
    **dict.fromkeys(("nm", "gcc-nm", "emnm"), "emnm"),
    "ld": C,
    **dict.fromkeys(("gfortran", "f77", "f90", "f95", "flang"), REFUSE),
}
SETTINGS = "settings.json"
# What leads out again, for programs that run during the build.
BUILD_MACHINE_CC = "build-machine-cc"
OUT = """\
#!/bin/sh
# The build machine's own compiler, which must not find these programs either.
PATH=:$PATH:
PATH=${{PATH%%:{folder}:*}}:${{PATH#*:{folder}:}}
PATH=${{PATH#:}}
export PATH=${{PATH%:}}
exec cc "$@"
"""

# Cargo's wrapper of rustc.
RUSTC_WRAPPER = "rustc-for-target"
WRAPPER = """\
#!{python} -IB
import sys
from pyodide_build.compiler.rustc import main
main({folder!r}, sys.argv[1:])
"""

# Isolated from the variables of the package's build, whose PYTHONPATH has the target's modules.
SCRIPT = """\
#!{python} -IB
import sys
from pyodide_build.compiler.__main__ import main
sys.exit(main({name!r}, {folder!r}, sys.argv[1:]))
"""


@dataclass(frozen=True)
class ShimSettings:
    """What the programs need to know; written beside them."""

    emscripten: str
    headers: str
    cflags: tuple[str, ...]
    cxxflags: tuple[str, ...]
    ldflags: tuple[str, ...]
    link_flags: tuple[str, ...]
    exports: str | tuple[str, ...]
    host_folders: tuple[str, ...] = field(default=())

    @classmethod
    def read(cls, folder: Path) -> "ShimSettings":
        """Read what `write_shims` wrote."""
        values: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in values.items()
        }
        return cls(**fields)


def write_shims(folder: Path, settings: ShimSettings) -> None:
    """Fill a folder that is to be the first of PATH.

    With the other files of emscripten's folder in it, the folder can be taken for emscripten's own: its description
    of the platform for CMake sets the compilers to those that lie beside it, however often it is read.
    """
    folder.mkdir(parents=True)
    (folder / SETTINGS).write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
    for name in TOOLS:
        write_script(folder / name, SCRIPT.format(python=sys.executable, name=name, folder=str(folder)))
    write_script(folder / BUILD_MACHINE_CC, OUT.format(folder=folder))
    write_script(folder / RUSTC_WRAPPER, WRAPPER.format(python=sys.executable, folder=str(folder)))
    for path in Path(settings.emscripten).iterdir():
        if not (folder / path.name).exists():
            (folder / path.name).symlink_to(path)


def write_script(path: Path, text: str) -> None:
    """Write a program."""
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
