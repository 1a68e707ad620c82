"""Run the scripts of a recipe, and learn what they change in the environment."""

import re
from collections.abc import Mapping
from pathlib import Path

from pyodide_build.errors import RecipeError
from pyodide_build.frontend.surroundings import Changes
from pyodide_build.process import BuildLog

# Says which command failed, and keeps the environment however the script ends.
WRAPPER = """\
set -o errexit -o errtrace
trap 'echo "{name}, line $LINENO: status $?: $BASH_COMMAND" >&2' ERR
trap '{{ env --null >{result}; }} 2>/dev/null' EXIT
source {script}
"""
# What bash sets by itself.
OWN = frozenset({"_", "SHLVL", "PWD", "OLDPWD", "BASH_ENV"})
VARIABLE = re.compile(r"\$(?:\((\w+)\)|\{(\w+)\}|(\w+))")


def run_script(
    text: str, name: str, folder: Path, environment: Mapping[str, str], scratch: Path, log: BuildLog
) -> Changes:
    """Run a script with `bash -e`, and return what it changes in its environment.

    Args:
        text: the script; nothing is done if it is empty.
        name: what it is called in messages: `build/script`.
        folder: where it runs.
        environment: its variables.
        scratch: a folder for files that are of no interest afterwards.
        log: gets what it prints.

    Raises:
        BackendError: a command failed; names it and its line.
    """
    if not text.strip():
        return Changes()
    log.step(f"running {name}")
    script, wrapper, result = (scratch / f"{name.replace('/', '-')}{ending}" for ending in (".sh", "-run.sh", ".env"))
    script.write_text(text, encoding="utf-8")
    wrapper.write_text(WRAPPER.format(name=name, script=quoted(script), result=quoted(result)), encoding="utf-8")
    log.run(["bash", str(wrapper)], folder, environment)
    after = dict(
        line.split("=", 1) for line in result.read_bytes().decode(errors="surrogateescape").split("\0") if "=" in line
    )
    return Changes(
        {key: value for key, value in after.items() if key not in OWN and environment.get(key) != value},
        frozenset(environment.keys() - after.keys() - OWN),
    )


def quoted(path: Path) -> str:
    """Return a path as a word of bash, inside of which no single quotes are."""
    return '"' + re.sub(r'([$`"\\])', r"\\\1", str(path)) + '"'


def expanded(flags: str, key: str, environment: Mapping[str, str]) -> str:
    """Replace variables in flags: `$NAME`, `${NAME}`, and `$(NAME)` as make spells it.

    Raises:
        RecipeError: one is not set.
    """

    def value(match: re.Match[str]) -> str:
        name = next(filter(None, match.groups()))
        if name not in environment:
            raise RecipeError(f"{key} uses the variable {name}, which is not set.")
        return environment[name]

    return VARIABLE.sub(value, flags)
