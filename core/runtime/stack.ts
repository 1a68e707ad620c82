/** Measure the engine's stack: Python's recursion limits follow it, since an overflow inside wasm cannot be survived. */

import { stack_probe_depth, stack_set_limit, stack_switching_set_limit } from "./boundary/exports.gen";
import { promising } from "./stack-switching/engine";

// One unit is what a recursive C function takes (about 260 bytes in V8), a step of the probe about 64. Half of the stack
// is left for frames larger than the average, for JavaScript, and for the callers of the interpreter.
const PROBES_PER_UNIT = 7.2;
// Compilers before V8 13.7 make frames of the evaluator twice as large. Newer ones have both of these; older ones can
// have stack switching behind a flag.
const LARGE_FRAMES = "Suspending" in WebAssembly && "fromBase64" in Uint8Array ? 1 : 2;
const SMALLEST = 300;
const LARGEST = 20_000;

function measure(probe: () => unknown): number {
  try {
    probe();
  } catch (error) {
    // RangeError in V8 and JavaScriptCore, InternalError in SpiderMonkey.
    if (!(error instanceof Error)) {
      throw error;
    }
  }
  const units = Math.floor(stack_probe_depth() / (PROBES_PER_UNIT * LARGE_FRAMES));
  return Math.min(Math.max(units, SMALLEST), LARGEST);
}

const probe = (): ((depth: number) => number) => wasmExports["stack_probe"] as (depth: number) => number;

/** Overflow the stack once, before Python runs, and set the limit of recursion in C. */
export function measureStack(): void {
  stack_set_limit(measure(() => probe()(0)));
}

/** The same for the stacks that the engine gives to calls that can be suspended; to be called before the first one. */
export function measureOwnStack(): void {
  const ignore = (): void => {};
  stack_switching_set_limit(measure(() => void (promising(probe())(0) as unknown as Promise<number>).catch(ignore)));
}
