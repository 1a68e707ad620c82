/* zstd.c: unpack what JavaScript has of an archive that is compressed with Zstandard (RFC 8878). */

#include "boundary.gen.h"

#include <zstd.h>

int
zstd_decompress(void *to, int capacity, void *from, int size)
{
  size_t written = ZSTD_decompress(to, (size_t)capacity, from, (size_t)size);
  return ZSTD_isError(written) ? -1 : (int)written;
}
