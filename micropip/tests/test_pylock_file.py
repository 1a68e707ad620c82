"""Lock files (PEP 751): exactly what they name is installed, and no index asked."""

import hashlib

import pytest

from local_index.wheels import make_wheel, wheel_filename
from micropip.errors import IntegrityError, RequirementError

HEAD = 'lock-version = "1.0"\ncreated-by = "a test"\n'


def package(index, name: str, version: str = "1.0", *, sha256: str = "", more: str = "") -> str:
    file = index.add(name, version, "not-there", "bottom")
    filename = wheel_filename(name, version)
    wheel = f'{{url = "{index.url}/files/{name}/{filename}", hashes = {{sha256 = "{sha256 or file.sha256}"}}}}'
    return f'[[packages]]\nname = "{name}"\nversion = "{version}"\n{more}\nwheels = [{wheel}]\n'


def test_installing(environment, index) -> None:
    elsewhere = package(index, "windows-only", more="marker = \"sys_platform == 'win32'\"")
    index.texts["/pylock.toml"] = HEAD + package(index, "first") + package(index, "second", "2.0") + elsewhere

    environment.install(f"-r {index.url}/pylock.toml")

    assert {"first": "1.0", "second": "2.0"} == environment.installed
    assert [] == [path for path in index.counts() if "/simple/" in path]
    assert None is environment.direct_url("first", "1.0")
    assert f"{index.url}/pylock.toml" == environment.note("first", "1.0", "PYODIDE_SOURCE")


def test_paths(environment, index, tmp_path) -> None:
    name = wheel_filename("project", "1.0")
    (tmp_path / "wheels").mkdir()
    wheel = make_wheel("project", "1.0")
    (tmp_path / "wheels" / name).write_bytes(wheel)
    wheels = f'[{{path = "wheels/{name}", hashes = {{sha256 = "{hashlib.sha256(wheel).hexdigest()}"}}}}]'
    (tmp_path / "pylock.dev.toml").write_text(f'{HEAD}[[packages]]\nname = "project"\nwheels = {wheels}\n')

    environment.install(f"-r emfs:{tmp_path}/pylock.dev.toml")

    assert {"project": "1.0"} == environment.installed


def test_wrong_hash(environment, index) -> None:
    index.texts["/pylock.toml"] = HEAD + package(index, "first") + package(index, "second", sha256="0" * 64)

    with pytest.raises(IntegrityError, match="second-1"):
        environment.install(f"-r {index.url}/pylock.toml")

    assert [] == environment.leftovers()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lock-version", r"pylock\.toml: "),
        ('lock-version = "2.0"\ncreated-by = "a test"\npackages = []', r"2\.0"),
        (f'{HEAD}requires-python = "<3"\npackages = []', "does not satisfy the Python version"),
        (
            f'{HEAD}[[packages]]\nname = "a"\nversion = "1"\n[packages.sdist]\nurl = "https://example.com/a-1.tar.gz"\n'
            'hashes = {sha256 = "0"}',
            "no wheel of a that runs here",
        ),
    ],
)
def test_faults(environment, index, text, message) -> None:
    index.texts["/pylock.toml"] = text

    with pytest.raises(RequirementError, match=message):
        environment.install(f"-r {index.url}/pylock.toml")
