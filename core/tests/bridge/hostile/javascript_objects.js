// Factories of objects that hurt: `fail` throws, `yes` says yes to everything and gives itself.
function hostileObjects(pyodide) {
  const NAMES = [
    "a",
    "length",
    "size",
    "then",
    "next",
    "constructor",
    "name",
    "message",
    "stack",
    "cause",
    "toString",
    "get",
    "has",
    "set",
    "delete",
    "includes",
    "buffer",
    "call",
    "apply",
    "bind",
    "toJSON",
    "valueOf",
    "0",
  ];
  const fail = () => {
    throw new RangeError("hostile");
  };
  const revoked = (target) => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };
  const throwingTraps = Object.fromEntries(
    Object.getOwnPropertyNames(Reflect)
      .filter((name) => typeof Reflect[name] === "function")
      .map((name) => [name, fail]),
  );
  const yes = new Proxy(function () {}, {
    get: (_, key) => (key === Symbol.toPrimitive ? () => "yes" : yes),
    has: () => true,
    set: () => true,
    deleteProperty: () => true,
    apply: () => yes,
    construct: () => yes,
  });
  let turn = 0;

  return {
    "revoked proxy of an object": () => revoked({}),
    "revoked proxy of an array": () => revoked([1]),
    "revoked proxy of a function": () => revoked(() => 1),
    "proxy whose traps throw": () => new Proxy({}, throwingTraps),
    "proxy of a function whose traps throw": () => new Proxy(function () {}, throwingTraps),
    "proxy of an array whose traps throw": () => new Proxy([1, 2], throwingTraps),
    "proxy whose traps are revoked": () => new Proxy({}, revoked({})),
    "proxy that says yes": () => yes,
    "proxy that breaks invariants": () =>
      new Proxy(Object.freeze({ a: 1 }), { get: () => 2, has: () => false, ownKeys: () => [] }),
    "proxy whose prototype changes": () => new Proxy({}, { getPrototypeOf: () => [[], new Map(), null][turn++ % 3] }),
    "throwing getters": () =>
      Object.defineProperties({}, Object.fromEntries(NAMES.map((name) => [name, { get: fail }]))),
    "null prototype": () => Object.create(null),
    "null prototype with properties": () => Object.assign(Object.create(null), { a: 1, length: 2, toString: null }),
    "function without prototype": () => Object.setPrototypeOf(() => 1, null),
    "prototype that throws": () => Object.create(new Proxy({}, throwingTraps)),
    "conversion throws": () => ({ [Symbol.toPrimitive]: fail, toString: fail, valueOf: fail, toJSON: fail }),
    "conversion gives an object": () => ({
      [Symbol.toPrimitive]: () => ({}),
      toString: () => ({}),
      valueOf: () => ({}),
    }),
    "conversion gives a symbol": () => ({ [Symbol.toPrimitive]: () => Symbol("s"), toString: () => Symbol("s") }),
    "conversion is no function": () => ({ [Symbol.toPrimitive]: 1, toString: 1, valueOf: 1 }),
    "tag throws": () => ({
      get [Symbol.toStringTag]() {
        fail();
      },
      get constructor() {
        fail();
      },
    }),
    "length throws": () => ({
      get length() {
        fail();
      },
      get size() {
        fail();
      },
      [Symbol.iterator]: fail,
    }),
    "length is huge": () => ({ length: 2 ** 60 }),
    "length is an object that throws": () => ({ length: { valueOf: fail } }),
    "array with holes": () => [, 1, , 2, ,],
    "array whose items throw": () => Object.defineProperty([1, 2, 3], 1, { get: fail }),
    "array that shrinks": () => {
      const array = [1, 2, 3];
      return Object.defineProperty(array, 0, { get: () => (array.length = 0) });
    },
    "frozen array": () => Object.freeze([1, 2, 3]),
    "array that contains itself": () => {
      const array = [];
      array.push(array, [array]);
      return array;
    },
    "object that contains itself": () => {
      const object = {};
      object.self = object;
      object.list = [object];
      return object;
    },
    "map that contains itself": () => {
      const map = new Map();
      map.set(map, map);
      return map;
    },
    "set that contains itself": () => {
      const set = new Set();
      set.add(set);
      return set;
    },
    "map whose methods throw": () =>
      Object.assign(new Map([[1, 2]]), { get: fail, set: fail, has: fail, delete: fail, entries: fail }),
    "map whose size throws": () => Object.defineProperty(new Map([[1, 2]]), "size", { get: fail }),
    "iterator is no object": () => ({ [Symbol.iterator]: () => 1, next: () => 1 }),
    "iterator is missing next": () => ({ [Symbol.iterator]: () => ({}) }),
    "next gives nothing": () => ({
      [Symbol.iterator]() {
        return this;
      },
      next: () => undefined,
    }),
    "next throws": () => ({
      [Symbol.iterator]() {
        return this;
      },
      next: fail,
      return: fail,
      throw: fail,
    }),
    "done throws": () => ({
      [Symbol.iterator]() {
        return this;
      },
      next: () => ({
        get done() {
          fail();
        },
      }),
    }),
    "value throws": () => ({
      [Symbol.iterator]() {
        return this;
      },
      next: () => ({
        done: false,
        get value() {
          fail();
        },
      }),
    }),
    "running generator": () => {
      let it;
      it = (function* () {
        yield* it;
      })();
      return it;
    },
    "asynchronous iterator that throws": () => ({
      [Symbol.asyncIterator]() {
        return this;
      },
      next: fail,
      return: fail,
      throw: fail,
    }),
    "asynchronous iterator that gives numbers": () => ({
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => 1,
    }),
    "then throws when read": () => ({
      get then() {
        fail();
      },
    }),
    "then throws when called": () => ({ then: fail }),
    "then never calls back": () => ({ then() {} }),
    "then calls back twice": () => ({
      then(resolve, reject) {
        resolve(1);
        resolve(2);
        reject(new Error("late"));
      },
    }),
    "then resolves and throws": () => ({
      then(resolve) {
        resolve(1);
        fail();
      },
    }),
    "then resolves with itself": () => ({
      then(resolve) {
        resolve(this);
        this.then = undefined;
      },
    }),
    "then keeps its functions": () => ({
      then(...functions) {
        (globalThis.keptFunctions ??= []).push(functions);
      },
    }),
    "promise whose then throws": () => Object.assign(Promise.resolve(1), { then: fail, catch: fail, finally: fail }),
    "error whose getters throw": () =>
      Object.defineProperties(new Error("x"), Object.fromEntries(NAMES.map((name) => [name, { get: fail }]))),
    "error with odd properties": () =>
      Object.assign(new Error("x"), { name: Symbol("n"), message: {}, stack: 1n, cause: null }),
    "error that causes itself": () => {
      const error = new Error("x");
      error.cause = error;
      return error;
    },
    "error without prototype": () => Object.setPrototypeOf(new Error("x"), null),
    "detached buffer": () => {
      const array = new Uint8Array(8);
      structuredClone(array, { transfer: [array.buffer] });
      return array;
    },
    "detached array buffer": () => {
      const buffer = new ArrayBuffer(8);
      structuredClone(buffer, { transfer: [buffer] });
      return buffer;
    },
    "shrunk buffer": () => {
      const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
      const array = new Uint8Array(buffer, 4);
      buffer.resize(2);
      return array;
    },
    "view with a false length": () => Object.defineProperty(new Uint8Array(4), "length", { value: 1e4 }),
    "view with a false buffer": () =>
      Object.defineProperties(new Uint8Array(4), { buffer: { value: new ArrayBuffer(1) }, byteLength: { value: 1e4 } }),
    class: () =>
      class {
        constructor() {
          fail();
        }
        static get [Symbol.species]() {
          fail();
        }
      },
    "throws nothing": () => () => {
      throw undefined;
    },
    "throws null": () => () => {
      throw null;
    },
    "throws a number": () => () => {
      throw 5;
    },
    "throws a symbol": () => () => {
      throw Symbol("s");
    },
    "throws a BigInt": () => () => {
      throw 5n;
    },
    "throws a string": () => () => {
      throw "text";
    },
    "throws a revoked proxy": () => () => {
      throw revoked(new Error("x"));
    },
    "throws an object that throws": () => () => {
      throw new Proxy({}, throwingTraps);
    },
    "throws a function": () => () => {
      throw () => 1;
    },
    "throws from the depth of the stack": () =>
      function deep() {
        deep();
      },
    symbol: () => Symbol("s"),
    arguments: () =>
      (function () {
        return arguments;
      })(1, 2),
    "regular expression that throws": () => Object.assign(/x/, { exec: fail, [Symbol.match]: fail }),
    "date without time": () => new Date(NaN),
    "boxed values": () =>
      [new String("x"), Object(1n), Object(Symbol("s")), new Number(NaN), new Boolean(false)][turn++ % 5],
    // Not the object itself: x.close() would close the page.
    "object that inherits from the global one": () => Object.create(globalThis),
    API: () => pyodide,
  };
}
