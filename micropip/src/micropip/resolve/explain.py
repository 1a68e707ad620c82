"""Says why a search has failed: who needs what, and what there is."""

from collections.abc import Iterable, Mapping, Sequence

from micropip._vendor.packaging.utils import NormalizedName
from micropip._vendor.resolvelib.structs import RequirementInformation
from micropip.candidate import Candidate
from micropip.errors import MicropipError, ResolutionError
from micropip.requirement import Need
from micropip.resolve.availability import describe_availability, describe_versions
from micropip.resolve.provider import Key
from micropip.resolve.sources import Sources

type Cause = RequirementInformation[Need, Candidate]


class Explanation:
    """Why a search has failed.

    Args:
        sources: Where candidates came from.
        causes: The needs that cannot be met together.
        first_parents: Who needed each project first.
    """

    def __init__(
        self, sources: Sources, causes: Iterable[Cause], first_parents: Mapping[Key, Candidate | None]
    ) -> None:
        self._sources = sources
        self._first_parents = first_parents
        self._needs: dict[NormalizedName, list[Cause]] = {}
        for cause in causes:
            # That a project with extras needs the same one without goes without saying.
            if cause.parent is None or cause.parent.name != cause.requirement.name:
                self._needs.setdefault(cause.requirement.name, []).append(cause)
        hopeless = (cause for causes in self._needs.values() for cause in causes if self._cannot_be_met(cause))
        self._hopeless = next(hopeless, None)

    @property
    def hopeless(self) -> NormalizedName | None:
        """A project of which what is needed cannot be had, whatever else is chosen."""
        return self._hopeless.requirement.name if self._hopeless else None

    def error(self) -> ResolutionError:
        """Return an error that says it all."""
        if self._hopeless:
            return ResolutionError(self._describe_lack(self._hopeless))
        return ResolutionError("\n".join(self._describe_conflict(name) for name in self._needs))

    def _cannot_be_met(self, cause: Cause) -> bool:
        need = cause.requirement
        try:
            return next(self._sources.candidates(need.name, [need]), None) is None
        except MicropipError:
            return True

    def _describe_lack(self, cause: Cause) -> str:
        need = cause.requirement
        because = f" ({self._chain(cause.parent, 'it')})" if cause.parent else ""
        return "\n".join([f"Cannot install {need}{because}.", *describe_availability(self._sources, need)])

    def _describe_conflict(self, name: NormalizedName) -> str:
        causes = unique(self._needs[name])
        lines = [f"No version of {name} suits everybody:"]
        lines += [f"  {cause.requirement} is what {self._chain(cause.parent)}" for cause in causes]
        lines += [f"  {constraint} is a constraint" for constraint in self._sources.constraints_on(name)]
        return "\n".join([*lines, *describe_versions(self._sources, name)])

    def _chain(self, parent: Candidate | None, what: str = "") -> str:
        """Say who needs something, and who needs that, up to the user."""
        if parent is None:
            return f"you asked for {what}".strip()
        links = [f"{parent} needs {what}".strip()]
        seen = {parent.name}
        grandparent = self._parent_of(parent)
        while grandparent is not None and grandparent.name not in seen:
            seen.add(grandparent.name)
            links.append(f"which {grandparent} needs")
            grandparent = self._parent_of(grandparent)
        return ", ".join([*links, "which you asked for"])

    def _parent_of(self, candidate: Candidate) -> Candidate | None:
        plain = self._first_parents.get(Key(candidate.name, frozenset()))
        return self._first_parents.get(Key(candidate.name, candidate.extras), plain)


def unique(causes: Sequence[Cause]) -> list[Cause]:
    """Drop what says the same again, and put the rest in order."""
    found = {(str(cause.requirement), str(cause.parent)): cause for cause in causes}
    return [found[key] for key in sorted(found)]
