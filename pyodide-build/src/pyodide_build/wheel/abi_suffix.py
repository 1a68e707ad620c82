"""Name extension modules as the target's import system looks for them."""

import re

from pyodide_build.errors import WheelError
from pyodide_build.settings.target import Target
from pyodide_build.wheel.contents import Contents

# cpython-313-x86_64-linux-gnu, cpython-313-darwin, cp313-win_amd64
SUFFIX = re.compile(r"\.(?:cpython-|cp)(?P<version>\d+)(?P<debug>[a-z]*)-[\w-]+\.(?:so|pyd)$")


def rename_extensions(contents: Contents, target: Target) -> dict[str, str]:
    """Replace suffixes that are those of another platform; return the new names by the old ones.

    Backends ask the running Python for its suffix, although what they have compiled is for the target.

    Raises:
        WheelError: a module is for another version of Python.
    """
    renamed = {}
    for name in list(contents.files):
        match = SUFFIX.search(name)
        if match is None or name.endswith(target.extension_suffix):
            continue
        if match["version"] != target.python_minor.replace(".", ""):
            raise WheelError(f"{name} is for another version of Python than {target.python_minor}")
        renamed[name] = name[: match.start()] + target.extension_suffix
        contents.files[renamed[name]] = contents.files.pop(name)
    return renamed
