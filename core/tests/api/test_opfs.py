"""mountOPFS: a folder that the browser keeps for the page's origin."""

import pytest

from harness.realms import ALL_REALMS

pytestmark = pytest.mark.realms(*[realm for realm in ALL_REALMS if not realm.startswith("node")])


def test_mount_opfs(realm) -> None:
    """Written in one interpreter, there in the next, without another line."""
    body = """
    await (await navigator.storage.getDirectory()).removeEntry("data", { recursive: true }).catch(() => {});
    const first = await loadPyodide();
    await first.mountOPFS("/data");
    first.runPython("import os; os.makedirs('/data/deep'); open('/data/deep/file', 'w').write('kept')");
    await new Promise((resolve) => setTimeout(resolve, 500));
    const second = await loadPyodide();
    const { syncfs } = await second.mountOPFS("/data");
    const text = second.runPython("open('/data/deep/file').read()");
    second.runPython("import shutil; shutil.rmtree('/data/deep')");
    await syncfs();
    const third = await loadPyodide();
    await third.mountOPFS("/elsewhere", { directory: "/data", autoPersist: false });
    third.runPython("open('/elsewhere/unsaved', 'w').write('')");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const fourth = await loadPyodide();
    await fourth.mountOPFS("/data");
    return [text, third.FS.readdir("/elsewhere"), fourth.FS.readdir("/data")];
    """

    assert ["kept", [".", "..", "unsaved"], [".", ".."]] == realm.evaluate(body)


@pytest.mark.realms("chromium", "firefox")
def test_opfs_after_a_reload(realm) -> None:
    body = """
    const frame = document.createElement("iframe");
    const load = async () => {
      const loaded = new Promise((resolve) => (frame.onload = resolve));
      frame.src = "/harness/page/classic.html";
      await loaded;
      const pyodide = await frame.contentWindow.loadPyodide();
      await pyodide.mountOPFS("/reloaded");
      return pyodide;
    };
    document.body.append(frame);
    try {
      const first = await load();
      first.runPython("open('/reloaded/file', 'a').write('again ')");
      await new Promise((resolve) => setTimeout(resolve, 500));
      const second = await load();
      return second.runPython("text = open('/reloaded/file').read(); import os; os.unlink('/reloaded/file'); text");
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 300));
      frame.remove();
    }
    """

    assert "again " == realm.evaluate(body)


@pytest.mark.realms("node24")
def test_opfs_where_there_is_none(throws) -> None:
    assert "Error: mountOPFS: there is no private file system here" in throws("await pyodide.mountOPFS('/data')")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("5", "TypeError: mountOPFS: directory must be a string, autoPersist a boolean"),
        ("'/data', { autoPersist: 'yes' }", "TypeError: mountOPFS: directory must be a string, autoPersist a boolean"),
        ("'/lib', { directory: 'lib' }", "Error: mountNativeFS: '/lib' is not empty"),
    ],
)
def test_a_bad_opfs_mount(throws, call, message) -> None:
    assert message == throws(f"await pyodide.mountOPFS({call})")
