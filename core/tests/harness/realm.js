/*
 * Runs in every place that can hold an interpreter - a page, a worker, Node.js - and evaluates what the tests send.
 * A classic script that also works as a module, since workers of both kinds load it.
 */
(() => {
  const AsyncFunction = (async () => {}).constructor;
  const interpreters = new Map();
  const rejections = [];

  /** JSON has no undefined, bigint, NaN, infinities, negative zero and bytes, and Python reads 1e20 as an int: they travel as {$: kind, value}. */
  function encode(value) {
    switch (typeof value) {
      case "undefined":
        return { $: "undefined" };
      case "bigint":
        return { $: "bigint", value: String(value) };
      case "number":
        if (Number.isSafeInteger(value) ? !Object.is(value, -0) : Number.isFinite(value) && value % 1 !== 0) {
          return value;
        }
        return { $: "float", value: Object.is(value, -0) ? "-0.0" : String(value) };
      case "string":
      case "boolean":
        return value;
    }
    if (value === null) {
      return null;
    }
    if (Array.isArray(value)) {
      return value.map(encode);
    }
    if (value instanceof Uint8Array) {
      return { $: "bytes", value: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join("")) };
    }
    if (Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]));
    }
    throw new TypeError(`Only plain data can be sent to the test, not ${Object.prototype.toString.call(value)}`);
  }

  function decode(value) {
    if (typeof value !== "object" || value === null) {
      return value;
    }
    if (Array.isArray(value)) {
      return value.map(decode);
    }
    switch (value.$) {
      case "undefined":
        return undefined;
      case "bigint":
        return BigInt(value.value);
      case "float":
        return Number(value.value);
      case "bytes":
        return Uint8Array.from(atob(value.value), (character) => character.charCodeAt(0));
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]));
  }

  function describe(thrown) {
    if (Object.prototype.toString.call(thrown) !== "[object Error]" && !(thrown instanceof Error)) {
      return { name: typeof thrown, message: String(thrown), stack: "" };
    }
    const { name, message, stack = "", type = null } = thrown;
    return { name, message, stack, type, cause: thrown.cause === undefined ? null : describe(thrown.cause) };
  }

  async function run({ body, interpreter, values }) {
    const scope = { loadPyodide: realm.loadPyodide, pyodide: interpreters.get(interpreter), realm, ...decode(values) };
    // A block, so that the body may declare variables of the same names.
    return await new AsyncFunction(...Object.keys(scope), `{${body}\n}`)(...Object.values(scope));
  }

  /** Give {value} or {error} as JSON: the body of an async function has `pyodide`, `loadPyodide` and the values in scope. */
  async function evaluate(request) {
    let answer;
    try {
      answer = { value: encode(await run(request)) };
    } catch (thrown) {
      answer = { error: describe(thrown) };
    }
    return JSON.stringify(answer);
  }

  let marker;

  function record(reason) {
    if (reason === marker) {
      marker.seen();
    } else {
      rejections.push(describe(reason));
    }
  }

  /** Give the rejections that nobody has handled since the last call. */
  async function takeRejections() {
    // They are reported in their order, some time later: when one of our own is reported, all before it have been.
    await new Promise((resolve) => {
      marker = { seen: resolve };
      Promise.reject(marker);
    });
    return rejections.splice(0);
  }

  if (typeof process === "object" && process.versions?.node) {
    process.on("unhandledRejection", record);
  } else {
    globalThis.addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      record(event.reason);
    });
  }

  const realm = { evaluate, interpreters, takeRejections, loadPyodide: undefined };
  globalThis.realm = realm;
})();
