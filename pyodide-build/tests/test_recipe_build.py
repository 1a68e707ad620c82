"""Recipes of each kind are built, and what comes out works in the runtime."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from projects_by_hand import make_wheel
from pyodide_build.errors import BackendError, BuildError, RecipeError, SourceError, WheelError
from pyodide_build.recipe.build import build_recipe
from pyodide_build.recipe.check_imports import check_imports
from pyodide_build.settings.resolve import resolve_settings
from pyodide_build.settings.target import Target
from recipe_workshop import Workshop, contents, read

TAG = "cp313-cp313-emscripten_3_1_69_wasm32"

pytestmark = pytest.mark.xdist_group("pyodide-build")


@pytest.fixture(scope="session")
def fixtures(target: Target, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Give the recipes that lie beside the tests; each is built once."""
    folder = tmp_path_factory.mktemp("fixtures")
    (folder / "recipes").symlink_to(Path(__file__).with_name("recipes"))
    return Workshop(resolve_settings(target, {"PYODIDE_JOBS": "1"}), folder)


def test_static_library_and_a_package_with_all_scripts(fixtures: Workshop, target: Target) -> None:
    wheel, tests = fixtures.build("uses-static")

    (prefix,) = fixtures.build("static-adder")
    assert ["include/adder.h", "lib/libadder.a", "lib/pkgconfig/adder.pc"] == sorted(
        str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file()
    )
    description = (prefix / "lib/pkgconfig/adder.pc").read_text()
    assert description.startswith("prefix=${pcfiledir}/../..\nlibdir=${prefix}/lib\n")
    assert (f"uses_static-1.0-{TAG}.whl", f"uses_static_tests-1.0-{TAG}.whl") == (wheel.name, tests.name)
    assert ["uses_static/__init__.py", "uses_static/_native.cpython-313-wasm32-emscripten.so"] == contents(wheel)[4:6]
    assert "uses_static/py.typed" in contents(wheel)
    assert ["uses_static/tests/__init__.py", "uses_static/tests/test_add.py"] == contents(tests)[:2]
    code = (
        "import uses_static.tests.test_add as t; t.test_add(); from uses_static import _native as n, after, generated"
    )
    parts = "[n.add(1, 2), generated.from_script, generated.platform, after.post]"
    values = fixtures.evaluate(f"{code}; {parts}", "uses-static-tests")
    script = "written by the script"
    assert str([345, script, "emscripten-3.1.69-wasm32", f"{script} in uses_static-1.0"]) == values

    recipe = fixtures.load("uses-static")
    context = fixtures.context(recipe, fixtures.root / "again")
    check_imports(recipe, fixtures.lock_file(), target, context.log)
    again = build_recipe(recipe, context).files
    assert [wheel.read_bytes(), tests.read_bytes()] == [file.read_bytes() for file in again]


def test_a_library_that_two_packages_share_throws_through_both(fixtures: Workshop) -> None:
    for name in ("catches", "also-catches"):
        (wheel,) = fixtures.build(name)
        assert not [path for path in contents(wheel) if "thrower" in path]
    archive, prefix = fixtures.build("shared-thrower")
    assert ("shared-thrower-2.0.zip", ["libthrower.so"]) == (archive.name, contents(archive))
    assert (prefix / "lib/libthrower.so").is_file()

    code = "import catches, also_catches as a; [catches.caught('x'), a.caught('y'), catches.count(), a.count()]"
    assert "['refused: x', 'refused: y', 1, 2]" == fixtures.evaluate(code, "catches", "also-catches")


def test_an_import_that_fails_shows_its_traceback(workshop: Workshop, target: Target, tmp_path: Path) -> None:
    make_wheel(tmp_path, "broken", {"broken.py": b"import no_such_module\n"})
    workshop.write("broken", f"source:\n  path: {tmp_path}/broken-1.0-py3-none-any.whl\ntest:\n  imports: [broken]\n")
    workshop.build("broken")
    recipe = workshop.load("broken")
    log = workshop.context(recipe, tmp_path / "check").log

    with pytest.raises(BackendError, match=r"(?s)broken: importing broken failed.*No module named 'no_such_module'"):
        check_imports(recipe, workshop.lock_file(), target, log)


