"""Know pyodide-build's own code that decides results, so that recipes are built again after it was mended."""

import ast
import hashlib
from functools import cache
from pathlib import Path

# What translates commands, runs build backends and scripts, and finishes what they make; not what finds, tells or
# orders.
DECIDING = (
    "compiler/*.py",
    "frontend/*.py",
    "recipe/archive.py",
    "recipe/build.py",
    "recipe/library.py",
    "recipe/package.py",
    "recipe/script.py",
    "recipe/variables.py",
    "source/archive.py",
    "source/patch.py",
    "toolchain/standing.py",
    "wheel/*.py",
)


@cache
def deciding_code(package: Path = Path(__file__).parents[1]) -> str:
    """Return a hash of the code; comments, docstrings and layout are not in it.

    Args:
        package: the folder of pyodide_build.
    """
    files = sorted(file for pattern in DECIDING for file in package.glob(pattern))
    parts = [f"{file.relative_to(package)}\n{meaning(file.read_text(encoding='utf-8'))}" for file in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def meaning(source: str) -> str:
    """Return what Python sees of a module's source."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return ast.dump(tree)
