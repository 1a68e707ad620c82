import hashlib
import logging
from pathlib import Path

import pytest

from pyodide_lock import PackageSpec, PyodideLockSpec, WheelError
from pyodide_lock.add_wheels import add_wheels
from pyodide_lock.errors import AddWheelsError, IncompatibleWheelError, UnmetDependenciesError


def depends(lock: PyodideLockSpec) -> dict[str, list[str]]:
    return {key: package.depends for key, package in lock.packages.items() if key != "numpy"}


def test_a_wheel_and_what_it_needs(lock, make_wheel):
    first, second = make_wheel("Fir_st", requires=["numpy>=2", "sec.ond"]), make_wheel("sec_ond", "2.0", files=["s.py"])

    added = add_wheels(lock, [first, second])

    assert {"fir-st": ["numpy", "sec-ond"], "sec-ond": []} == depends(added)
    assert {
        "name": "Fir_st",
        "version": "1.0",
        "file_name": first.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(first.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": ["example"],
        "depends": ["numpy", "sec-ond"],
        "unvendored_tests": False,
    } == added.packages["fir-st"].to_dict()
    assert ["numpy"] == list(lock.packages), "the lock file given stays as it is"


def test_the_order_of_wheels_does_not_matter(lock, make_wheel):
    wheels = [make_wheel(name, requires=[other]) for name, other in ("ab", "bc", "ca")]

    assert add_wheels(lock, wheels).to_dict() == add_wheels(lock, reversed(wheels)).to_dict()


def test_wheels_that_need_each_other(lock, make_wheel):
    wheels = [make_wheel("a", requires=["b"]), make_wheel("b", requires=["a", "b"])]

    assert {"a": ["b"], "b": ["a"]} == depends(add_wheels(lock, wheels))


def test_markers_are_those_of_the_target(lock, make_wheel):
    requires = [
        "numpy; sys_platform == 'emscripten' and platform_machine == 'wasm32'",
        "on-linux; sys_platform == 'linux'",
        "on-windows; os_name == 'nt'",
        "for-old; python_version < '3.13'",
        "for-newer; python_full_version > '3.13.2'",
        "for-pypy; implementation_name == 'pypy'",
        "for-nobody; extra == 'all'",
    ]

    assert {"a": ["numpy"]} == depends(add_wheels(lock, [make_wheel("a", requires=requires)]))


@pytest.mark.parametrize("marker", ["os_name ~= '1.2'", "platform_version === '1' and os_name == 'posix'"])
def test_a_marker_that_compares_what_cannot_be(lock, make_wheel, marker):
    wheel = make_wheel("a", requires=[f"b; {marker}"])

    with pytest.raises(WheelError, match="whose marker compares what cannot be: Undefined") as error:
        add_wheels(lock, [wheel])

    assert wheel == error.value.wheel


def test_what_an_extra_needs_is_loaded_with_who_asks_for_it(lock, make_wheel):
    wheels = [
        make_wheel("asks", requires=["has[Fast_Path]"]),
        make_wheel(
            "has", requires=["quick; extra == 'fast-path'", "slow; extra == 'other'"], extras=["fast.path", "other"]
        ),
        make_wheel("quick"),
        make_wheel("plain", requires=["has"]),
    ]

    expected = {"asks": ["has", "quick"], "has": [], "quick": [], "plain": ["has"]}
    assert expected == depends(add_wheels(lock, wheels))


def test_extras_that_ask_for_extras(lock, make_wheel):
    requires = ["b[x,y]; extra == 'all'", "numpy; extra == 'x'", "c[z]; extra == 'y'"]
    wheels = [
        make_wheel("a", requires=["b[all]"]),
        make_wheel("b", requires=requires, extras=["x", "y", "all"]),
        make_wheel("c", requires=["d; extra == 'z'"], extras=["z"]),
        make_wheel("d"),
    ]

    assert {"a": ["b", "c", "d", "numpy"], "b": [], "c": [], "d": []} == depends(add_wheels(lock, wheels))


def test_all_that_is_missing_is_said_at_once_with_who_asked(lock, make_wheel):
    wheels = [
        make_wheel("a", requires=["gone>=2", "numpy<2", "b[x]"]),
        make_wheel(
            "b", "0.5", requires=["gone<3", "lost @ https://example.org/lost.whl", "deep; extra == 'x'"], extras=["x"]
        ),
        make_wheel("c", requires=["b>=1"]),
    ]

    with pytest.raises(UnmetDependenciesError) as error:
        add_wheels(lock, wheels)

    assert (
        "deep is missing; asked for by b[x] 0.5, for a 1.0, (deep)",
        "gone is missing; asked for by a 1.0 (gone>=2); b 0.5 (gone<3)",
        "lost is missing; asked for by b 0.5 (lost @ https://example.org/lost.whl)",
        "numpy 2.2.5 is in the lock file; a 1.0 needs numpy<2",
        "b 0.5 is among the wheels; c 1.0 needs b>=1",
    ) == error.value.problems
    assert ["numpy"] == list(lock.packages)


def test_what_is_missing_can_be_ignored(lock, make_wheel, caplog):
    with caplog.at_level(logging.WARNING):
        added = add_wheels(lock, [make_wheel("a", requires=["gone>=2", "numpy<2"])], ignore_missing_dependencies=True)

    assert {"a": ["gone", "numpy"]} == depends(added)
    assert [
        "gone is missing; asked for by a 1.0 (gone>=2)",
        "numpy 2.2.5 is in the lock file; a 1.0 needs numpy<2",
    ] == caplog.messages


def test_extras_of_which_nothing_is_known_are_warned_of(lock, make_wheel, caplog):
    wheels = [make_wheel("a", requires=["numpy[fast]", "b[none]"]), make_wheel("b")]
    with caplog.at_level(logging.WARNING):
        added = add_wheels(lock, wheels)

    assert {"a": ["b", "numpy"], "b": []} == depends(added)
    assert [
        "a 1.0 asks for numpy[fast], and a lock file does not say what extras need: add the wheel of numpy, too, "
        "to have that looked up",
        "a 1.0 asks for b[none], and b 1.0 has no such extra",
    ] == caplog.messages


@pytest.mark.parametrize("version", ["2.0rc1", "2.0.dev3", "2.0+local"])
def test_prereleases_are_taken_as_they_are_there(lock, make_wheel, version):
    lock.add(PackageSpec(name="b", version=version, file_name="b.whl", install_dir="site"))

    assert {"a": ["b"], "b": []} == depends(add_wheels(lock, [make_wheel("a", requires=["b>=1"])]))


def test_a_version_that_cannot_be_compared_is_taken_as_it_is(lock, make_wheel):
    lock.add(PackageSpec(name="openssl", version="1.1.1n", file_name="o.zip", install_dir="dynlib"))

    added = add_wheels(lock, [make_wheel("a", requires=["openssl>=3"])])

    assert ["openssl"] == added.packages["a"].depends


def test_a_package_of_the_same_name_is_replaced_with_its_tests(info, make_wheel):
    lock = PyodideLockSpec(info=info, packages={})
    old = {"version": "1", "file_name": "x.whl", "install_dir": "site"}
    lock.packages["ruamel.yaml"] = PackageSpec(name="ruamel.yaml", unvendored_tests=True, **old)
    lock.packages["ruamel.yaml-tests"] = PackageSpec(name="ruamel.yaml-tests", depends=["ruamel.yaml"], **old)
    lock.packages["other-tests"] = PackageSpec(name="other-tests", **old)

    added = add_wheels(lock, [make_wheel("ruamel_yaml", "2")])

    assert {"other-tests", "ruamel-yaml"} == added.packages.keys()
    assert "2" == added.packages["ruamel-yaml"].version


def test_names_start_from_the_folder_of_the_first_wheel(lock, make_wheel):
    wheels = [make_wheel("a"), make_wheel("b", folder="wheels/more")]

    added = add_wheels(lock, wheels)

    assert wheels[0].name == added.packages["a"].file_name
    assert f"more/{wheels[1].name}" == added.packages["b"].file_name


@pytest.mark.parametrize("url", ["https://example.org/p", "https://example.org/p/"])
def test_names_start_from_the_base_path_and_the_url(lock, make_wheel, tmp_path: Path, url):
    wheel = make_wheel("a", "1.0+loc.al", folder="two words/é")

    here = add_wheels(lock, [wheel], tmp_path)
    there = add_wheels(lock, [wheel], str(tmp_path), url)

    assert f"two words/é/{wheel.name}" == here.packages["a"].file_name
    assert f"https://example.org/p/two%20words/%C3%A9/{wheel.name}" == there.packages["a"].file_name


def test_relative_paths_and_links(lock, make_wheel, tmp_path: Path, monkeypatch):
    wheel = make_wheel("a")
    monkeypatch.chdir(tmp_path / "wheels")
    (tmp_path / "link").symlink_to(tmp_path / "wheels")

    assert f"wheels/{wheel.name}" == add_wheels(lock, [wheel.name], "..").packages["a"].file_name
    assert wheel.name == add_wheels(lock, [tmp_path / "link" / wheel.name], ".").packages["a"].file_name


def test_a_wheel_outside_of_the_base_path(lock, make_wheel, tmp_path: Path):
    wheel = make_wheel("a")

    with pytest.raises(WheelError) as error:
        add_wheels(lock, [wheel], tmp_path / "elsewhere")

    assert f"{wheel}: is not inside of the base path {tmp_path / 'elsewhere'}" == str(error.value)


def test_all_wheels_that_do_not_fit_are_said_at_once(lock, make_wheel, tmp_path: Path):
    good, bad = make_wheel("good"), make_wheel("bad", tag="cp313-cp313-win_amd64")
    gone, twice = tmp_path / "gone-1-py3-none-any.whl", make_wheel("Good", folder="other")

    with pytest.raises(AddWheelsError) as error:
        add_wheels(lock, [good, bad, gone, twice])

    assert (
        f"{bad}: is for cp313-cp313-win_amd64; "
        "the lock file is for Python 3.13 on emscripten_4_0_9_wasm32 with ABI 2025_0",
        f"{gone}: there is no such file",
        f"{twice}: has the same name as {good}; a lock file has room for one of them",
    ) == error.value.problems
    with pytest.raises(IncompatibleWheelError):
        add_wheels(lock, [good, bad])


def test_the_same_wheel_twice_is_one(lock, make_wheel):
    wheel = make_wheel("a")

    assert {"a": []} == depends(add_wheels(lock, [wheel, wheel.parent / ".." / "wheels" / wheel.name]))


def test_no_wheels(lock):
    assert lock == add_wheels(lock, [])


def test_the_method_changes_the_lock_file_or_nothing(lock, make_wheel):
    wheels = [make_wheel("a"), make_wheel("b", requires=["gone"])]
    before = lock.clone()
    with pytest.raises(UnmetDependenciesError):
        lock.add_wheels(wheels)
    assert before == lock

    lock.add_wheels(wheels[:1], base_url="https://example.org")

    assert f"https://example.org/{wheels[0].name}" == lock.packages["a"].file_name
