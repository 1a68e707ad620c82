"""Find the plugins that implement hooks."""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import cast

import pluggy

from pyodide_cli import hookspecs
from pyodide_cli.errors import PluginError, warn

HOOKS_GROUP = "pyodide.cli.hooks"


@cache
def plugin_manager() -> pluggy.PluginManager:
    """Return the manager of all installed plugins, for those that declare hooks of their own."""
    return create_plugin_manager(entry_points(group=HOOKS_GROUP))


def create_plugin_manager(found: Iterable[EntryPoint]) -> pluggy.PluginManager:
    """Load plugins; one that fails is named in a warning and left out.

    Each is registered under its distribution's name and its own, so that
    whoever calls a hook can say whose implementation failed.
    """
    manager = pluggy.PluginManager("pyodide")
    manager.add_hookspecs(hookspecs)
    for entry_point in sorted(found, key=plugin_name):
        try:
            manager.register(entry_point.load(), plugin_name(entry_point))
        except (Exception, SystemExit) as error:
            drop(manager, plugin_name(entry_point), error)
    for implementation in list(manager.hook.register_hookspecs.get_hookimpls()):
        try:
            manager.add_hookspecs(cast(ModuleType, implementation.function()))
        except pluggy.PluginValidationError as error:
            # the specifications are right, another plugin's implementation is not
            drop(manager, manager.get_name(error.plugin) or implementation.plugin_name, error)
        except (Exception, SystemExit) as error:
            drop(manager, implementation.plugin_name, error)
    return manager


def drop(manager: pluggy.PluginManager, name: str, error: BaseException) -> None:
    """Name a plugin that failed and forget it."""
    if manager.has_plugin(name):
        manager.unregister(name=name)
    distribution, _, plugin = name.partition("/")
    warn(PluginError(f"plugin {plugin!r}", distribution, error))


def plugin_name(entry_point: EntryPoint) -> str:
    """Name a plugin after its distribution and its entry point."""
    return f"{distribution_name(entry_point)}/{entry_point.name}"


def distribution_name(entry_point: EntryPoint) -> str:
    """Return the name of the distribution that an entry point belongs to."""
    # Metadata that was left behind half-deleted may have no name.
    metadata = entry_point.dist.metadata if entry_point.dist else None
    return (metadata and metadata.get("Name")) or "an unnamed distribution"
