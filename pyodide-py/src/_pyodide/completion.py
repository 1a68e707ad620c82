"""Completion of names in a console."""

import rlcompleter
from typing import Any

# What readline takes for the ends of words in Python.
WORD_BREAKS = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?"


def complete(source: str, namespace: dict[str, Any], word_breaks: str) -> tuple[list[str], int]:
    """Complete the last word of source.

    Returns:
        What the word could be, and where in source it starts.
    """
    start = max((source.rfind(character) for character in word_breaks), default=-1) + 1
    word = source[start:]
    if not word:
        return [], start
    completer = rlcompleter.Completer(namespace)
    if "." not in word:
        matches: list[str] = completer.global_matches(word)
        return list(dict.fromkeys(matches)), start
    try:
        matches = completer.attr_matches(word)
    except Exception:
        matches = _attribute_names(word, namespace)
    return matches, start


def _attribute_names(word: str, namespace: dict[str, Any]) -> list[str]:
    """Complete without a look at the values: one of them cannot be had, or makes difficulties."""
    path, _, beginning = word.rpartition(".")
    first, *rest = path.split(".")
    try:
        value = namespace[first]
        for name in rest:
            value = getattr(value, name)
        names = {name for name in dir(value) if isinstance(name, str) and name.startswith(beginning)}
    except Exception:
        return []
    return sorted(f"{path}.{name}" for name in names if beginning or not name.startswith("_"))
