"""Where candidates come from: what is installed, the lock file, addresses, indexes - in this order."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import and_

from micropip._vendor.packaging.requirements import Requirement
from micropip._vendor.packaging.specifiers import SpecifierSet
from micropip._vendor.packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from micropip._vendor.packaging.version import Version
from micropip.candidate import Candidate, Installed, Locked, Void, Wheel
from micropip.environment import Environment
from micropip.errors import MetadataError, MicropipError, ResolutionError
from micropip.index.client import ProjectNotFound
from micropip.index.page import ProjectFile
from micropip.requirement import Need, filename_of, hashes_in
from micropip.resolve.installed import InstalledPackages, installed_from
from micropip.resolve.knowledge import Knowledge
from micropip.resolve.locked import LockedPackages
from micropip.tags import SupportedTags
from micropip.wheel.metadata import WheelMetadata


class UnusableWheel(Exception):
    """A wheel turned out not to be what it should be."""

    def __init__(self, wheel: Wheel, reason: MicropipError) -> None:
        super().__init__(reason)
        self.wheel = wheel
        self.reason = reason


class Sources:
    """Finds candidates, and what each needs.

    Args:
        knowledge: What indexes and wheels say.
        environment: Decides markers.
        tags: What runs here.
        installed: What is there.
        locked: What the lock file has.
        constraints: What applies to a project if something needs it.
        pre: Whether pre-releases are welcome.
        reinstall: Whether what is installed may be replaced.
        deps: Whether dependencies count.
        complete: Projects whose dependencies do not, since a lock file has named them all.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        environment: Environment,
        tags: SupportedTags,
        installed: InstalledPackages,
        locked: LockedPackages,
        *,
        constraints: Sequence[Need] = (),
        pre: bool = False,
        reinstall: bool = False,
        deps: bool = True,
        complete: Collection[NormalizedName] = (),
    ) -> None:
        self.knowledge = knowledge
        self.installed = installed
        self.locked = locked
        self.given_up: set[NormalizedName] = set()
        self.unusable: dict[Wheel, MicropipError] = {}
        self._environment = environment
        self._tags = tags
        self._python = environment.python
        self._constraints = constraints
        self._pre = pre
        self._reinstall = reinstall
        self._deps = deps
        self._complete = complete
        self._direct: dict[tuple[str, frozenset[str]], Candidate] = {}

    def constraints_on(self, name: NormalizedName) -> list[Need]:
        """Return the constraints of a project."""
        return [constraint for constraint in self._constraints if constraint.name == name]

    def candidates(self, name: NormalizedName, needs: Sequence[Need]) -> Iterator[Candidate]:
        """Yield what meets all of some needs of a project, the best first, without extras.

        Raises:
            NotKnown: an index has to be asked.
            MicropipError: it cannot be.
        """
        if name in self.given_up:
            yield Candidate(name, Version("0"), Void())
            return
        needs = [*needs, *self.constraints_on(name)]
        specifier = reduce(and_, (need.specifier for need in needs), SpecifierSet())
        urls = sorted({need.url for need in needs if need.url})
        hashes = allowed_hashes(needs)
        present = self.installed.get(name)
        if present and not (self._reinstall and (urls or hashes is not None)):
            if specifier.contains(present.version, prereleases=True) and all(self.is_at(present, url) for url in urls):
                yield present
            if not self._reinstall:
                return
        if urls:
            if len(urls) == 1:  # one file cannot be two
                yield from self._at_address(next(need for need in needs if need.url), specifier, hashes)
            return
        locked = self.locked.get(name)
        if locked and hashes is None and specifier.contains(locked.version, prereleases=True):
            # loadPackage does not replace what is there.
            yield self.locked.as_wheel(locked) if present else locked
        try:
            releases = self.knowledge.releases(name)
        except ProjectNotFound as error:
            if error.is_certain:
                return
            raise
        for candidate in releases.matching(specifier, pre=self._pre, hashes=hashes):
            if candidate.origin not in self.unusable:
                yield candidate

    def dependencies(self, candidate: Candidate) -> list[Need]:
        """Return what a candidate needs, with its extras.

        Raises:
            NotKnown: its metadata has to be read.
            UnusableWheel: they show that it is not what it should be.
            MicropipError: they cannot be read.
        """
        if not self._deps or candidate.name in self._complete:
            return []
        requires: Iterable[Requirement]
        match candidate.origin:
            case Installed():
                requires = self.installed.requires(candidate)
            case Locked() as package if not candidate.extras:
                return self.locked.needs(package)
            case Locked() as package:
                requires = self.knowledge.metadata(self.locked.wheel(package)).requires
            case Wheel() as wheel:
                requires = self._checked_metadata(candidate, wheel).requires
            case Void():
                return []
        return list(self._environment.needs(requires, candidate.extras))

    def _checked_metadata(self, candidate: Candidate, wheel: Wheel) -> WheelMetadata:
        try:
            metadata = self.knowledge.metadata(wheel)
        except MetadataError as error:
            raise UnusableWheel(wheel, error) from error
        filename = wheel.file.filename
        if (metadata.name, metadata.version) != (candidate.name, candidate.version):
            found = f"{metadata.name} {metadata.version}"
            raise UnusableWheel(wheel, MetadataError(f"{filename} says in its metadata that it is {found}"))
        if not metadata.requires_python.contains(self._python, prereleases=True):
            reason = f"{filename} needs Python {metadata.requires_python}, and this is {self._python}"
            raise UnusableWheel(wheel, MetadataError(reason))
        return metadata

    def unknown_extras(self, candidate: Candidate) -> list[str]:
        """Return those of a candidate's extras that it does not have."""
        match candidate.origin:
            case Installed(distribution):
                known = {canonicalize_name(extra) for extra in distribution.metadata.get_all("Provides-Extra", [])}
            case Wheel() as wheel if self._deps and candidate.name not in self._complete:
                known = set(self.knowledge.metadata(wheel).extras)
            case _:
                return []
        return sorted(candidate.extras - known)

    def is_at(self, candidate: Candidate, url: str) -> bool:
        """Tell whether a candidate is what an address names: as far as one can see without fetching it."""
        match candidate.origin:
            case Wheel(file):
                return file.url == url
            case Installed():
                return installed_from(candidate) == url or wheel_version(url) == candidate.version
        return False

    def _at_address(self, need: Need, specifier: SpecifierSet, hashes: frozenset[str] | None) -> Iterator[Candidate]:
        candidate = self.direct(need, hashes or frozenset())
        if specifier.contains(candidate.version, prereleases=True):
            yield candidate

    def direct(self, need: Need, hashes: frozenset[str]) -> Candidate:
        """Return the candidate for a need that names an address.

        Raises:
            ResolutionError: the wheel there does not run here.
        """
        assert need.url
        url = need.url
        if (url, hashes) not in self._direct:
            filename = filename_of(url)
            name, version, _, tags = parse_wheel_filename(filename)
            if self._tags.rank(tags) is None:
                raise ResolutionError(f"The wheel {url} does not run here: {self._tags.explain(filename)}")
            known = dict(part.split("=", 1) for part in hashes) | hashes_in(url)
            self._direct[url, hashes] = Candidate(name, version, Wheel(ProjectFile(filename, url, known), need.source))
        return self._direct[url, hashes]


def allowed_hashes(needs: Sequence[Need]) -> frozenset[str] | None:
    """Return the hashes that all needs allow; None if any will do."""
    sets = [need.hashes for need in needs if need.hashes]
    return reduce(and_, sets) if sets else None


def wheel_version(url: str) -> Version:
    """Return the version that an address of a wheel is about."""
    return parse_wheel_filename(filename_of(url))[1]
