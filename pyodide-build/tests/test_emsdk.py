"""Emscripten is installed by emsdk from its repository; here git is told that it is in a folder."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TARGET = {
    "python_version": "3.13.5",
    "emscripten_version": "3.1.69",
    "abi_version": "2025_0",
    "pyodide_version": "1.0",
    "cflags": [],
    "ldflags": [],
}
# What emsdk does as seen from outside: a version is installed, then activated.
EMSDK = """\
#!/bin/sh
cd "$(dirname "$0")"
echo "emsdk $1 $2"
[ "$2" != 9.9.9 ] || { echo "error: tool or SDK not found: '$2'" >&2; exit 1; }
case $1 in
install) mkdir -p upstream/emscripten; printf '#!/bin/sh\\necho %s\\n' "$2" >upstream/emscripten/emcc ;;
activate) chmod +x upstream/emscripten/emcc ;;
esac
"""


@pytest.fixture
def install(tmp_path: Path):
    """Give a function that runs the command with no emscripten on PATH."""
    repository = tmp_path / "emsdk-repository"
    repository.mkdir()
    (repository / "emsdk").write_text(EMSDK)
    (repository / "emsdk").chmod(0o755)
    identity = ["-c", "user.name=A", "-c", "user.email=a@localhost"]
    for command in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "-m", "One"]):
        subprocess.run(["git", "-C", repository, *command], check=True)
    root = tmp_path / "environments/1.0/xbuildenv/pyodide-root"
    root.mkdir(parents=True)
    (root / "target.json").write_text(json.dumps(TARGET))
    (tmp_path / "environments/current").symlink_to("1.0")
    (tmp_path / "bin").mkdir()
    for program in ("git", "sh", "mkdir", "chmod", "dirname"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program))

    def run(*arguments: str, code: int = 0, reachable: bool = True, path: str = "") -> tuple[str, str]:
        place = repository if reachable else tmp_path / "nowhere"
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PYODIDE_")}
        variables |= {"PATH": f"{path}:{tmp_path / 'bin'}", "PYODIDE_XBUILDENV_PATH": str(tmp_path / "environments")}
        variables |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.file://{place}.insteadOf"}
        variables |= {"GIT_CONFIG_VALUE_0": "https://github.com/emscripten-core/emsdk"}
        command = [sys.executable, "-P", "-m", "pyodide_cli", *(arguments or ("xbuildenv", "install-emscripten"))]
        done = subprocess.run(command, env=variables, capture_output=True, text=True)
        assert code == done.returncode, done.stderr
        return done.stdout, " ".join(done.stderr.split())

    return run


def test_installed_once_and_found_by_builds(install, tmp_path: Path) -> None:
    programs = tmp_path / "environments/1.0/emsdk/upstream/emscripten"
    assert "install-emscripten --version 3.1.69" in install("config", "get", "emscripten_dir", code=1)[1]

    out, err = install()
    assert f"{programs}\n" == out
    assert "emsdk install 3.1.69 emsdk activate 3.1.69" in err
    assert f"{programs}\n" == install("config", "get", "emscripten_dir")[0]
    assert (f"{programs}\n", "") == install()
    assert "emsdk install" in install("xbuildenv", "install-emscripten", "--force")[1]
    # One on PATH is found before it, and is nobody's to replace.
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(programs / "emcc", other)
    assert (f"{other}\n", "") == install("xbuildenv", "install-emscripten", "--force", path=str(other))


@pytest.mark.parametrize(
    ("arguments", "reachable", "problem"),
    [([], False, "git clone"), (["--version", "9.9.9"], True, "tool or SDK not found: '9.9.9'")],
    ids=["repository", "version"],
)
def test_what_cannot_be_had(install, tmp_path: Path, arguments: list[str], reachable: bool, problem: str) -> None:
    err = install("xbuildenv", "install-emscripten", *arguments, code=1, reachable=reachable)[1]

    assert problem in err
    assert "nothing was changed" in err
    assert ["xbuildenv"] == [path.name for path in (tmp_path / "environments/1.0").iterdir()]


def test_builds_install_it_unless_they_must_not(install, tmp_path: Path) -> None:
    project = tmp_path / "thing"
    project.mkdir()
    (project / "pyproject.toml").write_text("[build-system]\nrequires = []\nbuild-backend = 'missing'\n")
    for options in (["build", str(project)], ["build-recipes", "thing", "--recipe-dir", str(tmp_path / "recipes")]):
        recipe = tmp_path / "recipes/thing/meta.yaml"
        recipe.parent.mkdir(parents=True, exist_ok=True)
        recipe.write_text("package: {name: thing, version: 1.0}\nsource: {path: ../../thing}\n")
        err = install(*options, "--skip-emscripten-install", code=1)[1]
        assert "Emscripten 3.1.69 is needed, but there is no emcc on PATH" in err
        assert not (tmp_path / "environments/1.0/emsdk").exists()

    err = install("build", str(project), code=1)[1]
    assert "Emscripten 3.1.69 is not there; installing it into" in err
    assert "emsdk install 3.1.69 emsdk activate 3.1.69" in err
    assert "dist/pyodide-lock.json" in err  # what comes next is not there
    assert f"{tmp_path / 'environments/1.0/emsdk'}\n" == install("config", "get", "emsdk_dir")[0]
