/** Awaiting what the other language promises: a measured unit is one of a series of at least 1e4. */

export const rows = [
  {
    name: "Py: await a Promise",
    values: { give: () => Promise.resolve(7) },
    asynchronous: true,
    body: "result = await give()",
    check: (result) => result === 7,
    atLeast: 10_000,
  },
  {
    name: "JS: await a coroutine",
    python: "async def give():\n  return 7\ngive",
    async run(give, count) {
      let result;
      for (let i = 0; i < count; i++) result = await give();
      return result;
    },
    check: (result) => result === 7,
    atLeast: 10_000,
  },
];
