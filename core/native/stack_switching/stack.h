/* stack_switching/stack.h: Python calls that can be suspended.
 *
 * With JavaScript Promise Integration an export can be entered on a stack of its own; when it calls the import
 * js_await, the engine puts that stack aside until a promise is settled, and its caller goes on. What the engine does
 * not know is ours to keep apart: the C stack in linear memory (here), and what Python keeps about the calls in
 * progress (thread_state.c).
 *
 * A Stack is a call entered so. If nothing else is on the C stack then, it uses that in place; when it is suspended it
 * keeps that memory, and who goes on gets other memory. So calls that never wait cost next to nothing.
 */

#pragma once
#include "Python.h"
#include <emscripten/stack.h>
#include <stdbool.h>
#include <stdint.h>

#include "boundary.gen.h"
#include "stack_switching/thread_state.h"

typedef struct Region Region;

typedef struct Stack {
  struct Stack *outer;  /* who goes on when this one is suspended or ends; NULL is JavaScript's event loop */
  Region *outer_region; /* outer's memory, */
  uintptr_t outer_sp;   /* and how far it is used */
  Region *region;       /* memory of its own; NULL while it uses outer's in place */
  uintptr_t sp;         /* how far that is used, before it starts and while it is suspended */
  int js_calls;         /* js_calls when it was entered or resumed */
  ThreadState python;   /* outer's while this one runs, its own while it is suspended */
} Stack;

/* Set the stack pointer: part of compiler-rt, declared nowhere. */
void _emscripten_stack_restore(uintptr_t sp);

/* Whether the engine can switch stacks. */
bool Stack_IsSupported(void);

/* Begin a call on a stack of its own; sp is the stack pointer of the export that was called. The export has to set it
 * to stack->sp, and when the call is over to what Stack_Leave returns; so it must not keep anything in memory, arrays
 * or variables whose address is taken. NULL with an exception set if there is no memory. */
Stack *Stack_Enter(uintptr_t sp);
uintptr_t Stack_Leave(Stack *stack);

/* Whether a Stack is running, if only behind calls of JavaScript. */
bool Stack_IsEntered(void);

/* Whether the current call can be suspended: it has a stack of its own, and no call of JavaScript lies between. */
bool Stack_CanSuspend(void);

/* Suspend the current call until a promise is settled. Returns what js_await gives, or null with an exception set. */
JsVal Stack_Await(JsVal promise);
