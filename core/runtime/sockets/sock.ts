import type { FSStream } from "../filesystem/types";
import type { Connection } from "./connection";

/** Emscripten's socket. */
export interface Sock {
  family: number;
  type: number;
  protocol: number;
  stream: FSStream;
  error: number | null;
  saddr?: string;
  sport?: number;
  daddr?: string;
  dport?: number;
  connection?: Connection | undefined;
  /** Options to be set as soon as there is a connection. */
  settings?: Map<string, unknown>;
  /** What was set of the options that Node.js decides about: to be read again, with no effect. */
  decided?: Map<string, number>;
}
