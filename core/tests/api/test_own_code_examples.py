"""How people bring code and files of their own: archives, single files, the file system, mounts."""

import io
import tarfile
import zipfile

import pytest

MODULE = "def do_something():\n    return __file__\n"


@pytest.fixture
def url(realm):
    """Give the address of a folder that has a package in archives, and a script."""
    folder = realm.site.folder / "own-code"
    folder.mkdir(exist_ok=True)
    with tarfile.open(folder / "your_package.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("your_package/__init__.py")
        entry.size = len(MODULE)
        archive.addfile(entry, io.BytesIO(MODULE.encode()))
    with zipfile.ZipFile(folder / "myfiles.zip", "w") as archive:
        archive.writestr("myfiles/data.txt", "some data")
    (folder / "script.py").write_text(MODULE)
    (folder / "code.py").write_text("answer = 6 * 7\nanswer")
    return f"{realm.site.url}own-code"


pytestmark = pytest.mark.realms("node24", "chromium", "firefox")


def test_code_from_a_server(fresh_pyodide, url) -> None:
    archive, file = fresh_pyodide.js(
        """
        // Downloading an archive
        await pyodide.runPythonAsync(`
            from pyodide.http import pyfetch
            response = await pyfetch("${url}/your_package.tar.gz") # .zip, .whl, ...
            await response.unpack_archive() # by default, unpacks to the current dir
        `)
        const first = pyodide.pyimport("your_package").do_something();
        // Downloading a single file
        await pyodide.runPythonAsync(`
            from pyodide.http import pyfetch
            response = await pyfetch("${url}/script.py")
            with open("script.py", "wb") as f:
                f.write(await response.bytes())
        `)
        return [first, pyodide.pyimport("script").do_something()];
        """,
        url=url,
    )

    assert ["/home/pyodide/your_package/__init__.py", "/home/pyodide/script.py"] == [archive, file]


def test_archives_that_javascript_fetches(fresh_pyodide, url) -> None:
    module, data, answer = fresh_pyodide.js(
        """
        let response = await fetch(`${url}/your_package.tar.gz`); // .zip, .whl, ...
        let buffer = await response.arrayBuffer();
        await pyodide.unpackArchive(buffer, "gztar"); // by default, unpacks to the current dir
        const your_package = pyodide.pyimport("your_package");

        let zipResponse = await fetch(`${url}/myfiles.zip`);
        let zipBinary = await zipResponse.arrayBuffer();
        pyodide.unpackArchive(zipBinary, "zip");

        return [
          your_package.do_something(),
          pyodide.runPython("open('myfiles/data.txt').read()"),
          pyodide.runPython(await (await fetch(`${url}/code.py`)).text()),
        ];
        """,
        url=url,
    )

    assert ["/home/pyodide/your_package/__init__.py", "some data", 42] == [module, data, answer]


def test_the_file_system(pyodide) -> None:
    assert ["hello world!", "hello back!"] == pyodide.js(
        """
        pyodide.runPython(`
          from pathlib import Path

          Path("/hello.txt").write_text("hello world!")
        `);

        let file = pyodide.FS.readFile("/hello.txt", { encoding: "utf8" });

        let data = "hello back!";
        pyodide.FS.writeFile("/hello.txt", data, { encoding: "utf8" });
        try {
          return [file, pyodide.runPython(`
            from pathlib import Path

            Path("/hello.txt").read_text()
          `)];
        } finally {
          pyodide.FS.unlink("/hello.txt");
        }
        """
    )


@pytest.mark.realms("chromium", "firefox")
def test_a_folder_that_outlives_the_page(fresh_pyodide) -> None:
    """Another interpreter finds the files once syncfs was called."""
    assert "kept" == fresh_pyodide.js(
        """
        let mountDir = "/mnt";
        pyodide.FS.mkdirTree(mountDir);
        pyodide.FS.mount(pyodide.FS.filesystems.IDBFS, {}, mountDir);
        pyodide.runPython("open('/mnt/file', 'w').write('kept')");
        const sync = ({ FS }, populate) => new Promise((resolve, reject) => {
          FS.syncfs(populate, (error) => (error ? reject(error) : resolve()));
        });
        await sync(pyodide, false);

        const other = await loadPyodide();
        other.FS.mkdirTree(mountDir);
        other.FS.mount(other.FS.filesystems.IDBFS, {}, mountDir);
        await sync(other, true);
        try {
          return other.runPython("open('/mnt/file').read()");
        } finally {
          other.FS.unlink("/mnt/file");
          await sync(other, false);
        }
        """
    )


@pytest.mark.realms("node24")
def test_folders_of_the_machine(fresh_pyodide, tmp_path) -> None:
    (tmp_path / "my_package").mkdir()
    (tmp_path / "my_package" / "__init__.py").write_text("answer = 42\n")

    assert ["['my_package']", 42] == fresh_pyodide.js(
        """
        let mountDir = "/mnt";
        pyodide.FS.mkdirTree(mountDir);
        pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, mountDir);
        pyodide.mountNodeFS("my_package", `${root}/my_package`);
        return [
          pyodide.runPython("import os; str(os.listdir('/mnt'))"),
          pyodide.runPython(`
import my_package
my_package.answer
`),
        ];
        """,
        root=str(tmp_path),
    )
