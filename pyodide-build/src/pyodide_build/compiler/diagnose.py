"""Say before a page traps which symbol of which library will not be found, or has another type there."""

from collections.abc import Iterator
from pathlib import Path

from auditwheel_emscripten.check import check
from auditwheel_emscripten.main_module import find_main_module, read_main_module
from auditwheel_emscripten.problem import Trouble
from pyodide_build.settings.model import BuildSettings


def diagnose(wheel: Path, settings: BuildSettings) -> Iterator[str]:
    """Compare what a wheel's libraries import with what the runtime and other libraries export.

    Args:
        wheel: a finished wheel.
        settings: the target, whose environment has the runtime.
    """
    main_module = read_main_module(find_main_module(settings.target.root / "dist"))
    for report in check(wheel, main_module, settings.library_folders):
        for problem in report.problems:
            if problem.trouble is not Trouble.MISSING_LIBRARY:  # said by who looked for it
                yield f"{report.library}: {problem}"
