/** Engines under inspection: each gives a session of the Chrome DevTools Protocol. */

import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";

import puppeteer from "puppeteer-core";

export async function connectToChromium(executablePath, userDataDir, url) {
  const browser = await puppeteer.launch({ executablePath, userDataDir, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await page.goto(`${url}pyodide-lock.json`); // any page of the same origin
  return { session: await page.createCDPSession(), close: () => browser.close() };
}

/** A session over a WebSocket, whose replies have the number of what was asked. */
class SocketSession extends EventEmitter {
  #socket;
  #pending = new Map();

  constructor(socket) {
    super();
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const { id, method, params, result, error } = JSON.parse(data);
      if (id === undefined) {
        this.emit(method, params);
      } else if (error) {
        this.#pending.get(id).reject(new Error(error.message));
      } else {
        this.#pending.get(id).resolve(result);
      }
    });
  }

  send(method, params = {}) {
    const id = this.#pending.size;
    const reply = Promise.withResolvers();
    this.#pending.set(id, reply);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return reply.promise;
  }
}

export async function connectToNode(folder) {
  const program = `import("${folder}/pyodide.mjs").then(async (it) => (py = await it.loadPyodide())); setInterval(() => 0, 1000)`;
  const child = spawn(process.execPath, ["--inspect=0", "-e", program], { stdio: ["ignore", "ignore", "pipe"] });
  const [line] = await once(child.stderr.setEncoding("utf8"), "data");
  child.stderr.resume();
  const socket = new WebSocket(/ws:\S+/.exec(line)[0]);
  await once(socket, "open");
  const session = new SocketSession(socket);
  const context = once(session, "Runtime.executionContextCreated");
  await session.send("Runtime.enable");
  await context;
  return { session, close: () => child.kill() };
}
