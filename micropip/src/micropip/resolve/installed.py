"""What is installed."""

import json
from collections.abc import Iterable
from importlib.metadata import Distribution

from micropip._vendor.packaging.requirements import InvalidRequirement, Requirement
from micropip._vendor.packaging.utils import NormalizedName, canonicalize_name
from micropip._vendor.packaging.version import InvalidVersion, Version
from micropip.candidate import Candidate, Installed


class InstalledPackages(dict[NormalizedName, Candidate]):
    """The installed distributions by name; of several of a name, the one that imports find."""

    def __init__(self, distributions: Iterable[Distribution]) -> None:
        super().__init__()
        for distribution in distributions:
            try:
                name, version = canonicalize_name(distribution.name), Version(distribution.version)
            except (InvalidVersion, TypeError):  # metadata is missing or damaged
                continue
            self.setdefault(name, Candidate(name, version, Installed(distribution)))

    def requires(self, candidate: Candidate) -> list[Requirement]:
        """Return the requirements of a distribution; one that nobody can read keeps nothing away."""
        assert isinstance(candidate.origin, Installed)
        requirements = []
        for text in candidate.origin.distribution.requires or []:
            try:
                requirements.append(Requirement(text))
            except InvalidRequirement:
                continue
        return requirements


def installed_from(candidate: Candidate) -> str | None:
    """Return the address that a distribution was installed from, if it was named by that (PEP 610)."""
    assert isinstance(candidate.origin, Installed)
    text = candidate.origin.distribution.read_text("direct_url.json")
    try:
        return str(json.loads(text)["url"]) if text else None
    except (ValueError, KeyError, TypeError):
        return None
