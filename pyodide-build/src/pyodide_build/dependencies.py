"""Follow what packages require, until all of it is built."""

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from pyodide_build.errors import SettingsError, SourceError
from pyodide_build.settings.target import Target
from pyodide_build.wheel.contents import read_contents


@dataclass
class Dependencies:
    """The packages that are built so far, and those that are still wanted.

    Args:
        target: the platform that markers are evaluated for.
        obtain: builds or gets the wheel for a requirement.
        skipped: normalised names that are not followed.
    """

    target: Target
    obtain: Callable[[Requirement], Path]
    skipped: frozenset[str] = frozenset()
    built: dict[str, tuple[Version, Path]] = field(default_factory=dict)
    _wanted: deque[tuple[Requirement, str]] = field(default_factory=deque)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, wheel: Path, extras: Iterable[str] = ()) -> None:
        """Take a wheel that was built, and want what it requires."""
        name, version, *_ = parse_wheel_filename(wheel.name)
        self.built[name] = (version, wheel)
        self._want(wheel, extras)

    def follow(self) -> None:
        """Build what is wanted, and what that requires in turn.

        Raises:
            SourceError: two packages want versions of a third that exclude each other.
        """
        while self._wanted:
            requirement, origin = self._wanted.popleft()
            name = canonicalize_name(requirement.name)
            if name in self.skipped:
                continue
            if name not in self.built:
                for other, _ in self._wanted:
                    if canonicalize_name(other.name) == name:
                        requirement.specifier &= other.specifier
                self.add(self.obtain(requirement), requirement.extras)
                continue
            version, wheel = self.built[name]
            if not requirement.specifier.contains(version, prereleases=True):
                raise SourceError(
                    f"{origin} requires {requirement}, but {requirement.name} {version} was built for another package. "
                    f"Name a version that fits all in a file given with --requirements."
                )
            self._want(wheel, requirement.extras)

    def _want(self, wheel: Path, extras: Iterable[str]) -> None:
        metadata = Parser().parsestr(read_contents(wheel).text("METADATA"), headersonly=True)
        environments = [{**target_markers(self.target), "extra": extra} for extra in ("", *extras)]
        for text in metadata.get_all("Requires-Dist", []):
            requirement = Requirement(text)
            marker = requirement.marker
            applies = marker is None or any(marker.evaluate(environment) for environment in environments)
            origin = wheel.name.partition("-")[0]
            if applies and (origin, text) not in self._seen:
                self._seen.add((origin, text))
                self._wanted.append((requirement, origin))

    def lock_file(self) -> str:
        """Return what was built, in the format of requirements.txt."""
        return "".join(f"{name}=={version}\n" for name, (version, _) in sorted(self.built.items()))


def target_markers(target: Target) -> dict[str, str]:
    """Return the values of markers on the target (PEP 508)."""
    return {
        "implementation_name": "cpython",
        "implementation_version": target.python_version,
        "os_name": "posix",
        "platform_machine": "wasm32",
        "platform_python_implementation": "CPython",
        "platform_release": target.emscripten_version,
        "platform_system": "Emscripten",
        "platform_version": "",
        "python_full_version": target.python_version,
        "python_version": target.python_minor,
        "sys_platform": "emscripten",
    }


def skipped_names(given: Iterable[str], target: Target, *, built_in: bool) -> frozenset[str]:
    """Return the names of packages that are not to be built.

    Args:
        given: names, and files pyodide-lock.json; several in one text are separated by commas.
        target: has the distribution's own lock file.
        built_in: whether the distribution's packages are skipped, too.

    Raises:
        SettingsError: a lock file cannot be read.
    """
    parts = [part.strip() for text in given for part in text.split(",") if part.strip()]
    files = [Path(part) for part in parts if part.endswith(".json")]
    if built_in:
        files.append(target.root / "dist/pyodide-lock.json")
    names = {canonicalize_name(part) for part in parts if not part.endswith(".json")}
    for file in files:
        try:
            names.update(map(canonicalize_name, json.loads(file.read_text(encoding="utf-8"))["packages"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingsError(f"{file} is no lock file that can be read: {error}") from error
    return frozenset(names)
