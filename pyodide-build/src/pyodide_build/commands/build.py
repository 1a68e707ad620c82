"""`pyodide build`."""
# ruff: noqa: D301 - \b is the character that makes typer leave the lines below it as they are

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pyodide_build.commands.environment_option import SkipEmscriptenInstall, XBuildEnvPath, chosen_target

if TYPE_CHECKING:  # the command's help needs none of these
    from build import ConfigSettingsType as ConfigSettings


def build(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE",
            help="A folder (by default this one), a source distribution, its URL, or a name with or without versions.",
        ),
    ] = None,
    outdir: Annotated[
        Path, typer.Option("--outdir", "--output-directory", "-o", help="Where wheels go.", file_okay=False)
    ] = Path("dist"),
    requirements: Annotated[
        Path | None, typer.Option("--requirements", "-r", help="Build the packages in a file requirements.txt.")
    ] = None,
    exports: Annotated[
        str | None,
        typer.Option(
            help="The symbols that libraries show: pyinit, requested, whole_archive, or names with commas between. "
            "Default: PYODIDE_BUILD_EXPORTS, else requested."
        ),
    ] = None,
    build_dependencies: Annotated[bool, typer.Option(help="Build what the packages require, too.")] = False,
    output_lockfile: Annotated[
        Path | None, typer.Option(help="Write names and versions of all that was built, as requirements.txt.")
    ] = None,
    skip_dependency: Annotated[
        list[str] | None,
        typer.Option(help="Do not build this dependency, or those in this pyodide-lock.json. May be repeated."),
    ] = None,
    skip_built_in_packages: Annotated[
        bool, typer.Option(help="Do not build dependencies that the distribution has.")
    ] = True,
    compression_level: Annotated[
        int | None,
        typer.Option(help="Of wheels: 0, none, to 9. Default: PYODIDE_ZIP_COMPRESSION_LEVEL, else 6.", min=0, max=9),
    ] = None,
    no_isolation: Annotated[
        bool, typer.Option("--no-isolation", "-n", help="Build with the packages installed here.")
    ] = False,
    skip_dependency_check: Annotated[
        bool,
        typer.Option("--skip-dependency-check", "-x", help="With --no-isolation: do not look if they are all here."),
    ] = False,
    config_setting: Annotated[
        list[str] | None,
        typer.Option("--config-setting", "-C", metavar="KEY[=VALUE]", help="Tell this to the build backend."),
    ] = None,
    xbuildenv_path: XBuildEnvPath = None,
    skip_emscripten_install: SkipEmscriptenInstall = False,
    verbose: Annotated[
        int, typer.Option("--verbose", "-v", count=True, help="Show what programs print; twice: also their commands.")
    ] = 0,
) -> None:
    """Build a Python package for WebAssembly.

    CFLAGS, CXXFLAGS and LDFLAGS are added to the commands of the compilers.

    \b
      pyodide build                            the package in this folder
      pyodide build "ujson>=5"                 one from the package index
      pyodide build --build-dependencies -r requirements.txt -o wheels
    """
    from pyodide_build.builder import Builder
    from pyodide_build.dependencies import skipped_names
    from pyodide_build.frontend.requirements import Isolation
    from pyodide_build.process import ending_on_sigterm
    from pyodide_build.settings.resolve import resolve_settings
    from pyodide_build.source.requirements_file import read_requirements
    from pyodide_build.toolchain.emsdk import emscripten_for_build

    target = chosen_target(xbuildenv_path)
    target.check_python()
    settings = resolve_settings(target, os.environ, exports=exports, compression_level=compression_level)
    isolation = Isolation.OWN
    if no_isolation:
        isolation = Isolation.UNCHECKED if skip_dependency_check else Isolation.CHECKED
    sources = [source] if source is not None else [] if requirements else ["."]
    listed = read_requirements(requirements) if requirements else []
    builder = Builder(
        settings=settings,
        emscripten=emscripten_for_build(target, install=not skip_emscripten_install),
        output=outdir.resolve(),
        config=parse_config_settings(config_setting or ()),
        isolation=isolation,
        verbosity=verbose,
    )
    skipped = skipped_names(skip_dependency or (), target, built_in=skip_built_in_packages)
    with ending_on_sigterm():
        built = builder.build_all(sources, listed, skipped=skipped, dependencies=build_dependencies)
    for _, wheel in built.built.values():
        typer.echo(wheel)
    if output_lockfile:
        output_lockfile.write_text(built.lock_file(), encoding="utf-8")


def parse_config_settings(texts: "list[str] | tuple[str, ...]") -> "ConfigSettings":
    """Read KEY=VALUE as `python -m build` does: keys that are repeated have lists."""
    settings: dict[str, str | list[str]] = {}
    for text in texts:
        key, _, value = text.partition("=")
        before = settings.get(key)
        if before is None:
            settings[key] = value
        else:
            settings[key] = [*([before] if isinstance(before, str) else before), value]
    return settings
