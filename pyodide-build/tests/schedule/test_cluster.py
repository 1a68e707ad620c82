"""The same graph on a Dask cluster: a scheduler and a worker of their own, whose files are their own, too."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SCHEDULER = ["scheduler", "--host=127.0.0.1", "--port=0", "--no-dashboard", "--no-show"]
WORKER = ["worker", "--nthreads=2", "--nworkers=1", "--no-nanny", "--no-dashboard"]

pytestmark = pytest.mark.xdist_group("pyodide-build-cluster")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, pyodide_root: Path) -> Iterator[str]:
    """Give the address of a scheduler with one worker, which has another cache and another home."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "xbuildenv").symlink_to(pyodide_root.parent)
    own = {"PYODIDE_ROOT": str(folder / "xbuildenv/pyodide-root"), "PYODIDE_BUILD_CACHE": str(folder / "cache")}
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            cwd=folder,
            env={**os.environ, **own, "HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    def read_until(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
        assert process.stderr
        for line in process.stderr:
            if match := re.search(pattern, line):
                return match
        raise AssertionError(f"it ended with {process.wait()} before it said {pattern}")

    try:
        address = read_until(start(*SCHEDULER), r"Scheduler at: +(tcp://\S+)")[1]
        read_until(start("worker", address, *WORKER[1:]), "Registered to")
        yield address
    finally:
        for process in processes:
            process.terminate()
            process.communicate(timeout=30)


@pytest.fixture
def chain(workspace):
    """Write recipes that say where they were built, one of them with a source outside of its folder."""
    workspace.recipe("first", "pwd > $WASM_LIBRARY_DIR/lib/first.a")
    workspace.recipe("second", "cat $WASM_LIBRARY_DIR/lib/first.a text > $WASM_LIBRARY_DIR/lib/second.a", host="first")
    (workspace.folder / "elsewhere").mkdir()
    (workspace.folder / "elsewhere/text").write_text("from elsewhere\n")
    recipe = workspace.folder / "packages/second/meta.yaml"
    recipe.write_text(f"{recipe.read_text()}source:\n  path: ../../elsewhere\n")
    return workspace


def test_what_workers_build_comes_back(chain, cluster) -> None:
    done = chain.run("second", "--scheduler", cluster)

    assert 0 == done.returncode, done.stderr
    assert ["first.a", "second.a"] == chain.results()
    (second,) = chain.cache.glob("*/files/prefix/lib/second.a")
    place, text = second.read_text().splitlines()
    assert "from elsewhere" == text
    assert not Path(place).is_relative_to(chain.folder)
    assert "running build/script" in (chain.folder / "packages/second/build.log").read_text()
    assert "nothing to build" in chain.run("second", "--scheduler", "tcp://127.0.0.1:1", "-v").stderr


def test_failures_there(chain, cluster) -> None:
    chain.recipe("first", "echo the reason; false")
    done = chain.run("*", "--scheduler", cluster)

    assert 1 == done.returncode
    assert "| the reason" in done.stderr
    assert f"The log is here, too: {chain.folder / 'packages/first/build.log'}" in done.stderr
    assert "the reason" in (chain.folder / "packages/first/build.log").read_text()
    assert "second (needs first)" in done.stderr
    assert [] == chain.results()


def test_no_cluster(chain) -> None:
    done = chain.run("first", "--scheduler", "tcp://127.0.0.1:1", DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="1s")

    assert 1 == done.returncode
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
