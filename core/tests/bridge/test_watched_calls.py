"""Programs that replace Function.prototype.apply see what Python gives to functions, as PyScript does."""

WATCH = """
const keep = pyodide.runPython("from pyodide.ffi import to_js; to_js");
const [mark] = Reflect.ownKeys(keep).filter((key) => String(key) === "Symbol(pyproxy.attrs)");
const original = Function.prototype.apply;
const seen = [];
const kept = [];
Function.prototype.apply = function (receiver, args) {
  for (const [index, arg] of args.entries()) {
    const isProxy = typeof arg === "object" && arg !== null && mark in arg;
    seen.push(isProxy ? arg[mark].shared.gcRegistered : String(arg));
    if (isProxy && !arg[mark].shared.gcRegistered) {
      args[index] = arg.copy();
      kept.push(args[index]);
    }
  }
  return Reflect.apply(original, this, [receiver, args]);
};
try {
  globalThis.take = (...args) => args.length;
  pyodide.runPython(code);
  return [seen, kept.map(String)];
} finally {
  Function.prototype.apply = original;
  delete globalThis.take;
  kept.forEach((proxy) => proxy.destroy());
  keep.destroy();
}
"""


def test_lent_proxies_are_told_apart(pyodide) -> None:
    code = """
from pyodide.ffi import create_proxy
import js
own = create_proxy({"own": 1})
js.take(1, {"lent": 1}, own)
own.destroy()
"""
    assert [["1", False, True], ["{'lent': 1}"]] == pyodide.js(WATCH, code=code)


def test_an_apply_of_the_functions_own_is_not_called(pyodide) -> None:
    taken = pyodide.js(
        """
        globalThis.take = (value) => value.get(1);
        take.apply = () => { throw new Error("not meant"); };
        try {
          return pyodide.runPython("import js; js.take([1, 2])");
        } finally {
          delete globalThis.take;
        }
        """
    )
    assert 2 == taken
