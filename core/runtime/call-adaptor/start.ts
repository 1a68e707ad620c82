/** Tell C where the main module's functions end in the table: what lies behind comes from side modules. */

import { call_adaptor_start } from "../boundary/exports.gen";

export function connectCallAdaptor(): void {
  call_adaptor_start(wasmTable.length);
}
