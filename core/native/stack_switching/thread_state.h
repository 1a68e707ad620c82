/* stack_switching/thread_state.h: what Python knows of the calls in progress, apart for each stack.
 *
 * There is one PyThreadState: to Python everything runs in one thread, so threading.local, locks and settings are
 * shared. Only the fields that describe calls in progress are exchanged.
 */

#pragma once
#include "Python.h"
#include <stdbool.h>

typedef struct {
  int py_depth;  /* calls of Python functions: before this stack while it runs, on it while it is suspended */
  int c_used;    /* what this stack takes of the recursion in C, while it is suspended; while it runs, */
  int c_outer;   /* what is left to outer, */
  int c_allowed; /* and what this one may take */
  int recursion_headroom;
  int tracing;
  int what_event;
  bool was_suspended;
  struct _PyInterpreterFrame *current_frame;
  PyObject *current_exception;
  _PyErr_StackItem *exc_info;
  _PyErr_StackItem exc_bottom; /* the end of this stack's chain of handled exceptions; stays in place */
  PyObject *context;
  _PyStackChunk *datastack_chunk; /* memory of frames */
  PyObject **datastack_top;
  PyObject **datastack_limit;
  PyObject *current_tasks; /* asyncio's, by event loop; NULL is none */
} ThreadState;

/* How deep C may recurse on a stack of the engine's for suspended calls; see native/stack.c. */
extern int ThreadState_CRecursionLimit;

/* Begin a stack: put the current state into `state` and start without frames and handled exceptions. */
int ThreadState_Enter(ThreadState *state);
/* End it: take back the state from before. */
void ThreadState_Leave(ThreadState *state);

/* Exchange the current state with that from before, and back. Suspend is -1 with an exception set if there is no
 * memory, then nothing has changed. */
int ThreadState_Suspend(ThreadState *state);
void ThreadState_Resume(ThreadState *state);
