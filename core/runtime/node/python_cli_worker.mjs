// python_cli_worker.mjs: boot the runtime with Python's command line and the host's files.
import { Console } from "node:console";
import { fstatSync, writeSync } from "node:fs";
import { Writable } from "node:stream";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

import { allocateChannel, StdinClient } from "./python_cli_channel.mjs";
import { mountHost } from "./python_cli_filesystem.mjs";
import { loadPyodide } from "./pyodide.mjs";

const THIS_PROGRAM = "--this-program=";

/** A stream to a file descriptor without a detour over the main thread, in order with Python's output. */
function descriptorStream(fd) {
  return new Writable({
    write(chunk, _encoding, done) {
      writeSync(fd, chunk);
      done();
    },
  });
}

/** Split what names the executable from what Python sees. */
function parseArguments(argv) {
  const named = argv[0]?.startsWith(THIS_PROGRAM);
  return {
    executable: named
      ? argv[0].slice(THIS_PROGRAM.length)
      : fileURLToPath(new URL("./python", import.meta.url)),
    args: named ? argv.slice(1) : argv,
  };
}

/** Let an interrupt end a read that waits; files never make one wait. */
function makeStdinInterruptible(py, channel) {
  if (fstatSync(0).isFile()) {
    return;
  }
  const client = new StdinClient(channel, (length) => parentPort.postMessage(length));
  py.setStdin({
    isatty: isatty(0),
    read(target) {
      try {
        return client.read(target);
      } catch (error) {
        const { EIO } = py.ERRNO_CODES;
        throw new py.FS.ErrnoError(py.ERRNO_CODES[error.code] ?? EIO);
      }
    },
  });
}

globalThis.console = new Console(descriptorStream(1), descriptorStream(2));

const channel = allocateChannel(workerData.buffer);
const { executable, args } = parseArguments(workerData.args);
const py = await loadPyodide({
  args,
  env: { ...process.env },
  fsInit: mountHost,
  _executable: executable,
  _runMain: true,
});
makeStdinInterruptible(py, channel);
py.setInterruptBuffer(channel.interrupt);
parentPort.postMessage("running");
process.exit(py._api.runMain());
