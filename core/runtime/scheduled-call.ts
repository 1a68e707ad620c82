/** Bodies of the imports by which Python has JavaScript's event loop call it. */

import { py_call_scheduled, py_decref } from "./boundary/exports.gen";
import type { Pointer } from "./boundary/heap";
import type { Imports } from "./boundary/imports.gen";
import { isDead } from "./error/fatal";
import { scheduleCallback } from "./scheduler";

interface Timer {
  readonly id: ReturnType<typeof setTimeout>;
  readonly callback: Pointer;
}

// Callbacks run in the order in which they came, so one function can serve all: no closure a call.
const soon: Pointer[] = [];

function call(callback: Pointer): void {
  if (!isDead()) {
    void py_call_scheduled(callback);
  }
}

function callNext(): void {
  call(soon.shift()!);
}

const timers = new Map<number, Timer>();
let lastTimer = 0;

export const scheduledCallImports: Pick<Imports, "js_call_soon" | "js_call_later" | "js_cancel_call"> = {
  js_call_soon(callback) {
    soon.push(callback);
    scheduleCallback(callNext);
  },
  js_call_later(delay, callback) {
    const timer = ++lastTimer;
    const id = setTimeout(() => {
      timers.delete(timer);
      call(callback);
    }, delay);
    timers.set(timer, { id, callback });
    return timer;
  },
  js_cancel_call(number) {
    const timer = timers.get(number);
    if (timer !== undefined) {
      timers.delete(number);
      clearTimeout(timer.id);
      py_decref(timer.callback);
    }
  },
};
