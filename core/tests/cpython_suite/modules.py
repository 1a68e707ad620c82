"""Which modules CPython's tests consist of."""

import re
import zipfile
from pathlib import Path

# Folders that are run one by one, as CPython's own runner does; other packages say themselves what is in them.
SPLIT = frozenset(
    {
        "test_asyncio",
        "test_concurrent_futures",
        "test_future_stmt",
        "test_gdb",
        "test_inspect",
        "test_multiprocessing_fork",
        "test_multiprocessing_forkserver",
        "test_multiprocessing_spawn",
        "test_pydoc",
    }
)
MODULE = re.compile(r"test/(test_\w+)(?:\.py|/__init__\.py)")
SPLIT_MODULE = re.compile(rf"test/({'|'.join(sorted(SPLIT))})/(test_\w+)\.py")


def find_modules(dist: Path) -> list[str]:
    """Return the names of all test modules in the distribution's package `test`, without `test.` before them.

    Raises:
        FileNotFoundError: the distribution has no such package.
    """
    wheels = sorted(dist.glob("test-*.whl"))
    if not wheels:
        raise FileNotFoundError(f"{dist} holds no test-*.whl: run `make` first")
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = wheel.namelist()
    split = [f"{match[1]}.{match[2]}" for match in map(SPLIT_MODULE.fullmatch, names) if match]
    whole = {match[1] for match in map(MODULE.fullmatch, names) if match} - SPLIT
    return sorted((*whole, *split))