def test_vendored_library(fixtures: Workshop, workshop: Workshop, tmp_path: Path) -> None:
    fixtures.build("shared-thrower")
    recipe = fixtures.load("catches")
    build = recipe.build.model_copy(update={"vendor_sharedlib": True})
    requirements = recipe.requirements.model_copy(update={"run": ()})
    vendoring = recipe.model_copy(update={"build": build, "requirements": requirements})
    result = build_recipe(vendoring, fixtures.context(recipe, tmp_path))
    (wheel,) = result.files

    assert "catches.libs/libthrower.so" in contents(wheel)
    workshop.built["catches"] = (vendoring, result)
    assert "refused: z" == workshop.evaluate("import catches; catches.caught('z')", "catches")


def test_a_published_wheel_stays_as_it_is(workshop: Workshop, tmp_path: Path) -> None:
    published = make_wheel(tmp_path, "plain", {"plain.py": b""})
    # The cache has no names.
    nameless = published.rename(tmp_path / "nameless")
    before = nameless.read_bytes()
    workshop.write("plain", f"source:\n  path: {nameless}\n")
    workshop.write("edited", f"source:\n  path: {nameless}\nbuild:\n  post: echo 'x = 1' >> plain.py\n")

    (same,) = workshop.build("plain")
    (changed,) = workshop.build("edited")

    assert ("plain-1.0-py3-none-any.whl", before) == (same.name, same.read_bytes())
    assert ("plain-1.0-py3-none-any.whl", "x = 1\n") == (changed.name, read(changed, "plain.py"))


@pytest.mark.parametrize(
    ("meta", "error", "problem"),
    [
        ({"build": {"script": "true"}}, RecipeError, "is a wheel, and not built"),
        ({"source": {"patches": ["meta.yaml"]}}, SourceError, "is a wheel, which patches and extras are not for"),
        ({"build": {"vendor-sharedlib": "true"}}, WheelError, r"(?s)but .*libmissing\.so"),
        (
            {"package": {"version": "1.1"}},
            RecipeError,
            r"package\.version is 1\.1, but the source has made native-1\.0",
        ),
    ],
    ids=["script", "patch", "library", "version"],
)
def test_a_wheel_that_does_not_fit(
    fixtures: Workshop, workshop: Workshop, meta: dict[str, dict[str, object]], error: type[BuildError], problem: str
) -> None:
    (wheel,) = fixtures.build("catches")
    with zipfile.ZipFile(wheel) as archive:
        library = archive.read("catches.cpython-313-wasm32-emscripten.so").replace(b"libthrower.so", b"libmissing.so")
    path = make_wheel(workshop.root, "native", {"native.so": library}, tag=TAG)
    sections = {"package": {"name": "native", "version": "1.0"}, "source": {"path": f"{path}"}, "build": {}}
    folder = workshop.root / "recipes/native"
    folder.mkdir(parents=True)
    (folder / "meta.yaml").write_text(json.dumps({key: value | meta.get(key, {}) for key, value in sections.items()}))

    with pytest.raises(error, match=problem):
        workshop.build("native")
    assert [] == list((workshop.root / "build/native/out").iterdir())


def test_tests_stay_if_the_recipe_says_so(workshop: Workshop, tmp_path: Path) -> None:
    files = {"pack/__init__.py": b"", "pack/conftest.py": b"", "pack/tests/data.txt": b"", "pack/tests.py": b""}
    wheel = make_wheel(tmp_path, "pack", files)
    workshop.write("with", f"source:\n  path: {wheel}\nbuild:\n  unvendor-tests: false\n")
    workshop.write("without", f"source:\n  path: {wheel}\n")

    assert set(files) < set(contents(*workshop.build("with")))
    kept, tests = workshop.build("without")
    assert ["pack/__init__.py", "pack/tests.py"] == contents(kept)[3:]
    assert ["pack/conftest.py", "pack/tests/data.txt"] == contents(tests)[:2]
    assert "pack_tests-1.0-py3-none-any.whl" == tests.name


def test_a_recipe_that_is_its_own_source_and_built_in(workshop: Workshop) -> None:
    workshop.write("inside", "source: {path: .}\nbuild: {type: cpython_module, script: cp -r * $DISTDIR}\n", a__py="")
    recipe = workshop.load("inside")
    folder = workshop.root / "recipes"
    context = replace(workshop.context(recipe, workshop.root / "elsewhere"), work=folder / "inside/build")
    for _ in range(2):
        (wheel,) = build_recipe(recipe, context).files
        assert ["a.py", "meta.yaml"] == [name for name in contents(wheel) if "dist-info" not in name]


