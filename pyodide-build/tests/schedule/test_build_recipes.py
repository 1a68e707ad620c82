"""`pyodide build-recipes`: what is built when, and what becomes of failures."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from schedule.conftest import LIBRARY

COUNTED = f'echo x >> "$PKGDIR/../../count-{{name}}"\n{LIBRARY}'


@pytest.fixture
def chain(workspace):
    """Write recipes of which each needs the one before it, and one that needs none."""
    workspace.recipe("first")
    workspace.recipe(
        "second", "cat $WASM_LIBRARY_DIR/lib/first.a\necho 2 > $WASM_LIBRARY_DIR/lib/second.a", host="first"
    )
    workspace.recipe(
        "third",
        "cat $WASM_LIBRARY_DIR/lib/first.a $WASM_LIBRARY_DIR/lib/second.a > $WASM_LIBRARY_DIR/lib/third.a",
        host="second",
    )
    workspace.recipe("alone", tag="group")
    return workspace


def test_requirements_come_first_and_bring_their_own(chain, built) -> None:
    done = chain.run("third")

    assert 0 == done.returncode, done.stderr
    (third,) = [Path(line) for line in done.stdout.splitlines() if (Path(line) / "lib/third.a").exists()]
    assert "first\n2\n" == (third / "lib/third.a").read_text()
    assert ["first.a", "second.a", "third.a"] == chain.results()


def test_built_once_and_again_when_something_changed(chain, built) -> None:
    assert ["alone", "first", "second", "third"] == built("*")
    assert [] == built("*")

    (chain.folder / "packages/second/note.patch").write_text("new")
    assert "second: note.patch is new" in chain.run("third", "--explain").stdout
    assert ["second", "third"] == built("*", "-v")
    assert [] == built("*")
    (chain.folder / "packages/second/note.patch").unlink()
    assert [] == built("*")  # what was built then is still there

    assert ["alone"] == built("alone", "--cflags=-O3")
    assert [] == built("alone", SIDE_MODULE_CFLAGS="-O3")
    assert ["alone"] == built("tag:group", "--force-rebuild")


def test_comments_tags_tests_and_what_builds_leave_change_nothing(chain, built) -> None:
    folder = chain.folder / "packages/alone"
    assert ["alone"] == built("alone")
    chain.recipe("alone", tag="other")
    with (folder / "meta.yaml").open("a") as file:
        file.write("about:\n  home: elsewhere # for readers\n")
    (folder / "test_alone.py").write_text("")

    assert [] == built("alone")
    assert (folder / "build.log").is_file()
    assert (folder / "build/source").is_dir()


def test_reasons(chain) -> None:
    assert "alone: it was never built\n" == chain.run("alone", "--explain").stdout
    chain.run("alone")
    assert "There is nothing to build.\n" == chain.run("alone", "--explain").stdout
    assert "alone: flags has changed\n" == chain.run("alone", "--explain", "--ldflags=-s").stdout
    assert "alone: its rebuild is forced\n" == chain.run("alone", "--explain", "--force-rebuild").stdout
    chain.recipe("alone", "echo other > $WASM_LIBRARY_DIR/lib/other.a")
    assert "alone: meta.yaml has changed" in chain.run("alone", "-v").stderr
    assert (
        "alone: it was never built\n" == chain.run("alone", "--explain", PYODIDE_BUILD_CACHE=str(chain.folder)).stdout
    )


def test_failures_come_together_at_the_end_and_stop_only_what_needs_them(chain, built) -> None:
    chain.recipe("second", "echo before\necho the reason >&2\nfalse", host="first")
    chain.recipe("broken", "exit 3")
    done = chain.run("*", "--log-dir", "logs", "--n-jobs=2")

    assert 1 == done.returncode
    assert ["alone.a", "first.a"] == chain.results()
    error = done.stderr[done.stderr.index("2 recipes could not be built") :]
    assert f"The whole log is {chain.folder / 'logs/second.log'}" in error
    assert "| the reason" in error
    assert "broken: running build/script failed" in error
    assert "Not built, since they need what failed:\n  third (needs second)" in error
    assert "Traceback" not in done.stderr

    chain.recipe("second", host="first")
    chain.recipe("broken")
    assert ["broken", "second"] == [each for each in built("*") if each not in {"third"}]


def test_nothing_is_installed_when_something_failed(chain) -> None:
    chain.recipe("broken", "false")
    done = chain.run("*", "--install")

    assert 1 == done.returncode
    assert not (chain.folder / "dist").exists()


def test_times_are_printed_and_kept(chain) -> None:
    chain.recipe("slow", "sleep 0.4\necho 1 > $WASM_LIBRARY_DIR/lib/slow.a")
    done = chain.run("slow,alone")

    printed = re.search(r"^  slow +([\d.]+) s$", done.stderr, re.MULTILINE)
    kept = json.loads((chain.cache / "build-times.json").read_text())
    assert printed and 0.4 <= kept["slow"] == float(printed[1])
    assert {"slow", "alone"} == kept.keys()


def test_long_ones_begin_first(workspace) -> None:
    script = 'echo {name} >> "$PKGDIR/../../order"\n: > $WASM_LIBRARY_DIR/lib/{name}.a'
    for name in ("short", "long", "middle"):
        workspace.recipe(name, script)
    workspace.cache.mkdir(parents=True)
    (workspace.cache / "build-times.json").write_text('{"short": 1, "long": 60, "middle": 9}')
    workspace.run("*", "--n-jobs=1")

    assert ["long", "middle", "short"] == (workspace.folder / "order").read_text().split()


def test_two_builds_at_once_build_once(workspace) -> None:
    workspace.recipe("shared", f"sleep 1\n{COUNTED}")
    both = [workspace.start("shared", "--build-dir", name) for name in ("one", "two")]
    ends = [process.communicate(timeout=60) for process in both]

    assert [0, 0] == [process.returncode for process in both], ends
    assert "x\n" == (workspace.folder / "count-shared").read_text()
    assert ends[0][0] == ends[1][0]


def test_processors_are_shared(workspace) -> None:
    script = 'echo $PYODIDE_JOBS > "$PKGDIR/../../jobs-{name}"\nsleep 0.3\n: > $WASM_LIBRARY_DIR/lib/{name}.a'
    for name in ("one", "two"):
        workspace.recipe(name, script)
    cores = os.process_cpu_count()

    def jobs(*arguments: str, **variables: str) -> list[int]:
        workspace.run("*", "--force-rebuild", *arguments, **variables)
        return [int((workspace.folder / f"jobs-{name}").read_text()) for name in ("one", "two")]

    assert [max(1, cores // 2)] * 2 == jobs("--n-jobs=2", PYODIDE_JOBS="")
    assert [cores] * 2 == jobs("--n-jobs=1", PYODIDE_JOBS="")
    assert [3, 3] == jobs("--n-jobs=2", PYODIDE_JOBS="3")


def test_a_table_on_a_terminal(workspace) -> None:
    workspace.recipe("slow", "sleep 1.5\n: > $WASM_LIBRARY_DIR/lib/slow.a")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        workspace.command("slow"),
        cwd=workspace.folder,
        env={
            **os.environ,
            "PYODIDE_ROOT": str(workspace.root),
            "PYODIDE_BUILD_CACHE": str(workspace.folder),
            "TERM": "xterm",
        },
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)

    assert 0 == process.wait(10)
    text = re.sub(rb"\x1b\[[^a-zA-Z]*[a-zA-Z]", b"", shown).decode()
    assert "0 of 1 done" in text
    assert re.search(r"slow +\d\.\d s +running build/script", text)
    assert re.search(r"slow: built in \d\.\d s", text)


def test_without_dependencies(chain) -> None:
    def run(*arguments):
        return chain.run(*arguments, command="build-recipes-no-deps")

    done = run("second")
    assert 1 == done.returncode
    assert "second is built with first, which was not built as it is now" in done.stderr
    assert "pyodide build-recipes first" in done.stderr

    done = run("first", "second")
    assert 0 == done.returncode, done.stderr
    assert ["first.a", "second.a"] == chain.results()
    assert "no recipe secnd. Did you mean second?" in run("secnd").stderr


def test_continue_takes_the_source_as_it_lies(workspace) -> None:
    workspace.recipe("tried", "cat idea > $WASM_LIBRARY_DIR/lib/tried.a")
    recipe = workspace.folder / "packages/tried/meta.yaml"
    recipe.write_text(f"{recipe.read_text()}source:\n  path: src\n")
    (workspace.folder / "packages/tried/src").mkdir()
    assert 1 == workspace.run("tried").returncode

    (workspace.folder / "packages/tried/build/source/src/idea").write_text("it works")
    assert 1 == workspace.run("tried", command="build-recipes-no-deps").returncode
    (workspace.folder / "packages/tried/build/source/src/idea").write_text("it works")
    done = workspace.run("tried", "--continue", command="build-recipes-no-deps")
    assert 0 == done.returncode, done.stderr
    assert "it works" == (Path(done.stdout.strip()) / "lib/tried.a").read_text()
    again = workspace.run("tried", "--continue", command="build-recipes-no-deps")
    assert "tried: built in" in again.stderr


def test_host_packages_go_where_the_user_wants(chain) -> None:
    done = chain.run("third", "--host-install-dir", "host")

    assert 0 == done.returncode, done.stderr
    assert {"first.a", "second.a", "third.a"} == {path.name for path in (chain.folder / "host/lib").glob("*.a")}


@pytest.mark.parametrize(
    ("arguments", "message"),
    {
        ("first", "--no-deps"): "use 'pyodide build-recipes-no-deps'",
        ("frist",): "no recipe frist. Did you mean first?",
        ("first", "--recipe-dir", "nowhere"): "nowhere is no folder with recipes",
        ("first", "--target-install-dir", "packages"): "--target-install-dir packages is no Python for the target",
        ("first", "--cflags", "'"): "--cflags cannot be split",
    }.items(),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done(chain, arguments, message) -> None:
    done = chain.run(*arguments)

    assert 1 == done.returncode
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_another_python_for_the_target(workspace, built, pyodide_root) -> None:
    workspace.recipe("including", "echo $PYTHONINCLUDE > $WASM_LIBRARY_DIR/lib/including.a")
    (workspace.folder / "python").mkdir()
    for name in ("include", "lib"):
        (workspace.folder / "python" / name).symlink_to(pyodide_root / name)
    assert ["including"] == built("including")
    assert ["including"] == built("including", TARGETINSTALLDIR="python")

    found = {path.read_text().strip() for path in workspace.cache.glob("*/files/prefix/lib/including.a")}
    roots = (pyodide_root.resolve(), workspace.folder / "python")
    assert {str(root / "include/python3.13") for root in roots} == found
