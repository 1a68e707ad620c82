/** Deep copies of collections. */

const INTS = 100_000;
const DICTS = 10_000;
const dicts = Array.from({ length: DICTS }, (_, i) => ({ id: i, name: `name ${i % 100}`, price: i + 0.5 }));
const DICTS_IN_PYTHON = `[{"id": i, "name": f"name {i % 100}", "price": i + 0.5} for i in range(${DICTS})]`;

const copyOut = (options) => (list, count) => {
  let result;
  for (let i = 0; i < count; i++) result = list.toJs(options);
  return result;
};

export const rows = [
  {
    name: "list of 1e5 ints to JavaScript",
    python: `list(range(${INTS}))`,
    run: copyOut(),
    check: (result) => Array.isArray(result) && result.length === INTS && result.every((each, i) => each === i),
  },
  {
    name: "list of 1e5 ints to Python",
    values: { array: Array.from({ length: INTS }, (_, i) => i) },
    body: "copy = array.to_py()",
    result: `type(copy) is list and copy == list(range(${INTS}))`,
    check: (result) => result === true,
    heavy: true,
  },
  {
    name: "list of 1e4 dicts to objects",
    python: DICTS_IN_PYTHON,
    run: copyOut({ dict_converter: Object.fromEntries }),
    check: (result) => JSON.stringify(result) === JSON.stringify(dicts),
  },
  {
    name: "list of 1e4 dicts, toJs()",
    python: DICTS_IN_PYTHON,
    run: copyOut(),
    // What a dict becomes differs between versions.
    check: (result) =>
      JSON.stringify(result.map((each) => (each instanceof Map ? Object.fromEntries(each) : each))) ===
      JSON.stringify(dicts),
  },
  {
    name: "list of 1e4 dicts to Python",
    values: { array: dicts },
    body: "copy = array.to_py()",
    result: `copy == ${DICTS_IN_PYTHON}`,
    check: (result) => result === true,
    heavy: true,
  },
];
