/** Short-lived memory for passing data to wasm. */

import { scratch_allocate, scratch_release } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";

/**
 * Call `use` with the address of `size` writable bytes, aligned for any scalar.
 *
 * @throws RangeError if the memory limit leaves no room.
 */
export function withScratch<T>(size: number, use: (address: Pointer) => T): T {
  const address = scratch_allocate(size);
  if (address === 0) {
    throw new RangeError(`No memory for ${size} bytes to pass to Python`);
  }
  try {
    return use(address);
  } finally {
    scratch_release(address);
  }
}
