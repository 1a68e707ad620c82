/** Loading packages of the distribution: its lock file lists none yet. */

export interface PackageLoader {
  /**
   * Load packages by name.
   *
   * @throws Error if the distribution has no package of a name.
   */
  loadPackage(names: string | Iterable<string>): Promise<object[]>;
  /** Load the packages that Python code imports; give those that were loaded. */
  loadPackagesFromImports(code: string): Promise<object[]>;
}

export const packageLoader: PackageLoader = {
  async loadPackage(names) {
    for (const name of typeof names === "string" ? [names] : names) {
      throw new Error(`No known package with name '${name}'`);
    }
    return [];
  },
  loadPackagesFromImports: () => Promise.resolve([]),
};
