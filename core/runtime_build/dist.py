"""Arrange the distribution: the folder that web servers, Node and the npm package take."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from packaging.version import Version

# Folders of core/runtime whose files are copied as they are.
STATIC = ("node", "workers")

GENERATED = frozenset({"package.json", "pyodide-index.json", "pyodide-lock.json"})
# Of packages, and archives of releases.
KEPT = frozenset({".whl", ".metadata", ".zip", ".tar", ".gz", ".bz2"})

# Node's modules, which bundlers for pages must not look for.
NODE_MODULES = ("child_process", "crypto", "fs", "fs/promises", "module", "path", "tty", "url", "vm", "ws")

# What npm's users call the pre-releases of PEP 440.
PHASES = {"a": "alpha", "b": "beta", "rc": "rc"}


def package_json(version: str, files: list[str]) -> dict[str, object]:
    """Describe the distribution as the npm package `pyodide`."""
    return {
        "name": "pyodide",
        "version": npm_version(version),
        "description": "Python in the browser and in Node.js",
        "license": "MPL-2.0",
        "main": "pyodide.js",
        "module": "pyodide.mjs",
        "types": "pyodide.d.ts",
        "exports": {
            ".": {
                "types": "./pyodide.d.ts",
                "import": "./pyodide.mjs",
                "require": "./pyodide.js",
            },
            "./ffi": {"types": "./ffi.d.ts"},
            "./pyodide.asm.wasm": "./pyodide.asm.wasm",
            "./pyodide.asm.js": "./pyodide.asm.js",
            "./pyodide.asm.mjs": "./pyodide.asm.mjs",
            "./python_stdlib.zip": "./python_stdlib.zip",
            "./python_stdlib.zip.zst": "./python_stdlib.zip.zst",
            "./pyodide.mjs": "./pyodide.mjs",
            "./pyodide.js": "./pyodide.js",
            "./package.json": "./package.json",
            "./pyodide-lock.json": "./pyodide-lock.json",
        },
        "files": files,
        "browser": dict.fromkeys(NODE_MODULES, False),
        "engines": {"node": ">=20.16"},
    }


def npm_version(version: str) -> str:
    """Spell a Python version (PEP 440) as npm wants it: 0.30.0.dev0 is 0.30.0-dev.0, and 0.30.0a1 is 0.30.0-alpha.1."""
    parsed = Version(version)
    parts = [f"{PHASES[parsed.pre[0]]}.{parsed.pre[1]}"] if parsed.pre else []
    if parsed.dev is not None:
        parts.append(f"dev.{parsed.dev}")
    return f"{parsed.base_version}-{'.'.join(parts)}" if parts else parsed.base_version


def write_json(path: Path, content: dict[str, object]) -> None:
    """Write a JSON file."""
    path.write_text(json.dumps(content, indent=2) + "\n")


def arrange(folder: Path, files: Mapping[str, Path]) -> None:
    """Make `folder` hold these files and folders by these names, and no leftovers but wheels and archives."""
    folder.mkdir(exist_ok=True)
    for name, path in files.items():
        put(path, folder / name)
    for path in folder.iterdir():
        if path.name not in files.keys() | GENERATED and path.suffix not in KEPT:
            delete(path)


def delete(path: Path) -> None:
    """Delete a file, or a folder with all that is in it."""
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def put(source: Path, target: Path) -> None:
    """Copy a file in one go, or a folder file by file and without leftovers, unless it is there already."""
    if source.is_dir():
        target.mkdir(exist_ok=True)
        for path in source.iterdir():
            put(path, target / path.name)
        for path in target.iterdir():
            if not (source / path.name).exists():
                delete(path)
        return
    stat = source.stat()
    if target.exists() and (target.stat().st_mtime_ns, target.stat().st_size) == (stat.st_mtime_ns, stat.st_size):
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copy2(source, temporary)
    temporary.replace(target)
