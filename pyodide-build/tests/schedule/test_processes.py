"""An executor with a process for each call."""

import os
import signal
import time
from concurrent.futures import wait

import pytest

from pyodide_build.errors import BuildError
from pyodide_build.schedule.processes import ProcessExecutor


@pytest.fixture
def executor():
    executor = ProcessExecutor()
    yield executor
    executor.shutdown(cancel_futures=True)


def add(first: int, second: int = 1) -> tuple[int, int]:
    return first + second, os.getpid()


def fail(kind: type[BaseException]) -> None:
    raise kind("so it goes")


def end(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(60)


def sleep(path: str) -> None:
    try:
        open(path, "w").close()  # noqa: PTH123
        time.sleep(60)
    finally:
        os.unlink(path)  # noqa: PTH108


def test_results(executor) -> None:
    futures = [executor.submit(add, number, second=number) for number in range(3)]

    assert [0, 2, 4] == [future.result(30)[0] for future in futures]
    assert 3 == len({future.result()[1] for future in futures} - {os.getpid()})


def test_exceptions(executor) -> None:
    with pytest.raises(ValueError, match="so it goes"):
        executor.submit(fail, ValueError).result(30)


@pytest.mark.parametrize(
    ("number", "message"), [(signal.SIGKILL, "SIGKILL, perhaps for want of memory"), (signal.SIGABRT, "SIGABRT")]
)
def test_one_that_is_killed_takes_no_other_with_it(executor, number, message) -> None:
    lost, other = executor.submit(end, number), executor.submit(add, 1)

    with pytest.raises(BuildError, match=message):
        lost.result(30)
    assert 2 == other.result(30)[0]


def test_what_cannot_be_sent_back(executor) -> None:
    with pytest.raises(BuildError, match="exit code"):
        executor.submit(fail, SystemExit).result(30)


def test_shutdown_ends_what_runs_and_lets_it_clean_up(executor, tmp_path) -> None:
    path = tmp_path / "there"
    future = executor.submit(sleep, str(path))
    while not path.exists():
        time.sleep(0.02)
    began = time.monotonic()
    executor.shutdown(cancel_futures=True)

    assert time.monotonic() - began < 10
    assert not path.exists()
    with pytest.raises(BuildError, match="its process was ended"):
        future.result(10)
    with pytest.raises(RuntimeError, match="shut down"):
        executor.submit(add, 1)


def test_shutdown_waits(executor) -> None:
    future = executor.submit(add, 1)
    executor.shutdown()

    assert wait([future], timeout=0).done
