/* error/report.h: says on the console where errors pass through the core, if it is compiled with -D DEBUG_F.
 *
 * The compiler includes it before every file. A `return` then looks, once it has its value, whether a Python error is
 * set: so the branches for errors need no macros of their own, and none can be forgotten.
 */

#pragma once

#ifdef DEBUG_F
#include "Python.h"

struct Place {
  const char *file;
  const char *function;
  int line;
};

/* Say which error is set where a function is left, if one is. */
void report_error(const struct Place *place);

#define return                                                                                                         \
  for (__attribute__((cleanup(report_error))) const struct Place left = { __FILE__, __func__, __LINE__ };;)            \
  return
#endif
