"""PyScript's published core with our runtime as its interpreter."""

import shutil
import zipfile
from pathlib import Path

import pytest

from harness.installed import npm_packages, pure_wheels
from harness.site import Site

HERE = Path(__file__).parent
BROWSERS = pytest.mark.parametrize(
    "browser", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("chromium", "firefox")]
)


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """Give the address of a folder with pages, and what they load."""
    folder = site.folder / "pyscript"
    shutil.copytree(HERE / "pyscript", folder)
    (folder / "core").symlink_to(npm_packages(HERE) / "@pyscript" / "core" / "dist")
    with zipfile.ZipFile(folder / "data.zip", "w") as archive:
        archive.writestr("note.txt", "unpacked")
    (wheel,) = pure_wheels(HERE / "packages.txt")
    shutil.copy(wheel, folder)
    page = folder / "packages.html"
    page.write_text(page.read_text().replace("WHEEL", wheel.name))
    return f"{site.url}pyscript/"


DISPLAYED = [
    "The answer is 42",
    "unpacked",
    "HELLO!",
    "2",
    "ANSWER = 42",
    "['gathered']",
    "A worker sees A page with PyScript",
]
# The second time, the function that listens was given to JavaScript long ago.
FIRE = "document.body.dispatchEvent(new Event('later')), null"


@BROWSERS
def test_page(browser, address, visit, tmp_path) -> None:
    """Scripts on the main thread and in a worker, with files, modules, and functions that JavaScript calls later."""
    seen = visit(
        browser,
        f"{address}index.html",
        {"wait": "body[data-main=done][data-worker=done]"},
        {"wait": ".py-error", "text": "ZeroDivisionError"},
        {"click": "#first"},
        {"click": "#second"},
        {"evaluate": FIRE},
        {"evaluate": FIRE},
        {"read": "script-py div"},
        {"read": "#events"},
        {"read": ".py-error"},
        {"screenshot": str(tmp_path / "page.png")},
    )

    _, _, displayed, events, failures = seen.read
    assert DISPLAYED == [text.strip() for text in displayed if text.strip()]
    assert ["first clicked;second clicked, too;later came;later came;"] == events
    assert [] == seen.errors
    assert "in divide" in failures[0]


@BROWSERS
def test_packages(browser, address, visit, tmp_path) -> None:
    """By name and, in a worker with a terminal, by address; what was installed is remembered as a lock file."""
    seen = visit(
        browser,
        f"{address}packages.html",
        {"wait": ".xterm-rows", "text": "Who?"},
        {"click": ".xterm-screen"},
        {"insert": "Ada"},
        {"press": "Enter"},
        {"wait": ".xterm-rows", "text": "Hello"},
        {"read": ".xterm-rows > div"},
        {"wait": "body[data-main=done]"},
        {"read": "script-py div"},
        {"reload": True},
        {"wait": "body[data-main=done]"},
        {"read": "script-py div"},
        {"screenshot": str(tmp_path / "page.png")},
    )

    terminal, first, second = seen.read
    assert ["Version 0.7.0", "Who? Ada", "Hello Ada"] == [line.replace("\xa0", " ").strip() for line in terminal][:3]
    assert "requests requests, micropip True" in first
    assert "requests requests, micropip False" in second
    assert [] == seen.errors
