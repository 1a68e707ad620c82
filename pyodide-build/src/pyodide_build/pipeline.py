"""The way of a package from its source to a wheel for the target."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from build import ConfigSettingsType as ConfigSettings

from pyodide_build.frontend.backend import build_wheel
from pyodide_build.frontend.host_packages import of_environment
from pyodide_build.frontend.requirements import Isolation
from pyodide_build.frontend.surroundings import Surroundings
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings
from pyodide_build.wheel.finish import finish_wheel


@dataclass(frozen=True)
class BuildRequest:
    """What to build, and how."""

    source: Path
    output: Path
    config: ConfigSettings = field(default_factory=dict)
    isolation: Isolation = Isolation.OWN


def build_package(request: BuildRequest, settings: BuildSettings, emscripten: Path, log: BuildLog) -> Path:
    """Build a wheel and return where it lies; nothing is left there if anything fails.

    Raises:
        BuildError: one of its kinds, for what went wrong.
    """
    request.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=request.output, prefix=".building-") as scratch:
        made = Path(scratch) / "made"
        host = of_environment(settings.target)
        beside = Surroundings(host_packages=host, pkg_config=tuple(host.pkg_config_folders))
        wheel = build_wheel(request.source, made, settings, emscripten, request.config, log, request.isolation, beside)
        log.step("finishing the wheel")
        finished = finish_wheel(wheel, Path(scratch), settings, log)
        return finished.replace(request.output / finished.name)
