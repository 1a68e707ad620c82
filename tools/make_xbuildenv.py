#!/usr/bin/env python3
"""Make the cross-build environment: what builds of packages need of the target, as one folder or archive.

xbuildenv/
  pyodide-root/
    target.json            versions, and the flags of the platform's ABI
    include/, lib/         Python's headers, and the module that tells sysconfig about the target
    dist/                  the runtime without packages, but with the optional parts of the standard library
  requirements.txt         packages that others compile against, with their versions
  site-packages-extras/    files of such packages that differ on the target
"""

import argparse
import hashlib
import json
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT / "core"), str(CHECKOUT / "core/cpython")]

from packaging.utils import canonicalize_name  # noqa: E402

from interpreter_build.toolchain import ABI_CFLAGS, ABI_LDFLAGS, EMSCRIPTEN_VERSION, SOURCE_DATE_EPOCH  # noqa: E402
from pyodide_build.frontend.host_packages import offer, offered, site_packages_of  # noqa: E402
from pyodide_build.recipe.load import load_recipes  # noqa: E402
from runtime_build.plan import ABI_VERSION, read_version  # noqa: E402
from runtime_build.platform_variables import with_platform  # noqa: E402

INTERPRETER, DIST = CHECKOUT / "build/cpython", CHECKOUT / "dist"
LINKED = CHECKOUT / "build/xbuildenv/xbuildenv"
SYSCONFIGDATA = "_sysconfigdata__emscripten_wasm32-emscripten.py"
# Archives of releases are of no use in another.
LEFT_OUT = ("*.tar.*", ".npm", "*.map")

# sysconfig's variables about folders name those of the target's own file system.
RELOCATE = """

import os as _os

_root = _os.path.dirname(_os.path.dirname(_os.path.dirname(_os.path.abspath(__file__))))
for _name in ("CONFINCLUDEPY", "INCLUDEPY", "INCLUDEDIR", "CONFINCLUDEDIR", "LIBDIR", "LIBPL", "LIBDEST"):
    build_time_vars[_name] = _root + "/" + build_time_vars[_name].lstrip("/")
build_time_vars["prefix"] = build_time_vars["exec_prefix"] = _root
"""


def make(out: Path, *, linked: bool) -> None:
    """Make the folder, in place of one that is there.

    Args:
        out: the folder.
        linked: whether headers and runtime are links to those of this checkout, which takes no time, or copies.
    """
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as scratch:
        made = Path(scratch) / out.name
        fill(made, linked=linked)
        if out.exists():
            out.rename(Path(scratch) / "before")
        made.rename(out)


def fill(out: Path, *, linked: bool) -> None:
    """Fill a folder that does not exist yet."""
    root = out / "pyodide-root"
    version = json.loads((INTERPRETER / "link.json").read_text())["version"]
    library = root / f"lib/python{version.rpartition('.')[0]}"
    library.mkdir(parents=True)
    sysconfigdata = (INTERPRETER / "lib" / library.name / SYSCONFIGDATA).read_text()
    (library / SYSCONFIGDATA).write_text(with_platform(sysconfigdata, ABI_VERSION) + RELOCATE)
    if linked:
        (root / "include").symlink_to(INTERPRETER / "include")
        (root / "dist").symlink_to(DIST)
    else:
        shutil.copytree(INTERPRETER / "include", root / "include")
        shutil.copytree(DIST, root / "dist", ignore=shutil.ignore_patterns(*LEFT_OUT, *packages()))
    target = {
        "python_version": version,
        "emscripten_version": EMSCRIPTEN_VERSION,
        "abi_version": ABI_VERSION,
        "pyodide_version": read_version(CHECKOUT),
        "cflags": ABI_CFLAGS,
        "ldflags": ABI_LDFLAGS,
    }
    (root / "target.json").write_text(json.dumps(target, indent=2) + "\n")
    add_host_packages(out, library.name.removeprefix("python"))


def add_host_packages(out: Path, python: str) -> None:
    """Add the packages of the distribution that others are compiled against."""
    lock = json.loads((DIST / "pyodide-lock.json").read_text())["packages"]
    prefix = out / "prefix"
    site_packages_of(prefix, python).mkdir(parents=True)
    for name, recipe in load_recipes(CHECKOUT / "packages").items():
        entry = lock.get(canonicalize_name(name))
        if recipe.build.cross_build_env and entry:
            offer(prefix, DIST / entry["file_name"], recipe.build.cross_build_files, python)
    packages = offered(prefix, python)
    packages.folder.rename(out / "site-packages-extras")
    (out / "requirements.txt").write_text("".join(f"{line}\n" for line in packages.constraints))
    shutil.rmtree(prefix)


def packages() -> list[str]:
    """Return the files of the packages that are the distribution's, and not of Python's own standard library."""
    lock = json.loads((DIST / "pyodide-lock.json").read_text())
    return [each["file_name"] for each in lock["packages"].values() if each["package_type"] != "cpython_module"]


def write_archive(archive: Path) -> str:
    """Write the archive that `pyodide xbuildenv install` takes: the same bytes each time. Return its sha256."""
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=f".{archive.name}-") as scratch:
        folder = Path(scratch)
        fill(folder / "xbuildenv", linked=False)
        packed = folder / archive.name
        with tarfile.open(packed, "w:bz2", format=tarfile.PAX_FORMAT) as tar:
            for path in sorted((folder / "xbuildenv").rglob("*")):
                tar.add(path, str(path.relative_to(folder)), recursive=False, filter=anonymous)
        packed.replace(archive)
    with archive.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Take what is of the machine or the moment out of an archive's entry."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = int(SOURCE_DATE_EPOCH)
    entry.mode = 0o755 if entry.mode & 0o100 else 0o644
    return entry


def main() -> None:
    """Make the folder in build/, and the archive if one is asked for."""
    parser = argparse.ArgumentParser(description="Make the cross-build environment in build/xbuildenv.")
    parser.add_argument("--archive", action="store_true", help="write build/xbuildenv-VERSION.tar.bz2, too")
    if parser.parse_args().archive:
        archive = CHECKOUT / f"build/xbuildenv-{read_version(CHECKOUT)}.tar.bz2"
        print(archive.relative_to(CHECKOUT), f"sha256 {write_archive(archive)}")
    LINKED.parent.mkdir(parents=True, exist_ok=True)
    make(LINKED, linked=True)


if __name__ == "__main__":
    main()
