"""`pyodide build-recipes-no-deps`."""
# ruff: noqa: D301 - \b is the character that makes typer leave the lines below it as they are

import os
from pathlib import Path
from typing import Annotated

import typer

from pyodide_build.commands import recipe_options as options
from pyodide_build.commands.environment_option import SkipEmscriptenInstall, XBuildEnvPath


def build_recipes_no_deps(
    packages: options.Names,
    recipe_dir: options.RecipeDir = None,
    build_dir: options.BuildDir = None,
    cflags: options.Cflags = None,
    cxxflags: options.Cxxflags = None,
    ldflags: options.Ldflags = None,
    target_install_dir: options.TargetInstallDir = None,
    host_install_dir: options.HostInstallDir = None,
    force_rebuild: options.ForceRebuild = False,
    continue_: Annotated[
        bool,
        typer.Option(
            "--continue",
            help="Go on with the source as it lies in the build folder, to find out how to build. Forces the rebuild.",
        ),
    ] = False,
    clean: options.Clean = False,
    xbuildenv_path: XBuildEnvPath = None,
    skip_emscripten_install: SkipEmscriptenInstall = False,
    verbose: Annotated[
        int, typer.Option("--verbose", "-v", count=True, help="Show what programs print; twice: also their commands.")
    ] = 0,
) -> None:
    """Build recipes, one after the other, with requirements that were built before.

    \b
      pyodide build-recipes-no-deps numpy --continue
    """
    from pyodide_build.distribution.host_packages import install_host_packages
    from pyodide_build.process import ending_on_sigterm
    from pyodide_build.recipe.load import load_recipes
    from pyodide_build.schedule.build import build
    from pyodide_build.schedule.graph import graph_without_requirements
    from pyodide_build.schedule.plan import Places, make_plan

    target = options.recipe_target(xbuildenv_path, target_install_dir)
    settings = options.recipe_settings(target, cflags, cxxflags, ldflags)
    folder = (recipe_dir or Path("packages")).resolve()
    recipes = load_recipes(folder)
    names = [name for text in packages for name in text.split(",") if name]
    graph = graph_without_requirements(recipes, names)
    plan = make_plan(
        recipes,
        graph,
        settings,
        Places((build_dir or folder).resolve(), clean=clean),
        install_emscripten=not skip_emscripten_install,
        verbosity=verbose + 1 if verbose else 0,
        forced=graph.needs if force_rebuild or continue_ else (),
        resumed=continue_,
    )
    plan.check_requirements()
    with ending_on_sigterm():
        build(plan, places=1, jobs=settings.jobs if os.environ.get("PYODIDE_JOBS") else None)
        built = plan.built()
        if host_install_dir:
            install_host_packages(host_install_dir.resolve(), built)
        for each in built:
            for file in each.files:
                typer.echo(file)
