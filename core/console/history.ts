/** What was entered, kept over reloads. */

const KEY = "python-console-history";
const LIMIT = 500;

export class History {
  #entries: string[] = read();
  #position = this.#entries.length;
  /** What stood in the editor before going back. */
  #draft = "";

  add(entry: string): void {
    if (entry.trim() && entry !== this.#entries.at(-1)) {
      this.#entries = [...this.#entries, entry].slice(-LIMIT);
      write(this.#entries);
    }
    this.#position = this.#entries.length;
  }

  /** The entry `step` away from the one shown, undefined beyond the ends. */
  move(step: -1 | 1, shown: string): string | undefined {
    const position = this.#position + step;
    if (position < 0 || position > this.#entries.length) {
      return undefined;
    }
    if (this.#position === this.#entries.length) {
      this.#draft = shown;
    }
    this.#position = position;
    return this.#entries[position] ?? this.#draft;
  }
}

function read(): string[] {
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(entries) ? entries.filter((entry) => typeof entry === "string") : [];
  } catch {
    return []; // storage is blocked, or holds something else
  }
}

function write(entries: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Storage is blocked or full: the history lasts as long as the page.
  }
}
