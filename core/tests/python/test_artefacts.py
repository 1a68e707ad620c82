"""Where the built runtime is looked for."""

import pytest

from pyodide_core import artefacts
from pyodide_core.errors import RuntimeNotBuiltError


@pytest.fixture
def make_dist(tmp_path):
    """Make a directory that looks like a built runtime."""

    def make(name: str):
        directory = tmp_path / name
        directory.mkdir(parents=True)
        for needed in artefacts.NEEDED:
            (directory / needed).touch()
        return directory

    return make


def test_the_named_one(make_dist) -> None:
    dist = make_dist("elsewhere")

    assert dist == artefacts.find_dist({"PYODIDE_DIST_DIR": str(dist)})


def test_the_checkouts(make_dist, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(artefacts, "CHECKOUT", tmp_path)
    monkeypatch.setattr(artefacts, "PACKAGE", tmp_path / "core" / "src" / "pyodide_core")

    assert make_dist("dist") == artefacts.find_dist({})


def test_the_installed_one(make_dist, tmp_path, monkeypatch) -> None:
    """A folder `dist` that lies near site-packages by chance is not taken."""
    make_dist("dist")
    monkeypatch.setattr(artefacts, "CHECKOUT", tmp_path)
    monkeypatch.setattr(artefacts, "PACKAGE", tmp_path / "site-packages" / "pyodide_core")

    assert make_dist("site-packages/pyodide_core/dist") == artefacts.find_dist({})


def test_one_that_lacks_a_file(make_dist) -> None:
    dist = make_dist("partial")
    (dist / "pyodide.mjs").unlink()

    with pytest.raises(RuntimeNotBuiltError, match="Run `make` in the checkout"):
        artefacts.find_dist({"PYODIDE_DIST_DIR": str(dist)})
