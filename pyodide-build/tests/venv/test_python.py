"""The environment's `python` is the runtime with the host's files, and behaves as python does."""

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from .conftest import TIME_LIMIT, Environment

pytestmark = pytest.mark.xdist_group("venv")


def test_it_is_the_runtime_in_the_environment(environment: Environment) -> None:
    described = json.loads(
        environment.python(
            "import json, site, sys; print(json.dumps([sys.platform, sys.prefix, sys.prefix != sys.base_prefix,"
            " sys.executable, site.getsitepackages(), sys.path]))"
        )
    )

    platform, prefix, is_virtual, executable, site_packages, path = described
    assert ("emscripten", str(environment.path), True) == (platform, prefix, is_virtual)
    assert str(environment.path / "bin/python") == executable
    assert [str(environment.path / "lib/python3.13/site-packages")] == site_packages
    assert set(site_packages) <= set(path)


def test_activation(environment: Environment) -> None:
    script = f'. "{environment.path}/bin/activate"; command -v python; python3.13 -c "import sys; print(sys.platform)"'

    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, env=environment.variables)

    assert f"{environment.path}/bin/python\nemscripten\n" == done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["-c", "raise SystemExit(7)"], 7), (["-c", "1/0"], 1), (["nowhere.py"], 2), (["-m", "nowhere"], 1)],
)
def test_exit_codes(environment: Environment, arguments: list[str], code: int, tmp_path: Path) -> None:
    assert code == environment.run("python", *arguments, cwd=tmp_path).returncode


def test_input_variables_and_folder(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "shout.py").write_text(
        "import os, sys\nprint(input().upper(), os.environ['GREETED'], os.getcwd(), sys.argv[1:])"
    )

    done = environment.run(
        "python", "shout.py", "-m", "pip", input="hello\n", cwd=tmp_path, variables={"GREETED": "world"}
    )

    assert f"HELLO world {tmp_path} ['-m', 'pip']\n" == done.stdout, done.stderr


def test_a_terminal(environment: Environment) -> None:
    """An interactive session begins where standard input is one."""
    terminal, end = pty.openpty()
    with environment.start("python", "-q", stdin=end, stdout=end, stderr=end) as process:
        os.close(end)
        os.write(terminal, b"import sys; print('it is', sys.platform); exit(5)\n")
        assert 5 == process.wait(timeout=TIME_LIMIT)
    seen = os.read(terminal, 4096).decode()
    os.close(terminal)
    assert "it is emscripten" in seen


def test_an_interrupt(environment: Environment) -> None:
    code = "import time\ntry:\n  print('ready', flush=True); time.sleep(60)\nfinally: print('cleaned up')"
    with environment.start("python", "-c", code) as process:
        assert "ready\n" == process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=TIME_LIMIT)

    assert -signal.SIGINT == process.returncode
    assert "cleaned up\n" == out
    assert err.endswith("KeyboardInterrupt\n")


def test_an_environment_on_top(environment: Environment, tmp_path: Path) -> None:
    """As uv makes them: it has its own packages, and leaves those of the one below alone."""
    (tmp_path / "pyvenv.cfg").write_text(f"home = {environment.path}/bin\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").symlink_to(environment.path / "bin/python")
    above = Environment(tmp_path)

    assert f"{tmp_path}\n" == above.python("import sys; print(sys.prefix)")
    assert "No module named pip" in above.run("python", "-m", "pip", "list").stderr


def test_node_is_gone(environment: Environment) -> None:
    done = environment.run("python", "-V", variables={"PYODIDE_NODE": "/nowhere/node"})

    assert 127 == done.returncode
    assert "found no Node.js (/nowhere/node)" in done.stderr


def test_flags_for_node(environment: Environment) -> None:
    done = environment.run("python", "-c", "print(1)", variables={"NODEFLAGS": "--no-such-flag"})

    assert "bad option: --no-such-flag" in done.stderr


def test_folders_that_are_to_be_mounted_are_there(environment: Environment, tmp_path: Path) -> None:
    """cibuildwheel asks for some in a variable, which the first runtimes needed; all of them are there anyway."""
    (tmp_path / "read").write_text("some text")
    code = "import sys; open(sys.argv[1] + '/written', 'w').write(open(sys.argv[1] + '/read').read())"

    done = environment.run("python", "-c", code, tmp_path, variables={"_PYODIDE_EXTRA_MOUNTS": str(tmp_path)})
    assert 0 == done.returncode, done.stderr
    assert "some text" == (tmp_path / "written").read_text()
