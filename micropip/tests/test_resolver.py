"""Finding versions that go together, and saying why there are none."""

import asyncio
import random

import pytest

from micropip.errors import ResolutionError
from micropip.log import verbosity


def test_backtracking(environment, index) -> None:
    index.add("first", "2.0", "shared>=2")
    index.add("first", "1.0", "shared")
    index.add("second", "1.0", "shared<2")
    index.add("shared", "1.0")
    index.add("shared", "2.0")

    environment.install("first", "second")

    assert {"first": "1.0", "second": "1.0", "shared": "1.0"} == environment.installed


def test_backtracking_far(environment, index) -> None:
    for number in range(60):
        index.add("framework", f"1.{number}", f"core=={number}")
        tag = "cp313-cp313-manylinux_2_17_x86_64" if number > 7 else "py3-none-any"
        index.add("core", str(number), tag=tag)

    environment.install("framework")

    assert {"framework": "1.7", "core": "7"} == environment.installed
    assert 2 == len(index.downloaded())


def test_telling_what_is_passed_over(environment, index, capsys) -> None:
    index.add("first", "2.0", "shared>=2", "bottom")
    index.add("first", "1.0", "shared")
    index.add("second", "1.0", "shared<2")
    index.add("shared", "1.0")
    index.add("shared", "2.0")
    index.add("bottom", "1.0")

    with verbosity(2):
        environment.install("first", "second")

    passed_over = [line.strip() for line in capsys.readouterr().out.splitlines() if "Passing" in line]
    assert ["Passing over second 1.0: nothing fits shared<2 and shared>=2"] == passed_over


def test_deep_conflict_between_many(environment, index) -> None:
    for version in range(1, 9):
        index.add("a", f"{version}", f"b>={version}", f"c>={version}")
        index.add("b", f"{version}", f"d<={9 - version}")
        index.add("c", f"{version}", f"d>={version}")
        index.add("d", f"{version}")

    environment.install("a")

    assert {"a": "4", "b": "5", "c": "5", "d": "4"}.keys() == environment.installed.keys()
    installed = {name: int(version) for name, version in environment.installed.items()}
    assert installed["b"] >= installed["a"] and installed["c"] >= installed["a"]
    assert installed["c"] <= installed["d"] <= 9 - installed["b"]


def test_the_same_plan_whatever_order_downloads_end_in(environment, index, tmp_path) -> None:
    for name in ("top", "left", "right", "shared"):
        for version in ("1", "2", "3"):
            needs = {"top": ["left", "right"], "left": ["shared<3"], "right": ["shared>1"], "shared": []}[name]
            index.add(name, version, *needs)
    fetch = environment.host.fetch
    plans = set()
    for seed in range(5):
        dice = random.Random(seed)

        async def slowly(*args, dice=dice, **options):
            await asyncio.sleep(dice.random() / 20)
            answer = await fetch(*args, **options)
            await asyncio.sleep(dice.random() / 20)
            return answer

        environment.host.fetch = slowly
        environment.installer.pages.clear()
        environment.installer._metadata.clear()
        environment.install("top")
        plans.add(tuple(environment.installed.items()))
        for name in environment.installed:
            environment.host.uninstall(name)

    assert {(("left", "3"), ("right", "3"), ("shared", "2"), ("top", "3"))} == plans


def explanation(environment, *requirements, **options) -> str:
    with pytest.raises(ResolutionError) as caught:
        environment.install(*requirements, **options)
    assert [] == environment.leftovers() or environment.installed
    return str(caught.value)


def test_explaining_a_conflict(environment, index) -> None:
    index.add("app", "1.0", "library")
    index.add("library", "5.0", "shared<2")
    index.add("tool", "3.0", "shared>=2")
    index.add("shared", "1.0")
    index.add("shared", "2.0")

    text = explanation(environment, "app", "tool")

    assert text.splitlines() == [
        "No version of shared suits everybody:",
        "  shared<2 is what library 5.0 needs, which app 1.0 needs, which you asked for",
        "  shared>=2 is what tool 3.0 needs, which you asked for",
        "There are 2.0, 1.0.",
    ]


def test_explaining_a_conflict_with_a_constraint(environment, index) -> None:
    index.add("tool", "3.0", "shared>=2")
    index.add("shared", "1.0")
    index.add("shared", "2.0")

    text = explanation(environment, "tool", constraints=["shared<2"])

    assert text.splitlines()[:2] == [
        "Cannot install shared>=2 (tool 3.0 needs it, which you asked for).",
        "  shared<2 is a constraint",
    ]


