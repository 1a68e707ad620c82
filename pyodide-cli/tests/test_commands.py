"""What may be registered, and how its help credits the distribution."""

import click
import pytest
import typer

from pyodide_cli.commands import to_command
from pyodide_cli.errors import UnsupportedCommandError


def undescribed() -> None:
    pass


def described() -> None:
    """Describe at length.

    Then go on.
    \f
    This is for readers of the source.
    """


def test_the_credit_follows_the_description() -> None:
    command = to_command("name", described, "dist")

    assert "Describe at length.\n\nThen go on.\n\nRegistered by: dist" == command.help
    assert "Describe at length." == command.get_short_help_str(80)


def test_the_credit_does_not_pose_as_a_description() -> None:
    command = to_command("name", undescribed, "dist")

    assert "Registered by: dist" == command.help
    assert "" == command.get_short_help_str(80)


def test_the_registered_object_stays_as_it_was() -> None:
    registered = click.Command("other", help="Help.")
    to_command("name", registered, "dist")

    assert "Help." == registered.help


def test_hidden_commands_stay_hidden() -> None:
    assert to_command("name", click.Command("name", hidden=True), "dist").hidden


def test_an_app_with_one_command_is_a_group() -> None:
    app = typer.Typer()
    app.command("only")(undescribed)

    assert ["only"] == list(to_command("name", app, "dist").commands)


@pytest.mark.parametrize("registered", [None, 3, "name", described.__class__, {"a": described}])
def test_anything_else_is_refused(registered) -> None:
    with pytest.raises(UnsupportedCommandError, match="expected a Typer app, a click command or"):
        to_command("name", registered, "dist")
