"""What is wrong with a recipe is said by file, line, key, and what was expected."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from pyodide_build.errors import RecipeError
from pyodide_build.recipe.load import load_recipe, load_recipes
from pyodide_build.recipe.model import Recipe
from pyodide_build.settings.model import Exports

PACKAGE = "package:\n  name: thing\n  version: 1.10\n"

LoadRecipe = Callable[[str], Recipe]


@pytest.fixture
def load(tmp_path: Path) -> LoadRecipe:
    """Give a function that reads the recipe with the given text."""
    folder = tmp_path / "thing"
    folder.mkdir()

    def write_and_load(text: str) -> Recipe:
        (folder / "meta.yaml").write_text(text)
        return load_recipe(folder)

    return write_and_load


def test_defaults_and_text_that_stays_as_it_is_written(load: LoadRecipe, tmp_path: Path) -> None:
    recipe = load(PACKAGE)

    assert ("thing", "1.10", tmp_path / "thing") == (recipe.name, recipe.version, recipe.folder)
    assert Exports.PYINIT is recipe.build.exports
    assert recipe.build.unvendor_tests
    assert not recipe.build.vendor_sharedlib
    assert recipe == pickle.loads(pickle.dumps(recipe))


def test_the_last_anchor_of_a_name_counts(load: LoadRecipe) -> None:
    recipe = load(PACKAGE + "  top-level: &names [thing]\n  tag: &names [core]\nrequirements: {run: *names}\n")

    assert ("core",) == recipe.requirements.run


def test_all_kinds_of_values(load: LoadRecipe) -> None:
    recipe = load(
        PACKAGE
        + """\
  top-level: &names [thing, other]
  tag: [core]
source:
  pypi: thing==1.10
  sha256: ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789
  patches: [patches/0001-x.patch]
  extras:
    - [setup.cfg, src/setup.cfg]
build:
  exports: [first, second]
  backend-flags: |
    -Csetup-args=-Dblas=none  build-dir=build
  unvendor-tests: no
  vendor-sharedlib: true
  script: |
    echo one
requirements:
  run: [numpy]
  executable: [cargo]
test:
  imports: *names
about:
  home: somewhere
