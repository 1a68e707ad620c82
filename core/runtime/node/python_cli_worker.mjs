// python_cli_worker.mjs: boot the runtime with Python's command line and the host's files.
import { Console } from "node:console";
import { writeSync } from "node:fs";
import { Writable } from "node:stream";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

import { mountHost } from "./python_cli_filesystem.mjs";
import { openStdin } from "./python_cli_stdin.mjs";
import { loadPyodide } from "./pyodide.mjs";

const THIS_PROGRAM = "--this-program=";

/** A stream without a detour over the main thread, so that console.log keeps its place among Python's prints. */
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
  if (argv[0]?.startsWith(THIS_PROGRAM)) {
    return { executable: argv[0].slice(THIS_PROGRAM.length), args: argv.slice(1) };
  }
  return { executable: fileURLToPath(new URL("./python", import.meta.url)), args: argv };
}

/** Boot and run; Python may end while it starts, for `--version` or a wrong option. */
async function runPython({ executable, args }, interrupt) {
  try {
    const py = await loadPyodide({
      args,
      // The other REPL draws with curses or the Windows console, and warns that it cannot.
      env: { PYTHON_BASIC_REPL: "1", ...process.env },
      fsInit: mountHost,
      _executable: executable,
    });
    const read = openStdin(interrupt);
    if (read) {
      py.setStdin({ read, isatty: isatty(0) });
    }
    py.setInterruptBuffer(interrupt);
    parentPort.postMessage("running");
    return await py._api.runMain();
  } catch (error) {
    if (error.name === "StartExit") {
      return error.status;
    }
    throw error;
  }
}

globalThis.console = new Console(descriptorStream(1), descriptorStream(2));
process.exit(await runPython(parseArguments(workerData.argv), workerData.interrupt));
