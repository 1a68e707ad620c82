"""MEMFS, IDBFS, WORKERFS, PROXYFS and NODEFS; what was mended in emscripten's file system; tracking."""

import pytest

from harness.realms import ALL_REALMS

BROWSERS = pytest.mark.realms(*[realm for realm in ALL_REALMS if not realm.startswith("node")])
WORKERS = pytest.mark.realms(*[r for r in ALL_REALMS if r.endswith("-worker") and not r.startswith("node")])
NODE = pytest.mark.realms("node20", "node24", "node24-worker")


def test_a_mount_of_memfs(pyodide) -> None:
    assert ["text", False] == pyodide.js(
        """
        const { FS } = pyodide;
        FS.mkdirTree("/mnt/memory");
        FS.mount(FS.filesystems.MEMFS, {}, "/mnt/memory");
        const text = pyodide.runPython("open('/mnt/memory/file', 'w').write('text'); open('/mnt/memory/file').read()");
        FS.unmount("/mnt/memory");
        return [text, FS.analyzePath("/mnt/memory/file").exists];
        """
    )


@BROWSERS
def test_idbfs_keeps_files(realm) -> None:
    """Another interpreter finds what one has saved in the browser's database."""
    body = """
    const sync = (pyodide, populate) =>
      new Promise((resolve, reject) => pyodide.FS.syncfs(populate, (error) => (error ? reject(error) : resolve())));
    async function start() {
      const pyodide = await loadPyodide();
      pyodide.FS.mkdirTree("/kept");
      pyodide.FS.mount(pyodide.FS.filesystems.IDBFS, {}, "/kept");
      await sync(pyodide, true);
      return pyodide;
    }
    const first = await start();
    first.FS.mkdirTree("/kept/folder");
    first.runPython("open('/kept/folder/file', 'w').write('kept')");
    await sync(first, false);
    const second = await start();
    const text = second.runPython("open('/kept/folder/file').read()");
    second.runPython("import shutil; shutil.rmtree('/kept/folder')");
    await sync(second, false);
    const third = await start();
    return [text, third.FS.readdir("/kept")];
    """

    assert ["kept", [".", ".."]] == realm.evaluate(body)


@WORKERS
def test_workerfs_reads_files_in_place(pyodide) -> None:
    """Only the part that is asked for is read of a file of a gigabyte and a half."""
    assert ["23", 3 << 29, "hello", "read-only"] == pyodide.js(
        """
        const { FS } = pyodide;
        const page = new Blob([new Uint8Array(1 << 20)]);
        const half = new Blob(Array.from({ length: 768 }, () => page));
        const large = new File([half, half], "large.bin");
        FS.mkdirTree("/mnt/files");
        FS.mount(FS.filesystems.WORKERFS, {
          files: [new File(["0123456"], "digits.txt"), large],
          blobs: [{ name: "folder/hello.txt", data: new Blob(["hello"]) }],
        }, "/mnt/files");
        try {
          pyodide.runPython(`
            import os
            with open("/mnt/files/digits.txt") as file:
                file.seek(2)
                digits = file.read(2)
            size = os.stat("/mnt/files/large.bin").st_size
            with open("/mnt/files/large.bin", "rb") as file:
                file.seek(size - 10)
                assert bytes(10) == file.read()
            try:
                open("/mnt/files/new", "w")
                writing = "possible"
            except OSError:
                writing = "read-only"
          `);
          return [
            ...["digits", "size"].map((name) => pyodide.globals.get(name)),
            pyodide.runPython("open('/mnt/files/folder/hello.txt').read()"),
            pyodide.globals.get("writing"),
          ];
        } finally {
          FS.unmount("/mnt/files");
        }
        """
    )


def test_proxyfs_shows_the_files_of_another_interpreter(pyodide) -> None:
    assert ["from the other", "and back"] == pyodide.js(
        """
        const other = await loadPyodide();
        other.FS.mkdirTree("/shared");
        other.FS.writeFile("/shared/file", "from the other");
        const { FS } = pyodide;
        FS.mkdirTree("/mnt/other");
        FS.mount(FS.filesystems.PROXYFS, { root: "/shared", fs: other.FS }, "/mnt/other");
        try {
          pyodide.runPython("open('/mnt/other/back', 'w').write('and back')");
          return [pyodide.runPython("open('/mnt/other/file').read()"), other.runPython("open('/shared/back').read()")];
        } finally {
          FS.unmount("/mnt/other");
        }
        """
    )


@NODE
def test_nodefs(pyodide, tmp_path) -> None:
    (tmp_path / "file").write_text("of the host")

    assert "of the host" == pyodide.js(
        """
        const { FS } = pyodide;
        FS.mkdirTree("/mnt/host");
        FS.mount(FS.filesystems.NODEFS, { root }, "/mnt/host");
        try {
          pyodide.runPython("open('/mnt/host/new', 'w').write('of Python')");
          return pyodide.runPython("open('/mnt/host/file').read()");
        } finally {
          FS.unmount("/mnt/host");
        }
        """,
        root=str(tmp_path),
    )
    assert "of Python" == (tmp_path / "new").read_text()


