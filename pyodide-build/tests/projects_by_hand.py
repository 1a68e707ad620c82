"""Source distributions and wheels of pure packages that need nothing from an index, not even a build backend."""

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""

BACKEND = '''
import pathlib, zipfile

INFO = "{name}-{version}.dist-info"
METADATA = """{metadata}"""

def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.writestr("{name}.py", "settings = " + repr(config_settings))
        wheel.writestr(INFO + "/METADATA", METADATA)
        wheel.writestr(INFO + "/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(INFO + "/RECORD", "")
    return name

def prepare_metadata_for_build_wheel(folder, config_settings=None):
    place = pathlib.Path(folder) / INFO
    place.mkdir()
    (place / "METADATA").write_text(METADATA)
    return INFO
'''


def metadata(name: str, version: str, requires: Sequence[str]) -> str:
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    return "\n".join([*lines, *(f"Requires-Dist: {each}" for each in requires), ""])


def make_sdist(folder: Path, name: str, version: str = "1.0", requires: Sequence[str] = ()) -> Path:
    """Write NAME-VERSION.tar.gz, with a build backend of its own."""
    about = metadata(name, version, requires)
    backend = BACKEND.format(name=name, version=version, metadata=about)
    archive = folder / f"{name}-{version}.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        for path, text in {"pyproject.toml": PYPROJECT, "backend.py": backend, "PKG-INFO": about}.items():
            entry = tarfile.TarInfo(f"{name}-{version}/{path}")
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return archive


def make_wheel(
    folder: Path, name: str, files: Mapping[str, bytes], *, tag: str = "py3-none-any", requires: Sequence[str] = ()
) -> Path:
    """Write NAME-1.0-TAG.whl as a backend would."""
    wheel = folder / f"{name}-1.0-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
        archive.writestr(f"{name}-1.0.dist-info/METADATA", metadata(name, "1.0", requires))
        archive.writestr(f"{name}-1.0.dist-info/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n")
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return wheel
