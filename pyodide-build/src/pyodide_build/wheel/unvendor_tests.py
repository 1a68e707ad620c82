"""Take a package's tests out of its wheel: most users never run them."""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from pyodide_build.wheel.contents import Contents, Member

FOLDERS = frozenset({"test", "tests"})
FILES = ("test_*.py", "conftest.py")

METADATA = """\
Metadata-Version: 2.1
Name: {name}-tests
Version: {version}
Summary: The tests of {name}
Requires-Dist: {name}=={version}
"""


def is_test(path: str) -> bool:
    """Tell whether a file is one of a package's tests, or belongs to them."""
    parts = PurePosixPath(path).parts
    if parts[0].endswith((".dist-info", ".data")):
        return False
    return not FOLDERS.isdisjoint(parts[:-1]) or any(fnmatchcase(parts[-1], pattern) for pattern in FILES)


def take_tests(contents: Contents, name: str, version: str) -> Contents | None:
    """Remove the tests from a wheel, and return a wheel of them, without the file WHEEL; None if there are none.

    Args:
        contents: the wheel; it keeps the rest.
        name: of the package.
        version: of the package.
    """
    tests = {path: member for path, member in contents.files.items() if is_test(path)}
    if not tests:
        return None
    for path in tests:
        del contents.files[path]
    distribution, _, rest = contents.dist_info.partition("-")
    dist_info = f"{distribution}_tests-{rest}"
    tests[f"{dist_info}/METADATA"] = Member(METADATA.format(name=name, version=version).encode())
    return Contents(tests, dist_info)
