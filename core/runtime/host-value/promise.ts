/** Bodies of the imports for promises. */

import { py_call_settled, py_decref, py_exception_from_js } from "../boundary/exports.gen";
import type { Imports } from "../boundary/imports.gen";
import { convert } from "../convert/to-py";

export const promiseImports: Pick<Imports, "js_promise_then"> = {
  js_promise_then(promise, onValue, onError) {
    (promise as PromiseLike<unknown>).then(
      (value) => {
        py_decref(onError);
        py_call_settled(onValue, convert(value));
      },
      (reason: unknown) => {
        py_decref(onValue);
        py_call_settled(onError, py_exception_from_js(reason));
      },
    );
  },
};