def test_a_failing_script_names_its_line_and_can_be_continued(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/state").write_text("false")
    script = "build:\n  type: cpython_module\n  script: |\n    echo before\n    $(cat state)\n    cp state $DISTDIR\n"
    workshop.write("failing", f"source:\n  path: {tmp_path}/source\n{script}")
    problem = r"(?s)failing: running build/script failed\. The whole log is .*before.*build/script, line 2: status 1: "

    with pytest.raises(BackendError, match=problem):
        workshop.build("failing")

    assert [] == list((tmp_path / "build/failing/out").iterdir())
    (tmp_path / "build/failing/work/source/source/state").write_text("true")
    recipe = workshop.load("failing")
    (wheel,) = build_recipe(recipe, workshop.context(recipe, tmp_path / "build", resume=True)).files
    assert "true" == read(wheel, "state")
    with pytest.raises(BackendError):
        workshop.build("failing")


@pytest.mark.parametrize(
    ("meta", "error", "problem"),
    [
        ("requirements: {executable: [bash, no-such-program]}", RecipeError, "no-such-program cannot be found on PATH"),
        ("build: {cflags: -I$(NOWHERE)}", RecipeError, "build/cflags uses the variable NOWHERE, which is not set"),
        ('build: {ldflags: "\'"}', RecipeError, "build/ldflags cannot be split into words"),
        ("build: {type: static_library, script: 'true'}", RecipeError, "has installed nothing"),
        ("build: {type: shared_library, script: 'true'}", RecipeError, r"put nothing into \$DISTDIR"),
        ("build: {type: shared_library, script: cp /bin/true $DISTDIR/x.so}", WheelError, "x.so is no WebAssembly"),
        (
            "build: {type: shared_library, script: 'printf \"\\0asm\" > $DISTDIR/x.so.1'}",
            WheelError,
            "x.so.1 is no shared library",
        ),
        ("source: {path: .}", SourceError, "does not appear to be a Python project"),
    ],
    ids=["executable", "variable", "quotes", "static", "shared", "native", "no side module", "no project"],
)
def test_recipes_that_make_nothing(workshop: Workshop, meta: str, error: type[BuildError], problem: str) -> None:
    workshop.write("bad", f"{meta}\n")

    with pytest.raises(error, match=problem):
        workshop.build("bad")
    assert [] == list((workshop.root / "build/bad/out").iterdir())


def test_compiled_against_the_targets_files_of_the_same_version(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links, published = tmp_path / "links", tmp_path / "published"
    module = b"def get_include():\n    return __file__.rpartition('/')[0] + '/include'\n"
    for folder, bits in ((links, b"64"), (published, b"32")):
        folder.mkdir()
        files = {"headers/__init__.py": module, "headers/include/bits.h": b"#define BITS " + bits}
        make_wheel(folder, "headers", {**files, "headers/deep/libbits.a": bits, "headers/lib/libmore.a": bits})
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    cross = "build:\n  cross-build-env: true\n  cross-build-files: [headers/include, headers/*/*.a]\n"
    workshop.write("headers", f"source:\n  path: {published}/headers-1.0-py3-none-any.whl\n{cross}")
    extension = 'Extension("bits", ["bits.c"], include_dirs=[headers.get_include()])'
    workshop.write(
        "bits",
        "source:\n  path: .\nrequirements:\n  host: [headers]\ntest:\n  imports: [bits]\n",
        pyproject__toml='[build-system]\nrequires = ["setuptools", "headers>=7"]\n',
        setup__py=f"import headers\nfrom setuptools import Extension, setup\n"
        f"setup(name='bits', version='1.0', py_modules=[], ext_modules=[{extension}])\n",
        bits__c="#include <Python.h>\n#include <bits.h>\n"
        'static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "bits", NULL, 0};\n'
        "PyMODINIT_FUNC PyInit_bits(void) {\n  PyObject *module = PyModule_Create(&definition);\n"
        '  PyModule_AddIntConstant(module, "bits", BITS);\n  return module;\n}\n',
    )

    workshop.build("bits")

    _, prefix = workshop.build("headers")
    offered = prefix / "lib/python3.13/site-packages/headers"
    assert (offered / "include/bits.h").is_file()
    assert b"32" == (offered / "libbits.a").read_bytes() == (offered / "libmore.a").read_bytes()
    assert "32" == workshop.evaluate("import bits; bits.bits", "bits")
