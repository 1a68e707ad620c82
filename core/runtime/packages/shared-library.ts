/** Shared libraries of packages. */

import type { Module } from "../emscripten";

export async function prepareLibraries(
  _module: Module,
  _paths: readonly string[],
  _options: { global: boolean },
): Promise<void> {
  // in the next step
}
