"""Recipes are written for packages of an index, and brought up to date without touching what else they say."""

import hashlib
import html
import os
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pyodide_build.recipe.load import load_recipe
from pyodide_build.skeleton.edit import replace_values

RECIPE = """\
# What this package is for.
package:
  name: demo   # the folder's name
  version: "1.0"
  tag: [a,
        b]

source:
    sha256: {sha256}
    pypi: Demo.Pack==1.0 # from the index
requirements: {{run: [other]}}
build:
    script: |
      echo version: 1.0
"""


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing about requests."""

    def log_message(self, format: str, *args: object) -> None:
        pass


class Index:
    """A package index (PEP 503) in a folder, which a server shows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def add(self, project: str, file: Path, *, sha256: str | None = None, attributes: str = "") -> str:
        """Put a file of a project in, and return its hash."""
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        place = self.folder / project
        place.mkdir(exist_ok=True)
        file.rename(place / file.name)
        fragment = "" if sha256 == "" else f"#sha256={sha256 or digest}"
        with (place / "index.html").open("a") as page:
            page.write(f'<a href="{html.escape(file.name)}{fragment}" {attributes}>{file.name}</a>\n')
        return digest


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    served = Index(tmp_path / "index")
    thread = threading.Thread(target=served.server.serve_forever)
    thread.start()
    yield served
    served.server.shutdown()
    thread.join()
    served.server.server_close()


@pytest.fixture
def skeleton(index: Index, tmp_path: Path):
    """Give a function that runs the command with the index."""

    def run(*arguments: str, code: int = 0) -> str:
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        variables |= {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": index.url,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_RETRIES": "0",
        }
        command = [sys.executable, "-P", "-m", "pyodide_cli", "skeleton", "pypi", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True)
        assert code == done.returncode, done.stderr
        return done.stdout if code == 0 else done.stderr

    return run


def sdist(folder: Path, name: str, version: str, *, top_level: str | None = None, extra: str = "") -> Path:
    """Write a source distribution that says what it is, and cannot be built."""
    source = folder / f"{name}-{version}"
    (source / f"{name}.egg-info").mkdir(parents=True)
    (source / "PKG-INFO").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{extra}")
    if top_level:
        (source / f"{name}.egg-info/top_level.txt").write_text(top_level)
    archive = folder / f"{name}-{version}.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(source, source.name)
    return archive


def wheel(folder: Path, name: str, version: str, tag: str = "py3-none-any", extra: str = "") -> Path:

    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}_module/__init__.py", "")
        about = f"Metadata-Version: 2.4\nName: {name.replace('_', '.')}\nVersion: {version}\n{extra}"
        archive.writestr(f"{name}-{version}.dist-info/METADATA", about)
    return path


ABOUT = """\
Summary: It does: something
License-Expression: MIT
Project-URL: Changelog, http://changes.invalid
Project-URL: Home-page, http://home.invalid
Requires-Dist: Some.Thing >=1
Requires-Dist: colorama; sys_platform == "win32"
Requires-Dist: more; extra == "more"
"""


def test_a_recipe_for_a_wheel(index: Index, skeleton, tmp_path: Path) -> None:
    (tmp_path / "packages/some-thing").mkdir(parents=True)
    (tmp_path / "packages/some-thing/meta.yaml").write_text("")
    index.add("demo-pack", sdist(tmp_path, "demo_pack", "1.10"))
    digest = index.add("demo-pack", wheel(tmp_path, "Demo_Pack", "1.10", extra=ABOUT))
    index.add("demo-pack", wheel(tmp_path, "demo_pack", "1.10", "cp313-cp313-manylinux_2_17_x86_64"))
    index.add("demo-pack", wheel(tmp_path, "demo_pack", "2.0rc1"))
    index.add("demo-pack", wheel(tmp_path, "demo_pack", "3.0"), attributes='data-yanked="broken"')

    made = tmp_path / "packages/demo-pack/meta.yaml"
    assert f"{made}\n" == skeleton("demo.pack")
    expected = f"""\
package:
  name: demo-pack
  version: '1.10'

source:
  pypi: Demo.Pack==1.10
  sha256: {digest}

requirements:
  run:
    - some-thing

test:
  imports:
    - Demo_Pack_module

about:
  home: http://home.invalid
  summary: 'It does: something'
  license: MIT
"""
    assert expected == made.read_text()
    assert "1.10" == load_recipe(made.parent).version
    assert "--update" in skeleton("demo_pack", code=1)


def test_a_recipe_for_a_source_distribution(index: Index, skeleton, tmp_path: Path) -> None:
    index.add("demo", wheel(tmp_path, "demo", "1.0"))
    digest = index.add("demo", sdist(tmp_path, "demo", "1.0", top_level="one\n_two\n"), sha256="")
    skeleton("demo", "--version", "1.0.0", "--source-format", "sdist", "--recipe-dir", "recipes")

    recipe = load_recipe(tmp_path / "recipes/demo")
    assert digest == recipe.source.sha256
    assert ("one", "_two") == recipe.test.imports
    assert [] == [path for path in (tmp_path / "recipes").iterdir() if path.name != "demo"]


