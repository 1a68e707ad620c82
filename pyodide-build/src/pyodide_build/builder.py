"""Build several packages, each from its source, with the same settings."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
from build import ConfigSettingsType as ConfigSettings
from packaging.requirements import Requirement

from pyodide_build.dependencies import Dependencies
from pyodide_build.errors import BackendError
from pyodide_build.frontend.requirements import Isolation
from pyodide_build.pipeline import BuildRequest, build_package
from pyodide_build.process import BuildLog
from pyodide_build.settings.model import BuildSettings
from pyodide_build.source.locate import locate, name_of


@dataclass(frozen=True)
class Builder:
    """What all packages of one command share."""

    settings: BuildSettings
    emscripten: Path
    output: Path
    config: ConfigSettings = field(default_factory=dict)
    isolation: Isolation = Isolation.OWN
    verbosity: int = 0

    def build_all(
        self,
        sources: Iterable[str],
        requirements: Iterable[Requirement],
        *,
        skipped: frozenset[str],
        dependencies: bool,
    ) -> Dependencies:
        """Build packages in the given order, then what they require if that is wanted; return all of them.

        Args:
            sources: folders, archives, addresses or requirements.
            requirements: what a wheel from the index may be taken for.
            skipped: names of dependencies that are not built.
            dependencies: whether any are.

        Raises:
            BuildError: one of its kinds; what was finished before stays.
        """

        def obtain(requirement: Requirement) -> Path:
            return self.build_one(str(requirement), wheels=True)

        built = Dependencies(self.settings.target, obtain, skipped)
        for source in sources:
            built.add(self.build_one(source))
        for requirement in requirements:
            built.add(obtain(requirement), requirement.extras)
        if dependencies:
            built.follow()
        return built

    def build_one(self, source: str, *, wheels: bool = False) -> Path:
        """Build one package and return its wheel.

        Args:
            source: a folder, an archive, an address or a requirement.
            wheels: whether a wheel from the index will do.
        """
        name = name_of(source)
        logs = platformdirs.user_log_path("pyodide-build")
        log = BuildLog(name, logs / f"{name}-{os.getpid()}.log", verbosity=self.verbosity)
        try:
            with tempfile.TemporaryDirectory(prefix="pyodide-build-source-") as scratch:
                found = locate(source, Path(scratch).resolve(), self.settings.target, log, wheels=wheels)
                wheel = self.take(found) if found.is_file() else self.build(found, log)
        except BackendError:
            raise  # and tell where the log is
        except BaseException:
            log.path.unlink()
            raise
        log.path.unlink()
        return wheel

    def build(self, folder: Path, log: BuildLog) -> Path:
        """Build the package in a folder."""
        request = BuildRequest(folder, self.output, self.config, self.isolation)
        return build_package(request, self.settings, self.emscripten, log)

    def take(self, wheel: Path) -> Path:
        """Take a wheel that needs no building."""
        self.output.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(wheel, self.output))
