/** How much of the storage of browsers packages take. */

/** The header with the time of the last use, in milliseconds since 1970. */
export const LAST_USE = "X-Last-Use";
const MOST = 512 << 20;
/** The other parts of what a page may store are for its program. */
const PART = 1 / 4;

/** How many bytes all packages may take here. */
export async function mostBytes(): Promise<number> {
  // Pages that were not served over HTTPS have no `storage`.
  const storage = (globalThis.navigator as Partial<Navigator> | undefined)?.storage;
  const { quota = Infinity } = (await storage?.estimate()) ?? {};
  return Math.min(MOST, quota * PART);
}

/**
 * Delete the files whose last use is the longest ago.
 *
 * @param target how many bytes may stay, out of how many there are.
 */
export async function forgetOldest(cache: Cache, target: (total: number) => number): Promise<void> {
  const requests = await cache.keys();
  const files = await Promise.all(requests.map(async (request) => describe(request, await cache.match(request))));
  let left = files.reduce((sum, { size }) => sum + size, 0);
  const most = target(left);
  for (const { request, size } of files.sort((a, b) => a.lastUse - b.lastUse)) {
    if (left <= most) {
      return;
    }
    await cache.delete(request);
    left -= size;
  }
}

function describe(
  request: Request,
  response: Response | undefined,
): Record<"size" | "lastUse", number> & { request: Request } {
  const number = (header: string): number => Number(response?.headers.get(header) ?? 0);
  return { request, size: number("Content-Length"), lastUse: number(LAST_USE) };
}
