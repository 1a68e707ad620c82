"""`pyodide run` takes what python's own command line takes, and ends as python does."""

import os
import re
import subprocess
import sys

import pytest


def test_the_subcommand_of_pyodide(tmp_path) -> None:
    """Through the whole command; options are python's, not the command's."""
    (tmp_path / "r.py").write_text("print(input()[::-1])")
    command = [sys.executable, "-m", "pyodide_cli", "run"]
    options = {"cwd": tmp_path, "capture_output": True, "text": True}

    assert "cba\n" == subprocess.run([*command, "r.py"], input="abc", **options).stdout
    assert 3 == subprocess.run([*command, "-c", "raise SystemExit(3)"], **options).returncode
    shown = subprocess.run([*command, "-I", "-c", "import sys; print(sys.argv)", "--help"], **options)
    assert "['-c', '--help']\n" == shown.stdout
    assert "Usage: pyodide run" in subprocess.run([*command, "--help"], **options).stdout


def test_it_is_wasm(python) -> None:
    code = "import sys, platform; print(*sys.version_info[:2], sys.platform, platform.machine())"

    assert "3 13 emscripten wasm32\n" == python.run("-c", code).stdout


def test_sysconfig_names_the_platform_of_wheels(python) -> None:
    """packaging, pip and uv ask for these (PEP 783)."""
    names = ("PYODIDE_ABI_VERSION", "PYEMSCRIPTEN_PLATFORM_VERSION")
    code = f"import sysconfig; print(*sysconfig.get_config_vars(*{names}))"

    assert "2025_0 2025_0\n" == python.run("-c", code).stdout


def test_help_names_the_command_as_it_was_called(python) -> None:
    assert re.match(r"usage: \S*python \[option\] \.\.\.", python.run("-h").stdout)


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [
        (["-V"], 0, "Python 3.13."),
        (
            ["-c", "import sys; print(sys.argv)", "a", "-b", "--", "--c"],
            0,
            "['-c', 'a', '-b', '--', '--c']",
        ),
        (
            ["-I", "-X", "dev", "-c", "import sys; print(sys.flags.isolated, sys.flags.dev_mode)"],
            0,
            "1 True",
        ),
        (["-m", "json.tool", "--help"], 0, "usage: "),
        (["-m", "this"], 0, "The Zen of Python"),
        (["-c", "import sys; sys.exit()"], 0, ""),
        (["-c", "import sys; sys.exit(41)"], 41, ""),
        (["-c", "import os; os._exit(9)"], 9, ""),
    ],
)
def test_options_output_and_exit_codes(python, arguments, code, out) -> None:
    ended = python.run(*arguments)

    assert (code, "") == (ended.returncode, ended.stderr)
    assert ended.stdout.startswith(out)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["-c", "1/0"], 1, "ZeroDivisionError: division by zero"),
        (["-c", "raise SystemExit('gone')"], 1, "gone"),
        (["-c", "if"], 1, "SyntaxError: invalid syntax"),
        (["-m", "no.such.module"], 1, "(ModuleNotFoundError: No module named 'no')"),
        (["absent.py"], 2, "can't open file"),
        (["--no-such-option"], 2, "unknown option --no-such-option"),
    ],
)
def test_failures_end_as_pythons(python, arguments, code, message) -> None:
    ended = python.run(*arguments)

    assert (code, "") == (ended.returncode, ended.stdout)
    assert message in ended.stderr
    assert "pyodide.asm" not in ended.stderr


def test_a_traceback_quotes_the_file(python) -> None:
    (python.directory / "fails.py").write_text("def f():\n    return [][1]\nf()\n")

    ended = python.run("fails.py")
    assert 1 == ended.returncode
    assert ended.stderr.startswith("Traceback (most recent call last):\n")
    assert "fails.py" in ended.stderr
    assert "return [][1]" in ended.stderr


@pytest.mark.parametrize("arguments", [[], ["-"], ["-", "x"]])
def test_a_program_on_standard_input(python, arguments) -> None:
    program = "import sys\nprint(6 * 7, sys.argv)\n"

    assert f"42 {arguments or ['']}\n" == python.run(*arguments, input=program).stdout


def test_the_hosts_files_are_there(python) -> None:
    (python.directory / "sub").mkdir()
    (python.directory / "sub" / "helper.py").write_text("NAME = __file__")
    (python.directory / "main.py").write_text(
        "import os, sub.helper as helper\n"
        "print(os.getcwd(), helper.NAME, os.path.expanduser('~'), sep='\\n')\n"
        "open('out.txt', 'w').write('written')\n"
    )

    here = os.path.realpath(python.directory)
    home = os.environ["HOME"]
    assert f"{here}\n{here}/sub/helper.py\n{home}\n" == python.run("main.py").stdout
    assert "written" == (python.directory / "out.txt").read_text()


def test_a_pipe_in_the_current_directory_does_no_harm(python) -> None:
    """An import lists the directory; emscripten's file system does not know pipes and sockets."""
    os.mkfifo(python.directory / "pipe")
    code = "import os, stat; print(os.listdir(), stat.S_ISFIFO(os.stat('pipe').st_mode))"

    assert "['pipe'] True\n" == python.run("-c", code).stdout


def test_large_input_and_output(python) -> None:
    numbers = "".join(f"{number}\n" for number in range(100_000))

    assert numbers == python.run("-c", "import sys; sys.stdout.write(sys.stdin.read())", input=numbers).stdout


def test_input_that_python_does_not_read_is_left(python) -> None:
    """So that a loop over lines in a shell may call it."""
    reader, writer = os.pipe()
    os.write(writer, b"for the next\n")
    assert 0 == python.start("-c", "pass", stdin=reader).wait(timeout=30)

    assert b"for the next\n" == os.read(reader, 100)
    os.close(reader)
    os.close(writer)


def test_input_that_does_not_block_is_waited_for(python) -> None:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    process = python.start("-u", "-c", "print('ready'); print(input())", stdin=reader)
    assert "ready\n" == process.stdout.readline()
    os.write(writer, b"late\n")

    assert "late\n" == process.communicate(timeout=30)[0]
    os.close(reader)
    os.close(writer)


def test_a_reader_that_goes_away_is_a_broken_pipe(python) -> None:
    process = python.start("-c", "while True: print('y' * 1000)")
    process.stdout.close()

    # CPython's status where the last flush fails too: output is line-buffered, so a line is left.
    assert 120 == process.wait(timeout=30)
    assert "BrokenPipeError" in process.stderr.read()


def test_console_log_keeps_its_place_among_prints(python) -> None:
    code = "import js; print(1); js.console.log('two'); print(3); js.console.error('four')"
    ended = python.run("-u", "-c", code)

    assert ("1\ntwo\n3\n", "four\n") == (ended.stdout, ended.stderr)


def test_asyncio_run_blocks(python) -> None:
    code = """
import asyncio

async def main():
    await asyncio.gather(asyncio.sleep(0.01), asyncio.sleep(0.02))
    return "slept"

print(asyncio.run(main()))
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, "again")))
raise SystemExit(4)
"""
    ended = python.run("-c", code)

    assert ("slept\nagain\n", "", 4) == (ended.stdout, ended.stderr, ended.returncode)


def test_exception_in_asyncio_run(python) -> None:
    ended = python.run("-c", "import asyncio\nasync def main(): 1 / 0\nasyncio.run(main())")

    assert 1 == ended.returncode
    assert "ZeroDivisionError" in ended.stderr
