"""Says why a search has failed: who needs what, and what there is."""

from collections.abc import Iterable, Mapping, Sequence

from micropip._vendor.packaging.utils import NormalizedName
from micropip._vendor.resolvelib.structs import RequirementInformation
from micropip.candidate import Candidate
from micropip.errors import MicropipError, ResolutionError
from micropip.requirement import Need
from micropip.resolve.availability import describe_availability
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
            if cause.parent is None or cause.parent.name != cause.requirement.name:
                self._needs.setdefault(cause.requirement.name, []).append(cause)
        self.hopeless = next((name for name in self._needs if self._is_hopeless(name)), None)
        """A project of which nothing can be had, whatever else is chosen."""

    def error(self) -> ResolutionError:
        """Return an error that says it all."""
        if self.hopeless is not None:
            return self._error_about(self.hopeless)
        return ResolutionError("\n".join(self._describe_conflict(name) for name in self._needs))

    def _is_hopeless(self, name: NormalizedName) -> bool:
        return all(self._cannot_be_met(cause.requirement) for cause in self._needs[name])

    def _cannot_be_met(self, need: Need) -> bool:
        try:
            return next(self._sources.candidates(need.name, [need]), None) is None
        except MicropipError:
            return True

    def _error_about(self, name: NormalizedName) -> ResolutionError:
        causes = self._needs[name]
        need = causes[0].requirement
        wanted = f"{need} ({self.chain(causes[0].parent)})" if causes[0].parent else str(need)
        return ResolutionError(f"Cannot install {wanted}.\n{describe_availability(self._sources, need)}")

    def _describe_conflict(self, name: NormalizedName) -> str:
        causes = unique(self._needs[name])
        lines = [f"  {cause.requirement} is what {self.chain(cause.parent)}" for cause in causes]
        lines += [f"  {constraint} is a constraint" for constraint in self._sources.constraints_on(name)]
        return f"No version of {name} suits everybody:\n" + "\n".join(lines)

    def chain(self, parent: Candidate | None) -> str:
        """Say who needs something, and who needs that, up to the user."""
        if parent is None:
            return "you asked for"
        links = [f"{parent} needs"]
        seen = {parent.name}
        grandparent = self._parent_of(parent)
        while grandparent is not None and grandparent.name not in seen:
            seen.add(grandparent.name)
            links.append(f"which {grandparent} needs")
            grandparent = self._parent_of(grandparent)
        return ", ".join([*links, "which you asked for"])

    def _parent_of(self, candidate: Candidate) -> Candidate | None:
        return self._first_parents.get(
            Key(candidate.name, candidate.extras), self._first_parents.get(Key(candidate.name, frozenset()))
        )


def unique(causes: Sequence[Cause]) -> list[Cause]:
    """Drop what says the same again."""
    return list({(str(cause.requirement), str(cause.parent)): cause for cause in causes}.values())
