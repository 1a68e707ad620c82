"""loadPyodide's options: names and types are checked, and nothing is left of a load that fails."""

import pytest

from harness.errors import ThrownError
from harness.interpreter import Interpreter
from harness.realms import ALL_REALMS


def failure(realm, options: str) -> str:
    """Return the message of the error, after which a load must succeed."""
    with pytest.raises(ThrownError) as caught:
        realm.evaluate(f"await loadPyodide({options})")
    return f"{caught.value.name}: {caught.value.message}"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("null", "the options must be an object, not null"),
        ("'https://example.org/'", "the options must be an object, not string"),
        ("{ indexURL: 5 }", "the option 'indexURL' must be a non-empty string, not number"),
        ("{ indexURL: '' }", "the option 'indexURL' must be a non-empty string, not string"),
        ("{ stdLibURL: [] }", "the option 'stdLibURL' must be a non-empty string, not an array"),
        ("{ lockFileURL: null }", "the option 'lockFileURL' must be a non-empty string, not null"),
        (
            "{ lockFileContents: 5 }",
            "'lockFileContents' must be a lock file's text, its contents, or a promise of either",
        ),
        ("{ packageBaseUrl: 5 }", "the option 'packageBaseUrl' must be a non-empty string"),
        ("{ packageCacheDir: 5 }", "the option 'packageCacheDir' must be a non-empty string"),
        ("{ cdnUrl: 5 }", "the option 'cdnUrl' must be a non-empty string"),
        ("{ fullStdLib: 'yes' }", "the option 'fullStdLib' must be a boolean, not string"),
        ("{ packages: 'numpy' }", "the option 'packages' must be an array of strings, not string"),
        ("{ packages: [5] }", "the option 'packages' must be an array of strings, not an array"),
        ("{ stdin: 'text' }", "the option 'stdin' must be a function, not string"),
        ("{ stdout: {} }", "the option 'stdout' must be a function, not object"),
        ("{ stderr: 5 }", "the option 'stderr' must be a function, not number"),
        ("{ jsglobals: 5 }", "the option 'jsglobals' must be an object, not number"),
        ("{ args: '-v' }", "the option 'args' must be an array of strings, not string"),
        ("{ env: 'A=b' }", "the option 'env' must be an object with strings as values"),
        ("{ env: { A: 5 } }", "the option 'env' must be an object with strings as values"),
        ("{ env: { 'A=b': 'c' } }", "the option 'env' must be an object with strings as values, names without '='"),
        ("{ fsInit: {} }", "the option 'fsInit' must be a function, not object"),
        ("{ pyproxyToStringRepr: 1 }", "the option 'pyproxyToStringRepr' must be a boolean, not number"),
        ("{ convertNullToNone: 'no' }", "the option 'convertNullToNone' must be a boolean, not string"),
        ("{ enableRunUntilComplete: 0 }", "the option 'enableRunUntilComplete' must be a boolean, not number"),
        ("{ checkAPIVersion: 1 }", "the option 'checkAPIVersion' must be a string, not number"),
        ("{ createPyodideModule: {} }", "the option 'createPyodideModule' must be a function, not object"),
        ("{ homedir: '/me' }", "the option 'homedir' is no more, use env: { HOME: ... } instead"),
    ],
)
@pytest.mark.realms("node24", "firefox")
def test_options_of_the_wrong_type(realm, options, message) -> None:
    error = failure(realm, options)

    assert error.startswith("TypeError: loadPyodide: ")
    assert message in error


@pytest.mark.parametrize(
    ("options", "warning"),
    [
        ("{ indexUrl: 'x' }", "there is no option 'indexUrl', it is ignored; did you mean 'indexURL'?"),
        ("{ fullStdlib: true }", "there is no option 'fullStdlib', it is ignored; did you mean 'fullStdLib'?"),
        ("{ package: [] }", "there is no option 'package', it is ignored; did you mean 'packages'?"),
        ("{ colour: 'blue' }", "there is no option 'colour', it is ignored"),
        ("{ toString: 5 }", "there is no option 'toString', it is ignored"),
    ],
)
@pytest.mark.realms("node24", "chromium")
def test_unknown_options(realm, options, warning) -> None:
    body = f"""
    const warnings = [];
    const {{ warn }} = console;
    console.warn = (text) => warnings.push(text);
    try {{
      return [(await loadPyodide({options})).runPython("1 + 1"), ...warnings];
    }} finally {{
      console.warn = warn;
    }}
    """

    assert [2, f"loadPyodide: {warning}"] == realm.evaluate(body)


