"""`pyodide build-recipes`."""
# ruff: noqa: D301 - \b is the character that makes typer leave the lines below it as they are

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pyodide_build.commands import recipe_options as options
from pyodide_build.commands.environment_option import SkipEmscriptenInstall, XBuildEnvPath


def build_recipes(
    packages: options.Packages,
    recipe_dir: options.RecipeDir = None,
    build_dir: options.BuildDir = None,
    install: Annotated[bool, typer.Option(help="Put what was built into the distribution.")] = False,
    install_dir: Annotated[
        Path | None, typer.Option(help="The distribution, with pyodide-lock.json. Default: ./dist", file_okay=False)
    ] = None,
    metadata_files: Annotated[
        bool, typer.Option(help="Also put the METADATA of each wheel there, as NAME.whl.metadata.")
    ] = False,
    no_deps: Annotated[bool, typer.Option("--no-deps/--no-no-deps", hidden=True)] = False,
    cflags: options.Cflags = None,
    cxxflags: options.Cxxflags = None,
    ldflags: options.Ldflags = None,
    target_install_dir: options.TargetInstallDir = None,
    host_install_dir: options.HostInstallDir = None,
    log_dir: Annotated[
        Path | None, typer.Option(help="Where logs go, as NAME.log. Default: beside the folders that are built in.")
    ] = None,
    force_rebuild: options.ForceRebuild = False,
    n_jobs: Annotated[
        int | None, typer.Option(help="How many recipes are built at the same time. Default: one a processor.", min=1)
    ] = None,
    compression_level: Annotated[
        int,
        typer.Option(help="Of what is installed: 0, none, to 9.", min=0, max=9, envvar="PYODIDE_ZIP_COMPRESSION_LEVEL"),
    ] = 6,
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="Build on this Dask cluster instead of here.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Only say what would be built, and why.")] = False,
    clean: options.Clean = False,
    xbuildenv_path: XBuildEnvPath = None,
    skip_emscripten_install: SkipEmscriptenInstall = False,
    verbose: Annotated[
        int,
        typer.Option(
            "--verbose", "-v", count=True, help="Say why recipes are built; twice: show what programs print, too."
        ),
    ] = 0,
) -> None:
    """Build recipes and all that they require, as far as they are not built.

    What was built is kept outside of the folders, and built again only if the
    recipe, what it is built with, flags or tools have changed. A recipe that
    fails stops those that need it; the others are built.

    \b
      pyodide build-recipes numpy                        one, and what it requires
      pyodide build-recipes "tag:core,!regex" --install  a group without one
      pyodide build-recipes "*" --scheduler tcp://10.0.0.1:8786
    """
    from pyodide_build.distribution.host_packages import install_host_packages
    from pyodide_build.distribution.imports import import_modules
    from pyodide_build.distribution.install import LOCK_FILE, install_packages, provided_by
    from pyodide_build.errors import SettingsError
    from pyodide_build.process import ending_on_sigterm
    from pyodide_build.recipe.load import load_recipes
    from pyodide_build.recipe.select import select_recipes
    from pyodide_build.schedule.build import build
    from pyodide_build.schedule.graph import dependency_graph
    from pyodide_build.schedule.plan import Places, make_plan

    if no_deps:
        raise SettingsError("There is no --no-deps any more: use 'pyodide build-recipes-no-deps'.")
    target = options.recipe_target(xbuildenv_path, target_install_dir)
    settings = options.recipe_settings(target, cflags, cxxflags, ldflags)
    folder = (recipe_dir or Path("packages")).resolve()
    distribution = (install_dir or Path("dist")).resolve()
    recipes = load_recipes(folder)
    provided = provided_by(target.root / "dist" / LOCK_FILE, recipes) | provided_by(distribution / LOCK_FILE, recipes)
    graph = dependency_graph(recipes, select_recipes(recipes, packages, provided), provided)
    places = Places((build_dir or folder).resolve(), log_dir.resolve() if log_dir else None, clean)
    plan = make_plan(
        recipes,
        graph,
        settings,
        places,
        install_emscripten=not skip_emscripten_install,
        verbosity=verbose,
        forced=graph.needs if force_rebuild else (),
    )
    if explain:
        typer.echo(plan.explanation())
        return
    with ending_on_sigterm():
        build(plan, scheduler=scheduler, places=n_jobs, jobs=settings.jobs if os.environ.get("PYODIDE_JOBS") else None)
        built = plan.built()
        if host_install_dir:
            install_host_packages(host_install_dir.resolve(), built)
        if install:
            wanted = replace(settings, compression_level=compression_level)
            added = install_packages(
                distribution,
                built,
                recipes,
                wanted,
                metadata_files=metadata_files,
                verify=lambda lock: import_modules(built, lock, distribution, target, places.log_of_imports),
            )
            typer.echo(f"{distribution} has {len(added)} packages of recipes")
        else:
            for each in built:
                for file in each.files:
                    typer.echo(file)
