/** Which traps a proxy has. */

import { PyProxyFlag } from "../../boundary/flags.gen";
import { callPyObject } from "../call";
import { boundArguments } from "../methods/callable";
import { declareHandlers } from "../shape";
import { PARTS, pointerOf, type Target } from "../state";
import { attributeHandler } from "./attribute";
import { adaptorHandler, dictHandler, sequenceHandler } from "./item";

function propertyHandler(flags: number): typeof attributeHandler {
  if (flags & PyProxyFlag.SEQUENCE) {
    return sequenceHandler;
  }
  if (flags & PyProxyFlag.JSON_ADAPTOR) {
    return adaptorHandler;
  }
  return flags & PyProxyFlag.PLAIN_DICT ? dictHandler : attributeHandler;
}

function apply(target: Target, receiver: unknown, args: unknown[]): unknown {
  const { state, binding } = target[PARTS];
  return callPyObject(pointerOf(state), binding === undefined ? args : boundArguments(binding, receiver, args));
}

declareHandlers((flags) => {
  const handler = propertyHandler(flags);
  return (flags & PyProxyFlag.CALLABLE ? { ...handler, apply } : handler) as ProxyHandler<object>;
});