@pytest.mark.realms("node24", "chromium")
def test_options_for_packages_are_kept(realm) -> None:
    """Whoever loads packages finds them, complete."""
    body = """
    const pyodide = await loadPyodide({
      lockFileContents: { info: {}, packages: {} },
      packageBaseUrl: "https://example.org/packages",
      packages: [],
      fullStdLib: true,
      cdnUrl: "https://example.org/cdn/",
    });
    const { config } = pyodide._api;
    const { indexURL, lockFileURL, packageBaseUrl, packageCacheDir, packages, fullStdLib, cdnUrl } = config;
    return {
      lockFile: lockFileURL === indexURL + "pyodide-lock.json",
      contents: config.lockFileContents,
      cache: packageCacheDir === indexURL,
      packageBaseUrl, packages, fullStdLib, cdnUrl,
      flags: [config.pyproxyToStringRepr, config.convertNullToNone, config.enableRunUntilComplete],
    };
    """

    assert {
        "lockFile": True,
        "contents": {"info": {}, "packages": {}},
        "cache": True,
        "packageBaseUrl": "https://example.org/packages/",
        "packages": [],
        "fullStdLib": True,
        "cdnUrl": "https://example.org/cdn/",
        "flags": [False, True, True],
    } == realm.evaluate(body)


@pytest.mark.realms(*ALL_REALMS)
def test_a_failed_load_leaves_nothing_behind(realm) -> None:
    """No global, no element, no rejection; and the next load works."""
    body = """
    await loadPyodide();
    const scene = () => [
      // `event` is there while a handler runs, which may be in the middle of this.
          Object.getOwnPropertyNames(globalThis).filter(
            (name) => name !== "event" && globalThis[name] !== undefined,
          ).sort().join(),
      typeof document === "undefined" ? 0 : document.querySelectorAll("*").length,
    ].join();
    const before = scene();
    const errors = [];
    for (const options of [
      { fsInit() { throw new RangeError("mine"); } },
      { args: ["--no-such-option"], stderr() {}, stdout() {} },
      { indexURL: "/nowhere/" },
      { packages: 5 },
      { checkAPIVersion: "0.1" },
    ]) {
      await loadPyodide(options).catch((error) => errors.push(error.name));
    }
    return [errors, before === scene(), (await loadPyodide()).runPython("1 + 1"), await realm.takeRejections()];
    """

    assert [["RangeError", "StartExit", "PyodideLoadError", "TypeError", "Error"], True, 2, []] == realm.evaluate(body)


FILES = {
    "pyodide.asm.wasm": b"pyodide.version",
    "python_stdlib.zip": b"pyodide ",
    "python_stdlib.zip.zst": b"pyodide ",
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.realms("node20", "node24", "chromium", "firefox")
def test_files_of_different_releases(realm, file) -> None:
    folder = realm.site.copy_distribution(f"mixed-{file}")
    content = (folder / file).read_bytes()
    version = realm.evaluate("return (await loadPyodide()).version")
    mark = FILES[file] + version.encode()
    assert 1 == content.count(mark)
    (folder / file).unlink()
    if file == "python_stdlib.zip":
        (folder / "python_stdlib.zip.zst").unlink()
    (folder / file).write_bytes(content.replace(mark, mark.replace(b"0.", b"9.", 1)))

    with pytest.raises(
        ThrownError, match=rf"Cannot load {file}: it belongs to release 9\.\S+, the loader to"
    ) as caught:
        realm.evaluate("await loadPyodide({ indexURL })", indexURL=realm.index_url(folder))
    assert "PyodideLoadError" == caught.value.name


@pytest.mark.realms("node24", "firefox")
def test_a_module_that_the_program_has_loaded(realm) -> None:
    body = """
    const { config } = (await loadPyodide())._api;
    const source = config.indexURL.startsWith("http")
      ? await (await fetch(config.indexURL + "pyodide.asm.js")).text()
      : require("fs").readFileSync(config.indexURL.replace("file://", "") + "pyodide.asm.js", "utf8");
    const create = new Function("require", "__dirname", "__filename", source + "; return _createPyodideModule;")(
      globalThis.require, config.indexURL, config.indexURL + "pyodide.asm.js",
    );
    delete globalThis._createPyodideModule;
    let calls = 0;
    const createPyodideModule = (settings) => (calls++, create(settings));
    return [(await loadPyodide({ createPyodideModule })).runPython("1 + 1"), calls];
    """

    assert [2, 1] == realm.evaluate(body)


@pytest.mark.realms("node24", "chromium")
def test_an_interpreter_that_tells_null_and_undefined_apart(realm) -> None:
    interpreter = Interpreter(realm, "null")
    interpreter.start(convertNullToNone=False)
    result = interpreter.js(
        """
        const call = pyodide.runPython("lambda *values: repr(values)");
        pyodide.globals.set("x", {
          a: null, b: undefined, f: () => null, list: [null, undefined], map: new Map([[1, null]]),
        });
        return [call(null, undefined), pyodide.runPython(`
from pyodide.ffi import jsnull
m = x.as_object_map()
repr([x.a, x.b, x.f(), *x.list, x.list[0], x.map[1], m["a"], x.to_py()["list"], jsnull in x.list])`)];
        """
    )
    interpreter.forget()

    assert [
        "(jsnull, None)",
        "[jsnull, None, jsnull, jsnull, None, jsnull, jsnull, jsnull, [jsnull, None], True]",
    ] == result
