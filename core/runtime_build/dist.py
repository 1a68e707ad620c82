"""Arrange the distribution: the folder that web servers, Node and the npm package take."""

import json
import os
import shutil
from pathlib import Path

# Copied as they are, from core/runtime.
STATIC = (
    "node/python",
    "node/python.bat",
    "node/python_cli.mjs",
    "node/python_cli_channel.mjs",
    "node/python_cli_filesystem.mjs",
    "node/python_cli_worker.mjs",
    "pages/console.html",
    "pages/console.mjs",
)

# Node's modules, which bundlers for pages must not look for.
NODE_MODULES = ("child_process", "crypto", "fs", "fs/promises", "module", "path", "tty", "url", "vm", "ws")


def package_json(version: str, files: list[str]) -> dict[str, object]:
    """Describe the distribution as the npm package `pyodide`."""
    return {
        "name": "pyodide",
        "version": npm_version(version),
        "description": "Python in the browser and in Node.js",
        "license": "MPL-2.0",
        "main": "pyodide.js",
        "module": "pyodide.mjs",
        "exports": {
            ".": {
                "import": "./pyodide.mjs",
                "require": "./pyodide.js",
            },
            "./pyodide.asm.wasm": "./pyodide.asm.wasm",
            "./pyodide.asm.js": "./pyodide.asm.js",
            "./python_stdlib.zip": "./python_stdlib.zip",
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
    """Spell a Python version (PEP 440) as npm wants it: 0.30.0.dev0 is 0.30.0-dev.0."""
    release, _, dev = version.partition(".dev")
    return f"{release}-dev.{dev}" if dev else release


def lock_file(version: str, python: str, abi_version: str) -> dict[str, object]:
    """Describe the distribution's packages: none yet besides the interpreter itself."""
    info = {
        "arch": "wasm32",
        "platform": "emscripten_3_1_69",
        "version": version,
        "python": python,
        "abi_version": abi_version,
    }
    return {"info": info, "packages": {}}


def write_json(path: Path, content: dict[str, object]) -> None:
    """Write a JSON file."""
    path.write_text(json.dumps(content, indent=2) + "\n")


def put(source: Path, folder: Path) -> None:
    """Copy a file into the distribution in one go, unless it is there already."""
    target = folder / source.name
    stat = source.stat()
    if target.exists() and (target.stat().st_mtime_ns, target.stat().st_size) == (stat.st_mtime_ns, stat.st_size):
        return
    temporary = folder / f".{source.name}.{os.getpid()}"
    shutil.copy2(source, temporary)
    temporary.replace(target)
