"""Files and the list of packages change together, when all fits, or not at all."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pyodide_build.distribution import install
from pyodide_build.distribution.entries import Built
from pyodide_build.distribution.install import install_packages, provided_by
from pyodide_build.errors import DistributionError
from schedule.by_hand import recipe, recipes, settings
from wheel_builder import Wheel, lock_file, make_zip

NATIVE = "cp313-cp313-emscripten_3_1_69_wasm32"


@pytest.fixture
def make(tmp_path: Path):
    """Give a function that writes the files of a recipe as its build would."""

    def make(given, files: Mapping[str, bytes]) -> Built:
        folder = tmp_path / "results" / given.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        return Built(given, tuple(sorted(folder.iterdir())))

    return make


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """Give a distribution that has a part of the standard library."""
    folder = tmp_path / "dist"
    folder.mkdir()
    ssl = Wheel("ssl", package_type="cpython_module")
    (folder / ssl.file_name).write_bytes(ssl.contents)
    (folder / "pyodide-lock.json").write_text(json.dumps(lock_file(ssl, version="0.30.0")))
    return folder


def wheels(*listed: Wheel) -> dict[str, bytes]:
    return {wheel.file_name: wheel.contents for wheel in listed}


def packages_in(dist: Path) -> dict[str, dict[str, object]]:
    return json.loads((dist / "pyodide-lock.json").read_text())["packages"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_the_list_says_of_each_kind(dist, make) -> None:
    geometry = recipe("Geometry", version="2.0", run=["shapes", "zlib", "ssl"], type="package")
    all_recipes = recipes(
        geometry,
        recipe("shapes", version="3.1", type="shared_library"),
        recipe("zlib", type="static_library", run=["numbers"]),
        recipe("numbers", run=[], type="package", tag=["core"]),
    )
    tests = Wheel("geometry-tests", version="2.0", tag=NATIVE, files={"geometry/tests/test_it.py": ""})
    main = Wheel("geometry", version="2.0", tag=NATIVE, metadata_name="Geometry", depends=["unmentioned"])
    built = [
        make(
            geometry, {f"geometry-2.0-{NATIVE}.whl": main.contents, f"geometry_tests-2.0-{NATIVE}.whl": tests.contents}
        ),
        make(all_recipes["shapes"], {"shapes-3.1.zip": make_zip({"libshapes.so": b"\0asm"}), "prefix/a.h": b""}),
        make(all_recipes["zlib"], {"prefix/zlib.h": b""}),
        make(all_recipes["numbers"], wheels(Wheel("numbers"))),
    ]
    install_packages(dist, built, all_recipes, settings())

    found = packages_in(dist)
    assert ["geometry", "geometry-tests", "numbers", "shapes", "ssl"] == list(found)
    assert ["numbers", "shapes", "ssl"] == found["geometry"]["depends"]
    assert ("Geometry", "2.0", True, ["geometry"]) == tuple(
        found["geometry"][key] for key in ("name", "version", "unvendored_tests", "imports")
    )
    assert (["geometry"], [], "site") == tuple(
        found["geometry-tests"][key] for key in ("depends", "imports", "install_dir")
    )
    assert ("shared_library", "dynlib", "shapes-3.1.zip") == tuple(
        found["shapes"][key] for key in ("package_type", "install_dir", "file_name")
    )
    assert {each["file_name"] for each in found.values()} | {"pyodide-lock.json"} == {
        path.name for path in dist.iterdir()
    }


def test_top_level_names_and_cpython_modules(dist, make) -> None:
    named = recipe("named", type="package")
    named = named.model_copy(update={"package": named.package.model_copy(update={"top_level": ("one", "another")})})
    module = recipe("lzma2", type="cpython_module")
    all_recipes = recipes(named, module)
    install_packages(
        dist,
        [make(named, wheels(Wheel("named"))), make(module, wheels(Wheel("lzma2", tag=NATIVE)))],
        all_recipes,
        settings(),
    )

    found = packages_in(dist)
    assert ["another", "one"] == found["named"]["imports"]
    assert ("cpython_module", ["lzma2"]) == (found["lzma2"]["package_type"], found["lzma2"]["imports"])


def test_a_new_distribution(tmp_path, make) -> None:
    numbers = recipe("numbers", type="package")
    install_packages(tmp_path / "new", [make(numbers, wheels(Wheel("numbers")))], recipes(numbers), settings())

    lock = json.loads((tmp_path / "new/pyodide-lock.json").read_text())
    assert {
        "arch": "wasm32",
        "platform": "emscripten_3_1_69",
        "python": "3.13.5",
        "abi_version": "2025_0",
        "version": "0.30.0",
    } == lock["info"]


def other_name(make):
    return make(recipe("numbers", type="package"), wheels(Wheel("figures")))


def nothing(make):
    return make(recipe("numbers", type="package"), {})


def unknown_requirement(make):
    return make(recipe("numbers", type="package", run=["nowhere"]), wheels(Wheel("numbers")))


def other_platform(make):
    return make(recipe("numbers", type="package"), wheels(Wheel("numbers", tag="cp312-cp312-linux_x86_64")))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (other_name, "numbers: its build has made a wheel of another package, figures-1.0"),
        (nothing, "numbers: its build should have made one file"),
        (unknown_requirement, "there is no package nowhere"),
        (other_platform, "is for cp312-cp312-linux_x86_64"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_does_not_fit_changes_nothing(dist, make, broken, message) -> None:
    before = contents(dist)
    good = recipe("good", type="package")
    built = [make(good, wheels(Wheel("good"))), broken(make)]
    with pytest.raises(DistributionError, match=message):
        install_packages(dist, built, recipes(good, built[1].recipe), settings())

    assert before == contents(dist)


@pytest.mark.parametrize("moment", ["copy", "finish"])
def test_an_interruption_leaves_the_distribution_as_it_was(dist, make, moment, monkeypatch) -> None:
    before = contents(dist)
    good = recipe("good", type="package")

    class Interrupted(install.Placement):
        pass

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Interrupted, moment, interrupt)
    monkeypatch.setattr(install, "Placement", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        install_packages(dist, [make(good, wheels(Wheel("good")))], recipes(good), settings(), metadata_files=True)

    assert before == contents(dist)


def test_what_does_not_work_is_not_installed(dist, make) -> None:
    before = contents(dist)
    good = recipe("good", type="package")

    def refuse(lock) -> None:
        assert "good" in lock.packages
        raise DistributionError("it cannot be imported")

    with pytest.raises(DistributionError, match="cannot be imported"):
        install_packages(dist, [make(good, wheels(Wheel("good")))], recipes(good), settings(), verify=refuse)

    assert before == contents(dist)


def test_metadata_files(dist, make) -> None:
    numbers = recipe("numbers", type="package")
    built = [make(numbers, wheels(Wheel("numbers", depends=["ssl"])))]
    install_packages(dist, built, recipes(numbers), settings(), metadata_files=True)

    text = (dist / "numbers-1.0-py3-none-any.whl.metadata").read_text()
    assert text.startswith("Metadata-Version: 2.1\nName: numbers\nVersion: 1.0\nRequires-Dist: ssl\n")


def test_compression(dist, make) -> None:
    from dataclasses import replace

    numbers, shapes = recipe("numbers", type="package"), recipe("shapes", type="shared_library")
    text = "text " * 1000
    built = [
        make(numbers, wheels(Wheel("numbers", files={"numbers.py": text}))),
        make(shapes, {"shapes-1.0.zip": make_zip({"libshapes.so": text})}),
    ]
    install_packages(dist, built, recipes(numbers, shapes), replace(settings(), compression_level=0))

    for name, member in (("numbers-1.0-py3-none-any.whl", "numbers.py"), ("shapes-1.0.zip", "libshapes.so")):
        with zipfile.ZipFile(dist / name) as archive:
            assert (zipfile.ZIP_STORED, text.encode()) == (archive.getinfo(member).compress_type, archive.read(member))
    install_packages(dist, built, recipes(numbers, shapes), settings())
    assert built[0].files[0].read_bytes() == (dist / built[0].files[0].name).read_bytes()


def test_what_is_there_without_a_recipe(dist, make, tmp_path) -> None:
    numbers = recipe("numbers", type="package")
    install_packages(dist, [make(numbers, wheels(Wheel("numbers")))], recipes(numbers), settings())

    assert {"ssl"} == provided_by(dist / "pyodide-lock.json", ["numbers"])
    assert frozenset() == provided_by(tmp_path / "nowhere.json", [])
