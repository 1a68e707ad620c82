/** Command line arguments in the memory of a C program. */

import type { Pointer } from "./boundary/heap";
import { withScratch } from "./convert/scratch";
import type { Module } from "./emscripten";

/** Call `use` with argc and argv. The strings stay allocated: Python keeps them in sys.orig_argv anyway. */
export function withArgv<T>(module: Module, args: readonly string[], use: (argc: number, argv: Pointer) => T): T {
  return withScratch((args.length + 1) * 4, (argv) => {
    const strings = args.map((argument) => module.stringToNewUTF8(argument));
    HEAPU32.set([...strings, 0], argv >>> 2);
    return use(args.length, argv);
  });
}
