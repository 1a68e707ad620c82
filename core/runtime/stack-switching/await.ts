/** Bodies of the imports with which a call waits for a promise. */

import type { Imports } from "../boundary/imports.gen";
import { isDead } from "../error/fatal";
import { isInterruptPending, isWatchingInterrupts } from "../interrupt";
import { suspending } from "./engine";
import { Outcome } from "./outcome";

const POLL_MS = 20;
const LONGEST_MS = 2 ** 31 - 1; // what setTimeout takes
const INTERRUPTION = Symbol("interruption");

/**
 * Gives an Outcome when the promise is settled, or INTERRUPTION as soon as a signal is there. Never throws or rejects,
 * since C could not catch it; and stays pending when the interpreter has died, since its C must not run again.
 */
function awaitOutcome(awaited: unknown): Promise<Outcome | typeof INTERRUPTION> {
  return new Promise((resolve) => {
    let poll: ReturnType<typeof setInterval> | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (outcome: Outcome | typeof INTERRUPTION): void => {
      clearInterval(poll);
      clearTimeout(timer);
      if (!isDead()) {
        resolve(outcome);
      }
    };
    new Promise((adopt) => {
      if (awaited instanceof Timer) {
        timer = setTimeout(adopt, Math.min(awaited.duration, LONGEST_MS));
      } else {
        adopt(awaited);
      }
    }).then(
      (value) => {
        settle(new Outcome(value, false));
      },
      (reason: unknown) => {
        settle(new Outcome(reason, true));
      },
    );
    if (isWatchingInterrupts()) {
      poll = setInterval(() => {
        if (isInterruptPending()) {
          settle(INTERRUPTION);
        }
      }, POLL_MS);
    }
  });
}

class Timer {
  constructor(readonly duration: number) {}
}

class Waiter {
  wake!: () => void;
  readonly promise = new Promise<void>((resolve) => {
    this.wake = () => {
      resolve();
    };
  });
}

type AwaitImports = Pick<
  Imports,
  "js_await" | "js_is_interruption" | "js_settled_value" | "js_waiter" | "js_timer" | "js_outcome"
>;

export const awaitImports: AwaitImports = {
  js_await: suspending(awaitOutcome),
  js_is_interruption: (settled) => (settled === INTERRUPTION ? 1 : 0),
  js_settled_value: (settled) => (settled as Outcome).take(),
  js_waiter: () => new Waiter(),
  js_timer: (duration) => new Timer(duration),
  js_outcome: (value, raised) => new Outcome(value, raised !== 0),
};
