/** How something that takes time has ended. An object of its own, so that no promise adopts a value that has `then`. */
export class Outcome {
  readonly #value: unknown;
  readonly #failed: boolean;

  constructor(value: unknown, failed: boolean) {
    this.#value = value;
    this.#failed = failed;
  }

  /** The value. @throws the error or reason, if it failed. */
  take(): unknown {
    if (this.#failed) {
      throw this.#value;
    }
    return this.#value;
  }
}
