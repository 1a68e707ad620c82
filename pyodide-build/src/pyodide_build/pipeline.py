"""The way of a package from its source to a wheel for the target."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from build import ConfigSettingsType as ConfigSettings

from pyodide_build.frontend.backend import build_wheel
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings
from pyodide_build.wheel.finish import check_wheel


@dataclass(frozen=True)
class BuildRequest:
    """What to build."""

    source: Path
    output: Path
    config: ConfigSettings = field(default_factory=dict)


def build_package(request: BuildRequest, settings: BuildSettings, emscripten: Path, log: BuildLog) -> Path:
    """Build a wheel and return where it lies; nothing is left there if anything fails.

    Raises:
        BuildError: one of its kinds, for what went wrong.
    """
    request.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=request.output, prefix=".building-") as scratch:
        wheel = build_wheel(request.source, Path(scratch), settings, emscripten, request.config, log)
        check_wheel(wheel, settings.target)
        return wheel.replace(request.output / wheel.name)
