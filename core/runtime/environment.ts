/** Where the program runs, for bug reports and tests. */

declare const document: Document | undefined;

interface Globals {
  Bun?: object;
  Deno?: object;
  process?: { versions?: { node?: unknown }; browser?: unknown; mainModule?: unknown };
  navigator?: { userAgent?: unknown };
  WorkerGlobalScope?: object;
  ServiceWorkerGlobalScope?: object;
}

/** What is true of the environment: independent facts, each by its name. */
export type Environment = Record<
  | "IN_NODE"
  | "IN_NODE_COMMONJS"
  | "IN_NODE_ESM"
  | "IN_BUN"
  | "IN_DENO"
  | "IN_BROWSER"
  | "IN_BROWSER_MAIN_THREAD"
  | "IN_BROWSER_WEB_WORKER"
  | "IN_SERVICE_WORKER"
  | "IN_SAFARI"
  | "IN_SHELL",
  boolean
>;

/** Look at the global scope. */
export function detectEnvironment(): Environment {
  const { Bun, Deno, process, navigator, WorkerGlobalScope, ServiceWorkerGlobalScope } = globalThis as Globals;
  const bun = Bun !== undefined;
  const deno = Deno !== undefined;
  const node = typeof process?.versions?.node === "string" && !process.browser && !bun && !deno;
  const agent = typeof navigator?.userAgent === "string" ? navigator.userAgent : "";
  const worker = WorkerGlobalScope !== undefined && globalThis instanceof (WorkerGlobalScope as { new (): object });
  const page = typeof document === "object" && typeof document.createElement === "function";
  const browser = !node && !bun && !deno && (page || worker);
  return {
    IN_NODE: node,
    IN_NODE_COMMONJS: node && process?.mainModule !== undefined,
    IN_NODE_ESM: node && process?.mainModule === undefined,
    IN_BUN: bun,
    IN_DENO: deno,
    IN_BROWSER: browser,
    IN_BROWSER_MAIN_THREAD: browser && page,
    IN_BROWSER_WEB_WORKER: browser && worker && ServiceWorkerGlobalScope === undefined,
    IN_SERVICE_WORKER: browser && worker && ServiceWorkerGlobalScope !== undefined,
    IN_SAFARI: browser && /Safari\//.test(agent) && !/Chrom(e|ium)\//.test(agent),
    IN_SHELL: !node && !bun && !deno && !browser,
  };
}
