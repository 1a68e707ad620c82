"""Files that are missing, damaged or mislabelled: each a clear error, nothing left behind."""

import re
import socket
from functools import partial

import pytest

from harness.errors import ThrownError
from harness.realms import ALL_REALMS
from harness.site import MISLABELLED

WEB = pytest.mark.realms(*[realm for realm in ALL_REALMS if not realm.startswith("node")])
NODE = pytest.mark.realms("node20", "node24")
COMPRESSED = "python_stdlib.zip.zst"
FILES = ["pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]
ADVICE = "check that loadPyodide's indexURL is the folder that holds all files of one release"

pytestmark = [pytest.mark.realms(*ALL_REALMS), pytest.mark.usefixtures("no_unhandled_rejections")]


def load(realm, index: str) -> str:
    """Return the message of the PyodideLoadError, then load from the right place."""
    with pytest.raises(ThrownError) as caught:
        realm.evaluate("await loadPyodide({ indexURL })", indexURL=index, time_limit=20)
    assert "PyodideLoadError" == caught.value.name, caught.value
    assert 2 == realm.evaluate("return (await loadPyodide()).runPython('1 + 1')")
    return caught.value.message


def copy_distribution(realm, name: str):
    """Copy the distribution without the form of the standard library that is preferred."""
    folder = realm.site.copy_distribution(name)
    (folder / COMPRESSED).unlink()
    return folder


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file(realm, file) -> None:
    folder = copy_distribution(realm, f"without-{file}")
    (folder / file).unlink()
    index = realm.index_url(folder)
    reasons = "there is no such file|the server answered 404.*|the script could not be (fetched|imported)"

    assert re.fullmatch(
        f"Cannot load {re.escape(file)}: ({reasons}). It was expected at {re.escape(index + file)}: {ADVICE}",
        load(realm, index),
    )


@pytest.mark.parametrize("instead", [None, b"<!DOCTYPE html>", b""])
def test_without_the_compressed_library(realm, instead) -> None:
    """Whoever copies the files that they know copies the zip archive."""
    folder = copy_distribution(realm, f"without-{COMPRESSED}-{len(instead or ' ')}")
    if instead is not None:
        (folder / COMPRESSED).write_bytes(instead)

    body = "return (await loadPyodide({ indexURL })).runPython('import json; json.dumps([1])')"

    assert "[1]" == realm.evaluate(body, indexURL=realm.index_url(folder))


@pytest.mark.parametrize("file", [*FILES, COMPRESSED])
def test_half_a_file(realm, file) -> None:
    folder = (realm.site.copy_distribution if file == COMPRESSED else partial(copy_distribution, realm))(
        f"half-of-{file}"
    )
    content = (folder / file).read_bytes()
    (folder / file).unlink()
    (folder / file).write_bytes(content[: len(content) // 2])

    message = load(realm, realm.index_url(folder))

    assert message.startswith(f"Cannot load {file}: ")
    # A page is not told that a script has a syntax error.
    assert "damaged" in message or "does not define" in message
    assert message.endswith(ADVICE)


def test_a_folder_that_is_not_there(realm) -> None:
    message = load(realm, realm.index_url(realm.site.folder / "nothing-here"))

    assert message.startswith("Cannot load p")
    assert f"It was expected at {realm.index_url(realm.site.folder / 'nothing-here')}p" in message


def test_files_of_another_release(realm) -> None:
    folder = realm.site.copy_distribution("another-release")
    glue = (folder / "pyodide.asm.js").read_text()
    (folder / "pyodide.asm.js").unlink()
    version = realm.evaluate("return (await loadPyodide()).version")
    (folder / "pyodide.asm.js").write_text(glue.replace(f'"{version}"', '"0.1.0"'))

    assert f"it belongs to release 0.1.0, the loader to {version}" in load(realm, realm.index_url(folder))


def test_a_glue_file_that_is_something_else(realm) -> None:
    """Also after a good one was loaded, whose function must not be taken for it."""
    folder = realm.site.copy_distribution("something-else")
    (folder / "pyodide.asm.js").unlink()
    (folder / "pyodide.asm.js").write_text("'nothing';")

    assert "pyodide.asm.js: the script does not define" in load(realm, realm.index_url(folder))


def test_a_repaired_folder_loads(realm) -> None:
    """A failure is not remembered."""
    folder = copy_distribution(realm, "repaired")
    for file in FILES:
        (folder / file).rename(folder / f"{file}.away")
    index = realm.index_url(folder)
    load(realm, index)
    for file in FILES:
        (folder / f"{file}.away").rename(folder / file)

    assert 2 == realm.evaluate("return (await loadPyodide({ indexURL })).runPython('1 + 1')", indexURL=index)


@WEB
def test_a_server_that_does_not_know_wasm(realm) -> None:
    """The wasm file comes as text/plain; the script must have its type, browsers insist."""
    folder = realm.site.copy_distribution(MISLABELLED)

    assert "pyodide.asm.js: the script could not be" in load(realm, realm.index_url(folder))


@pytest.mark.realms("node20", "node24", "chromium", "firefox", "chromium-module-worker", "firefox-classic-worker")
def test_a_server_that_does_not_answer(realm) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        index = f"http://127.0.0.1:{closed.getsockname()[1]}/"

        message = load(realm, index)

    assert re.match(r"Cannot load \S+: (the request failed|the script could not be)", message), message


@NODE
def test_node_loads_over_http(realm) -> None:
    body = "return (await loadPyodide({ indexURL })).runPython('1 + 1')"

    assert 2 == realm.evaluate(body, indexURL=f"{realm.site.url}dist/")


@NODE
def test_node_and_a_server_without_the_files(realm) -> None:
    assert "the server answered 404" in load(realm, f"{realm.site.url}nothing-here/")


@pytest.mark.realms("chromium", "firefox", "chromium-module-worker", "firefox-classic-worker")
def test_a_folder_of_the_machine_in_a_browser(realm) -> None:
    assert "browsers do not let a page from file:// read other files; serve the folder over HTTP" in load(
        realm, "file:///usr/lib/pyodide/"
    )


@pytest.mark.realms("chromium", "firefox")
def test_an_import_map(realm) -> None:
    """A page without a bundler names the package as programs for Node do."""
    body = """
    const frame = document.createElement("iframe");
    frame.srcdoc = `<script type="importmap">{ "imports": { "pyodide": "${base}dist/pyodide.mjs" } }</script>
      <script type="module">
        import { loadPyodide } from "pyodide";
        const pyodide = await loadPyodide();
        parent.postMessage(pyodide.runPython("1 + 1"), "*");
      </script>`;
    const answer = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
    document.body.append(frame);
    try {
      return await answer;
    } finally {
      frame.remove();
    }
    """

    assert 2 == realm.evaluate(body, base=realm.site.url)
