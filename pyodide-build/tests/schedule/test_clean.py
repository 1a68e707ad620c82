"""What builds leave is deleted: afterwards by hand, or as soon as a recipe is built."""

from pathlib import Path


def left(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.glob("*/*") if path.name != "meta.yaml")


def test_clean_recipes(workspace, built, tmp_path: Path) -> None:
    workspace.recipe("one", tag="some")
    workspace.recipe("two")
    workspace.recipe("three")
    (workspace.folder / "packages/three/notes.log").touch()
    built("*")
    everything = [f"{name}/{left}" for name in ("one", "three", "two") for left in ("build", "build.log")]
    packages = workspace.folder / "packages"
    assert sorted([*everything, "three/notes.log"]) == left(packages)

    done = workspace.run("recipes", "tag:some,two", command="clean")
    assert 0 == done.returncode, done.stderr
    deleted = [packages / name for name in ("one/build", "one/build.log", "two/build", "two/build.log")]
    assert [f"Deleted {path}" for path in deleted] == done.stdout.splitlines()
    assert ["three/build", "three/build.log", "three/notes.log"] == left(packages)
    assert "There is no recipe for" in (problem := workspace.run("recipes", "for", command="clean")).stderr, problem
    workspace.run("recipes", command="clean")
    assert ["three/notes.log"] == left(packages)
    # The results are elsewhere.
    assert [] == built("*")

    built("*", "--force-rebuild", PYODIDE_RECIPE_BUILD_DIR=str(tmp_path / "elsewhere"))
    assert everything == left(tmp_path / "elsewhere")
    workspace.run("recipes", "--build-dir", tmp_path / "elsewhere", command="clean")
    assert [] == left(tmp_path / "elsewhere")


def test_cleaning_as_soon_as_a_recipe_is_built(workspace, built) -> None:
    workspace.recipe("good")
    workspace.recipe("bad", "exit 1")
    workspace.run("good", "bad", "--clean")

    assert ["bad/build", "bad/build.log", "good/build.log"] == left(workspace.folder / "packages")
    workspace.run("good", "--clean", "--force-rebuild", command="build-recipes-no-deps")
    assert "good/build" not in left(workspace.folder / "packages")
