"""Servers, connections and wheels that fail: the cause is named, and nothing is half installed."""

import asyncio
import io
import os
import zipfile

import pytest

from local_index.wheels import make_wheel, wheel_filename
from micropip.errors import FetchError, IntegrityError, MetadataError, MicropipError, ResolutionError, WheelError

WHEEL = "/files/project/project-1.0-py3-none-any.whl"


@pytest.fixture(autouse=True)
def projects(index) -> None:
    """Publish three projects, the last of which is going to fail."""
    index.add("first", "1.0", "second")
    index.add("second", "1.0", "project")
    index.add("project", "1.0")


@pytest.mark.parametrize("fault", ["refuse", "cut", 500, 503, 429])
@pytest.mark.parametrize("path", ["/simple/project/", f"{WHEEL}.metadata", WHEEL])
def test_what_passes(environment, index, path, fault) -> None:
    index.behaviour.faults[path] = [fault, fault]

    environment.install("first")

    assert {"first", "second", "project"} == set(environment.installed)


@pytest.mark.parametrize(("fault", "reason"), [("cut", "IncompleteRead"), (500, "500 Internal Server Error")])
def test_what_does_not_pass(environment, index, fault, reason) -> None:
    index.behaviour.faults[WHEEL] = [fault] * 10

    with pytest.raises(FetchError, match=f"(?s)project-1.0.*{reason}"):
        environment.install("first")

    assert [] == environment.leftovers()
    assert 4 == index.counts()[WHEEL]


def test_not_found(environment, index) -> None:
    index.behaviour.faults[WHEEL] = [404] * 10

    with pytest.raises(FetchError, match=r"project-1\.0.*404 Not Found") as caught:
        environment.install("first")

    assert 404 == caught.value.status
    assert 1 == index.counts()[WHEEL]
    assert [] == environment.leftovers()


def test_wrong_hash(environment, index) -> None:
    index.add("project", "1.0", sha256="0" * 64)

    with pytest.raises(IntegrityError, match=r"project-1\.0.*is not the one that the index describes: its sha256"):
        environment.install("first")

    assert 1 == index.counts()[WHEEL]
    assert [] == environment.leftovers()


def test_wrong_hash_of_metadata(environment, index) -> None:
    index.behaviour.faults = {}
    file = index.projects["project"]["project-1.0-py3-none-any.whl"]
    file.metadata = b"Metadata-Version: 2.1\nName: project\nVersion: 1.0\nRequires-Dist: missing\n"

    with pytest.raises(ResolutionError, match="missing"):
        environment.install("project")

    index.add("missing", "1.0")
    with pytest.raises(MetadataError, match=r"The index says that project-1\.0.* needs missing, and the wheel itself"):
        environment.install("project")

    assert [] == environment.leftovers()


def test_rejected_metadata_of_one_version(environment, index) -> None:
    for version, metadata in (("3.0", b"nothing of use"), ("2.0", b"Name: other\nVersion: 2.0\n")):
        index.add("project", version, metadata=metadata)

    environment.install("project")

    assert {"project": "1.0"} == environment.installed


def test_a_wheel_that_lies_about_its_name(environment, index) -> None:
    index.add("liar", "1.0", claims=("other", "1.0"))

    with pytest.raises(ResolutionError, match=r"(?s)Cannot install liar.*says in its metadata that it is other 1\.0"):
        environment.install("liar")

    with pytest.raises(MetadataError, match=r"says in its metadata that it is other 1\.0"):
        environment.install(f"{index.url}/files/liar/liar-1.0-py3-none-any.whl")


def climbing() -> bytes:
    file = io.BytesIO(make_wheel("project", "1.0"))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../../escaped.py", "")
    return file.getvalue()


def damaged() -> bytes:
    wheel = bytearray(make_wheel("project", "1.0", files={"project.py": "x = 1\n" * 100}))
    position = wheel.index(b"project.py") + 12
    wheel[position] ^= 0xFF
    return bytes(wheel)


@pytest.mark.parametrize(
    "content",
    [climbing(), damaged(), make_wheel("project", "1.0")[:-30], b"no zip"],
    ids=["climbing", "damaged", "cut", "no zip"],
)
def test_wheels_that_are_none(environment, index, tmp_path, content) -> None:
    metadata = b"Metadata-Version: 2.1\nName: project\nVersion: 1.0\n"
    index.add("project", "1.0", content=content, metadata=metadata)

    with pytest.raises((WheelError, MetadataError), match=r"project-1\.0"):
        environment.install("first")

    assert [] == environment.leftovers()
    assert not (tmp_path.parent / "escaped.py").exists()


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("cp313-cp313-win32", r"it is for win32, and this is emscripten_3_1_69_wasm32, pyemscripten_2025_0_wasm32"),
        ("cp312-cp312-pyemscripten_2025_0_wasm32", r"it is for cp312-cp312, and this is cp313"),
    ],
)
def test_wheels_for_others_by_address(environment, index, tag, reason) -> None:
    index.add("foreign", "1.0", tag=tag)

    with pytest.raises(ResolutionError, match=reason):
        environment.install(f"{index.url}/files/foreign/{wheel_filename('foreign', '1.0', tag)}")


def test_a_full_disk(environment, index, monkeypatch) -> None:
    written = 0
    real = os.write

    def write(fd: int, data: bytes) -> int:
        nonlocal written
        written += len(data)
        if written > 600:
            raise OSError(28, "No space left on device")
        return real(fd, data)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match="No space left on device"):
        environment.install("first")
    monkeypatch.undo()

    assert [] == environment.leftovers()
    environment.install("first")
    assert {"first", "second", "project"} == set(environment.installed)


def test_everything_else_works_afterwards(environment, index) -> None:
    index.behaviour.faults[WHEEL] = [404]
    with pytest.raises(MicropipError):
        environment.install("first")

    environment.install("first")

    assert {"first", "second", "project"} == set(environment.installed)


@pytest.mark.parametrize("stalled", ["/simple/project/", f"{WHEEL}.metadata", WHEEL])
def test_cancelling(environment, index, stalled) -> None:
    fetch = environment.host.fetch

    async def stalling(url, *args, **options):
        if url.endswith(stalled):
            await asyncio.Event().wait()
        return await fetch(url, *args, **options)

    async def cancel() -> None:
        environment.host.fetch = stalling
        task = asyncio.ensure_future(environment.installer.install(["first"]))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        environment.host.fetch = fetch
        assert [] == environment.leftovers()
        assert 1 == len(asyncio.all_tasks())
        await environment.installer.install(["first"])

    asyncio.run(cancel())

    assert {"first", "second", "project"} == set(environment.installed)
