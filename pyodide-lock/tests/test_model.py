import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyodide_lock import InfoSpec, PackageSpec, PyodideLockSpec, SpecValidationError

VALID: dict[str, Any] = {
    "info": {
        "abi_version": "2025_0",
        "arch": "wasm32",
        "platform": "emscripten_4_0_9",
        "python": "3.13.2",
        "version": "0.29.0",
    },
    "packages": {
        "ruamel-yaml": {
            "depends": ["numpy"],
            "file_name": "ruamel.yaml-0.18-py3-none-any.whl",
            "imports": ["ruamel"],
            "install_dir": "site",
            "name": "ruamel.yaml",
            "package_type": "package",
            "sha256": "ab",
            "shared_library": True,
            "tool": {"builder": {"level": 3}},
            "unvendored_tests": True,
            "version": "0.18",
        }
    },
    "tool": {"builder": {"host": ["a"]}},
}


def changed(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return the valid data with another value at a path."""
    data = json.loads(json.dumps(VALID))
    target = data
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    return data


def problems(data: Any) -> tuple[str, ...]:
    with pytest.raises(SpecValidationError) as error:
        PyodideLockSpec.from_dict(data)
    return error.value.problems


def test_everything_is_kept():
    assert VALID == PyodideLockSpec.from_dict(VALID).to_dict()


def test_what_says_nothing_is_left_out():
    package = PackageSpec(name="a", version="1", file_name="a.whl", install_dir="site")
    info = InfoSpec(platform="emscripten_3_1_46", python="3.11.3")

    assert not {"shared_library", "tool"} & package.to_dict().keys()
    assert {"arch": "wasm32", "platform": "emscripten_3_1_46", "python": "3.11.3", "version": "0.0.0"} == info.to_dict()
    assert {"info", "packages"} == PyodideLockSpec(info=info, packages={}).to_dict().keys()


@pytest.mark.parametrize(
    ("install_dir", "package_type"),
    [("site", "package"), ("dynlib", "shared_library"), ("stdlib", "cpython_module")],
)
def test_package_type_follows_from_install_dir(install_dir, package_type):
    data = {"name": "a", "version": "1", "file_name": "a", "install_dir": install_dir}

    assert package_type == PackageSpec.from_dict(data).package_type


KEYS: dict[tuple[str, ...], Any] = {
    ("info",): VALID["info"],
    **{("info", key): value for key, value in VALID["info"].items()},
    ("packages",): VALID["packages"],
    ("packages", "ruamel-yaml"): VALID["packages"]["ruamel-yaml"],
    **{("packages", "ruamel-yaml", key): value for key, value in VALID["packages"]["ruamel-yaml"].items()},
    ("tool",): VALID["tool"],
}
VALUES: list[Any] = [None, 1, 1.5, True, "x", [], {}]


@pytest.mark.parametrize("path", KEYS, ids=".".join)
def test_a_wrong_type_is_named_by_its_path(path):
    name, right = ".".join(path), type(KEYS[path])
    inside = {list: [[1]], dict: [{"a": 1}]}.get(right, [])
    wrong = [each for each in VALUES if type(each) is not right and (each is not None or "abi_version" not in path)]
    for value in wrong + inside:
        found = problems(changed(path, value))
        assert all(each.startswith((f"{name}:", f"{name}.", f"{name}[")) for each in found), (value, found)


def test_all_is_said_at_once_and_the_origin_is_named(tmp_path: Path):
    path = tmp_path / "pyodide-lock.json"
    path.write_text(
        json.dumps({"info": {"arch": 3, "os": "x"}, "packages": {"ruamel.yaml": {"imports": [1]}, "b": []}})
    )

    with pytest.raises(SpecValidationError) as error:
        PyodideLockSpec.from_json(path)

    assert str(path) == error.value.origin
    assert {
        "info.arch: expected 'wasm32' or 'wasm64', found the number 3",
        "info.platform: missing",
        "info.python: missing",
        "info.os: unknown key",
        'packages["ruamel.yaml"].name: missing',
        'packages["ruamel.yaml"].version: missing',
        'packages["ruamel.yaml"].file_name: missing',
        'packages["ruamel.yaml"].install_dir: missing',
        'packages["ruamel.yaml"].imports[0]: expected a string, found the number 1',
        "packages.b: expected an object, found a list",
    } == set(error.value.problems)
    assert f"{path} is not valid:\n  - info.arch" in str(error.value)


@pytest.mark.parametrize("key", ["info", "packages"])
def test_a_missing_part(key):
    assert (f"{key}: missing",) == problems({name: value for name, value in VALID.items() if name != key})


@pytest.mark.parametrize("path", [("x",), ("info", "x"), ("packages", "ruamel-yaml", "x")], ids=".".join)
def test_an_unknown_key(path):
    assert (f"{'.'.join(path)}: unknown key",) == problems(changed(path, 1))


@pytest.mark.parametrize(
    ("data", "found"), [([], "a list"), (None, "null"), ("x", 'the string "x"'), (3, "the number 3")]
)
def test_a_file_that_is_no_object(data, found):
    assert (f"the file: expected an object, found {found}",) == problems(data)


def test_very_many_problems_are_counted():
    with pytest.raises(SpecValidationError) as error:
        PyodideLockSpec.from_dict({"info": VALID["info"], "packages": {f"p{index}": [] for index in range(5000)}})

    assert 5000 == len(error.value.problems)
    assert "... and 4980 more" in str(error.value)
    assert len(str(error.value)) < 3000


def test_two_keys_of_the_same_name():
    package = VALID["packages"]["ruamel-yaml"]

    found = problems({**VALID, "packages": {"ruamel-yaml": package, "Ruamel.YAML": package}})

    assert ("packages: 'ruamel-yaml' and 'Ruamel.YAML' are the same name",) == found


def test_a_wrong_assignment_is_refused_and_changes_nothing():
    package = PackageSpec.from_dict(VALID["packages"]["ruamel-yaml"])

    with pytest.raises(ValueError, match="imports"):
        package.imports = "numpy"  # type: ignore[assignment]

    assert ["ruamel"] == package.imports


def test_find_add_and_remove_know_every_spelling(info):
    package = PackageSpec(name="ruamel.yaml", version="0.17", file_name="a.whl", install_dir="site")
    lock = PyodideLockSpec(info=info, packages={"ruamel.yaml": package})  # the key as it was up to 0.24
    newer = package.model_copy(update={"version": "0.18"})

    assert lock.find("Ruamel_Yaml") is package
    assert lock.find("other") is None
    lock.add(newer)
    assert {"ruamel-yaml": newer} == lock.packages
    lock.remove("RUAMEL.yaml")
    lock.remove("other")
    assert {} == lock.packages


def test_a_clone_shares_nothing():
    lock = PyodideLockSpec.from_dict(VALID)
    clone = lock.clone()
    clone.packages["ruamel-yaml"].imports.append("x")
    clone.packages["ruamel-yaml"].tool["builder"]["level"] = 4
    clone.info.python = "3.14.0"

    assert VALID == lock.to_dict()


def test_unset_lists_are_not_shared():
    first, second = (PackageSpec(name="a", version="1", file_name="a", install_dir="site") for _ in range(2))
    first.imports.append("x")

    assert [] == second.imports


text = st.text(max_size=20)
packages = st.builds(
    PackageSpec,
    name=text,
    version=text,
    file_name=text,
    install_dir=st.sampled_from(["site", "dynlib", "stdlib"]),
    sha256=text,
    package_type=st.sampled_from(["package", "cpython_module", "shared_library", "static_library"]),
    imports=st.lists(text),
    depends=st.lists(text),
    unvendored_tests=st.booleans(),
    shared_library=st.booleans(),
    tool=st.dictionaries(text, st.dictionaries(text, st.integers() | text)),
)
locks = st.builds(
    PyodideLockSpec,
    info=st.builds(InfoSpec, platform=text, python=text, version=text, abi_version=st.none() | text),
    packages=st.dictionaries(st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True), packages, max_size=4),
)


@settings(max_examples=30)
@given(locks)
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, lock: PyodideLockSpec):
    first, second = (tmp_path_factory.mktemp("locks") / "lock.json" for _ in range(2))
    lock.to_json(first)
    read = PyodideLockSpec.from_json(first)
    read.to_json(second)

    assert lock == read
    assert first.read_bytes() == second.read_bytes()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["info", "packages", "arch", "python", "name", "imports", "tool", "q"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(json_values, st.sampled_from(list(KEYS)))
def test_nothing_but_a_named_problem_comes_of_any_data(value, path):
    """Whatever stands in a file: it is read or refused with the key's path, nothing else happens."""
    for data in (value, changed(path, value)):
        try:
            PyodideLockSpec.from_dict(data)
        except SpecValidationError as error:
            assert all(": " in each for each in error.problems)
