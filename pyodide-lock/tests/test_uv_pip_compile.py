"""Real runs of uv; the only index is a folder of wheels."""

import logging
from pathlib import Path

import pytest

from pyodide_lock import LockfileError, PackageSpec, PyodideLockSpec
from pyodide_lock.stub_wheels import write_stub_wheels
from pyodide_lock.uv import UvError, UvNotFoundError, find_uv, python_platform
from pyodide_lock.uv_pip_compile import InvalidPyodideLockError, UvPipCompile
from pyodide_lock.wheel_download import WheelNotFoundError
from pyodide_lock.wheel_file import WheelFile

WASM = "cp313-cp313-pyodide_2025_0_wasm32"


@pytest.fixture
def index(make_wheel):
    """Put a wheel into the folder that is the index."""
    return lambda name, version="1.0", requires=(), **more: make_wheel(name, version, requires, folder="index", **more)


@pytest.fixture
def update(tmp_path: Path, lock: PyodideLockSpec):
    """Update a lock file that has numpy 2.2.5 and old 1.0, which needs it."""
    lock.add(PackageSpec(name="Old", version="1.0", file_name="old.whl", install_dir="site", depends=["numpy"]))
    lock.to_json(tmp_path / "pyodide-lock.json")
    (tmp_path / "index").mkdir(exist_ok=True)

    def run(*specs: str, **options) -> PyodideLockSpec:
        arguments = ["--no-index", "--find-links", str(tmp_path / "index"), "--no-config"]
        options = {"output_path": tmp_path / "new.json", "wheel_dir": tmp_path / "wheels", **options}
        compile = UvPipCompile(
            input_path=tmp_path / "pyodide-lock.json", specs=list(specs), extra_uv_args=arguments, **options
        )
        return compile.update()

    return run


def new(lock: PyodideLockSpec) -> dict[str, list[str]]:
    return {key: each.depends for key, each in lock.packages.items() if each.file_name not in ("numpy.whl", "old.whl")}


def test_a_package_with_what_it_needs(update, index, tmp_path: Path):
    index("asked", requires=["needed>=1", "numpy>=2", "for-linux; sys_platform == 'linux'"])
    index("needed", "0.9")
    wheel = index("needed", "1.5", tag=WASM)

    lock = update("Asked")

    assert {"asked": ["needed", "numpy"], "needed": []} == new(lock)
    assert lock == PyodideLockSpec.from_json(tmp_path / "new.json")
    needed = lock.packages["needed"]
    assert (f"wheels/{wheel.name}", WheelFile.read(wheel).sha256) == (needed.file_name, needed.sha256)
    assert wheel.read_bytes() == (tmp_path / needed.file_name).read_bytes()
    assert {"asked-1.0-py3-none-any.whl", wheel.name} == {each.name for each in (tmp_path / "wheels").iterdir()}


def test_versions_are_chosen_that_go_with_the_lock_file(update, index):
    index("asked", "2.0", ["numpy>=3"])
    index("asked", "1.9", ["numpy<3", "old"])
    index("numpy", "3.0")

    lock = update("asked")

    assert {"asked": ["numpy", "old"]} == new(lock)
    assert "1.9" == lock.packages["asked"].version


def test_what_is_there_already_is_not_fetched_again(update, index, tmp_path: Path):
    index("numpy", "2.2.5")
    before = PyodideLockSpec.from_json(tmp_path / "pyodide-lock.json")

    assert before == update("numpy", "old>=1")
    assert not (tmp_path / "wheels").exists()


@pytest.mark.parametrize("how", ["spec", "constraint", "wheel"])
def test_another_version_replaces_that_of_the_lock_file_where_it_is_asked_for(update, index, make_wheel, how):
    wheel = index("numpy", "3.0", tag=WASM)
    if how == "spec":
        lock = update("numpy>=3")
    elif how == "constraint":
        lock = update("numpy", constraints=["numpy>=3"])
    else:
        lock = update(wheels=[wheel])

    assert {"numpy": []} == new(lock)
    assert "3.0" == lock.packages["numpy"].version


def test_wheels_of_this_machine(update, index, make_wheel, tmp_path: Path):
    index("needed")
    own = make_wheel("own", requires=["needed"], folder="two words")

    lock = update(wheels=[own])

    assert {"needed": [], "own": ["needed"]} == new(lock)
    assert f"wheels/{own.name}" == lock.packages["own"].file_name
    assert own.read_bytes() == (tmp_path / "wheels" / own.name).read_bytes()


def test_extras(update, index):
    index("asked", requires=["fast; extra == 'speed'"], extras=["speed"])
    index("fast")
    index("outer", requires=["asked[speed]"])

    assert {"asked": [], "fast": [], "outer": ["asked", "fast"]} == new(update("outer"))


def test_excluded_packages_are_nowhere(update, index):
    index("asked", requires=["unwanted", "numpy"])
    index("unwanted")

    lock = update("asked", excludes=["Unwanted", "NumPy"])

    assert {"asked": []} == new(lock)
    assert {"asked", "old"} == lock.packages.keys()
    assert [] == lock.packages["old"].depends


