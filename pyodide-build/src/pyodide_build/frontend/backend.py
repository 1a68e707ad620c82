"""Let a package's own build backend make a wheel for the target."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from build import BuildBackendException, BuildException, ProjectBuilder
from build import ConfigSettingsType as ConfigSettings
from build.env import DefaultIsolatedEnv

from pyodide_build.compiler.build_files import write_build_files
from pyodide_build.compiler.shims import ShimSettings, write_shims
from pyodide_build.errors import BackendError, SourceError
from pyodide_build.frontend.environment import backend_environment
from pyodide_build.frontend.requirements import for_the_build_machine
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings

MESON = "mesonpy"


def build_wheel(
    source: Path, output: Path, settings: BuildSettings, emscripten: Path, config: ConfigSettings, log: BuildLog
) -> Path:
    """Run the backend in an isolated environment, and return the wheel that it made.

    Args:
        source: the folder of the package.
        output: where the wheel goes.
        settings: the target and the flags.
        emscripten: the folder of emcc.
        config: settings for the backend, as `python -m build -C` takes them.
        log: gets everything that is printed.

    Raises:
        SourceError: the folder is no package, or its description is wrong.
        BackendError: a step failed.
    """
    with DefaultIsolatedEnv() as isolated:
        tools = Path(isolated.path) / "pyodide-build"
        shims, build_files = tools / "bin", tools / "files"
        write_shims(shims, shim_settings(settings, emscripten))
        write_build_files(build_files, settings.target, shims)
        step = "asking the build backend"

        def run(cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None) -> None:
            around = {**os.environ, **isolated.make_extra_environ(), **(extra_environ or {})}
            log.run(step, cmd, cwd, backend_environment(settings, shims, build_files, around))

        try:
            builder = ProjectBuilder.from_isolated_env(isolated, source, runner=run)
            backend = backend_name(builder)
            if backend == MESON:
                config = with_cross_file(config, build_files / "cross.ini")
            step = "installing what the build requires"
            isolated.install(for_the_build_machine(builder.build_system_requires, settings))
            isolated.install(for_the_build_machine(builder.get_requires_for_build("wheel", config), settings))
            step = "building the wheel"
            return Path(builder.build("wheel", output, config))
        except BackendError:
            raise
        except BuildBackendException as error:
            raise BackendError(log.package, step, log.path, last_lines(log.path)) from error
        except BuildException as error:
            raise SourceError(f"{source} cannot be built: {error}") from error


def shim_settings(settings: BuildSettings, emscripten: Path) -> ShimSettings:
    """Return what the programs that stand in for compilers need to know."""
    target, flags = settings.target, settings.flags
    return ShimSettings(
        emscripten=str(emscripten),
        headers=str(target.headers),
        cflags=(*target.cflags, *flags.cflags),
        cxxflags=(*target.cflags, *flags.cxxflags),
        ldflags=flags.ldflags,
        link_flags=target.ldflags,
        exports=settings.exports,
    )


def backend_name(builder: ProjectBuilder) -> str:
    """Return the module of the build backend."""
    backend: str = builder._backend
    return backend.partition(":")[0]


def with_cross_file(config: ConfigSettings, cross_file: Path) -> ConfigSettings:
    """Add Meson's cross file to what the user says to meson-python."""
    given = config.get("setup-args", [])
    arguments = [given] if isinstance(given, str) else list(given)
    return {**config, "setup-args": [*arguments, f"--cross-file={cross_file}"]}


def last_lines(path: Path) -> list[str]:
    """Return the end of a log."""
    return path.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
