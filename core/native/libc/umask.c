/* libc/umask.c: umask(), which emscripten's libc keeps to itself: its file system is JavaScript. */

#include "boundary.gen.h"

int
__syscall_umask(int mask)
{
  return js_umask(mask);
}
