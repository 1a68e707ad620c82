/** What the reference of the JavaScript API is made of: the two entry points, and the types that they mention. */

export * from "../../../core/runtime/index";
export * from "../../../core/runtime/ffi";
export type { ElementType } from "../../../core/runtime/buffer/format";
export type { CanvasApi } from "../../../core/runtime/canvas";
export type { ToJsOptions } from "../../../core/runtime/convert/to-js-conversion";
export type { ToPyOptions } from "../../../core/runtime/convert/to-py-options";
export type { Environment } from "../../../core/runtime/environment";
export type { NativeMount, OpfsOptions } from "../../../core/runtime/filesystem/mount-native";
export type { UnpackOptions } from "../../../core/runtime/filesystem/unpack-archive";
export type { Comlink } from "../../../core/runtime/host-value/comlink";
export type { InterruptBuffer } from "../../../core/runtime/interrupt";
export type { LoadPackageOptions } from "../../../core/runtime/packages/progress";
export type { DestroyOptions } from "../../../core/runtime/pyproxy/base";
export type { CallOptions } from "../../../core/runtime/pyproxy/methods/callable";
export type { RunOptions } from "../../../core/runtime/python-modules";
export type { StdinOptions } from "../../../core/runtime/streams/readers";
export type { StdoutOptions } from "../../../core/runtime/streams/writers";
export type { ToJsConverter } from "../../../core/runtime/convert/to-js-conversion";
export type { ToPyConverter } from "../../../core/runtime/convert/to-py-options";
export type { TerminalSize } from "../../../core/runtime/streams/handler-stream";
