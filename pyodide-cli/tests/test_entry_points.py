"""Commands by name, loaded when looked up."""

import pytest

from pyodide_cli.entry_points import Commands, Registration
from pyodide_cli.errors import PluginError


def refuse_to_load() -> object:
    raise AssertionError("nobody asked for this command")


def command() -> None:
    """Do nothing."""


def test_names_are_known_without_loading() -> None:
    commands = Commands([Registration("b", "dist", refuse_to_load), Registration("a", "dist", refuse_to_load)])

    assert ["a", "b"] == list(commands)
    assert 2 == len(commands)


def test_a_command_is_loaded_once() -> None:
    loaded = []
    commands = Commands([Registration("a", "dist", lambda: loaded.append(1) or command)])

    assert commands["a"] is commands["a"]
    assert [1] == loaded


def test_a_name_belongs_to_the_first_distribution_whatever_the_order() -> None:
    registrations = [Registration("a", name, lambda: command) for name in ("zope", "attrs")]

    for found in (registrations, registrations[::-1]):
        commands = Commands(found)
        assert "attrs" == commands.registrations["a"].distribution
        assert ["command 'a' of zope: attrs registers a command of that name, too"] == [
            str(error) for error in commands.rejected
        ]


@pytest.mark.parametrize("failure", [ImportError("no\n  such thing"), SystemExit(3)])
def test_a_command_that_fails_to_load_names_its_distribution(failure) -> None:
    def fail() -> object:
        raise failure

    with pytest.raises(PluginError, match=r"^command 'a' of dist: \w+: (no such thing|3)$"):
        Commands([Registration("a", "dist", fail)])["a"]


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Commands([])["a"]
