"""What loadPackage installs: wheels, and the archives of modules and libraries that lock files list (`install_dir`)."""

import os

from pyodide._install.errors import ArchiveError, InstallError
from pyodide._install.files import delete, let_imports_look_again, make_staging
from pyodide._install.journal import Journal
from pyodide._install.record import sha256
from pyodide._install.scheme import Scheme
from pyodide._install.transaction import Change, install_all
from pyodide._install.wheel import stage_wheel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

INSTALLER = "pyodide.loadPackage"
# Which package a distribution came with, for those who list what is installed.
SOURCE_FILE = "PYODIDE_SOURCE"
DEFAULT_SOURCE = "pyodide"
SHARED_LIBRARIES = "/usr/lib"
# What was installed and may prove to be of no use, by the names of packages.
pending: dict[str, Change] = {}
SUFFIXES = (".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tar", ".zip")


def install(
    data: "Any", file_name: str, install_dir: str, name: str, sha256: str | None, requested: bool, url: str | None
) -> list[str]:
    """Install a package and return its shared libraries; `finish` is to follow.

    Args:
        data: The file, in JavaScript.
        file_name: What it is called.
        install_dir: `site`, `stdlib` or `dynlib`; wheels say themselves where their files go.
        name: The normalised name that it must have.
        sha256: What its hash must be, if that has not been checked.
        requested: Whether a user has asked for it, not only another package.
        url: Where it came from, if not from the distribution.

    Raises:
        InstallError: it cannot be installed, and nothing has changed.
    """
    content = data.to_bytes()
    if sha256 is not None:
        check_hash(content, file_name, sha256)
    if file_name.endswith(".whl"):
        staged = stage_wheel(
            content,
            file_name,
            expected_name=name,
            installer=INSTALLER,
            requested=requested,
            direct_url=None if url is None else {"url": url, "archive_info": {}},
            extra_files={SOURCE_FILE: url or DEFAULT_SOURCE},
        )
        change = install_all([staged])
    else:
        change = unpack(content, file_name, folder_for(install_dir))
    pending[name] = change
    return change.shared_libraries


def finish(name: str, usable: bool) -> list[str]:
    """Forget what a package has replaced, or, if it is of no use, bring that back and return its shared libraries."""
    change = pending.pop(name)
    if usable:
        change.keep()
        return []
    return change.undo()


def check_hash(content: bytes, file_name: str, expected: str) -> None:
    """Compare the hash of a file.

    Raises:
        ArchiveError: it is another.
    """
    found = sha256(content).hexdigest()
    if found != expected:
        raise ArchiveError(
            f"{file_name} is not the file that is meant: its SHA-256 is {found}, expected was {expected}"
        )


def folder_for(install_dir: str) -> str:
    """Return the folder that lock files call by this name."""
    scheme = Scheme("")
    return {
        "site": scheme.site_packages,
        "stdlib": os.path.dirname(scheme.site_packages),
        "dynlib": SHARED_LIBRARIES,
    }[install_dir]


def unpack(content: bytes, file_name: str, folder: str) -> Change:
    """Unpack an archive into a folder, all of it or nothing.

    Raises:
        InstallError: it is none, or damaged, or would write elsewhere.
    """
    from _pyodide import archive

    suffix = next((suffix for suffix in SUFFIXES if file_name.endswith(suffix)), None)
    if suffix is None:
        raise InstallError(f"Cannot install {file_name}: it is neither a wheel nor an archive ({', '.join(SUFFIXES)})")
    staging = make_staging(folder)
    try:
        packed, unpacked = f"{staging}/archive{suffix}", f"{staging}/files"
        with open(packed, "wb") as file:
            file.write(content)
        os.mkdir(unpacked)
        archive.extract(packed, suffix, unpacked)
        files = [os.path.join(base, name) for base, _, names in os.walk(unpacked) for name in names]
        journal = Journal(folder)
        try:
            journal.move_tree(unpacked, folder)
        except BaseException:
            journal.undo()
            raise
    except (OSError, ValueError) as error:
        raise ArchiveError(f"Cannot install {file_name}: {error}") from error
    finally:
        delete(staging)
    let_imports_look_again()
    return Change([os.path.join(folder, os.path.relpath(path, unpacked)) for path in files], [journal])
