"""Read `build/backend-flags`, which is for build backends what `python -m build -C` is."""

import shlex
from collections.abc import Sequence

OPTIONS = ("--config-setting=", "--config-settings=", "-C")


def parse_backend_flags(given: object) -> object:
    """Return pairs of keys and values.

    Args:
        given: words KEY=VALUE, with or without `-C` in front, in one text or in a list of texts. What is neither is
            returned as it is.

    Raises:
        ValueError: one has no value, or quotes that do not end.
    """
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, Sequence) or not all(isinstance(text, str) for text in given):
        return given
    words = [word for text in given for word in shlex.split(text)]
    settings = [
        setting
        for word in words
        if word not in {"-C", "--config-setting", "--config-settings"}
        if (setting := without_option(word))
    ]
    return tuple(as_pair(setting) for setting in settings)


def without_option(word: str) -> str:
    """Return what follows the name of the option, if it is there."""
    for option in OPTIONS:
        word = word.removeprefix(option)
    return word


def as_pair(setting: str) -> tuple[str, str]:
    """Split a setting at the first sign of equality."""
    key, found, value = setting.partition("=")
    if not (key and found):
        raise ValueError(f"{setting!r} is no setting for a build backend: write KEY=VALUE")
    return key, value
