"""Files in memory behave as POSIX says: paths, links, times, pipes, devices."""

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")


def two_dots_behind_a_link_are_the_folder_of_its_target() -> None:
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.makedirs("far/away")
        os.symlink("far/away", "link")
        for name in ("link/../file", f"{folder}/link/../absolute"):
            with open(name, "w") as file:
                file.write(name)
        os.mkdir("link/../new")
        assert {"away", "file", "absolute", "new"} == set(os.listdir("far"))
        assert os.path.samefile("far/file", "link/../file")
        os.rename("link/../file", "link/moved")
        assert ["moved"] == os.listdir("far/away")
        os.chdir("link")
        assert f"{os.path.realpath(folder)}/far/away" == os.getcwd()
        os.chdir("/")


def folders_by_their_dots() -> None:
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.mkdir("a")
        for name in (".", "..", "a/.", "a/..", "/", "a/"):
            try:
                os.mkdir(name)
            except FileExistsError:
                pass
            else:
                raise AssertionError(name)
        assert ["a"] == os.listdir(folder)
        assert [] == os.listdir("a")
        os.mkdir("new/")
        assert os.path.isdir("new")
        os.chdir("/")


def links_in_a_circle_end() -> None:
    import errno
    import os
    import pathlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.symlink("second", f"{folder}/first")
        os.symlink("first", f"{folder}/second")
        os.mkdir(f"{folder}/a")
        os.symlink("../a", f"{folder}/a/up")
        for path in (f"{folder}/first", f"{folder}/a" + 42 * "/up"):
            for use in (os.stat, open, lambda path: open(path, "w")):
                try:
                    use(path)
                except OSError as error:
                    assert errno.ELOOP == error.errno, error
                else:
                    raise AssertionError(path)
        assert os.path.isdir(f"{folder}/a" + 40 * "/up")
        assert len(list(pathlib.Path(folder, "a").glob("**/*", recurse_symlinks=True))) == 41


def a_file_is_no_folder() -> None:
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/file"
        open(path, "w").close()
        for use in (
            lambda: os.stat(f"{path}/"),
            lambda: os.stat(f"{path}/."),
            lambda: os.stat(f"{path}/../file"),
            lambda: os.mkdir(f"{path}/new"),
            lambda: open(f"{path}/new", "w"),
            lambda: os.symlink("x", f"{path}/new"),
        ):
            try:
                use()
            except NotADirectoryError:
                pass
            else:
                raise AssertionError
        for name in ("missing/", "."):
            try:
                open(f"{folder}/{name}", "w")
            except IsADirectoryError:
                pass
            else:
                raise AssertionError(name)


def a_file_is_made_where_a_link_points() -> None:
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/a")
        os.symlink("a/target", f"{folder}/link")
        with open(f"{folder}/link", "w") as file:
            file.write("text")
        assert os.path.islink(f"{folder}/link")
        with open(f"{folder}/a/target") as file:
            assert "text" == file.read()
        os.symlink("nowhere", f"{folder}/dangling")
        try:
            open(f"{folder}/dangling", "x")
        except FileExistsError:
            pass
        else:
            raise AssertionError


def reading_writing_and_changing_have_their_times() -> None:
    import os
    import shutil
    import tempfile
    import time

    with tempfile.TemporaryDirectory() as folder:
        path, copy, link = (f"{folder}/{name}" for name in ("file", "copy", "link"))
        with open(path, "w") as file:
            file.write("x")
        os.utime(path, ns=(1_002_003_000, 4_005_006_000))
        stat = os.stat(path)
        assert (1_002_003_000, 4_005_006_000) == (stat.st_atime_ns, stat.st_mtime_ns)
        assert abs(stat.st_ctime - time.time()) < 60
        os.chmod(path, 0o600)
        shutil.copy2(path, copy)
        assert 4_005_006_000 == os.stat(path).st_mtime_ns == os.stat(copy).st_mtime_ns
        os.symlink("file", link)
        os.utime(link, (7, 8), follow_symlinks=False)
        assert (8, 4.005006) == (os.lstat(link).st_mtime, os.stat(link).st_mtime)
        with open(path, "a") as file:
            os.utime(file.fileno(), (1, 2))
            assert 2 == os.fstat(file.fileno()).st_mtime
            file.write("more")
        stat = os.stat(path)
        assert 1 == stat.st_atime
        assert abs(stat.st_mtime - time.time()) < 60
        assert stat.st_ctime >= stat.st_mtime


