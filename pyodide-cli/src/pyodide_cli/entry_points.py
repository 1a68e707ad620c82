"""Find the commands that installed distributions register, without importing them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

import pluggy

from pyodide_cli.commands import to_command
from pyodide_cli.errors import PluginError
from pyodide_cli.plugins import distribution_name, drop, plugin_manager

COMMANDS_GROUP = "pyodide.cli"


@dataclass(frozen=True)
class Registration:
    """A command's name, who registered it, and how to get at the object behind it."""

    name: str
    distribution: str
    load: Callable[[], object]

    def to_command(self) -> Any:
        """Import the object and make it a command."""
        try:
            return to_command(self.name, self.load(), self.distribution)
        except (Exception, SystemExit) as error:
            raise self.failed(error) from error

    def failed(self, cause: BaseException | str) -> PluginError:
        """Return an error that names the command and its distribution."""
        return PluginError(f"command {self.name!r}", self.distribution, cause)


class Commands(Mapping[str, Any]):
    """The commands by name; each is imported when it is looked up.

    A name that several distributions register belongs to the first of them in
    alphabetical order; the others are kept in `rejected`.
    """

    def __init__(self, registrations: Iterable[Registration]) -> None:
        self.registrations: dict[str, Registration] = {}
        self.rejected: list[PluginError] = []
        self._loaded: dict[str, Any] = {}
        for each in sorted(registrations, key=lambda each: (each.name, each.distribution)):
            owner = self.registrations.setdefault(each.name, each)
            if owner is not each:
                reason = f"{owner.distribution} registers a command of that name, too"
                self.rejected.append(each.failed(reason))

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = self.registrations[name].to_command()
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.registrations)

    def __len__(self) -> int:
        return len(self.registrations)


def find_commands() -> Commands:
    """Find the commands of everything installed."""
    declared = (from_entry_point(each) for each in entry_points(group=COMMANDS_GROUP))
    return Commands([*declared, *from_hooks(plugin_manager())])


def from_entry_point(entry_point: EntryPoint) -> Registration:
    """Take a command from the entry-point group `pyodide.cli`."""
    return Registration(entry_point.name, distribution_name(entry_point), entry_point.load)


def from_hooks(manager: pluggy.PluginManager) -> Iterator[Registration]:
    """Take the commands that plugins return from the hook `register_commands`."""
    for implementation in list(manager.hook.register_commands.get_hookimpls()):
        try:
            returned = dict(cast(Mapping[str, object], implementation.function()))
        except (Exception, SystemExit) as error:
            drop(manager, implementation.plugin_name, error)
            continue
        distribution = implementation.plugin_name.partition("/")[0]
        for name, registered in returned.items():
            yield Registration(name, distribution, partial(lambda found: found, registered))
