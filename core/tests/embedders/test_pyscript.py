"""PyScript's published core with our runtime as its interpreter."""

import shutil
import zipfile
from pathlib import Path

import pytest

from harness.installed import npm_packages
from harness.site import Site

HERE = Path(__file__).parent
BROWSERS = pytest.mark.parametrize(
    "browser", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("chromium", "firefox")]
)


@pytest.fixture(scope="module")
def page(site: Site) -> str:
    """Give the address of a page that has PyScript's files and its own beside it."""
    folder = site.folder / "pyscript"
    shutil.copytree(HERE / "pyscript", folder)
    (folder / "core").symlink_to(npm_packages(HERE) / "@pyscript" / "core" / "dist")
    with zipfile.ZipFile(folder / "data.zip", "w") as archive:
        archive.writestr("note.txt", "unpacked")
    return f"{site.url}pyscript/index.html"


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
def test_page(browser, page, visit, tmp_path) -> None:
    """Scripts on the main thread and in a worker, with files, modules, and functions that JavaScript calls later."""
    seen = visit(
        browser,
        page,
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
