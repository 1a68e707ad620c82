/* stack_switching/stack.c: see stack.h. */

#include "stack_switching/stack.h"

#include "stack_size.h"

#include <stdlib.h>

struct Region {
  uintptr_t top; /* stacks grow down */
  size_t size;
  Region *next; /* in the list of spare ones */
};

#define STACK_ALIGNMENT 16
#define MAX_SPARE 8

int js_calls; /* see boundary.gen.h */

static Region main_region;
static Region *current_region = &main_region;
static Region *spare_regions;
static int spare_count;
static Stack *current;

void
stack_switching_start(void)
{
  main_region.top = emscripten_stack_get_current();
  main_region.size = main_region.top - emscripten_stack_get_end();
}

void
stack_switching_set_limit(int units)
{
  ThreadState_CRecursionLimit = units;
}

bool
Stack_IsSupported(void)
{
  return main_region.top != 0;
}

static Region *
take_region(void)
{
  size_t size = (size_t)ThreadState_CRecursionLimit * STACK_BYTES_PER_UNIT;
  Region *region = spare_regions;
  if (region) {
    spare_regions = region->next;
    spare_count--;
    return region;
  }
  region = malloc(sizeof(Region) + size);
  if (!region) {
    PyErr_NoMemory();
    return NULL;
  }
  uintptr_t end = (uintptr_t)region + sizeof(Region) + size;
  region->top = end & ~(uintptr_t)(STACK_ALIGNMENT - 1);
  region->size = size;
  return region;
}

/* The region may be the one that this very function runs on: it is kept, and another one freed. */
static void
give_region_back(Region *region)
{
  if (spare_count >= MAX_SPARE && spare_regions != &main_region) {
    Region *freed = spare_regions;
    spare_regions = freed->next;
    spare_count--;
    free(freed);
  }
  region->next = spare_regions;
  spare_regions = region;
  spare_count++;
}

Stack *
Stack_Enter(uintptr_t sp)
{
  if (!ThreadState_CRecursionLimit) {
    js_measure_own_stack();
  }
  Stack *stack = PyMem_RawMalloc(sizeof *stack);
  if (!stack) {
    PyErr_NoMemory();
    return NULL;
  }
  stack->outer = current;
  stack->outer_region = current_region;
  stack->outer_sp = sp;
  stack->js_calls = js_calls;
  stack->region = NULL;
  stack->sp = sp;
  if (sp != current_region->top) {
    stack->region = take_region();
    if (!stack->region) {
      PyMem_RawFree(stack);
      return NULL;
    }
    stack->sp = stack->region->top;
  }
  if (ThreadState_Enter(&stack->python) < 0) {
    if (stack->region) {
      give_region_back(stack->region);
    }
    PyMem_RawFree(stack);
    return NULL;
  }
  current = stack;
  if (stack->region) {
    current_region = stack->region;
  }
  return stack;
}

uintptr_t
Stack_Leave(Stack *stack)
{
  ThreadState_Leave(&stack->python);
  current = stack->outer;
  current_region = stack->outer_region;
  uintptr_t sp = stack->outer_sp;
  if (stack->region) {
    Region *freed = stack->region;
    if (sp == current_region->top && freed->size > current_region->size) {
      /* Nothing lies on outer's: the larger one is the better one for what comes. */
      freed = current_region;
      current_region = stack->region;
      sp = current_region->top;
    }
    give_region_back(freed);
  }
  PyMem_RawFree(stack);
  return sp;
}

bool
Stack_IsEntered(void)
{
  return current != NULL;
}

bool
Stack_CanSuspend(void)
{
  return current && js_calls == current->js_calls;
}

/* Make outer the current one; returns its stack pointer, or 0 with MemoryError. */
static uintptr_t
switch_out(uintptr_t sp)
{
  Stack *stack = current;
  Region *other = stack->region ? stack->outer_region : take_region();
  if (!other) {
    return 0;
  }
  if (ThreadState_Suspend(&stack->python) < 0) {
    if (!stack->region) {
      give_region_back(other);
    }
    return 0;
  }
  stack->sp = sp;
  if (!stack->region) {
    stack->region = current_region;
    stack->outer_sp = other->top;
  }
  current_region = other;
  current = stack->outer;
  return stack->outer_sp;
}

/* Make a suspended stack the current one; sp is the stack pointer of whoever runs. Returns its own. */
static uintptr_t
switch_in(Stack *stack, uintptr_t sp)
{
  stack->outer = current;
  stack->outer_region = current_region;
  stack->outer_sp = sp;
  stack->js_calls = js_calls;
  current = stack;
  current_region = stack->region;
  ThreadState_Resume(&stack->python);
  return stack->sp;
}

JsVal js_await_or_null(JsVal promise);

JsVal
Stack_Await(JsVal promise)
{
  /* Nothing is kept in memory here, since the stack pointer changes. */
  Stack *stack = current;
  uintptr_t outer_sp = switch_out(emscripten_stack_get_current());
  if (!outer_sp) {
    return JsVal_Null();
  }
  _emscripten_stack_restore(outer_sp);
  JsVal settled = js_await_or_null(promise);
  _emscripten_stack_restore(switch_in(stack, emscripten_stack_get_current()));
  return settled;
}
