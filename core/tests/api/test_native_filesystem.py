"""mountNativeFS: folders of the browser, through the handles that pages get for any folder."""

import pytest

from harness.realms import ALL_REALMS

BROWSERS = pytest.mark.realms(*[realm for realm in ALL_REALMS if not realm.startswith("node")])
pytestmark = BROWSERS

# A folder of the origin's private file system, whose handles are those that showDirectoryPicker() gives.
OUTSIDE = """
const root = await navigator.storage.getDirectory();
await root.removeEntry("outside", { recursive: true }).catch(() => {});
const outside = await root.getDirectoryHandle("outside", { create: true });
async function write(folder, name, content) {
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writable.write(content);
  await writable.close();
}
async function tree(folder) {
  const result = {};
  for await (const [name, handle] of folder.entries()) {
    result[name] = handle.kind === "directory" ? await tree(handle) : await (await handle.getFile()).text();
  }
  return result;
}
const populate = () =>
  new Promise((resolve, reject) => pyodide.FS.syncfs(true, (error) => (error ? reject(error) : resolve())));
"""


@pytest.fixture
def native(pyodide):
    """Give a function that runs JavaScript beside a folder `outside`; what was mounted at /native is unmounted."""
    yield lambda body, **values: pyodide.js(OUTSIDE + body, **values)
    pyodide.js(
        """
        const { FS } = pyodide;
        for (const path of ["/native"]) {
          if (FS.analyzePath(path).exists) {
            if (FS.isMountpoint(FS.lookupPath(path, { follow_mount: false }).node)) {
              FS.unmount(path);
            }
            pyodide.runPython(`import shutil; shutil.rmtree('${path}')`);
          }
        }
        """
    )


def test_mount_native_fs(native) -> None:
    """Both ways, as documented."""
    assert [
        "from outside",
        {"file": "from outside", "folder": {"inner": "changed"}, "new": {"deep": {"a": "1", "empty": ""}}},
        {"file": "from outside", "folder": {}},
    ] == native(
        """
        await write(outside, "file", "from outside");
        const folder = await outside.getDirectoryHandle("folder", { create: true });
        await write(folder, "inner", "of the folder");
        const { syncfs } = await pyodide.mountNativeFS("/native", outside);
        const text = pyodide.runPython("open('/native/file').read()");
        pyodide.runPython(`
          import os
          os.makedirs("/native/new/deep")
          open("/native/new/deep/a", "w").write("1")
          open("/native/new/deep/empty", "w").close()
          open("/native/folder/inner", "w").write("changed")
        `);
        await syncfs();
        const both = await tree(outside);
        pyodide.runPython("import shutil; shutil.rmtree('/native/new'); os.unlink('/native/folder/inner')");
        await syncfs();
        return [text, both, await tree(outside)];
        """
    )


def test_changes_from_outside(native) -> None:
    """FS.syncfs(true) takes them; syncfs() neither overwrites nor deletes what others have written."""
    assert [
        {"mine": "mine", "theirs": "theirs", "changed": "by them"},
        ["changed", "mine", "theirs"],
        "by them",
        ["changed", "theirs"],
    ] == native(
        """
        await write(outside, "changed", "before");
        const { syncfs } = await pyodide.mountNativeFS("/native", outside);
        pyodide.runPython("open('/native/mine', 'w').write('mine')");
        await write(outside, "theirs", "theirs");
        await write(outside, "changed", "by them");
        await syncfs();
        const after = await tree(outside);
        await populate();
        const names = pyodide.FS.readdir("/native").slice(2).sort();
        const content = pyodide.runPython("open('/native/changed').read()");
        await outside.removeEntry("mine");
        await populate();
        return [after, names, content, pyodide.FS.readdir("/native").slice(2).sort()];
        """
    )


def test_files_and_folders_change_places(native) -> None:
    assert [{"a": {"b": "in a"}, "c": "file now"}, "folder then"] == native(
        """
        await write(outside, "a", "a file");
        const c = await outside.getDirectoryHandle("c", { create: true });
        await write(c, "inner", "text");
        const { syncfs } = await pyodide.mountNativeFS("/native", outside);
        pyodide.runPython(`
          import os, shutil
          os.unlink("/native/a")
          os.mkdir("/native/a")
          open("/native/a/b", "w").write("in a")
          shutil.rmtree("/native/c")
          open("/native/c", "w").write("file now")
        `);
        await syncfs();
        const after = await tree(outside);
        await outside.removeEntry("c");
        await write(await outside.getDirectoryHandle("c", { create: true }), "inner", "folder then");
        await populate();
        return [after, pyodide.runPython("open('/native/c/inner').read()")];
        """
    )