"""
    )

    assert ("thing", "other") == recipe.package.top_level == recipe.test.imports
    assert (("setup.cfg", "src/setup.cfg"),) == recipe.source.extras
    assert recipe.source.sha256 is not None
    assert recipe.source.sha256.startswith("abcdef")
    assert ("first", "second") == recipe.build.exports
    assert (("setup-args", "-Dblas=none"), ("build-dir", "build")) == recipe.build.backend_flags
    assert not recipe.build.unvendor_tests
    assert "echo one\n" == recipe.build.script


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "expected the keys package, source", id="empty"),
        pytest.param("- a", "expected the keys package, source", id="list"),
        pytest.param("package: [", "line 1: this is no YAML", id="syntax"),
        pytest.param("package:\n  name: thing\n", "line 1: package.version: is missing", id="missing"),
        pytest.param(PACKAGE + "sorce: {}", "line 4: sorce: unknown key; did you mean source?", id="near"),
        pytest.param(PACKAGE + "test: {imprt: [a]}", "test.imprt: unknown key; did you mean imports?", id="deep"),
        pytest.param(
            PACKAGE + "build:\n  unvendor_tests: true",
            "line 5: build.unvendor_tests: unknown key; did you mean unvendor-tests?",
            id="underscore",
        ),
        pytest.param(PACKAGE + "folder: x", "line 4: folder: unknown key", id="no key of the file"),
        pytest.param(PACKAGE + "source: {md5: x}", "no such key any more: use sha256", id="md5"),
        pytest.param(PACKAGE + "build: {library: true}", "use type: static_library", id="library"),
        pytest.param(PACKAGE + "build: {type: lib}", "'lib' is none of 'package', 'static_library'", id="type"),
        pytest.param(PACKAGE + "build: {type: shared_library}", "build: script is missing", id="script"),
        pytest.param(PACKAGE + "build: {exports: all}", "none of pyinit, requested, whole_archive", id="exports"),
        pytest.param(PACKAGE + "build: {cross-build-files: [a]}", "need cross-build-env", id="cross-build-files"),
        pytest.param(PACKAGE + "build: {backend-flags: -Cx}", "'x' is no setting for a build backend", id="setting"),
        pytest.param(PACKAGE + "build:\n  post:\n", "line 5: build.post: is empty: expected text", id="nothing"),
        pytest.param(PACKAGE + "build: {unvendor-tests: maybe}", "unvendor-tests: expected true or false", id="bool"),
        pytest.param(PACKAGE + "source: {url: a, path: b}", "url and path exclude each other", id="two places"),
        pytest.param(PACKAGE + "source: {url: a}", "sha256 is missing", id="hash"),
        pytest.param(PACKAGE + "source: {url: a, sha256: 12}", "'12' does not have the form", id="short hash"),
        pytest.param(PACKAGE + "source: {pypi: a>=1, sha256: 12}", "source.pypi: write NAME==VERSION", id="pypi"),
        pytest.param(PACKAGE + "source: {path: ., extras: [[a]]}", "extras.0: expected a pair", id="pair"),
        pytest.param(
            PACKAGE + "requirements:\n  run:\n    - a\n    - numpy>=2\n",
            "line 7: requirements.run.1: 'numpy>=2' is not a package's name",
            id="version",
        ),
        pytest.param(PACKAGE + "test: {imports: a}", "test.imports: expected a list", id="no list"),
        pytest.param(PACKAGE + "about: x", "about: expected keys with values", id="no mapping"),
        pytest.param(PACKAGE + "package: {}", "line 4: the key package is there for the second time", id="twice"),
        pytest.param(PACKAGE + "extra: !!python/name:os.system", "line 4: tags mean nothing here", id="tag"),
        pytest.param(PACKAGE + "extra: &x\n  a: *x", "line 4: an alias leads to what it is in", id="cycle"),
        pytest.param(PACKAGE + "extra: {[a]: b}", "a key has to be a word", id="key"),
        pytest.param("{" * 1000, "nested too deeply", id="deep nesting"),
        pytest.param(
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)),
            "there are more than 10000 values",
            id="many from little",
        ),
    ],
)
def test_problems(load: LoadRecipe, text: str, problem: str) -> None:
    with pytest.raises(RecipeError) as raised:
        load(text)

    assert problem in str(raised.value)
    assert str(raised.value).count("meta.yaml") == str(raised.value).count("\n") + 1


def test_all_problems_at_once(load: LoadRecipe) -> None:
    with pytest.raises(RecipeError) as raised:
        load("package: {name: thing, version: 1, tag: core}\nsource: {md5: x}\nbuild: {posts: x}\n")

    assert ["package.tag", "source.md5", "build.posts"] == [
        line.split(": ")[1] for line in str(raised.value).splitlines()
    ]


def test_a_name_that_is_not_the_folders(load: LoadRecipe) -> None:
    with pytest.raises(RecipeError, match=r"line 2: package\.name: other differs from the name of the folder, thing"):
        load("package:\n  name: other\n  version: 1\n")


def test_a_file_that_is_no_text(load: LoadRecipe, tmp_path: Path) -> None:
    (tmp_path / "thing/meta.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(RecipeError, match="it is no UTF-8"):
        load_recipe(tmp_path / "thing")


def test_a_folder_of_recipes(tmp_path: Path) -> None:
    for name in ("one", "two", "One"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.yaml").write_text(f"package:\n  name: {name}\n  version: '1'\n")
    (tmp_path / "none").mkdir()

    with pytest.raises(RecipeError, match="one is the same package as One, which has a recipe"):
        load_recipes(tmp_path)
    (tmp_path / "One/meta.yaml").unlink()
    assert ["one", "two"] == list(load_recipes(tmp_path))

    for name in ("one", "two"):
        (tmp_path / name / "meta.yaml").write_text("package: {}\n")
    with pytest.raises(RecipeError) as raised:
        load_recipes(tmp_path)
    assert 4 == len(str(raised.value).splitlines())
