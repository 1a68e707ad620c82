/** Read a Python str where it lies. */

import { py_to_js } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";

/** The text of a str object (borrowed). */
export function str(object: Pointer): string {
  return py_to_js(object) as string;
}
