/* libc/clock.c: the clocks of processor time, which emscripten's libc does not have. */

#define _POSIX_C_SOURCE 200809L /* clockid_t */

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "boundary.gen.h"

enum { MICROSECOND = 1000 }; /* in nanoseconds */

/* What clock_gettime() and clock_getres() are called inside of libc. */
int __clock_gettime(clockid_t clock, struct timespec *time);
int __clock_getres(clockid_t clock, struct timespec *resolution);

static bool
measures_processor(clockid_t clock)
{
  return clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID;
}

int
clock_gettime(clockid_t clock, struct timespec *time)
{
  if (!measures_processor(clock)) {
    return __clock_gettime(clock, time);
  }
  int64_t used = (int64_t)js_cpu_time();
  time->tv_sec = used / 1000000;
  time->tv_nsec = used % 1000000 * MICROSECOND;
  return 0;
}

int
clock_getres(clockid_t clock, struct timespec *resolution)
{
  if (!measures_processor(clock)) {
    return __clock_getres(clock, resolution);
  }
  *resolution = (struct timespec){ .tv_nsec = MICROSECOND };
  return 0;
}
