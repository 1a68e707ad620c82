/** Attributes of the other language's objects. */

const NAMESPACE = "import types\ntypes.SimpleNamespace(number=7)";
const target = { number: 0 };

export const rows = [
  {
    name: "JS: get a Python attribute",
    python: NAMESPACE,
    run(object, count) {
      let result;
      for (let i = 0; i < count; i++) result = object.number;
      return result;
    },
    check: (result) => result === 7,
  },
  {
    name: "JS: set a Python attribute",
    python: NAMESPACE,
    run(object, count) {
      for (let i = 0; i < count; i++) object.number = i;
      return [object.number, count - 1];
    },
    check: ([result, expected]) => result === expected,
  },
  {
    name: "Py: get a JavaScript attribute",
    values: { object: { number: 7 } },
    body: "result = object.number",
    check: (result) => result === 7,
  },
  {
    name: "Py: set a JavaScript attribute",
    values: { object: target },
    body: "object.number = 8",
    result: "object.number",
    check: (result) => result === 8 && target.number === 8,
  },
];