def test_renamed_truncated_and_appended(native) -> None:
    assert {"second": "tex", "log": "one two"} == native(
        """
        const { syncfs } = await pyodide.mountNativeFS("/native", outside);
        pyodide.runPython("open('/native/first', 'w').write('text'); open('/native/log', 'w').write('one')");
        await syncfs();
        pyodide.runPython(`
          import os
          os.rename("/native/first", "/native/second")
          os.truncate("/native/second", 3)
          open("/native/log", "a").write(" two")
        `);
        await syncfs();
        return tree(outside);
        """
    )


def test_many_synchronizations_at_once(native) -> None:
    assert {f"file{number}": str(number) for number in range(20)} == native(
        """
        const { syncfs } = await pyodide.mountNativeFS("/native", outside);
        const pending = [];
        for (let number = 0; number < 20; number++) {
          pyodide.FS.writeFile(`/native/file${number}`, String(number));
          pending.push(syncfs());
        }
        await Promise.all(pending);
        return tree(outside);
        """
    )


def test_a_large_file(native) -> None:
    """In pieces, and what is written while it is copied comes with the next."""
    assert [100 << 20, True, 100 << 20, "changed"] == native(
        """
        const { syncfs } = await pyodide.mountNativeFS("/native", outside);
        pyodide.runPython(`
          block = bytes(range(256)) * 4096
          with open("/native/large", "wb") as file:
              for _ in range(100):
                  file.write(block)
          del block
        `);
        const pending = syncfs();
        pyodide.runPython("open('/native/other', 'w').write('changed')");
        await pending;
        await syncfs();
        const file = await (await outside.getFileHandle("large")).getFile();
        const end = new Uint8Array(await file.slice(-256).arrayBuffer());
        pyodide.FS.unmount("/native");
        await pyodide.mountNativeFS("/native", outside);
        const size = pyodide.runPython("import os; os.stat('/native/large').st_size");
        return [file.size, end.every((byte, index) => byte === index), size, (await tree(outside)).other];
        """
    )


def test_a_file_that_cannot_be_read_fails_the_mount(native) -> None:
    """The error says which; nothing stays mounted."""
    assert [
        "Error: '/native/broken' could not be read (NotReadableError: no permission)",
        False,
    ] == native(
        """
        const broken = {
          kind: "file",
          name: "broken",
          getFile: async () => ({
            lastModified: 0,
            size: 1,
            arrayBuffer: async () => {
              throw new DOMException("no permission", "NotReadableError");
            },
          }),
        };
        const folder = { kind: "directory", name: "folder", entries: async function* () { yield ["broken", broken]; } };
        const error = await pyodide.mountNativeFS("/native", folder).catch((error) => error);
        const { node } = pyodide.FS.lookupPath("/native", { follow_mount: false });
        return [String(error), pyodide.FS.isMountpoint(node)];
        """
    )


def test_a_failed_write_is_tried_again(native) -> None:
    assert ["Error: '/native/file' could not be written (QuotaExceededError: full)", {"file": "text"}] == native(
        """
        let full = true;
        const folder = {
          kind: "directory",
          name: "folder",
          entries: () => outside.entries(),
          removeEntry: (...args) => outside.removeEntry(...args),
          getFileHandle(...args) {
            if (full) {
              throw new DOMException("full", "QuotaExceededError");
            }
            return outside.getFileHandle(...args);
          },
        };
        const { syncfs } = await pyodide.mountNativeFS("/native", folder);
        pyodide.runPython("open('/native/file', 'w').write('text')");
        const error = await syncfs().catch((error) => error);
        full = false;
        await syncfs();
        return [String(error), await tree(outside)];
        """
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("'/native', null", "TypeError: mountNativeFS: expected a FileSystemDirectoryHandle"),
        ("'/native', await outside.getFileHandle('f', { create: true })", "TypeError: mountNativeFS: expected a File"),
        ("'/lib', outside", "Error: mountNativeFS: '/lib' is not empty"),
        ("'/dev/null', outside", "Error: mountNativeFS: '/dev/null' is not a folder"),
        ("5, outside", "TypeError: mountNativeFS: the path must be a non-empty string"),
        (
            "'/native', { kind: 'directory', name: 'x', queryPermission: async () => 'denied' }",
            "Error: mountNativeFS: the user has not allowed to read and write the folder 'x'",
        ),
    ],
)
def test_a_bad_mount(throws, call, message) -> None:
    assert message in throws(f"{OUTSIDE} await pyodide.mountNativeFS({call})")


def test_links_cannot_be_kept(native) -> None:
    assert "PermissionError" == native(
        """
        await pyodide.mountNativeFS("/native", outside);
        return pyodide.runPython(`
          import os
          try:
              os.symlink("a", "/native/link")
          except OSError as error:
              name = type(error).__name__
          name
        `);
        """
    )
