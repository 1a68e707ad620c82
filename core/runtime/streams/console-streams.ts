/** Standard streams where there are no others: prompt() and the console. */

import type { DefaultStreams } from "./set-streams";

function ask(): string | null {
  if (typeof prompt !== "function") {
    throw new Error("there is no standard input here: set one with setStdin()");
  }
  return prompt();
}

export const consoleStreams: DefaultStreams = {
  stdin: { stdin: ask },
  stdout: {
    batched: (line) => {
      console.log(line);
    },
  },
  stderr: {
    batched: (line) => {
      console.warn(line);
    },
  },
};
