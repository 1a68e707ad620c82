"""Wheels that are made for a test, and lock files that have what they need."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from pyodide_lock import InfoSpec, PackageSpec, PyodideLockSpec

MakeWheel = Callable[..., Path]


@pytest.fixture
def info() -> InfoSpec:
    return InfoSpec(platform="emscripten_4_0_9", python="3.13.2", abi_version="2025_0")


@pytest.fixture
def lock(info: InfoSpec) -> PyodideLockSpec:
    """A lock file that has numpy 2.2.5."""
    lock = PyodideLockSpec(info=info, packages={})
    lock.add(PackageSpec(name="numpy", version="2.2.5", file_name="numpy.whl", install_dir="site", imports=["numpy"]))
    return lock


@pytest.fixture
def make_wheel(tmp_path: Path) -> MakeWheel:
    def make(
        name: str = "example",
        version: str = "1.0",
        requires: Iterable[str] = (),
        extras: Iterable[str] = (),
        files: Iterable[str] | Mapping[str, str] = ("example/__init__.py",),
        tag: str = "py3-none-any",
        folder: str = "wheels",
        metadata: str | None = None,
        without: Iterable[str] = (),
    ) -> Path:
        path = tmp_path / folder / f"{name}-{version}-{tag}.whl"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        lines += [f"Provides-Extra: {each}" for each in extras] + [f"Requires-Dist: {each}" for each in requires]
        dist_info = f"{name}-{version}.dist-info"
        contents = dict(files) if isinstance(files, Mapping) else dict.fromkeys(files, "")
        contents[f"{dist_info}/METADATA"] = "\n".join(lines) + "\n" if metadata is None else metadata
        contents[f"{dist_info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n"
        contents[f"{dist_info}/RECORD"] = ""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file, text in contents.items():
                if file.rpartition("/")[2] not in without:
                    archive.writestr(file, text)
        return path

    return make
