"""What the builds of recipes have besides the target."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyodide_build.frontend.host_packages import HostPackages
from pyodide_build.frontend.isolation import Isolated


@dataclass(frozen=True)
class Changes:
    """What scripts have exported and unset."""

    exported: Mapping[str, str] = field(default_factory=dict)
    unset: frozenset[str] = frozenset()

    def applied(self, environment: Mapping[str, str]) -> dict[str, str]:
        """Return an environment with the changes made to it."""
        kept = {name: value for name, value in environment.items() if name not in self.unset}
        return {**kept, **self.exported}


@dataclass(frozen=True)
class Surroundings:
    """What a build backend gets, and what it sees.

    Args:
        environment: the variables around, before the target's are set.
        chosen: variables of it that keep their values, whatever the target says.
        cross_script: runs before the backend, in its environment; returns what is to be changed there.
        extras: what is installed for the backend besides what it requires, as pip reads requirements.
        constraints: versions of what is installed for the backend, as pip reads them.
        host_packages: what it is compiled against.
        pkg_config: where descriptions for pkg-config are, besides the cross-build environment's folder.
        prefix_maps: more folders whose names are left out of what is compiled.
    """

    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    chosen: Mapping[str, str] = field(default_factory=dict)
    cross_script: Callable[[Mapping[str, str]], Changes] = lambda _: Changes()
    extras: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    host_packages: HostPackages | None = None
    pkg_config: tuple[Path, ...] = ()
    prefix_maps: tuple[Path, ...] = ()

    def install(self, isolated: Isolated, requirements: Iterable[str]) -> None:
        """Install what a backend requires, where it is compiled against, in the target's version and with its files."""
        host = self.host_packages
        if host is None:
            isolated.install(list(requirements), self.constraints)
            return
        isolated.install([host.pinned(each) for each in requirements], [*host.constraints, *self.constraints])
        host.lay_over(isolated.site_packages)
