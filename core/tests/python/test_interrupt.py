"""Ctrl-C, and `kill -INT` from a script, are KeyboardInterrupt wherever Python is."""

import signal
import subprocess
import time

import pytest

# As for any program that an interrupt ends, a shell makes 130 of it.
KILLED = -signal.SIGINT

BUSY = {
    "python": "while True: pass",
    "c": "10 ** 10 ** 8",
    "input": "input()",
    "sleep": "import time; time.sleep(60)",
}


@pytest.mark.parametrize("statement", BUSY.values(), ids=BUSY)
def test_uncaught_it_shows_a_traceback_and_ends_the_process(python, statement) -> None:
    ended = python.interrupt(f"print('ready')\n{statement}")

    assert KILLED == ended.returncode
    assert ended.stderr.startswith("Traceback (most recent call last):")
    assert "\nKeyboardInterrupt\n" in ended.stderr


@pytest.mark.parametrize("statement", BUSY.values(), ids=BUSY)
def test_it_can_be_caught(python, statement) -> None:
    code = f"print('ready')\ntry:\n  {statement}\nexcept KeyboardInterrupt: print('caught')"
    ended = python.interrupt(code)

    assert (0, "caught\n", "") == (ended.returncode, ended.stdout, ended.stderr)


def test_a_handler_of_pythons_own(python) -> None:
    code = """
import signal
def handle(number, frame):
    global waiting
    waiting = False
signal.signal(signal.SIGINT, handle)
waiting = True
print("ready")
while waiting: pass
print("handled")
"""
    ended = python.interrupt(code)

    assert (0, "handled\n", "") == (ended.returncode, ended.stdout, ended.stderr)


def test_input_goes_on_after_a_caught_interrupt(python) -> None:
    code = "print('ready')\ntry: input()\nexcept KeyboardInterrupt: print('caught')\nprint(input())"
    process = python.start("-u", "-c", code)
    assert "ready\n" == process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert "caught\n" == process.stdout.readline()

    assert "next\n" == process.communicate("next\n", timeout=20)[0]


def test_a_second_one_ends_code_that_never_looks(python) -> None:
    """`sum` runs in C and asks for no signals; the user gets away all the same."""
    process = python.start("-u", "-c", "print('ready'); sum(range(10 ** 13))")
    assert "ready\n" == process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)
    process.send_signal(signal.SIGINT)

    assert KILLED == process.wait(timeout=5)


def test_while_it_starts(python) -> None:
    process = python.start("-c", "while True: pass")
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)

    assert KILLED == process.wait(timeout=5)


def test_in_a_shell_the_code_is_130(python) -> None:
    """Also in a background job, which shells start with the signal ignored."""
    from pyodide_core.run import command_line

    command = command_line(["-c", "while True: pass"])
    script = '"$@" & sleep 2; kill -INT $!; wait $!; echo $?'
    ended = subprocess.run(["sh", "-c", script, "sh", *command], capture_output=True, text=True)

    assert "130\n" == ended.stdout


def test_interrupt_in_asyncio_run(python) -> None:
    process = python.start("-c", "import asyncio\nprint('ready', flush=True)\nasyncio.run(asyncio.sleep(1000))")
    assert "ready\n" == process.stdout.readline()
    process.send_signal(signal.SIGINT)

    assert KILLED == process.wait(timeout=30)
    assert "KeyboardInterrupt" in process.stderr.read()