@NODE
def test_mount_node_fs(pyodide, throws, tmp_path) -> None:
    (tmp_path / "my_package").mkdir()
    (tmp_path / "my_package" / "__init__.py").write_text("value = 'of the host'")
    try:
        assert "of the host" == pyodide.js(
            """
            pyodide.mountNodeFS("my_package", root + "/my_package");
            return pyodide.runPython(`
              import sys, my_package
              open("my_package/new.txt", "w").write("of Python")
              sys.modules.pop("my_package").value
            `);
            """,
            root=str(tmp_path),
        )
        assert "of Python" == (tmp_path / "my_package" / "new.txt").read_text()
        assert "Error: mountNodeFS: another file system is mounted at 'my_package' already" == throws(
            "pyodide.mountNodeFS('my_package', root)", root=str(tmp_path)
        )
    finally:
        pyodide.js("pyodide.FS.unmount('/home/pyodide/my_package'); pyodide.FS.rmdir('/home/pyodide/my_package')")


@NODE
@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("('/mnt/new', root + '/missing')", "Error: mountNodeFS: the host has no '{root}/missing'"),
        ("('/mnt/new', root + '/file')", "Error: mountNodeFS: '{root}/file' of the host is not a folder"),
        ("('/lib', root)", "Error: mountNodeFS: '/lib' is not empty"),
        ("('/dev/null', root)", "Error: mountNodeFS: '/dev/null' is not a folder"),
        ("('/dev/null/x', root)", "Error: mountNodeFS: '/dev/null/x' cannot be made a folder"),
        ("('', root)", "TypeError: mountNodeFS: the path must be a non-empty string"),
        ("(5, root)", "TypeError: mountNodeFS: the path must be a non-empty string"),
        ("('/mnt/new')", "TypeError: mountNodeFS: the host's path must be a non-empty string"),
    ],
)
def test_mount_node_fs_at_a_bad_place(throws, tmp_path, call, message) -> None:
    (tmp_path / "file").touch()

    assert message.format(root=tmp_path) == throws(f"pyodide.mountNodeFS{call}", root=str(tmp_path))


@pytest.mark.realms("chromium", "firefox")
def test_mount_node_fs_in_a_browser(throws) -> None:
    assert "Error: mountNodeFS works in Node only; in a browser there is mountNativeFS" == throws(
        "pyodide.mountNodeFS('/mnt/new', '/tmp')"
    )


def test_a_file_that_was_replaced_stays_away(pyodide) -> None:
    assert "new False []" == pyodide.run(
        """
        import os, tempfile
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            for name in "old", "new":
                open(name, "w").write(name)
            os.replace("new", "old")
            content = open("old").read()
            os.unlink("old")
            result = f"{content} {os.path.exists('old')} {os.listdir()}"
            os.chdir("/home/pyodide")
        result
        """
    )


def test_links_say_what_they_were_made_with(pyodide) -> None:
    assert "target ../folder/target text text" == pyodide.run(
        """
        import os, tempfile
        with tempfile.TemporaryDirectory() as base:
            os.mkdir(f"{base}/folder")
            open(f"{base}/folder/target", "w").write("text")
            os.symlink("target", f"{base}/folder/near")
            os.symlink("../folder/target", f"{base}/folder/round")
            names = [f"{base}/folder/{name}" for name in ("near", "round")]
            result = " ".join([*map(os.readlink, names), *(open(name).read() for name in names)])
        result
        """
    )


def test_errors_say_what_they_are(pyodide) -> None:
    assert ["ErrnoError: ENOENT (errno 44)", True, 44, "JsException: ErrnoError: ENOENT (errno 44)"] == pyodide.js(
        """
        const read = () => pyodide.FS.readFile("/missing");
        pyodide.globals.set("read", read);
        try {
          read();
        } catch (error) {
          return [String(error), error instanceof Error, error.errno, pyodide.runPython(`
            try:
                read()
            except Exception as error:
                text = f"{type(error).__name__}: {error}"
            text
          `)];
        }
        """
    )


def test_relative_folders(pyodide) -> None:
    assert True is pyodide.js(
        """
        const { FS } = pyodide;
        FS.mkdirTree("relative/folder");
        const made = FS.analyzePath("/home/pyodide/relative/folder").exists && !FS.analyzePath("/relative").exists;
        pyodide.runPython("import shutil; shutil.rmtree('relative')");
        return made;
        """
    )


def test_tracking_delegate(pyodide) -> None:
    assert ["open /tmp/tracked", "write /tmp/tracked 4", "delete /tmp/tracked"] == pyodide.js(
        """
        const log = [];
        const { FS } = pyodide;
        FS.trackingDelegate = {
          onOpenFile: (path) => log.push(`open ${path}`),
          onWriteToFile: (path, bytes) => log.push(`write ${path} ${bytes}`),
          onDeletePath: (path) => log.push(`delete ${path}`),
        };
        try {
          pyodide.runPython(`
            import os
            with open("/tmp/tracked", "w") as file:
                file.write("text")
            os.unlink("/tmp/tracked")
          `);
        } finally {
          FS.trackingDelegate = {};
        }
        return log.filter((line) => line.includes("tracked"));
        """
    )
