"""`pyodide py-compile`."""

from pathlib import Path
from typing import Annotated

import typer


def py_compile(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A wheel, a zip archive, or a folder with some.")],
    silent: Annotated[bool, typer.Option(help="Do not tell what is done.")] = False,
    keep: Annotated[
        bool, typer.Option(help="Keep the originals; one whose name the result has is then called NAME.old.")
    ] = False,
    compression_level: Annotated[int, typer.Option(help="Of the archives: 0, none, to 9.", min=0, max=9)] = 6,
    exclude: Annotated[
        list[str] | None,
        typer.Option(help="Of a folder: names, or patterns of names, with commas between, that are left alone."),
    ] = None,
) -> None:
    """Replace modules in archives by their bytecode, which is there sooner when they are imported.

    In a folder with a file pyodide-lock.json, names and hashes in it are corrected. Only the version of Python that
    runs this can import the results, and tracebacks do not show lines of them.
    """
    import os

    from pyodide_build.bytecode.replace import compile_file, compile_folder
    from pyodide_build.settings.resolve import source_date

    date = source_date(os.environ)
    patterns = [pattern for text in exclude or () for pattern in text.split(",")]
    if path.is_dir():
        made = compile_folder(path, keep=keep, level=compression_level, source_date=date, exclude=patterns)
    else:
        made = [compile_file(path, keep=keep, level=compression_level, source_date=date)]
    if silent:
        return
    for each in made:
        typer.echo(f"{each.source} -> {each.result.name}" if each.result else f"{each.source}: nothing to compile")
        for name, problem in each.problems.items():
            typer.echo(f"  {name} stays as it is: {problem}")
