/** How long the processor was busy with Python. */

import { timeBlocked } from "./sleep";

/** Node.js has the first one from 23.9 on. */
type Meter = Partial<Record<"threadCpuUsage" | "cpuUsage", () => NodeJS.CpuUsage>>;

/**
 * In microseconds. The thread counts where Node.js tells: its process has others, which compile and collect garbage.
 *
 * Browsers do not tell: there it is the time since the page or the worker has begun, without that slept in `time.sleep`.
 */
export function cpuTime(): number {
  const host = (globalThis as { process?: Meter }).process;
  const used = host?.threadCpuUsage?.() ?? host?.cpuUsage?.();
  return used ? used.user + used.system : (performance.now() - timeBlocked()) * 1000;
}
