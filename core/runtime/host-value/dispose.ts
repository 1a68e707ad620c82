/** The symbols of explicit resource management, where the engine has them. */

export const DISPOSE: symbol = Symbol.dispose ?? Symbol.for("Symbol.dispose");
export const ASYNC_DISPOSE: symbol = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");
