/* stack_size.h: how much of C's stack recursion takes. */

#pragma once

/* Deep recursion takes up to 350 bytes of C's stack in linear memory for a unit of the limit. Nothing checks that
 * stack: what overflows it writes over others. */
#define STACK_BYTES_PER_UNIT 512
