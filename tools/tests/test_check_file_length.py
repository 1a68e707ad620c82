"""Files that have grown too long are named; some have other limits, or none."""

from pathlib import Path

import pytest

import check_file_length


@pytest.mark.parametrize(
    ("name", "lines", "accepted"),
    [
        ("core/native/main.c", 300, True),
        ("core/native/main.c", 301, False),
        ("micropip/tests/test_x.py", 400, True),
        ("micropip/tests/test_x.py", 401, False),
        ("core/native/boundary.gen.h", 2000, True),
        ("package-lock.json", 2000, True),
        ("tests_of_mine/x.ts", 301, False),
    ],
)
def test_limits(monkeypatch, tmp_path: Path, name: str, lines: int, accepted: bool) -> None:
    monkeypatch.setattr(check_file_length, "CHECKOUT", tmp_path)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("line\n" * lines)

    assert accepted == (check_file_length.too_long(Path(name)) is None)
    assert int(not accepted) == check_file_length.main([name])


def test_this_checkout_is_in_order() -> None:
    assert 0 == check_file_length.main([])
