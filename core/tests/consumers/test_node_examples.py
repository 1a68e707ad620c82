"""The first programs of people who installed the package with npm."""

import subprocess
from typing import IO

from harness.npm import NODE, run

HELLO = """// hello_python.js
const { loadPyodide } = require("pyodide");

async function hello_python() {
  let pyodide = await loadPyodide();
  return pyodide.runPythonAsync("1+1");
}

hello_python().then((result) => {
  console.log("Python says that 1+1 =", result);
});
"""
TYPED = [
    'const { loadPyodide } = require("pyodide");',
    "let pyodide = await loadPyodide();",
    'await pyodide.runPythonAsync("1+1");',
]


def test_a_script(project) -> None:
    folder = project({"hello_python.js": HELLO})

    assert "Python says that 1+1 = 2\n" == run([NODE, "hello_python.js"], folder)


def read_prompt(output: IO[str]) -> str:
    """Return what is printed before the next prompt."""
    text = ""
    while not text.endswith("> "):
        character = output.read(1)
        assert character, f"It ended: {text}"
        text += character
    return text.removesuffix("> ")


def test_a_repl(project) -> None:
    command = [NODE, "--experimental-repl-await", "--interactive"]
    with subprocess.Popen(
        command, cwd=project({}), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as repl:
        assert repl.stdin and repl.stdout
        read_prompt(repl.stdout)
        answers = []
        for line in TYPED:
            repl.stdin.write(f"{line}\n")
            repl.stdin.flush()
            answers.append(read_prompt(repl.stdout))
        repl.stdin.close()
        repl.wait(30)

    assert ["undefined\n", "undefined\n", "2\n"] == answers
