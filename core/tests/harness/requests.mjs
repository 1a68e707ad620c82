/** Requests from pytest: one JSON value a line, over the Unix socket that the command line names last. */

import { connect } from "node:net";
import { createInterface } from "node:readline";

/** Answer each request in turn; `evaluate` gives the answer as JSON. Ends when pytest closes its end. */
export async function serveRequests(evaluate) {
  // A socket and not inherited pipes: a browser's processes would inherit those too, and keep them open.
  const socket = connect(process.argv.at(-1));
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
    let answer;
    try {
      answer = await evaluate(JSON.parse(line));
    } catch ({ name, message, stack }) {
      answer = JSON.stringify({ error: { name, message, stack } });
    }
    socket.write(answer + "\n");
  }
  process.exit();
}
