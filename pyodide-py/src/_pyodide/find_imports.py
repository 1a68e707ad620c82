"""Which modules source code imports."""

import ast
import sys
from collections.abc import Iterator

from _pyodide.evaluate import dedent


def find_imports(source: str, *, prefixes: bool = False) -> list[str]:
    """Find the modules that source code imports from other packages.

    Args:
        source: Python source code; common indentation is removed.
        prefixes: Whether to name, for `import a.b.c`, `a.b` and `a.b.c` beside `a`.

    Returns:
        The names in the order of the statements, each once; none if the source is not Python.
    """
    try:
        tree = ast.parse(dedent(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    names: dict[str, None] = {}
    for module in _imported_modules(tree):
        top, *rest = module.split(".")
        names[top] = None
        for part in rest if prefixes else ():
            top = f"{top}.{part}"
            names[top] = None
    return list(names)


def find_imports_to_load(source: str) -> list[str]:
    """Find what `loadPackagesFromImports` looks for: with prefixes, or as the `find_imports` of a program says."""
    code = sys.modules.get("pyodide.code")
    if code is None or code.find_imports is find_imports:
        return find_imports(source, prefixes=True)
    return list(code.find_imports(source))


def _imported_modules(tree: ast.Module) -> Iterator[str]:
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    for node in sorted(statements, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif node.module is not None and node.level == 0:
            yield node.module
