/* libc/memory_copy.c: what the prebuilt libc's memcpy calls from 512 bytes on.
 *
 * Emscripten's own version is written in JavaScript, since engines without bulk memory still count there; every engine
 * that has wasm exceptions has it. Compiled with -mbulk-memory the builtin is one instruction.
 */

#include <stddef.h>

void
_emscripten_memcpy_js(void *destination, const void *source, size_t size)
{
  __builtin_memcpy(destination, source, size);
}
