"""`pyodide xbuildenv`: environments to build packages in, for each version of the runtime."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pyodide_build.commands.environment_option import chosen_target

if TYPE_CHECKING:  # takes a while to import
    from pyodide_build.xbuildenv.releases import Releases

app = typer.Typer(help="Manage cross-build environments, which know the targets that packages are built for.")

Folder = Annotated[
    Path | None,
    typer.Option("--path", help="The folder of environments. Default: PYODIDE_XBUILDENV_PATH, else the user's cache."),
]

Nightly = Annotated[bool, typer.Option("--nightly", help="Those of last nights instead of releases.")]
Debug = Annotated[bool, typer.Option("--debug", help="Those whose runtime is built for debugging.")]


@app.command()
def install(
    version: Annotated[
        str | None, typer.Argument(metavar="VERSION", help="A version of the list, or an archive, a folder, a URL.")
    ] = None,
    path: Folder = None,
    url: Annotated[str | None, typer.Option(help="Where the archive is.")] = None,
    sha256: Annotated[str | None, typer.Option(help="The hash that the archive must have.")] = None,
    metadata: Annotated[str | None, typer.Option(help="The list of environments: a path or a URL.")] = None,
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Replace an installed one; take one that is for another Python.")
    ] = False,
    nightly: Nightly = False,
    debug: Debug = False,
) -> None:
    """Install a cross-build environment, and use it."""
    from pyodide_build.source.download import is_url
    from pyodide_build.xbuildenv import install as environments

    source = url
    if source is None and version is not None and (is_url(version) or Path(version).exists()):
        source = version
    if source is None:
        release = releases(metadata, nightly=nightly, debug=debug).find(version, force=force)
        source, sha256 = release.url, release.sha256
    suffix = "-debug" if debug else ""
    target = environments.install(source, folder(path), sha256=sha256, force=force, suffix=suffix)
    typer.echo(f"{target.pyodide_version}{suffix} is in use: {target.root}")


@app.command()
def search(
    metadata: Annotated[str | None, typer.Option(help="The list of environments: a path or a URL.")] = None,
    all_: Annotated[bool, typer.Option("--all", "-a", help="Show those that cannot be used here, too.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    nightly: Nightly = False,
    debug: Debug = False,
) -> None:
    """Show which cross-build environments can be installed."""
    found = releases(metadata, nightly=nightly, debug=debug).newest_first(compatible=not all_)
    rows = [
        {
            "version": release.version,
            "python": release.python_version,
            "emscripten": release.emscripten_version,
            "pyodide_build": {"min": release.min_pyodide_build_version, "max": release.max_pyodide_build_version},
            "compatible": release.is_compatible,
            "published_at": release.published_at,
        }
        for release in found
    ]
    if json_:
        typer.echo(json.dumps({"environments": rows}, indent=2))
        return
    for row in rows:
        published = f"  {row['published_at']}" if row["published_at"] else ""
        note = "" if row["compatible"] else "  (not for this Python or pyodide-build)"
        typer.echo(f"{row['version']}  Python {row['python']}  Emscripten {row['emscripten']}{published}{note}")


@app.command()
def versions(path: Folder = None) -> None:
    """Show the installed cross-build environments; a star is before the one in use."""
    from pyodide_build.xbuildenv.install import installed
    from pyodide_build.xbuildenv.select import CURRENT

    environments = folder(path)
    current = (environments / CURRENT).resolve().name
    for name in installed(environments):
        typer.echo(f"{'*' if name == current else ' '} {name}")


app.command("list", help="Show the installed cross-build environments, as `versions` does.")(versions)


@app.command()
def version(path: Folder = None) -> None:
    """Show which cross-build environment is in use."""
    typer.echo(chosen_target(path).pyodide_version)


@app.command()
def use(version: str, path: Folder = None) -> None:
    """Use an installed cross-build environment."""
    from pyodide_build.xbuildenv import install as environments

    environments.use(version, folder(path))


@app.command()
def uninstall(version: Annotated[str | None, typer.Argument()] = None, path: Folder = None) -> None:
    """Remove an installed cross-build environment, by default the one in use."""
    from pyodide_build.errors import NoCrossBuildEnvironmentError
    from pyodide_build.xbuildenv import install as environments
    from pyodide_build.xbuildenv.select import CURRENT

    current = folder(path) / CURRENT
    if version is None and not current.is_symlink():
        raise NoCrossBuildEnvironmentError([current])
    environments.uninstall(version or current.readlink().name, folder(path))


@app.command("install-emscripten")
def install_emscripten_(
    version: Annotated[
        str | None, typer.Option(help="The version. Default: the one that the environment needs.")
    ] = None,
    path: Folder = None,
    force: Annotated[
        bool, typer.Option("--force", "-f", help="Install again what was installed so; what is on PATH stays in use.")
    ] = False,
) -> None:
    """Install emscripten beside the cross-build environment in use, unless it is there or on PATH.

    Git clones emsdk, the installer of emscripten's makers, which downloads the compilers.
    """
    from pyodide_build.process import ending_on_sigterm
    from pyodide_build.toolchain.emsdk import install_emscripten

    target = chosen_target(path)
    with ending_on_sigterm():
        typer.echo(install_emscripten(version or target.emscripten_version, target.emsdk, force=force))


def folder(path: Path | None) -> Path:
    """Return the folder of environments."""
    from pyodide_build.xbuildenv.select import environments_folder

    return (path or environments_folder(os.environ)).absolute()


def releases(metadata: str | None, *, nightly: bool, debug: bool) -> "Releases":
    """Read the list of environments of one kind."""
    from pyodide_build.errors import XBuildEnvError
    from pyodide_build.xbuildenv.releases import METADATA_VARIABLE, Kind, Releases

    place = metadata or os.environ.get(METADATA_VARIABLE)
    if not place:
        raise XBuildEnvError(
            "No list of environments is known. Name one with --metadata or in the variable "
            f"{METADATA_VARIABLE}, or the environment itself with --url."
        )
    return Releases.read(place, Kind.of(nightly=nightly, debug=debug))
