/** Buffers. */

import { PyProxyFlag } from "../../boundary/flags.gen";
import type { ElementType } from "../../buffer/format";
import { viewBuffer, type PyBufferView } from "../../buffer/view";
import { PyProxy } from "../base";
import { declareCapability } from "../shape";
import { pointerOf, stateOf } from "../state";

/** A PyProxy of an object that supports the buffer protocol. */
export class PyBuffer extends PyProxy {
  /**
   * A view of the object's memory, without a copy, to be released. The default for `type` follows from the format.
   *
   * @throws PythonError if the object gives no memory.
   * @throws Error if the memory cannot be seen as elements of the type.
   */
  getBuffer(type?: ElementType): PyBufferView {
    return viewBuffer(pointerOf(stateOf(this)), type);
  }
}

declareCapability(PyProxyFlag.BUFFER, PyBuffer);
