"""The folder that browsers load from: the distribution, the harness, and what tests put beside them."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from pyodide_core.serve import DistributionHandler

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# As for `pyodide run`: another folder of the built runtime.
DISTRIBUTION = Path(os.environ.get("PYODIDE_DIST_DIR") or ROOT / "dist").resolve()
MISLABELLED = "mislabelled"


class SiteHandler(DistributionHandler):
    """Serve as `pyodide serve` does, to every origin, except for folders that a server knows nothing about."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Call everything plain text in folders of that name."""
        return "text/plain" if MISLABELLED in str(path) else super().guess_type(path)

    def end_headers(self) -> None:
        """Let sandboxed frames load it, whose origin is none."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@dataclass(frozen=True)
class Site:
    """A folder and the address where it is served."""

    folder: Path
    url: str

    def copy_distribution(self, name: str) -> Path:
        """Return a copy of the distribution, whose files can be replaced; two of the same name cannot be."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(DISTRIBUTION, folder, copy_function=os.symlink)
        return folder


@contextmanager
def serving_site(folder: Path) -> Iterator[Site]:
    """Serve from a thread while the block runs."""
    folder.mkdir()
    (folder / "dist").symlink_to(DISTRIBUTION)
    (folder / "harness").symlink_to(HERE)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Site(folder, f"http://127.0.0.1:{server.server_port}/")
        finally:
            server.shutdown()
            thread.join()
