"""Run pip on this machine for the Python of this virtual environment, which is another platform.

Started by bin/python of the environment; target.json beside it describes the platform. The running Python has the
environment as its prefix, so pip finds what is installed and where to install by itself. What pip asks of the running
Python about its platform is answered for the other one.

Usage: pip_for_target.py PIP_ARGUMENTS...
"""

import json
import logging
import os
import shlex
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HINT = """\
Only wheels are installed from an index. For a project that has none for this platform, 'pyodide build NAME' makes one
from its source distribution; --no-binary NAME lets pip do that, for projects in pure Python."""
BUILT_FOR_THE_MACHINE = (
    "it was built for the machine that pip runs on. Build a wheel with 'pyodide build', and install that"
)


class MissingDistributions:
    """Notices that pip found nothing to install, which it only logs."""

    def __init__(self) -> None:
        self.seen = False
        self._make_record = logging.getLogRecordFactory()

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        """Make a record as the logging module does."""
        record = self._make_record(*args, **kwargs)
        self.seen = self.seen or record.getMessage().startswith("No matching distribution found")
        return record


def answer_for(target: dict[str, Any]) -> None:
    """Change what pip's own libraries say about the platform."""
    tags = part_of_pip("_vendor.packaging.tags")
    markers = part_of_pip("_vendor.packaging.markers")
    tags.platform_tags = lambda: iter(target["platforms"])
    markers.default_environment = lambda: dict(target["markers"])


def offer_packages(page: Path) -> None:
    """Look for wheels in a page of links, too."""
    scope = part_of_pip("_internal.models.search_scope").SearchScope
    create = scope.create
    scope.create = lambda find_links, *args, **kwargs: create([*find_links, str(page)], *args, **kwargs)


def run_scripts_with(python: Path) -> None:
    """Have installed scripts start the environment's Python, and pip's own processes the running one."""
    wheel = part_of_pip("_internal.operations.install.wheel")
    install = wheel._install_wheel

    def install_wheel(*args: Any, **kwargs: Any) -> None:
        running, sys.executable = sys.executable, str(python)
        try:
            install(*args, **kwargs)
        finally:
            sys.executable = running

    wheel._install_wheel = install_wheel


def refuse_code_of_this_machine() -> None:
    """Let build backends make wheels in pure Python only."""
    builder = part_of_pip("_internal.wheel_builder")
    verify = builder._verify_one

    def verify_one(requirement: object, path: str) -> None:
        verify(requirement, path)
        supported = part_of_pip("_internal.utils.compatibility_tags").get_supported()
        if not builder.Wheel(Path(path).name).supported(supported):
            raise builder.UnsupportedWheel(BUILT_FOR_THE_MACHINE)

    builder._verify_one = verify_one
    os.environ["CC"] = os.environ["CXX"] = shlex.quote(str(HERE / "cc"))


def part_of_pip(name: str) -> Any:
    """Import a module whose attributes can be replaced."""
    return import_module(f"pip.{name}")


def main() -> Any:
    """Run pip."""
    target = json.loads((HERE / "target.json").read_text(encoding="utf-8"))
    missing = MissingDistributions()
    logging.setLogRecordFactory(missing)
    answer_for(target)
    offer_packages(HERE / "packages.html")
    run_scripts_with(HERE.parent / "bin/python")
    refuse_code_of_this_machine()
    sys.argv[0] = "pip"
    status = part_of_pip("_internal.cli.main").main()
    if missing.seen:
        print(HINT, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
