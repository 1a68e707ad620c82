/** Iterating a hundred thousand items. */

const LENGTH = 100_000;
const SUM = (LENGTH * (LENGTH - 1)) / 2;

function iterate(iterable) {
  let sum = 0;
  for (const each of iterable) sum += each;
  return sum;
}

function* numbers() {
  for (let i = 0; i < LENGTH; i++) yield i;
}

export const rows = [
  {
    name: "JS: iterate a list of 1e5",
    python: `list(range(${LENGTH}))`,
    run(list, count) {
      let result;
      for (let i = 0; i < count; i++) result = iterate(list);
      return result;
    },
    check: (result) => result === SUM,
  },
  {
    name: "JS: iterate a generator of 1e5",
    python: `lambda: (number for number in range(${LENGTH}))`,
    run(give, count) {
      let result;
      for (let i = 0; i < count; i++) {
        const generator = give();
        result = iterate(generator);
        generator.destroy();
      }
      return result;
    },
    check: (result) => result === SUM,
  },
  {
    name: "Py: iterate an Array of 1e5",
    values: { array: Array.from({ length: LENGTH }, (_, i) => i) },
    body: "result = 0\nfor each in array:\n  result += each",
    check: (result) => result === SUM,
    heavy: true,
  },
  {
    name: "Py: iterate a generator of 1e5",
    values: { numbers },
    body: "result = 0\nfor each in numbers():\n  result += each",
    check: (result) => result === SUM,
    heavy: true,
  },
];
