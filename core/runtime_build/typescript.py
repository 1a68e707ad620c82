"""Bundle the TypeScript side with esbuild."""

import json
from dataclasses import dataclass
from pathlib import Path

from interpreter_build.errors import BuildError
from interpreter_build.step import Step, Workspace

from runtime_build.sources import SourceTree

# Emscripten's own JavaScript tools read no newer syntax than this.
GLUE_TARGET = "es2021"
LOADER_TARGET = "es2022"


def find_esbuild(checkout: Path) -> Path:
    """Return the esbuild that npm installed.

    Raises:
        BuildError: it is not there.
    """
    esbuild = checkout / "node_modules/.bin/esbuild"
    if not esbuild.exists():
        raise BuildError("esbuild is not installed: run `make`, or `npm ci` in the checkout")
    return esbuild.resolve()


def esbuild_version(checkout: Path) -> str:
    """Return the installed version, for the keys of steps."""
    package = json.loads((find_esbuild(checkout).parents[1] / "package.json").read_text())
    return str(package["version"])


@dataclass(frozen=True)
class Bundles(Step):
    """`runtime.pre.js`, which goes into the module, and the loaders `pyodide.mjs` and `pyodide.js`."""

    name = "bundles"

    runtime: SourceTree
    adaptor: str
    version: str
    abi_version: str
    esbuild_version: str

    def build(self, space: Workspace) -> None:
        """Assemble the call adaptor and bundle the three entry points."""
        tree = self.runtime.write(space.work / "runtime")
        text = space.work / "adaptor.wat"
        text.write_text(self.adaptor)
        adaptor = space.work / "adaptor.wasm"
        space.run(["wasm-as", "--enable-gc", "--enable-reference-types", text, "-o", adaptor], cwd=space.work)
        esbuild = find_esbuild(Path(__file__).resolve().parents[2])
        common = [
            esbuild,
            "--bundle",
            "--log-level=warning",
            f"--define:PYODIDE_VERSION={json.dumps(self.version)}",
            f"--define:PYODIDE_ABI_VERSION={json.dumps(self.abi_version)}",
        ]
        glue = space.out / "runtime.pre.js"
        module = ["module.ts", "--format=iife", "--global-name=PyodideRuntime", f"--target={GLUE_TARGET}"]
        binary = ["--loader:.wasm=binary", f"--alias:call-adaptor.wasm={adaptor}"]
        space.run([*common, *module, *binary, f"--outfile={glue}"], cwd=tree)
        with glue.open("a") as file:
            file.write("PyodideRuntime.attach(Module);\n")
        loader = [*common, f"--target={LOADER_TARGET}", "--minify-whitespace", "--minify-syntax", "--sourcemap"]
        space.run([*loader, "index.ts", "--format=esm", f"--outfile={space.out}/pyodide.mjs"], cwd=tree)
        # The CommonJS test for `module` is meant: the same file is a classic script.
        classic = ["--format=iife", "--log-override:commonjs-variable-in-esm=silent"]
        space.run([*loader, "index-classic.ts", *classic, f"--outfile={space.out}/pyodide.js"], cwd=tree)
