"""The command with plugins of every kind, as a user meets it, beside today's typer and typer 0.4."""

import signal

import pytest

PLUGIN = """
import time

import click
import typer

group = typer.Typer(help="A Typer app.")

@group.command()
def first():
    print("first of group")

@group.command()
def second():
    print("second of group")

def function(name: str, times: int = 1):
    \"\"\"A plain function.\"\"\"
    print(" ".join([name] * times))

def verbatim(context: typer.Context):
    print(context.args)

verbatim.typer_kwargs = {
    "context_settings": {"ignore_unknown_options": True, "allow_extra_args": True}
}

@click.command()
@click.option("--colour", default="red", type=click.Choice(["red", "blue"]))
@click.pass_context
def clicked(context, colour):
    \"\"\"A click command.\"\"\"
    print(colour)
    context.exit(5)

class Expected(Exception):
    cli_exit_code = 7

def refuse():
    raise Expected("there is no spoon")

def crash():
    raise ZeroDivisionError("a bug")

@click.command()
def click_wait():
    wait()

def wait():
    print("waiting", flush=True)
    time.sleep(60)
"""

COMMANDS = ["group", "function", "verbatim", "clicked", "refuse", "crash", "click_wait", "wait"]

BROKEN = {
    "no_module": "broken_plugin_is_not_there:main",
    "no_attribute": "good_plugin:missing",
    "wrong_kind": "good_plugin:COUNT",
    "exits": "exiting_plugin:main",
    "wait": "good_plugin:wait",
}

HOOKS = """
from pyodide_cli import hookimpl

@hookimpl
def register_commands():
    return {"hooked": hooked}

def hooked():
    \"\"\"A command from a hook.\"\"\"
    print("hooked")
"""


@pytest.fixture(scope="module", params=["typer", "typer==0.4.2"])
def environment(request, make_environment, make_plugin):
    """Have all kinds of plugins, the broken ones too."""
    good = {name: f"good_plugin:{name}" for name in COMMANDS}
    return make_environment(
        request.param,
        "click",
        make_plugin("good_plugin", "COUNT = 3\n" + PLUGIN, {"pyodide.cli": good}),
        make_plugin("zz_broken", "", {"pyodide.cli": BROKEN}),
        make_plugin("exiting_plugin", "raise SystemExit('bye\\nbye')", {}),
        make_plugin("hook_plugin", HOOKS, {"pyodide.cli.hooks": {"hooks": "hook_plugin"}}),
        make_plugin("bad_hook", "1 / 0", {"pyodide.cli.hooks": {"hooks": "bad_hook"}}),
    )


BAD_HOOK = "pyodide: warning: skipped plugin 'hooks' of bad_hook: ZeroDivisionError: division by zero"


def test_help_groups_commands_by_distribution(environment) -> None:
    shown = environment.run("--help")

    assert 0 == shown.returncode
    listing = shown.stdout.split("Registered by: good_plugin\n")[1]
    good, hooked = listing.split("\n\nRegistered by: hook_plugin\n")
    assert sorted(COMMANDS) == [line.split()[0] for line in good.splitlines()]
    assert "function    A plain function." in good
    assert "hooked  A command from a hook." in hooked
    assert "zz_broken" not in shown.stdout


def test_without_arguments_shows_help(environment) -> None:
    assert environment.run("--help").stdout == environment.run().stdout


def test_each_broken_plugin_is_named_in_one_line(environment) -> None:
    warnings = environment.run("--help").stderr.splitlines()

    prefix = "pyodide: warning: skipped command "
    assert sorted(
        [
            BAD_HOOK,
            f"{prefix}'exits' of zz_broken: SystemExit: bye bye",
            f"{prefix}'no_attribute' of zz_broken: AttributeError: module 'good_plugin' has no attribute 'missing'",
            f"{prefix}'no_module' of zz_broken: ModuleNotFoundError: No module named 'broken_plugin_is_not_there'",
            f"{prefix}'wait' of zz_broken: good_plugin registers a command of that name, too",
            f"{prefix}'wrong_kind' of zz_broken: UnsupportedCommandError: "
            "expected a Typer app, a click command or a function, got 3",
        ]
    ) == sorted(warnings)


def test_version_names_every_plugin_distribution(environment) -> None:
    lines = environment.run("--version").stdout.splitlines()

    assert lines[0].startswith("pyodide-cli ")
    assert ["good_plugin 1.0", "hook_plugin 1.0", "zz_broken 1.0"] == lines[1:]


@pytest.mark.parametrize(
    ("arguments", "code", "output"),
    [
        (["group", "second"], 0, "second of group\n"),
        (["function", "ham", "--times", "2"], 0, "ham ham\n"),
        (["verbatim", "-x", "--y=1", "z"], 0, "['-x', '--y=1', 'z']\n"),
        (["clicked", "--colour", "blue"], 5, "blue\n"),
        (["hooked"], 0, "hooked\n"),
    ],
)
def test_runs_every_kind_of_command(environment, arguments, code, output) -> None:
    """Nothing is said about broken plugins that the command does not touch, but for broken hooks."""
    ended = environment.run(*arguments)

    assert (code, output, BAD_HOOK) == (ended.returncode, ended.stdout, ended.stderr.strip())


@pytest.mark.parametrize("name", ["group", "function", "clicked", "hooked"])
def test_help_of_a_command_names_its_distribution(environment, name) -> None:
    distribution = "hook_plugin" if name == "hooked" else "good_plugin"

    shown = environment.run(name, "--help").stdout
    assert f"Registered by: {distribution}" in shown
    assert shown == environment.run(name, "-h").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["refuse"], 7, "Error: there is no spoon"),
        (["no_module"], 1, "Error: command 'no_module' of zz_broken: ModuleNotFoundError: "),
        (["clicked", "--colour", "green"], 2, "'green' is not one of 'red', 'blue'"),
        (["function"], 2, "Missing argument 'NAME'"),
        (["functio"], 2, "No such command 'functio'"),
    ],
)
def test_errors_end_in_a_line_and_a_code(environment, arguments, code, message) -> None:
    ended = environment.run(*arguments)

    assert code == ended.returncode
    assert message.lower() in ended.stderr.splitlines()[-1].lower()
    assert "Traceback" not in ended.stderr


def test_bugs_show_their_traceback(environment) -> None:
    ended = environment.run("crash")

    assert 1 == ended.returncode
    assert "Traceback" in ended.stderr
    assert "ZeroDivisionError: a bug" in ended.stderr


@pytest.mark.parametrize("name", ["wait", "click_wait"])
def test_interrupt_is_quiet(environment, name) -> None:
    process = environment.start(name)
    assert "waiting\n" == process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)

    assert (130, "", BAD_HOOK) == (process.returncode, out, err.strip())


def test_shell_completion_knows_plugin_commands(environment) -> None:
    """As the script of `--show-completion bash` asks, at the root and inside a click command."""
    for typed, word, offered in [
        ("pyodide gro", "1", "group"),
        ("pyodide clicked --col", "2", "--colour"),
    ]:
        ended = environment.run(_PYODIDE_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=word)

        assert offered in ended.stdout.split()
