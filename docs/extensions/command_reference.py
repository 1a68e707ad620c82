"""Describe the commands of `pyodide` in MyST, from the commands themselves."""

from textwrap import dedent
from typing import Any

from extensions.markdown import code, section


def describe_command(path: str, command: Any, level: int = 2) -> str:
    """Describe a command under a title, and the commands below it."""
    command = registered(command)
    context = command.make_context(path, [], resilient_parsing=True)
    parts = [f"{'#' * level} `{path}`\n", f"```text\n{' '.join([path, *command.collect_usage_pieces(context)])}\n```\n"]
    description, _, credit = (command.help or "").partition("Registered by:")
    parts.append(_paragraphs(description))
    if level == 2:
        parts.append(f"Registered by: {code(credit.strip())}\n" if credit else "")
    rows = [_row(parameter, context) for parameter in command.params if not getattr(parameter, "hidden", False)]
    parts.append(section("Arguments and options", "\n".join(row for row in rows if row)))
    for name, below in subcommands(command, context):
        if not below.hidden:
            parts.append(describe_command(f"{path} {name}", below, level + 1))
    return "\n".join(part for part in parts if part)


def registered(command: Any) -> Any:
    """Return what a distribution has registered, where `pyodide` wraps it: commands of the distribution click."""
    return getattr(command, "registered", command)


def subcommands(command: Any, context: Any) -> list[tuple[str, Any]]:
    """Return the commands below one, also those that are only made when they are asked for."""
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    return [(name, command.get_command(context, name)) for name in sorted(names)]


def _row(parameter: Any, context: Any) -> str:
    """Return a parameter's names, and beneath them what it means; nothing for arguments of click, which say nothing."""
    name, text = parameter.get_help_record(context) or ("", "")
    name = " ".join(name.split())
    return f"{code(name)}\n: {' '.join(_plain(text).split())}\n" if text else ""


def _paragraphs(text: str) -> str:
    """Return a help text as Markdown; a paragraph after a backspace keeps its lines."""
    parts = []
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("\b"):
            parts.append("```text\n" + dedent(paragraph.lstrip("\b\n")) + "\n```")
        elif paragraph.strip():
            parts.append(_plain(" ".join(paragraph.split())))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    return text.replace("<", r"\<").replace("*", r"\*").replace("_", r"\_")
