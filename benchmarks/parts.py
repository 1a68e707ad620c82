"""What can be measured: each part gives its rows, a column for each distribution."""

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interleave import HERE, Setting, interleaved
from table import Row

# What a page downloads before it can run 1+1, each in the form that the loader prefers.
DOWNLOADED = {
    "pyodide.mjs": ("pyodide.mjs",),
    "pyodide.asm.*js": ("pyodide.asm.js", "pyodide.asm.mjs"),
    "pyodide.asm.wasm": ("pyodide.asm.wasm",),
    "standard library": ("python_stdlib.zip.zst", "python_stdlib.zip"),
}
# What is interrupted: the rows of measure_interrupts.mjs.
INTERRUPTS = (
    *("a loop in Python", "a loop of calls", "a loop in C", "arithmetic in C", "time.sleep"),
    *("a handler of stdin", "JavaScript that asks", "a task that spins"),
)
# The programs of pyperformance that need nothing but the standard library, no files of the system and no processes.
PYPERFORMANCE = (
    *("chaos", "comprehensions", "coroutines", "deepcopy", "deltablue", "fannkuch", "float", "generators"),
    *("go", "hexiom", "json_dumps", "json_loads", "logging", "meteor_contest", "nbody", "nqueens", "pidigits"),
    *("pprint", "pyflate", "raytrace", "regex_compile", "regex_effbot", "regex_v8", "richards", "richards_super"),
    *("scimark", "spectral_norm", "telco", "typing_runtime_protocols", "unpack_sequence", "xml_etree"),
)
BROWSERS = {"chromium": "chromium", "firefox": "firefox-esr"}


class MissingError(Exception):
    """Something that a part needs is not there."""


@dataclass(frozen=True)
class Request:
    """How often, what of it, and with what."""

    setting: Setting
    only: str = ""
    wheels: list[Path] = field(default_factory=list)

    def chosen(self, names: tuple[str, ...] | list[str]) -> list[str]:
        """Return those of the names that are asked for."""
        return [name for name in names if self.only in name]


def _sizes(request: Request) -> dict[str, Row]:
    dists = request.setting.dists
    rows = {what: [_brotli_size(_first(dist, names)) for dist in dists] for what, names in DOWNLOADED.items()}
    return {**rows, "total": [sum(column) for column in zip(*rows.values(), strict=True)]}


def _first(dist: Path, names: Sequence[str]) -> Path:
    return next(path for name in names if (path := dist / name).is_file())


def _brotli_size(path: Path) -> float:
    """Return the size that a server sends, in bytes."""
    done = subprocess.run(["brotli", "--quality=11", "--stdout", str(path)], stdout=subprocess.PIPE, check=True)
    return float(len(done.stdout))


def _programs(request: Request) -> dict[str, Row]:
    names = sorted(path.stem for path in (HERE / "programs").glob("*.py"))
    return interleaved(request.setting, "measure.mjs", "programs", *request.chosen(names))


def _pyperformance(request: Request) -> dict[str, Row]:
    found = importlib.util.find_spec("pyperformance")
    if not found or not found.origin:
        raise MissingError("pyperformance is not installed: run `make .venv`")
    folder = str(Path(found.origin).parent / "data-files/benchmarks")
    return interleaved(request.setting, "measure_pyperformance.mjs", folder, *request.chosen(PYPERFORMANCE))


def _ffi(request: Request) -> dict[str, Row]:
    topics = request.chosen(sorted(path.stem for path in (HERE / "ffi").glob("*.mjs")))
    return _joined(interleaved(request.setting, "measure_ffi.mjs", topic) for topic in topics)


def _interrupts(request: Request) -> dict[str, Row]:
    return _joined(interleaved(request.setting, "measure_interrupts.mjs", name) for name in INTERRUPTS)


def _browsers(request: Request) -> dict[str, Row]:
    return _joined(
        interleaved(request.setting, "measure_browser_start.mjs", name, _installed(program))
        for name, program in BROWSERS.items()
        if request.only in name
    )


def _packages(request: Request) -> dict[str, Row]:
    # Without others, one that every distribution can load: pure Python, with many files.
    wheels = request.wheels or sorted((HERE.parent / "dist").glob("pygments-*.whl"))
    if not wheels:
        raise MissingError("there is no wheel to load: build the packages of the default set, or name one with --wheel")
    paths = [str(path.resolve()) for path in wheels]
    return interleaved(request.setting, "measure_packages.mjs", _installed("chromium"), *paths)


def _installed(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise MissingError(f"{program} is not on PATH: run this in the build environment, `make benchmark`")
    return path


def _joined(parts: Iterable[dict[str, Row]]) -> dict[str, Row]:
    return {name: row for part in parts for name, row in part.items()}


# By name: the unit, and what measures.
PARTS: dict[str, tuple[str, Callable[[Request], dict[str, Row]]]] = {
    "size": ("bytes", _sizes),
    "start": ("ms", lambda request: interleaved(request.setting, "measure.mjs", "start")),
    "browsers": ("ms", _browsers),
    "memory": ("MiB", lambda request: interleaved(request.setting, "measure.mjs", "memory")),
    "programs": ("ms", _programs),
    "pyperformance": ("ms", _pyperformance),
    "ffi": ("µs", _ffi),
    "interrupts": ("ms", _interrupts),
    "packages": ("", _packages),
}
