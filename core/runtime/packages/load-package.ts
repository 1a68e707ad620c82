/** loadPackage: read the request, plan, download, install, and have the shared libraries ready. */

import { toUrl } from "../bootstrap/host/address";
import { prepareLibraries } from "../dynamic-linker/prepare";
import type { Module } from "../emscripten";
import type { PythonModules } from "../python-modules";
import type { Streams } from "../streams/devices";
import { Downloader, type Sources } from "./download";
import { PackageError } from "./errors";
import type { Lockfile } from "./lockfile";
import { Progress, readOptions, type LoadPackageOptions } from "./progress";
import { readRequests } from "./requests";
import { resolve, type PlannedPackage } from "./resolve";

/** What loadPackage tells of a package. */
export interface PackageData {
  /** Its name, as the project writes it. */
  readonly name: string;
  /** Its version (PEP 440). */
  readonly version: string;
  /** The file or the address that it came from. */
  readonly fileName: string;
  /** `package`, `cpython_module`, `shared_library` or `static_library`. */
  readonly packageType: string;
}

const DEFAULT_CHANNEL = "default channel";

export class PackageLoader {
  /** The packages that are loaded, and where each came from. */
  readonly loaded: Record<string, string> = {};
  readonly #module: Module;
  readonly #python: PythonModules;
  readonly #streams: () => Streams;
  readonly #lockfile: () => Promise<Lockfile>;
  readonly #downloader: Downloader;
  /** What is being loaded, so that no package is loaded twice. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(
    module: Module,
    python: PythonModules,
    streams: () => Streams,
    lockfile: () => Promise<Lockfile>,
    sources: Sources,
  ) {
    this.#module = module;
    this.#python = python;
    this.#streams = streams;
    this.#lockfile = lockfile;
    this.#downloader = new Downloader(module, sources);
  }

  /** Begin to download what will be asked for soon. */
  prefetch(names: readonly string[], lockfile: Lockfile): void {
    for (const planned of resolve(readRequests(names), lockfile, this.loaded).packages) {
      this.#downloader.prefetch(planned);
    }
  }

  /** See Api.loadPackagesFromImports. */
  async loadFromImports(code: unknown, options?: unknown): Promise<PackageData[]> {
    if (typeof code !== "string") {
      throw new TypeError(`loadPackagesFromImports: the code must be a string, not ${typeof code}`);
    }
    const lockfile = await this.#lockfile();
    const names = new Set(this.#python.findImports(code).flatMap((module) => lockfile.packageOf(module) ?? []));
    return names.size === 0 ? [] : this.load(names, options);
  }

  /** See Api.loadPackage. */
  async load(names: unknown, options?: unknown): Promise<PackageData[]> {
    const settings = readOptions(options);
    const requests = readRequests(names);
    const progress = new Progress(settings, this.#streams());
    const lockfile = await this.#lockfile();
    const { packages, present, warnings } = resolve(requests, lockfile, this.loaded);
    warnings.forEach(progress.error);
    for (const name of present) {
      progress.message(`${name} already loaded from ${this.loaded[name]}`);
    }
    if (packages.length === 0) {
      progress.message("No new packages to load");
      return [];
    }
    return this.#loadAll(packages, settings, progress);
  }

  async #loadAll(
    packages: readonly PlannedPackage[],
    settings: LoadPackageOptions,
    progress: Progress,
  ): Promise<PackageData[]> {
    progress.message(`Loading ${list(packages)}`);
    const tasks = new Map<string, Promise<void>>();
    for (const planned of packages) {
      const task = this.#underWay.get(planned.name) ?? this.#start(planned, tasks, settings);
      tasks.set(planned.name, task);
    }
    const outcomes = await Promise.allSettled(tasks.values());
    await this.#downloader.allKept();
    const done = packages.filter((_, index) => outcomes[index]!.status === "fulfilled");
    const failed = packages.filter((_, index) => outcomes[index]!.status === "rejected");
    if (done.length > 0) {
      progress.message(`Loaded ${list(done)}`);
    }
    if (failed.length > 0) {
      progress.message(`Failed to load ${list(failed)}`);
    }
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === "rejected") {
        const { name } = packages[index]!;
        progress.error(`The following error occurred while loading ${name}: ${explain(outcome.reason)}`);
      }
    }
    return done.map(describe);
  }

  #start(planned: PlannedPackage, tasks: Map<string, Promise<void>>, settings: LoadPackageOptions): Promise<void> {
    const needed = planned.depends.flatMap((name) => tasks.get(name) ?? this.#underWay.get(name) ?? []);
    const task = this.#loadOne(planned, needed, settings).finally(() => this.#underWay.delete(planned.name));
    this.#underWay.set(planned.name, task);
    return task;
  }

  async #loadOne(
    planned: PlannedPackage,
    needed: readonly Promise<void>[],
    { checkIntegrity = true }: LoadPackageOptions,
  ): Promise<void> {
    const [download, dependencies] = await Promise.all([
      this.#downloader.get(planned, checkIntegrity),
      Promise.allSettled(needed),
    ]);
    if (dependencies.some(({ status }) => status === "rejected")) {
      throw new PackageError(`${planned.name} was not installed, since a package that it depends on was not loaded`);
    }
    const file = {
      fileName: planned.fileName,
      installDir: planned.locked?.install_dir ?? "site",
      name: planned.name,
      sha256: download.unchecked,
      requested: planned.requested,
      url: planned.address === undefined ? undefined : toUrl(planned.address),
    };
    let libraries: string[];
    try {
      libraries = this.#python.installPackage(download.bytes, file);
    } catch (error) {
      throw new PackageError(`${explain(error)} (it came from ${download.address})`, { cause: error });
    }
    try {
      await prepareLibraries(this.#module, libraries, { global: planned.locked?.package_type === "shared_library" });
    } catch (error) {
      const restored = this.#python.finishPackage(planned.name, false);
      await prepareLibraries(this.#module, restored).catch(() => undefined);
      throw error;
    }
    this.#python.finishPackage(planned.name, true);
    if (planned.locked?.package_type === "cpython_module") {
      this.#python.connectLateModules(planned.name);
    }
    this.loaded[planned.name] = planned.address ?? DEFAULT_CHANNEL;
  }
}

function list(packages: readonly PlannedPackage[]): string {
  return packages
    .map(({ name }) => name)
    .sort()
    .join(", ");
}

function describe({ name, version, fileName, locked }: PlannedPackage): PackageData {
  return { name: locked?.name ?? name, version, fileName, packageType: locked?.package_type ?? "package" };
}

/** What went wrong, without Python's traceback. */
function explain(error: unknown): string {
  const { message, type } = error as Error & { type?: string };
  const start = type === undefined ? -1 : message.lastIndexOf(`${type}: `);
  return start < 0 ? message : message.slice(start + `${type}: `.length).trimEnd();
}
