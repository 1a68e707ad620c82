#!/usr/bin/env python3
"""Check who imports whom: the distributions each other, and that no modules of a distribution go round in a circle."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from layers.cycles import find_cycle
from layers.python_imports import Import, python_imports, python_modules
from layers.typescript_imports import typescript_imports

CHECKOUT = Path(__file__).resolve().parent.parent

# Only there while a program runs inside the runtime.
RUNTIME = {"_pyodide_core", "js", "pyodide_js"}
# The modules of ours that a package, or one module, may import beside its own; the closest name counts.
ALLOWED: dict[str, set[str]] = {
    "_pyodide": RUNTIME,
    # Imported on demand, when the bridge stands.
    "_pyodide.json_null": {*RUNTIME, "pyodide"},
    "_pyodide.node_socket_loop": {*RUNTIME, "pyodide"},
    "auditwheel_emscripten": set(),
    "micropip": set(),
    "micropip.host": {*RUNTIME, "pyodide"},
    "pyodide": {*RUNTIME, "_pyodide"},
    "pyodide_build": {"auditwheel_emscripten", "pyodide_cli", "pyodide_lock"},
    "pyodide_cli": set(),
    "pyodide_core": set(),
    "pyodide_lock": set(),
    "stdlib": RUNTIME,
}
# What comes first loads nothing of what comes after it, except in functions that run later.
LAZILY = {"_pyodide": {"pyodide"}}
# Classes with methods that hand on to functions which take them: what they import for that does not count as a circle.
FACADES = {"pyodide._install.staged", "pyodide_lock.model"}
OURS = {name.partition(".")[0] for name in ALLOWED} | RUNTIME
# TypeScript whose functions call each other because values are in each other: not to be taken apart, not to grow.
RECURSIVE = [
    {"boundary/exports.gen", "error/fatal", "stack-switching/engine"},
    {"pyproxy/loans", "pyproxy/state"},
    {
        "convert/to-py",
        "error/js-error",
        "error/traceback",
        "host-value/capability",
        "pyproxy/call",
        "pyproxy/call-promising",
        "pyproxy/double",
    },
]


def violation(found: Import) -> str | None:
    """Say which rule an import breaks, or None."""
    top, own = found.target.partition(".")[0], found.module.partition(".")[0]
    if top not in OURS or top == own:
        return None
    rule = max((name for name in ALLOWED if f"{found.module}.".startswith(f"{name}.")), key=len, default=None)
    if rule is None:
        return f"{own} has no rule in tools/check_layers.py"
    if top in ALLOWED[rule] or (found.lazy and top in LAZILY.get(rule, ())):
        return None
    others = ", ".join(sorted(ALLOWED[rule])) or "nothing of ours"
    return f"{rule} may import {others}, but not {top}" + (" at its top" if top in LAZILY.get(rule, ()) else "")


def check_python(source: Path) -> list[str]:
    """Return what is wrong in one distribution's Python."""
    known = python_modules(source)
    problems, graph = [], {}
    for module, path in known.items():
        imports = python_imports(module, path, known)
        counted = [each for each in imports if not (each.lazy and module in FACADES)]
        graph[module] = {each.target for each in counted if each.target in known} - {module}
        broken = ((each, violation(each)) for each in imports)
        problems += [f"{path.relative_to(CHECKOUT)}:{each.line}: {problem}" for each, problem in broken if problem]
    if cycle := find_cycle(graph):
        problems.append(f"{source.relative_to(CHECKOUT)}: {' imports '.join(cycle)}")
    return problems


def check_typescript(source: Path) -> list[str]:
    """Return what is wrong in the runtime's TypeScript."""
    graph = typescript_imports(source)
    group = {module: index for index, modules in enumerate(RECURSIVE) for module in modules}
    for module, targets in graph.items():
        graph[module] = {each for each in targets if module not in group or group.get(each) != group[module]} - {module}
    cycle = find_cycle(graph)
    return [f"{source.relative_to(CHECKOUT)}: {' imports '.join(cycle)}"] if cycle else []


def main() -> int:
    """Check every distribution."""
    sources = sorted(path.parent / "src" for path in CHECKOUT.glob("*/pyproject.toml"))
    problems = [problem for source in sources for problem in check_python(source)]
    problems += check_typescript(CHECKOUT / "core/runtime")
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
