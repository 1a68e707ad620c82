"""Who imports whom is read right, and each kind of mistake is found."""

from itertools import pairwise
from pathlib import Path

import pytest

import check_layers
from layers.cycles import find_cycle
from layers.python_imports import Import, python_imports, python_modules
from layers.typescript_imports import typescript_imports


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_this_checkout_is_in_order() -> None:
    assert 0 == check_layers.main()


def test_python_imports(tmp_path: Path) -> None:
    source = write(
        tmp_path,
        {
            "pkg/__init__.py": "from . import a\n",
            "pkg/a.py": (
                "import os\nfrom pkg.b import name\nfrom .c import x\nfrom typing import TYPE_CHECKING\n"
                "if TYPE_CHECKING:\n    import js\n\ndef f():\n    from pkg import b, version\n"
            ),
            "pkg/b.py": "",
            "pkg/c.py": "",
            "pkg/_vendor/other.py": "import pkg",
        },
    )
    known = python_modules(source)

    assert {"pkg", "pkg.a", "pkg.b", "pkg.c"} == known.keys()
    assert [Import("pkg", "pkg.a", 1, False)] == python_imports("pkg", known["pkg"], known)
    found = {(each.target, each.lazy) for each in python_imports("pkg.a", known["pkg.a"], known)}
    assert {
        ("os", False),
        ("pkg.b", False),
        ("pkg.c", False),
        ("typing", False),
        ("pkg.b", True),
        ("pkg", True),
    } == found


@pytest.mark.parametrize(
    ("module", "target", "lazy", "allowed"),
    [
        ("pyodide_build.builder", "pyodide_lock.model", False, True),
        ("pyodide_lock.plugin", "pyodide_cli", False, False),
        ("pyodide_lock.plugin", "pyodide_cli", True, False),
        ("micropip.installer", "pyodide.ffi", True, False),
        ("micropip.host.pyodide", "pyodide.ffi", False, True),
        ("micropip.hosting", "pyodide.ffi", False, False),
        ("_pyodide.start", "pyodide", True, True),
        ("_pyodide.start", "pyodide", False, False),
        ("pyodide.code", "_pyodide.evaluate", False, True),
        ("pyodide_cli.app", "typer", False, True),
        ("newcomer.module", "pyodide_lock", False, False),
    ],
)
def test_rules(module: str, target: str, lazy: bool, allowed: bool) -> None:
    assert allowed == (check_layers.violation(Import(module, target, 1, lazy)) is None)


def test_cycle() -> None:
    assert find_cycle({"a": ["b"], "b": ["c"], "c": []}) is None
    cycle = find_cycle({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})

    assert cycle is not None
    assert cycle[0] == cycle[-1]
    assert all(pair in {("a", "b"), ("b", "c"), ("c", "a")} for pair in pairwise(cycle))


def test_typescript_imports(tmp_path: Path) -> None:
    source = write(
        tmp_path,
        {
            "a.ts": (
                'import { b } from "./b";\nimport type { T } from "./types";\n'
                'import {\n  type A,\n  type B,\n} from "./types";\nimport { type C, d } from "./d";\n'
                'export * from "./folder";\nimport "./effects";\nimport fs from "node:fs";\n'
            ),
            **dict.fromkeys(["b.ts", "types.ts", "folder/index.ts", "effects.ts", "d.ts"], ""),
        },
    )

    assert {"b", "folder/index", "effects", "d"} == typescript_imports(source)["a"]
