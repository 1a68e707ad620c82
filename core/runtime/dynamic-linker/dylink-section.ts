/** The section `dylink.0` of shared libraries (WebAssembly tool conventions, "Dynamic linking"). */

const HEADER_SIZE = 8; // magic number and version
const CUSTOM_SECTION = 0;
const RUNTIME_PATH = 5;

class Reader {
  position = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.position >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.position++]!;
  }

  /** A number in LEB128. */
  size(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) {
        return value;
      }
    }
  }

  take(length: number): Uint8Array {
    const start = this.position;
    this.position += length;
    return this.#bytes.subarray(start, this.position);
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.size()));
  }
}

/** The contents of the section, which comes first in a file; undefined if it is not there. */
function sectionOf(binary: Uint8Array | WebAssembly.Module): Uint8Array | undefined {
  if (binary instanceof WebAssembly.Module) {
    const [section] = WebAssembly.Module.customSections(binary, "dylink.0");
    return section && new Uint8Array(section);
  }
  const reader = new Reader(binary);
  reader.position = HEADER_SIZE;
  if (reader.byte() !== CUSTOM_SECTION) {
    return undefined;
  }
  const section = new Reader(reader.take(reader.size()));
  return section.text() === "dylink.0" ? section.take(Infinity) : undefined;
}

/** Where a library wants the ones that it needs to be looked for: folders, with `$ORIGIN` for its own. */
export function runtimePaths(binary: Uint8Array | WebAssembly.Module): string[] {
  const section = sectionOf(binary);
  if (section === undefined) {
    return [];
  }
  const reader = new Reader(section);
  while (!reader.isAtEnd) {
    const kind = reader.byte();
    const subsection = new Reader(reader.take(reader.size()));
    if (kind === RUNTIME_PATH) {
      return Array.from({ length: subsection.size() }, () => subsection.text()).flatMap((path) => path.split(":"));
    }
  }
  return [];
}
