/** Bodies of the imports for the iteration protocol. */

import type { Imports } from "../boundary/imports.gen";
import { toPy } from "../convert/to-py";
import { endGenerator } from "./generator";

type IteratorImports = Pick<Imports, "js_iterator" | "js_iterator_next">;

export const iteratorImports: IteratorImports = {
  js_iterator: (object) => (object as Iterable<unknown>)[Symbol.iterator](),
  js_iterator_next(iterator, result) {
    const { done, value } = (iterator as Iterator<unknown>).next();
    const object = toPy(value);
    if (done) {
      endGenerator(iterator as object);
    }
    HEAPU32[result >>> 2] = object;
    return done ? 0 : 1;
  },
};
