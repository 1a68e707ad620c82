"""What requirements mean in one environment."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from micropip._vendor.packaging.requirements import Requirement
from micropip._vendor.packaging.utils import NormalizedName
from micropip.requirement import Need, need_of
from micropip.tags import SupportedTags


class Environment:
    """Decides markers (PEP 508) and completes addresses.

    Args:
        variables: The variables of markers.
        resolve_url: Completes relative addresses.
        tags: Which wheels run here.
    """

    def __init__(self, variables: Mapping[str, str], resolve_url: Callable[[str], str], tags: SupportedTags) -> None:
        self.variables = variables
        self.resolve_url = resolve_url
        self.tags = tags

    @property
    def python(self) -> str:
        """The version of Python."""
        return self.variables["python_full_version"]

    def needs(self, requirements: Iterable[Requirement], extras: frozenset[NormalizedName]) -> Iterator[Need]:
        """Yield what requirements of a distribution mean when some of its extras are wanted.

        Raises:
            RequirementError: one names what is no wheel.
        """
        for requirement in requirements:
            if self.applies(requirement, extras):
                yield need_of(requirement, self.resolve_url)

    def applies(self, requirement: Requirement, extras: frozenset[NormalizedName]) -> bool:
        """Tell whether a requirement is one here."""
        marker = requirement.marker
        return marker is None or any(marker.evaluate({**self.variables, "extra": extra}) for extra in extras or {""})
