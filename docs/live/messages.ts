/** What an example's page and the worker that runs it say to each other. */

/** To the worker: run this. The first message brings the address of the runtime. */
export interface Request {
  readonly code: string;
  readonly indexURL: string;
}

export type Kind = "status" | "stdout" | "stderr" | "value" | "error";

/** From the worker: a piece of output, or that the run is over. */
export type Reply = { readonly kind: Kind; readonly text: string } | { readonly kind: "end" };

export type Say = (kind: Kind, text: string) => void;
