/** What readers and writers have in common: options from the user, called with `this` bound to them. */

interface HandlerOptions {
  isatty?: boolean;
  fsync?: () => void;
}

export abstract class HandlerStream<Options extends HandlerOptions> {
  protected readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  get isatty(): boolean {
    return this.options.isatty ?? false;
  }

  fsync(): void {
    this.options.fsync?.();
  }
}
