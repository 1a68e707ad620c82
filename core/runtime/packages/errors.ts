/** Why a package was not loaded. */

export class PackageError extends Error {
  override readonly name = "PyodidePackageError";
}
