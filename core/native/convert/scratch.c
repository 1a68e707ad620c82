/* convert/scratch.c: memory in which JavaScript passes arguments.
 *
 * Calls nest, so this is a stack; what does not fit on it comes from malloc.
 */

#include "boundary.gen.h"

#include <stddef.h>
#include <stdlib.h>

#define STACK_SIZE 16384
#define ALIGNMENT 8

static _Alignas(ALIGNMENT) char stack[STACK_SIZE];
static size_t used;

void *
scratch_allocate(int size)
{
  size_t rounded = ((size_t)size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  if (rounded > STACK_SIZE - used) {
    return malloc(rounded);
  }
  void *address = stack + used;
  used += rounded;
  return address;
}

void
scratch_release(void *address)
{
  char *released = address;
  if (released >= stack && released < stack + STACK_SIZE) {
    used = (size_t)(released - stack);
  } else {
    free(address);
  }
}
