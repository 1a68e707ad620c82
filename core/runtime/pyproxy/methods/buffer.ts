/** Buffers. */

import { PyProxyFlag } from "../../boundary/flags.gen";
import { PyProxy } from "../base";
import { declareCapability } from "../shape";

/** A PyProxy of an object that supports the buffer protocol. */
export class PyBuffer extends PyProxy {}

declareCapability(PyProxyFlag.BUFFER, PyBuffer);
