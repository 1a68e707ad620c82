import random
import zipfile
from pathlib import Path

import pytest

from auditwheel_emscripten.errors import AuditError, MalformedWheelError
from auditwheel_emscripten.wheel import installed_path, open_wheel


def members(wheel: Path) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(wheel) as archive:
        return [
            (each.filename, each.date_time, each.external_attr, each.compress_type, archive.read(each))
            for each in archive.infolist()
        ]


def test_what_is_not_changed_stays(make_wheel, check_record, tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    source = make_wheel({"demo/a.so": b"old", "demo/b.py": b"print()\n" * 99, "demo/c.so": b"kept"})
    with open_wheel(source) as wheel:
        wheel.write(tmp_path / "new" / source.name, {"demo/a.so": b"changed", "demo.libs/d.so": b"new"})
    before, after = members(source), members(tmp_path / "new" / source.name)

    assert [each[0] for each in before[:3]] + ["demo.libs/d.so"] + [each[0] for each in before[3:]] == [
        each[0] for each in after
    ]
    assert (("demo/a.so", *before[0][1:4]), b"changed") == (after[0][:4], after[0][4])
    assert before[1:3] == after[1:3]
    assert before[3:-1] == after[4:-1]
    # The new one is a plain file that is as old as the wheel.
    assert ((2024, 2, 3, 4, 5, 6), 0o100644 << 16) == after[3][1:3]
    check_record(tmp_path / "new" / source.name)


def test_the_same_input_gives_the_same_bytes(make_wheel, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000001")
    source = make_wheel({"demo/a.so": b"old"})
    for name in ("one", "two"):
        with open_wheel(source) as wheel:
            wheel.write(tmp_path / name, {"demo.libs/d.so": b"new"})

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (2023, 11, 14, 22, 13, 20) == next(each[1] for each in members(tmp_path / "one") if "libs" in str(each[0]))


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 40])
def test_a_wrong_date_is_named_and_leaves_nothing(make_wheel, tmp_path, monkeypatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with (
        open_wheel(make_wheel({})) as wheel,
        pytest.raises(AuditError, match=f"SOURCE_DATE_EPOCH is not a number of seconds: '{epoch}'"),
    ):
        wheel.write(tmp_path / "out" / "new.whl", {"demo.libs/d.so": b"new"})

    assert [] == list((tmp_path / "out").iterdir())


def test_dates_before_those_of_zip_archives(make_wheel, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    with open_wheel(make_wheel({})) as wheel:
        wheel.write(tmp_path / "new.whl", {"demo.libs/d.so": b"new"})

    assert (1980, 1, 1, 0, 0, 0) == members(tmp_path / "new.whl")[0][1]


def test_permissions_of_the_wheel_stay(make_wheel) -> None:
    source = make_wheel({"demo/a.so": b"old"})
    source.chmod(0o640)
    with open_wheel(source) as wheel:
        wheel.write(source, {"demo/a.so": b"new"})

    assert 0o640 == source.stat().st_mode & 0o777
    assert [source] == list(source.parent.iterdir())


def test_libraries_have_the_paths_that_they_are_installed_at(make_wheel) -> None:
    names = ["demo/a.so", "demo/b.so.1.2", "demo-1.0.data/platlib/demo/c.so", "demo-1.0.data/data/lib/d.so"]
    with open_wheel(make_wheel(dict.fromkeys([*names, "demo/so", "demo/e.some"], b""))) as wheel:
        found = wheel.libraries

    assert {
        "demo/a.so": "demo/a.so",
        "demo/b.so.1.2": "demo/b.so.1.2",
        "demo/c.so": "demo-1.0.data/platlib/demo/c.so",
        "demo-1.0.data/data/lib/d.so": "demo-1.0.data/data/lib/d.so",
    } == found
    assert "a/x-1.data/platlib/b.so" == installed_path("a/x-1.data/platlib/b.so")


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.py", "a\\b.py"])
def test_names_outside_are_refused(make_wheel, name: str) -> None:
    with pytest.raises(MalformedWheelError, match="would be installed outside"), open_wheel(make_wheel({name: b""})):
        pass


def test_signed_wheels_are_refused(make_wheel) -> None:
    wheel = make_wheel({"demo-1.0.dist-info/RECORD.jws": b"{}"})

    with pytest.raises(MalformedWheelError, match=r"it is signed \(RECORD.jws\)"), open_wheel(wheel):
        pass


def test_files_that_are_no_wheels(make_wheel, tmp_path) -> None:
    bad_name = make_wheel({}, name="demo.whl")
    text = tmp_path / "demo-1.0-py3-none-any.whl"
    text.write_text("not a zip archive")
    empty = tmp_path / "demo-2.0-py3-none-any.whl"
    with zipfile.ZipFile(empty, "w"):
        pass

    for file, problem in [(bad_name, "filename"), (text, "not a zip file"), (empty, r"0 files \*.dist-info/RECORD")]:
        with (
            pytest.raises(MalformedWheelError, match=rf"{file.name}: not a valid wheel: .*{problem}"),
            open_wheel(file),
        ):
            pass


def test_two_files_of_one_name(make_wheel) -> None:
    source = make_wheel({"demo/a.so": b"1"})
    with zipfile.ZipFile(source, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("demo/a.so", b"2")

    with pytest.raises(MalformedWheelError, match="two of its files have the same name"), open_wheel(source):
        pass


def test_archives_that_announce_more_than_there_is_room_for(make_wheel) -> None:
    source = make_wheel({"demo/a.so": b"1"})
    data = bytearray(source.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (2**31).to_bytes(4, "little")
    source.write_bytes(data)

    with open_wheel(source) as wheel, pytest.raises(MalformedWheelError, match=r"demo/a.so is larger \(2147483648"):
        wheel.read("demo/a.so")


def test_broken_archives_are_named_and_nothing_is_written(make_wheel, tmp_path) -> None:
    generator = random.Random(1)
    source = make_wheel({"demo/a.so": b"library" * 50, "demo/b.py": bytes(range(256))})
    whole = source.read_bytes()
    refused = 0
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(3):
            broken[generator.randrange(len(broken))] = generator.randrange(256)
        source.write_bytes(broken)
        target = tmp_path / "out" / source.name
        try:
            with open_wheel(source) as wheel:
                wheel.read("demo/a.so") if "demo/a.so" in wheel.libraries.values() else None
                wheel.write(target, {"demo.libs/d.so": b"new"})
        except AuditError as error:
            refused += 1
            assert str(source) in str(error)
            assert not target.exists()
        assert not target.parent.exists() or set(target.parent.iterdir()) <= {target}
        target.unlink(missing_ok=True)
    assert refused > 100
