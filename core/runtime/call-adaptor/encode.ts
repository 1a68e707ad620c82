/** The few wasm modules that the call adaptor makes, byte by byte. */

/** Signatures are the number of i32 parameters, plus this if there is an i32 result. */
export const RETURNS = 16;
export const MAX_PARAMETERS = 6;

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const I32 = 0x7f;

function functionType(signature: number): number[] {
  const parameters = signature % RETURNS;
  const results = signature >= RETURNS ? 1 : 0;
  return [0x60, parameters, ...Array<number>(parameters).fill(I32), results, ...Array<number>(results).fill(I32)];
}

function section(id: number, content: number[]): number[] {
  return [id, content.length, ...content];
}

/** A module that imports a function of type `actual` as e.f and exports a function of type `expected` as f. */
export function thunkModule(actual: number, expected: number): Uint8Array<ArrayBuffer> {
  const body: number[] = [0];
  for (let i = 0; i < actual % RETURNS; i++) {
    body.push(...(i < expected % RETURNS ? [0x20, i] : [0x41, 0])); // local.get i, or i32.const 0 for a missing one
  }
  body.push(0x10, 0); // call the import
  if (actual >= RETURNS && expected < RETURNS) {
    body.push(0x1a); // drop
  } else if (actual < RETURNS && expected >= RETURNS) {
    body.push(0x41, 0); // i32.const 0
  }
  body.push(0x0b); // end
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [2, ...functionType(actual), ...functionType(expected)]),
    ...section(2, [1, 1, 0x65, 1, 0x66, 0, 0]),
    ...section(3, [1, 1]),
    ...section(7, [1, 1, 0x66, 0, 1]),
    ...section(10, [1, body.length, ...body]),
  ]);
}

/** A module that does nothing but import a function of one type as e.f: only such a function can be given to it. */
export function importerModule(signature: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [1, ...functionType(signature)]),
    ...section(2, [1, 1, 0x65, 1, 0x66, 0, 0]),
  ]);
}