def test_what_cannot_be_had(index: Index, skeleton, tmp_path: Path) -> None:
    index.add("native", wheel(tmp_path, "native", "1.0", "cp313-cp313-manylinux_2_17_x86_64"))
    index.add("other", sdist(tmp_path, "other", "1.0"), sha256="0" * 64)
    (tmp_path / "nothing-1.0.tar.gz").write_bytes(b"no archive")
    index.add("nothing", tmp_path / "nothing-1.0.tar.gz")

    assert "has no package absent" in skeleton("absent", code=1)
    problem = skeleton("native", code=1)
    assert "no wheel and no sdist of version 1.0 that the target can use; it has native-1.0-cp313" in problem
    assert "has no version 9; it has 1.0" in skeleton("native", "--version", "9", code=1).replace(" of it", "")
    assert "one is no version" in skeleton("native", "--version", "one", code=1)
    assert "it is another file" in skeleton("other", code=1)
    assert "nothing-1.0.tar.gz is no package" in skeleton("nothing", code=1)
    assert "has no recipe for other" in skeleton("other", "--update", code=1)
    assert not (tmp_path / "packages").exists()


def test_an_index_that_does_not_answer(index: Index, skeleton) -> None:
    index.server.shutdown()
    index.server.server_close()
    problem = skeleton("demo", code=1)
    assert "has no package demo" in problem
    assert "Connection refused" in problem


def test_update(index: Index, skeleton, tmp_path: Path) -> None:
    old = index.add("demo-pack", sdist(tmp_path, "demo_pack", "1.0"))
    index.add("demo-pack", wheel(tmp_path, "demo_pack", "1.0"))
    file = tmp_path / "packages/demo/meta.yaml"
    file.parent.mkdir(parents=True)
    text = RECIPE.format(sha256=old)
    file.write_text(text)
    assert "demo is up to date.\n" == skeleton("demo", "-u")
    assert text == file.read_text()

    new = index.add("demo-pack", sdist(tmp_path, "demo_pack", "1.2.3"))
    other = index.add("demo-pack", wheel(tmp_path, "demo_pack", "1.2.3"))
    assert f"Demo 1.0 -> 1.2.3: {file}\n" == skeleton("Demo", "-u")
    # A source distribution, as before.
    expected = text.replace('"1.0"', "1.2.3").replace("==1.0", "==1.2.3").replace(old, new)
    assert expected == file.read_text()
    skeleton("demo", "-u", "--source-format=wheel")
    assert expected.replace(new, other) == file.read_text()
    skeleton("demo", "-u", "--version=1.0", "--source-format=sdist")
    assert text == file.read_text()


def test_update_of_a_recipe_with_patches(index: Index, skeleton, tmp_path: Path) -> None:
    index.add("demo-pack", sdist(tmp_path, "demo_pack", "2.0"))
    file = tmp_path / "packages/demo/meta.yaml"
    file.parent.mkdir(parents=True)
    text = RECIPE.format(sha256="0" * 64).replace("source:\n", "source:\n    patches: [fix.patch]\n")
    file.write_text(text)
    (file.parent / "fix.patch").touch()

    assert "has patches for 1.0; the index has 2.0. With --update-patched" in " ".join(
        skeleton("demo", "-u", code=1).split()
    )
    assert text == file.read_text()
    skeleton("demo", "--update-patched")
    assert "2.0" == load_recipe(file.parent).version
    assert "fix.patch" in file.read_text()


def test_update_of_other_sources(index: Index, skeleton, tmp_path: Path) -> None:
    digest = index.add("demo", sdist(tmp_path, "demo", "2.0"))
    file = tmp_path / "packages/demo/meta.yaml"
    file.parent.mkdir(parents=True)
    head = 'package: {name: demo, version: "1.0"}\nsource:\n  '
    for source in (
        "debian: demo=1.0",
        "url: http://files.invalid/v1.0.tar.gz",
        "url: http://files.invalid/other-1.0.tar.gz",
    ):
        file.write_text(f"{head}{source}\n  sha256: {'0' * 64}\n")
        assert "is not from the index" in " ".join(skeleton("demo", "-u", code=1).split())
    file.write_text(f"{head}url: http://files.invalid/demo-1.0.tar.gz # here\n  sha256: {'0' * 64}\n")
    skeleton("demo", "-u")
    assert (
        f'package: {{name: demo, version: "2.0"}}\nsource:\n  pypi: demo==2.0 # here\n  sha256: {digest}\n'
        == file.read_text()
    )


def test_values_are_replaced_in_their_places() -> None:
    text = "a:\n  b: |\n    c: 1\n  c: 'x' # ü\nd: {c: 2, e: [c]}\n"

    assert text.replace("c: 'x'", "f: y") == replace_values(text, {("a", "c"): ("f", "y")})
    assert text.replace("{c: 2", "{c: 33") == replace_values(text, {("d", "c"): ("c", "33")})
    with pytest.raises(KeyError):
        replace_values(text, {("a", "x"): ("x", "y")})
