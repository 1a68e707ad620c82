"""Let a package's own build backend make a wheel for the target."""

import os
import sys
import tempfile
import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from build import BuildBackendException, BuildException, ProjectBuilder
from build import ConfigSettingsType as ConfigSettings

from pyodide_build.errors import BackendError, SourceError
from pyodide_build.frontend.environment import backend_environment
from pyodide_build.frontend.isolation import isolated_environment
from pyodide_build.frontend.requirements import Isolation, check_present, for_the_build_machine
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings
from pyodide_build.toolchain.standing import shim_settings, write_toolchain

MESON = "mesonpy"


def build_wheel(
    source: Path,
    output: Path,
    settings: BuildSettings,
    emscripten: Path,
    config: ConfigSettings,
    log: BuildLog,
    isolation: Isolation = Isolation.OWN,
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

    Raises:
        SourceError: the folder is no package, or its description is wrong.
        BackendError: a step failed.
    """
    with ExitStack() as stack:
        warned = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        stack.callback(keep_warnings, warned, log)
        tools = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pyodide-build-"))).resolve()
        # Where the source lies is nobody's business, and would make two builds differ.
        compilers = shim_settings(settings, emscripten, f"-ffile-prefix-map={source}=.")
        shims, build_files = write_toolchain(tools, compilers, settings)
        isolated = stack.enter_context(isolated_environment(log)) if isolation is Isolation.OWN else None
        around = {**os.environ, **(isolated.make_extra_environ() if isolated else {})}

        def run(cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None) -> None:
            log.run(cmd, cwd, backend_environment(settings, shims, build_files, {**around, **(extra_environ or {})}))

        def prepare(requirements: Iterable[str]) -> None:
            required = for_the_build_machine(requirements, settings)
            if isolated and required:
                log.step(f"installing {', '.join(sorted(required))}")
                isolated.install(required)
            elif isolation is Isolation.CHECKED:
                check_present(required)

        try:
            python = isolated.python_executable if isolated else sys.executable
            builder = ProjectBuilder(source, python_executable=python, runner=run)
            if backend_name(builder) == MESON:
                config = with_cross_file(config, build_files / "cross.ini")
            log.step("asking the build backend what it requires")
            prepare(builder.build_system_requires)
            prepare(builder.get_requires_for_build("wheel", config))
            log.step("building the wheel")
            return Path(builder.build("wheel", output, config))
        except BackendError:
            raise
        except BuildBackendException as error:
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
