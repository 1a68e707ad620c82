"""What the commands report in one line instead of a traceback."""

from collections.abc import Sequence
from pathlib import Path


class BuildError(Exception):
    """Stop the command with a message for the user.

    The pyodide command shows errors that have this attribute without a traceback.
    """

    cli_exit_code = 1


class NoCrossBuildEnvironmentError(BuildError):
    """Say that nothing is known about the target."""

    def __init__(self, searched: Sequence[Path]) -> None:
        places = "".join(f"\n  {path}" for path in searched)
        super().__init__(
            f"No cross-build environment is installed. Looked in:{places}\n"
            "Install one with 'pyodide xbuildenv install', or name its folder pyodide-root in PYODIDE_ROOT."
        )


class XBuildEnvError(BuildError):
    """Say why a cross-build environment cannot be installed, used or removed."""


class BrokenCrossBuildEnvironmentError(BuildError):
    """Say what is wrong with a cross-build environment."""

    def __init__(self, root: Path, problem: str) -> None:
        super().__init__(
            f"The cross-build environment {root} cannot be used: {problem}. "
            "Install it again with 'pyodide xbuildenv install'."
        )


class WrongEmscriptenError(BuildError):
    """Say which emscripten is needed, and how to get it."""

    def __init__(self, needed: str, found: str | None) -> None:
        problem = f"but emcc is {found}" if found else "but there is no emcc on PATH"
        super().__init__(
            f"Emscripten {needed} is needed, {problem}. Debian 13 has it as the package emscripten; elsewhere, "
            f"'pyodide xbuildenv install-emscripten --version {needed}' gets it, or:\n"
            "  git clone https://github.com/emscripten-core/emsdk\n"
            f"  emsdk/emsdk install {needed} && emsdk/emsdk activate {needed} && . emsdk/emsdk_env.sh"
        )


class EmscriptenInstallError(BuildError):
    """Say which step of installing emscripten failed, and what else there is."""

    def __init__(self, version: str, command: Sequence[str], last_lines: Sequence[str]) -> None:
        shown = "".join(f"\n  | {line}" for line in last_lines)
        super().__init__(
            f"Emscripten {version} could not be installed; nothing was changed. `{' '.join(command)}` failed:{shown}\n"
            "Git has to reach the repository, and emsdk the compilers that it downloads. Any other installation of the "
            "version on PATH will do: Debian 13 has 3.1.69 as the package emscripten."
        )


class WrongPythonError(BuildError):
    """Say which Python has to run the build."""

    def __init__(self, needed: str, found: str) -> None:
        super().__init__(
            f"Packages for Python {needed} are built with Python {needed}, but this is Python {found}. "
            f"Install pyodide-build into a virtual environment of Python {needed} and run it there."
        )


class SettingsError(BuildError):
    """Say which option or variable has a value that it cannot have."""


class SourceError(BuildError):
    """Say what is wrong with the package to build."""


class RecipeError(BuildError):
    """Say what is wrong with a recipe: in which file, on which line, which key, and what was expected."""


class BackendError(BuildError):
    """Say which step of a package's build failed, and show the end of what it printed."""

    def __init__(self, package: str, step: str, log: Path, last_lines: Sequence[str]) -> None:
        shown = "".join(f"\n  | {line}" for line in last_lines)
        super().__init__(f"{package}: {step} failed. The whole log is {log}; it ends with:{shown}")


class WheelError(BuildError):
    """Say why a wheel that a backend made is of no use."""


class SelectionError(BuildError):
    """Say which recipes that were asked for cannot be meant."""


class GraphError(BuildError):
    """Say which recipes require what there is not, or each other."""


class RecipesFailedError(BuildError):
    """Say which recipes could not be built, each with its reason, and what could not be built for want of them."""


class NotBuiltError(BuildError):
    """Say which requirements have to be built first."""


class DistributionError(BuildError):
    """Say why built packages cannot become part of a distribution."""


class SchedulerError(BuildError):
    """Say why a cluster cannot be used."""
