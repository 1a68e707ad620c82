"""The wheels of a project that run here, one for each version."""

from functools import cached_property

from micropip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
from micropip._vendor.packaging.utils import InvalidWheelFilename, NormalizedName, parse_wheel_filename
from micropip._vendor.packaging.version import Version
from micropip.candidate import Candidate, Wheel
from micropip.index.page import ProjectPage
from micropip.tags import SupportedTags


class Releases:
    """A project's page, seen from a host.

    Args:
        name: The project.
        page: All its files.
        tags: What runs here.
        python: The version of Python here.
    """

    def __init__(self, name: NormalizedName, page: ProjectPage, tags: SupportedTags, python: str) -> None:
        self.name = name
        self.page = page
        self.tags = tags
        self.python = python
        self._python_fits: dict[str, bool] = {}
        self._matching: dict[tuple[SpecifierSet, bool, frozenset[str] | None], list[Candidate]] = {}

    @cached_property
    def candidates(self) -> dict[Version, list[Candidate]]:
        """The wheels that run here by version, the newest first, the best of each version first."""
        found: dict[Version, list[tuple[tuple[int, int, str], str, Candidate]]] = {}
        for file in self.page.files:
            if not file.filename.endswith(".whl") or not self.tags.may_fit(file.filename):
                continue
            if file.requires_python and not self.runs_on_this_python(file.requires_python):
                continue
            try:
                name, version, build, tags = parse_wheel_filename(file.filename)
            except InvalidWheelFilename:  # nor is a version that PEP 440 does not know
                continue
            rank = self.tags.rank(tags)
            if rank is None or name != self.name:
                continue
            candidate = Candidate(name, version, Wheel(file, self.page.index_url))
            build_number, build_rest = build or (0, "")
            order = (rank, -build_number, build_rest)
            found.setdefault(version, []).append((order, file.filename, candidate))
        return {
            version: [candidate for *_, candidate in sorted(found[version], key=lambda entry: entry[:2])]
            for version in sorted(found, reverse=True)
        }

    def runs_on_this_python(self, requires_python: str) -> bool:
        """Tell whether a file is for this version of Python; what cannot be read does not keep it away."""
        if requires_python not in self._python_fits:
            try:
                fits = SpecifierSet(requires_python).contains(self.python, prereleases=True)
            except InvalidSpecifier:
                fits = True
            self._python_fits[requires_python] = fits
        return self._python_fits[requires_python]

    def matching(self, specifier: SpecifierSet, *, pre: bool, hashes: frozenset[str] | None = None) -> list[Candidate]:
        """Return the candidates that a specifier allows, in the order in which to try them.

        Args:
            specifier: Which versions will do.
            pre: Whether pre-releases are welcome even if there are others.
            hashes: What the hash may be; anything if None.
        """
        key = (specifier, pre, hashes)
        if key not in self._matching:
            self._matching[key] = self._find_matching(specifier, pre, hashes)
        return self._matching[key]

    def _find_matching(self, specifier: SpecifierSet, pre: bool, hashes: frozenset[str] | None) -> list[Candidate]:
        versions = list(specifier.filter(self.candidates, prereleases=True if pre else None))
        chosen = [
            next((candidate for candidate in self.candidates[version] if has_hash(candidate, hashes)), None)
            for version in versions
        ]
        candidates = [candidate for candidate in chosen if candidate]
        good = [candidate for candidate in candidates if not is_yanked(candidate)]
        # A file that was withdrawn is taken only by those who name it (PEP 592).
        return good or (candidates if is_pinned(specifier) else [])


def has_hash(candidate: Candidate, hashes: frozenset[str] | None) -> bool:
    """Tell whether an index gives one of some hashes for a wheel."""
    assert isinstance(candidate.origin, Wheel)
    return hashes is None or any(f"{name}={digest}" in hashes for name, digest in candidate.origin.file.hashes.items())


def is_yanked(candidate: Candidate) -> bool:
    """Tell whether an index says that a wheel was withdrawn."""
    return isinstance(candidate.origin, Wheel) and candidate.origin.file.yanked is not None


def is_pinned(specifier: SpecifierSet) -> bool:
    """Tell whether a specifier names one version."""
    return any(
        part.operator == "===" or (part.operator == "==" and not part.version.endswith(".*")) for part in specifier
    )
