import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packaging.requirements import Requirement

from pyodide_lock import WheelError
from pyodide_lock.wheel_file import WheelFile


def refusal(path: Path) -> str:
    """Return why a wheel is refused; the message names it."""
    with pytest.raises(WheelError) as error:
        WheelFile.read(path)
    assert f"{path}: {error.value.reason}" == str(error.value)
    return error.value.reason


def test_what_is_read(make_wheel):
    path = make_wheel(
        "Ex.ample",
        "1.0.0",
        ["a>=1; python_version > '3'", "B (<2)"],
        ["All_Of"],
        files={"ex.py": "", "Ex.ample-1.0.0.dist-info/top_level.txt": "ex\n_ex\n"},
    )
    wheel = WheelFile.read(path)

    assert ("Ex.ample", "ex-ample", "1.0.0", "Ex.ample 1.0.0") == (
        wheel.name,
        wheel.key,
        str(wheel.version),
        str(wheel),
    )
    assert (Requirement("a>=1; python_version > '3'"), Requirement("B<2")) == wheel.requirements
    assert ({"all-of"}, {"ex", "_ex"}) == (wheel.extras, wheel.top_level)
    assert "ex.py" in wheel.files


@pytest.mark.parametrize(
    "name", ["example.whl", "example-1.0.zip", "example-x-py3-none-any.whl", "example-1.0-py3.whl"]
)
def test_a_file_that_is_not_named_like_a_wheel(make_wheel, name):
    path = make_wheel()

    assert "is not named like a wheel" in refusal(path.rename(path.with_name(name)))


def test_a_file_that_is_not_there(tmp_path: Path):
    assert "there is no such file" == refusal(tmp_path / "example-1.0-py3-none-any.whl")


def test_a_folder(tmp_path: Path):
    path = tmp_path / "example-1.0-py3-none-any.whl"
    path.mkdir()

    assert "cannot be read: Is a directory" == refusal(path)


@pytest.mark.parametrize("content", [b"", b"<html>404</html>", b"PK\x03\x04"], ids=["empty", "page", "head"])
def test_a_file_that_is_no_archive(tmp_path: Path, content):
    path = tmp_path / "example-1.0-py3-none-any.whl"
    path.write_bytes(content)

    assert "is not a whole zip archive: File is not a zip file" == refusal(path)


def test_a_download_that_was_cut(make_wheel):
    path = make_wheel(files={"example.py": "x" * 1000})
    path.write_bytes(path.read_bytes()[:-30])

    assert "is not a whole zip archive" in refusal(path)


def test_a_byte_that_changed(make_wheel):
    path = make_wheel(files={"example.py": "".join(map(chr, range(32, 127))) * 9})
    data = bytearray(path.read_bytes())
    data[60] ^= 1
    path.write_bytes(data)

    assert "is not a whole zip archive" in refusal(path)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_damage_is_refused_or_does_no_harm(make_wheel, data):
    """Whatever bytes change: the wheel is the same, or it is refused with its name."""
    path = make_wheel(requires=["a", "b; extra == 'c'"], extras=["c"])
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content)

    try:
        wheel = WheelFile.read(path)
    except WheelError as error:
        assert str(path) in str(error)
    else:
        assert (("example", "a"), {"c"}) == ((wheel.name, wheel.requirements[0].name), wheel.extras)


@pytest.mark.parametrize("file", ["METADATA", "WHEEL"])
def test_a_wheel_without_its_metadata(make_wheel, file):
    assert f"has no example-1.0.dist-info/{file}, so it is not a wheel" == refusal(make_wheel(without=[file]))


def test_an_archive_without_dist_info(make_wheel):
    path = make_wheel(without=["METADATA", "WHEEL", "RECORD"])

    assert "has no .dist-info folder, so it is not a wheel" == refusal(path)


def test_two_dist_info_folders(make_wheel):
    path = make_wheel(files=["other-2.dist-info/METADATA"])

    assert "has several .dist-info folders: example-1.0.dist-info, other-2.dist-info" == refusal(path)


def test_a_dist_info_folder_of_something_else(make_wheel):
    path = make_wheel("other")

    reason = refusal(path.rename(path.with_name("example-1.0-py3-none-any.whl")))
    assert "its folder other-1.0.dist-info is not one of example" == reason


@pytest.mark.parametrize(
    ("name", "version", "said"),
    [("other", "1.0", "other 1.0"), ("example", "2.0", "example 2.0"), ("example", "banana", "example banana")],
)
def test_metadata_that_lies(make_wheel, name, version, said):
    path = make_wheel(metadata=f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")

    assert f"its metadata says that it is {said}; its file name says example 1.0" == refusal(path)


@pytest.mark.parametrize(
    "metadata", ["", "\0\0\0", "Name example", "Name: example\n"], ids=["empty", "zeros", "no-field", "no-version"]
)
def test_metadata_that_says_nothing(make_wheel, metadata):
    assert "its file name says example 1.0" in refusal(make_wheel(metadata=metadata))


def test_a_requirement_that_says_nothing(make_wheel):
    reason = refusal(make_wheel(requires=["a", "b >>> 1"]))

    assert "its metadata has the requirement 'b >>> 1', which says nothing" in reason


def test_old_fields_are_borne(make_wheel):
    """`Requires-Python` as setuptools let it pass once; pip takes no notice of it either."""
    path = make_wheel(metadata="Metadata-Version: 2.1\nName: example\nVersion: 1.0\nRequires-Python: >=2.7.*\n")

    assert "" == str(WheelFile.read(path).requires_python)


@pytest.mark.parametrize(
    "name", ["../outside.py", "/etc/passwd", "a/../../b.py", "C:/x.py", "a\\b.py", "..\\b.py", "good.py\0/../../x"]
)
def test_names_that_lead_outside(make_wheel, name):
    path = make_wheel()
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name  # the constructor would clean it
        archive.writestr(entry, "x")

    assert "would be written outside of the folder it is installed to" in refusal(path)


def test_a_name_that_is_there_twice(make_wheel):
    path = make_wheel()
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("example/__init__.py", "other")

    assert "'example/__init__.py' is in it twice" == refusal(path)


def test_an_encrypted_wheel(make_wheel):
    path = make_wheel(files={"example.py": "x"})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)

    assert "is not a whole zip archive" in refusal(path)
    assert "encrypted" in refusal(path)


def test_names_in_every_script(make_wheel):
    wheel = WheelFile.read(make_wheel(files=["例/__init__.py", "données/é.txt"]))

    assert {"例/__init__.py", "données/é.txt"} < set(wheel.files)


def test_a_wheel_that_unpacks_to_very_much_is_not_held_in_memory(make_wheel):
    import resource

    path = make_wheel()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.bin", "w") as file:
        for _ in range(256):
            file.write(bytes(1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    WheelFile.read(path)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # KiB
