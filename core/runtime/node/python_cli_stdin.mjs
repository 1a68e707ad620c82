// python_cli_stdin.mjs: reads of standard input that wait, but not when an interrupt comes.
//
// A thread in read(2) cannot be woken from JavaScript, and Node.js waits for it even when it exits. So what may
// wait is opened once more without blocking (the flag on descriptor 0 itself would be seen by every process that
// shares it), and between two looks the thread sleeps on the cell that an interrupt writes.
import { constants, fstatSync, openSync, readSync } from "node:fs";
import { isatty } from "node:tty";

const FIRST_NAP_MS = 1;
const LONGEST_NAP_MS = 20;

/** Give a function that fills a buffer from standard input, or nothing where plain blocking reads must do. */
export function openStdin(interrupt) {
  const fd = reopen();
  return fd === undefined ? undefined : (target) => readUnlessInterrupted(fd, target, interrupt);
}

function reopen() {
  const terminal = isatty(0);
  if (!terminal && !fstatSync(0).isFIFO()) {
    return undefined;
  }
  // Elsewhere /dev/fd gives a duplicate, which shares the flags.
  const paths = process.platform === "linux" ? ["/dev/fd/0"] : [];
  if (terminal) {
    paths.push("/dev/tty");
  }
  for (const path of paths) {
    try {
      return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch {
      // A terminal of another user or container; the next path may do.
    }
  }
  return undefined;
}

function readUnlessInterrupted(fd, target, interrupt) {
  for (let nap = FIRST_NAP_MS; ; nap = Math.min(2 * nap, LONGEST_NAP_MS)) {
    if (Atomics.load(interrupt, 0) !== 0) {
      throw Object.assign(new Error("interrupted"), { code: "EINTR" });
    }
    try {
      return readSync(fd, target);
    } catch (error) {
      if (error.code !== "EAGAIN") {
        throw error;
      }
    }
    Atomics.wait(interrupt, 0, 0, nap);
  }
}
