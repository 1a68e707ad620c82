/** System calls that emscripten makes without waiting, and without flags: with sockets, both matter. */

import { sleep } from "../sleep";
import type { SocketOperations } from "./operations";
import type { Sock } from "./sock";
import type { SocketThread } from "./thread";

type Call = (...args: number[]) => number;
type Calls = Record<string, Call>;

/** What is in use, if anything. */
export interface Sockets {
  thread: SocketThread;
  operations: SocketOperations;
}

const F_SETFL = 4;
const O_APPEND = 0x400;
const O_NONBLOCK = 0x800;
const EINTR = 27;
const FD_SET_WORDS = 2; // emscripten knows file descriptors up to 63

let inUse: Sockets | undefined;

/** Let the calls wait from now on. */
export function useSockets(sockets: Sockets): void {
  inUse = sockets;
}

/** Replace the calls among the imports of the main module, before it is instantiated. */
export function interceptCalls(wasmImports: object): void {
  const calls = wasmImports as Calls;
  const { __syscall_fcntl64: fcntl, __syscall_poll: poll, __syscall__newselect: select } = calls;
  const { __syscall_recvfrom: receive, __syscall_sendto: send } = calls;
  calls["__syscall_fcntl64"] = (fd, command, varargs) => {
    const stream = command === F_SETFL ? FS.getStream(fd!) : null;
    if (stream) {
      stream.flags &= ~(O_APPEND | O_NONBLOCK); // emscripten only ever adds flags
    }
    return fcntl!(fd!, command!, varargs!);
  };
  calls["__syscall_poll"] = (fds, count, timeout) =>
    untilReady(() => poll!(fds!, count!, 0), timeout! < 0 ? Infinity : timeout!);
  calls["__syscall__newselect"] = (count, read, write, except, timeout) => {
    const pointers = [read!, write!, except!].filter((pointer) => pointer !== 0).map((pointer) => pointer >>> 2);
    const wanted = pointers.map((pointer) => HEAP32.slice(pointer, pointer + FD_SET_WORDS));
    const ask = (): number => {
      pointers.forEach((pointer, i) => {
        HEAP32.set(wanted[i]!, pointer);
      });
      return select!(count!, read!, write!, except!, timeout!);
    };
    return untilReady(ask, timeout === 0 ? Infinity : milliseconds(timeout! >>> 2));
  };
  calls["__syscall_recvfrom"] = withFlags(receive!);
  calls["__syscall_sendto"] = withFlags(send!);
  const { __syscall_getsockopt: getOption, __syscall_getsockname: getName } = calls;
  calls["__syscall_getsockname"] = (fd, ...address) => {
    // A socket that connects has an address; Node.js knows it when it is connected.
    const connection = inUse && (SOCKFS.getSocket(fd!) as Sock | null)?.connection;
    if (connection?.state === "connecting") {
      inUse?.thread.wait(() => connection.state !== "connecting");
    }
    return getName!(fd!, ...address);
  };
  calls["__syscall_getsockopt"] = (fd, level, option, value, length, unused) => {
    const known = inUse?.operations.option(fd!, level!, option!);
    if (known === undefined) {
      return getOption!(fd!, level!, option!, value!, length!, unused!);
    }
    HEAP32[value! >>> 2] = known;
    HEAP32[length! >>> 2] = Int32Array.BYTES_PER_ELEMENT;
    return 0;
  };
}

/** The flags are the fourth argument. */
function withFlags(call: Call): Call {
  return (...args) => {
    if (!inUse) {
      return call(...args);
    }
    inUse.operations.flags = args[3]!;
    try {
      return call(...args);
    } finally {
      inUse.operations.flags = 0;
    }
  };
}

/** A struct of seconds and microseconds. */
function milliseconds(pointer: number): number {
  return HEAP32[pointer]! * 1000 + HEAP32[pointer + 1]! / 1000;
}

function untilReady(ask: () => number, timeout: number): number {
  let ready = ask();
  if (ready !== 0 || timeout === 0) {
    return ready;
  }
  if (!inUse) {
    // Nothing else runs that could make a file ready: this is a sleep, or would never end.
    return timeout < Infinity && sleep(timeout) ? -EINTR : ready;
  }
  const waited = inUse.thread.wait(() => (ready = ask()) !== 0, timeout);
  return waited === "interrupted" ? -EINTR : ready;
}
