/**
 * Proxies of Comlink's, which stand for objects of another thread. They have every property one asks for, and asking
 * some of them what they can do sends a message: they must be told from other functions by one of Comlink's symbols.
 */

/** The part of Comlink that tells its proxies. */
export interface Comlink {
  readonly releaseProxy: symbol;
}

let releaseProxy: symbol | undefined;

/**
 * Learn the symbol.
 *
 * @throws TypeError if it is not Comlink.
 */
export function registerComlink(comlink: Comlink): void {
  const symbol: unknown = (comlink as Partial<Comlink> | null | undefined)?.releaseProxy;
  if (typeof symbol !== "symbol") {
    throw new TypeError("registerComlink: expected the module Comlink, which has a symbol releaseProxy");
  }
  releaseProxy = symbol;
}

/** Whether a function is a proxy: it can be called, and awaited for the value that it stands for. */
export function isComlinkProxy(value: object): boolean {
  return releaseProxy !== undefined && typeof (value as Record<symbol, unknown>)[releaseProxy] === "function";
}
