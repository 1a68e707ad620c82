/** All bodies of the imports, in one object that generated glue hands to wasm. */

import { guardImports } from "./boundary/guard";
import type { Imports } from "./boundary/imports.gen";
import { adaptFunction } from "./call-adaptor/thunk";
import { createMatcher, type Matcher } from "./call-adaptor/matcher";
import { bufferImports } from "./buffer/imports";
import { explicitToJsImports } from "./convert/explicit-to-js";
import { explicitToPyImports } from "./convert/explicit-to-py";
import { scalarImports } from "./convert/scalars-to-js";
import { convert } from "./convert/to-py";
import { cpuTime } from "./cpu-time";
import { errorImports } from "./error/js-error";
import { umask } from "./filesystem/umask";
import { callImports } from "./host-value/call";
import { arrayImports } from "./host-value/array";
import { sliceImports } from "./host-value/array-slice";
import { iteratorImports } from "./host-value/iterator";
import { mapImports } from "./host-value/map";
import { objectImports } from "./host-value/object";
import { promiseImports } from "./host-value/promise";
import { propertyImports } from "./host-value/property";
import { doubleProxyImports } from "./pyproxy/double";
import { pyproxyImports } from "./pyproxy/imports";
import { scheduledCallImports } from "./scheduled-call";
import { sleep } from "./sleep";
import { measureOwnStack } from "./stack";
import { awaitImports } from "./stack-switching/await";

let matcher: Matcher;

export const imports: Imports = guardImports({
  ...scalarImports,
  ...explicitToJsImports,
  ...explicitToPyImports,
  ...bufferImports,
  ...errorImports,
  ...callImports,
  ...arrayImports,
  ...sliceImports,
  ...mapImports,
  ...iteratorImports,
  ...objectImports,
  ...promiseImports,
  ...propertyImports,
  ...pyproxyImports,
  ...doubleProxyImports,
  ...awaitImports,
  ...scheduledCallImports,
  js_sleep: sleep,
  js_cpu_time: cpuTime,
  js_umask: umask,
  js_measure_own_stack: measureOwnStack,
  js_to_py: (value) => convert(value),
  js_function_matches: (fn, signature) => matcher(fn, signature),
  js_function_adapt: (fn, signature) => adaptFunction(fn, signature, matcher),
});

/** Choose the function matcher and let wasm call it directly. To be called when the table exists. */
export function useFunctionMatcher(wasmImports: Partial<Imports>): void {
  matcher = createMatcher();
  wasmImports.js_function_matches = matcher;
}
