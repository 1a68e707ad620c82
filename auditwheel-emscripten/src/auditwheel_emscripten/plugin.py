"""The commands below `pyodide auditwheel`."""

# ruff: noqa: D301 - \b is the character that makes typer leave the lines below it as they are

from pathlib import Path
from typing import Any, Optional

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="""Look into wheels and shared libraries for WebAssembly, check them, and repair them.

    A wheel's extension modules are linked when they are imported: with the
    runtime (the main module), and with the shared libraries that they need.
    show says which libraries those are, repair copies them into the wheel,
    and check says now which symbols would not be found then.

    \b
      pyodide auditwheel show demo.whl
      pyodide auditwheel repair --libdir sysroot demo.whl
      pyodide auditwheel check demo.whl
    """,
)

WHEEL_OR_LIBRARY: Any = typer.Argument(..., metavar="WHEEL_OR_SO_FILE", help="A wheel, or a shared library.")
WHEEL: Any = typer.Argument(..., metavar="WHEEL_FILE", help="The wheel.")
SHOW_TYPE: Any = typer.Option(False, "--show-type/--no-show-type", help="Show types, too.")
RUNTIME_PATHS: Any = typer.Option(False, "--with-runtime-paths", "-r", help="Show where the loader looks for them.")
LIBDIR: Any = typer.Option(
    ["lib"], "--libdir", metavar="DIR", help="Folder to look for libraries in, and in lib below it; can be repeated."
)
OUTPUT_DIR: Any = typer.Option(
    None, "--output-dir", metavar="DIR", help="Write the repaired wheel there; by default it replaces the wheel."
)


@app.command()
def show(wheel_or_so_file: Path = WHEEL_OR_LIBRARY, with_runtime_paths: bool = RUNTIME_PATHS) -> None:
    """Show which shared libraries are needed, and where they are.

    Libraries without a place in the wheel are "not found": the runtime has to
    have them, or `repair` copies them into the wheel.

    \b
      pyodide auditwheel show -r demo.whl
      pyodide auditwheel show build/lib/libdemo.so
    """
    from auditwheel_emscripten.inspect import get_dependencies

    for dependencies in get_dependencies(wheel_or_so_file):
        typer.echo(f"{dependencies.library}:")
        for name, path in dependencies.needed.items():
            typer.echo(f"\t{name} => {path or 'not found'}")
        if with_runtime_paths and dependencies.runtime_path:
            typer.echo("\n\tRuntime search paths:")
            typer.echo("\n".join(f"\t  {path}" for path in dependencies.runtime_path))
        typer.echo()


@app.command()
def imports(wheel_or_so_file: Path = WHEEL_OR_LIBRARY, show_type: bool = SHOW_TYPE) -> None:
    """Show what is imported from the runtime and from other libraries.

    The columns are the module, the kind, and the name. Addresses of functions
    and data are imported from GOT.func and GOT.mem, all else from env.

    \b
      pyodide auditwheel imports --show-type demo.so
    """
    from auditwheel_emscripten.inspect import get_imports

    for library, found in get_imports(wheel_or_so_file).items():
        typer.echo(f"{library}:")
        for each in found:
            described = f"\t{each.type}" if show_type else ""
            typer.echo(f"{each.module:>10}{each.kind.name:>10}\t{each.field}{described}")


@app.command()
def exports(wheel_or_so_file: Path = WHEEL_OR_LIBRARY, show_type: bool = SHOW_TYPE) -> None:
    """Show what is exported.

    The columns are the kind and the name. An extension module has to export
    PyInit_ and its name; data is exported as the global that has its address.

    \b
      pyodide auditwheel exports demo.so | grep PyInit_
    """
    from auditwheel_emscripten.inspect import get_exports

    for library, found in get_exports(wheel_or_so_file).items():
        typer.echo(f"{library}:")
        for each in found:
            described = f"\t{each.type}" if show_type else ""
            typer.echo(f"{each.kind.name:>10}\t{each.name}{described}")


@app.command()
def repair(
    wheel_file: Path = WHEEL,
    libdir: list[Path] = LIBDIR,
    output_dir: Optional[Path] = OUTPUT_DIR,  # noqa: UP045 - typer before 0.9 knows no other way
    with_runtime_paths: bool = RUNTIME_PATHS,
    mangle: bool = typer.Option(
        False,
        "--mangle/--no-mangle",
        help="Put hashes into names of copied libraries: wheels may bring different ones.",
    ),
) -> None:
    """Copy the shared libraries that a wheel needs into it.

    They go to the folder NAME.libs in the wheel, and the libraries that need
    them are told to look there (their runtime path). RECORD is written anew;
    every other file stays as it is. If a library is not found, nothing is
    written.

    \b
      pyodide auditwheel repair --libdir sysroot --output-dir wheelhouse demo.whl
    """
    from auditwheel_emscripten.repair import repair

    show(repair(wheel_file, libdir, output_dir, mangle=mangle), with_runtime_paths)


@app.command(deprecated=True)
def copy(
    wheel_file: Path = WHEEL,
    libdir: list[Path] = LIBDIR,
    output_dir: Optional[Path] = OUTPUT_DIR,  # noqa: UP045
) -> None:
    """Do what repair does, which is its name now."""
    repair(wheel_file, libdir, output_dir, False, False)


@app.command()
def check(
    wheel_or_so_file: Path = WHEEL_OR_LIBRARY,
    main_module: Optional[Path] = typer.Option(  # noqa: B008, UP045
        None,
        "--main-module",
        metavar="PATH",
        help="The runtime's pyodide.asm.wasm, or its folder. "
        "By default that of PYODIDE_DIST_DIR, PYODIDE_ROOT, or the installed pyodide-core.",
    ),
    libdir: list[Path] = typer.Option(  # noqa: B008
        [], "--libdir", metavar="DIR", help="Folder of libraries that the runtime will have; can be repeated."
    ),
) -> None:
    """Check that everything imported is exported, with the same type.

    What is missing would be noticed late: when the library is loaded, or only
    when the function is called. Says which symbol, who exports it, and with
    which type; the exit code is 1 if there are problems.

    \b
      pyodide auditwheel check --main-module pyodide/dist demo.whl
    """
    from auditwheel_emscripten.check import check
    from auditwheel_emscripten.main_module import find_main_module, read_main_module

    file = find_main_module(main_module)
    reports = check(wheel_or_so_file, read_main_module(file), libdir)
    for report in reports:
        count = len(report.problems)
        verdict = f"{count} problem{'s' * (count != 1)}" if count else "all found"
        typer.echo(f"{report.library}: {report.imports} imports, {verdict}")
        for problem in report.problems:
            typer.echo(f"\t{problem}")
    if any(report.problems for report in reports):
        raise typer.Exit(1)
