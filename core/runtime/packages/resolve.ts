/** Which packages to load for a request, and in which order. */

import type { Lockfile, LockPackage } from "./lockfile";
import { normalizeName } from "./package-name";
import type { Request } from "./requests";

/** A package to load. */
export interface PlannedPackage {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
  /** What the lock file says; undefined for wheels by address. */
  readonly locked: LockPackage | undefined;
  /** The wheel's address as it was given; undefined for packages of the lock file. */
  readonly address: string | undefined;
  readonly depends: readonly string[];
  /** Whether it was asked for, not only needed. */
  readonly requested: boolean;
}

export interface Plan {
  /** Dependencies come first. */
  readonly packages: readonly PlannedPackage[];
  /** What was asked for or is needed, and is there. */
  readonly present: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Plan: the packages asked for and what they depend on, without those that `loaded` has. A wheel by address takes the
 * place of the lock file's package of its name.
 *
 * @param loaded where each loaded package came from.
 * @throws Error if the lock file has no package of a name.
 */
export function resolve(
  requests: readonly Request[],
  lockfile: Lockfile,
  loaded: Readonly<Record<string, string>>,
): Plan {
  const wheels = new Map<string, PlannedPackage>();
  const warnings: string[] = [];
  for (const request of requests) {
    if (request.kind === "wheel") {
      addWheel(request, wheels, loaded, warnings);
    }
  }
  const order = new Map<string, PlannedPackage>();
  const present = new Set<string>();
  const asked = new Set(requests.map(({ name }) => name));
  const visit = (name: string, neededBy: string | undefined): void => {
    if (order.has(name)) {
      return;
    }
    const planned =
      wheels.get(name) ??
      (Object.hasOwn(loaded, name) ? undefined : fromLockfile(name, neededBy, asked.has(name), lockfile));
    if (planned === undefined) {
      present.add(name);
      return;
    }
    // A place is taken before the dependencies, so that circles end; a Map keeps the order of insertion.
    order.set(name, planned);
    for (const dependency of planned.depends) {
      visit(dependency, name);
    }
    order.delete(name);
    order.set(name, planned);
  };
  for (const { name } of requests) {
    visit(name, undefined);
  }
  return { packages: [...order.values()], present: [...present], warnings };
}

function addWheel(
  request: Extract<Request, { kind: "wheel" }>,
  wheels: Map<string, PlannedPackage>,
  loaded: Readonly<Record<string, string>>,
  warnings: string[],
): void {
  const { name, address, version, fileName } = request;
  const source = Object.hasOwn(loaded, name) ? loaded[name] : undefined;
  const other = wheels.get(name);
  if (source !== undefined && source !== address) {
    warnings.push(
      `URI mismatch, attempting to load package ${name} from ${address} while it is already loaded from ${source}. ` +
        "To override a dependency, load the custom package first.",
    );
  } else if (other !== undefined && other.address !== address) {
    warnings.push(`Loading package ${name} from ${other.address}, not from ${address}`);
  } else if (source === undefined && other === undefined) {
    wheels.set(name, { name, version, fileName, address, locked: undefined, depends: [], requested: true });
  }
}

function fromLockfile(
  name: string,
  neededBy: string | undefined,
  requested: boolean,
  lockfile: Lockfile,
): PlannedPackage {
  const locked = lockfile.packages.get(name);
  if (locked === undefined) {
    const who = neededBy === undefined ? "" : `, which '${neededBy}' depends on`;
    throw new Error(
      `No known package with name '${name}'${who}: the lock file does not list it. ` +
        "loadPackage() also takes addresses of wheels; micropip.install() looks for others at the package index",
    );
  }
  return {
    name,
    version: locked.version,
    fileName: locked.file_name.slice(locked.file_name.lastIndexOf("/") + 1),
    locked,
    address: undefined,
    depends: locked.depends.map(normalizeName),
    requested,
  };
}
