// What a long-running page does, each operation with what makes it right. Python's side is operations.py.
function soakOperations(pyodide, python) {
  const { Counter, add, give_back, fail, call_with, catch_from, iterate, generate, sum_async, copy, proxies } = python;
  const counter = Counter();
  const shared = { number: 1, list: [1, 2, 3], add: (a, b) => a + b };
  const texts = ["", "ascii", "жук", "🐍 astral", "\ud800 lone"];
  const nested = { a: [1, { b: [2.5, "x", null, true] }], c: new Map([["k", new Set([1, 2])]]) };
  const check = (condition, what) => {
    if (!condition) throw new Error(`wrong: ${what}`);
  };

  const operations = {
    "call with numbers": (i) => check(add(i, 1) === i + 1, "sum"),
    "call with texts": (i) => check(give_back(texts[i % 5]) === texts[i % 5], "text"),
    "call with big integers": (i) => check(give_back(2n ** 70n + BigInt(i)) === 2n ** 70n + BigInt(i), "BigInt"),
    "call with an object": () => check(give_back(shared) === shared, "identity"),
    "call with keywords": (i) => check(add.callKwargs(i, { b: 2 }) === i + 2, "keywords"),
    "get and set attributes"(i) {
      counter.count = i;
      check(counter.count === i, "attribute");
    },
    method: () => check(counter.increment() > 0, "method"),
    "items of a dict"(i) {
      const dict = copy({ i });
      check(dict.get("i") === i && dict.has("i"), "item");
      dict.set("j", i);
      dict.delete("i");
      dict.destroy();
    },
    "Python calls JavaScript": (i) => check(call_with(shared.add, i) === i + 1, "callback"),
    "Python uses an object": () => check(python.use(shared) === 7, "use"),
    "Python raises"() {
      try {
        fail("no");
      } catch (error) {
        check(error.type === "Failure", error);
        return;
      }
      check(false, "nothing raised");
    },
    "JavaScript throws"() {
      check(
        catch_from(() => {
          throw new RangeError("out");
        }) === "RangeError",
        "name",
      );
    },
    "an exception crosses twice"() {
      try {
        call_with(() => fail("through"), 1);
      } catch (error) {
        check(error.type === "Failure", error);
      }
    },
    "iterate Python"() {
      const list = generate(5);
      let sum = 0;
      for (const each of list) sum += each;
      list.destroy();
      check(sum === 10, "items");
    },
    "iterate JavaScript": () => check(iterate([1, 2, 3]) === 6 && iterate(new Set([4, 5])) === 9, "items"),
    "deep copy to JavaScript"() {
      const proxy = python.nested();
      const value = proxy.toJs({ dict_converter: Object.fromEntries });
      proxy.destroy();
      check(value.a[1].b[0] === 2.5, "nested");
    },
    "deep copy to Python"() {
      const proxy = pyodide.toPy(nested);
      check(proxy.get("a").length === 2, "nested");
      proxy.destroy();
    },
    "buffer of Python"(i) {
      const bytes = python.buffer(i % 64);
      const view = bytes.getBuffer();
      check(view.data.length === (i % 64) + 1, "length");
      view.release();
      bytes.destroy();
    },
    "buffer of JavaScript": (i) => check(python.buffer_sum(new Uint8Array([i & 255, 1])) === (i & 255) + 1, "sum"),
    "create and destroy proxies": () => check(proxies((call) => call(3)) === 6, "proxy"),
    runPython: (i) => check(pyodide.runPython(`${i % 7} + 1`) === (i % 7) + 1, "expression"),
    "JavaScript awaits Python": async (i) => check((await sum_async(Promise.resolve(i))) === i + 1, "async"),
    async "JavaScript awaits a failure"() {
      const promise = Promise.reject(new RangeError("late"));
      promise.catch(() => {}); // Python gets to it later than engines report it
      try {
        await sum_async(promise);
      } catch (error) {
        check(/RangeError/.test(error.message), error);
        return;
      }
      check(false, "nothing rejected");
    },
  };
  const end = () => counter.destroy();
  return { operations: Object.values(operations), end };
}
