/** Callbacks as soon as possible: setTimeout waits at least 4 ms once timers nest, a message does not. */

const queue: (() => void)[] = [];
let channel: MessageChannel | undefined;

function runNext(): void {
  queue.shift()?.();
}

function post(callback: () => void): void {
  if (typeof setImmediate === "function") {
    setImmediate(callback);
    return;
  }
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = runNext;
  }
  queue.push(callback);
  channel.port2.postMessage(null);
}

/**
 * Call `callback` after `timeout` milliseconds; under 4 as soon as the event loop gets to it.
 *
 * @throws TypeError if an argument is of the wrong type.
 */
export function scheduleCallback(callback: () => void, timeout = 0): void {
  if (typeof callback !== "function" || typeof timeout !== "number") {
    throw new TypeError("scheduleCallback: expected a function and a number of milliseconds");
  }
  if (timeout < 4) {
    post(callback);
  } else {
    setTimeout(callback, timeout);
  }
}
