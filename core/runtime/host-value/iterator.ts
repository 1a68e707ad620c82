/** Bodies of the imports for iteration and generators. */

import type { Imports } from "../boundary/imports.gen";
import type { Pointer } from "../boundary/heap";
import { toPy } from "../convert/to-py";
import { ASYNC_DISPOSE, DISPOSE } from "./dispose";
import { endGenerator, lendToGenerator } from "./generator";

type IteratorImports = Pick<
  Imports,
  | "js_iterates_by_index"
  | "js_array_step"
  | "js_iterator"
  | "js_async_iterator"
  | "js_iterator_next"
  | "js_generator_next"
  | "js_generator_throw"
  | "js_generator_return"
  | "js_async_resume"
  | "js_dispose"
>;

type Method = () => unknown;

const ITERATE = Array.prototype[Symbol.iterator];
// Every typed array inherits the same function.
const ITERATE_TYPED = Uint8Array.prototype[Symbol.iterator] as unknown;
const ARRAY_ITERATOR = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown };
const NEXT = ARRAY_ITERATOR.next;

const enum Step {
  END,
  OBJECT,
  INTEGER,
  FLOAT,
}

/** In the order of _pyodide.proxy_methods. */
const ASYNC_METHODS = ["next", "throw", "return"] as const;

type AsyncMethods = Record<(typeof ASYNC_METHODS)[number], (value: unknown) => PromiseLike<IteratorResult<unknown>>>;

function finish(generator: unknown, step: IteratorResult<unknown>, result: Pointer): number {
  const { done, value } = step;
  const object = toPy(value);
  if (done) {
    endGenerator(generator as object);
  }
  HEAPU32[result >>> 2] = object;
  return done ? 0 : 1;
}

/** Run a generator's method; one that throws has ended the generator. */
function resume(generator: unknown, result: Pointer, method: () => IteratorResult<unknown>): number {
  let step: IteratorResult<unknown>;
  try {
    step = method();
  } catch (error) {
    endGenerator(generator as object);
    throw error;
  }
  return finish(generator, step, result);
}

export const iteratorImports: IteratorImports = {
  js_iterates_by_index(array) {
    try {
      const iterate = (array as Iterable<unknown>)[Symbol.iterator] as unknown;
      return ARRAY_ITERATOR.next === NEXT && (iterate === ITERATE || iterate === ITERATE_TYPED) ? 1 : 0;
    } catch {
      return 0;
    }
  },
  js_array_step(array, index, number) {
    const items = array as unknown[];
    if (!(index < items.length)) {
      // also where a Proxy says that its length is no number
      return Step.END;
    }
    const item = items[index];
    if (typeof item !== "number") {
      return Step.OBJECT;
    }
    HEAPF64[number >>> 3] = item;
    return (item | 0) === item ? Step.INTEGER : Number.isSafeInteger(item) ? Step.OBJECT : Step.FLOAT;
  },
  js_iterator: (object) => (object as Iterable<unknown>)[Symbol.iterator](),
  js_async_iterator: (object) => (object as AsyncIterable<unknown>)[Symbol.asyncIterator](),
  js_iterator_next(iterator, result) {
    return finish(iterator, (iterator as Iterator<unknown>).next(), result);
  },
  js_generator_next(generator, value, proxies, result) {
    lendToGenerator(generator as object, proxies as object[]);
    return resume(generator, result, () => (generator as Generator<unknown>).next(value as never));
  },
  js_generator_throw(generator, error, result) {
    return resume(generator, result, () => (generator as Generator<unknown>).throw(error));
  },
  js_generator_return(generator, result) {
    return resume(generator, result, () => (generator as Generator<unknown>).return(undefined));
  },
  async js_async_resume(generator, how, value, proxies) {
    const method = ASYNC_METHODS[how]!;
    lendToGenerator(generator as object, proxies as object[]);
    try {
      const step = await (generator as AsyncMethods)[method](value);
      if (step.done) {
        endGenerator(generator as object);
      }
      return [step.done === true, step.value];
    } catch (error) {
      endGenerator(generator as object);
      throw error;
    }
  },
  js_dispose(object, isAsync) {
    return (object as Record<symbol, Method>)[isAsync ? ASYNC_DISPOSE : DISPOSE]!();
  },
};
