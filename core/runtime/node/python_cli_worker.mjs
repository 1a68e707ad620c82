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
  py.setStdin({ isatty: isatty(0), read: (target) => client.read(target) });
}

globalThis.console = new Console(descriptorStream(1), descriptorStream(2));

/** The status behind an error with which C ended the process, as Python's C code does in many places. */
function exitStatus(error) {
  for (let each = error; each; each = each.cause) {
    if (each.name === "StartExit" || each.name === "ExitStatus") {
      return each.status;
    }
  }
  throw error;
}

/** Boot and run; Python may end while it starts, for `--version` or a wrong option. */
async function runPython(channel, { executable, args }) {
  try {
    const py = await loadPyodide({
      args,
      // The other REPL draws with curses or the Windows console, and warns that it cannot.
      env: { PYTHON_BASIC_REPL: "1", ...process.env },
      fsInit: mountHost,
      _executable: executable,
    });
    makeStdinInterruptible(py, channel);
    py.setInterruptBuffer(channel.interrupt);
    parentPort.postMessage("running");
    return py._api.runMain();
  } catch (error) {
    return exitStatus(error);
  }
}

process.exit(await runPython(allocateChannel(workerData.buffer), parseArguments(workerData.args)));
