/** Calls of functions and methods. */

export const rows = [
  {
    name: "JS->Py call, 0 arguments",
    python: "lambda: 7",
    run(call, count) {
      let result;
      for (let i = 0; i < count; i++) result = call();
      return result;
    },
    check: (result) => result === 7,
  },
  {
    name: "JS->Py call, 1 argument",
    python: "lambda a: a",
    run(call, count) {
      let result;
      for (let i = 0; i < count; i++) result = call(1);
      return result;
    },
    check: (result) => result === 1,
  },
  {
    name: "JS->Py call, 3 arguments",
    python: "lambda a, b, c: c",
    run(call, count) {
      let result;
      for (let i = 0; i < count; i++) result = call(1, 2, 3);
      return result;
    },
    check: (result) => result === 3,
  },
  {
    name: "Py->JS call, 0 arguments",
    values: { call: () => 7 },
    body: "result = call()",
    check: (result) => result === 7,
  },
  {
    name: "Py->JS call, 1 argument",
    values: { call: (a) => a },
    body: "result = call(1)",
    check: (result) => result === 1,
  },
  {
    name: "Py->JS call, 3 arguments",
    values: { call: (_a, _b, c) => c },
    body: "result = call(1, 2, 3)",
    check: (result) => result === 3,
  },
  {
    name: "Py->JS method of an object",
    values: {
      object: {
        step: 5,
        add(number) {
          return number + this.step;
        },
      },
    },
    body: "result = object.add(1)",
    check: (result) => result === 6,
  },
  {
    name: "runPython('1+1')",
    run(_, count, pyodide) {
      let result;
      for (let i = 0; i < count; i++) result = pyodide.runPython("1+1");
      return result;
    },
    check: (result) => result === 2,
  },
];
