/** What readers and writers have in common: options from the user, called with `this` bound to them. */

/** How large a terminal is, in characters. */
export interface TerminalSize {
  /** How many characters a line has. */
  columns: number;
  /** How many lines there are. */
  rows: number;
}

export interface HandlerOptions {
  /** What isatty() says. Default: false. */
  isatty?: boolean;
  /** Called when the stream is flushed. */
  fsync?: () => void;
  /** What os.get_terminal_size() says of a stream that is a terminal. Default: 80 columns, 24 rows. */
  getTerminalSize?: () => TerminalSize;
}

const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };

export abstract class HandlerStream<Options extends HandlerOptions> {
  protected readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  get isatty(): boolean {
    return this.options.isatty ?? false;
  }

  get terminalSize(): TerminalSize {
    const { columns = USUAL_SIZE.columns, rows = USUAL_SIZE.rows } = this.options.getTerminalSize?.() ?? USUAL_SIZE;
    return { columns, rows };
  }

  fsync(): void {
    this.options.fsync?.();
  }
}
