"""Find what wheels need on the target, and who provides it: other wheels, or the lock file.

A lock file knows no extras: what an extra asks for becomes a dependency of the wheel that asks for the extra.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from packaging.markers import UndefinedComparison
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import InvalidVersion, Version

from pyodide_lock.errors import WheelError
from pyodide_lock.model import InfoSpec, PyodideLockSpec
from pyodide_lock.target import marker_environment
from pyodide_lock.wheel_file import WheelFile


@dataclass
class Dependencies:
    """What was found.

    Attributes:
        depends: For each wheel, the names of what is loaded with it.
        missing: What nobody provides: for each name, who asks for it and how.
        conflicts: A sentence for each version that does not suit who asks for it.
        unknown: A sentence for each extra of which nothing is known.
    """

    depends: dict[NormalizedName, set[NormalizedName]] = field(default_factory=dict)
    missing: dict[NormalizedName, list[str]] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def requirements(wheel: WheelFile, info: InfoSpec) -> list[Requirement]:
    """Return what a wheel asks for on the target, without extras."""
    environment = marker_environment(info)
    return [each for each in wheel.requirements if _applies(each, wheel, environment)]


def extra_requirements(wheel: WheelFile, info: InfoSpec, extras: Iterable[str]) -> list[Requirement]:
    """Return what a wheel asks for on the target only for some of its extras."""
    environments = [{**marker_environment(info), "extra": each} for each in extras]
    always = requirements(wheel, info)
    conditional = [each for each in wheel.requirements if each not in always]
    return [each for each in conditional if any(_applies(each, wheel, environment) for environment in environments)]


def _applies(requirement: Requirement, wheel: WheelFile, environment: dict[str, str]) -> bool:
    try:
        return requirement.marker is None or requirement.marker.evaluate(environment)
    except UndefinedComparison as error:
        reason = f"its metadata has the requirement '{requirement}', whose marker compares what cannot be: {error}"
        raise WheelError(wheel.path, reason) from None


def find_dependencies(
    wheels: Mapping[NormalizedName, WheelFile], lock: PyodideLockSpec, exclude: frozenset[NormalizedName] = frozenset()
) -> Dependencies:
    """Look for everything that the wheels need and that is not excluded, among themselves, then in the lock file."""
    found = Dependencies()
    for name, wheel in wheels.items():
        found.depends[name] = set()
        search = _Search(wheels, lock, found, name, exclude)
        search.provide(requirements(wheel, lock.info), str(wheel))
    return found


@dataclass
class _Search:
    """The search for one wheel's dependencies, through the extras that it asks for."""

    wheels: Mapping[NormalizedName, WheelFile]
    lock: PyodideLockSpec
    found: Dependencies
    root: NormalizedName
    exclude: frozenset[NormalizedName]
    seen: set[tuple[NormalizedName, frozenset[NormalizedName]]] = field(default_factory=set)

    def provide(self, asked: Iterable[Requirement], asker: str) -> None:
        for requirement in asked:
            name = canonicalize_name(requirement.name)
            if name in self.exclude:
                continue
            if name != self.root:
                self.found.depends[self.root].add(name)
            if wheel := self.wheels.get(name):
                self.compare(requirement, str(wheel.version), "among the wheels", asker)
                self.provide_extras(wheel, requirement, asker)
            elif package := self.lock.find(name):
                self.compare(requirement, package.version, "in the lock file", asker)
                for extra in sorted(requirement.extras):
                    _once(
                        self.found.unknown,
                        f"{asker} asks for {name}[{extra}], and a lock file does not say what extras need: "
                        f"add the wheel of {name}, too, to have that looked up",
                    )
            else:
                _once(self.found.missing.setdefault(name, []), f"{asker} ({_asked(requirement)})")

    def provide_extras(self, wheel: WheelFile, requirement: Requirement, asker: str) -> None:
        extras = frozenset(canonicalize_name(each) for each in requirement.extras)
        for extra in sorted(extras - wheel.extras):
            _once(self.found.unknown, f"{asker} asks for {wheel.key}[{extra}], and {wheel} has no such extra")
        if (wheel.key, extras) not in self.seen:
            self.seen.add((wheel.key, extras))
            who = f"{wheel.name}[{','.join(sorted(extras))}] {wheel.version}, for {self.wheels[self.root]},"
            self.provide(extra_requirements(wheel, self.lock.info, extras), who)

    def compare(self, requirement: Requirement, version: str, where: str, asker: str) -> None:
        try:
            fits = requirement.specifier.contains(Version(version), prereleases=True)
        except InvalidVersion:  # 1.1.1n of OpenSSL: not comparable, so not known to be wrong
            return
        if not fits:
            _once(
                self.found.conflicts,
                f"{requirement.name} {version} is {where}; {asker} needs {_asked(requirement)}",
            )


def _asked(requirement: Requirement) -> str:
    """Spell a requirement without its marker, which held."""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}" + (f" @ {requirement.url}" if requirement.url else str(requirement.specifier))


def _once(sentences: list[str], sentence: str) -> None:
    if sentence not in sentences:
        sentences.append(sentence)
