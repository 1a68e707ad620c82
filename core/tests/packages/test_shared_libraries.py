"""Shared libraries of packages: found wherever wheels put them, linked whatever the order."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditwheel_emscripten.wasm.dylink import edit_dylink
from auditwheel_emscripten.wasm.section import read_sections
from harness.extension import link
from wheel_builder import Wheel, make_zip

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")

SOURCES = Path(__file__).with_name("libraries")
TAG = "cp313-cp313-pyemscripten_2025_0_wasm32"
# What Chromium's main thread instantiates at once.
CHROMIUM_LIMIT = 8 << 20

Compile = Callable[..., bytes]


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Compile:
    """Give a function that compiles a library against others that it has compiled before."""
    folder = tmp_path_factory.mktemp("libraries")

    @cache
    def compile(source: str, name: str, *needed: str, function: str = "none") -> bytes:
        paths = [folder / each for each in needed]
        return link(SOURCES / source, folder / name, *paths, defines=(f"FUNCTION={function}",)).read_bytes()

    return compile


@pytest.fixture
def chain(library: Compile) -> dict[str, bytes]:
    """Give an extension module that needs a library that needs another."""
    return {
        "libbase.so": library("base.c", "libbase.so"),
        "libmiddle.so": library("middle.c", "libmiddle.so", "libbase.so"),
        "needy.so": library("needy.c", "needy.so", "libmiddle.so", function="middle_sum"),
    }


def binary_wheel(files: dict[str, bytes], name: str = "needy-package", **more: Any) -> Wheel:
    return Wheel(name, tag=TAG, files=files, **more)


def archive(name: str, files: dict[str, bytes], **more: Any) -> tuple[Wheel, bytes]:
    """Return a package that is a zip archive for /usr/lib."""
    data = make_zip(files)
    lies = {"file_name": f"{name}.zip", "install_dir": "dynlib", "sha256": hashlib.sha256(data).hexdigest()}
    return Wheel(name, package_type="shared_library", imports=[], lies=lies, **more), data


@pytest.mark.parametrize(
    ("module", "libraries"),
    [
        ("", ""),
        ("package/", "package/"),
        ("", "needy_package.libs/"),
        ("package/deep/", "needy_package.libs/"),
        ("package/deep/", "package/.libs/"),
        ("package/", "elsewhere/"),
    ],
)
def test_where_tools_put_libraries(start, chain, module, libraries) -> None:
    needy = chain.pop("needy.so")
    files = {f"{module}needy.so": needy} | {f"{libraries}{name}": data for name, data in chain.items()}
    python = start(binary_wheel(files))

    assert [] == python.load("needy-package")["errors"]

    name = f"{module}needy".replace("/", ".")
    assert 85 == python.run(f"import importlib; importlib.import_module({name!r}).call(5)")


def with_runtime_path(data: bytes, *folders: str) -> bytes:
    section = read_sections(data, "library")[0]
    return edit_dylink(data, section, runtime_path=folders)


def test_runtime_paths_come_first(start, chain, library) -> None:
    """Two wheels bring a library of the same name: each extension module gets its own."""
    other = library("first.c", "libfirst.so")
    files = {
        "package/needy.so": with_runtime_path(chain["needy.so"], "/nowhere", "$ORIGIN/../hidden/deep"),
        "hidden/deep/libmiddle.so": with_runtime_path(chain["libmiddle.so"], "$ORIGIN"),
        "hidden/deep/libbase.so": chain["libbase.so"],
        "package/libmiddle.so": other,
        "package/libbase.so": other,
    }
    python = start(binary_wheel(files), binary_wheel({"libmiddle.so": other, "libbase.so": other}, "other"))

    assert [] == python.load("other", "needy-package")["errors"]

    assert 85 == python.run("import package.needy; package.needy.call(5)")


def test_versions_in_file_names(start, library) -> None:
    """A library is needed by a name that says more, or less, than that of its file."""
    library("base.c", "libbase.so.3")
    middle = library("middle.c", "libmiddle.so", "libbase.so.3")
    needy = library("needy.c", "needy_versions.so", "libmiddle.so", function="middle_sum")
    base = library("base.c", "libbase.so.3")
    python = start(binary_wheel({"needy.so": needy, "libmiddle.so.1.2": middle, "libbase.so": base}))

    assert [] == python.load("needy-package")["errors"]

    assert 85 == python.run("import needy; needy.call(5)")


def test_packages_of_libraries(start, server, chain) -> None:
    """They lie in /usr/lib; it does not matter which of them comes first."""
    base, base_data = archive("aaa-base", {"libbase.so": chain["libbase.so"]})
    middle, middle_data = archive("bbb-middle", {"libmiddle.so": chain["libmiddle.so"]}, depends=["aaa-base"])
    wheel = binary_wheel({"needy.so": chain["needy.so"]}, depends=["bbb-middle", "aaa-base"])
    python = start(wheel, middle, base)
    server.files |= {"aaa-base.zip": base_data, "bbb-middle.zip": middle_data}

    assert {"errors": [], "loaded": ["aaa-base", "bbb-middle", "needy-package"]}.items() <= python.load(
        "needy-package"
    ).items()

    assert 85 == python.run("import needy; needy.call(5)")
    assert "libbase.so,libmiddle.so" == python.run("import os; ','.join(sorted(os.listdir('/usr/lib')))")


def test_symbols_of_a_package_of_libraries_are_for_all(start, server, library) -> None:
    """An extension module may use them without naming the library."""
    base, data = archive("base", {"libbase.so": library("base.c", "libbase.so")})
    needy = library("needy.c", "needy_global.so", function="base_add")
    python = start(binary_wheel({"needy.so": needy}, depends=["base"]), base)
    server.files["base.zip"] = data

    assert [] == python.load("needy-package")["errors"]

    assert 45 == python.run("import needy; needy.call(5)")


def test_libraries_that_need_each_other(start, library) -> None:
    library("first.c", "libfirst.so")
    second = library("second.c", "libsecond.so", "libfirst.so")
    first = library("first.c", "libfirst.so.1", "libsecond.so")
    needy = library("needy.c", "needy_circle.so", "libfirst.so", function="first_depth")
    python = start(binary_wheel({"needy.so": needy, "libfirst.so": first, "libsecond.so": second}))

    assert [] == python.load("needy-package")["errors"]

    assert [100, 2, 102] == [python.run(f"import needy; needy.call({depth})") for depth in (0, 1, 2)]


def test_a_library_that_is_missing(start, chain) -> None:
    """The import says which, and works once it is there."""
    base = chain.pop("libbase.so")
    python = start(binary_wheel(chain), binary_wheel({"libbase.so": base}, "base"))
    python.load("needy-package")
    attempt = "try: import needy\nexcept ImportError as error: message = str(error)\nmessage"

    for _ in range(2):
        assert "needs the shared library libbase.so; no package that is loaded has it" in python.run(attempt)
    python.load("base")
    assert 85 == python.run("import needy; needy.call(5)")


def test_a_symbol_that_is_missing(start, library, chain) -> None:
    """The import says which, and others can be loaded."""
    middle = library("middle.c", "libmiddle_alone.so")
    alone = library("needy.c", "needy_alone.so", "libmiddle_alone.so", function="middle_sum")
    python = start(
        binary_wheel({"broken/needy.so": alone, "libmiddle_alone.so": middle}, "broken"), binary_wheel(chain)
    )
    python.load("broken")

    message = python.run("try: import broken.needy\nexcept ImportError as error: message = str(error)\nmessage")

    assert "needs the symbol base_" in message
    python.load("needy-package")
    assert 85 == python.run("import needy; needy.call(5)")


def test_a_library_that_is_none(start, chain) -> None:
    """Its package is not installed; others are."""
    python = start(binary_wheel({"nonsense.so": b"no wasm", "module.py": b""}, "nonsense"), binary_wheel(chain))

    result = python.load("nonsense", "needy-package")

    (error,) = result["errors"]
    assert "loading nonsense: The shared library /lib/python3.13/site-packages/nonsense.so cannot be compiled" in error
    assert ["needy-package"] == result["loaded"]
    assert not any("nonsense" in name for name in python.site_packages)
    assert 85 == python.run("import needy; needy.call(5)")


@pytest.mark.parametrize("imported", [False, True], ids=["before the import", "after the import"])
def test_what_was_replaced_comes_back(start, chain, imported) -> None:
    """A package that cannot be used is not installed, and what was there before can be used as before."""
    python = start(
        binary_wheel({"needy.so": b"no wasm", "extra.py": b""}), binary_wheel({"later.so": chain["needy.so"]}, "later")
    )
    old = Wheel("needy-package", version="0.5", tag=TAG, files=chain | {"data/text.py": "value = 5\n"})
    python.js("pyodide.unpackArchive(data, 'wheel')", data=old.contents)
    python.run("import needy" if imported else "")
    before = python.site_packages

    result = python.load("needy-package")

    assert "needy.so cannot be compiled" in result["errors"][0]
    assert before == python.site_packages
    assert {} == python.loaded
    assert 90 == python.run("import needy, data.text; needy.call(5) + data.text.value")
    assert "0.5" == python.run("import importlib.metadata; importlib.metadata.version('needy-package')")


def enlarge(library: bytes) -> bytes:
    """Add a section that engines pass over."""
    body = b"\x04pads" + bytes(CHROMIUM_LIMIT)
    size = len(body)
    leb = bytes([size & 0x7F | 0x80, size >> 7 & 0x7F | 0x80, size >> 14 & 0x7F | 0x80, size >> 21])
    return library + b"\0" + leb + body


def test_large_libraries(start, realm, chain) -> None:
    """Chromium does not instantiate them while the page's thread waits: they are loaded before they are imported."""
    files = {name: enlarge(data) for name, data in chain.items()}
    python = start(binary_wheel(files))

    assert [] == python.load("needy-package")["errors"]

    loaded = python.js("return Object.keys(pyodide._module.LDSO.loadedLibsByName)")
    assert any("needy" in name for name in loaded) == realm.name.startswith("chromium")
    assert 85 == python.run("import needy; needy.call(5)")


def test_ctypes_finds_libraries_by_name(start, server, chain) -> None:
    base, data = archive("base", {"libbase.so": chain["libbase.so"]})
    python = start(base)
    server.files["base.zip"] = data
    python.load("base")

    assert 47 == python.run("import ctypes; ctypes.CDLL('libbase.so').base_add(7)")


def test_programs_can_watch_what_is_loaded(start, chain) -> None:
    """They replace the module's function, to know which files a program needs."""
    python = start(binary_wheel(chain))
    python.load("needy-package")

    loaded = python.js(
        """
        const { _module: module } = pyodide;
        const loaded = [], load = module.loadDynamicLibrary;
        module.loadDynamicLibrary = (name, ...more) => (loaded.push(name.split("/").pop()), load(name, ...more));
        pyodide.runPython("import needy");
        module.loadDynamicLibrary = load;
        return loaded;
        """
    )

    assert ["needy.so", "libmiddle.so", "libbase.so"] == loaded
