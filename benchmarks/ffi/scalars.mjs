/** Small values as arguments of a function that does nothing. */

const KINDS = {
  int: { value: 12345, python: "12345" },
  float: { value: 2.5, python: "2.5" },
  bool: { value: true, python: "True" },
  None: { value: undefined, python: "None" },
  "short str": { value: "a short text", python: "'a short text'" },
};

function toPython(kind, value, python) {
  return {
    name: `${kind} to Python`,
    python: `import types\nlast = []\ndef take(value):\n  last[:] = [value]\ndef isLast(): return last == [${python}]\ntypes.SimpleNamespace(take=lambda value: None, record=take, isLast=isLast)`,
    // A function of its own for every kind: V8 optimises it for that kind.
    run: new Function(
      "functions",
      "count",
      `const { take, record, isLast } = functions;
       const value = ${JSON.stringify(value)};
       for (let i = 0; i < count; i++) take(value);
       record(value);
       const result = isLast();
       for (const each of [take, record, isLast]) each.destroy();
       return result;`,
    ),
    check: (result) => result === true,
  };
}

function toJavaScript(kind, value, python) {
  let last;
  return {
    name: `${kind} to JavaScript`,
    values: {
      take: (each) => {
        last = each;
      },
    },
    body: `take(${python})`,
    result: "None",
    check: () => Object.is(last, value),
  };
}

export const rows = Object.entries(KINDS).flatMap(([kind, { value, python }]) => [
  toPython(kind, value, python),
  toJavaScript(kind, value, python),
]);
