import json
import os
import stat
from pathlib import Path

import pytest

from pyodide_lock import SpecValidationError
from pyodide_lock.json_file import parse_json, read_json, write_json


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", "line 1, column 1: not JSON: Expecting value"),
        (b"{", "line 1, column 2: not JSON: Expecting property name"),
        (b'{"a": 1}\n{"b": 2}', "line 2, column 1: not JSON: Extra data"),
        (b"<!DOCTYPE html>", "line 1, column 1: not JSON"),
        (b'{"a":\n 1,}', "line 2, column 3: not JSON"),
        (b"\xff\xfe{}", "byte 0: not UTF-8 text"),
        (b'{"a": "\xe9"}', "byte 7: not UTF-8 text"),
        (b"PK\x03\x04\x90\x80", "byte 4: not UTF-8 text"),
        (b'{"a": NaN}', "not JSON: NaN is no JSON value"),
        (b"-Infinity", "not JSON: -Infinity is no JSON value"),
        (b'{"b": 1, "a": 2, "a": 3}', "not JSON: the key 'a' is there twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"1" * 10_000, "not JSON"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_what_is_not_json_is_located(text, problem):
    with pytest.raises(SpecValidationError) as error:
        parse_json(text, "the file")

    assert error.value.problems[0].startswith(problem) or problem in error.value.problems[0]
    assert str(error.value).startswith("the file is not valid:\n  - ")


def test_a_byte_order_mark_is_no_problem():
    assert {"ä": "ö"} == parse_json('{"ä": "ö"}'.encode("utf-8-sig"), "")


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "none.json")


def test_the_order_of_keys_does_not_matter(tmp_path: Path):
    write_json(tmp_path / "a", {"b": {"d": 1, "c": 2}, "a": 1})
    write_json(tmp_path / "b", {"a": 1, "b": {"c": 2, "d": 1}})

    assert b'{"a": 1, "b": {"c": 2, "d": 1}}' == (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_indent(tmp_path: Path):
    write_json(tmp_path / "a", {"a": [1]}, 1)

    assert '{\n "a": [\n  1\n ]\n}' == (tmp_path / "a").read_text()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError, MemoryError])
def test_an_interruption_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch, interruption):
    path = tmp_path / "lock.json"
    path.write_text("old")

    def interrupt(descriptor: int) -> None:
        raise interruption

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(interruption):
        write_json(path, {"new": 1})

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_what_is_no_json_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "lock.json"
    path.write_text("old")

    for value in (float("nan"), object()):
        with pytest.raises((ValueError, TypeError)):
            write_json(path, {"a": value})

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_a_full_disk_leaves_the_old_file(tmp_path: Path):
    """The kernel refuses a file of more than so many bytes the way it refuses one on a full disk."""
    import resource
    import signal

    path = tmp_path / "lock.json"
    path.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_json(path, ["x" * 100_000])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_a_link_goes_on_pointing_at_the_file(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    final, link = tmp_path / "folder" / "lock.json", tmp_path / "link.json"
    final.write_text("old")
    link.symlink_to(final)

    write_json(link, 1)

    assert (True, "1") == (link.is_symlink(), final.read_text())


def test_who_may_read_it(tmp_path: Path):
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_json(old, 1)
        write_json(new, 1)
    finally:
        os.umask(before)

    assert [0o640, 0o640] == [stat.S_IMODE(each.stat().st_mode) for each in (old, new)]


def test_every_character_survives(tmp_path: Path):
    value = {"ключ": '\U0001f40d \x7f \u2028 " \\ \ud800'}
    write_json(tmp_path / "a", value)

    assert value == json.loads((tmp_path / "a").read_text()) == read_json(tmp_path / "a")
