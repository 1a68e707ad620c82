"""Read the imports of Python modules, those in functions included, those for type checkers not."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """One module imports another.

    Args:
        module: who.
        target: whom.
        line: where.
        lazy: whether it happens in a function.
    """

    module: str
    target: str
    line: int
    lazy: bool


def python_modules(source: Path) -> dict[str, Path]:
    """Return the modules below a folder for imports, by their full names, without those of vendored packages."""
    modules = {}
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        if "_vendor" not in parts:
            modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return modules


def python_imports(module: str, path: Path, known: dict[str, Path]) -> list[Import]:
    """Return what a module imports: `from x import y` is an import of x.y where that is a known module, else of x."""
    tree = ast.parse(path.read_text(), str(path))
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return [
        Import(module, target, node.lineno, lazy)
        for node, lazy in _import_statements(tree, lazy=False)
        for target in _targets(node, package, known)
    ]


def _import_statements(node: ast.AST, *, lazy: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, lazy
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for statement in child.orelse:
                yield from _import_statements(ast.Module([statement], []), lazy=lazy)
        else:
            in_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _import_statements(child, lazy=lazy or in_function)


def _targets(node: ast.Import | ast.ImportFrom, package: str, known: dict[str, Path]) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    base = node.module or ""
    if node.level:
        outer = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*outer, *filter(None, [node.module])])
    return {full if (full := f"{base}.{alias.name}") in known else base for alias in node.names}
