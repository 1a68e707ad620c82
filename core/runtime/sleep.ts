/** Sleep while Python waits: without burning time where the thread may block, in slices to see interrupts. */

import { isInterruptPending } from "./interrupt";

// How late an interrupt is at most; waking up so often costs nothing that could be measured.
const SLICE_MS = 5;

// Memory that nobody writes to, to wait on. A page that is not isolated has none.
const clock = typeof SharedArrayBuffer === "undefined" ? undefined : new Int32Array(new SharedArrayBuffer(4));
let mayBlock = clock !== undefined;
let blocked = 0;

/** For how many milliseconds the thread has waited here without burning time. */
export function timeBlocked(): number {
  return blocked;
}

function pause(duration: number): void {
  if (mayBlock) {
    try {
      const start = performance.now();
      Atomics.wait(clock!, 0, 0, duration);
      blocked += performance.now() - start;
      return;
    } catch {
      mayBlock = false; // the main thread of a page
    }
  }
  const end = performance.now() + duration;
  while (performance.now() < end) {
    // the thread may not block
  }
}

/** Wait for milliseconds: 0, or 1 as soon as a signal is there. */
export function sleep(duration: number): number {
  const end = performance.now() + duration;
  for (let rest = duration; rest > 0; rest = end - performance.now()) {
    if (isInterruptPending()) {
      return 1;
    }
    pause(Math.min(rest, SLICE_MS));
  }
  return 0;
}
