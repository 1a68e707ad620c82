/** Strings of a megabyte in the smallest form that holds them. Several of each, so that remembering one is no use. */

const KINDS = {
  ASCII: { pattern: "0123456789abcdef", count: 62_500 },
  "two-byte": { pattern: "ж語é", count: 166_667 },
  astral: { pattern: "🐍𝔸", count: 125_000 },
};
const VARIANTS = 4;

// Decoded, not concatenated: a rope would be flattened in the first round only.
const text = (pattern, count, variant) => Buffer.from(pattern.repeat(count) + variant).toString();
const variants = (make) => Array.from({ length: VARIANTS }, (_, variant) => make(variant));

function toPython(kind, { pattern, count: length }) {
  const texts = variants((variant) => text(pattern, length, variant));
  return {
    name: `1 MB ${kind} to Python`,
    python: "len",
    run(take, count) {
      let result;
      for (let i = 0; i < count; i++) result = take(texts[i % VARIANTS]);
      return result;
    },
    check: (result, pyodide) =>
      result === Array.from(texts[0]).length &&
      pyodide.runPython("lambda text, pattern, count: text == pattern * count + '0'")(texts[0], pattern, length),
  };
}

function toJavaScript(kind, { pattern, count: length }) {
  const texts = variants((variant) => text(pattern, length, variant));
  let last;
  return {
    name: `1 MB ${kind} to JavaScript`,
    values: {
      take: (each) => {
        last = each;
        return each.charCodeAt(each.length >> 1); // flattens what was concatenated
      },
    },
    setup:
      "from itertools import cycle\n" +
      `texts = cycle([${JSON.stringify(pattern)} * ${length} + str(variant) for variant in range(${VARIANTS})])`,
    body: "take(next(texts))",
    result: "None",
    check: () => texts.includes(last),
    heavy: true,
  };
}

export const rows = Object.entries(KINDS).flatMap(([kind, form]) => [toPython(kind, form), toJavaScript(kind, form)]);
