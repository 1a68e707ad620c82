"""Results appear whole or not at all, whatever happens to the run that makes them."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from interpreter_build.store import Site, Store, cache_root

KEY = "0123456789abcdef" * 4


def fill(site: Site) -> None:
    (site.out / "file").write_text("whole")


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_made_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    calls = []

    def make(site: Site) -> None:
        calls.append(site)
        fill(site)

    first, second = store.get("thing", KEY, make), store.get("thing", KEY, make)

    assert first == second == store.path("thing", KEY)
    assert "whole" == (first / "file").read_text()
    assert 1 == len(calls)
    assert not list(tmp_path.glob("*.partial"))


def test_failure_leaves_no_result(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def fail(site: Site) -> None:
        (site.out / "rubbish").write_text("half")
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        store.get("thing", KEY, fail)

    assert not store.path("thing", KEY).exists()
    assert ["file"] == names(store.get("thing", KEY, fill))


def _die_in_the_middle(root: Path) -> None:
    def make(site: Site) -> None:
        (site.out / "rubbish").write_text("half")
        os.kill(os.getpid(), signal.SIGKILL)

    Store(root).get("thing", KEY, make)


def test_killed_run_leaves_nothing_trusted(tmp_path: Path) -> None:
    process = multiprocessing.get_context("fork").Process(target=_die_in_the_middle, args=(tmp_path,))
    process.start()
    process.join(30)

    assert -signal.SIGKILL == process.exitcode
    assert list(tmp_path.glob("*.partial/out/rubbish"))
    assert not Store(tmp_path).path("thing", KEY).exists()
    assert ["file"] == names(Store(tmp_path).get("thing", KEY, fill))


def _make_slowly(root: Path) -> None:
    def make(site: Site) -> None:
        time.sleep(0.2)
        with (root / "calls").open("a") as calls:
            calls.write("x")
        fill(site)

    Store(root).get("thing", KEY, make)


def test_concurrent_runs_make_it_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_make_slowly, args=(tmp_path,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)

    assert [0] * 4 == [process.exitcode for process in processes]
    assert "x" == (tmp_path / "calls").read_text()


def test_cache_root_is_configurable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("PYODIDE_BUILD_CACHE", raising=False)
    assert tmp_path / "xdg/pyodide-build-cache" == cache_root()
    monkeypatch.setenv("PYODIDE_BUILD_CACHE", str(tmp_path / "own"))
    assert tmp_path / "own" == cache_root()
