"""Write `pyodide-index.json`: where micropip looks for packages that the distribution does not have.

Those are the indexes that pip uses on the machine that builds the distribution.
"""

import json
import subprocess
import sys
from pathlib import Path

from interpreter_build.errors import BuildError
from pyodide_lock.companion import PyodideIndex, without_credentials

# Whatever sets them: the environment, one of the configuration files, pip itself. pip has no command that shows it.
ASK_PIP = """
import json
from pip._internal.commands import create_command
options, _ = create_command("download").parse_args([])
print(json.dumps([] if options.no_index else [options.index_url, *options.extra_index_urls]))
"""


def index_urls() -> list[str]:
    """Return the addresses of pip's indexes.

    Raises:
        BuildError: pip does not say.
    """
    done = subprocess.run([sys.executable, "-c", ASK_PIP], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"pip does not say where it looks for packages:\n{done.stderr.strip()}")
    return [publishable(url) for url in json.loads(done.stdout)]


def publishable(url: str) -> str:
    """Take names and passwords out of an address, and the slash at its end."""
    return without_credentials(url).rstrip("/")


def write_index_file(path: Path) -> None:
    """Write the file."""
    PyodideIndex(index_urls=index_urls()).to_json(path, indent=2)
