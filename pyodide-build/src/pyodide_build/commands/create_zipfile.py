"""`pyodide create-zipfile`: for those who make distributions."""

from pathlib import Path
from typing import Annotated

import typer


def create_zipfile(
    folders: Annotated[
        list[Path], typer.Argument(metavar="LIBDIR...", help="Folders with modules and packages.", file_okay=False)
    ],
    output: Annotated[Path, typer.Option(help="The archive to write.", dir_okay=False)] = Path("python.zip"),
    pycompile: Annotated[bool, typer.Option(help="Write bytecode in the place of modules.")] = False,
    exclude: Annotated[
        list[str] | None, typer.Option(help="Names, or patterns of names, with commas between, that are left out.")
    ] = None,
    stub: Annotated[
        list[str] | None, typer.Option(help="Modules, with commas between, that are there but have nothing in them.")
    ] = None,
    compression_level: Annotated[int, typer.Option(help="Of the archive: 0, none, to 9.", min=0, max=9)] = 6,
) -> None:
    """Put folders of Python's standard library, or of other packages, into one archive that can be imported from.

    A file that several folders have is taken from the last. The same files give the same bytes each time.
    """
    import os

    from pyodide_build.bytecode.library import library_files, write_library
    from pyodide_build.settings.resolve import source_date

    date = source_date(os.environ)
    left_out, empty = ([name for text in given or () for name in text.split(",")] for given in (exclude, stub))
    files = library_files(folders, left_out, empty)
    problems = write_library(files, output, compile_modules=pycompile, level=compression_level, source_date=date)
    for name, problem in problems.items():
        typer.echo(f"{name} stays as it is: {problem}", err=True)


# Entry points cannot say it.
create_zipfile.typer_kwargs = {"hidden": True}  # type: ignore[attr-defined]
