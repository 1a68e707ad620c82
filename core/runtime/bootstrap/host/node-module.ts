/** Node's own modules. */

/** True in Node and in what gives itself out as Node; false in Electron's pages. */
export function isNode(): boolean {
  return (
    typeof process === "object" &&
    typeof process.versions?.node === "string" &&
    !(process as { browser?: boolean }).browser
  );
}

/** A built-in module of Node; works in ES modules and CommonJS alike, without a bundler seeing it. */
export function nodeModule<T>(name: string): T {
  return (process as unknown as { getBuiltinModule(name: string): T }).getBuiltinModule(name);
}