def test_where_files_are_that_are_missing(update, index, tmp_path: Path):
    (tmp_path / "old.whl").touch()
    index("asked")

    lock = update("asked", base_url_for_missing="https://example.org/full/")

    assert {
        "asked": "wheels/asked-1.0-py3-none-any.whl",
        "numpy": "https://example.org/full/numpy.whl",
        "old": "old.whl",
    } == {key: package.file_name for key, package in lock.packages.items()}


def test_requirements_files_are_found_from_here(update, index, tmp_path: Path, monkeypatch):
    (tmp_path / "more.txt").write_text("asked\n")
    index("asked")
    monkeypatch.chdir(tmp_path)

    assert {"asked": []} == new(update("-r more.txt"))


def test_the_default_places(update, index, tmp_path: Path):
    index("asked")

    lock = update("asked", output_path=None, wheel_dir=None, indent=2, work_dir=tmp_path / "work")

    assert "asked-1.0-py3-none-any.whl" == lock.packages["asked"].file_name
    assert (tmp_path / "asked-1.0-py3-none-any.whl").is_file()
    assert (tmp_path / "pyodide-lock.json").read_text().startswith('{\n  "info"')
    assert "asked" in (tmp_path / "work" / "pylock.toml").read_text()


@pytest.mark.parametrize(
    ("specs", "reason"),
    [
        (["gone"], "gone was not found"),
        (["asked>=2"], "asked>=2"),
        (["asked", "asked<1"], "unsatisfiable"),
        (["needs-newer"], "numpy"),
        (["only-linux"], "wheels"),
        (["???"], "error: "),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_cannot_be_is_explained_and_changes_nothing(update, index, tmp_path: Path, specs, reason):
    index("asked")
    index("needs_newer", requires=["numpy>=3"])
    index("only_linux", tag="cp313-cp313-manylinux_2_28_x86_64")
    before = (tmp_path / "pyodide-lock.json").read_bytes()

    with pytest.raises(UvError) as error:
        update(*specs)

    assert reason in str(error.value)
    assert str(error.value).startswith("uv found no packages that go together:\nerror: ")
    assert before == (tmp_path / "pyodide-lock.json").read_bytes()
    assert not (tmp_path / "new.json").exists()


def test_a_lock_file_that_lacks_something_is_not_written(update, index, tmp_path: Path):
    lock = PyodideLockSpec.from_json(tmp_path / "pyodide-lock.json")
    lock.packages["old"].depends = ["lost"]
    lock.to_json(tmp_path / "pyodide-lock.json")
    index("asked")

    with pytest.raises(InvalidPyodideLockError, match=r"packages.old.depends\[0\]: there is no package lost"):
        update("asked")

    assert not (tmp_path / "new.json").exists()


def test_a_wheel_that_is_not_the_one_that_was_resolved(update, index, tmp_path: Path, monkeypatch):
    """Somebody changes it between uv's answer and the download."""
    from pyodide_lock import uv_pip_compile

    wheel = index("asked")
    resolve = uv_pip_compile.compile_requirements

    def resolve_and_change(*arguments, **options):
        pylock = resolve(*arguments, **options)
        pylock["packages"][0]["wheels"][0]["hashes"] = {"sha256": "0" * 64}
        return pylock

    monkeypatch.setattr(uv_pip_compile, "compile_requirements", resolve_and_change)
    with pytest.raises(WheelNotFoundError, match=f"expected the hash {'0' * 64}, found"):
        update("asked")

    assert wheel.is_file()
    assert [] == list((tmp_path / "wheels").iterdir())
    assert not (tmp_path / "new.json").exists()


def test_what_uv_says_is_logged(update, index, caplog):
    index("asked")
    with caplog.at_level(logging.WARNING):
        update("asked", debug=True)

    assert "Resolved 1 package" in caplog.text


def test_names_of_the_target(info):
    assert "wasm32-pyodide2025" == python_platform(find_uv(), info)
    info.abi_version = None
    with pytest.raises(LockfileError, match="abi_version"):
        python_platform(find_uv(), info)


def test_a_target_that_uv_does_not_know_yet(info, caplog):
    info.abi_version = "2099_0"
    with caplog.at_level(logging.WARNING):
        assert python_platform(find_uv(), info) in ("wasm32-pyodide2025", "wasm32-pyodide2026")

    assert "this uv does not know wasm32-pyodide2099" in caplog.text


def test_without_uv(monkeypatch, tmp_path: Path):
    import sys

    assert find_uv().is_file()
    monkeypatch.setitem(sys.modules, "uv", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UvNotFoundError, match=r'pip install "pyodide-lock\[uv\]"'):
        find_uv()


def test_stubs_leave_out_what_no_requirement_can_be_about(lock, tmp_path: Path):
    lock.add(PackageSpec(name="openssl", version="1.1.1n", file_name="o.zip", install_dir="dynlib"))

    (requirement,) = write_stub_wheels(lock.packages.values(), tmp_path)

    assert f"numpy @ {tmp_path.as_uri()}/numpy-2.2.5-py3-none-any.whl" == requirement
    assert "numpy 2.2.5" == str(WheelFile.read(tmp_path / "numpy-2.2.5-py3-none-any.whl"))
    assert () == (WheelFile.read(tmp_path / "numpy-2.2.5-py3-none-any.whl").requirements)
