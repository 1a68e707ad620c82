"""Read the imports of TypeScript modules, those of types alone not."""

import re
from pathlib import Path

_STATEMENT = re.compile(
    r'^(?:import|export)\s(?!type\b)(?P<names>[^;"]*?)(?:\sfrom\s+)?"(?P<path>\.[^"]*)"', re.MULTILINE
)
_ONLY_TYPES = re.compile(r"\{(\s*type\s[^,}]+,?)+\s*\}")


def typescript_imports(source: Path) -> dict[str, set[str]]:
    """Return which of the modules below a folder import which of them, as paths without `.ts`."""
    files = {path.relative_to(source).with_suffix("").as_posix(): path for path in sorted(source.rglob("*.ts"))}
    return {module: _targets(path, source) & files.keys() for module, path in files.items()}


def _targets(path: Path, source: Path) -> set[str]:
    found = set()
    for statement in _STATEMENT.finditer(path.read_text()):
        if not _ONLY_TYPES.fullmatch(statement["names"].strip()):
            target = (path.parent / statement["path"]).resolve()
            name = target.relative_to(source.resolve()).as_posix()
            found.update({name, f"{name}/index"})
    return found
