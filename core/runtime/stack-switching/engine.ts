/** JavaScript Promise Integration: what the engine offers for calls of WebAssembly that can be suspended. */

import { fatal } from "../error/fatal";

type AnyFunction = (...args: never[]) => unknown;

interface PromiseIntegration {
  /** The function, entered on a stack of its own; gives a promise. */
  promising?<F extends AnyFunction>(fn: F): F;
  /** An import that suspends the stack of its caller until the promise of `fn` is settled. */
  Suspending?: new <F extends AnyFunction>(fn: F) => F;
}

const { promising: wrap, Suspending } = WebAssembly as PromiseIntegration;

/** Whether calls can be suspended. */
export const canSwitchStacks = wrap !== undefined && Suspending !== undefined;

/** An export that is entered on a stack of its own; where the engine has none, the export itself. */
export function promising<F extends AnyFunction>(fn: F): F {
  return canSwitchStacks ? wrap!(fn) : fn;
}

/** An import that suspends its caller; where the engine cannot, it is never called. */
export function suspending<F extends AnyFunction>(body: F): F {
  return canSwitchStacks ? new Suspending!(body) : body;
}

/** See to it that what comes out of wasm later is as fatal as at once. */
export function watch<T>(result: T): T {
  return result instanceof Promise
    ? (result.catch((error: unknown) => {
        throw fatal(error);
      }) as T)
    : result;
}
