"""Decide which extension modules are part of the main module, files of their own, or left out."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.errors import ModuleTableError

# Some names of the inittab of Modules/config.c.in, which every interpreter has.
ALWAYS = {"_ast", "_imp", "_string", "_tokenize", "_warnings", "gc", "marshal"}


@dataclass(frozen=True)
class ModuleTable:
    """The names of all extension modules by where they go."""

    builtin: tuple[str, ...]
    shared: tuple[str, ...]
    absent: tuple[str, ...]


def read_module_table(path: Path) -> ModuleTable:
    """Read the table, in which no module may stand twice."""
    tables = tomllib.loads(path.read_text())
    table = ModuleTable(
        tuple(sorted(name for group in tables["builtin"].values() for name in group)),
        tuple(sorted(tables["shared"])),
        tuple(sorted(tables["absent"])),
    )
    names = [*table.builtin, *table.shared, *table.absent]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ModuleTableError(f"{path} puts {', '.join(twice)} into two places.")
    return table


def setup_local(table: ModuleTable, setup_stdlib: str) -> str:
    """Write Modules/Setup.local: what it says about a module overrides CPython's own Setup files.

    Args:
        table: where the modules go.
        setup_stdlib: the text of Modules/Setup.stdlib.in, which knows the modules' source files.
    """
    rules = dict(re.findall(r"^(?:@MODULE_\w+_TRUE@)(\w+) (.*)$", setup_stdlib, re.MULTILINE))
    if unknown := [name for name in table.shared if name not in rules]:
        raise ModuleTableError(f"CPython has no rule for the shared modules {', '.join(unknown)}.")
    lines = [
        "*disabled*",
        *table.absent,
        "*shared*",
        *(f"{name} {rules[name]}" for name in table.shared),
    ]
    return "\n".join(lines) + "\n"


def check_builtin(table: ModuleTable, config_c: str) -> None:
    """Compare the generated Modules/config.c with the table."""
    found = set(re.findall(r'^\s*\{"(\w+)", PyInit_', config_c, re.MULTILINE)) - {
        "_imp",
        "_ast",
        "_tokenize",
        "_warnings",
        "_string",
        "marshal",
        "gc",
    }
    missing, surplus = set(table.builtin) - found, found - set(table.builtin)
    if missing or surplus:
        raise ModuleTableError(
            f"The main module's modules are not those of modules.toml: missing {sorted(missing)}, "
            f"not expected {sorted(surplus)}."
        )
