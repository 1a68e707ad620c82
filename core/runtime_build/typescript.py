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
# Fields are assigned: defined, as newer syntax has it, they cost more than all the rest of making a small object.
COMPILER_OPTIONS = {"compilerOptions": {"useDefineForClassFields": False}}


NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"


def find_tool(package: str, command: str) -> Path:
    """Return a command that npm installed.

    Raises:
        BuildError: it is not there.
    """
    tool = NODE_MODULES / ".bin" / command
    if not tool.exists():
        raise BuildError(f"{package} is not installed: run `make`, or `npm ci` in the checkout")
    return tool


def tool_version(package: str) -> str:
    """Return the installed version of an npm package, for the keys of steps.

    Raises:
        BuildError: it is not installed.
    """
    manifest = NODE_MODULES / package / "package.json"
    if not manifest.exists():
        raise BuildError(f"{package} is not installed: run `make`, or `npm ci` in the checkout")
    return str(json.loads(manifest.read_text())["version"])


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
        esbuild = find_tool("esbuild", "esbuild")
        common: list[str | Path] = [
            esbuild,
            "--bundle",
            "--log-level=warning",
            f"--tsconfig-raw={json.dumps(COMPILER_OPTIONS)}",
            f"--define:PYODIDE_VERSION={json.dumps(self.version)}",
            f"--define:PYODIDE_ABI_VERSION={json.dumps(self.abi_version)}",
        ]
        glue = space.out / "runtime.pre.js"
        module = ["module.ts", "--format=iife", "--global-name=PyodideRuntime", f"--target={GLUE_TARGET}"]
        binary = ["--loader:.wasm=binary", f"--alias:call-adaptor.wasm={adaptor}"]
        space.run([*common, *module, *binary, f"--outfile={glue}"], cwd=tree)
        with glue.open("a") as file:
            file.write("PyodideRuntime.attach(Module);\n")
        loader: list[str | Path] = [
            *common,
            f"--target={LOADER_TARGET}",
            "--minify-whitespace",
            "--minify-syntax",
            "--sourcemap",
        ]
        space.run([*loader, "index.ts", "--format=esm", f"--outfile={space.out}/pyodide.mjs"], cwd=tree)
        # The CommonJS test for `module` is meant: the same file is a classic script.
        classic = ["--format=iife", "--log-override:commonjs-variable-in-esm=silent"]
        space.run([*loader, "index-classic.ts", *classic, f"--outfile={space.out}/pyodide.js"], cwd=tree)


@dataclass(frozen=True)
class Declarations(Step):
    """`pyodide.d.ts` and `ffi.d.ts`, which export from a folder of declarations, one per module."""

    name = "declarations"

    runtime: SourceTree
    settings: str
    typescript_version: str

    def build(self, space: Workspace) -> None:
        """Check the types of the whole runtime and emit those of the public modules."""
        project = space.work
        self.runtime.write(project / "runtime")
        (project / "tsconfig.json").write_text(self.settings)
        (project / "node_modules").symlink_to(NODE_MODULES)
        tsc = find_tool("typescript", "tsc")
        types = space.out / "types"
        emit = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly"]
        folders = ["--rootDir", "runtime", "--outDir", str(types)]
        space.run([tsc, "-p", project, *emit, *folders], cwd=project)
        # PyProxy is Disposable: programs for older engines have no such type in their own settings.
        lib = '/// <reference lib="esnext.disposable" />\n'
        (space.out / "pyodide.d.ts").write_text(lib + 'export * from "./types/index";\n')
        (space.out / "ffi.d.ts").write_text(lib + 'export * from "./types/ffi";\n')
