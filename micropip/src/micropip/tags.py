"""Which wheels run here (PEP 425)."""

from micropip._vendor.packaging.tags import Tag, compatible_tags, cpython_tags, parse_tag
from micropip.host.protocol import Host


class SupportedTags:
    """The tags that a host supports, the most specific first."""

    def __init__(self, host: Host) -> None:
        version = host.python_version[:2]
        tags = [
            *cpython_tags(version, [host.abi_tag], host.platforms),
            *compatible_tags(version, f"cp{version[0]}{version[1]}", host.platforms),
        ]
        self.ordered = tags
        self._ranks = {tag: rank for rank, tag in enumerate(tags)}
        self._interpreters = {tag.interpreter for tag in tags}
        self._abis = {tag.abi for tag in tags}
        self._platforms = {tag.platform for tag in tags}

    def may_fit(self, filename: str) -> bool:
        """Tell at little cost which wheels are not for this host: an index may list thousands."""
        parts = filename.removesuffix(".whl").rsplit("-", 3)
        return len(parts) == 4 and all(
            not known.isdisjoint(part.lower().split("."))
            for part, known in zip(parts[1:], (self._interpreters, self._abis, self._platforms), strict=True)
        )

    def rank(self, tags: frozenset[Tag]) -> int | None:
        """Return how well a wheel fits, 0 the best; None if it does not run here."""
        return min((rank for tag in tags if (rank := self._ranks.get(tag)) is not None), default=None)

    def explain(self, filename: str) -> str:
        """Say why a wheel does not run here."""
        interpreter, abi, platform = filename.removesuffix(".whl").rsplit("-", 3)[1:]
        if self._platforms.isdisjoint(platform.lower().split(".")):
            return f"it is for {platform}, and this is {', '.join(sorted(self._platforms - {'any'}))}"
        theirs = sorted({f"{tag.interpreter}-{tag.abi}" for tag in parse_tag(f"{interpreter}-{abi}-{platform}")})
        return f"it is for {', '.join(theirs)}, and this is {self.python}"

    def describe(self) -> str:
        """Say which wheels run here."""
        known = list(dict.fromkeys(tag.platform for tag in self._ranks if tag.platform != "any"))
        platforms = f" and {', '.join(known)}, or any platform" if known else ""
        return f"{self.python}{platforms}"

    @property
    def python(self) -> str:
        """Name the Python that runs here, as tags do."""
        return next(iter(self._ranks)).interpreter
