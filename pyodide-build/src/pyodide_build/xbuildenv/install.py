"""Put cross-build environments into the user's cache, and take them out: whole, or not at all."""

import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

from pyodide_build.errors import XBuildEnvError
from pyodide_build.settings.target import Target
from pyodide_build.source.archive import is_archive, unpack
from pyodide_build.source.download import check_sha256, download, is_url
from pyodide_build.xbuildenv.select import CURRENT, FOLDER, ROOT


def install(
    source: str, environments: Path, *, sha256: str | None = None, force: bool = False, suffix: str = ""
) -> Target:
    """Install an environment, and use it from now on.

    Args:
        source: an address, an archive, or a folder, which is copied.
        environments: the folder of all environments.
        sha256: what the archive's hash has to be.
        force: whether it replaces one of the same version.
        suffix: tells it from another of the same version.

    Raises:
        XBuildEnvError: it is no environment.
        SourceError: it cannot be downloaded or unpacked, or is another file than expected.
    """
    environments.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=environments, prefix=".installing-") as scratch:
        unpacked = get(source, Path(scratch), sha256)
        if not (unpacked / ROOT.relative_to(FOLDER)).is_dir():
            raise XBuildEnvError(f"{source} is no cross-build environment: it has no folder {ROOT}.")
        version = Target.read(unpacked / ROOT.relative_to(FOLDER)).pyodide_version + suffix
        place = environments / version
        if force or not place.exists():
            made = Path(scratch) / "made"
            made.mkdir()
            unpacked.rename(made / FOLDER)
            if place.exists():
                place.rename(Path(scratch) / "before")
            try:
                made.rename(place)
            except OSError:
                if not (place / ROOT).is_dir():  # else another process was faster
                    raise
    use(version, environments)
    return Target.read(place / ROOT)


def get(source: str, scratch: Path, sha256: str | None) -> Path:
    """Return the folder `xbuildenv` of an environment, in a folder of ours."""
    folder = scratch / "unpacked"
    path = Path(source)
    if path.is_dir():
        inner = path / FOLDER if (path / FOLDER).is_dir() else path
        return Path(shutil.copytree(inner, folder / FOLDER))
    if is_url(source):
        path = download(source, scratch, sha256)
    elif not path.is_file():
        raise XBuildEnvError(f"{source} is neither a file, nor a folder, nor an address.")
    else:
        check_sha256(path, sha256)
    if not (is_archive(path.name) or tarfile.is_tarfile(path) or zipfile.is_zipfile(path)):
        raise XBuildEnvError(f"{source} is no archive.")
    return unpack(path, folder)


def installed(environments: Path) -> list[str]:
    """Return the versions that are installed, sorted."""
    if not environments.is_dir():
        return []
    return sorted(path.name for path in environments.iterdir() if is_environment(path))


def is_environment(path: Path) -> bool:
    """Tell whether a folder among the environments is one, and not the link to one that is in use."""
    return path.name != CURRENT and not path.name.startswith(".") and (path / ROOT).is_dir()


def use(version: str, environments: Path) -> None:
    """Build with an installed environment from now on.

    Raises:
        XBuildEnvError: it is not installed.
    """
    check_installed(version, environments)
    with tempfile.TemporaryDirectory(dir=environments, prefix=".using-") as scratch:
        link = Path(scratch) / CURRENT
        link.symlink_to(version)
        link.replace(environments / CURRENT)


def uninstall(version: str, environments: Path) -> None:
    """Remove an installed environment.

    Raises:
        XBuildEnvError: it is not installed.
    """
    check_installed(version, environments)
    current = environments / CURRENT
    if current.is_symlink() and current.readlink() == Path(version):
        current.unlink()
    with tempfile.TemporaryDirectory(dir=environments, prefix=".removing-") as scratch:
        (environments / version).rename(Path(scratch) / version)


def check_installed(version: str, environments: Path) -> None:
    """Refuse a version that is not there."""
    found = installed(environments)
    if version not in found:
        raise XBuildEnvError(f"The environment {version} is not installed; installed are {', '.join(found) or 'none'}.")