def a_pipe_ends_with_its_writers_and_breaks_without_readers() -> None:
    import os
    import select
    import stat

    reader, writer = os.pipe()
    assert stat.S_ISFIFO(os.fstat(reader).st_mode)
    second = os.dup(writer)
    os.close(writer)
    assert 4 == os.write(second, b"text")
    assert [reader] == select.select([reader], [], [], 0)[0]
    assert b"text" == os.read(reader, 9)
    try:
        os.read(reader, 9)
    except BlockingIOError:
        pass
    else:
        raise AssertionError
    os.close(second)
    assert b"" == os.read(reader, 9)
    os.close(reader)

    reader, writer = os.pipe()
    os.close(reader)
    try:
        os.write(writer, b"text")
    except BrokenPipeError:
        pass
    else:
        raise AssertionError
    os.close(writer)


def files_may_be_larger_than_two_gigabytes() -> None:
    import os

    far = 5 << 30
    with open("/tmp/far", "w+b") as file:
        assert far == file.seek(far) == file.tell() == os.lseek(file.fileno(), 0, os.SEEK_CUR)
        assert b"" == file.read(1)
    os.remove("/tmp/far")


def new_files_get_the_rights_that_the_mask_leaves() -> None:
    import os
    import tempfile

    def rights(name: str) -> int:
        return os.stat(name).st_mode & 0o777

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for mask, of_file, of_folder in ((0o022, 0o644, 0o755), (0o077, 0o600, 0o700), (0, 0o666, 0o777)):
            before = os.umask(mask)
            try:
                with open(f"file-{mask}", "w"):
                    pass
                os.mkdir(f"folder-{mask}")
                assert of_file == rights(f"file-{mask}")
                assert of_folder == rights(f"folder-{mask}")
                os.chmod(f"file-{mask}", 0o777)
                assert 0o777 == rights(f"file-{mask}")
            finally:
                assert mask == os.umask(before)
        os.chdir("/")


def special_files() -> None:
    import os

    with open("/dev/null", "r+b", buffering=0) as file:
        assert 4 == file.write(b"text")
        assert 0 == file.seek(0, os.SEEK_END)
        assert b"" == file.read()
    with open("/dev/null", "a") as file:
        file.write("text")
    with open("/dev/null") as file:
        assert str(file.fileno()) in os.listdir("/proc/self/fd")
        number = len(os.listdir("/proc/self/fd"))
    assert len(os.listdir("/proc/self/fd")) == number - 1


BEHAVIOUR = (
    two_dots_behind_a_link_are_the_folder_of_its_target,
    folders_by_their_dots,
    links_in_a_circle_end,
    a_file_is_no_folder,
    a_file_is_made_where_a_link_points,
    reading_writing_and_changing_have_their_times,
    a_pipe_ends_with_its_writers_and_breaks_without_readers,
    files_may_be_larger_than_two_gigabytes,
    new_files_get_the_rights_that_the_mask_leaves,
    special_files,
)


@pytest.mark.parametrize("function", BEHAVIOUR)
def test_in_memory(pyodide, function: Callable[[], None]) -> None:
    pyodide.run_function(function)


def test_folders_of_the_host_keep_their_times(pyodide, tmp_path) -> None:
    if not pyodide.realm.is_node:
        return
    path = tmp_path / "file"
    path.write_text("x")
    pyodide.js("pyodide.mountNodeFS('/mnt/times', folder)", folder=str(tmp_path))
    try:
        pyodide.run("import os; os.utime('/mnt/times/file', (1000, 2000)); os.chmod('/mnt/times/file', 0o640)")
        stat = path.stat()
        assert (1000, 2000, 0o640) == (stat.st_atime, stat.st_mtime, stat.st_mode & 0o777)
        pyodide.run("os.utime('/mnt/times/file')")
        assert path.stat().st_mtime > 2000
    finally:
        pyodide.js("pyodide.FS.unmount('/mnt/times')")


def test_large_files_of_the_host(pyodide, tmp_path) -> None:
    if not pyodide.realm.is_node:
        return
    far = 5 << 30
    with (tmp_path / "far").open("wb") as file:
        file.seek(far)
        file.write(b"end")
    pyodide.js("pyodide.mountNodeFS('/mnt/large', folder)", folder=str(tmp_path))
    try:
        pyodide.run(f"""
import os
assert {far + 3} == os.stat("/mnt/large/far").st_size
with open("/mnt/large/far", "r+b") as file:
    file.seek(-3, os.SEEK_END)
    assert b"end" == file.read()
    assert {far + 3} == file.tell()
    file.seek({far + 1})
    file.write(b"XY")
    file.truncate({far + 2})
""")
        assert far + 2 == (tmp_path / "far").stat().st_size
        with (tmp_path / "far").open("rb") as file:
            file.seek(far)
            assert b"eX" == file.read()
    finally:
        pyodide.js("pyodide.FS.unmount('/mnt/large')")