def test_explaining_what_is_not_there(environment, index) -> None:
    index.add("app", "1.0", "missing>=1")

    text = explanation(environment, "app")

    assert "Cannot install missing>=1 (app 1.0 needs it, which you asked for)." in text
    assert f"No package index has a project named 'missing':\n  {index.simple}: not found" in text


def test_explaining_a_version_that_is_not_there(environment, index) -> None:
    for version in range(10):
        index.add("project", f"{version}.0")

    text = explanation(environment, "project>=20")

    assert f"There is no such version at {index.simple}; there are 9.0, 8.0, 7.0, 6.0, 5.0, 4.0 and 4 more." in text


def test_explaining_that_there_is_no_wheel(environment, index) -> None:
    index.add_file("native", "native-2.0.tar.gz")
    for python in ("cp312", "cp313", "cp314"):
        for platform in ("manylinux_2_17_x86_64.manylinux2014_x86_64", "win_amd64", "macosx_11_0_arm64"):
            index.add("native", "2.0", tag=f"{python}-{python}-{platform}")
    index.add("native", "2.0", tag="cp314-cp314-pyemscripten_2026_0_wasm32")
    index.add("native", "1.0")

    text = explanation(environment, "native>=2")

    assert text.splitlines() == [
        "Cannot install native>=2.",
        f"There is no wheel at {index.simple} that runs here of 2.0.",
        "Of 2.0 there are",
        "  a source archive, and nothing is built here",
        "  a wheel for pyemscripten_2026_0_wasm32 and cp314",
        "  wheels for Linux, Windows, macOS",
        "Here run wheels for cp313 and pyemscripten_2025_0_wasm32, emscripten_3_1_69_wasm32, or any platform.",
        "Versions with such wheels: 1.0.",
        "Ask its maintainers for a wheel, or build one with `pyodide build` and install it by its address.",
    ]


def test_explaining_that_python_is_too_old(environment, index) -> None:
    index.add("young", "1.0", requires_python=">=3.99")

    assert "what needs Python >=3.99, and this is 3.13" in explanation(environment, "young")


def test_explaining_that_only_a_yanked_version_is_left(environment, index) -> None:
    index.add("project", "1.0", yanked="broken")

    text = explanation(environment, "project")

    assert "What there is has been yanked: 1.0 (broken). Name the exact version to have it anyway." in text


def test_keep_going(environment, index) -> None:
    index.add("good", "1.0")
    index.add_file("first", "first-1.0.tar.gz")
    index.add("middle", "1.0", "second")

    text = explanation(environment, "first", "good", "middle", "third", keep_going=True)

    assert {} == environment.installed
    for phrase in ("Cannot install first.", "Cannot install second (middle 1.0 needs it", "Cannot install third."):
        assert phrase in text


def test_without_keep_going_one_is_enough(environment, index) -> None:
    text = explanation(environment, "first", "second")

    assert 1 == text.count("Cannot install")


def test_unknown_extra(environment, index, caplog) -> None:
    index.add("project", "1.0", extras={"known": []})

    environment.install("project[unknown]")

    assert {"project": "1.0"} == environment.installed
    assert ["project 1.0 has no extra unknown"] == [record.getMessage() for record in caplog.records]


def test_explaining_that_addresses_contradict_each_other(environment, index) -> None:
    for version in ("1.0", "2.0"):
        index.add("project", version)
    addresses = [f"{index.url}/files/project/project-{version}-py3-none-any.whl" for version in ("1.0", "2.0")]

    text = explanation(environment, *addresses)

    assert text.splitlines() == [
        "No version of project suits everybody:",
        *(f"  project @ {address} is what you asked for" for address in addresses),
    ]


def test_explaining_that_an_address_is_ruled_out(environment, index) -> None:
    index.add("project", "1.0")
    address = f"{index.url}/files/project/project-1.0-py3-none-any.whl"

    text = explanation(environment, address, constraints=["project>1"])

    assert text.splitlines() == [
        f"Cannot install project @ {address}.",
        "  project>1 is a constraint",
        f"{address} is project 1.0.",
    ]


def test_explaining_a_conflict_with_what_is_installed(environment, index) -> None:
    index.add("shared", "1.0")
    environment.install("shared")
    index.add("app", "1.0", "shared>=2")
    index.add("shared", "2.0")

    text = explanation(environment, "app")

    assert "Cannot install shared>=2 (app 1.0 needs it, which you asked for).\nshared 1.0 is installed." in text
