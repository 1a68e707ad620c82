/** Names of distributions and of wheels (PEP 503, PEP 427). */

/** Spell a distribution's name in the one way that stands for all others. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** Whether something can be a distribution's name (PEP 508), and not a requirement or an address. */
export function isPackageName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(text);
}

export interface WheelName {
  readonly fileName: string;
  readonly name: string;
  readonly version: string;
}

/** What the file name at the end of an address says; undefined if it is no wheel's. */
export function wheelName(address: string): WheelName | undefined {
  const path = address.replace(/[?#].*$/s, "");
  let fileName = path.slice(path.lastIndexOf("/") + 1);
  try {
    fileName = decodeURIComponent(fileName);
  } catch {
    // a file whose name has a percent sign
  }
  const parts = fileName.replace(/\.whl$/, "").split("-");
  if (!fileName.endsWith(".whl") || (parts.length !== 5 && parts.length !== 6) || parts.includes("")) {
    return undefined;
  }
  return { fileName, name: normalizeName(parts[0]!), version: parts[1]! };
}
