"""What the subcommands do; imported when one runs."""

import logging
from pathlib import Path

import click

from pyodide_lock.add_wheels import add_wheels
from pyodide_lock.check import check
from pyodide_lock.errors import LockfileError, listed
from pyodide_lock.model import PyodideLockSpec
from pyodide_lock.schema import INDEX_SCHEMA, LOCKFILE_SCHEMA, json_schema


def add_wheels_command(
    wheels: list[Path], input: Path, output: Path, base_path: Path | None, wheel_url: str, ignore_missing: bool
) -> None:
    """Add wheels, and say which."""
    logging.basicConfig(format="%(levelname)s: %(message)s")
    before = read(input)
    after = add_wheels(before, wheels, base_path, wheel_url, ignore_missing)
    try:
        after.to_json(output)
    except OSError as error:
        raise LockfileError(f"{output} cannot be written: {error.strerror}") from error
    for key, package in after.packages.items():
        old = before.find(key)
        if old is None:
            click.echo(f"added {package.name} {package.version}")
        elif old != package:
            click.echo(f"replaced {old.name} {old.version} by {package.version}")
    click.echo(f"Wrote {output}: {len(after.packages)} packages.")


def check_command(lock_file: Path, files: Path | None) -> None:
    """Say what is wrong with a lock file, and end with 1 if something is."""
    lock = read(lock_file)
    if problems := check(lock, files):
        raise LockfileError(f"{lock_file}:{listed(tuple(problems))}")
    click.echo(f"{lock_file}: {len(lock.packages)} packages, nothing wrong.")


def schema_command(*, index: bool) -> None:
    """Print a schema."""
    click.echo(json_schema(INDEX_SCHEMA if index else LOCKFILE_SCHEMA))


def read(path: Path) -> PyodideLockSpec:
    """Read a lock file, or say why that is impossible."""
    try:
        return PyodideLockSpec.from_json(path)
    except OSError as error:
        raise LockfileError(
            f"{path} cannot be read: {error.strerror}. A distribution's folder and the npm package pyodide have one."
        ) from error
