"""What makes a virtual environment of this machine's Python one of the runtime, on systems with a shell."""

import shlex
from importlib.resources import files
from pathlib import Path

from pyodide_build.settings.target import Target

RUNNER = "dist/python_cli.mjs"


def replace_python(environment: Path, target: Target, node: Path) -> None:
    """Put the runtime in the place of the machine's Python, which stays for pip in the folder native.

    Both find their prefix by pyvenv.cfg, which is one folder above either.
    """
    scripts = environment / "bin"
    native = environment / "native"
    native.mkdir()
    # a link to the machine's Python, or a copy of it
    machines = scripts / "python"
    if machines.is_symlink():
        (native / "python").symlink_to(machines.resolve(strict=True))
    else:
        machines.rename(native / "python")
    for path in filter(is_interpreter, list(scripts.iterdir())):
        path.unlink()
    variables = {"environment": environment, "runner": target.root / RUNNER, "node": node}
    assignments = "".join(f"{name}={shlex.quote(str(value))}\n" for name, value in variables.items())
    write_script(scripts / "python", f"#!/bin/sh\n{assignments}{resource('python.sh')}")
    for name in ("python3", f"python{target.python_minor}"):
        (scripts / name).symlink_to("python")
    write_script(native / "cc", resource("cc.sh"))
    (native / "pip_for_target.py").write_text(resource("pip_for_target.py"))


def is_interpreter(path: Path) -> bool:
    """Tell python, python3 and python3.13 from other programs."""
    return path.name.startswith("python") and not path.name.removeprefix("python").strip("0123456789.t")


def write_script(path: Path, text: str) -> None:
    """Write a program."""
    path.write_text(text)
    path.chmod(0o755)


def resource(name: str) -> str:
    """Return the text of a file beside this one."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
