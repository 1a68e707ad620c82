"""A million mixed operations leave memory and reference counts where they were."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.realms("node24")

HERE = Path(__file__).parent / "soak"
OPERATIONS = 1_000_000
WARM_UP = 50_000

RUN = """
    const require_ = globalThis.require;
    require_("node:v8").setFlagsFromString("--expose-gc");
    const collectJavaScript = require_("node:vm").runInNewContext("gc");
    const dict = pyodide.globals.get("dict");
    const globals = dict();
    dict.destroy();
    const python = {};
    pyodide.runPython(source, { globals });
    for (const name of globals.keys()) if (!name.startsWith("__")) python[name] = globals.get(name);
    const measure = pyodide.runPython(`
        import gc, sys
        def measure():
            gc.collect()
            sys.last_exc = sys.last_value = sys.last_type = sys.last_traceback = None
            gc.collect()
            return [sum(map(sys.getrefcount, SHARED)), sys.getallocatedblocks(), len(gc.get_objects())]
        measure
    `, { globals });

    async function state() {
      for (let i = 0; i < 3; i++) {
        collectJavaScript();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const counts = measure();
      const [references, blocks, objects] = counts.toJs();
      counts.destroy();
      collectJavaScript();
      return {
        ...pyodide._api.referenceCounts(), references, blocks, objects,
        wasm: pyodide._module.HEAP8.length, javascript: process.memoryUsage().heapUsed,
      };
    }

    async function run(count) {
      const { operations, end } = soakOperations(pyodide, python);
      for (let i = 0; i < count; i++) {
        const done = operations[i % operations.length](i);
        if (done !== undefined) await done;
      }
      end();
    }

    await run(warmUp);
    const before = await state();
    await run(count);
    const after = await state();
    measure.destroy();
    for (const each of Object.values(python)) each?.destroy?.();
    globals.destroy();
    return [before, after];
"""


def test_a_million_operations(pyodide) -> None:
    before, after = pyodide.js(
        (HERE / "operations.js").read_text() + RUN,
        source=(HERE / "operations.py").read_text(),
        warmUp=WARM_UP,
        count=OPERATIONS,
        time_limit=300,
    )
    grown = {name: after[name] - before[name] for name in before}

    # References and collected objects exactly; memory but for what caches still grow by.
    for name in ("handles", "proxies", "references", "wasm"):
        assert 0 == grown[name], (name, before, after)
    assert 20 >= grown["objects"], (before, after)
    assert 100 >= grown["blocks"], (before, after)
    assert 500_000 >= grown["javascript"], (before, after)
