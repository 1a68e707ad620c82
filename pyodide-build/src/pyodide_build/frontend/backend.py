"""Let a package's own build backend make a wheel for the target."""

import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from build import BuildBackendException, BuildException, ProjectBuilder
from build import ConfigSettingsType as ConfigSettings

from pyodide_build.errors import BackendError, SourceError
from pyodide_build.frontend.isolation import isolated_environment
from pyodide_build.frontend.requirements import Isolation, check_present, for_the_build_machine
from pyodide_build.frontend.surroundings import Surroundings
from pyodide_build.frontend.target_environment import target_environment
from pyodide_build.frontend.workplace import workplace
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings

MESON = "mesonpy"


def build_wheel(
    source: Path,
    output: Path,
    settings: BuildSettings,
    emscripten: Path,
    config: ConfigSettings,
    log: BuildLog,
    isolation: Isolation = Isolation.OWN,
    surroundings: Surroundings | None = None,
) -> Path:
    """Run the backend, and return the wheel that it made.

    Args:
        source: the folder of the package.
        output: where the wheel goes.
        settings: the target and the flags.
        emscripten: the folder of emcc.
        config: settings for the backend, as `python -m build -C` takes them.
        log: gets everything that is printed.
        isolation: whether the backend has an environment of its own.
        surroundings: what it gets besides the target.

    Raises:
        SourceError: the folder is no package, or its description is wrong.
        BackendError: a step failed.
    """
    beside = surroundings or Surroundings()
    with ExitStack() as stack:
        warned = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        stack.callback(keep_warnings, warned, log)
        folder = stack.enter_context(workplace(source.name))
        isolated = isolated_environment(folder / "environment", log) if isolation is Isolation.OWN else None
        environment = target_environment(source, settings, emscripten, beside, folder / "compilers", isolated)

        def run(cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None) -> None:
            log.run(cmd, cwd, {**environment.variables, **(extra_environ or {})})

        def prepare(requirements: Iterable[str]) -> None:
            required = for_the_build_machine(requirements, settings)
            if isolated and required:
                log.step(f"installing {', '.join(sorted(required))}")
                beside.install(isolated, required)
            elif isolation is Isolation.CHECKED:
                check_present(required)

        try:
            python = isolated.python_executable if isolated else sys.executable
            builder = ProjectBuilder(source, python_executable=python, runner=run)
            if backend_name(builder) == MESON:
                config = with_cross_file(config, environment.build_files / "cross.ini")
            log.step("asking the build backend what it requires")
            prepare([*builder.build_system_requires, *beside.extras])
            prepare(builder.get_requires_for_build("wheel", config))
            log.step("building the wheel")
            return Path(builder.build("wheel", output, config))
        except BackendError:
            raise
        except BuildBackendException as error:
            # It may have printed nothing, as when there is no such backend.
            log.note(str(error))
            raise log.failed() from error
        except BuildException as error:
            raise SourceError(f"{source} cannot be built: {error}") from error


def keep_warnings(warned: Iterable[warnings.WarningMessage], log: BuildLog) -> None:
    """Put warnings of the build frontend into the log."""
    for warning in warned:
        log.note(f"warning: {warning.message}")


def backend_name(builder: ProjectBuilder) -> str:
    """Return the module of the build backend."""
    backend: str = builder._backend
    return backend.partition(":")[0]


def with_cross_file(config: ConfigSettings, cross_file: Path) -> ConfigSettings:
    """Add Meson's cross file to what the user says to meson-python."""
    given = config.get("setup-args", [])
    arguments = [given] if isinstance(given, str) else list(given)
    return {**config, "setup-args": [*arguments, f"--cross-file={cross_file}"]}
