"""Write MyST, the Markdown of this site: directives in directives, code, lists."""

import json
import textwrap


def directive(name: str, argument: str, body: str, options: dict[str, str] | None = None) -> str:
    """Return a directive around a body, with a fence that is longer than any in it."""
    fence = "`" * max(3, longest_fence(body) + 1)
    lines = [f"{fence}{{{name}}} {argument}".rstrip()]
    lines += [f":{key}: {json.dumps(value) if value else ''}".rstrip() for key, value in (options or {}).items()]
    content = ["", body.strip("\n")] if body.strip() else []
    return "\n".join([*lines, *content, fence, ""])


def longest_fence(text: str) -> int:
    """Count the backticks of the longest fence in a text."""
    starts = (line.lstrip() for line in text.splitlines())
    return max((len(line) - len(line.lstrip("`")) for line in starts), default=0)


def code(text: str) -> str:
    """Return text as code in a line."""
    text = " ".join(text.split())
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def item(text: str) -> str:
    """Return an item of a list; what follows its first line is indented."""
    return "- " + textwrap.indent(text.strip(), "  ").strip() + "\n"


def section(title: str, body: str) -> str:
    """Return a body under a title in bold, or nothing without a body."""
    return f"**{title}**\n\n{body.strip()}\n\n" if body.strip() else ""
