/** Options of explicit conversion to Python. */

/** Gives the conversion of an object; `convert` converts what is inside, `cacheConversion` makes recursion possible. */
export type ToPyConverter = (
  value: object,
  convert: (value: unknown) => unknown,
  cacheConversion: (value: object, result: unknown) => void,
) => unknown;

export interface ToPyOptions {
  /** How many levels of containers to convert; default: all. */
  depth?: number;
  /** Asked about objects without a conversion. */
  defaultConverter?: ToPyConverter;
  /** The same under its Python name. */
  default_converter?: ToPyConverter;
}

export interface ToPySettings {
  /** Infinity without a limit. */
  readonly depth: number;
  readonly converter: ToPyConverter | undefined;
}

/** Check the options. @throws TypeError if one has the wrong type. */
export function readToPyOptions(options: ToPyOptions | null = {}): ToPySettings {
  const { depth, defaultConverter, default_converter } = options ?? {};
  const converter = defaultConverter ?? default_converter ?? undefined;
  if (converter !== undefined && typeof converter !== "function") {
    throw new TypeError("defaultConverter must be a function");
  }
  if (depth !== undefined && depth !== null && (typeof depth !== "number" || Number.isNaN(depth))) {
    throw new TypeError("depth must be a number");
  }
  return { depth: depth === undefined || depth === null || depth < 0 ? Infinity : Math.trunc(depth), converter };
}
