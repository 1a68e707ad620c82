"""Plugins that implement hooks."""

from importlib.metadata import Distribution, EntryPoint
from types import ModuleType, SimpleNamespace

import pluggy
import pytest

from pyodide_cli import hookimpl
from pyodide_cli.entry_points import from_hooks
from pyodide_cli.plugins import create_plugin_manager, distribution_name


def entry_point(distribution: str, plugin: object) -> EntryPoint:
    """Stand for an installed distribution whose plugin is the given object."""

    class Installed(EntryPoint):
        dist = SimpleNamespace(metadata={"Name": distribution})

        def load(self) -> object:
            if isinstance(plugin, Exception):
                raise plugin
            return plugin

    return Installed("hooks", "module:plugin", "pyodide.cli.hooks")


def plugin(**hooks: object) -> ModuleType:
    """Make a plugin with the given hook implementations."""
    module = ModuleType("plugin")
    for name, function in hooks.items():
        setattr(module, name, hookimpl(function))
    return module


def build() -> None:
    """Build."""


def test_commands_come_with_their_distribution() -> None:
    manager = create_plugin_manager([entry_point("dist", plugin(register_commands=lambda: {"build": build}))])

    (found,) = from_hooks(manager)
    assert ("build", "dist", build) == (found.name, found.distribution, found.load())


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (ImportError("gone"), "ImportError: gone"),
        (plugin(register_commands=lambda unknown: {}), "PluginValidationError: "),
        (plugin(register_commands=lambda: 1 // 0), "ZeroDivisionError: "),
        (plugin(register_commands=lambda: 3), "TypeError: "),
        (plugin(register_hookspecs=lambda: 1 // 0), "ZeroDivisionError: "),
        (plugin(register_hookspecs=lambda: [1]), "ValueError: "),
    ],
)
def test_a_plugin_that_fails_is_named_and_the_others_work(broken, reason, capsys) -> None:
    good = plugin(register_commands=lambda: {"build": build})
    manager = create_plugin_manager([entry_point("bad", broken), entry_point("good", good)])

    assert ["build"] == [found.name for found in from_hooks(manager)]
    (warning,) = capsys.readouterr().err.splitlines()
    assert warning.startswith(f"pyodide: warning: skipped plugin 'hooks' of bad: {reason}")


def test_plugins_may_declare_hooks_that_others_implement() -> None:
    class Specs:
        @pluggy.HookspecMarker("pyodide")
        def wheel_finished(self, path):
            """Say that a wheel is there."""

    manager = create_plugin_manager(
        [
            entry_point("builder", plugin(register_hookspecs=lambda: Specs)),
            entry_point("listener", plugin(wheel_finished=lambda path: f"saw {path}")),
        ]
    )

    assert ["saw a.whl"] == manager.hook.wheel_finished(path="a.whl")


def test_a_listener_with_wrong_arguments_is_the_one_named(capsys) -> None:
    class Specs:
        @pluggy.HookspecMarker("pyodide")
        def wheel_finished(self, path):
            """Say that a wheel is there."""

    create_plugin_manager(
        [
            entry_point("builder", plugin(register_hookspecs=lambda: Specs)),
            entry_point("listener", plugin(wheel_finished=lambda nonsense: None)),
        ]
    )

    (warning,) = capsys.readouterr().err.splitlines()
    assert "plugin 'hooks' of listener: PluginValidationError" in warning


def test_metadata_left_half_deleted_has_a_name_to_show(tmp_path) -> None:
    half_deleted = tmp_path / "gone-1.0.dist-info"
    half_deleted.mkdir()
    (half_deleted / "entry_points.txt").write_text("[pyodide.cli]\ngone = gone:main\n")
    (found,) = Distribution.at(half_deleted).entry_points

    assert "an unnamed distribution" == distribution_name(found)
