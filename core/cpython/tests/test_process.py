"""Failing commands are reported with what they printed last."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interpreter_build.errors import CommandFailedError
from interpreter_build.process import Runner


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    with (tmp_path / "lock").open("w") as lock:
        yield Runner(tmp_path / "logs/step.log", {"PATH": "/usr/bin:/bin", "KNOWN": "yes"}, lock.fileno())


def test_failure_shows_tail_and_log(runner: Runner, tmp_path: Path) -> None:
    runner(["echo", "earlier command"], cwd=tmp_path)

    with pytest.raises(CommandFailedError) as caught:
        runner(["sh", "-c", "seq 100; echo broken >&2; exit 7"], cwd=tmp_path)

    message = str(caught.value)
    assert "exit code 7" in message
    assert "broken" in message
    assert "\n100\n" in message
    assert "\n50\n" not in message
    assert str(runner.log) in message
    assert "earlier command" in runner.log.read_text()


def test_children_do_not_see_the_users_environment(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFLAGS", "-O0")

    runner(["env"], cwd=tmp_path, environment={"ADDED": "too"})

    log = runner.log.read_text()
    assert "KNOWN=yes" in log
    assert "ADDED=too" in log
    assert "CFLAGS" not in log
