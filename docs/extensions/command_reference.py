"""Describe the commands of `pyodide` in MyST, from the commands themselves."""

from textwrap import dedent
from typing import Any

from extensions.markdown import code, section


def describe_command(path: str, command: Any, level: int = 2) -> str:
    """Describe a command under a title, and the commands below it."""
    context = command.make_context(path, [], resilient_parsing=True)
    parts = [f"{'#' * level} `{path}`\n", f"```text\n{' '.join([path, *command.collect_usage_pieces(context)])}\n```\n"]
    description, _, credit = (command.help or "").partition("Registered by:")
    parts.append(_paragraphs(description))
    if level == 2:
        parts.append(f"Registered by: {code(credit.strip())}\n" if credit else "")
    rows = [_row(parameter, context) for parameter in command.params if not getattr(parameter, "hidden", False)]
    parts.append(section("Arguments and options", "\n".join(row for row in rows if row)))
    for name, below in sorted(getattr(command, "commands", {}).items()):
        if not below.hidden:
            parts.append(describe_command(f"{path} {name}", below, level + 1))
    return "\n".join(part for part in parts if part)


def _row(parameter: Any, context: Any) -> str:
    """Return a parameter's names, and beneath them what it means."""
    record = parameter.get_help_record(context)
    if record is None and parameter.param_type_name != "argument":
        return ""
    # Arguments of click have no help of their own.
    name, text = record or (parameter.human_readable_name, "")
    name = " ".join(name.split())
    return f"{code(name)}\n: {' '.join(_plain(text).split()) or '(no description)'}\n"


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
