/** Buffers of ten megabytes. */

const SIZE = 10_000_000;
const bytes = Uint8Array.from({ length: SIZE }, (_, i) => i % 251);
const PATTERN = `(bytes(range(251)) * ${Math.ceil(SIZE / 251)})[:${SIZE}]`;
const isPattern = (array) => Buffer.compare(array, bytes) === 0;
const target = new Uint8Array(SIZE);

export const rows = [
  {
    name: "10 MB bytes.toJs()",
    python: PATTERN,
    run(buffer, count) {
      let result;
      for (let i = 0; i < count; i++) result = buffer.toJs();
      return result;
    },
    check: isPattern,
  },
  {
    name: "10 MB getBuffer() and slice()",
    python: PATTERN,
    run(buffer, count) {
      let result;
      for (let i = 0; i < count; i++) {
        const view = buffer.getBuffer("u8");
        result = view.data.slice();
        view.release();
      }
      return result;
    },
    check: isPattern,
  },
  {
    name: "getBuffer() and release()",
    python: PATTERN,
    run(buffer, count) {
      let result;
      for (let i = 0; i < count; i++) {
        const view = buffer.getBuffer();
        result = view.data[i];
        view.release();
      }
      return [result, count - 1];
    },
    check: ([result, index]) => result === bytes[index],
  },
  {
    name: "10 MB Uint8Array.to_py()",
    values: { array: bytes },
    body: "copy = array.to_py()",
    result: `copy == ${PATTERN}`,
    check: (result) => result === true,
    heavy: true,
  },
  {
    name: "10 MB assign()",
    values: { array: target },
    setup: `source = ${PATTERN}`,
    body: "array.assign(source)",
    result: "None",
    check: () => isPattern(target),
    heavy: true,
  },
  {
    name: "10 MB assign_to()",
    values: { array: bytes },
    setup: `copy = bytearray(${SIZE})`,
    body: "array.assign_to(copy)",
    result: `copy == ${PATTERN}`,
    check: (result) => result === true,
    heavy: true,
  },
];
