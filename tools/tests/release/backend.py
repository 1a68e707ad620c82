"""A build backend of few lines (PEP 517), so that these tests fetch none."""

import gzip
import io
import os
import re
import tarfile
import tomllib
import zipfile
from pathlib import Path

PROJECT = tomllib.loads(Path("pyproject.toml").read_text())["project"]
NAME, MODULE = PROJECT["name"], PROJECT["name"].replace("-", "_")


def version():
    if Path("PKG-INFO").exists():
        return Path("PKG-INFO").read_text().split("\nVersion: ")[1].splitlines()[0]
    if "version" in PROJECT:
        return PROJECT["version"]
    path = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["hatch"]["version"]["path"]
    return re.search(r'__version__ = "(.+)"', Path(path).read_text())[1]


def metadata():
    needs = "".join(f"Requires-Dist: {each}\n" for each in PROJECT.get("dependencies", []))
    kind = "Description-Content-Type: text/markdown\n"
    return f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {version()}\nSummary: for tests\n{kind}{needs}\nText.\n"


def files():
    kept = sorted(Path("src").rglob("*.py"))
    return {path.relative_to("src").as_posix(): path.read_bytes() for path in kept}


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    info = f"{MODULE}-{version()}.dist-info"
    wheel = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    contents = {**files(), f"{info}/METADATA": metadata().encode(), f"{info}/WHEEL": wheel.encode()}
    if Path("src/unlucky.py").exists():
        contents["unlucky.py"] = os.urandom(8).hex().encode()
    contents[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*contents, f"{info}/RECORD"]).encode()
    name = f"{MODULE}-{version()}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory, name), "w") as archive:
        for path, content in contents.items():
            archive.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), content)
    return name


def build_sdist(sdist_directory, config_settings=None):
    top = f"{MODULE}-{version()}"
    tests = map(str, Path("tests").glob("*.py"))
    texts = [name for name in ("CHANGELOG.md", "LICENSE", "README.md") if Path(name).exists()]
    kept = ["pyproject.toml", "backend.py", *texts, *tests, *(f"src/{name}" for name in files())]
    contents = {name: Path(name).read_bytes() for name in kept} | {"PKG-INFO": metadata().encode()}
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        for name, content in contents.items():
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    Path(sdist_directory, f"{top}.tar.gz").write_bytes(gzip.compress(plain.getvalue(), mtime=0))
    return f"{top}.tar.gz"
