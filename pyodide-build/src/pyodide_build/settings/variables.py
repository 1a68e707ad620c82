"""What `pyodide config` tells other programs about a build, by the names that scripts know."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyodide_build.compiler.cargo import rustflags
from pyodide_build.errors import SettingsError
from pyodide_build.settings.model import BuildSettings
from pyodide_build.toolchain.emscripten import emscripten_for
from pyodide_build.toolchain.standing import standing_toolchain


@dataclass(frozen=True)
class Context:
    """Where values come from."""

    settings: BuildSettings
    environment: Mapping[str, str]
    environments: Path

    @property
    def emscripten(self) -> Path:
        """The folder of emcc."""
        return emscripten_for(self.settings.target, self.environment.get("PATH"))


def toolchain_file(name: str) -> Callable[[Context], object]:
    """Return what makes a value of one of the files for CMake, Meson and PyO3."""
    return lambda context: standing_toolchain(context.settings, context.emscripten) / "files" / name


def package_index(context: Context) -> str:
    """Return the address of the index that packages for the target come from."""
    text = (context.settings.target.root / "dist/pyodide-index.json").read_text(encoding="utf-8")
    return next(iter(json.loads(text)["index_urls"]), "")


def emsdk(context: Context) -> object:
    """Return the folder of the emsdk that emscripten came with, if it did."""
    own = context.settings.target.emsdk
    return context.environment.get("EMSDK") or (own if own.is_dir() else "")


VARIABLES: dict[str, Callable[[Context], object]] = {
    "pyodide_version": lambda context: context.settings.target.pyodide_version,
    "python_version": lambda context: context.settings.target.python_version,
    "emscripten_version": lambda context: context.settings.target.emscripten_version,
    "pyodide_abi_version": lambda context: context.settings.target.abi_version,
    "xbuildenv_path": lambda context: context.environments,
    "pyodide_root": lambda context: context.settings.target.root,
    "dist_dir": lambda context: context.settings.target.root / "dist",
    "interpreter": lambda context: context.settings.target.root / "dist/python",
    "package_index": package_index,
    "emscripten_dir": lambda context: context.emscripten,
    "emsdk_dir": emsdk,
    "cflags": lambda context: " ".join((*context.settings.target.cflags, *context.settings.flags.cflags)),
    "cxxflags": lambda context: " ".join((*context.settings.target.cflags, *context.settings.flags.cxxflags)),
    "ldflags": lambda context: " ".join(
        ("-sSIDE_MODULE=1", *context.settings.target.ldflags, *context.settings.flags.ldflags)
    ),
    "rustflags": lambda context: rustflags(context.settings.target),
    "rust_toolchain": lambda context: context.settings.rust_toolchain or "",
    # There is none to download: Rust's standard library is compiled with each package.
    "rust_emscripten_target_url": lambda _: "",
    "cmake_toolchain_file": toolchain_file("toolchain.cmake"),
    "meson_cross_file": toolchain_file("cross.ini"),
    "pyo3_config_file": toolchain_file("pyo3.txt"),
    "ignored_build_requirements": lambda context: " ".join(sorted(context.settings.ignored_requirements)),
}


def value_of(name: str, context: Context) -> str:
    """Return a variable's value.

    Raises:
        SettingsError: there is no such variable.
        BuildError: what it tells about is not there.
    """
    if name not in VARIABLES:
        raise SettingsError(f"There is no variable {name}. There are: {', '.join(VARIABLES)}.")
    return str(VARIABLES[name](context))
